"""Months, quarters and years, and how often a clause is scored."""

import re
from contextlib import suppress
from datetime import date, datetime
from enum import Enum
from functools import total_ordering
from typing import Self

from attrs import field, frozen

from credit_rules.errors import PeriodError
from credit_rules.errors.periods import not_a_day, not_a_period, out_of_range
from credit_rules.text import Text


class Unit(Enum):
    """A kind of period; the value is its length in months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


class Cadence(Enum):
    """How often a clause is scored, in the rulebook's own words."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    CUMULATIVE = "cumulative"
    ANNUAL = "annual"

    @property
    def title(self) -> Text:
        """月度指标, 季度指标, 累计指标 or 年度指标."""
        return _CADENCES[self]


_CADENCES = {
    Cadence.MONTHLY: Text("月度指标", "monthly"),
    Cadence.QUARTERLY: Text("季度指标", "quarterly"),
    Cadence.CUMULATIVE: Text("累计指标", "cumulative"),
    Cadence.ANNUAL: Text("年度指标", "annual"),
}

_FORMS = r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})|-Q(?P<quarter>[0-9]))?"
_LAST_YEAR = 9999


class Months:
    """Some months after each other; they are numbered from year 0, so that these are integers."""

    first: int
    last: int

    @property
    def year(self) -> int:
        """The calendar year that it begins in."""
        return self.first // 12

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.first % 12 + 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        from dateutil.relativedelta import relativedelta

        return self.start + relativedelta(months=self.last - self.first, day=31)

    @property
    def ends_year(self) -> bool:
        """Whether its last day is 31 December."""
        return self.last % 12 == 11  # noqa: PLR2004 -- December, counted from 0

    def __contains__(self, other: "Months") -> bool:
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: "Months") -> bool:
        """Whether some day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def split(self, unit: Unit) -> tuple["Period", ...]:
        """The calendar periods of *unit* in it; none where it is shorter than one."""
        begin = -(-self.first // unit.value) * unit.value
        firsts = range(begin, self.last - unit.value + 2, unit.value)
        return tuple(Period(first, unit) for first in firsts)

    def back(self, months: int) -> "Months":
        """The same months so many *months* earlier."""
        return months_between(self.first - months, self.last - months)

    def until(self, months: int) -> "Months":
        """So many *months* that end with it."""
        return months_between(self.last - months + 1, self.last)


@frozen
class Span(Months):
    """Months that are no calendar period: the twelve up to August."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{_month(self.first)}..{_month(self.last)}"


def months_between(first: int, last: int) -> Months:
    """The months from *first* to *last*: a calendar period where they are one."""
    for unit in Unit:
        if first % unit.value == 0 and last - first + 1 == unit.value:
            return Period(first, unit)
    return Span(first, last)


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


@total_ordering
@frozen(order=False)
class Period(Months):
    """A calendar month, quarter or year: ``Period.parse("2023-Q3")``.

    Ordered by beginning, then by end. Make one by its named constructors.
    """

    first: int
    unit: Unit
    last: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "last", self.first + self.unit.value - 1)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """The calendar month.

        Raises:
            PeriodError: there is no such month.
        """
        _check("year", year, 1, _LAST_YEAR)
        _check("month", month, 1, 12)
        return cls(year * 12 + month - 1, Unit.MONTH)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """The calendar quarter, 1 to 4.

        Raises:
            PeriodError: there is no such quarter.
        """
        _check("year", year, 1, _LAST_YEAR)
        _check("quarter", quarter, 1, 4)
        return cls(year * 12 + quarter * 3 - 3, Unit.QUARTER)

    @classmethod
    def of_year(cls, year: int) -> Self:
        """The calendar year.

        Raises:
            PeriodError: there is no such year.
        """
        _check("year", year, 1, _LAST_YEAR)
        return cls(year * 12, Unit.YEAR)

    @classmethod
    def around(cls, day: date, unit: Unit = Unit.MONTH) -> Self:
        """The calendar period of *unit* that *day* lies in."""
        month = day.year * 12 + day.month - 1
        return cls(month - month % unit.value, unit)

    @classmethod
    def parse(cls, written: "str | Period | None") -> Self:
        """``2023-07``, ``2023-Q3`` or ``2023``; a period is handed back as it is.

        Raises:
            PeriodError: anything else; the message names the nearest form.
        """
        if isinstance(written, cls):
            return written
        match = re.fullmatch(_FORMS, written) if isinstance(written, str) else None
        if match is None:
            raise PeriodError(not_a_period(written, _nearest(written)))
        try:
            if match["month"]:
                return cls.month(int(match["year"]), int(match["month"]))
            if match["quarter"]:
                return cls.quarter(int(match["year"]), int(match["quarter"]))
            return cls.of_year(int(match["year"]))
        except PeriodError:
            raise PeriodError(not_a_period(written, None)) from None

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.first, self.last) < (other.first, other.last)

    def __str__(self) -> str:
        match self.unit:
            case Unit.MONTH:
                return _month(self.first)
            case Unit.QUARTER:
                return f"{self.year:04d}-Q{self.first % 12 // 3 + 1}"
            case _:
                return f"{self.year:04d}"


def _check(what: str, value: int, first: int, last: int) -> None:
    if not isinstance(value, int) or not first <= value <= last:
        raise PeriodError(out_of_range(what, value, first, last))


_SLIPS = (
    r"\s*([0-9]{4})\s*(?:[-/.年]?\s*(?:([qQ第]?)\s*([0-9]{1,2}|[一二三四])\s*(季度|月)?)?)\s*年?\s*"
)


def _nearest(written: object) -> str | None:
    """What was probably meant by ``2023-7``, ``2023/07``, ``2023q3`` or ``2023年第三季度``."""
    match = re.fullmatch(_SLIPS, str(written))
    if match is None:
        return None
    year, mark, count, word = match.groups()
    if year == "0000":
        return None
    if not count:
        return year
    index = int("一二三四".find(count) + 1 or count)
    if mark or word == "季度":
        return f"{year}-Q{index}" if 1 <= index <= 4 else None  # noqa: PLR2004 -- quarters
    return f"{year}-{index:02d}" if 1 <= index <= 12 else None  # noqa: PLR2004 -- months


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LIKE_A_DAY = r"\s*([0-9]{4})\D?([0-9]{1,2})\D?([0-9]{1,2})\D?\s*"


def parse_day(written: str | date) -> date:
    """``2023-08-10``; a date is handed back as it is.

    Raises:
        PeriodError: anything else; the message names the nearest day.
    """
    if isinstance(written, date) and not isinstance(written, datetime):
        return written
    with suppress(ValueError):
        if isinstance(written, str) and re.fullmatch(_DAY, written):
            return date.fromisoformat(written)
    nearest = None
    if like := re.fullmatch(_LIKE_A_DAY, str(written), re.ASCII):
        with suppress(ValueError):
            nearest = date(*map(int, like.groups())).isoformat()
    raise PeriodError(not_a_day(str(written), nearest))
