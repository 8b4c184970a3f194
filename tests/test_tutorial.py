"""The tutorial notebook: kept without outputs, and every cell runs, offline, and shows what the text says it shows."""

import json
import re
from pathlib import Path

import pytest

from foederis import rooms

pytestmark = pytest.mark.long

PATH = rooms.root() / "docs" / "tutorial.ipynb"
CELLS = {cell["id"]: cell for cell in json.loads(PATH.read_text(encoding="utf-8"))["cells"]}


@pytest.fixture(scope="module")
def shown(_own_cache, tmp_path_factory) -> dict[str, str]:
    """Run the notebook and return what each code cell shows, as plain text."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install -e '.[test]'")
    nbformat = pytest.importorskip("nbformat")
    place = str(tmp_path_factory.mktemp("jupyter"))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, place)
        # What reaches for the network by the usual way meets a closed door.
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            patch.setenv(name, "http://127.0.0.1:9")
        notebook = nbformat.read(PATH, as_version=4)
        nbformat.validate(notebook)
        nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    found = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert not any(output.get("name") == "stderr" for output in cell.outputs), cell.id
            found[cell.id] = "".join(o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.outputs)
    return found


def test_the_notebook_is_kept_without_outputs():
    for cell in CELLS.values():
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None), cell["id"]
        assert cell["metadata"] == {}


def test_every_cell_runs_and_all_but_the_imports_show_something(shown):
    assert {name for name, text in shown.items() if not text} == {"import"}


def test_the_cells_show_what_the_text_says(shown):
    assert "recommendation 10c" in shown["ask-score"]
    assert "bound by agreement" in shown["ask-scales"]
    assert len(set(json.loads(shown["value"]))) == 1, "three names of one thing"
    assert re.findall(r": (\d+)", shown["value-day"]) == ["28", "27"]
    assert "Did you mean 'PESCO'" in shown["value-wrong"]
    assert len(shown["value-wrong"].strip().splitlines()) == 2
    assert {"agreed", "earmark"} <= set(re.findall(r"\w+", shown["number"]))
    assert {"7014000000", "7000000000"} <= set(re.findall(r"\d+", shown["number"]))
    assert re.search(r"duplicates +NATO structures", shown["sparql"])
    assert "denied" in shown["sparql"]
    assert "nodes" in shown["view"]
    values = [float(value) for value in re.findall(r"\d\.\d\d", shown["view-measure"])]
    assert len(values) == 5
    assert 1 > values[0] > 0
    assert "rec5.p1.s1" in shown["evidence"]
    assert "rec5.p1.s1" in shown["evidence-says"]


def test_every_link_of_the_notebook_leads_to_a_file():
    text = "\n".join("".join(cell["source"]) for cell in CELLS.values() if cell["cell_type"] == "markdown")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) >= 4
    for link in links:
        assert Path(PATH.parent, link).is_file(), link
