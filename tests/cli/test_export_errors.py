"""`foederis export` with what is wrong: two lines, the right exit code, and nothing half-written."""

import sys

import pytest

from foederis import extras


@pytest.mark.parametrize(
    ("words", "code", "what", "remedy"),
    [
        (("participaton", "--format", "svg"), 2, "no view or chart 'participaton'", "Did you mean 'participation'"),
        (("score-chart", "--format", "svg"), 2, "no view or chart", "'scoreboard-chart'"),
        (("time", "--format", "sgv"), 2, "format cannot be 'sgv'", "Did you mean 'svg'?"),
        (("money-chart", "--format", "gexf"), 2, "format of a chart cannot be 'gexf'", "svg, png, html, md, csv"),
        (("time",), 2, "no format is given", "graphml"),
        (
            ("participation", "asof=1900-01-01", "--format", "svg"),
            1,
            "the graph has no answer for",
            "give asof another value",
        ),
        (
            ("money-chart", "thing=MPCC", "--format", "png"),
            1,
            "the graph has no answer for thing=MPCC",
            "give thing another value",
        ),
        (("participation", "asof=yesterday", "--format", "svg"), 2, "'asof' cannot be 'yesterday'", "2020-10-01"),
        (("together", "most=1", "--format", "svg"), 2, "no parameter 'most'", "atleast"),
    ],
)
def test_what_is_wrong_is_told_in_two_lines_and_nothing_is_written(run, tmp_path, words, code, what, remedy):
    target = tmp_path / "out"
    got, out, err = run("export", *words, "-o", str(target))
    assert (got, out) == (code, "")
    first, second = err.splitlines()
    assert what in first
    assert remedy in second
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_pictures_say_how_to_install_it_and_the_rest_works(run, monkeypatch, tmp_path):
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("figures", "frame", "canvas", "diagram", "matrix", "timeline", "styles", "bars"):
        monkeypatch.delitem(sys.modules, f"foederis.export.drawing.{name}", raising=False)
        monkeypatch.delattr(f"foederis.export.drawing.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for name in ("participation", "money-chart"):
        for form in ("svg", "png"):
            code, _, err = run("export", name, "-o", str(tmp_path / f"out.{form}"))
            assert code == 2
            assert err == f"foederis: pictures need matplotlib\n{extras.remedy('pictures')}\n"
    assert list(tmp_path.iterdir()) == []
    for words in (("participation", "graphml"), ("participation", "md"), ("money-chart", "md"), ("money-chart", "csv")):
        code, out, _ = run("export", words[0], "--format", words[1])
        assert code == 0
        assert out


def test_what_cannot_be_written_is_told_with_the_path(run, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for target in (tmp_path / "none" / "out.svg", tmp_path / "file" / "out.svg", tmp_path):
        code, _, err = run("export", "participation", "group=JEF", "--format", "svg", "-o", str(target))
        assert code == 2
        assert len(err.splitlines()) == 2
        assert str(target) in err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_list_names_views_and_charts(run):
    code, out, _ = run("export", "--list")
    assert code == 0
    assert "eu-and-nato" in out
    assert "scoreboard-chart" in out
    assert "Wat op elk deel van het advies is geantwoord" in run("export", "--list", "--lang", "nl")[1]


def test_a_file_name_asks_for_its_format(run, tmp_path):
    for name in ("chart.md", "chart.csv", "chart.svg"):
        assert run("export", "scales-chart", "-o", str(tmp_path / name))[0] == 0
        assert (tmp_path / name).stat().st_size > 100
