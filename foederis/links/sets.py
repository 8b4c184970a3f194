"""The link sets: where and how each was verified, and what has no identifier elsewhere."""

from typing import Any

from foederis import terminal
from foederis.namespaces import FOED, ID
from foederis.queries import internal

_KEYS = ("set", "title", "predicate", "target", "links", "seen", "on", "verified", "method")
_STATES = ("matched", "through", "unmatched")


def told(language: str) -> dict[str, Any]:
    """Return the link sets, what each target is linked from, and what is identified, as values ready for JSON."""
    kinds = _kinds(internal.rows("identified-things"))
    return {
        "linksets": [
            {**dict(zip(_KEYS, row, strict=True)), "links": int(row[4])}
            for row in internal.rows("link-sets", language=language)
        ],
        "targets": _targets(internal.rows("linked-things"), kinds),
        "entities": kinds,
    }


def text(found: dict[str, Any]) -> str:
    """Return what `told` found as tables for a terminal."""
    sets = [[row[key] for key in ("title", "links", "verified", "on", "seen")] for row in found["linksets"]]
    each = [
        [row["target"], kind, len(names["matched"]), len(names["unmatched"])]
        for row in found["targets"]
        for kind, names in row["kinds"].items()
    ]
    counts = [[kind, *(len(names[state]) for state in _STATES)] for kind, names in found["entities"].items()]
    return "\n".join(
        (
            terminal.fitted(("link set", "links", "verified", "on", "seen in"), sets, frozenset({1})),
            terminal.fitted(("target", "class", "linked", "not linked"), each, frozenset({2, 3}), ordered=True),
            terminal.fitted(("class", "identified", "through an act", "not identified"), counts, frozenset({1, 2, 3})),
            "What is not linked: foederis ask without-link.",
            "Which act an instrument is known by: foederis ask linked-through-acts.\n",
        )
    )


def _kinds(rows: list[tuple[str, ...]]) -> dict[str, dict[str, list[str]]]:
    """Return, for each class, what has an identifier of its own, what only through an act, and what has none."""
    state: dict[tuple[str, str], int] = {}
    for kind, thing, own, act in rows:
        key = (kind.removeprefix(FOED), thing.removeprefix(ID))
        state[key] = min(state.get(key, 2), 0 if own else 1 if act else 2)
    found: dict[str, dict[str, list[str]]] = {}
    for (kind, thing), best in state.items():
        found.setdefault(kind, {name: [] for name in _STATES})[_STATES[best]].append(thing)
    return found


def _targets(rows: list[tuple[str, ...]], kinds: dict[str, dict[str, list[str]]]) -> list[dict[str, Any]]:
    """Return, for each target, what of each class that it links is linked to it and what is not."""
    linked: dict[str, dict[str, set[str]]] = {}
    for target, kind, thing in rows:
        linked.setdefault(target, {}).setdefault(kind.removeprefix(FOED), set()).add(thing.removeprefix(ID))
    told: list[dict[str, Any]] = []
    for target, by_kind in sorted(linked.items()):
        each = {}
        for kind, names in sorted(by_kind.items()):
            everything = {name for state in _STATES for name in kinds[kind][state]}
            each[kind] = {"matched": sorted(names), "unmatched": sorted(everything - names)}
        told.append({"target": target, "kinds": each})
    return told
