"""Work done by all cores: pages are many, and none of them waits for another."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

Files = Iterable[tuple[str, bytes]]
Task = Callable[[], Files]

_tasks: Sequence[Task] = ()


def run(tasks: Sequence[Task]) -> Iterator[tuple[str, bytes]]:
    """Yield what tasks give, in the order of the tasks, whoever has done them.

    Where a process can be forked safely (Linux) and there is more than one core, they are done beside each other.
    """
    global _tasks
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if cores < 2 or len(tasks) < 2:
        for task in tasks:
            yield from task()
        return
    _tasks = tasks
    with ProcessPoolExecutor(min(cores, 8), mp_context=multiprocessing.get_context("fork")) as pool:
        for made in pool.map(_done, range(len(tasks))):
            yield from made
    _tasks = ()


def _done(number: int) -> list[tuple[str, bytes]]:
    return list(_tasks[number]())
