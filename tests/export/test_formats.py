"""The list of formats is one, and costs the command line nothing."""

import subprocess
import sys

from foederis.export import FORMATS, charts, formats
from foederis.export.drawing import figures
from foederis.queries import questions


def test_the_list_is_read_without_what_draws_measures_or_asks():
    code = (
        "import sys; from foederis.export import formats, FORMATS, format_of; assert format_of('a.mmd') == 'mermaid';"
        "print(*sorted({'networkx', 'matplotlib', 'pyoxigraph', 'rdflib', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_charts_have_formats_of_the_list_and_so_has_what_is_limited():
    assert set(formats.CHART_FORMATS) < set(FORMATS)
    assert set(formats.LARGEST) < set(FORMATS)


def test_each_format_is_that_of_a_file_named_after_it():
    assert [formats.format_of(f"out.{form}") for form in FORMATS] == list(FORMATS)
    assert formats.format_of("out.CYJS") == "cytoscape"
    assert formats.format_of("out.docx") == formats.format_of("out") == ""


def test_every_layout_that_a_view_declares_and_every_kind_of_chart_can_be_drawn():
    declared = {view.extra["layout"] for view in questions("views").values() if "layout" in view.extra}
    assert declared
    assert declared <= set(figures.LAYOUTS)
    assert set(figures._CHARTS) == set(charts.KINDS)
