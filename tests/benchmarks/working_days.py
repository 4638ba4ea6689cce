"""How long the working days between many pairs of days take: this library beside its peers.

Run it as ``python tests/benchmarks/working_days.py [PAIRS]``; what is compared, and why, stands in
docs/explanation/benchmarks.md. All take turns in an order drawn anew, on the same pairs, in one
process. What answers for one pair at a time is given a sample, and its time scaled up.
"""

import gc
import sys
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter_ns
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from holidays import country_holidays

from credit_rules import WorkingDayCalendar

TURNS = 7
PAIRS = 10_000_000
SAMPLE = 300
GROWTH = (10_000, 100_000, 1_000_000)
LIMIT = 7
MONTH = 31
DAY = timedelta(days=1)
PEER = "numpy.busday_count"
OURS = "calendar.arrays.working_days_between"

Dates = npt.NDArray[np.datetime64]


class Pairs(NamedTuple):
    """As many starts as ends."""

    starts: Dates
    ends: Dates

    def first(self, count: int) -> "Pairs":
        """So many of them."""
        return Pairs(self.starts[:count], self.ends[:count])


class Way(NamedTuple):
    """One way to ask, and how many of the pairs it is asked about."""

    name: str
    ask: Callable[[Pairs], object]
    most: int


def mixes(calendar: WorkingDayCalendar, count: int) -> dict[str, Pairs]:
    """Invented pairs, the same for everybody."""
    random = np.random.default_rng(0)
    first = np.datetime64(calendar.first)
    length = (calendar.last - calendar.first).days + 1
    starts = first + random.integers(0, length - MONTH, count)
    return {
        "a decision, and a report within a month": Pairs(
            starts, starts + random.integers(0, MONTH, count)
        ),
        "any two days of 20 years": Pairs(starts, first + random.integers(0, length, count)),
    }


def closed(calendar: WorkingDayCalendar) -> Dates:
    """The weekdays that are not worked: all that `busday_count` can be told in one call."""
    days = np.arange(np.datetime64(calendar.first), np.datetime64(calendar.last) + 1)
    return days[np.is_busday(days) & ~calendar.arrays.is_working_day(days)]


def ways(calendar: WorkingDayCalendar) -> list[Way]:
    """The peer that all are set against, then the others."""
    holidays = closed(calendar)
    arrays = calendar.arrays
    theirs, ours = np.zeros(PAIRS, np.int64), np.zeros(PAIRS, np.int32)
    schedule = country_holidays("CN", years=range(calendar.first.year, calendar.last.year + 1))

    def one_by_one(asked: Pairs) -> list[int]:
        both = zip(asked.starts.tolist(), asked.ends.tolist(), strict=True)
        return [calendar.working_days_between(start, end) for start, end in both]

    def by_holidays(asked: Pairs) -> list[int]:
        both = zip(asked.starts.tolist(), asked.ends.tolist(), strict=True)
        return [after(start, end) if start < end else -after(end, start) for start, end in both]

    def after(start: date, end: date) -> int:
        return 0 if start == end else schedule.get_working_days_count(start + DAY, end)

    def of_peer(asked: Pairs) -> object:
        return np.busday_count(asked.starts, asked.ends, holidays=holidays)

    def of_peer_again(asked: Pairs) -> object:
        out = theirs[: len(asked.starts)]
        return np.busday_count(asked.starts, asked.ends, holidays=holidays, out=out)

    def again(asked: Pairs) -> object:
        return arrays.working_days_between(*asked, out=ours[: len(asked.starts)])

    return [
        Way(PEER, of_peer, PAIRS),
        Way(OURS, lambda p: arrays.working_days_between(*p), PAIRS),
        Way(f"{PEER}, `out=`", of_peer_again, PAIRS),
        Way(f"{OURS}, `out=`", again, PAIRS),
        Way(
            "calendar.arrays.add_working_days",
            lambda p: arrays.add_working_days(p.starts, LIMIT),
            PAIRS,
        ),
        Way("calendar.arrays.is_working_day", lambda p: arrays.is_working_day(p.starts), PAIRS),
        Way("calendar.working_days_between, each", one_by_one, SAMPLE),
        Way("holidays, each", by_holidays, SAMPLE),
    ]


def nanoseconds(way: Way, asked: Pairs) -> float:
    """How long one pair takes; ours has all cores, numpy one."""
    given = asked.first(way.most)
    gc.collect()
    gc.disable()
    begin = perf_counter_ns()
    way.ask(given)
    taken = perf_counter_ns() - begin
    gc.enable()
    return taken / len(given.starts)


def turns(among: list[Way], asked: Pairs) -> list[dict[str, float]]:
    """What one pair takes each of them, in every turn."""
    order = Random(0)  # noqa: S311 -- an order, no secret
    return [
        {way.name: nanoseconds(way, asked) for way in order.sample(among, len(among))}
        for _ in range(TURNS)
    ]


def agree(calendar: WorkingDayCalendar, among: list[Way], asked: Pairs) -> None:
    """Whatever counts pairs by the same calendar must count alike before anything is measured."""
    some = asked.first(SAMPLE)
    found = {way.name: np.asarray(way.ask(some)) for way in among}
    walked = [
        day_by_day(calendar, *pair)
        for pair in zip(some.starts.tolist(), some.ends.tolist(), strict=True)
    ]
    alike = [OURS, f"{OURS}, `out=`", "calendar.working_days_between, each", "holidays, each"]
    if any(found[name].tolist() != walked for name in alike):
        msg = "the ways do not agree"
        raise SystemExit(msg)


def day_by_day(calendar: WorkingDayCalendar, start: date, end: date) -> int:
    """The count, by walking."""
    worked = frozenset(calendar.worked)
    if end < start:
        return -day_by_day(calendar, end, start)
    return sum(start + DAY * k in worked for k in range(1, (end - start).days + 1))


def main(count: int) -> None:
    """Check that all agree, measure, and print the tables."""
    calendar = WorkingDayCalendar.china()
    among = ways(calendar)
    lines = [f"{count:,} pairs of days, median of {TURNS} turns"]
    for name, asked in mixes(calendar, count).items():
        agree(calendar, among, asked)
        taken = turns(among, asked)
        lines += [f"\n| {name} | ns a pair | × `busday_count` |", "|---|--:|--:|"]
        for way in among:
            ratio = median(turn[way.name] / turn[PEER] for turn in taken)
            lines.append(f"| {way.name} | {median(t[way.name] for t in taken):.2f} | {ratio:.3f} |")
        lines += ["\n| pairs | `busday_count`, ns | ours, ns | ratio |", "|--:|--:|--:|--:|"]
        for size in (*(size for size in GROWTH if size < count), count):
            grown = turns(among[:2], asked.first(size))
            peer, ours = (median(turn[way.name] for turn in grown) for way in among[:2])
            ratio = median(turn[OURS] / turn[PEER] for turn in grown)
            lines.append(f"| {size:,} | {peer:.2f} | {ours:.2f} | {ratio:.3f} |")
    print("\n".join(lines))  # noqa: T201 -- its output


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else PAIRS)
