"""Work of an engine that Ctrl-C ends: while an engine computes, Python hears nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


def interruptible(work: Callable[[], _T], stop: Callable[[], object]) -> _T:
    """What *work* gives; *stop* ends it when whoever waits for it is interrupted."""
    with ThreadPoolExecutor(1) as beside:
        future = beside.submit(work)
        try:
            return future.result()
        except BaseException:
            if not future.done():
                stop()
            raise
