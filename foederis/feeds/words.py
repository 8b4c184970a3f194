"""The words that feeds put around what the graph says, in Dutch and English."""

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "became": ("Wat is ervan geworden?", "What became of it?"),
    "what changed": ("Wat er is veranderd", "What changed"),
    "due": ("Wat wordt verwacht of moet er komen", "What is expected or due"),
    "inferred": ("afgeleid", "inferred"),
    "fulfilled": ("vervuld", "fulfilled"),
    "of": ("van", "of"),
    "is due": ("verwacht", "due"),
    "is overdue": ("over tijd", "overdue"),
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
