"""Rows of answers, and the documents whose passages they name."""

import functools
import re
from collections import Counter
from collections.abc import Mapping

import pyoxigraph as ox

from foederis import queries
from foederis.namespaces import ID
from tests.two.house import SHORT

DOCUMENT = {name: f"document:{name}" for name in SHORT}
_NAME = r"(?:intro|gen|reaction|rec\d+|closing|annex|fn\d+)(?:\.[a-z]+\d*)*\.s\d+"
LOCATOR = re.compile(rf"(?<![\w/.-]){_NAME}\b")
"""A locator of a sentence that stands without its document."""
PLACE = re.compile(rf"(?<![\w/.-])(?:{'|'.join(SHORT.values())})/[\w.-]*\w")

Rows = Counter[tuple[object, ...]]


def takes_document(question: queries.Question) -> bool:
    """Tell whether a question can be asked of one document."""
    return any(parameter.name == "document" for parameter in question.parameters)


def rows(question: queries.Question, data: ox.Store, document: str = "", values: Mapping[str, str] = {}) -> Rows:
    """Return the rows of an answer, each with how often it is there; of one document, when it is named."""
    given = {**values, "document": DOCUMENT[document]} if document else values
    return Counter(_asked(question.path, question.text, data, tuple(given.items())))


@functools.cache
def _asked(path: str, text: str, data: ox.Store, given: tuple[tuple[str, str], ...]) -> Rows:
    known = [one for folder in ("", "views", "charts") for one in queries.questions(folder).values()]
    question = next(one for one in known if (one.path, one.text) == (path, text))
    return Counter(queries.ask(question, dict(given), data=data).rows)


def passages(row: tuple[object, ...]) -> set[str]:
    """Return the IRIs of the passages that a row names."""
    words = (word for cell in row if cell is not None for word in str(getattr(cell, "value", "")).split(" "))
    return {word for word in words if word.startswith(f"{ID}passage/")}


def documents(row: tuple[object, ...]) -> set[str]:
    """Return the documents whose passages a row names."""
    return {one.removeprefix(f"{ID}passage/").split("/")[0] for one in passages(row)}


def told(passage: str) -> str:
    """Return what a reader is told of a passage: the short name of its document, and its locator."""
    document, locator = passage.removeprefix(ID).removeprefix("passage/").split("/")
    return f"{SHORT[document]}/{locator}"
