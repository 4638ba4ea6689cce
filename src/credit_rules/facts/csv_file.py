"""Facts from a CSV file, whatever the office's spreadsheet made of its encoding."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from credit_rules.errors import FactsError, Problem
from credit_rules.errors.facts import (
    doubled_column,
    missing_columns,
    not_csv,
    not_text,
    place,
    unreadable,
    wrong_cells,
)
from credit_rules.errors.names import COLUMN, unknown
from credit_rules.facts.checking import Row
from credit_rules.text import same

REQUIRED = ("department", "period", "measure", "value")
OPTIONAL = ("evidence", "note")


def read_rows(path: str | Path) -> tuple[list[Row], list[tuple[int, Problem]]]:
    """The rows of a facts file, and the rows that have not as many cells as the header.

    Raises:
        FactsError: the file cannot be read, is no text or no CSV, or its header is wrong.
    """
    source = Path(path).name
    reader = csv.reader(StringIO(_text(Path(path)), newline=""), strict=True)
    rows: list[Row] = []
    problems: list[tuple[int, Problem]] = []
    try:
        header = _header(next(reader, []), source)
        for line, cells in _numbered(reader):
            if len(cells) == len(header):
                rows.append(Row(line, **dict(zip(header, cells, strict=True))))
            elif cells:
                wrong = wrong_cells(len(cells), len(header))
                problems.append((line, wrong.at(place(source, line))))
    except csv.Error as error:
        where = place(source, reader.line_num)
        raise FactsError(not_csv(str(error)).at(where)) from None
    return rows, problems


def _numbered(reader: "Iterator[list[str]]") -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins: a quoted cell may run over several."""
    before = reader.line_num  # type: ignore[attr-defined]
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num  # type: ignore[attr-defined]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FactsError(unreadable(error.strerror or str(error)).at(same(str(path)))) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise FactsError(not_text(error.start + 1).at(same(path.name))) from None


def _header(cells: list[str], source: str) -> list[str]:
    names = [cell.strip() for cell in cells]
    where = place(source, 1)
    known = REQUIRED + OPTIONAL
    problems = [
        unknown(COLUMN, name, known, "credit-rules score --help")
        for name in names
        if name not in known
    ]
    problems += [doubled_column(name) for name in known if names.count(name) > 1]
    if missing := [name for name in REQUIRED if name not in names]:
        problems.append(missing_columns(missing, names))
    if problems:
        raise FactsError(*(problem.at(where) for problem in problems))
    return names
