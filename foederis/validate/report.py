"""What a validation found."""

from dataclasses import dataclass, field

import pyoxigraph as ox

SEVERITIES = ("info", "warning", "violation")


def rank(severity: str) -> int:
    """Return how severe a severity is; one of a shapes file's own, which SHACL does not order, ranks with `info`."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else 0


def key(term: object) -> str:
    """Return how a report names a term: an IRI as it is, a blank node with `_:`, else as N-Triples has it."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


@dataclass(frozen=True)
class Result:
    """One finding: which thing, through which property and value, what is wrong and the remedy, and where.

    `severity` is one of SEVERITIES, or the IRI of another; `focus` an IRI, `_:` with a label, or a literal as N-Triples
    has it; `path` an IRI or a SPARQL property path; `component` the IRI of the SHACL constraint component that found
    it; `label` what a reader calls a focus that has no IRI; `rdf` the engine's own triples, those of the result first.
    """

    severity: str
    focus: str
    path: str
    value: str
    message: str
    shape: str
    passages: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    component: str = ""
    label: str = field(default="", compare=False)
    rdf: tuple[ox.Triple, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Report:
    """All findings of a validation, and how much was checked.

    `shapes` counts files; `rules` the shapes in them that say what they are about, `held` the things (focus nodes) that
    were held against those, None where it is not known; `hidden` findings that were left out; `notes` what a reader
    must know to judge the rest.
    """

    results: tuple[Result, ...]
    shapes: int
    queries: int
    things: int
    rules: int = 0
    held: int | None = None
    hidden: int = 0
    notes: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Return SHACL's own word: there is no finding of any severity, shown or hidden."""
        return not self.results and not self.hidden

    @property
    def warning(self) -> str:
        """Return a warning when nothing was held against any shape: then that nothing was found says nothing."""
        if self.held != 0:
            return ""
        if not self.rules:
            return "nothing was checked: there is no shape with a target in the shapes file"
        if not self.things:
            return "nothing was checked: there is nothing in the data"
        return f"nothing was checked: {_are(self.rules, 'shape')} about none of the {_count(self.things, 'thing')}"

    @property
    def left_out(self) -> str:
        """Return how many findings are not shown, in words; empty when all are."""
        found = f"{self.hidden} finding{'' if self.hidden == 1 else 's'}"
        return f"not shown: {found} less severe than --severity asks for" if self.hidden else ""

    def ok(self, fail_on: str = "violation") -> bool:
        """Tell whether no finding, nor the warning that nothing was checked, is as severe as `fail_on` or more."""
        if self.warning and rank(fail_on) <= rank("warning"):
            return False
        return not any(rank(r.severity) >= rank(fail_on) for r in self.results)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _are(number: int, noun: str) -> str:
    return f"the {noun} is" if number == 1 else f"the {number} {noun}s are"
