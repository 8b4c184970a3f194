"""What pictures say in Dutch and in English, beside what the graph says."""

WORDS = {
    "en": {
        "cut": "Shown: the {0} things with the most links, of {1}.",
        "each line": "each line: {0}",
        "on the line": "The word at the point of a line says what it means.",
        "no word": " A line without a word: {0}.",
        "letter": "Source: {0}.",
        "several": "Source: {0} documents, each named in the graph.",
        "background": "Source: public acts, registers and lists of members, each named in the graph.",
        "ontology": "Source: the ontology of foederis.",
        "data": "Data: foederis {0}, CC BY 4.0.",
    },
    "nl": {
        "cut": "Getoond: de {0} dingen met de meeste verbanden, van {1}.",
        "each line": "elke lijn: {0}",
        "on the line": "Het woord bij de punt van een lijn zegt wat zij betekent.",
        "no word": " Een lijn zonder woord: {0}.",
        "letter": "Bron: {0}.",
        "several": "Bron: {0} documenten, elk genoemd in de graaf.",
        "background": "Bron: openbare handelingen, registers en ledenlijsten, elk genoemd in de graaf.",
        "ontology": "Bron: de ontologie van foederis.",
        "data": "Gegevens: foederis {0}, CC BY 4.0.",
    },
}
MEASURES = {
    "en": {
        "group": "group {0}",
        "community": "group: things that go together more with each other than with the rest",
        "betweenness": "size: share of the shortest ways between other things that run through it (betweenness):",
        "reach": "size: how many other things it leads to along the arrows, at any distance (reach):",
    },
    "nl": {
        "group": "groep {0}",
        "community": "groep: dingen die meer met elkaar samengaan dan met de rest",
        "betweenness": "grootte: deel van de kortste wegen tussen andere dingen dat erdoor loopt (betweenness):",
        "reach": "grootte: naar hoeveel andere dingen het leidt langs de pijlen, hoe ver ook (bereik):",
    },
}
GRID = {
    "en": {
        "counts": "The number at the end of a row or below a heading: how many marks it has.",
        "pairs": "A number: how many sentences are about both things. Shaded: both things are of one group.",
    },
    "nl": {
        "counts": "Het getal achter een rij of onder een kop: hoeveel tekens erin staan.",
        "pairs": "Een getal: hoeveel zinnen over beide dingen gaan. Met grond: beide dingen horen bij één groep.",
    },
}
TIME = {
    "en": {
        "kind": "said as:",
        "possible": "may lie anywhere in this time",
        "open": "◂ ▸ start or end not given",
        "note": "A full bar lasts all that time; an outline with a mark in it is a moment that lies somewhere within.",
    },
    "nl": {
        "kind": "gezegd als:",
        "possible": "kan overal in deze tijd liggen",
        "open": "◂ ▸ begin of einde niet gegeven",
        "note": "Een volle balk duurt al die tijd; een omtrek met een teken erin is een moment dat er ergens in ligt.",
    },
}
CHARTS = {
    "en": {
        "no group": "no period given",
        "part of": "part of",
        "asked": "Asked with {0}.",
    },
    "nl": {
        "no group": "geen periode gegeven",
        "part of": "deel van",
        "asked": "Gevraagd met {0}.",
    },
}
MEASURE_NAMES = {
    "en": {"betweenness": "betweenness", "community": "group", "reach": "reach"},
    "nl": {"betweenness": "betweenness", "community": "groep", "reach": "bereik"},
}
ALT = {
    "en": {
        "heading": "{0}.",
        "things": "{0} things: {1}.",
        "links": "{0} links: {1}.",
        "most": "Most links: {0}.",
        "group": "Group {0}: {1}.",
        "measure": "Highest {0}: {1}.",
        "both": "Linked with both {0} and {1}: {2}.",
        "none": "nothing",
        "years": "From {0} to {1}.",
        "rows": "{0} rows against {1} columns.",
        "spans": "{0} statements with a time: {1}.",
        "busiest": "Most begin in {0}.",
    },
    "nl": {
        "heading": "{0}.",
        "things": "{0} dingen: {1}.",
        "links": "{0} verbanden: {1}.",
        "most": "Meeste verbanden: {0}.",
        "group": "Groep {0}: {1}.",
        "measure": "Hoogste {0}: {1}.",
        "both": "Verbonden met zowel {0} als {1}: {2}.",
        "none": "niets",
        "years": "Van {0} tot {1}.",
        "rows": "{0} rijen tegen {1} kolommen.",
        "spans": "{0} uitspraken met een tijd: {1}.",
        "busiest": "De meeste beginnen in {0}.",
    },
}
TABLE = {
    "en": {
        "name": "name", "type": "kind", "links": "links", "near": "linked with", "no group": "no period given",
        "row": "what", "text": "what", "column": "answer", "group": "group", "category": "what", "value": "value",
        "series": "how it is said", "unit": "unit", "partOf": "part of", "lane": "lane", "start": "from", "end": "to",
        "sureStart": "surely from", "sureEnd": "surely to",
    },
    "nl": {
        "name": "naam", "type": "soort", "links": "verbanden", "near": "verbonden met",
        "no group": "geen periode gegeven", "row": "wat", "text": "wat", "column": "antwoord", "group": "groep",
        "category": "wat", "value": "waarde", "series": "hoe het gezegd is", "unit": "eenheid", "partOf": "deel van",
        "lane": "baan", "start": "van", "end": "tot en met", "sureStart": "zeker vanaf", "sureEnd": "zeker tot en met",
    },
}  # fmt: skip
# Terms of others, which the graph has no names for.
FOREIGN = {
    "http://www.w3.org/2000/01/rdf-schema#subClassOf": {"en": "is a kind of", "nl": "is een soort"},
    "http://www.w3.org/2002/07/owl#Class": {"en": "class", "nl": "klasse"},
}
