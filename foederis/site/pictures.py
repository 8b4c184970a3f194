"""The pages of the pictures: each view and chart as SVG, with what it rests on, its files, and how to cite it.

A view has a second page on which its things are searched, sifted and chosen; what is chosen stands in its address.
"""

import functools
import io
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foederis import export, graph, queries
from foederis.export import alt, charts, gallery, interactive, records, writers
from foederis.namespaces import ID
from foederis.queries import Question
from foederis.site import cards, citations, embeds, parallel
from foederis.site.things import SPACE, TWINS, Link, Site, path_of
from foederis.site.wording import LANGUAGES, wording

GRAPH = "graph.js"
"""The name of the script that draws a view (that of `foederis export --format html`)."""
_ENDINGS = {"things": "-nodes.csv", "links": "-edges.csv"}
_WIDEST, _MOST = 1600, 3_000_000  # pixels of a PNG: across, and in all


@dataclass(frozen=True)
class Shown:
    """What all pages of pictures share: the things, how the data set is cited, and which question a picture answers."""

    site: Site
    cited: citations.Cited
    answers: Mapping[str, str]  # by the name of a picture, the name of the question


def scripts() -> dict[str, bytes]:
    """Return the script that draws a view, by its name, where it is built."""
    return {GRAPH: interactive.SCRIPT.read_bytes()} if interactive.SCRIPT.is_file() else {}


def tasks(site: Site, cited: citations.Cited, drawn: Mapping[str, str]) -> list[parallel.Task]:
    """Return what makes the pages of each picture, and the lists of them.

    Args:
        site: the things.
        cited: how the data set is cited.
        drawn: by the name of a question, the picture that shows its answer.
    """
    shown = Shown(site, cited, {picture: name for name, picture in reversed([*drawn.items()])})
    return [
        *(functools.partial(files, name, language, shown) for name in export.known() for language in LANGUAGES),
        functools.partial(_lists, site),
    ]


def files(name: str, language: str, shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a picture in a language, with the picture and what it is drawn from as files, by path.

    Raises:
        BadInput: matplotlib is not installed.
    """
    root = "nl/pictures" if language == "nl" else "pictures"
    picture = gallery.picture(name, language)
    yield f"{root}/{name}.svg", picture.content
    offered = [("SVG", f"{name}.svg")]
    chart = isinstance(picture.shown, charts.Chart)
    drawn = picture.png(_WIDEST, _MOST) if chart or shown.site.url else b""
    if shown.site.url:
        yield f"cards/{name}-{language}.png", cards.of_picture(drawn)
    if chart:
        yield f"{root}/{name}.png", small(drawn)
        offered.append(("PNG", f"{name}.png"))
    if chart:
        yield f"{root}/{name}.csv", export.export(name, {}, "csv", language)[""]
        offered.append(("CSV", f"{name}.csv"))
    else:  # in both languages, so once
        if language == "en":
            yield from _network(name).items()
        lies = "" if language == "en" else "../../pictures/"
        called = {what: f"CSV: {wording(language)[f'picture_{what}']}" for what in _ENDINGS}
        offered += [(called[what], f"{lies}{name}{ending}") for what, ending in _ENDINGS.items()]
        offered.append(("GraphML", f"{lies}{name}.graphml"))
    if language == "en":
        yield f"{root}/{name}/{name}.rq", picture.asked.text.encode()
    yield f"{root}/{name}/index.html", _page(picture, offered, language, shown).encode()
    if not chart:
        yield f"{root}/{name}/graph.html", _graph(picture.asked, language, shown.site).encode()


def _network(name: str) -> dict[str, bytes]:
    """Return what a view is drawn from as files, by path; things and links have their names in both languages."""
    view = export.in_both(name)
    content = {f"{ending}.csv": table for ending, table in writers.csv_pair(view).items()}
    content[".graphml"] = "".join(writers.graphml(view)).encode()
    return {f"pictures/{name}{ending}": content[ending] for ending in (*_ENDINGS.values(), ".graphml")}


def _page(picture: gallery.Picture, offered: Sequence[tuple[str, str]], language: str, shown: Shown) -> str:
    asked, site = picture.asked, shown.site
    home = "nl/" if language == "nl" else ""
    up = "../" * (home.count("/") + 2)
    title = _title(asked, language)
    chart = picture.shown if isinstance(picture.shown, charts.Chart) else None
    command = ["foederis", "export", asked.name, *(["--lang", "nl"] if language == "nl" else [])]
    forms = ("svg", "png", "csv") if chart else ("svg", "graphml", "html")
    told: dict[str, object] = {"heads": [], "rows": [], "question": None}
    if chart:
        names, heads, rows = alt.cells(chart, language)
        iris = [[row.get({"text": "row"}.get(name, name), "") for name in names] for row in chart.iris]
        told |= {
            "heads": heads,
            "rows": [
                [_cell(site, iri, up, text, language) for text, iri in zip(row, of, strict=True)]
                for row, of in zip(rows, iris, strict=True)
            ],
        }
    if (name := shown.answers.get(asked.name)) and name in queries.questions():
        told["question"] = (name, _title(queries.questions()[name], language))
    path = f"{home}pictures/{asked.name}/index.html"
    own = f"{SPACE}release/{site.version}/{path}" if chart else f"{ID}view/{asked.name}"
    address = site.place + path if site.place else own
    return site.page(
        "picture.html", title, up, lang=language, description=asked.summarised(language),
        twin=f"{'' if home else 'nl/'}pictures/{asked.name}/index.html",
        picture=asked, summary=asked.summarised(language), told_words=picture.told, offered=offered,
        interactive=not chart, drawn=GRAPH in site.assets, note=chart.note if chart else "",
        embeds=[("embed_picture", embeds.picture(site, asked.name, title, home))], placed=bool(site.place),
        citations=citations.forms(shown.cited, asked.name, title, address, language, "picture"),
        commands=[shlex.join([*command, "-o", f"{asked.name}.{form}"]) for form in forms],
        python=["import foederis", "", f'graph = foederis.view("{asked.name}")'] if not chart else [],
        **told,
    )  # fmt: skip


def _cell(site: Site, iri: str, up: str, text: str, language: str) -> Link:
    return site.link(iri, up, records.clean(text), language) if iri else Link(records.clean(text))


def _graph(asked: Question, language: str, site: Site) -> str:
    """Return the page on which a view is searched, sifted and chosen; without a script its tables."""
    home = "nl/" if language == "nl" else ""
    up = "../" * (home.count("/") + 2)
    view = export.pictured(asked.name, lang=language, form="html")

    def place(iri: str) -> str:
        return f"{up}{path_of(iri)}.html" if iri.startswith(SPACE) else iri

    told = interactive.shown(
        view, asked, language, graph.store(),
        {"site": {"up": up, "twins": [one for one in TWINS if one.startswith("def/")]}},
    )  # fmt: skip
    words = told.pop("words")
    title = str(told.pop("title"))
    return site.page(
        "graph.html", title, up, lang=language, description=asked.summarised(language),
        twin=f"{'' if home else 'nl/'}pictures/{asked.name}/graph.html",
        name=asked.name, phrases=words, place=place, script=site.assets.get(GRAPH, ""), **told,
    )  # fmt: skip


def _lists(site: Site) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        if site.url:
            yield f"cards/foederis-{language}.png", cards.of_words("foederis", wording(language)["lead"])
        root, other = ("nl/pictures", "pictures") if language == "nl" else ("pictures", "nl/pictures")
        groups = [
            (
                wording(language)[folder],
                [
                    (one.name, _title(one, language), one.summarised(language))
                    for one in queries.questions(folder).values()
                ],
            )
            for folder in ("charts", "views")
        ]
        page = site.page(
            "pictures.html", wording(language)["pictures"], "../" * (root.count("/") + 1), lang=language,
            twin=f"{other}/index.html", description=wording(language)["picture_note"], groups=groups,
        )  # fmt: skip
        yield f"{root}/index.html", page.encode()


def _title(one: Question, language: str) -> str:
    return one.title_nl if language == "nl" else one.title


def small(content: bytes) -> bytes:
    """Return a PNG in few colours."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as read:
        return cards.saved(read.convert("RGB"))
