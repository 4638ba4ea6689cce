"""By when a duty has to be met: one class for each way in which a text says so."""

from abc import ABC, abstractmethod
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import Attribute, field, frozen

from credit_rules.doors import Only
from credit_rules.errors import RulebookError, ScheduleNotPublishedError
from credit_rules.errors.duties import bad_term
from credit_rules.periods import Period, Unit
from credit_rules.text import Text

if TYPE_CHECKING:  # a rulebook is loaded without counting any days
    from credit_rules.workdays import WorkingDayCalendar

_DAY = timedelta(days=1)


class DutyCadence(Enum):
    """How often a duty falls due."""

    PER_DECISION = "per_decision"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"
    ONCE = "once"
    ONGOING = "ongoing"

    @property
    def title(self) -> Text:
        """逐项, 每月, 每季度, 每年, 一次 or 持续."""
        return _TITLES[self]


_TITLES = {
    DutyCadence.PER_DECISION: Text("逐项决定", "per decision"),
    DutyCadence.MONTHLY: Text("每月", "monthly"),
    DutyCadence.QUARTERLY: Text("每季度", "quarterly"),
    DutyCadence.ANNUAL: Text("每年", "annual"),
    DutyCadence.ONCE: Text("一次", "once"),
    DutyCadence.ONGOING: Text("持续推进", "ongoing"),
}


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


_QUOTE: Any = field(default="", validator=Only(str, '"…"', RulebookError))
_UNIT = Only(Unit, ", ".join(map(str, Unit)), RulebookError)


@frozen
class _Range:
    """Refuses a number outside of it."""

    low: int
    high: int

    def __call__(self, due: Any, of: "Attribute[Any]", value: object) -> None:  # noqa: ANN401 -- attrs'
        """Refuses *value* in the field *of*, unless it is one."""
        if (
            not isinstance(value, int)
            or isinstance(value, bool)
            or not self.low <= value <= self.high
        ):
            raise RulebookError(bad_term(type(due).__name__, of.name, value, self.low, self.high))


class Due(ABC):
    """A rule that says by when something has to be done."""

    quote: str
    """The words that the rule is taken from, verbatim; none where the text has none."""
    ahead: ClassVar[int] = 1
    """How many working days before it is due people are reminded, unless asked otherwise."""

    @property
    @abstractmethod
    def cadence(self) -> DutyCadence:
        """How often it falls due."""

    @property
    def needed(self) -> int:
        """How many events meet it; 0 where saying that there were none is enough."""
        return 1

    @property
    def unit(self) -> Unit | None:
        """The kind of period that it recurs in; None where it does not recur."""
        return None

    def opens(self, period: Period) -> date:
        """The first day on which it can be said to be due in *period*."""
        return period.start

    @abstractmethod
    def by(self, period: Period, decided_on: date | None, days: Days) -> DueDate | None:
        """The last day for *period*, or for what was decided on a day of it; None: there is none."""

    @property
    @abstractmethod
    def words(self) -> Text:
        """By when, in words."""


@frozen
class AfterDecision(Due):
    """So many working days after each decision; the day itself is not counted (民法典 201).

    Raises:
        RulebookError: *working_days* is no number from 1 to 366.
    """

    ahead: ClassVar[int] = 2
    working_days: int = field(validator=_Range(1, 366))
    quote: str = _QUOTE

    @property
    def cadence(self) -> DutyCadence:
        """Per decision."""
        return DutyCadence.PER_DECISION

    def by(self, period: Period, decided_on: date | None, days: Days) -> DueDate:
        """So many working days after *decided_on*."""
        return days.due(decided_on or period.start, self.working_days)

    @property
    def words(self) -> Text:
        """决定之日起 7 个工作日内."""
        n = self.working_days
        return Text(f"决定之日起 {n} 个工作日内", f"within {n} working days of the decision")


@frozen
class NextMonth(Due):
    """The report on a month, by a *day* of the month after it.

    Raises:
        RulebookError: *day* is no number from 1 to 28.
    """

    day: int = field(validator=_Range(1, 28))
    quote: str = _QUOTE

    @property
    def cadence(self) -> DutyCadence:
        """Monthly."""
        return DutyCadence.MONTHLY

    @property
    def needed(self) -> int:
        """None: a report may say that there was nothing to report."""
        return 0

    @property
    def unit(self) -> Unit:
        """A month."""
        return Unit.MONTH

    def opens(self, period: Period) -> date:
        """The day after the month that is reported on."""
        return period.end + _DAY

    def by(self, period: Period, decided_on: date | None, days: Days) -> DueDate:  # noqa: ARG002
        """The day of the next month; of a holiday, where *days* extend, the next day worked."""
        year, month = period.year, period.first % 12 + 1
        plain = days.calendar.monthly_due(year, month, day=self.day)
        return days.due(plain, 0) if days.extend else DueDate.known(plain)

    @property
    def words(self) -> Text:
        """次月 4 日前."""
        return Text(f"次月 {self.day} 日前", f"by day {self.day} of the next month")


@frozen
class Every(Due):
    """So many *times* at least in every month, quarter or year, by its last day.

    Raises:
        RulebookError: *every* is no unit, or *times* is no number from 1 to 366.
    """

    every: Unit = field(validator=_UNIT)
    times: int = field(default=1, validator=_Range(1, 366))
    quote: str = _QUOTE

    @property
    def cadence(self) -> DutyCadence:
        """Monthly, quarterly or annual."""
        return _CADENCES[self.every]

    @property
    def needed(self) -> int:
        """So many times."""
        return self.times

    @property
    def unit(self) -> Unit:
        """The kind of period."""
        return self.every

    def by(self, period: Period, decided_on: date | None, days: Days) -> DueDate:  # noqa: ARG002
        """The last day of *period*."""
        return DueDate.known(period.end)

    @property
    def words(self) -> Text:
        """每季度至少 1 次."""
        zh, en = _EACH[self.every]
        times = "once" if self.times == 1 else f"{self.times} times"
        return Text(f"{zh}至少 {self.times} 次", f"at least {times} {en}")


def _period(written: str | Period) -> Period:
    return Period.parse(written)


@frozen
class ByEndOf(Due):
    """Once, by the end of a month, quarter or year.

    Raises:
        PeriodError: *period* is none.
    """

    period: Period = field(converter=_period)
    quote: str = _QUOTE

    @property
    def cadence(self) -> DutyCadence:
        """Once."""
        return DutyCadence.ONCE

    def opens(self, period: Period) -> date:  # noqa: ARG002 -- whichever it is
        """Any day: nobody has to wait for its period."""
        return date.min

    def by(self, period: Period, decided_on: date | None, days: Days) -> DueDate:  # noqa: ARG002
        """The last day of its own period."""
        return DueDate.known(self.period.end)

    @property
    def words(self) -> Text:
        """2023-08 底前."""
        return Text(f"{self.period} 底前", f"by the end of {self.period}")


@frozen
class Standing(Due):
    """Always: no day is named (持续推进)."""

    quote: str = _QUOTE

    @property
    def cadence(self) -> DutyCadence:
        """Ongoing."""
        return DutyCadence.ONGOING

    def by(self, period: Period, decided_on: date | None, days: Days) -> None:
        """Never."""

    @property
    def words(self) -> Text:
        """持续推进."""
        return self.cadence.title


_CADENCES = {
    Unit.MONTH: DutyCadence.MONTHLY,
    Unit.QUARTER: DutyCadence.QUARTERLY,
    Unit.YEAR: DutyCadence.ANNUAL,
}
_EACH = {
    Unit.MONTH: ("每月", "a month"),
    Unit.QUARTER: ("每季度", "a quarter"),
    Unit.YEAR: ("每年", "a year"),
}
