"""Ledgers of ``genhe-2023``, and of duties made by hand, for the tests of what stands in them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import evolve

from credit_rules import Citation, Duty, Every, Feeds, Follows, Rulebook, Text, Unit
from credit_rules.duties import AfterDecision, Due, NextMonth, Standing
from credit_rules.duty_lists import DutyList
from credit_rules.ledger import Item, Ledger
from credit_rules.workdays import WorkingDayCalendar

Wrong: TypeAlias = Any
"""A value of a type that the signature forbids."""
Row: TypeAlias = dict[str, Any]

BOOK = Rulebook.load()
DUTIES = BOOK.duties
DAY = timedelta(days=1)


def day(written: str) -> date:
    """``2023-08-10``, or ``08-10`` of 2023."""
    return date.fromisoformat(written if len(written) > len("08-10") else f"2023-{written}")


def row(duty: str, period: str = "", done_on: object = "", **more: object) -> Row:
    """A row of a ledger, of 市教体局 unless it says so."""
    return {"department": "education", "duty": duty, "period": period, "done_on": done_on} | more


def decision(decided_on: object, done_on: object = "", **more: object) -> Row:
    """A row about a licence or penalty."""
    return row("double_publicity", "", done_on, decided_on=decided_on, **more)


def kept(
    rows: Iterable[Row],
    as_of: str | date,
    *,
    department: str | None = "education",
    of: DutyList = DUTIES,
    **more: Any,
) -> Ledger:
    """The ledger of *rows* as of a day."""
    when = day(as_of) if isinstance(as_of, str) else as_of
    return of.ledger(of.entries(rows), when, department=department, **more)


def items(ledger: Ledger, duty: str, period: str | None = None) -> list[Item]:
    """The items of one duty, or of one of its periods."""
    return [
        item
        for item in ledger.items
        if item.obligation.duty.code == duty and period in {None, str(item.obligation.period)}
    ]


def item(ledger: Ledger, duty: str, period: str | None = None) -> Item:
    """The only one."""
    (found,) = items(ledger, duty, period)
    return found


def at_risk(
    rows: Iterable[Row],
    as_of: str,
    *,
    department: str = "education",
    of: DutyList = DUTIES,
    **more: Any,
) -> dict[tuple[str, str], Fraction]:
    """The points at risk by indicator (without its category) and window."""
    found: dict[tuple[str, str], Fraction] = {}
    for risk in of.at_risk(kept(rows, as_of, department=department, of=of, **more)):
        place = risk.indicator.code.partition(".")[2], str(risk.window)
        found[place] = found.get(place, Fraction()) + risk.points
    return found


def facts(
    rows: Iterable[Row], as_of: str, *, of: DutyList = DUTIES, **more: Any
) -> dict[tuple[str, str, str], Any]:
    """The facts that follow, by department, measure and period."""
    return {
        (fact.department, fact.measure, str(fact.period)): fact.value
        for fact in of.facts(kept(rows, as_of, of=of, **more))
    }


# --- Duties made by hand -------------------------------------------------------------------------


def made(code: str, due: Due, feeds: Feeds | None = None, owed_by: str = "education") -> Duty:
    """A duty of that code."""
    return Duty(code, Text(f"任务 {code}", f"duty {code}"), due, {owed_by: CITE}, feeds)


CITE = Citation("附件1·5·1", "一条")


def duty_list(*duties: Duty, book: Rulebook = BOOK) -> DutyList:
    """These duties, within ``genhe-2023``."""
    edition = evolve(book.edition.edition, duties=duties)
    return DutyList(evolve(book.edition, edition=edition), book.series)


HELD = Feeds("publicity.campaigns", "campaigns.held", Follows.HELD)
TWICE = duty_list(made("drills", Every(Unit.QUARTER, 2), HELD))
"""Two drills at least in every quarter; each counts as a campaign."""
ALL_KINDS = duty_list(
    made("licences", AfterDecision(3)),
    made("returns", NextMonth(4)),
    made("drills", Every(Unit.QUARTER, 2), HELD),
    made("always", Standing()),
)


def weekdays(first: str, last: str) -> WorkingDayCalendar:
    """A calendar of those days, with no holidays."""
    return WorkingDayCalendar(
        first=day(first), last=day(last), worked=_weekdays(day(first), day(last)), source="by hand"
    )


def _weekdays(first: date, last: date) -> Iterator[date]:
    friday = 4
    while first <= last:
        if first.weekday() <= friday:
            yield first
        first += DAY


def states(ledger: Ledger) -> Mapping[tuple[str, ...], Item]:
    """The items by what makes them these ones."""
    return {one.obligation.key: one for one in ledger.items}
