"""What the tests of duties are made of: the national calendar, short ones, a town's duties."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.core.samples import CITE, PARKS, SCHOOLS, Wrong

from credit_rules.duties import Days, Due, Duty, Feeds, NextMonth
from credit_rules.indicators import Citation
from credit_rules.text import Text
from credit_rules.workdays import WorkingDayCalendar

ONE_DAY = timedelta(days=1)
CHINA = WorkingDayCalendar.china()
PLAIN = Days(CHINA)
EXTENDED = Days(CHINA, extend=True)
MONTHLY = NextMonth(4, "每走访一次")


def short(first: date, pattern: str) -> WorkingDayCalendar:
    """A calendar from *first* on, with a letter for each day: W is worked."""
    marked = {first + ONE_DAY * at: letter for at, letter in enumerate(pattern)}
    worked = [day for day, letter in marked.items() if letter == "W"]
    return WorkingDayCalendar(first=first, last=max(marked), worked=worked, source="test")


def through(first: date, last: date) -> Iterator[date]:
    """Every day from *first* to *last*."""
    while first <= last:
        yield first
        first += ONE_DAY


def duty(
    code: str = "visit",
    due: Due = MONTHLY,
    *,
    feeds: Feeds | None = None,
    title: str | None = None,
    **owed_by: Wrong,
) -> Duty:
    """A duty of the schools, unless somebody else is said to owe it; by clause, or by citation."""
    named = title or code
    clauses = owed_by or {SCHOOLS.code: CITE}
    cites = {
        who: Citation(cite, CITE.quote) if isinstance(cite, str) else cite
        for who, cite in clauses.items()
    }
    return Duty(code, Text(f"任务{named}", named), due, cites, feeds)


BOTH = (SCHOOLS, PARKS)
