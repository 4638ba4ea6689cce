"""The door of the ledger: rows in, entries out, or every bad row in one refusal."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from credit_rules.csv_files import Columns
from credit_rules.departments import Department, Roster
from credit_rules.duties import AfterDecision, ByEndOf, Duty, Standing, listed
from credit_rules.errors import CreditRulesError, LedgerError, Problem
from credit_rules.errors.csv_files import place
from credit_rules.errors.ledger import (
    before_decision,
    before_period,
    doubled_entry,
    doubled_event,
    not_counted,
    not_decided,
    not_in_period,
    not_owed,
    nothing_said,
    other_period,
    undated_decision,
    whole_number,
    wrong_unit,
)
from credit_rules.errors.names import COLUMN, unknown
from credit_rules.ledger.entries import Entry
from credit_rules.periods import Period, Unit, parse_day
from credit_rules.text import Text

Value = str | int | date | Period | None
"""What may stand in a cell; nothing is an empty one."""
Refuse = Callable[[Period], Problem | None]
"""Why nothing is owed for a period; None where something is."""
_T = TypeVar("_T")
_Names = Mapping[str, Duty]

COLUMNS = Columns(
    ("department", "duty", "period", "done_on"),
    ("reference", "evidence", "decided_on", "count"),
    LedgerError,
    "credit-rules ledger --help",
)


def read_entries(
    path: str | Path, roster: Roster, duties: Iterable[Duty], refuse: Refuse
) -> tuple[Entry, ...]:
    """The entries of a CSV file.

    Raises:
        LedgerError: with file, line and column of everything that is wrong in it.
    """
    rows, problems = COLUMNS.read(path)
    return check(rows, roster, tuple(duties), refuse, source=Path(path).name, found=problems)


def check(  # noqa: PLR0913 -- rows, and all that they are held against
    rows: Iterable[tuple[int, Mapping[str, Value]]],
    roster: Roster,
    duties: tuple[Duty, ...],
    refuse: Refuse,
    *,
    source: str,
    found: Iterable[tuple[int, Problem]] = (),
) -> tuple[Entry, ...]:
    """The entries of *rows*; *found* is what was already wrong with the file, by line.

    Raises:
        LedgerError: every problem of every row: unknown names, days that are none or in the
            wrong order, periods of the wrong kind, rows that say the same twice.
    """
    problems = list(found)
    entries: list[Entry] = []
    owed = {member.code: _names(listed(duties, member)) for member in roster}
    for line, cells in rows:
        draft = _Draft(line, cells, source)
        if entry := draft.entry(roster, owed, refuse):
            entries.append(entry)
        problems += [(line, problem) for problem in draft.problems]
    first: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        if (other := first.setdefault(entry.key, entry)) is not entry:
            twice = doubled_event if entry.apart else doubled_entry
            told = twice(entry.duty.code, str(entry.period), place(source, other.line))
            problems.append((entry.line, told.at(place(source, entry.line))))
    if problems:
        raise LedgerError(*(problem for _, problem in sorted(problems, key=lambda item: item[0])))
    return tuple(entries)


_UNITS = {
    Unit.MONTH: Text("月份", "a month"),
    Unit.QUARTER: Text("季度", "a quarter"),
    Unit.YEAR: Text("年度", "a year"),
}
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})", re.ASCII)
_COUNT = re.compile("[0-9]{1,9}", re.ASCII)


def _names(duties: Iterable[Duty]) -> _Names:
    """*duties* by everything that a ledger may call them; a code goes before a title."""
    listed = tuple(duties)
    titled = {title: duty for duty in listed for title in (duty.title.zh, duty.title.en)}
    return titled | {duty.code: duty for duty in listed}


def _day(written: Value) -> date:
    """A day, also as spreadsheets write it: 2023/8/3.

    Raises:
        PeriodError: it is none.
    """
    if isinstance(written, str) and (parts := _SLASHED.fullmatch(written)):
        year, month, day = parts.groups()
        written = f"{year}-{month:0>2}-{day:0>2}"
    return parse_day(written)  # type: ignore[arg-type] # what is no day is refused there


def _period(written: Value) -> Period:
    return Period.parse(written)  # type: ignore[arg-type] # likewise


class _Draft:
    """What can be made of a row, and what cannot."""

    def __init__(self, line: int, cells: Mapping[str, Value], source: str) -> None:
        self.line, self.source = line, source
        self.cells = {name: _stripped(value) for name, value in cells.items()}
        self.problems: list[Problem] = []

    def refuse(self, column: str, problem: Problem) -> None:
        """Say what is wrong in a column."""
        self.problems.append(problem.at(place(self.source, self.line, column)))

    def read(self, column: str, read: Callable[[Value], _T]) -> _T | None:
        """What stands in a column; None where nothing does, or what cannot be read."""
        if (written := self.cells.get(column, "")) == "":
            return None
        try:
            return read(written)
        except CreditRulesError as error:
            self.refuse(column, error.problems[0])
        return None

    def said(self, column: str) -> str:
        """The words in a column."""
        return str(self.cells.get(column, ""))

    def entry(self, roster: Roster, owed: Mapping[str, _Names], refuse: Refuse) -> Entry | None:
        """The entry, where nothing is wrong with the row by itself."""
        for name in self.cells:
            if name not in COLUMNS.names:
                self.refuse(name, unknown(COLUMN, name, COLUMNS.names, COLUMNS.listing))
        department = self.department(roster)
        duty = self.duty(department, owed) if department else None
        written = self.read("period", _period)
        done_on, decided_on = self.read("done_on", _day), self.read("decided_on", _day)
        if department is None or duty is None:
            return None
        # What cannot be read may be all that a period lacks: only one of the two is told.
        period = None if self.problems else self.period(duty, written, decided_on, done_on)
        count = self.count(duty)
        if period is not None:
            self.order(duty, period, decided_on, done_on)
            if not isinstance(duty.due, ByEndOf) and (problem := refuse(period)):
                column = "decided_on" if decided_on else "period" if written else "done_on"
                self.refuse(column, problem)
        if period is None or self.problems:
            return None
        words = {"reference": self.said("reference"), "evidence": self.said("evidence")}
        return Entry(self.line, department, duty, period, done_on, decided_on, **words, count=count)

    def department(self, roster: Roster) -> Department | None:
        """Whoever is called so."""
        try:
            return roster.find(self.said("department"))
        except CreditRulesError as error:
            self.refuse("department", error.problems[0])
        return None

    def duty(self, department: Department, owed: Mapping[str, _Names]) -> Duty | None:
        """What *department* owes under that name."""
        name, names = self.said("duty"), owed[department.code]
        if name not in names:
            kind = Text(f"{department.called.zh}的任务", f"duty of {department.called.en}")
            listing = f"credit-rules duties --department {department.code}"
            codes = {duty.code: duty for duty in names.values()}
            titles = {title: duty.code for title, duty in names.items()}
            told = (
                not_owed(name, kind, listing)
                if any(name in others for others in owed.values())
                else unknown(kind, name, codes, listing, titles)
            )
            self.refuse("duty", told)
        return names.get(name)

    def period(
        self, duty: Duty, written: Period | None, decided_on: date | None, done_on: date | None
    ) -> Period | None:
        """What it was done for, which the duty may leave open or say by itself."""
        match duty.due:
            case AfterDecision():
                return self.month_of_decision(duty, written, decided_on)
            case _ if decided_on is not None:
                self.refuse("decided_on", not_decided(duty.code, decided_on))
            case ByEndOf(period=only):
                if written in {None, only}:
                    return only
                self.refuse("period", other_period(duty.code, str(written), str(only)))
            case Standing():
                if written is not None:
                    return written
                if done_on is not None:
                    return Period.around(done_on)
                self.refuse("done_on", nothing_said(duty.code))
            case due:
                if written is not None and written.unit is due.unit:
                    return written
                unit = due.unit or Unit.MONTH
                meant = Period.around(written.start if written else _ANY, unit)
                told = wrong_unit(duty.code, str(written or ""), _UNITS[unit], str(meant))
                self.refuse("period", told)
        return None

    def month_of_decision(
        self, duty: Duty, written: Period | None, decided_on: date | None
    ) -> Period | None:
        """The month in which the decision was made."""
        if decided_on is None:
            self.refuse("decided_on", undated_decision(duty.code))
            return None
        month = Period.around(decided_on)
        if written is not None and month not in written:
            self.refuse("period", not_in_period(decided_on, str(written), str(month)))
        return month

    def order(
        self, duty: Duty, period: Period, decided_on: date | None, done_on: date | None
    ) -> None:
        """Refuse what was done before there was anything to do."""
        if done_on is None:
            return
        if decided_on is not None:
            if done_on < decided_on:
                self.refuse("done_on", before_decision(done_on, decided_on))
        elif not isinstance(duty.due, ByEndOf) and done_on < period.start:
            self.refuse("done_on", before_period(done_on, str(period), period.start))

    def count(self, duty: Duty) -> int:
        """How many events; one where nothing is said."""
        said = self.said("count")
        if not said:
            return 1
        if not duty.counts:
            self.refuse("count", not_counted(duty.code, said))
        elif not _COUNT.fullmatch(said):
            self.refuse("count", whole_number(said))
        return int(said) if _COUNT.fullmatch(said) else 1


_ANY = date(2023, 7, 1)
"""To show how a period is written."""


def _stripped(value: Value) -> Value:
    return value.strip() if isinstance(value, str) else "" if value is None else value
