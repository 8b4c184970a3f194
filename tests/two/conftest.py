"""Fixtures: a house of two documents, used by every test in this folder, and the letter alone beside it."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from foederis import graph
from tests.two import house


@pytest.fixture(scope="session")
def two_rooms(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of rooms that hold both documents; `store`, asked for first, is the letter alone."""
    place = tmp_path_factory.mktemp("two")
    house.build(place)
    with pytest.MonkeyPatch.context() as patch:
        house.use(place, patch)
        house.make_passages()
        house.forget()
        graph.store()
    house.forget()
    return place


@pytest.fixture(scope="module", autouse=True)
def two(two_rooms: Path) -> Iterator[Path]:
    """Use the rooms that hold both documents while the tests of a module run, in subprocesses too."""
    with pytest.MonkeyPatch.context() as patch:
        house.use(two_rooms, patch)
        yield two_rooms
    house.forget()


@pytest.fixture(scope="session")
def both(two_rooms: Path) -> ox.Store:
    """Return the graph of both documents."""
    with pytest.MonkeyPatch.context() as patch:
        house.use(two_rooms, patch)
        return graph.store()


@pytest.fixture(scope="session")
def two_dataset(two_rooms: Path) -> rdflib.Dataset:
    """Return the graph of both documents for rdflib."""
    with pytest.MonkeyPatch.context() as patch:
        house.use(two_rooms, patch)
        return graph.dataset()
