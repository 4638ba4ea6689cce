"""By when a duty has to be met: one class for each way in which a text says so."""

from abc import ABC, abstractmethod
from datetime import date, timedelta
from enum import Enum
from typing import Any, ClassVar

from attrs import Attribute, field, frozen

from credit_rules.doors import Only
from credit_rules.duties.days import Days, DueDate
from credit_rules.errors import RulebookError
from credit_rules.errors.duties import bad_term
from credit_rules.periods import Period, Unit
from credit_rules.text import Text

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
