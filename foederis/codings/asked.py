"""What this package asks of the graph: each text stands here once and runs as it stands; its VALUES lines are bound."""

from collections.abc import Mapping

from foederis import queries
from foederis.namespaces import ID

# What is to be coded in a document: responses that rest on it, commitments it speaks of, positions of its author.
ITEMS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foed: <https://w3id.org/foederis/def/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?item ?kind ?what ?locator ?order WHERE {
  VALUES ?language { "en" }
  VALUES ?document { UNDEF }
  {
    ?item foed:respondsTo ?part ; foed:evidence ?evidence . ?evidence foed:inDocument ?document .
    GRAPH ?passage { ?part foed:paraphrase ?what } BIND("response" AS ?kind)
  } UNION {
    GRAPH ?stating { ?item a foed:Commitment ; skos:prefLabel ?what }
    GRAPH ?passage { ?statement foed:makes|foed:reports|foed:reaffirms ?item } BIND("commitment" AS ?kind)
  } UNION {
    ?document dcterms:creator ?author .
    GRAPH ?passage { ?item a foed:Position ; foed:holder ?author ; foed:paraphrase ?what } BIND("position" AS ?kind)
  }
  FILTER(LANG(?what) = ?language)
  ?passage foed:inDocument ?document ; foed:locator ?locator ; foed:order ?order .
}
ORDER BY ?order ?item"""

# A coding is of the document in which its evidence stands (validate/hygiene/coding-of-another-document.rq).
CODINGS = """
PREFIX foed: <https://w3id.org/foederis/def/>
SELECT DISTINCT ?document ?coder ?item ?scale ?code WHERE {
  VALUES ?document { UNDEF }
  VALUES ?scale { foed:responseKind foed:diagnosis foed:stance foed:bindingness foed:progress }
  ?coding foed:codes ?item ; foed:coder ?coder ; foed:evidence ?passage ; ?scale ?code .
  ?passage foed:inDocument ?document .
}
ORDER BY ?document ?coder ?item ?scale"""

CODERS = """
PREFIX foed: <https://w3id.org/foederis/def/>
SELECT DISTINCT ?coder WHERE { ?coder a foed:Coder }
ORDER BY ?coder"""

VALUES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?scheme ?code ?rank WHERE { ?code skos:inScheme ?scheme OPTIONAL { ?code skos:notation ?rank } }
ORDER BY ?scheme ?rank ?code"""


def select(text: str, values: Mapping[str, str] | None = None) -> list[tuple[str, ...]]:
    """Return the rows of a text, each cell as plain text, with terms (in SPARQL form) in its VALUES lines."""
    question = queries.Question("codings", "", "", "", "", "", text)
    rows = queries.select(queries.bind(question, values or {})).rows
    return [tuple(str(getattr(cell, "value", "")) for cell in row) for row in rows]


def document_term(document: str) -> str:
    """Return a document's name as a SPARQL term; empty: any."""
    return f"<{ID}document/{document}>" if document else "UNDEF"
