"""What stands in one cell of a record, as plain Python reads it: words, and days.

This is the definition; :mod:`credit_rules.collecting` says the same in expressions over columns.
"""

import re
from contextlib import suppress
from datetime import date, datetime

BLANKS = " \t\r\n\u00a0\u3000"
"""What is no part of a value when it stands around it: blanks, also the wide and the unbroken one."""

TIME = "(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?(?:[+]08(?::?00)?)?)?"
"""How the time of a moment in Beijing may follow upon its day; it moves nothing."""
_ONE = "[0-9]{1,2}"
_MONTH_AND_DAY = f"-{_ONE}-{_ONE}|/{_ONE}/{_ONE}|[.]{_ONE}[.]{_ONE}|年{_ONE}月{_ONE}日|[0-9]{{4}}"
DAY = f"^[0-9]{{4}}(?:{_MONTH_AND_DAY}){TIME}$"
"""How a day may be written: 2023-08-10, 2023/8/10, 2023.8.10, 2023年8月10日 or 20230810, with or
without a time after it."""

_DAY = re.compile(DAY, re.ASCII)
_PARTS = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})", re.ASCII)


def words(cell: object) -> str:
    """What *cell* says, without blanks around it; nothing of what is empty."""
    if cell is None or cell != cell:  # noqa: PLR0124 -- only "not a number" differs from itself
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a column of numbers with a gap in it
    return str(cell).strip(BLANKS)


def day(cell: object) -> date | None:
    """The day that *cell* names: a date, a moment (its date), or words; None where there is none."""
    if isinstance(cell, datetime):
        return cell.date() if cell == cell else None  # noqa: PLR0124 -- pandas' "not a time"
    if isinstance(cell, date):
        return cell
    said = words(cell)
    if not _DAY.fullmatch(said) or "\n" in said:
        return None
    found = _PARTS.match(said)
    with suppress(ValueError):
        return date(*map(int, found.groups())) if found else None
    return None


def month(of: date) -> int:
    """The month of a day as one number: 202308."""
    return of.year * 100 + of.month


NOT_CORRECTED, UNCLEAR, CORRECTED = range(3)
"""What a cell may say of a correction; what is unclear is none."""


def correction(cell: object, until: date) -> int:
    """What *cell* says of a correction: yes, no, or the day of it, which counts *until* that day."""
    said = words(cell).casefold()
    if said in _SAID:
        return _SAID[said]
    on = day(cell)
    if on is None:
        return UNCLEAR
    return CORRECTED if on <= until else NOT_CORRECTED


_SAID = dict.fromkeys(("是", "已纠正", "true", "1", "yes"), CORRECTED)
_SAID |= dict.fromkeys(("否", "未纠正", "false", "0", "no", ""), NOT_CORRECTED)
