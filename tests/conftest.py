"""Shared fixtures: the real graph once a session, and the command line as a function."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import settings

from foederis import cli, graph

settings.register_profile("any-machine", deadline=None)  # how long an example takes says nothing of the program
settings.load_profile("any-machine")

ROOT = Path(__file__).resolve().parent.parent
LETTER = "bzdoc-1754443015-75"
"""The document that tests of real content read: a cabinet letter in Dutch with ten recommendations."""


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory):
    os.environ["FOEDERIS_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ.pop("COLUMNS", None)  # which pytest-xdist sets: text is to be as wide with it as without
    yield
    del os.environ["FOEDERIS_CACHE"]


@pytest.fixture(scope="session")
def store(_own_cache: None) -> ox.Store:
    return graph.store()


@pytest.fixture(scope="module")
def memory(_own_cache: None) -> Iterator[ox.Store]:
    """Return the graph in memory, which is what the program asks too until the tests of a module have ended.

    It answers in less than half the time of `store`: a module that asks thousands of questions has it for its `store`.
    What everybody asks, the graph of the cache, is held by the golden answers of queries/test_questions.py.
    """
    with graph.in_memory():
        yield graph.store()


@pytest.fixture(scope="session")
def dataset(_own_cache: None):
    return graph.dataset()


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in this process; return exit code, output and errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(list(arguments))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


@pytest.fixture(scope="session")
def letter() -> Path:
    """Return the real letter, which is not ours to ship; FOEDERIS_SOURCES names its folder."""
    from foederis import sources

    for one in sources.held():
        if one.document == LETTER:
            return one.path
    pytest.skip("the cabinet letter is not here: set FOEDERIS_SOURCES to its folder")


SLOWEST = (
    "site/test_forms", "test_newcomer", "servers/test_servers", "publish/test_release", "queries/test_questions",
    "site/test_accessible", "queries/test_parameters", "site/test_question_pages", "schemas/test_schemas",
    "two/test_release", "hostile/test_hostile", "tools/test_tools", "test_mutation", "export/drawing/test_figures",
    "two/test_questions", "queries/test_answering", "servers/test_page", "validate/test_engines", "validate/test_faults",
)  # fmt: skip
"""The files of long tests that take longest, longest first."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin the long tests with what takes longest: a file goes to one worker as a whole, and none is to be left at the end."""
    if config.option.markexpr == "long":
        place = {f"{ROOT.as_posix()}/tests/{name}.py": number for number, name in enumerate(SLOWEST)}
        items.sort(key=lambda item: place.get(item.path.as_posix(), len(place)))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that skipped something when FOEDERIS_NO_SKIPS is set, as it is in .ci/run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        os.environ.get("FOEDERIS_NO_SKIPS")
        and reporter is not None
        and reporter.stats.get("skipped")
        and exitstatus == 0
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
