"""Obligations: a duty of one department in one period, and the day by which it has to be met."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Self

from attrs import field, frozen

from credit_rules.departments import Department
from credit_rules.duties.declared import Duty, listed
from credit_rules.duties.dues import ByEndOf, Days, DueDate
from credit_rules.indicators import Citation
from credit_rules.periods import Period, Unit
from credit_rules.validity import Validity


@frozen
class Obligation:
    """What one department owes for one period, or for one decision.

    Attributes:
        period: the month, quarter or year that it is about; of a decision the month that it
            was made in.
        due: the last day; None where no day is named.
        decided_on: the day of the decision, where there is one.
        reference: what tells several of one day apart: the decision's number.
    """

    department: Department
    duty: Duty
    period: Period
    due: DueDate | None
    decided_on: date | None = None
    reference: str = field(default="", kw_only=True)

    @classmethod
    def of(  # noqa: PLR0913 -- all that there is to say
        cls,
        department: Department,
        duty: Duty,
        period: Period,
        days: Days,
        decided_on: date | None = None,
        *,
        reference: str = "",
    ) -> Self:
        """The obligation, with its last day counted by *days*."""
        due = duty.due.by(period, decided_on, days)
        return cls(department, duty, period, due, decided_on, reference=reference)

    @property
    def cite(self) -> Citation:
        """The clause of the department's own list."""
        return self.duty.owed_by[self.department.code]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it this one: no date that could still move is in it."""
        decided = "" if self.decided_on is None else self.decided_on.isoformat()
        return (self.department.code, self.duty.code, str(self.period), decided, self.reference)


def _month(day: date) -> Period:
    return Period.month(day.year, day.month)


def recurring(duty: Duty, first: date, last: date, valid: Validity) -> Iterator[Period]:
    """The periods for which *duty* is owed by itself and that have a day from *first* to *last*."""
    if isinstance(duty.due, ByEndOf):
        yield duty.due.period
        return
    unit = duty.due.unit
    if unit is None:
        return
    begin = _month(first).first // unit.value * unit.value
    for month in range(begin, _month(last).last + 1, unit.value):
        if (period := Period(month, unit)) in valid:
            yield period


def deadlines(
    duties: Iterable[Duty],
    departments: Iterable[Department],
    between: tuple[date, date],
    valid: Validity,
    days: Days,
) -> tuple[Obligation, ...]:
    """Every obligation that falls due *between* two days, both included, the earliest first.

    One whose day is not known yet stands where it can first be.
    """
    first, last = between
    # What falls due now may be about the month before, or further back where a holiday moved it.
    since = max(_month(first).first - 2, 12)
    begin = Period(since, Unit.MONTH).start
    found = [
        obligation
        for department in departments
        for duty in listed(duties, department)
        for period in recurring(duty, begin, last, valid)
        for obligation in [Obligation.of(department, duty, period, days)]
        if obligation.due is not None and first <= obligation.due.earliest <= last
    ]
    return tuple(sorted(found, key=lambda o: o.due.earliest if o.due else first))
