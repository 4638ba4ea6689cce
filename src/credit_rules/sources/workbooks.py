"""Rows of Excel workbooks: every cell as the text that a person would type for it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from credit_rules.errors import RecordsError
from credit_rules.errors.sources import (
    NOT_ONE,
    SHEET,
    WORKBOOK,
    empty_table,
    no_such_table,
    not_given_out,
    several_sheets,
)
from credit_rules.errors.systems import reason
from credit_rules.sources.texts import Row
from credit_rules.text import same

Cell = int | float | str | bool | time | date | datetime | timedelta


def sheet(path: str, name: str, label: str) -> tuple[list[str], Iterator[Row]]:
    """The header of a workbook's sheet, and the rows below it; empty ones are left out.

    Without a *name* it is the only sheet that has rows.

    Raises:
        RecordsError: it cannot be read, has no such sheet, or several to choose from.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as book:
            if name and name not in book.sheet_names:
                raise RecordsError(no_such_table(SHEET, name, book.sheet_names).at(same(label)))
            asked = [name] if name else book.sheet_names
            sheets = {one: book.get_sheet_by_name(one) for one in asked}
    except OSError as error:
        told = not_given_out(WORKBOOK, reason(error))
        raise RecordsError(told.at(same(label))) from None
    except CalamineError:  # its words may quote what it could not read
        raise RecordsError(not_given_out(WORKBOOK, NOT_ONE).at(same(label))) from None
    filled = [one for one, found in sheets.items() if next(_rows(found.iter_rows()), None)]
    if len(filled) > 1:
        raise RecordsError(several_sheets(filled).at(same(label)))
    if not filled:
        raise RecordsError(empty_table().at(same(label)))
    rows = _rows(sheets[filled[0]].iter_rows())
    _, header = next(rows)
    return header, rows


def _rows(given: Iterator[list[Cell]]) -> Iterator[Row]:
    """What stands in each row that is not empty, by its number in the sheet."""
    for number, cells in enumerate(given, 1):
        texts = [written(cell) for cell in cells]
        if any(map(str.strip, texts)):
            yield number, texts


def written(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, days and times as ISO 8601 has them."""
    match cell:
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)
