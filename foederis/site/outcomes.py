"""What was answered to each part of an advice and what became of each commitment, as the questions tell it.

Nothing is derived here: `scoreboard` and `commitment-outcomes` are asked, and their rows told on the pages of things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import queries, terms
from foederis.answers.columns import heading, said
from foederis.namespaces import DCTERMS, FOED, ID
from foederis.site.both import Both, Named
from foederis.site.things import Row, Site

_PASSAGE = f"{ID}passage/"
_SCALES = ("diagnosis", "stance", "bindingness", "progress")
_PROMISES = tuple(FOED + name for name in ("makes", "reports", "reaffirms"))
TOLD_OF_ANSWER = tuple(FOED + name for name in (*_SCALES, "evidence", "reason", "respondent", "responseKind"))
"""Properties of a response that `Answer` tells at the head of its page."""
Here = tuple[str, ...]


@dataclass(frozen=True)
class Latest:
    """What something has come to: its code, when, by whom; and of a commitment how certain that is, in words."""

    code: Named
    when: Named | None
    by: tuple[Named, ...]
    sure: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """A document that says something, and when it was made."""

    document: Named
    when: Both


@dataclass(frozen=True)
class Answer:
    """An answer to a part of an advice: which and whose, where, on which scales, why, what it came to, its sentences.

    `part` is what the part is called and `ask` what it asks; `page` leads to the page of the answer.
    """

    part: Named
    ask: Both
    page: Named
    kind: Named
    holder: Named
    spoken: Spoken
    scales: tuple[tuple[Both, Named], ...]
    reason: Both | None
    latest: Latest | None
    sentences: tuple[tuple[Named, tuple[Named, ...]], ...]


@dataclass(frozen=True)
class Outcome:
    """What is known of a commitment: who owes it, how firmly, where it is told, what became of it."""

    commitment: Named
    debtors: tuple[Named, ...]
    bindingness: Named | None
    spoken: tuple[Spoken, ...]
    known: Both
    latest: Latest | None


def ask(site: Site, data: ox.Store) -> None:
    """Give the things what the questions tell of parts of an advice and of commitments."""
    site.answered = _rows("scoreboard", "part", data)
    site.outcomes = _rows("commitment-outcomes", "commitment", data)


def _rows(name: str, key: str, data: ox.Store) -> Mapping[str, Sequence[Row]]:
    answer = queries.ask(queries.questions()[name], {}, data=data)
    found: dict[str, list[Row]] = {}
    for cells in answer.rows:
        row = {one: terms.value(cell) for one, cell in zip(answer.variables, cells, strict=True) if cell is not None}
        found.setdefault(row[key], []).append(row)
    return found


def answers(site: Site, iri: str, here: Here) -> list[Answer]:
    """Return the answers to a part of an advice, to all parts of a recommendation, or what a response answers."""
    said_ = site.said_of(iri)
    if parts := said_.get(FOED + "respondsTo"):
        rows = [row for part in sorted(parts) for row in site.answered.get(part, ()) if _tells(site, row, iri)]
    elif iri in site.answered:
        rows = [*site.answered[iri]]
    else:
        into = (q for q in site.into.get(iri, ()) if q.predicate.value == DCTERMS + "isPartOf")
        below = {terms.value(q.subject) for q in into}
        rows = [row for part, some in site.answered.items() if part in below for row in some]  # in the order asked
    return [_answer(site, row, here) for row in rows]


def _tells(site: Site, row: Row, response: str) -> bool:
    """Say whether a row tells of a response: by who answers, and its sentences, of which it has those of a document."""
    said_ = site.said_of(response)
    return row["holder"] in said_.get(FOED + "respondent", ()) and {*row["passages"].split()} <= {
        *said_.get(FOED + "evidence", ())
    }


def _answer(site: Site, row: Row, here: Here) -> Answer:
    part = row["part"]
    answering = sorted(terms.value(q.subject) for q in site.into[part] if q.predicate.value == FOED + "respondsTo")
    page = next((one for one in answering if _tells(site, row, one)), part)
    latest = None
    if "latest" in row:
        when = site.named(row["latestOn"], here) if "latestOn" in row else None
        latest = Latest(site.named(row["latest"], here), when, _listed(site, row["doneBy"], here))
    return Answer(
        site.named(part, here),
        _text(site, part, "paraphrase") or site.name(part),
        site.named(page, here),
        site.named(row["response"], here),
        site.named(row["holder"], here),
        _spoken(site, row, here),
        tuple((column(scale), site.named(row[scale], here)) for scale in _SCALES),
        _text(site, page, "reason"),
        latest,
        tuple(sentence(site, one, here) for one in row["passages"].split()),
    )


def promised(site: Site, iri: str, here: Here) -> list[Outcome]:
    """Return what is known of a commitment, or of those that a statement makes, reports or reaffirms."""
    found = [q for q in site.out.get(iri, ()) if q.predicate.value in _PROMISES]
    listed = [iri] if iri in site.outcomes else dict.fromkeys(terms.value(q.object) for q in found)
    return [_outcome(site, one, here) for one in listed if one in site.outcomes]


def _outcome(site: Site, iri: str, here: Here) -> Outcome:
    rows = site.outcomes[iri]
    row = rows[0]
    latest = None
    if "status" in row:
        when = site.named(row["latestOn"], here) if "latestOn" in row else None
        sure = [Named(_word("certainty", row["certainty"]))] if "certainty" in row else []
        sure += [site.named(row["proof"], here)] if "proof" in row else []
        if row.get("proofOf", row.get("latestOn")) != row.get("latestOn"):  # what is proven best came before the latest
            of = site.name(row["proofOf"])
            told = Both(f"{heading('proofOf', 'en')} {of.en}", f"{heading('proofOf', 'nl')} {of.nl}")
            sure.append(site.named(row["proofOf"], here, told))
        latest = Latest(site.named(row["status"], here), when, _listed(site, row.get("doneBy", ""), here), tuple(sure))
    return Outcome(
        site.named(iri, here),
        _listed(site, row["debtors"], here),
        site.named(row["bindingness"], here) if "bindingness" in row else None,
        tuple(_spoken(site, one, here) for one in rows),
        _word("known", row["known"]),
        latest,
    )


def became(site: Site, iri: str) -> Both | None:
    """Return the status of a commitment, or what is known of it where it has none."""
    row = next(iter(site.outcomes.get(iri, ())), None)
    if row is None:
        return None
    return site.name(row["status"]) if "status" in row else _word("known", row["known"])


def _listed(site: Site, iris: str, here: Here) -> tuple[Named, ...]:
    return tuple(site.named(one, here) for one in sorted(iris.split()))


def _spoken(site: Site, row: Row, here: Here) -> Spoken:
    return spoken(site, document_of(row["passages"].split()[0]), here)


def document_of(passage: str) -> str:
    """Return the document of a passage."""
    return f"{ID}document/{passage.removeprefix(_PASSAGE).partition('/')[0]}"


def spoken(site: Site, document: str, here: Here) -> Spoken:
    """Return a document and when it was made."""
    when = sorted(site.said_of(document).get(FOED + "when", ()))
    return Spoken(site.named(document, here), site.name(when[0]) if when else Both("", ""))


def sentence(site: Site, passage: str, here: Here) -> tuple[Named, tuple[Named, ...]]:
    """Return the place of a passage and what is stated in it."""
    stated = dict.fromkeys(terms.value(q.subject) for q in site.held.get(passage, ()))
    told = tuple(
        site.named(one, here, Both(texts["en"], texts["nl"]))
        for one in stated
        if site.is_a(one, "Statement") and {"en", "nl"} <= (texts := site.said.get(one, {})).keys()
    )
    return site.named(passage, here), told


def column(name: str) -> Both:
    """Return what a column of an answer is called."""
    return Both(heading(name, "en"), heading(name, "nl"))


def _word(of: str, word: str) -> Both:
    """Return a word that a question makes itself (`not looked up`) as each language says it."""
    return Both(said("en").get(of, {}).get(word, word), said("nl").get(of, {}).get(word, word))


def _text(site: Site, iri: str, name: str) -> Both | None:
    texts = {
        quad.object.language: quad.object.value
        for quad in site.out.get(iri, ())
        if quad.predicate.value == FOED + name and isinstance(quad.object, ox.Literal)
    }
    return Both(texts["en"], texts["nl"]) if {"en", "nl"} <= texts.keys() else None
