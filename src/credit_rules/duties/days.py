"""How days are counted, and the last day that comes of it."""

from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from credit_rules.errors import ScheduleNotPublishedError

if TYPE_CHECKING:  # a rulebook is loaded without counting any days
    from credit_rules.workdays import WorkingDayCalendar


@frozen
class Days:
    """How days are counted: by which calendar, and whether a holiday moves a monthly date.

    With *extend* a day of the month that is not worked moves to the next working day (民法典 203).
    """

    calendar: "WorkingDayCalendar"
    extend: bool = False

    def working(self, start: date, end: date) -> int | None:
        """Working days after *start*, up to *end*; None where a schedule is not known."""
        try:
            return self.calendar.working_days_between(start, end)
        except ScheduleNotPublishedError:
            return None

    def ahead(self, of: date, days: int) -> date | None:
        """So many working days before *of*, 0: *of* itself; None where a schedule is not known."""
        try:
            return self.calendar.add_working_days(of, -days) if days else of
        except ScheduleNotPublishedError:
            return None

    def due(self, begin: date, n: int) -> "DueDate":
        """The *n*-th working day after *begin*; 0: *begin*, or the next day worked after it."""
        try:
            on = self.calendar.add_working_days(begin, n)
            return DueDate(on, on, provisional=on >= self.calendar.provisional_from)
        except ScheduleNotPublishedError:
            # No earlier than if every day that nobody knows of were worked.
            last = self.calendar.last
            known = self.working(begin, last)
            since, left = (begin, n) if known is None else (last, max(n - known, 1))
            ordinal = min(since.toordinal() + left, date.max.toordinal())
            return DueDate(None, date.fromordinal(ordinal))


@frozen
class DueDate:
    """The last day on which a duty is met in time.

    Attributes:
        on: that day; None where it hangs on a schedule that nobody has announced.
        earliest: a day that it is certainly not before; *on* where that is known.
        provisional: whether the next schedule may still move it, as it may the last days of a year.
    """

    on: date | None
    earliest: date
    provisional: bool = field(default=False, kw_only=True)

    @classmethod
    def known(cls, day: date) -> "DueDate":
        """It is *day*."""
        return cls(day, day)

    def is_met(self, day: date) -> bool | None:
        """Whether *day* is in time; None where nobody can know that yet."""
        if self.on is not None:
            return day <= self.on
        return True if day <= self.earliest else None
