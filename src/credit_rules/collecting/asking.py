"""What ``rulebook.collect`` is asked, checked at the door, and handed to the plan."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from credit_rules.collecting.collected import Collected, collected
from credit_rules.collecting.columns import Names, fitting, official
from credit_rules.collecting.concealed import concealed as listed
from credit_rules.collecting.engines import numbered, opened
from credit_rules.collecting.frames import Frame
from credit_rules.collecting.plan import Judging, MonthOf, Plan
from credit_rules.departments import Roster
from credit_rules.errors import UsageError
from credit_rules.errors.records import (
    bad_limit,
    bad_months,
    bad_option,
    nothing_concealed,
    unknown_kind,
    unmapped,
)
from credit_rules.measures import Measure
from credit_rules.periods import Period, Unit
from credit_rules.records import RecordKind
from credit_rules.workdays import WorkingDayCalendar

Months = str | tuple[str | Period, str | Period] | None
Unknown = Literal["refuse", "set_aside"]
_ROW = "credit_rules_row"


def collect(  # noqa: PLR0913 -- all that there is to ask
    records: object,
    kinds: Sequence[RecordKind],
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
    judgings = []
    for of, frame in _tables(records, kind, kinds, columns or {}):
        limit = of.limit if limit_days is None else limit_days
        plan = Plan(of, places, days, limit, month_of)
        judgings.append(_judging(plan, frame, columns or {}, row, source))
    hidden = None if concealed is None else listed(concealed, roster)
    if hidden is not None and not any(j.plan.kind.feeds.concealed for j in judgings):
        raise UsageError(nothing_concealed([j.plan.kind.code for j in judgings]))
    return collected(
        judgings,
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


def _tables(
    records: object, kind: str | None, kinds: Sequence[RecordKind], names: Names
) -> list[tuple[RecordKind, Frame]]:
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


def _judging(
    plan: Plan, frame: Frame, names: Names, row: str | None, source: str | None
) -> Judging:
    known = {column.code for column in plan.kind.columns}
    mine = {code: name for code, name in names.items() if code in known}
    beside = {"row": row, "source": source}
    there = frame.collect_schema().names()
    for of, name in beside.items():
        if name is not None and name not in there:
            raise UsageError(unmapped(name, of, there))
    named = [name for name in beside.values() if name is not None]
    table = official(frame, plan.kind, mine, *named)
    if row is not None or (with_rows := numbered(table, _ROW)) is None:
        return Judging(plan, table, row, source=source)
    return Judging(plan, table, _ROW, with_rows, source)


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
