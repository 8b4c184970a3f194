"""What a picture shows, in words: a text for who cannot see it, and its twin as an accessible table (Markdown)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from foederis import escapes
from foederis.export import records
from foederis.export.charts import Chart, columns
from foederis.export.drawing.placement import natural
from foederis.export.numerals import amount, within
from foederis.export.numerals import measure as written
from foederis.export.phrases import phrases

if TYPE_CHECKING:
    import networkx as nx

_TOP = 5  # how many of the most tied things are named


def of_view(view: "nx.MultiDiGraph[str]", language: str) -> str:
    """Return what a view shows: how much of which kind, what the lines mean, and what stands out."""
    words = phrases("alt", language)
    name = {key: str(view.nodes[key]["label"]) for key in view}
    kinds = Counter(str(a["type"]) for _, a in view.nodes(data=True))
    lines = Counter(str(a["label"]) for _, _, a in view.edges(data=True))
    told = [
        words["heading"].format(view.graph["heading"]),
        _asked(str(view.graph.get("subtitle", "")), language),
        words["things"].format(len(view), _counted(kinds)),
        words["links"].format(view.number_of_edges(), _counted(lines)),
        words["most"].format(_listed((name[k], view.degree(k)) for k in _top(view, view.degree))),
    ]
    measure = view.graph.get("measure")
    if measure == "community":
        groups: dict[int, list[str]] = {}
        for key in sorted(view, key=lambda key: natural(name[key])):
            groups.setdefault(int(view.nodes[key]["community"]), []).append(name[key])
        told += [words["group"].format(n, "; ".join(groups[n])) for n in sorted(groups)]
    elif measure:
        value = {key: view.nodes[key][measure] for key in view}
        best = [(name[k], written(value[k], language)) for k in _top(view, lambda k: value[k]) if value[k]]
        told.append(words["measure"].format(phrases("measures", language)[measure], _listed(best)))
    poles = [pole for pole in records.poles(view) if pole in view]
    if len(poles) == 2:
        near = [set(view.predecessors(pole)) | set(view.successors(pole)) for pole in poles]
        both = sorted((name[key] for key in near[0] & near[1]), key=natural)
        told.append(words["both"].format(*(name[pole] for pole in poles), "; ".join(both) or words["none"]))
    spans = [str(a[end])[:4] for _, _, a in view.edges(data=True) for end in ("start", "end") if a.get(end)]
    if spans and view.graph.get("layout") == "lanes":
        told.append(words["years"].format(min(spans), max(spans)))
        told += _open([(str(a["start"]), str(a["end"])) for _, _, a in view.edges(data=True)], language)
        told += _marks(records.marks(view), language)
    return _joined([*told, str(view.graph["source"])])


def of_chart(chart: Chart, language: str) -> str:
    """Return what a chart shows: each number that stands in it, or for an axis of time what lies when."""
    words = phrases("alt", language)
    told = [words["heading"].format(chart.heading), _asked(chart.subtitle, language)]
    if chart.kind == "grid":
        count = Counter(row["column"] for row in chart.rows)
        told.append(words["rows"].format(len({row["row"] for row in chart.rows}), len(chart.order)))
        told.append(_listed((name, count[name]) for name in chart.order) + ".")
    elif chart.kind == "bars":
        for group in dict.fromkeys(row["group"] for row in chart.rows):
            inside = [row for row in chart.rows if row["group"] == group]
            numbers = [
                (
                    row["category"],
                    " ".join(filter(None, (row.get("comparator"), amount(Decimal(row["value"]), language)))),
                )
                for row in inside
            ]
            told.append(f"{group or phrases('charts', language)['no group']}: {_listed(numbers)}.")
    elif chart.kind == "events":
        lanes = len({row["row"] for row in chart.rows})
        told.append(words["events"].format(len(chart.rows), lanes, _counted(Counter(r["series"] for r in chart.rows))))
        told.append(words["proofs"].format(_counted(Counter(r["proof"] for r in chart.rows if r.get("proof")))))
        days = [row[end][:4] for row in chart.rows for end in ("start", "end") if row.get(end)]
        told.append(words["years"].format(min(days), max(days)))
        told += _marks(chart.marks, language)
    elif chart.kind == "since":
        told += [words[one].format(_counted(Counter(_each(chart, one)))) for one in ("then", "since")]
    else:
        days = [row[end][:4] for row in chart.rows for end in ("start", "end") if row.get(end)]
        kinds = Counter(row["series"] for row in chart.rows)
        told.append(words["spans"].format(len(chart.rows), _counted(kinds)))
        if days:
            told.append(words["years"].format(min(days), max(days)))
            told.append(words["busiest"].format(_listed(_years(chart))))
        told += _open([(row["start"], row["end"]) for row in chart.rows], language)
        told += _marks(chart.marks, language)
    return _joined([*told, chart.note, chart.source])


def _each(chart: Chart, name: str) -> Iterator[str]:
    """Yield what stands in a column for each thing, each once."""
    for _, told in dict.fromkeys((row["row"], row[name]) for row in chart.rows):
        yield told


def _years(chart: Chart) -> list[tuple[str, int]]:
    begun = Counter(row["start"][:4] for row in chart.rows if row["start"])
    return sorted(begun.most_common(3), key=lambda pair: (-pair[1], pair[0]))


def _open(times: Sequence[tuple[str, str]], language: str) -> Iterator[str]:
    """Yield how many of the times (start, end) have no end, and since when they run; then how many have no start."""
    words = phrases("alt", language)
    since = Counter(start[:4] for start, end in times if start and not end)
    until = Counter(end[:4] for start, end in times if end and not start)
    for name, found in (("no end", since), ("no start", until)):
        if found:
            yield words[name].format(found.total(), _listed(sorted(found.items())))


def _marks(marks: Sequence[tuple[str, str]], language: str) -> Iterator[str]:
    if marks:
        yield phrases("alt", language)["marks"].format("; ".join(name for _, name in marks))


def _asked(subtitle: str, language: str) -> str:
    return phrases("alt", language)["heading"].format(subtitle) if subtitle else ""


def _joined(told: Iterable[str]) -> str:
    return " ".join(part for part in told if part)


def _top(view: "nx.MultiDiGraph[str]", value: Callable[[str], float]) -> list[str]:
    return sorted(view, key=lambda key: (-value(key), natural(str(view.nodes[key]["label"])), key))[:_TOP]


def _counted(count: Counter[str]) -> str:
    return _listed((name, count[name]) for name in sorted(count, key=lambda name: (-count[name], name)))


def _listed(pairs: Iterable[tuple[object, object]]) -> str:
    return ", ".join(f"{name} ({number})" for name, number in pairs)


def view_table(view: "nx.MultiDiGraph[str]", language: str) -> str:
    """Return a Markdown table of the things of a view: kind, measure, number of links, and each neighbour."""
    words = phrases("table", language)
    measure = view.graph.get("measure")
    named = [phrases("measures", language)[measure]] if measure else []
    name = {key: str(view.nodes[key]["label"]) for key in view}
    rows = []
    for key in sorted(view, key=lambda key: (str(view.nodes[key]["type"]), natural(name[key]), key)):
        out = [(str(a["label"]), "→", name[t]) for _, t, a in view.out_edges(key, data=True)]
        back = [(str(a["label"]), "←", name[s]) for s, _, a in view.in_edges(key, data=True)]
        near = [f"{sign} {word}: {other}" for word, sign, other in sorted({*out, *back}, key=_order)]
        number = [written(view.nodes[key][measure], language)] if measure else []
        rows.append([name[key], str(view.nodes[key]["type"]), *number, str(view.degree(key)), "; ".join(near)])
    head = [words["name"], words["type"], *named, words["links"], words["near"]]
    return _markdown(str(view.graph["heading"]), of_view(view, language), head, rows)


def cells(chart: Chart, language: str) -> tuple[list[str], list[str], list[list[str]]]:
    """Return the columns, their heads and the rows of a chart's table.

    A time is told in words (`when`), with `since` or `until` where it is open; what became of something when, in these
    words alone, since a moment has no days between which it surely lasts.
    """
    names = columns(chart)
    if "text" in names:
        names.remove("row")
    rows = [dict(row) for row in chart.rows]
    if chart.kind == "events":
        names = [name for name in names if name not in ("sureStart", "sureEnd")]
    if "start" in names:
        names = [{"start": "when"}.get(name, name) for name in names if name != "end" or "start" not in names]
        for row in rows:
            row["when"] = within(row["start"], row["end"], language)
    called = {"series": "effect"} if chart.kind == "events" else {}
    head = [phrases("table", language)[called.get(name, name)] for name in names]
    return names, head, [[row.get(name, "") for name in names] for row in rows]


def chart_table(chart: Chart, language: str) -> str:
    """Return a Markdown table of the rows of a chart, in its order."""
    _, head, rows = cells(chart, language)
    return _markdown(chart.heading, of_chart(chart, language), head, rows)


def _order(near: tuple[str, str, str]) -> tuple[object, ...]:
    return (near[1] == "←", near[0], natural(near[2]))


def _markdown(heading: str, told: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [
        f"# {escapes.markdown(heading)}",
        "",
        escapes.markdown(told),
        "",
        _row(head),
        "|" + "---|" * len(head),
        *map(_row, rows),
    ]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escapes.markdown, cells))} |"
