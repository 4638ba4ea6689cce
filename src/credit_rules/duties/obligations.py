"""Obligations: a duty of one department in one period, and the day by which it has to be met."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Self

from attrs import field, frozen

from credit_rules.departments import Department
from credit_rules.duties.days import Days, DueDate
from credit_rules.duties.declared import Duty, listed, place
from credit_rules.duties.dues import ByEndOf
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

    def __str__(self) -> str:
        due = self.due and (self.due.on or f"≥ {self.due.earliest}")
        return f"{' '.join(filter(None, self.key))}: {due or self.duty.due.words}"

    @property
    def cite(self) -> Citation:
        """The clause of the department's own list."""
        return self.duty.owed_by[self.department.code]

    @property
    def place(self) -> tuple[str | int, ...]:
        """Where its clause stands in the department's list."""
        return place(self.cite.clause)

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it this one: no date that could still move is in it."""
        decided = "" if self.decided_on is None else self.decided_on.isoformat()
        return (self.department.code, self.duty.code, str(self.period), decided, self.reference)


def recurring(duty: Duty, first: date, last: date, valid: Validity) -> Iterator[Period]:
    """The periods for which *duty* is owed by itself and that have a day from *first* to *last*."""
    if isinstance(duty.due, ByEndOf):
        yield duty.due.period
        return
    unit = duty.due.unit
    if unit is None:
        return
    begin, end = Period.around(first, unit).first, Period.around(last, unit).last
    for month in range(begin, end + 1, unit.value):
        if (period := Period(month, unit)) in valid:
            yield period


def owed(
    duties: Iterable[Duty],
    departments: Iterable[Department],
    between: tuple[date, date],
    valid: Validity,
    days: Days,
) -> Iterator[Obligation]:
    """What *departments* owe by themselves: due since the one day, and begun by the other.

    One whose day is not known yet stands where it can first be.
    """
    since, last = between
    # What falls due now may be about the month before, or further back where a holiday moved it.
    begin = Period(max(Period.around(since).first - 2, 12), Unit.MONTH).start
    duties = tuple(duties)
    for department in departments:
        for duty in listed(duties, department):
            for period in recurring(duty, begin, last, valid):
                obligation = Obligation.of(department, duty, period, days)
                if obligation.due is not None and obligation.due.earliest >= since:
                    yield obligation


def deadlines(
    duties: Iterable[Duty],
    departments: Iterable[Department],
    between: tuple[date, date],
    valid: Validity,
    days: Days,
) -> tuple[Obligation, ...]:
    """Every obligation that falls due *between* two days, both included, the earliest first."""
    _, last = between
    found = [
        (obligation.due.earliest, obligation)
        for obligation in owed(duties, departments, between, valid, days)
        if obligation.due is not None and obligation.due.earliest <= last
    ]
    return tuple(obligation for _, obligation in sorted(found, key=lambda pair: pair[0]))
