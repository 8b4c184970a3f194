"""The description of the data set in RDF: DCAT-AP 3 and its Dutch profile, VoID and SPARQL Service Description."""

import re
from collections.abc import Iterator

import pyoxigraph as ox

from foederis.graph import serialisation
from foederis.namespaces import DCTERMS, FOAF, FOED, ID, PREFIXES, RDF, SKOS, XSD
from foederis.publish.metadata import DATASET, EU, LICENCE, Metadata, Released

CATALOGUE = ID + "dataset/catalogue"
SERIES = ID + "dataset/foederis-series"
AGENT = ID + "agent/foederis-developers"
CONTACT = ID + "agent/contact"
SERVICE = ID + "service/sparql"
DCAT = "http://www.w3.org/ns/dcat#"
SD = "http://www.w3.org/ns/sparql-service-description#"
SPDX = "http://spdx.org/rdf/terms#"
SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"  # the shapes of DCAT-AP ask for https here
VCARD = "http://www.w3.org/2006/vcard/ns#"
VOID = PREFIXES["void"]
IANA = "https://www.iana.org/assignments/media-types/"
NAMES = {
    **{name: PREFIXES[name] for name in ("dcterms", "foaf", "foed", "rdf", "rdfs", "skos", "void", "xsd")},
    **{"dcat": DCAT, "sd": SD, "spdx": SPDX, "vcard": VCARD},
}
# What DCAT-AP calls the values of its properties, beside skos:Concept.
_CLASSES = {
    "theme": "",
    "language": DCTERMS + "LinguisticSystem",
    "spatial": DCTERMS + "Location",
    "access": DCTERMS + "RightsStatement",
    "frequency": DCTERMS + "Frequency",
}

Value = str | int | tuple[str, str]


def describe(known: Metadata) -> list[ox.Quad]:
    """Return the description as triples in the default graph, sorted, without blank nodes.

    It needs nothing fetched to be checked: the concepts of the EU tables that it names stand in it with their labels.
    """
    return sorted(
        {*_parties(known), *_catalogue(known), *_dataset(known), *_files(known), *_void(known), *_sd(known)},
        key=serialisation.order,
    )


def turtle(known: Metadata) -> bytes:
    """Return the description as Turtle."""
    note = b"# The data set: DCAT-AP, VoID, SPARQL Service Description. Written by foederis.publish: do not edit.\n"
    return note + serialisation.text(describe(known), "ttl", NAMES)


def _iri(value: str) -> ox.NamedNode:
    return ox.NamedNode(value)


def _said(subject: str, predicate: str, *values: Value | ox.Literal) -> Iterator[ox.Quad]:
    """Yield one triple a value: text that begins as an address is an IRI, a pair is text with its language."""
    for value in values:
        term: ox.NamedNode | ox.Literal
        if isinstance(value, ox.Literal):
            term = value
        elif isinstance(value, tuple):
            term = ox.Literal(value[0], language=value[1])
        elif isinstance(value, int):
            term = ox.Literal(str(value), datatype=_iri(XSD + "integer"))
        else:
            term = _iri(value) if value.startswith(("http://", "https://", "mailto:")) else ox.Literal(value)
        yield ox.Quad(_iri(subject), _iri(predicate), term, ox.DefaultGraph())


def _typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=_iri(XSD + datatype))


def _texts(values: dict[str, str]) -> list[tuple[str, str]]:
    return [(text, tag) for tag, text in values.items()]


def _parties(known: Metadata) -> Iterator[ox.Quad]:
    yield from _said(AGENT, RDF + "type", FOAF + "Agent")
    yield from _said(AGENT, FOAF + "name", *known.authors)
    publisher = known.stated.get("publisher", "")
    if publisher:
        yield from _said(publisher_of(known), RDF + "type", FOAF + "Agent")
        yield from _said(publisher_of(known), FOAF + "name", publisher)
    yield from _said(CONTACT, RDF + "type", VCARD + "Organization", VCARD + "Kind")
    yield from _said(CONTACT, VCARD + "fn", publisher or known.authors[0])
    for name, predicate in (("contact_email", "hasEmail"), ("contact_page", "hasURL")):
        if name in known.stated:
            address = known.stated[name]
            yield from _said(CONTACT, VCARD + predicate, f"mailto:{address}" if predicate == "hasEmail" else address)


def publisher_of(known: Metadata) -> str:
    """Return who publishes: the authors, until a publisher is stated."""
    return ID + "agent/publisher" if "publisher" in known.stated else AGENT


def _catalogue(known: Metadata) -> Iterator[ox.Quad]:
    for one, kind in ((CATALOGUE, "Catalog"), (SERIES, "DatasetSeries")):
        yield from _said(one, RDF + "type", DCAT + kind)
        yield from _said(one, DCTERMS + "title", *_texts(known.series if one == SERIES else known.titles))
        yield from _said(one, DCTERMS + "description", *_texts(known.description))
        yield from _said(one, DCTERMS + "publisher", publisher_of(known))
        yield from _said(one, DCAT + "contactPoint", CONTACT)
        yield from _said(one, DCTERMS + "spatial", *(c.iri for c in known.concepts["spatial"]))
    yield from _said(CATALOGUE, DCTERMS + "creator", AGENT)
    yield from _said(CATALOGUE, DCTERMS + "license", LICENCE)
    yield from _said(CATALOGUE, DCTERMS + "language", *(c.iri for c in known.concepts["language"]))
    yield from _said(CATALOGUE, DCAT + "themeTaxonomy", EU + "data-theme")
    yield from _said(CATALOGUE, DCAT + "dataset", DATASET)
    yield from _said(SERIES, DCTERMS + "accrualPeriodicity", *(c.iri for c in known.concepts["frequency"]))
    yield from _said(EU + "data-theme", RDF + "type", SKOS + "ConceptScheme")
    yield from _said(EU + "data-theme", DCTERMS + "title", ("Dataset types and themes", "en"))
    for name, concepts in known.concepts.items():
        for concept in concepts:
            kinds = [SKOS + "Concept", *([_CLASSES[name]] if _CLASSES[name] else [])]
            yield from _said(concept.iri, RDF + "type", *kinds)
            yield from _said(concept.iri, SKOS + "prefLabel", (concept.nl, "nl"), (concept.en, "en"))
            yield from _said(concept.iri, SKOS + "inScheme", concept.table)


def _dataset(known: Metadata) -> Iterator[ox.Quad]:
    concepts = {name: [c.iri for c in values] for name, values in known.concepts.items()}
    yield from _said(DATASET, RDF + "type", DCAT + "Dataset", VOID + "Dataset")
    yield from _said(DATASET, DCTERMS + "title", *_texts(known.titles))
    yield from _said(DATASET, DCTERMS + "description", *_texts(known.description))
    yield from _said(DATASET, DCTERMS + "identifier", _typed(DATASET, "anyURI"))
    yield from _said(DATASET, DCTERMS + "creator", AGENT)
    yield from _said(DATASET, DCTERMS + "publisher", publisher_of(known))
    yield from _said(DATASET, DCAT + "contactPoint", CONTACT)
    yield from _said(DATASET, DCTERMS + "license", LICENCE)
    yield from _said(LICENCE, RDF + "type", DCTERMS + "LicenseDocument")
    yield from _said(DATASET, DCTERMS + "accessRights", *concepts["access"])
    yield from _said(DATASET, DCTERMS + "language", *concepts["language"])
    yield from _said(DATASET, DCTERMS + "spatial", *concepts["spatial"])
    yield from _said(DATASET, DCTERMS + "accrualPeriodicity", *concepts["frequency"])
    yield from _said(DATASET, DCAT + "theme", *concepts["theme"])
    yield from _said(
        DATASET, DCAT + "keyword", *((word, tag) for tag, words in known.keywords.items() for word in words)
    )
    yield from _said(DATASET, DCTERMS + "temporal", f"{DATASET}#coverage")
    yield from _said(f"{DATASET}#coverage", RDF + "type", DCTERMS + "PeriodOfTime")
    yield from _said(f"{DATASET}#coverage", DCAT + "startDate", _typed(known.first, "date"))
    yield from _said(f"{DATASET}#coverage", DCAT + "endDate", _typed(known.last, "date"))
    yield from _said(DATASET, DCTERMS + "conformsTo", FOED)
    yield from _said(FOED, RDF + "type", DCTERMS + "Standard")
    yield from _said(DATASET, DCAT + "inSeries", SERIES)
    yield from _said(DATASET, DCAT + "version", known.version)
    if known.previous:
        yield from _said(DATASET, DCAT + "previousVersion", f"{known.base}release/{known.previous}/")
    if known.day:
        yield from _said(DATASET, DCTERMS + "modified", _typed(known.day, "date"))
    if "landing_page" in known.stated:
        yield from _said(DATASET, DCAT + "landingPage", known.stated["landing_page"])
        yield from _said(known.stated["landing_page"], RDF + "type", FOAF + "Document")
    if "doi" in known.stated:
        yield from _said(DATASET, DCTERMS + "bibliographicCitation", f"https://doi.org/{known.stated['doi']}")


def _files(known: Metadata) -> Iterator[ox.Quad]:
    for one in known.files:
        node = f"{DATASET}#{one.name.rsplit('/', 1)[-1]}"
        address = known.place + one.name
        yield from _said(DATASET, DCAT + "distribution", node)
        yield from _said(node, RDF + "type", DCAT + "Distribution")
        yield from _said(node, DCTERMS + "title", (one.nl, "nl"), (one.en, "en"))
        yield from _said(node, DCAT + "accessURL", address)
        yield from _said(node, DCAT + "downloadURL", address)
        yield from _said(node, DCAT + "mediaType", IANA + one.media)
        yield from _said(IANA + one.media, RDF + "type", DCTERMS + "MediaType")
        yield from _said(node, DCTERMS + "format", EU + "file-type/" + one.kind)
        yield from _said(EU + "file-type/" + one.kind, RDF + "type", DCTERMS + "MediaTypeOrExtent", SKOS + "Concept")
        yield from _said(EU + "file-type/" + one.kind, SKOS + "prefLabel", (one.kind.replace("_", " "), "en"))
        yield from _said(EU + "file-type/" + one.kind, SKOS + "inScheme", EU + "file-type")
        yield from _said(node, DCTERMS + "license", LICENCE)
        yield from _said(node, DCTERMS + "language", *(c.iri for c in known.concepts["language"]))
        yield from _said(node, DCTERMS + "conformsTo", one.conforms)
        yield from _said(one.conforms, RDF + "type", DCTERMS + "Standard")
        yield from _digest(node, one, known)


def _digest(node: str, one: Released, known: Metadata) -> Iterator[ox.Quad]:
    digest = one.digest or (known.digest if one.name == "foederis.nq" else "")
    if one.size:
        yield from _said(node, DCAT + "byteSize", _typed(str(one.size), "nonNegativeInteger"))
    if digest:
        yield from _said(node, SPDX + "checksum", f"{node}-sha256")
        yield from _said(f"{node}-sha256", RDF + "type", SPDX + "Checksum")
        yield from _said(f"{node}-sha256", SPDX + "algorithm", SHA256)
        yield from _said(SHA256, RDF + "type", SPDX + "ChecksumAlgorithm")
        yield from _said(f"{node}-sha256", SPDX + "checksumValue", _typed(digest, "hexBinary"))


def _void(known: Metadata) -> Iterator[ox.Quad]:
    for name, count in (
        ("triples", known.triples), ("distinctSubjects", known.subjects), ("distinctObjects", known.objects),
        ("properties", len(known.properties)), ("classes", len(known.classes)),
    ):  # fmt: skip
        yield from _said(DATASET, VOID + name, count)
    yield from _said(DATASET, VOID + "uriSpace", ox.Literal(ID))
    yield from _said(
        DATASET, VOID + "vocabulary", *sorted({_space(iri) for iri in (*known.properties, *known.classes)})
    )
    yield from _said(DATASET, VOID + "exampleResource", *known.examples)
    yield from _said(DATASET, VOID + "subset", *known.linksets)
    yield from _said(
        DATASET, VOID + "dataDump", *(known.place + one.name for one in known.files if one.name != "ontology.ttl")
    )
    if "endpoint" in known.stated:
        yield from _said(DATASET, VOID + "sparqlEndpoint", known.stated["endpoint"])
    for kind, counts, count_of in (("class", known.classes, "entities"), ("property", known.properties, "triples")):
        for iri, count in counts.items():
            node = f"{DATASET}#{kind}-{_short(iri)}"
            yield from _said(DATASET, f"{VOID}{kind}Partition", node)
            yield from _said(node, VOID + kind, iri)
            yield from _said(node, VOID + count_of, count)


def _space(iri: str) -> str:
    return re.sub(r"[^/#]*$", "", iri)


def _short(iri: str) -> str:
    """Return an IRI as a name in a fragment: `foed-Commitment`."""
    space = _space(iri)
    known = {value: name for name, value in NAMES.items()} | {value: name for name, value in PREFIXES.items()}
    name = known.get(space) or re.sub(r"\W+", "-", space.split("//")[-1]).strip("-")
    return f"{name}-{iri.removeprefix(space)}"


def _sd(known: Metadata) -> Iterator[ox.Quad]:
    """Yield what a SPARQL service holds when it serves the data; the service itself only when there is one."""
    node = f"{DATASET}#sparql"
    yield from _said(node, RDF + "type", SD + "Dataset")
    yield from _said(node, SD + "defaultGraph", f"{DATASET}#default-graph")
    yield from _said(f"{DATASET}#default-graph", RDF + "type", SD + "Graph")
    yield from _said(f"{DATASET}#default-graph", VOID + "triples", known.triples)
    yield from _said(node, SD + "namedGraph", *known.graphs)
    for name in known.graphs:
        yield from _said(name, RDF + "type", SD + "NamedGraph")
        yield from _said(name, SD + "name", name)
    if "endpoint" not in known.stated:
        return
    yield from _said(SERVICE, RDF + "type", SD + "Service", DCAT + "DataService")
    yield from _said(SERVICE, SD + "endpoint", known.stated["endpoint"])
    yield from _said(SERVICE, SD + "supportedLanguage", SD + "SPARQL11Query")
    yield from _said(SERVICE, SD + "defaultDataset", node)
    yield from _said(SERVICE, DCAT + "endpointURL", known.stated["endpoint"])
    yield from _said(SERVICE, DCAT + "endpointDescription", known.place + "catalogue.ttl")
    yield from _said(SERVICE, DCAT + "servesDataset", DATASET)
    yield from _said(SERVICE, DCTERMS + "title", ("foederis, SPARQL 1.1", "en"), ("foederis, SPARQL 1.1", "nl"))
    yield from _said(SERVICE, DCTERMS + "description", *_texts(known.description))
    yield from _said(SERVICE, DCTERMS + "identifier", _typed(SERVICE, "anyURI"))
    yield from _said(SERVICE, DCTERMS + "publisher", publisher_of(known))
    yield from _said(SERVICE, DCTERMS + "license", LICENCE)
    yield from _said(SERVICE, DCTERMS + "accessRights", *(c.iri for c in known.concepts["access"]))
    yield from _said(SERVICE, DCAT + "contactPoint", CONTACT)
    yield from _said(SERVICE, DCAT + "theme", *(c.iri for c in known.concepts["theme"]))
    yield from _said(CATALOGUE, DCAT + "service", SERVICE)
