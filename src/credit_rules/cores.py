"""Work in parts of which none knows of another: as many at once as there are cores."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Found = TypeVar("Found")


def at_once(done: Callable[[Part], Found], parts: Sequence[Part]) -> list[Found]:
    """What each of *parts* comes to, in their order; of those that fail, the first raises its error.

    It pays where numpy does the work, which lets other threads go on meanwhile.
    """
    if len(parts) < 2:  # noqa: PLR2004 -- one alone needs nobody beside it
        return [*map(done, parts)]
    with ThreadPoolExecutor(min(_cores(), len(parts))) as threads:
        return [*threads.map(done, parts)]


def _cores() -> int:
    """The processor's cores that this process may use, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover -- not on Linux
