"""The same work on batch after batch, spread over processes of this machine or over a Dask cluster.

Results come in the order of the batches, however many hands there are. A process that is killed loses nothing: what
it had in hand is done again, and where that kills another, item by item.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from multiprocessing import parent_process
from threading import Thread
from typing import TypeVar

from kit.errors import UsageError
from kit.wording import say

BATCH = 100
CONNECT = 10
"""How many seconds a Dask scheduler has to answer."""

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T]], R]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batches(items: Sequence[T]) -> list[Sequence[T]]:
    """Cut a sequence into pieces that are worth sending to another process."""
    return [items[n:n + BATCH] for n in range(0, len(items), BATCH)]


def on_this_machine(work: Work[T, R], items: Sequence[T], jobs: int, killed: Callable[[T], R]) -> Iterator[R]:
    """Yield what `work` makes of each batch, in order.

    Parameters
    ----------
    work : callable
        Must be importable by other processes, where `jobs` is more than 1.
    items : sequence
    jobs : int
        How many processes; 1 for none but this one.
    killed : callable
        Says what comes of an item that kills whatever process works on it.
    """
    waiting = batches(items)
    if jobs == 1 or len(waiting) == 1:
        yield from map(work, waiting)
        return
    while waiting:
        try:
            with ProcessPoolExecutor(jobs, initializer=_stay_with_parent) as pool:
                for result in pool.map(work, list(waiting)):
                    del waiting[0]
                    yield result
        except BrokenProcessPool:
            yield from _one_by_one(work, waiting.pop(0), killed)


def _stay_with_parent() -> None:
    """Let this process end when the one that started it is killed: it would wait for work for ever."""
    Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _one_by_one(work: Work[T, R], batch: Sequence[T], killed: Callable[[T], R]) -> Iterator[R]:
    for item in batch:
        try:
            with ProcessPoolExecutor(1, initializer=_stay_with_parent) as pool:
                yield pool.submit(work, [item]).result()
        except BrokenProcessPool:
            yield killed(item)


def on_cluster(work: Work[T, R], items: Sequence[T], address: str) -> Iterator[R]:
    """Yield what `work` makes of each batch, in order, done by the workers of a Dask cluster.

    Raises
    ------
    UsageError
        Where Dask is not installed, or nobody answers at `address`.
    """
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise UsageError(say("grade.no_dask")) from None
    try:
        client = distributed.Client(address, timeout=CONNECT)
    except (OSError, ValueError) as error:
        raise UsageError(say("grade.no_scheduler", address=address, reason=error)) from None
    with client:
        for future in client.map(work, batches(items), pure=False, retries=1):
            yield future.result()
            future.release()
