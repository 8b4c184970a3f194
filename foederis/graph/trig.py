"""TriG as it lies in the graph room: prefixes, each graph, a block for each subject, a line for each property."""

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

Property = tuple[str, str | Sequence[str]]
"""A property as it is written (`foed:about`), with its value or values as they are written."""


def literal(text: str, language: str = "") -> str:
    """Return a text as a literal, on one line, whatever it holds."""
    return str(ox.Literal(text, language=language) if language else ox.Literal(text))


def by_language(texts: Mapping[str, str]) -> list[str]:
    """Return texts by language as literals, Dutch before English."""
    return [literal(texts[language], language) for language in sorted(texts, key=lambda one: (one != "nl", one))]


def block(subject: str, properties: Iterable[Property]) -> str:
    """Return what is said of one subject; a property without a value is left out."""
    told = [(name, [said] if isinstance(said, str) else said) for name, said in properties]
    return f"    {subject} " + " ;\n        ".join(f"{name} {' , '.join(said)}" for name, said in told if said) + " ."


def graph(name: str, blocks: Iterable[str]) -> str:
    """Return a named graph; `name` as it is written."""
    return f"{name} {{\n" + "\n\n".join(blocks) + "\n}\n"


def file(note: str, prefixes: Mapping[str, str], graphs: Iterable[str]) -> str:
    """Return a whole file: what it holds (a comment, on as many lines as the text has), the prefixes, the graphs."""
    told = "".join(f"# {line}\n" for line in note.splitlines())
    return told + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()) + "\n" + "\n".join(graphs)
