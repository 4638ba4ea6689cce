"""Work of an engine that Ctrl-C ends: while an engine computes, Python hears nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

_T = TypeVar("_T")
_AGAIN = 0.1
"""So many seconds later it is tried again."""


def interruptible(work: Callable[[], _T], stop: Callable[[], object]) -> _T:
    """What *work* gives; *stop* ends it when whoever waits for it is interrupted."""
    with ThreadPoolExecutor(1) as beside:
        future = beside.submit(work)
        try:
            return future.result()
        except BaseException:
            # What has not begun yet cannot be stopped, and after one query may come another.
            while not future.done():
                stop()
                wait([future], _AGAIN)
            raise
