"""What ``rulebook.collect`` is asked, checked at the door, and handed to the plan."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from credit_rules.collecting.code_lists import Listing
from credit_rules.collecting.collected import Collected, collected
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


def collect(  # noqa: PLR0913 -- all that there is to ask
    records: object,
    kinds: Sequence[_Kind],
    roster: Roster,
    measures: Mapping[str, Measure],
    *,
    kind: str | None = None,
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
    row: str | None = None,
    source: str | None = None,
    calendar: WorkingDayCalendar | None = None,
) -> Collected:
    """See :meth:`credit_rules.Rulebook.collect`."""
    _one_of("month_of", month_of, ("decision", "report"))
    _one_of("unknown", unknown, ("refuse", "set_aside"))
    if limit_days is not None and (
        isinstance(limit_days, bool) or not isinstance(limit_days, int) or limit_days < 1
    ):
        raise UsageError(bad_limit(limit_days))
    places = _places(roster, called or {})
    days = calendar or WorkingDayCalendar.china()
    judgings, listings = [], []
    registrars = tuple(registrars)
    told = _tables(records, kind, kinds, columns or {})
    _refuse_needless(
        [of for of, _ in told],
        {"limit_days": limit_days is not None, "months": months is not None},
        {"month": month is not None, "registrars": registrars, "excerpt": excerpt},
    )
    for of, frame in told:
        table = _table(of, frame, columns or {}, row, source)
        if isinstance(of, CodeList):
            whose, at = _registrars(roster, registrars), _month(month, of)
            listings.append(Listing(*table, kind=of, registrars=whose, month=at, excerpt=excerpt))
        else:
            limit = of.limit if limit_days is None else limit_days
            plan = Plan(of, places, days, limit, month_of)
            judgings.append(Judging(*table, plan=plan))
    hidden = None if concealed is None else listed(concealed, roster)
    if hidden is not None and not any(j.plan.kind.feeds.concealed for j in judgings):
        raise UsageError(nothing_concealed([of.code for of, _ in told]))
    return collected(
        judgings,
        listings,
        roster,
        measures,
        concealed=hidden,
        months=_months(months),
        departments=departments,
        set_aside=unknown == "set_aside",
    )


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


def _refuse_needless(
    kinds: Sequence[_Kind], of_records: Mapping[str, object], of_lists: Mapping[str, object]
) -> None:
    """Refuses options that say nothing of any table."""
    lists = {isinstance(kind, CodeList) for kind in kinds}
    asked = of_records if lists == {True} else of_lists if lists == {False} else {}
    for name, given in asked.items():
        if given:
            raise UsageError(needless(name, [kind.code for kind in kinds]))


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


def _month(asked: str | Period | None, kind: CodeList) -> Period:
    if asked is None:
        raise UsageError(no_month(kind.code))
    try:
        month = Period.parse(asked)
    except PeriodError:
        raise UsageError(bad_month(asked)) from None
    if month.unit is not Unit.MONTH:
        raise UsageError(bad_month(str(month)))
    return month


def _tables(
    records: object, kind: str | None, kinds: Sequence[_Kind], names: Names
) -> list[tuple[_Kind, Frame]]:
    by_code = {each.code: each for each in kinds}
    told = records if isinstance(records, Mapping) else {kind: records}
    found = []
    for code, table in told.items():
        frame = opened(table)
        if code is None:
            found.append((fitting(frame, kinds, names), frame))
        elif code in by_code:
            found.append((by_code[code], frame))
        else:
            raise UsageError(unknown_kind(str(code), list(by_code)))
    return found


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
    ends = asked.split("..") if isinstance(asked, str) else list(asked)
    if len(ends) == 1:
        ends *= 2
    if len(ends) != 2:  # noqa: PLR2004 -- the first and the last
        raise UsageError(bad_months(asked))
    first, last = (Period.parse(end) for end in ends)
    if {first.unit, last.unit} != {Unit.MONTH} or last < first:
        raise UsageError(bad_months(asked))
    return tuple(Period(at, Unit.MONTH) for at in range(first.first, last.first + 1))
