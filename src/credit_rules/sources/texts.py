"""Rows of CSV files of any size, line by line: never more of a file in memory than a row."""

import csv
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from credit_rules.csv_files import not_separated, read_lines
from credit_rules.errors import Problem, RecordsError
from credit_rules.errors.csv_files import not_text, place, unreadable, wrong_cells
from credit_rules.errors.sources import (
    NOT_REGULAR,
    REGULAR,
    empty_table,
    more_rows,
    not_given_out,
    nul,
)
from credit_rules.errors.systems import reason
from credit_rules.text import same

Row = tuple[int, list[str]]
"""The line (or row) where it begins, and its cells."""
Seen = Callable[[int], None]
"""What is told up to which byte a file has been read."""

MOST = 20
"""So many faulty rows are listed: a file of millions may have as many."""
_CHUNK = 1 << 20
_OFTEN = 1 << 13
_ENCODINGS = ("utf-8-sig", "gb18030")


def encoding(path: Path, label: str) -> str:
    """UTF-8 if the whole file is, else GB18030.

    Raises:
        RecordsError: it cannot be read, or is text in neither of them.
    """
    with _refused(label):
        if not path.is_file() and path.exists() and not path.is_dir():
            raise RecordsError(not_given_out(REGULAR, NOT_REGULAR).at(same(label)))
        problems = []
        for name in _ENCODINGS:
            with path.open("rb") as opened:
                told = _undecodable(opened, name, label)
            if told is None:
                return name
            problems.append(told)
    raise RecordsError(problems[-1])


def _undecodable(opened: BinaryIO, name: str, label: str) -> Problem | None:
    """What keeps the bytes from being text in an encoding; None where nothing does."""
    decoder = getincrementaldecoder(name)()
    before = lines = 0
    while True:
        chunk = opened.read(_CHUNK)
        if b"\0" in chunk:
            line = lines + chunk.count(b"\n", 0, chunk.index(b"\0")) + 1
            raise RecordsError(nul(line).at(same(label)))
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            pending = len(error.object) - len(chunk)
            lines += error.object.count(b"\n", 0, error.start)
            return not_text(before - pending + error.start + 1).at(place(label, lines + 1))
        if not chunk:
            return None
        before += len(chunk)
        lines += chunk.count(b"\n")


def header(path: Path, label: str) -> tuple[str, list[str]]:
    """The encoding of a file, and the names in its first row.

    Raises:
        RecordsError: it is no text, or no CSV.
    """
    written = encoding(path, label)
    with _refused(label), path.open(encoding=written, newline="") as opened:
        _, names = next(read_lines(csv.reader(opened, strict=True)), (1, []))
    if isinstance(names, Problem):
        raise RecordsError(names.at(place(label, 1)))
    if not any(name.strip() for name in names):
        raise RecordsError(empty_table().at(same(label)))
    if told := not_separated(names):
        raise RecordsError(told.at(place(label, 1)))
    return written, names


def rows(path: Path, label: str, written: str, width: int, seen: Seen) -> Iterator[Row]:
    """The rows below the header; empty ones are left out.

    Raises:
        RecordsError: with the line of each row that is none (of the first 20).
    """
    problems: list[Problem] = []
    with _refused(label), path.open("rb") as opened:
        decoded = TextIOWrapper(opened, written, newline="")
        lines = read_lines(csv.reader(decoded, strict=True))
        next(lines)
        for number, (line, cells) in enumerate(lines):
            if number % _OFTEN == 0:
                seen(opened.tell())
            if isinstance(cells, Problem):
                problems.append(cells.at(place(label, line)))
            elif not any(map(str.strip, cells)):
                pass  # a spreadsheet's empty row
            elif len(cells) == width:
                yield line, cells
            else:
                problems.append(wrong_cells(len(cells), width).at(place(label, line)))
            if len(problems) == MOST:
                problems.append(more_rows(MOST).at(same(label)))
                break
    if problems:
        raise RecordsError(*problems)


@contextmanager
def _refused(label: str) -> Iterator[None]:
    """What the system says when it gives out no file, as a refusal."""
    try:
        yield
    except OSError as error:
        raise RecordsError(unreadable(reason(error)).at(same(label))) from None
