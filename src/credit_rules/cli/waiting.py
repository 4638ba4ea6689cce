"""What somebody who waits at a terminal sees of long work; nobody else sees anything of it."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

from credit_rules.sources import Place
from credit_rules.text import Lang, Text

_READING = Text("读取", "reading")
_COUNTING = Text("计数", "counting")
_LISTING = Text("列出不合规的记录", "listing what fails")


@define
class Waiting:
    """How far the work is."""

    bar: Progress
    reading: TaskID
    lang: Lang
    before: int = 0
    label: str = ""
    position: int = 0

    def read(self, label: str, position: int) -> None:
        """A source is read up to *position*, in bytes."""
        if label != self.label:  # the one before has come to its end
            self.before, self.label = self.before + self.position, label
        self.position = position
        self.bar.update(self.reading, completed=self.before + position)

    def count(self) -> None:
        """All is read, and is counted now: nobody knows how long that takes."""
        self._next(_COUNTING)

    def list(self) -> None:
        """What fails is written down."""
        self._next(_LISTING)

    def _next(self, what: Text) -> None:
        self.bar.update(self.reading, description=what.read(self.lang), total=None)


@contextmanager
def waiting(places: Iterable[Place], lang: Lang) -> Iterator[Waiting]:
    """A bar on stderr, if it is a terminal; it leaves no trace there."""
    watched = sys.stderr is not None and sys.stderr.isatty()
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Elapsed()
    # Some versions of rich end even a bar that nobody sees with an empty line.
    console = Console(stderr=True, quiet=not watched)
    with Progress(*columns, console=console, transient=True, disable=not watched) as bar:
        total = sum(_size(place.path) for place in places if place.kind == "csv")
        yield Waiting(bar, bar.add_task(_READING.read(lang), total=total or None), lang)


def _size(path: Path | None) -> int:
    return path.stat().st_size if path and path.is_file() else 0
