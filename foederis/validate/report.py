"""What a validation found."""

from dataclasses import dataclass

SEVERITIES = ("info", "warning", "violation")


@dataclass(frozen=True)
class Result:
    """One finding: which thing, through which property and value, what is wrong and the remedy, and where.

    `component` is the IRI of the SHACL constraint component that found it.
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


@dataclass(frozen=True)
class Report:
    """All findings of a validation, and how much was checked."""

    results: tuple[Result, ...]
    shapes: int
    queries: int
    things: int

    @property
    def conforms(self) -> bool:
        """Return SHACL's own word: there is no finding of any severity."""
        return not self.results

    def ok(self, fail_on: str = "violation") -> bool:
        """Tell whether no finding is as severe as `fail_on` or more."""
        return not any(SEVERITIES.index(r.severity) >= SEVERITIES.index(fail_on) for r in self.results)
