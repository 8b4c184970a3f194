"""Work done by all cores: pages are many, and none of them waits for another."""

import functools
import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

Task = Callable[[], Iterable[tuple[str, bytes]]]

_tasks: Sequence[Callable[[], Any]] = ()


def run(tasks: Sequence[Task]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that tasks give, in the order of the tasks, whoever has done them."""
    for made in each([functools.partial(_listed, task) for task in tasks]):
        yield from made


def each(tasks: Sequence[Callable[[], T]]) -> Iterator[T]:
    """Yield what each task gives, in the order of the tasks.

    Where a process can be forked safely (Linux) and there is more than one core, they are done beside each other.
    """
    global _tasks
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if cores < 2 or len(tasks) < 2:
        for task in tasks:
            yield task()
        return
    _tasks = tasks
    gc.freeze()  # what is there stays: no process looks through the whole graph again for what it could free
    try:
        with ProcessPoolExecutor(min(cores, 8), mp_context=multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_done, range(len(tasks)))
    finally:
        gc.unfreeze()
        _tasks = ()


def _done(number: int) -> Any:  # noqa: ANN401 (whatever the task gives)
    return _tasks[number]()


def _listed(task: Task) -> list[tuple[str, bytes]]:
    return list(task())
