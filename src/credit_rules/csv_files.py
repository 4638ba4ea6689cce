"""Tables from CSV files, whatever the office's spreadsheet made of their encoding."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from credit_rules.errors import CreditRulesError, Problem
from credit_rules.errors.csv_files import (
    doubled_column,
    missing_columns,
    not_csv,
    not_text,
    place,
    unreadable,
    wrong_cells,
)
from credit_rules.errors.names import COLUMN, unknown
from credit_rules.errors.systems import reason
from credit_rules.text import Text, same

if TYPE_CHECKING:
    from _csv import Reader

Cells = dict[str, str]
"""What stands in a row, by column."""


@frozen
class Columns:
    """What a kind of table has in its header, in any order.

    Attributes:
        required: without these no row can be read.
        optional: what may be there too.
        refusal: what is raised where the file is none of the kind.
        listing: the command whose help names the columns.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    refusal: type[CreditRulesError]
    listing: str

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return self.required + self.optional

    def read(self, path: str | Path) -> tuple[list[tuple[int, Cells]], list[tuple[int, Problem]]]:
        """The rows of a file by line, and what is wrong with its header and with rows that are none.

        Raises:
            CreditRulesError: as *refusal*: the file cannot be read, is no text, or its header lacks a column.
        """
        source = Path(path).name
        reader = csv.reader(StringIO(self._text(Path(path)), newline=""), strict=True)
        rows: list[tuple[int, Cells]] = []
        problems: list[tuple[int, Problem]] = []
        lines = read_lines(reader)
        header, unknown_columns = self._header(next(lines, (1, []))[1], place(source, 1))
        problems += [(1, problem) for problem in unknown_columns]
        for line, cells in lines:
            if isinstance(cells, Problem):
                problems.append((line, cells.at(place(source, line))))
            elif not any(cell.strip() for cell in cells):
                pass  # a spreadsheet's empty row
            elif len(cells) == len(header):
                named = zip(header, cells, strict=True)
                rows.append((line, {name: cell for name, cell in named if name in self.names}))
            else:
                wrong = wrong_cells(len(cells), len(header))
                problems.append((line, wrong.at(place(source, line))))
        return rows, problems

    def _text(self, path: Path) -> str:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise self.refusal(unreadable(reason(error)).at(same(str(path)))) from None
        except ValueError as error:  # no file can have such a name
            raise self.refusal(unreadable(same(str(error))).at(same(str(path)))) from None
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise self.refusal(not_text(error.start + 1).at(place(path.name, line))) from None

    def _header(self, cells: list[str] | Problem, where: Text) -> tuple[list[str], list[Problem]]:
        """The names of the columns, and what is wrong with those that no row needs.

        Raises:
            CreditRulesError: a column is missing or doubled, so that no row can be read.
        """
        if isinstance(cells, Problem):
            raise self.refusal(cells.at(where))
        names = [cell.strip() for cell in cells]
        if told := not_separated(names):
            raise self.refusal(told.at(where))
        strange = [
            unknown(COLUMN, name, self.names, self.listing).at(where)
            for name in names
            if name not in self.names
        ]
        problems = [doubled_column(n).at(where) for n in self.names if names.count(n) > 1]
        if missing := [name for name in self.required if name not in names]:
            told = missing_columns(missing, names, self.required, self.optional)
            problems.append(told.at(where))
        if problems:
            raise self.refusal(*strange, *problems)
        return names, strange


def not_separated(names: list[str]) -> Problem | None:
    """What is wrong with a header that something else than commas separates."""
    found = [mark for mark in _MARKS if len(names) == 1 and mark in names[0]]
    return not_csv(_MARKS[found[0]]) if found else None


_MARKS = {
    "\t": Text("单元格以制表符分隔", "its cells are separated by tabs"),
    ";": Text("单元格以分号分隔", "its cells are separated by semicolons"),
    "；": Text("单元格以全角分号分隔", "its cells are separated by full-width semicolons"),
    "，": Text("单元格以全角逗号分隔", "its cells are separated by full-width commas"),
}


def read_lines(reader: "Reader") -> Iterator[tuple[int, list[str] | Problem]]:
    """The cells of every row, or what is wrong with them, and the line on which it begins."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = str(error)
            zh = next((words for begin, words in _NOT_CSV.items() if said.startswith(begin)), said)
            yield line, not_csv(Text(zh, said))


_NOT_CSV = {
    "unexpected end of data": "引号没有成对",
    "',' expected after": "引号之后还有文字",
    "field larger than": "一个单元格过长",
}
