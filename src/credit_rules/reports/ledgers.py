"""What is to be said of a ledger, and the JSON that says it."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from credit_rules.departments import Department
from credit_rules.duties import Days
from credit_rules.exact import display, exact
from credit_rules.ledger import Disagreement, DutyStatus, Entry, Item, Ledger, Risk, on_time_rate
from credit_rules.reports.duties import deadline_form
from credit_rules.rulebooks import BoundEdition
from credit_rules.text import Lang


@frozen
class Report:
    """Everything that is to be said of a ledger.

    Attributes:
        edition: the rulebook.
        ledger: how it stands with everything.
        risks: what hangs on that which is not done.
        days: how days were counted.
        disagreements: where a facts file says otherwise; None: none was given.
    """

    edition: BoundEdition
    ledger: Ledger
    risks: Sequence[Risk]
    days: Days
    disagreements: Sequence[Disagreement] | None = None

    def of(self, department: Department) -> tuple[Risk, ...]:
        """The risks of one department."""
        return tuple(risk for risk in self.risks if risk.department == department)


COUNTED = (
    DutyStatus.DONE,
    DutyStatus.DONE_LATE,
    DutyStatus.OVERDUE,
    DutyStatus.OPEN,
    DutyStatus.NOT_YET_DUE,
    DutyStatus.UNKNOWN,
)
"""How obligations are counted, in this order."""


def count(items: Iterable[Item], status: DutyStatus) -> int:
    """How many of those that have a last day stand so; the rate is made of these."""
    return sum(item.status is status for item in items if item.obligation.due is not None)


def at_risk(found: Iterable[Risk]) -> Fraction:
    """The points of all of them."""
    return sum((risk.points for risk in found), Fraction())


def ledger_form(report: Report, lang: Lang = "zh") -> dict[str, Any]:
    """The whole document."""
    ledger, days = report.ledger, report.days
    form: dict[str, Any] = {
        "rulebook": report.edition.edition.code,
        "as_of": ledger.as_of.isoformat(),
        "since": ledger.since.isoformat(),
        "extend": days.extend,
        "calendar_fingerprint": days.calendar.fingerprint,
        "departments": [_department(d, report, lang) for d in ledger.departments],
        "items": [_item(item, days, lang) for item in ledger.items],
        "ignored": [_ignored(entry) for entry in ledger.ignored],
    }
    if report.disagreements is not None:
        form["disagreements"] = list(_disagreements(report))
    return form


def _department(department: Department, report: Report, lang: Lang) -> dict[str, Any]:
    items, found = report.ledger.of(department), report.of(department)
    rate, points = on_time_rate(items), at_risk(found)
    overdue = [item for item in items if item.status is DutyStatus.OVERDUE]
    return {
        "code": department.code,
        "title": department.title.read(lang),
        "obligations": sum(item.obligation.due is not None for item in items),
        "ongoing": sum(item.obligation.due is None for item in items),
        "statuses": {status.value: count(items, status) for status in COUNTED},
        "on_time_rate": None if rate is None else display(rate * 100),
        "on_time_rate_exact": None if rate is None else exact(rate),
        "points_at_risk": display(points),
        "points_at_risk_exact": exact(points),
        "at_risk": [
            {
                "indicator": risk.indicator.code,
                "period": str(risk.window),
                "undone": risk.undone,
                "of": risk.of,
                "points": display(risk.points),
                "points_exact": exact(risk.points),
            }
            for risk in found
        ],
        "overdue": [_item(item, report.days, lang) for item in overdue],
    }


def _item(item: Item, days: Days, lang: Lang) -> dict[str, Any]:
    return {
        **deadline_form(item.obligation, days, lang),
        "status": item.status.value,
        "done_on": item.done_on and item.done_on.isoformat(),
        "days_left": item.days_left,
        "working_days_left": item.working_days_left,
        "working_days_late": item.working_days_late,
        "lines": [entry.line for entry in item.entries],
    }


def _ignored(entry: Entry) -> dict[str, Any]:
    return {
        "line": entry.line,
        "department": entry.department.code,
        "duty": entry.duty.code,
        "period": str(entry.period),
        "decided_on": entry.decided_on and entry.decided_on.isoformat(),
        "done_on": entry.done_on and entry.done_on.isoformat(),
        "reference": entry.reference,
    }


def _disagreements(report: Report) -> Iterator[dict[str, Any]]:
    for found in report.disagreements or ():
        measure = report.edition.measures[found.fact.measure]
        yield {
            "department": found.fact.department,
            "measure": measure.code,
            "period": str(found.fact.period),
            "facts": measure.stated(found.fact.value),
            "ledger": measure.stated(found.follows),
        }
