"""How long a year of deadlines takes for everybody: this library beside a loop over rules.

Run it as ``python tests/benchmarks/deadlines.py``; what is compared, and why, stands in
docs/explanation/benchmarks.md. The loop is what somebody writes by hand: for each department and
duty a rule of dateutil, and for each decision one day after the other until enough are worked. It
gives the days alone; the library gives obligations, in order. Both take turns.
"""

import gc
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from statistics import median
from time import perf_counter_ns
from typing import NamedTuple

from dateutil.rrule import MONTHLY, YEARLY, rrule

from credit_rules import Rulebook, WorkingDayCalendar
from credit_rules.ledger import Entry

TURNS = 21
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
DECISIONS = 2000
WORKING_DAYS = 7
_DAY = timedelta(days=1)

Day = tuple[str, str, date]
"""Department, duty and the last day on which it is met in time."""


class Task(NamedTuple):
    """Two ways to the same days."""

    name: str
    ours: Callable[[], list[Day]]
    by_hand: Callable[[], list[Day]]


def tasks() -> list[Task]:
    """A year without decisions, and one with them."""
    book, calendar = Rulebook.load(), WorkingDayCalendar.china()
    entries = decided(book)
    table = [
        (department.code, duty.code, duty.due.cadence.value, str(getattr(duty.due, "period", "")))
        for department in book.roster.members
        for duty in book.duties.of(department.code)
    ]
    worked = frozenset(calendar.worked)
    decisions = [(e.department.code, e.duty.code, e.decided_on or FIRST) for e in entries]

    def ours(*entries: Entry) -> list[Day]:
        found = book.duties.deadlines(FIRST, LAST, entries=entries)
        return [(o.department.code, o.duty.code, o.due.on) for o in found if o.due and o.due.on]

    def by_hand() -> list[Day]:
        return [
            (department, duty, day)
            for department, duty, cadence, period in table
            for day in recurring(cadence, period)
        ]

    def upon_decisions() -> list[Day]:
        due = [(who, what, after(decided_on, worked)) for who, what, decided_on in decisions]
        return [*by_hand(), *(one for one in due if FIRST <= one[2] <= LAST)]

    return [
        Task("what recurs", ours, by_hand),
        Task(f"and {DECISIONS} decisions", lambda: ours(*entries), upon_decisions),
    ]


def decided(book: Rulebook) -> tuple[Entry, ...]:
    """Decisions of the year, of all departments that make any."""
    random = Random(0)  # noqa: S311 -- the same for everybody
    days = (LAST - FIRST).days - 20
    making = [
        m.code
        for m in book.roster.members
        if "double_publicity" in {duty.code for duty in book.duties.of(m.code)}
    ]
    return book.duties.entries(
        {
            "department": random.choice(making),
            "duty": "double_publicity",
            "decided_on": FIRST + _DAY * random.randint(0, days),
            "reference": str(number),
        }
        for number in range(DECISIONS)
    )


def recurring(cadence: str, period: str) -> Iterator[date]:
    """The days of the year on which something of that cadence is due."""
    begin, end = (datetime(d.year, d.month, d.day) for d in (FIRST, LAST))  # noqa: DTZ001 -- days
    match cadence:
        case "monthly":
            rule = rrule(MONTHLY, dtstart=begin, until=end, bymonthday=4)
        case "quarterly":
            rule = rrule(MONTHLY, dtstart=begin, until=end, bymonth=(3, 6, 9, 12), bymonthday=-1)
        case "annual":
            rule = rrule(YEARLY, dtstart=begin, until=end, bymonth=12, bymonthday=-1)
        case "once":
            year, month = map(int, period.split("-"))
            once = datetime(year, month, 1)  # noqa: DTZ001 -- a day
            rule = rrule(MONTHLY, dtstart=once, count=1, bymonthday=-1)
        case _:
            return
    for moment in rule:
        if FIRST <= moment.date() <= LAST:
            yield moment.date()


def after(day: date, worked: frozenset[date]) -> date:
    """The seventh working day after *day*."""
    left = WORKING_DAYS
    while left:
        day += _DAY
        left -= day in worked
    return day


def milliseconds(way: Callable[[], list[Day]]) -> float:
    """How long one call takes."""
    gc.collect()
    gc.disable()
    begin = perf_counter_ns()
    way()
    taken = (perf_counter_ns() - begin) / 1_000_000
    gc.enable()
    return taken


def main() -> None:
    """Check that both give the same days, measure, and print the table."""
    order = Random(0)  # noqa: S311 -- an order, no secret
    among = tasks()
    lines = [
        f"A year of deadlines of everybody, median of {TURNS} turns\n",
        f"{'':24}{'days':>8}{'ms':>8}{'by hand':>9}{'ratio':>8}",
    ]
    for task in among:
        days = task.ours()
        if sorted(days) != sorted(task.by_hand()):
            msg = f"{task.name}: the two do not agree"
            raise SystemExit(msg)
        times: dict[str, list[float]] = {"ours": [], "by hand": []}
        for _ in range(TURNS):
            ways = [("ours", task.ours), ("by hand", task.by_hand)]
            for name, way in order.sample(ways, len(ways)):
                times[name].append(milliseconds(way))
        ours, by_hand = times["ours"], times["by hand"]
        ratio = median(a / b for a, b in zip(ours, by_hand, strict=True))
        lines.append(
            f"{task.name:24}{len(days):8}{median(ours):8.1f}{median(by_hand):9.1f}{ratio:8.2f}"
        )
    print("\n".join(lines))  # noqa: T201 -- its output


if __name__ == "__main__":
    main()
