"""The namespaces of foederis and of the vocabularies it uses."""

FOED = "https://w3id.org/foederis/def/"
ID = "https://w3id.org/foederis/id/"
CONCEPT = ID + "concept/"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "foed": FOED,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
} | {
    kind: f"{ID}{kind}/"
    for kind in ("actor", "commitment", "document", "event", "instrument", "period", "provision", "topic")
}
