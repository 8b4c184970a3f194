"""The words that feeds put around what the graph says, in Dutch and English."""

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "became": ("Wat is ervan geworden?", "What became of it?"),
    "what changed": ("Wat er is veranderd", "What changed"),
    "due": ("Wat moet er komen of wordt verwacht", "What is due or expected"),
    "inferred": ("afgeleid", "inferred"),
    "since": ("Sindsdien", "Since"),
    "kind": ("Soort", "Kind"),
    "of": ("van", "of"),
    "is due": ("verwacht", "due"),
    "is overdue": ("over tijd", "overdue"),
    "is due or overdue": ("verwacht of over tijd", "due or overdue"),
    # what is told where there is nothing
    "no day": ("geen rij van '{name}' heeft een dag", "no row of '{name}' has a day"),
    "with a day": (
        "Vraag what-became-of of timeline, of neem het antwoord zelf: foederis ask {name}",
        "Ask what-became-of or timeline, or take the answer itself: foederis ask {name}",
    ),
    "no development": ("geen ontwikkeling betreft '{name}'", "no development concerns '{name}'"),
    "developments": ("Zie: foederis ask what-became-of thing=?", "See: foederis ask what-became-of thing=?"),
    "nothing due": ("niets{of} is {state} op {asof}", "nothing{of} is {state} as of {asof}"),
    "another day": (
        "Vraag naar een andere dag of een ander ding: foederis ask due asof=2020-10-05",
        "Ask for another day or thing: foederis ask due asof=2020-10-05",
    ),
    "until": ("Uiterlijk", "By"),
    "holder": ("Volgens of door", "According to or by"),
    "reasoning": ("Hoe de dag is afgeleid", "How the day was inferred"),
    "concerns": ("Betreft", "Concerns"),
    "period": ("Wanneer", "When"),
    "source": ("Bron", "Source"),
    "graph": ("staat in", "stands in"),
    "name": ("naam", "name"),
    "type": ("is een", "is a"),
    # what happened to a thing, as `foederis diff` tells it
    "new": ("nieuw", "new"),
    "changed": ("gewijzigd", "changed"),
    "removed": ("verwijderd", "removed"),
    "re-held": ("van een andere houder", "re-held"),
    "re-coded": ("anders gecodeerd", "re-coded"),
    "moved": ("verplaatst", "moved"),
    "reworded": ("anders verwoord", "reworded"),
    "renamed": ("hernoemd", "renamed"),
    "re-anchored": ("anders verankerd", "re-anchored"),
    "link added": ("koppeling erbij", "link added"),
    "link removed": ("koppeling weg", "link removed"),
    # the sections of its report
    "Commitments": ("Toezeggingen", "Commitments"),
    "What became of it": ("Wat ervan is geworden", "What became of it"),
    "Responses": ("Reacties", "Responses"),
    "Recommendations": ("Aanbevelingen", "Recommendations"),
    "Statements": ("Uitspraken", "Statements"),
    "Conditions": ("Voorwaarden", "Conditions"),
    "Quantities": ("Hoeveelheden", "Quantities"),
    "Codings": ("Coderingen", "Codings"),
    "Passages": ("Passages", "Passages"),
    "Participations and law": ("Deelnames en recht", "Participations and law"),
    "Things": ("Dingen", "Things"),
    "Links": ("Koppelingen", "Links"),
    "Questions and views": ("Vragen en views", "Questions and views"),
    "Words": ("Woorden", "Words"),
    "Other": ("Overige", "Other"),
}


def word(key: str, language: str) -> str:
    """Return a word or phrase in a language, nl or en."""
    return _WORDS[key][language == "en"]
