"""The ontology: what can be generated from it. Run `python -m foederis.ontology` to write the JSON-LD context."""

import json
from pathlib import Path

import pyoxigraph as ox

from foederis import rooms
from foederis.namespaces import FOED, PREFIXES, RDF, RDFS, XSD

_OWL = "http://www.w3.org/2002/07/owl#"
_TRAITS = {_OWL + f"{trait}Property" for trait in ("Functional", "Irreflexive", "Asymmetric")}


def context() -> str:
    """Return the JSON-LD context of the ontology: object properties as ids, values with their datatype."""
    kinds: dict[str, str] = {}
    ranges: dict[str, str] = {}
    for triple in ox.parse(path=rooms.room("ontology") / "foederis.ttl", format=ox.RdfFormat.TURTLE):
        subject, predicate, value = (
            str(getattr(t, "value", "")) for t in (triple.subject, triple.predicate, triple.object)
        )
        if subject.startswith(FOED) and subject != FOED:
            if predicate == RDF + "type" and value not in _TRAITS:
                kinds[subject] = value
            elif predicate == RDFS + "range":
                ranges[subject] = value
    names: dict[str, object] = {"@version": 1.1, **PREFIXES, "id": "@id", "type": "@type"}
    for iri, kind in sorted(kinds.items()):
        name = iri.removeprefix(FOED)
        if kind == _OWL + "ObjectProperty":
            names[name] = {"@id": f"foed:{name}", "@type": "@id"}
        elif kind == _OWL + "DatatypeProperty":
            names[name] = _value(name, ranges.get(iri, ""))
        else:
            names[name] = f"foed:{name}"
    return json.dumps({"@context": names}, indent=2) + "\n"


def _value(name: str, datatype: str) -> dict[str, str]:
    if datatype == RDF + "langString":
        return {"@id": f"foed:{name}", "@container": "@language"}
    if name.endswith(("Start", "End")):
        return {"@id": f"foed:{name}", "@type": "xsd:date"}
    if datatype.startswith(XSD) and datatype != XSD + "string":
        return {"@id": f"foed:{name}", "@type": "xsd:" + datatype.removeprefix(XSD)}
    return {"@id": f"foed:{name}"}


def main() -> None:
    """Write `ontology/context.jsonld`."""
    Path(rooms.room("ontology") / "context.jsonld").write_text(context(), encoding="utf-8")


if __name__ == "__main__":
    main()
