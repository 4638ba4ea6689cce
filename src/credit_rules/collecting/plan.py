"""The rules of a kind of records as one plan over a table: what each record comes to.

The plan only looks up, compares and counts whole numbers. Names, facts and rates are made of the
counts afterwards, in Python, where division and rounding are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any, Literal

import narwhals as nw
from attrs import field, frozen

from credit_rules.collecting.cells import code, day_key, days_named, filled, number, said, words
from credit_rules.collecting.codes import with_validity
from credit_rules.collecting.engines import Lookup, Tables, among, fetched
from credit_rules.collecting.frames import Frame, Values
from credit_rules.records.cells import BLANKS, month
from credit_rules.records.declared import RecordKind
from credit_rules.records.reading import last_day
from credit_rules.records.rules import (
    Filled,
    InOrder,
    OneOf,
    PossibleDay,
    RecordRule,
    SocialCreditCode,
)
from credit_rules.workdays import WorkingDayCalendar

MonthOf = Literal["decision", "report"]
_NEVER = 99991232
"""After every day."""
UNKNOWN_YEAR, UNDATED, UNPLACED = -1, -2, -3
"""Outcomes below 0 are those of rows that are not counted.

They hang on a year without a notice, have no usable day, or a department that nobody knows.
"""


@frozen(eq=False)
class Plan:
    """How the records of one kind are judged.

    Attributes:
        kind: the kind of records.
        places: what a department may be called -> its place in the roster.
        calendar: which days are worked.
        limit: within how many working days a report is in time.
        month_of: the month of which day a record belongs to.
    """

    kind: RecordKind
    places: Mapping[str, int]
    calendar: WorkingDayCalendar
    limit: int
    month_of: MonthOf = "decision"

    def last_days(self, keys: Mapping[Any, date]) -> Mapping[str, Values]:
        """For each of *keys* the last day in time, and until when that is known; 0: it is not known."""
        end = number(self.calendar.last)
        table: dict[str, list[Any]] = {"key": list(keys), "last_day": [], "known_until": []}
        for decided in keys.values():
            if not self.calendar.first <= decided <= self.calendar.last:
                last, known = 0, 0
            elif (on := last_day(decided, self.calendar, self.limit)) is None:
                last, known = end, end
            else:
                last, known = number(on), _NEVER
            table["last_day"].append(last)
            table["known_until"].append(known)
        return table


@frozen(eq=False)
class Judging:
    """A plan over one table, whose columns are known by their official codes.

    Attributes:
        plan: what is to be done.
        table: the records.
        row: the column that numbers the rows, where there is one.
        with_rows: the records with that column, where it costs to number them.
        source: the column that says what a row comes from, where there is one.
    """

    plan: Plan
    table: Frame
    row: str | None = None
    with_rows: Frame | None = None
    source: str | None = None
    _tables: Tables = field(init=False, repr=False)

    @_tables.default
    def _beside(self) -> Tables:
        return Tables(self.table)

    @cached_property
    def schema(self) -> Mapping[str, Any]:
        """The types of the columns."""
        return self.table.collect_schema()

    @cached_property
    def days(self) -> Mapping[str, Mapping[Any, date]]:
        """For each column with days, what its cells say and which days these are."""
        return {column: days_named(self._said[column]) for column in self._day_columns}

    @cached_property
    def _said(self) -> Mapping[str, list[Any]]:
        """Everything that cells say of days and departments, once each: little, however many rows."""
        asked = {
            column: day_key(column, self.table, self.schema[column]) for column in self._day_columns
        } | {column: said(column, self.schema[column]) for column in self._department}
        return {
            column: [key for (key,) in fetched(self.table.select(key.alias("key")).unique())]
            for column, key in asked.items()
        }

    @property
    def _day_columns(self) -> list[str]:
        kind = self.plan.kind
        asked = {column for rule in self.rules for column in _days_of(rule)}
        return sorted((asked | {kind.decided, kind.reported}) & set(self.schema))

    @cached_property
    def rules(self) -> tuple[RecordRule, ...]:
        """The rules about columns that are there."""
        return tuple(rule for rule in self.plan.kind.rules if rule.column in self.schema)

    def judged(self, *, rows: bool = False) -> Frame:
        """What each record comes to, with the number of its row if *rows* are asked for.

        ``place`` and ``spelling`` of its department, its ``number``, ``month`` (nothing where no
        usable day says it), ``unknown`` (it hangs on a year without a notice), ``late``, the
        ``outcome``, and for each rule a flag: whether it is broken.
        """
        kind, schema = self.plan.kind, self.schema
        # What needs no looking up comes first, so that nothing else is carried through joins.
        flagged = {
            name: broken
            for name, rule in zip(flags(self.rules), self.rules, strict=True)
            if (broken := _seen(rule, self.table, schema)) is not None
        }
        days = self._day_columns
        codes = [rule for rule in self.rules if isinstance(rule, SocialCreditCode)]
        table = self.with_rows if rows and self.with_rows is not None else self.table
        frame = table.select(
            *(name for name in (self.row, self.source) if rows and name is not None),
            *(said(column, schema[column]).alias(f"said_{column}") for column in self._department),
            *self._day_keys(days),
            words(kind.number, self.table, schema[kind.number]).alias("number"),
            *(expression.alias(name) for name, expression in flagged.items()),
            *(code(r.column, self.table, schema[r.column]).alias(_code(r)) for r in codes),
        )
        frame = self._dated(self._placed(frame))
        called = {kind.decided: "decided", kind.reported: "reported"}
        for column in days:
            if column not in called:
                called[column] = f"day_{column}"
                frame = self._with_day(frame, column, called[column])
        for rule in codes:
            frame = with_validity(frame, _code(rule), f"valid_{rule.column}", self._tables)
        looked_up = [
            _after(rule, nw.col(name) if name in flagged else None, called).alias(name)
            for name, rule in zip(flags(self.rules), self.rules, strict=True)
        ]
        return frame.with_columns(looked_up)

    def outcomes(self, *, rows: bool = False) -> Frame:
        """:meth:`judged` with the ``outcome`` of every record, as one number that sorts.

        Of several reports of one decision the least counts: that of the earliest month, in time
        before late, compliant before not.
        """
        broken = nw.lit(value=False)
        for flag in flags(self.rules):
            broken |= nw.col(flag)
        counted = nw.col("month") * 4 + _bit(nw.col("late")) * 2 + _bit(broken)
        dated = nw.when(nw.col("month").is_null()).then(nw.lit(UNDATED)).otherwise(counted)
        known = nw.when(nw.col("unknown")).then(nw.lit(UNKNOWN_YEAR)).otherwise(dated)
        outcome = nw.when(nw.col("place").is_null()).then(nw.lit(UNPLACED)).otherwise(known)
        return self.judged(rows=rows).with_columns(outcome.alias("outcome"))

    @property
    def not_checked(self) -> tuple[str, ...]:
        """The columns that rules are about and the table does not have."""
        asked = dict.fromkeys(rule.column for rule in self.plan.kind.rules)
        return tuple(column for column in asked if column not in self.schema)

    def first_unknown(self) -> Frame:
        """Row, number and day of decision of the first record that hangs on a year without a notice."""
        found = self.judged(rows=True).filter(nw.col("unknown") & ~nw.col("place").is_null())
        row = nw.lit(None).cast(nw.Int64) if self.row is None else nw.col(self.row)
        source = nw.lit(None).cast(nw.String) if self.source is None else nw.col(self.source)
        found = found.select(row.alias("row"), "number", "decided", source.alias("source"))
        order = ("source", "row") if self.row is not None else ("decided", "number")
        return found.sort(*order).head(1)

    @property
    def _department(self) -> list[str]:
        """The columns that say which department it is, the one that counts first."""
        kind = self.plan.kind
        both = kind.department, kind.department_code or kind.department
        return [column for column in dict.fromkeys(both) if column in self.schema]

    def _placed(self, frame: Frame) -> Frame:
        """*frame* with ``spelling`` and ``place``: what the department is called, and which it is."""
        spelling: nw.Expr = nw.lit("")
        place: nw.Expr = NOTHING
        for column in reversed(self._department):
            name, at = f"said_{column}", f"at_{column}"
            known = {
                text: found
                for text in self._said[column]
                if (found := self.plan.places.get(text.strip(BLANKS))) is not None
            }
            if known:
                frame = self._tables.joined(frame, name, partial(_named, known), {at: "place"})
                place = nw.when(nw.col(at).is_null()).then(place).otherwise(nw.col(at))
            spelling = nw.when(nw.col(name) == "").then(spelling).otherwise(nw.col(name))
        return frame.with_columns(spelling.alias("spelling"), place.alias("place"))

    def _day_keys(self, columns: Iterable[str]) -> list[nw.Expr]:
        """What cells say of days, to be looked up."""
        return [
            day_key(column, self.table, self.schema[column]).alias(f"said_{column}")
            for column in columns
        ]

    def _with_day(self, frame: Frame, column: str, name: str) -> Frame:
        """*frame* with the days in *column*; nothing where it names none."""
        named = self.days[column]

        def days() -> Mapping[str, Values]:
            return {"key": list(named), "day": [number(day) for day in named.values()]}

        return self._looked_up(frame, column, {name: "day"}, days)

    def _looked_up(
        self, frame: Frame, column: str, wanted: Mapping[str, str], table: Lookup
    ) -> Frame:
        """*frame* with what a table, made of the days in *column*, says of each of them."""
        if self.days[column]:
            return self._tables.joined(frame, f"said_{column}", table, wanted)
        return frame.with_columns(NOTHING.alias(name) for name in wanted)

    def _dated(self, frame: Frame) -> Frame:
        """*frame* with the days of decision and report, month, whether late, whether nobody knows."""
        plan, kind = self.plan, self.plan.kind
        frame = self._with_day(frame, kind.decided, "decided")
        frame = self._with_day(frame, kind.reported, "reported")
        last = {"last_day": "last_day", "known_until": "known_until"}
        decided_on = self.days[kind.decided]
        frame = self._looked_up(frame, kind.decided, last, lambda: plan.last_days(decided_on))
        of = kind.decided if plan.month_of == "decision" else kind.reported
        dated = self.days[of]

        def months() -> Mapping[str, Values]:
            return {"key": list(dated), "month": [month(day) for day in dated.values()]}

        frame = self._looked_up(frame, of, {"month": "month"}, months)
        reported, last_on = nw.col("reported"), nw.col("last_day")
        outside = (last_on == 0).fill_null(value=False)
        beyond = (reported > nw.col("known_until")).fill_null(value=False)
        in_time = (reported <= last_on).fill_null(value=False)
        return frame.with_columns((outside | beyond).alias("unknown"), (~in_time).alias("late"))


NOTHING = nw.when(nw.lit(value=False)).then(nw.lit(0))
"""A column of nothing."""


def _named(places: Mapping[str, int]) -> Mapping[str, Values]:
    """Places by what departments are called, as a table."""
    return {"key": list(places), "place": list(places.values())}


def flags(rules: Sequence[RecordRule]) -> list[str]:
    """The columns that say of each of *rules* whether it is broken."""
    return [f"broken_{at}" for at, _ in enumerate(rules)]


def _bit(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _code(rule: SocialCreditCode) -> str:
    return f"code_{rule.column}"


def _days_of(rule: RecordRule) -> tuple[str, ...]:
    return rule.columns if isinstance(rule, PossibleDay | InOrder) else ()


def _seen(rule: RecordRule, frame: Frame, schema: Mapping[str, Any]) -> nw.Expr | None:
    """Whether a record breaks *rule*, or might: all that can be seen without looking anything up."""
    dtype = schema[rule.column]
    match rule:
        case Filled():
            return ~filled(rule.column, dtype)
        case PossibleDay():
            return filled(rule.column, dtype)
        case OneOf(values=values, beginning=beginning):
            # Most cells need nothing taken off.
            as_is = _among(said(rule.column, dtype), values, beginning=beginning)
            cleaned = _among(words(rule.column, frame, dtype), values, beginning=beginning)
            return ~nw.when(as_is).then(nw.lit(value=True)).otherwise(cleaned)
        case SocialCreditCode(category=category):
            there = filled(rule.column, dtype)
            if category is None or category not in schema:
                return there
            who = words(category, frame, schema[category])
            return (there | among(who, rule.organisations)) & ~among(who, rule.persons)
    return None


def _among(text: nw.Expr, values: Iterable[str], *, beginning: bool) -> nw.Expr:
    """Whether *text* is nothing, or one of *values*, or begins with one."""
    known = among(text, ["", *values])
    if beginning:
        for value in values:
            known |= text.str.starts_with(value)
    return known


def _after(rule: RecordRule, seen: nw.Expr | None, days: Mapping[str, str]) -> nw.Expr:
    """Whether a record breaks *rule*, after what was *seen* of it."""
    match rule:
        case PossibleDay() if seen is not None:
            return seen & nw.col(days[rule.column]).is_null()
        case SocialCreditCode() if seen is not None:
            return seen & ~nw.col(f"valid_{rule.column}")
        case InOrder(since=since) if since in days:
            return (nw.col(days[rule.column]) < nw.col(days[since])).fill_null(value=False)
    return nw.lit(value=False) if seen is None else seen
