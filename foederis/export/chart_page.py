"""A chart as one page that opens from disk: the picture, its table with links, and files of both; no script at all."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import __version__, templates
from foederis.export import alt, charts, interactive, records, source_line
from foederis.export.charts import Chart
from foederis.export.phrases import phrases
from foederis.queries import Question


@dataclass(frozen=True)
class File:
    """A file that the page holds, as an address of its own (`data:`)."""

    name: str
    label: str
    address: str


def page(
    chart: Chart, asked: Question, pictures: Mapping[str, bytes], documents: list[str], language: str, data: ox.Store
) -> bytes:
    """Return the page; `pictures` has the chart as `svg` and `png`, `documents` are the IRIs of those it rests on.

    Its policy lets the picture that stands in it be shown and the style work, and nothing else.
    """
    words = phrases("interactive", language)
    style = templates.style()
    names, heads, rows = alt.cells(chart, language)
    iris = [[row.get({"text": "row"}.get(name, name), "") for name in names] for row in chart.iris]
    types = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv"}
    contents = {**pictures, "csv": charts.table(chart)}
    files = [
        File(f"{asked.name}.{form}", form.upper(), f"data:{types[form]};base64,{base64.b64encode(content).decode()}")
        for form, content in contents.items()
    ]
    filled = templates.render(
        "chart.html",
        words=words,
        language=language,
        policy=f"default-src 'none'; img-src data:; style-src {interactive.digest(style)}; "
        "base-uri 'none'; form-action 'none'",
        version=__version__,
        heading=records.clean(chart.heading),
        subtitle=records.clean(chart.subtitle),
        told=records.clean(alt.of_chart(chart, language)),
        note=records.clean(chart.note),
        files=files,
        picture=files[0].address,
        headings=heads,
        rows=[
            [(records.clean(text), iri) for text, iri in zip(row, where, strict=True)]
            for row, where in zip(rows, iris, strict=True)
        ],
        source=records.clean(chart.source),
        pages=interactive.official(documents, data),
        documents=[(one, source_line.described(one, language, data)) for one in documents],
    )
    return filled.encode()
