"""The list of duties (任务清单) of a rulebook: who owes what by when, and the ledger of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from attrs import frozen

from credit_rules.departments import Department, Roster
from credit_rules.duties import Days, Duty, Obligation, deadlines, listed
from credit_rules.errors import LedgerError, Problem, UsageError
from credit_rules.errors.duties import no_entry, no_rows, reversed_days
from credit_rules.facts import Facts
from credit_rules.ledger import Entry, Ledger, Risk, check, following, keep, read_entries, risks
from credit_rules.ledger.rows import Value
from credit_rules.periods import Period, parse_day
from credit_rules.rulebooks import BoundEdition
from credit_rules.series import Series
from credit_rules.validity import Validity
from credit_rules.workdays import WorkingDayCalendar


def _days(calendar: WorkingDayCalendar | None, *, extend: bool) -> Days:
    return Days(calendar or WorkingDayCalendar.china(), extend)


def _in_order(first: date | str, last: date | str) -> tuple[date, date]:
    """Two days, the first not after the last.

    Raises:
        PeriodError: one of them is none.
        UsageError: they are in the wrong order.
    """
    begin, end = parse_day(first), parse_day(last)
    if end < begin:
        raise UsageError(reversed_days(begin, end))
    return begin, end


def _told(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """*entries*, which may come from anywhere.

    Raises:
        UsageError: there is something else among them.
    """
    told = tuple(entries)
    if strange := [entry for entry in told if not isinstance(entry, Entry)]:
        raise UsageError(no_entry(strange[0]))
    return told


@frozen
class DutyList:
    """Everything that a rulebook gives departments to do; get it from ``rulebook.duties``.

    Where a question takes them, *department* is a code or a name (without one: everybody);
    with *extend* a monthly date that is not worked moves to the next working day (民法典 203);
    *calendar* is the national one unless another is given.
    """

    edition: BoundEdition
    series: Series

    def __iter__(self) -> Iterator[Duty]:
        return iter(self.edition.edition.duties)

    def __len__(self) -> int:
        return len(self.edition.edition.duties)

    def of(self, department: str) -> tuple[Duty, ...]:
        """What *department* owes, in the order of its own list.

        Raises:
            UsageError: nobody is called so.
        """
        return listed(self, self._roster.find(department))

    def deadlines(  # noqa: PLR0913 -- all that there is to ask
        self,
        first: date | str,
        last: date | str,
        *,
        entries: Iterable[Entry] = (),
        department: str | None = None,
        extend: bool = False,
        calendar: WorkingDayCalendar | None = None,
    ) -> tuple[Obligation, ...]:
        """What has to be done by a day from *first* to *last*, the earliest first.

        What the *entries* of a ledger say to be done is left out. Duties upon a decision are there
        only for decisions that they speak of: nobody else knows these.

        Raises:
            UsageError: nobody is called so, *last* is before *first*, or *entries* are none.
            PeriodError: *first* or *last* is no day.
        """
        first, last = _in_order(first, last)
        days, whose = _days(calendar, extend=extend), self._debtors(department)
        found = deadlines(self, whose, (first, last), self._validity, days)
        if not (told := _told(entries)):
            return found
        dates = [day for entry in told for day in (entry.decided_on, entry.done_on) if day]
        kept = keep(
            self,
            whose,
            told,
            begin=first,
            since=first,
            as_of=max([last, *dates]),
            valid=self._validity,
            days=days,
        ).items
        done = {item.obligation.key for item in kept if item.done_on is not None}
        upon = [item.obligation for item in kept if item.obligation.decided_on is not None]
        dated = [(o.due.earliest, o) for o in (*found, *upon) if o.due is not None]
        left = [(day, o) for day, o in dated if first <= day <= last and o.key not in done]
        return tuple(o for _, o in sorted(left, key=lambda pair: pair[0]))

    def read_ledger(self, path: str | Path) -> tuple[Entry, ...]:
        """The entries of a CSV file: ``department,duty,period,done_on`` and more.

        Raises:
            LedgerError: with file, line and column of everything that is wrong in it.
        """
        return read_entries(path, self._roster, self, self._refusal)

    def entries(self, rows: Iterable[Mapping[str, Value]]) -> tuple[Entry, ...]:
        """The entries of *rows*, by column, checked as those of a file are; lines count from 1.

        Raises:
            LedgerError: with the number of every row that is wrong.
        """
        if isinstance(rows, str | Path):
            raise LedgerError(no_rows(rows))
        numbered = list(enumerate(rows, 1))
        if strange := [row for _, row in numbered if not isinstance(row, Mapping)]:
            raise LedgerError(no_rows(strange[0]))
        return check(numbered, self._roster, tuple(self), self._refusal, source="ledger")

    def ledger(  # noqa: PLR0913 -- all that there is to ask
        self,
        entries: Iterable[Entry],
        as_of: date | str,
        *,
        department: str | None = None,
        since: date | str | None = None,
        extend: bool = False,
        calendar: WorkingDayCalendar | None = None,
    ) -> Ledger:
        """How it stands, as of a day, with everything that is owed.

        What fell due before *since* is left out, unless an entry speaks of it; that is the first
        day on which the rulebook is valid, else that of the year, unless another is given.
        Entries that are dated after *as_of* are set aside.

        Raises:
            UsageError: nobody is called so, *since* is after *as_of*, or *entries* are none.
            PeriodError: *as_of* or *since* is no day.
        """
        last, begin = parse_day(as_of), self._validity.since
        first = begin.start if begin else date(last.year, 1, 1)
        return keep(
            self,
            self._debtors(department),
            _told(entries),
            begin=first,
            since=first if since is None else _in_order(since, last)[0],
            as_of=last,
            valid=self._validity,
            days=_days(calendar, extend=extend),
        )

    def facts(self, ledger: Ledger) -> Facts:
        """The facts that follow from *ledger*, so that nobody types them twice."""
        return following(ledger, self._roster.government)

    def at_risk(self, ledger: Ledger) -> tuple[Risk, ...]:
        """The points that hang on what is not done, by way of the indicators that it feeds."""
        return risks(self.edition, ledger.items)

    @property
    def _roster(self) -> Roster:
        return self.edition.edition.roster

    @property
    def _validity(self) -> Validity:
        return self.series.validity(self.edition.edition)

    def _debtors(self, department: str | None) -> tuple[Department, ...]:
        return self._roster.members if department is None else (self._roster.find(department),)

    def _refusal(self, period: Period) -> Problem | None:
        valid = period in self._validity
        return None if valid else self.series.refusal(self.edition.edition, period)
