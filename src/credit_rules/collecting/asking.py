"""What ``rulebook.collect`` is asked, checked at the door, and handed to the plan."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from attrs import frozen

from credit_rules.collecting.code_lists import Listing
from credit_rules.collecting.collected import Collected, Place, collected
from credit_rules.collecting.columns import Names, fitting, official
from credit_rules.collecting.concealed import concealed as listed
from credit_rules.collecting.engines import numbered, opened
from credit_rules.collecting.frames import Frame
from credit_rules.collecting.plan import Judging, MonthOf, Plan
from credit_rules.departments import Department, Roster
from credit_rules.errors import PeriodError, UsageError
from credit_rules.errors.records import (
    bad_limit,
    bad_month,
    bad_months,
    bad_option,
    needless,
    no_month,
    no_registrar,
    no_registrars,
    nothing_concealed,
    shared_registrar,
    unknown_kind,
    unmapped,
)
from credit_rules.measures import Measure
from credit_rules.periods import Period, Unit
from credit_rules.records import CodeList, RecordKind
from credit_rules.workdays import WorkingDayCalendar

Months = str | tuple[str | Period, str | Period] | None
Unknown = Literal["refuse", "set_aside"]
_ROW = "credit_rules_row"
_Kind = RecordKind | CodeList


@frozen(eq=False)
class Question:
    """What is asked of tables of records, all of it checked before any table is read.

    Attributes:
        kinds: the kinds that there are, by code.
        roster: who has records.
        measures: what facts can be of.
        kind: of what kind the tables are; None: their columns tell.
        columns: official code of a column -> what tables call it, where it is another.
        places: what a department may be called -> its place in the roster.
        calendar: which days are worked.
        limit: within how many working days a report is in time; None: as the kind says.
        month_of: the month of which day a record belongs to.
        months: months without records give explicit zeros.
        concealed: how many were concealed, by department and month; None: nobody said.
        departments: codes of those whose zeros are wanted.
        set_aside: whether records of departments that nobody knows are left out, and not refused.
        month: at the end of which month a list of codes stood so.
        registrars: whose codes it covers, by name; nobody: everybody's.
        excerpt: whether it has some of the codes only.
    """

    kinds: Mapping[str, _Kind]
    roster: Roster
    measures: Mapping[str, Measure]
    kind: _Kind | None
    columns: Names
    places: Mapping[str, int]
    calendar: WorkingDayCalendar
    limit: int | None
    month_of: MonthOf
    months: tuple[Period, ...]
    concealed: Mapping[Place, int] | None
    departments: tuple[str, ...]
    set_aside: bool
    month: Period | None
    registrars: tuple[str, ...]
    excerpt: bool

    @classmethod
    def of(  # noqa: PLR0913 -- all that there is to ask
        cls,
        kinds: Sequence[_Kind],
        roster: Roster,
        measures: Mapping[str, Measure],
        kind: str | None = None,
        *,
        columns: Names | None = None,
        limit_days: int | None = None,
        month_of: MonthOf = "decision",
        months: Months = None,
        concealed: str | Path | Iterable[Mapping[str, object]] | None = None,
        departments: Iterable[str] = (),
        called: Mapping[str, str] | None = None,
        unknown: Unknown = "refuse",
        month: str | Period | None = None,
        registrars: Iterable[str] = (),
        excerpt: bool = False,
        calendar: WorkingDayCalendar | None = None,
    ) -> "Question":
        """See :meth:`credit_rules.Rulebook.collect`."""
        _one_of("month_of", month_of, ("decision", "report"))
        _one_of("unknown", unknown, ("refuse", "set_aside"))
        if limit_days is not None and (
            isinstance(limit_days, bool) or not isinstance(limit_days, int) or limit_days < 1
        ):
            raise UsageError(bad_limit(limit_days))
        by_code = {each.code: each for each in kinds}
        asked = cls(
            by_code,
            roster,
            measures,
            kind=None if kind is None else _named(kind, by_code),
            columns=columns or {},
            places=_places(roster, called or {}),
            calendar=calendar or WorkingDayCalendar.china(),
            limit=limit_days,
            month_of=month_of,
            months=_months(months),
            concealed=None if concealed is None else listed(concealed, roster, called or {}),
            departments=tuple(roster.find(name).code for name in departments),
            set_aside=unknown == "set_aside",
            month=None if month is None else _month(month),
            registrars=tuple(registrars),
            excerpt=excerpt,
        )
        if asked.kind is not None:
            asked.check([asked.kind])
        return asked

    def check(self, kinds: Sequence[_Kind]) -> None:
        """Refuse what says nothing of any table of these *kinds*, and a list without its month."""
        of_records = {"limit_days": self.limit, "months": self.months}
        of_lists = {"month": self.month, "registrars": self.registrars, "excerpt": self.excerpt}
        lists = {isinstance(kind, CodeList) for kind in kinds}
        asked = of_records if lists == {True} else of_lists if lists == {False} else {}
        for name, given in asked.items():
            if given:
                raise UsageError(needless(name, [kind.code for kind in kinds]))
        for kind in kinds:
            if isinstance(kind, CodeList):
                if self.month is None:
                    raise UsageError(no_month(kind.code))
                _registrars(self.roster, self.registrars)
        feeds = [kind.feeds for kind in kinds if isinstance(kind, RecordKind)]
        if self.concealed is not None and not any(each.concealed for each in feeds):
            raise UsageError(nothing_concealed([kind.code for kind in kinds]))

    def answered(
        self, records: object, *, row: str | None = None, source: str | None = None
    ) -> Collected:
        """What tables come to: one, or several by kind."""
        told = self._tables(records)
        self.check([kind for kind, _ in told])
        judgings, listings = [], []
        for kind, frame in told:
            table = _table(kind, frame, self.columns, row, source)
            if isinstance(kind, RecordKind):
                limit = kind.limit if self.limit is None else self.limit
                plan = Plan(kind, self.places, self.calendar, limit, self.month_of)
                judgings.append(Judging(*table, plan=plan))
            else:
                assert self.month is not None  # noqa: S101 -- it would have been refused
                whose = _registrars(self.roster, self.registrars)
                month, excerpt = self.month, self.excerpt
                listings.append(
                    Listing(*table, kind=kind, registrars=whose, month=month, excerpt=excerpt)
                )
        return collected(
            judgings,
            listings,
            self.roster,
            self.measures,
            concealed=self.concealed,
            months=self.months,
            departments=self.departments,
            set_aside=self.set_aside,
        )

    def _tables(self, records: object) -> list[tuple[_Kind, Frame]]:
        if isinstance(records, Mapping):
            return [(_named(str(of), self.kinds), opened(table)) for of, table in records.items()]
        frame = opened(records)
        return [(self.kind or fitting(frame, [*self.kinds.values()], self.columns), frame)]


def _one_of(name: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UsageError(bad_option(name, value, known))


def _places(roster: Roster, called: Mapping[str, str]) -> dict[str, int]:
    """Everything that a department may be called, and which it is."""
    codes = [department.code for department in roster]
    places = {name: at for at, department in enumerate(roster) for name in department.names}
    return places | {
        name.strip(): codes.index(roster.find(whom).code) for name, whom in called.items()
    }


def _registrars(roster: Roster, asked: Iterable[str]) -> dict[str, int]:
    """The first characters of codes, and who gives them out: those *asked* for, or everybody."""
    at = {department.code: place for place, department in enumerate(roster)}
    known = [department for department in roster if department.registrar]
    if not known:
        raise UsageError(no_registrars())
    named = [roster.find(name) for name in asked]
    found: dict[str, Department] = {}
    for department in dict.fromkeys(named or known):
        if department not in known:
            raise UsageError(no_registrar(department.code, [each.code for each in known]))
        first = found.setdefault(begins := department.registrar, department)
        if first is not department:
            raise UsageError(shared_registrar(begins, first.code, department.code))
    return {begins: at[department.code] for begins, department in found.items()}


def _month(asked: str | Period) -> Period:
    try:
        month = Period.parse(asked)
    except PeriodError:
        raise UsageError(bad_month(asked)) from None
    if month.unit is not Unit.MONTH:
        raise UsageError(bad_month(str(month)))
    return month


def _named(code: str, kinds: Mapping[str, _Kind]) -> _Kind:
    if code not in kinds:
        raise UsageError(unknown_kind(code, list(kinds)))
    return kinds[code]


_Table = tuple[Frame, str | None, Frame | None, str | None]
"""A table by its official columns, which one numbers the rows, the table with it, and the sources."""


def _table(kind: _Kind, frame: Frame, names: Names, row: str | None, source: str | None) -> _Table:
    known = {column.code for column in kind.columns}
    mine = {code: name for code, name in names.items() if code in known}
    beside = {"row": row, "source": source}
    there = frame.collect_schema().names()
    for of, name in beside.items():
        if name is not None and name not in there:
            raise UsageError(unmapped(name, of, there))
    named = [name for name in beside.values() if name is not None]
    table = official(frame, kind, mine, *named)
    if row is not None or (with_rows := numbered(table, _ROW)) is None:
        return table, row, None, source
    return table, _ROW, with_rows, source


def _months(asked: Months) -> tuple[Period, ...]:
    if asked is None:
        return ()
    ends: list[str | Period] = [*(asked.split("..") if isinstance(asked, str) else asked)]
    if len(ends) == 1:
        try:
            ends = [Period.parse(ends[0])] * 2
        except PeriodError:  # two that something else than .. stands between
            raise UsageError(bad_months(asked)) from None
    if len(ends) != 2:  # noqa: PLR2004 -- the first and the last
        raise UsageError(bad_months(asked))
    first, last = (Period.parse(end) for end in ends)
    if {first.unit, last.unit} != {Unit.MONTH} or last < first:
        raise UsageError(bad_months(asked))
    return tuple(Period(at, Unit.MONTH) for at in range(first.first, last.first + 1))
