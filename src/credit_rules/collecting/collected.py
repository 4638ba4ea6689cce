"""From tables of records to facts: what ``rulebook.collect`` does, and what comes of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from attrs import field, frozen

from credit_rules.collecting.code_lists import Listing
from credit_rules.collecting.counting import Counts, count
from credit_rules.collecting.engines import fetched
from credit_rules.collecting.failing import Failure, failures
from credit_rules.collecting.plan import Judging
from credit_rules.departments import Roster
from credit_rules.errors import Problem, ScheduleNotPublishedError, UsageError
from credit_rules.errors.calendar import spilled, unknown_day
from credit_rules.errors.names import nearest
from credit_rules.errors.records import record_place, unknown_departments
from credit_rules.facts import Facts
from credit_rules.facts.checking import Row, check
from credit_rules.measures import Measure
from credit_rules.periods import Period
from credit_rules.records import Counted
from credit_rules.records.cells import day

Place = tuple[str, Period]
"""Code of a department, and a month."""
_SHOWN = 10


@frozen
class Totals:
    """How many rows there were, and what became of them."""

    rows_read: int
    counted: int
    duplicates: int
    unassigned: int


@frozen
class Collected:
    """What records came to.

    ``counted + duplicates + unassigned == rows_read``, always.

    Attributes:
        facts: the counts, for each department and month.
        by_kind: the four numbers below for each kind of records.
        rows_read: how many rows there were.
        counted: how many records were counted.
        duplicates: how many rows were further reports of a record that was counted.
        unassigned: how many rows have no month, or a department that nobody knows; or, of a list of
            codes, no code, or one that nobody gives out.
        unknown_departments: what these departments are called, and how many rows each.
        not_checked: columns that rules are about and tables do not have, by kind.
    """

    facts: Facts = field(repr=False)
    by_kind: Mapping[str, Totals] = field(repr=False)
    rows_read: int
    counted: int
    duplicates: int
    unassigned: int
    unknown_departments: Mapping[str, int] = field(repr=False)
    not_checked: Mapping[str, tuple[str, ...]]
    _judgings: tuple[Judging, ...] = field(repr=False, eq=False, alias="judgings")
    _listings: tuple[Listing, ...] = field(repr=False, eq=False, alias="listings")
    _departments: tuple[str, ...] = field(repr=False, eq=False, alias="departments")

    def failures(self) -> Iterator[Failure]:
        """Every failing record with each rule that it fails, read from the tables once more.

        They come a batch at a time, so that millions need no more memory than one (of DuckDB with
        PyArrow beside it, whose connection is busy until the last is read); those of which there
        are several reports come last.
        """
        for judging in self._judgings:
            yield from failures(judging, list(self._departments))
        for listing in self._listings:
            yield from listing.failures(list(self._departments))


def collected(  # noqa: PLR0913 -- all that there is to say of it
    judgings: Sequence[Judging],
    listings: Sequence[Listing],
    roster: Roster,
    measures: Mapping[str, Measure],
    *,
    concealed: Mapping[Place, int] | None,
    months: Sequence[Period],
    departments: Sequence[str],
    set_aside: bool,
) -> Collected:
    """The facts of several tables of records and lists of codes, each of a kind of its own.

    *departments* are codes.

    Raises:
        UsageError: departments that the roster does not know, unless they are to be set aside.
        ScheduleNotPublishedError: a record hangs on a year without a notice; names the first.
    """
    found = [(judging, count(judging)) for judging in judgings]
    unknown: dict[str, int] = {}
    for _, counts in found:
        for spelling, rows in counts.unplaced.items():
            unknown[spelling] = unknown.get(spelling, 0) + rows
    if unknown and not set_aside:
        raise UsageError(_unknown(unknown, roster))
    for judging, counts in found:
        if counts.unknown_years:
            raise _unpublished(judging)
    codes = tuple(department.code for department in roster)
    tally = _Tally(codes)
    for judging, counts in found:
        tally.add(judging.plan.kind.feeds, counts)
    tally.fill(departments, months, concealed)
    totals = {judging.plan.kind.code: _totals(counts) for judging, counts in found}
    lacking = {j.plan.kind.code: j.not_checked for j, _ in found}
    for listing in listings:
        of = listing.count()
        for place, measure, number in listing.facts(of):
            tally.more((codes[place], listing.month), measure, number)
        totals[listing.kind.code] = Totals(of.rows, of.bodies, of.duplicates, of.unassigned)
        lacking[listing.kind.code] = listing.not_checked
    return Collected(
        facts=check(tally.rows, roster, measures, "records"),
        by_kind=totals,
        rows_read=sum(each.rows_read for each in totals.values()),
        counted=sum(each.counted for each in totals.values()),
        duplicates=sum(each.duplicates for each in totals.values()),
        unassigned=sum(each.unassigned for each in totals.values()),
        unknown_departments=dict(sorted(unknown.items(), key=lambda item: (-item[1], item[0]))),
        not_checked={kind: columns for kind, columns in lacking.items() if columns},
        judgings=tuple(judging for judging, _ in found),
        listings=tuple(listings),
        departments=codes,
    )


def _totals(counts: Counts) -> Totals:
    unplaced = sum(counts.unplaced.values())
    return Totals(
        counts.rows, sum(counts.records.values()), counts.duplicates, counts.undated + unplaced
    )


@frozen
class _Tally:
    """What several tables came to, by department, month and measure."""

    codes: Sequence[str]
    counts: dict[tuple[str, Period, str], int] = field(init=False, factory=dict)
    counted: dict[str, None] = field(init=False, factory=dict)
    concealed: dict[str, None] = field(init=False, factory=dict)

    def add(self, feeds: Counted, counts: Counts) -> None:
        """One table, on top of others that feed the same measures."""
        told = [code for code in (feeds.reported, feeds.compliant, feeds.on_time) if code]
        self.counted.update(dict.fromkeys(told))
        if feeds.concealed:
            self.concealed[feeds.concealed] = None
        for cell, number in counts.records.items():
            year, month = divmod(cell.month, 100)
            where = self.codes[cell.place], Period.month(year, month)
            self.more(where, feeds.reported, number)
            self.more(where, feeds.compliant, 0 if cell.broken else number)
            self.more(where, feeds.on_time, 0 if cell.late else number)

    def more(self, where: Place, measure: str | None, number: int) -> None:
        """So many more of a measure."""
        if measure is not None:
            key = *where, measure
            self.counts[key] = self.counts.get(key, 0) + number

    def fill(
        self, named: Sequence[str], months: Sequence[Period], concealed: Mapping[Place, int] | None
    ) -> None:
        """What was concealed, and zeros for *months* in which those who are there have nothing."""
        listed = concealed or {}
        for (code, month), number in listed.items():
            for measure in self.concealed:
                self.counts[code, month, measure] = number
        there = dict.fromkeys([*named, *(code for code, _, _ in self.counts)])
        measures = [*self.counted, *(self.concealed if concealed is not None else ())]
        for where in product(there, months, measures):
            self.counts.setdefault(where, 0)

    @property
    def rows(self) -> list[Row]:
        """All of it as rows of a facts file."""
        return [
            Row(n, *where, self.counts[where]) for n, where in enumerate(sorted(self.counts), 1)
        ]


def _unknown(unknown: Mapping[str, int], roster: Roster) -> Problem:
    most = sorted(unknown.items(), key=lambda item: (-item[1], item[0]))
    names = [name for department in roster for name in department.names]
    shown = [(spelling, rows, nearest(spelling, names)) for spelling, rows in most[:_SHOWN]]
    return unknown_departments(shown, len(most) - len(shown))


def _unpublished(judging: Judging) -> ScheduleNotPublishedError:
    """The refusal of the first record that hangs on a year without a notice."""
    plan = judging.plan
    calendar = plan.calendar
    for row, number, decided, source in fetched(judging.first_unknown()):
        on = day(f"{decided:08d}")
        assert on is not None  # noqa: S101 -- it came from a day
        if calendar.first <= on <= calendar.last:
            problem = spilled(on, plan.limit, calendar.first, calendar.last)
        else:
            problem = unknown_day(on, calendar.first, calendar.last)
        where = record_place(number, row, source, own=judging.with_rows is None)
        return ScheduleNotPublishedError(problem.at(where))
    raise LookupError  # pragma: no cover
