"""The bench of questions: it runs, its table holds what was measured, and a missed goal is named."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from foederis import rooms

pytestmark = pytest.mark.long

SCRIPT = rooms.root() / "bench" / "questions.py"


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    sys.path.insert(0, str(SCRIPT.parent))
    spec = importlib.util.spec_from_file_location("bench_questions", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(SCRIPT.parent))


def test_a_run_of_one_question_prints_a_table_for_cold_and_for_warm():
    command = [sys.executable, str(SCRIPT), "strategic-partners", "--runs", "1", "--peers", "foederis", "bare"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "## Cold, the shipped graph" in done.stdout
    lines = [line for line in done.stdout.splitlines() if line.startswith("| strategic-partners |")]
    assert len(lines) == 2
    assert lines[1].split("|")[2].strip() == "7"  # the letter lists seven
    assert all(float(cell) > 0 for line in lines for cell in line.split("|")[3:6])


@pytest.mark.parametrize(
    ("words", "told"), [(["nonsense"], "no question nonsense"), (["advice", "--runs", "0"], "at least one run")]
)
def test_what_cannot_be_run_is_refused(words, told):
    done = subprocess.run([sys.executable, str(SCRIPT), *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missed_goal_is_named_with_its_figure_and_a_goal_that_is_met_is_not(bench):
    figures = {
        "good": {"foederis": 0.10, "bare": 0.10, "rdflib": 1.0, "arq": 2.0},
        "slow": {"foederis": 0.14, "bare": 0.10, "rdflib": 1.5, "arq": 1.3},
    }
    assert bench.missed_cold(figures) == [
        "slow: 9.3 times as fast as arq, goal 10",
        "slow: 1.40 times bare pyoxigraph, goal 1.3",
    ]
    warm = {"good": {"foederis": 0.1}, "slow": {"foederis": 0.2}, "many": {"foederis": 0.3}}
    assert bench.missed_warm(warm, {"good": 5, "slow": 10_000, "many": 10_001}) == [
        "slow: 0.200 s for 10000 rows, goal 0.1"
    ]
    assert bench.told([]) == "Every question meets the goals.\n"


def test_the_table_has_a_line_a_question_their_medians_and_the_ratios(bench):
    figures = {"a": {"foederis": 0.1, "bare": 0.2}, "b": {"foederis": 0.3, "bare": 0.3}}
    lines = bench.table(figures, ["foederis", "bare"], {"a": 7}).splitlines()
    assert lines[2] == "| a | 7 | 0.1000 | 0.2000 | 2.00 |"
    assert lines[4] == "| **median** |  | 0.2000 | 0.2500 | 1.25 |"


def test_what_arq_tells_of_its_runs_is_read(bench):
    command = [sys.executable, "-c", "print('Time: 0.120 sec'); print('Time: 1.5 sec'); print('x')"]
    assert bench.arq_warm(command, 60) == [0.12, 1.5]
