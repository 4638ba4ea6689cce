"""Facts from a CSV file, whatever the office's spreadsheet made of its encoding."""

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

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
from credit_rules.text import Text, same

if TYPE_CHECKING:
    from _csv import Reader

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
    header = _header(_next(reader, source) or [], source)
    line = reader.line_num + 1
    while (cells := _next(reader, source)) is not None:
        if not any(cell.strip() for cell in cells):
            pass  # a spreadsheet's empty row
        elif len(cells) == len(header):
            rows.append(Row(line, **dict(zip(header, cells, strict=True))))
        else:
            wrong = wrong_cells(len(cells), len(header))
            problems.append((line, wrong.at(place(source, line))))
        line = reader.line_num + 1
    return rows, problems


def _next(reader: "Reader", source: str) -> list[str] | None:
    """The next row; what is wrong with it is said of the line on which it begins."""
    line = reader.line_num + 1
    try:
        return next(reader, None)
    except csv.Error as error:
        raise FactsError(not_csv(str(error)).at(place(source, line))) from None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FactsError(unreadable(_reason(error)).at(same(str(path)))) from None
    except ValueError as error:  # no file can have such a name
        raise FactsError(unreadable(same(str(error))).at(same(str(path)))) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise FactsError(not_text(error.start + 1).at(same(path.name))) from None


def _reason(error: OSError) -> Text:
    said = error.strerror or str(error)
    return Text(_REASONS.get(type(error), said), said)


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "文件不存在",
    IsADirectoryError: "这是一个目录",
    PermissionError: "没有读取权限",
}


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
