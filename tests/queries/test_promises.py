"""What the title and summary of a question promise is what its query selects; and each question tells its source and a date."""

import re
import tomllib

import pytest

from foederis import queries, rooms

PATH = rooms.root() / "tests" / "expected" / "promises.toml"
WORDS = tomllib.loads(PATH.read_text(encoding="utf-8"))
KEPT: dict[str, list[str]] = WORDS["kept"]
IDLE = set(WORDS["idle"]["words"].split())
NAMES = sorted(path.stem for path in rooms.room("queries").glob("*.rq"))

SOURCES = {"passage", "passages", "source", "sources", "document", "only", "seen"}
DATES = {"date", "documentDate", "since", "on"}
# The ontology speaks for itself: what no question uses is told by no source, on no day.
OF_NO_SOURCE = {"unused-terms"}


def columns(question: queries.Question) -> set[str]:
    """Return the columns of the answer of a question."""
    head = question.body[question.body.index("SELECT") : question.body.index("WHERE")]
    plain = re.sub(r"\((?:[^()]|\([^()]*\))*\bAS (\?\w+)\)", r"\1", head)
    return set(re.findall(r"\?(\w+)", plain))


def words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Za-z][A-Za-z-]*", text)]


def singular(word: str) -> str:
    """Return the form of a word under which it is kept, or the word itself."""
    forms = (word, word.removesuffix("s"), word.removesuffix("ies") + "y")
    return next((form for form in forms if form in KEPT), word)


def keeps(question: queries.Question, term: str) -> bool:
    """Tell whether a query has a term: as a column, or in its body, where a code may be written in full."""
    if term.startswith("?"):
        return term[1:] in columns(question)
    full = re.escape(term.replace(":", "/")) + ">"
    return (
        re.search(
            rf"(?<![\w-]){re.escape(term)}(?![\w-])|/{full}|#{re.escape(term.rpartition(':')[2])}>", question.body
        )
        is not None
    )


def broken(question: queries.Question, text: str) -> list[str]:
    """Return a line for each word of a text that the query does not keep, or that nobody has said what keeps it."""
    lines = []
    for word in dict.fromkeys(words(text)):
        kept = singular(word)
        if kept in KEPT:
            if not any(keeps(question, term) for term in KEPT[kept]):
                lines.append(f"{question.path} promises '{word}', and selects none of {', '.join(KEPT[kept])}")
        elif word not in IDLE:
            lines.append(f"{question.path}: say in {PATH.name} what keeps '{word}', or that it promises nothing")
    return lines


@pytest.mark.parametrize("name", NAMES)
def test_a_question_selects_what_its_title_and_summary_promise(name):
    question = queries.questions()[name]
    assert broken(question, f"{question.title} {question.summary}") == []


def test_every_word_that_is_listed_stands_in_a_title_or_summary():
    said = {word for q in queries.questions().values() for word in words(f"{q.title} {q.summary}")}
    assert said >= IDLE
    assert set(KEPT) <= {singular(word) for word in said}
    assert not IDLE & set(KEPT)


def test_a_promise_that_is_not_kept_is_found():
    question = queries.questions()["who-signed"]
    assert broken(question, "The signatories with their office") == []
    assert broken(question, "with their stance") == ["who-signed.rq promises 'stance', and selects none of ?stance"]
    assert broken(question, "their shoe size")[0].startswith("who-signed.rq: say in promises.toml what keeps 'shoe'")


@pytest.mark.parametrize("name", NAMES)
def test_a_question_tells_its_source_and_a_date(name):
    told = columns(queries.questions()[name])
    if name in OF_NO_SOURCE:
        assert not told & (SOURCES | DATES)
        return
    assert told & SOURCES, f"{name}: select ?passage, ?passages or ?sources"
    assert told & DATES, f"{name}: select ?date, the day of the document, or since when it is so"
