"""Working days in China: weekdays, less the public holidays, plus the make-up weekends (调休).

The State Council announces each year's schedule by a notice of its General Office, late in the
year before. Only announced years are answered; nobody can compute the others.
"""

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from credit_rules.errors import CalendarError, ScheduleNotPublishedError, UsageError
from credit_rules.errors import calendar as words

if TYPE_CHECKING:
    from credit_rules.day_arrays import DayArrays

_FIRST_YEAR = 2007
_DAY = timedelta(days=1)


def _day(value: date) -> date:
    # datetime is a subclass of date, but a moment belongs to a day only in some time zone.
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(words.not_a_date(value))
    return value


def _days(values: Iterable[date]) -> tuple[date, ...]:
    if not isinstance(values, Iterable):
        raise TypeError(words.not_dates(values))
    return tuple(sorted({_day(value) for value in values}))


def _integer(name: str, value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(words.not_an_integer(name, value))
    return value


@frozen(kw_only=True)
class WorkingDayCalendar:
    """Which days from *first* to *last* are worked, and how to count them.

    Every day asked about, and every answer, lies in that range, or
    :class:`~credit_rules.errors.ScheduleNotPublishedError` is raised. A ``datetime``, or anything
    else that is no plain date, raises TypeError. Each question is answered in constant time.

    Two calendars are equal when they cover the same range and work the same days; *source*,
    which says for people where the days come from, does not matter.
    """

    first: date = field(converter=_day)
    last: date = field(converter=_day)
    worked: tuple[date, ...] = field(converter=_days, repr=False)
    """Every working day of the range, in order."""
    source: str = field(eq=False)
    _before: tuple[int, ...] = field(init=False, eq=False, repr=False)
    """How many working days come before each day of the range, and before the day after it."""

    @source.validator
    def _check(self, _: object, source: str) -> None:
        if not isinstance(source, str):
            raise TypeError(words.not_words("source", source))
        if self.last < self.first:
            raise CalendarError(words.reversed_range(self.first, self.last))
        self._require_known(self.worked)

    @_before.default
    def _count(self) -> tuple[int, ...]:
        worked, length = set(self.worked), (self.last - self.first).days + 1
        days = (self.first + _DAY * offset for offset in range(length))
        return tuple(accumulate((day in worked for day in days), initial=0))

    @staticmethod
    @cache
    def china() -> "WorkingDayCalendar":
        """The national calendar: 2007 to the last year whose notice the `holidays` package holds.

        Later years, which `holidays` would guess, are left out.

        Raises:
            CalendarError: the installed `holidays` lacks the notice of a year in between.
        """
        # Only here, so that whoever counts no days does not pay for loading it.
        from holidays import country_holidays
        from holidays.version import __version__ as version

        table: Mapping[int, object] = getattr(country_holidays("CN"), "special_public_holidays", {})
        noticed = {year for year, days in table.items() if days}
        years = range(_FIRST_YEAR, max(noticed | {_FIRST_YEAR}) + 1)
        if missing := [year for year in years if year not in noticed]:
            raise CalendarError(words.incomplete_table(missing, version))
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
        schedule = country_holidays("CN", years=years)
        days = (first + _DAY * offset for offset in range((last - first).days + 1))
        return WorkingDayCalendar(
            first=first,
            last=last,
            worked=(day for day in days if schedule.is_working_day(day)),
            source=f"国务院办公厅放假通知 {years[0]}-{years[-1]} (holidays {version})",
        )

    @property
    def provisional_from(self) -> date:
        """29 December of the last year: from here on the next notice may still change days.

        A notice may move work to or from the last three days of the year before its own.
        """
        return date(self.last.year, 12, 29)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of first, last and every working day, in ISO form and a line each.

        The same days give the same fingerprint, whatever they were read from.
        """
        from hashlib import sha256

        lines = "\n".join(day.isoformat() for day in (self.first, self.last, *self.worked))
        return sha256(lines.encode("ascii")).hexdigest()

    def is_working_day(self, day: date) -> bool:
        """Whether *day* is worked; a make-up Saturday or Sunday is."""
        offset = self._offset(day)
        return self._before[offset] < self._before[offset + 1]

    def next_working_day(self, day: date) -> date:
        """The first working day strictly after *day*."""
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, n: int) -> date:
        """The *n*-th working day strictly after *day*, which itself is not counted (民法典 201).

        Negative *n*: the *-n*-th working day strictly before *day*. Zero: *day* if it is worked,
        else the next working day, as for a period that ends on a holiday (民法典 203).
        """
        offset = self._offset(day)
        forward = _integer("n", n) > 0
        index = self._before[offset + forward] + n - forward
        # A negative index would silently answer with a day of the last year.
        if not 0 <= index < len(self.worked):
            raise ScheduleNotPublishedError(words.spilled(day, n, self.first, self.last))
        return self.worked[index]

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after *start*, up to and including *end* (民法典 201).

        When *end* is before *start*: minus the working days after *end*, up to *start*.
        """
        start_offset, end_offset = self._offset(start), self._offset(end)
        return self._before[end_offset + 1] - self._before[start_offset + 1]

    @cached_property
    def arrays(self) -> "DayArrays":
        """The same questions about many days at once, as numpy arrays; needs the extra columns.

        ``calendar.arrays.working_days_between(decided, reported)``

        Raises:
            UsageError: numpy is not installed.
        """
        try:
            from credit_rules.day_arrays import DayArrays
        except ImportError as error:
            raise UsageError(words.needs_numpy(str(error))) from error

        return DayArrays(self.first, self.last, self.worked)

    def monthly_due(self, year: int, month: int, *, day: int = 4, extend: bool = False) -> date:
        """The *day* of the following month, on which the report on *year* and *month* is due.

        A rule that names the day leaves open whether a holiday moves it. With *extend* it moves
        to the next working day (民法典 203), which needs the schedule of that year; without it
        any year is answered.

        Raises:
            CalendarError: there is no such month, or no such day in the following one.
        """
        _integer("year", year), _integer("month", month), _integer("day", day)
        due_year, due_month = year + month // 12, month % 12 + 1
        if not (1 <= month <= 12 and year >= MINYEAR and due_year <= MAXYEAR):  # noqa: PLR2004
            raise CalendarError(words.bad_report_month(year, month))
        from calendar import monthrange

        length = monthrange(due_year, due_month)[1]
        if not 1 <= day <= length:
            raise CalendarError(words.bad_due_day(due_year, due_month, day, length))
        due = date(due_year, due_month, day)
        return self.add_working_days(due, 0) if extend else due

    def with_overrides(
        self, *, off: Iterable[date] = (), work: Iterable[date] = (), name: str = "overrides"
    ) -> "WorkingDayCalendar":
        """Another calendar, with local changes: *off* is not worked there, *work* is.

        *name* is added to the source. Declaring a day to be what it is already is no error.

        Raises:
            CalendarError: a day is both *off* and *work*.
        """
        if not isinstance(name, str):
            raise TypeError(words.not_words("name", name))
        rest, worked = set(_days(off)), set(_days(work))
        if both := rest & worked:
            raise CalendarError(words.contradictory_overrides(sorted(both)))
        self._require_known(sorted(rest | worked))
        worked |= set(self.worked) - rest
        return evolve(self, worked=worked, source=f"{self.source} + {name}")

    def _require_known(self, days: Iterable[date]) -> None:
        if unknown := [day for day in days if not self.first <= day <= self.last]:
            raise ScheduleNotPublishedError(
                *(words.unknown_day(day, self.first, self.last) for day in unknown)
            )

    def _offset(self, day: date) -> int:
        self._require_known((_day(day),))
        return (day - self.first).days
