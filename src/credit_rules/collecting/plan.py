"""The rules of a kind of records as one plan over a table: what each record comes to.

The plan only looks up, compares and counts whole numbers. Names, facts and rates are made of the
counts afterwards, in Python, where division and rounding are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from itertools import chain
from operator import or_
from typing import Any, Literal

import narwhals as nw
from attrs import field, frozen

from credit_rules.collecting import blanks, codes
from credit_rules.collecting.cells import (
    code,
    day_key,
    days_named,
    filled,
    is_day,
    number,
    of_day,
    of_month,
    said,
    words,
)
from credit_rules.collecting.engines import different, fetched
from credit_rules.collecting.frames import NOTHING, Frame, Look, Lookup, Values
from credit_rules.collecting.given import Given
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

    @property
    def dated(self) -> str:
        """The column with the day that says the month."""
        return self.kind.decided if self.month_of == "decision" else self.kind.reported

    def last_days(self, days: Iterable[date]) -> dict[str, Values]:
        """For each of *days* the last day in time, and until when that is known; 0: it is not known."""
        end = number(self.calendar.last)
        last_days, known_until = [], []
        for decided in days:
            if not self.calendar.first <= decided <= self.calendar.last:
                last, known = 0, 0
            elif (on := last_day(decided, self.calendar, self.limit)) is None:
                last, known = end, end
            else:
                last, known = number(on), _NEVER
            last_days.append(last)
            known_until.append(known)
        return {"last_day": last_days, "known_until": known_until}


@frozen(eq=False)
class Judging(Given):
    """A plan over one table of records.

    Attributes:
        plan: what is to be done.
    """

    plan: Plan = field(kw_only=True)

    @cached_property
    def _said(self) -> Mapping[str, list[Any]]:
        """Everything that cells say of departments and days, once each: little, however many rows.

        A day of the table's own type needs no words; only that of the decision is looked up.
        """
        asked = {column: said(column, self.schema[column]) for column in self._department}
        for column in self._day_columns:
            if column == self.plan.kind.decided or not is_day(self.schema[column]):
                asked[column] = day_key(column, self.table, self.schema[column])
        found: dict[str, list[Any]] = {column: [] for column in asked}
        # One question for all of them: an engine may take longer to be asked than to answer.
        each = [
            different(self.table, key.cast(nw.String)).select(nw.lit(column).alias("of"), "key")
            for column, key in asked.items()
        ]
        for column, key in fetched(nw.concat(each)):
            found[column].append(int(key) if is_day(self.schema[column]) else key)
        return found

    @property
    def _day_columns(self) -> list[str]:
        kind = self.plan.kind
        asked = {column for rule in self.rules for column in _days_of(rule)}
        return sorted((asked | {kind.decided, kind.reported}) & set(self.schema))

    @cached_property
    def rules(self) -> tuple[RecordRule, ...]:
        """The rules about columns that are there."""
        return tuple(rule for rule in self.plan.kind.rules if rule.column in self.schema)

    def judged(self, *, rows: bool = False, each: bool = False) -> Frame:
        """What each record comes to, with the number of its row if *rows* are asked for.

        ``place`` and ``spelling`` of its department, its ``number``, the day of its decision, its
        ``month`` (nothing where no usable day says it), ``unknown`` (it hangs on a year without a
        notice), ``late``, ``broken`` (it does not keep all rules; if *each* is asked for, also a
        flag for each rule), and the ``outcome``: one number that sorts. Of several reports of one
        decision the least counts: that of the earliest month, in time before late, compliant
        before not.
        """
        beside = [name for name in (self.row, self.source) if rows and name is not None]
        table = self.numbered if rows else self.table
        names = dict(zip(flags(self.rules), self.rules, strict=True))
        # What needs no looking up is one flag from the start, unless each is asked for.
        seen = {name: _seen(rule, self.table, self.schema) for name, rule in names.items()}
        ready = [name for name, rule in names.items() if not isinstance(rule, _LOOKED_UP)]
        told = [name for name in names if each or name not in ready]
        frame = table.select(
            *beside,
            *self._keys,
            *(
                code(column, self.table, self.schema[column]).alias(_code(column))
                for column in self._code_columns
            ),
            _any([seen[name] for name in ready]).alias("broken"),
            *(seen[name].alias(name) for name in told),
        )
        checked = list(map(_code, self._code_columns))
        for column in checked:
            frame = frame.with_columns(*codes.slices(column))
        looks = chain.from_iterable(map(codes.looks, checked))
        frame = self._tables.joined(frame, [*self._looks, *looks])
        found = {
            name: self._after(rule, nw.col(name)) for name, rule in names.items() if name in told
        }
        wrong = [flag for name, flag in found.items() if name not in ready]
        frame = frame.select(
            *beside,
            "number",
            "month",
            self._day(self.plan.kind.decided).alias("decided"),
            *self._placed,
            *self._in_time,
            _any([nw.col("broken"), *wrong]).alias("broken"),
            *(flag.alias(name) for name, flag in found.items() if each),
        )
        counted = nw.col("month") * 4 + _bit(nw.col("late")) * 2 + _bit(nw.col("broken"))
        dated = nw.when(nw.col("month").is_null()).then(nw.lit(UNDATED)).otherwise(counted)
        known = nw.when(nw.col("unknown")).then(nw.lit(UNKNOWN_YEAR)).otherwise(dated)
        outcome = nw.when(nw.col("place").is_null()).then(nw.lit(UNPLACED)).otherwise(known)
        return frame.with_columns(outcome.alias("outcome"))

    def several(self) -> Frame:
        """``of_place`` and ``of_number`` of each record that there is more than one report of."""
        frame = self._tables.joined(self.table.select(*self._keys), self._looks)
        frame = frame.select("number", "month", *self._placed, *self._in_time)
        left_out = nw.col("place").is_null() | nw.col("month").is_null() | nw.col("unknown")
        counted = frame.filter(~left_out & (nw.col("number") != ""))
        counted = counted.select(
            nw.col("place").alias("of_place"), nw.col("number").alias("of_number")
        )
        by_record = counted.group_by("of_place", "of_number").agg(nw.len().alias("read"))
        return by_record.filter(nw.col("read") > 1).drop("read")

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

    @property
    def _code_columns(self) -> list[str]:
        asked = (rule.column for rule in self.rules if isinstance(rule, SocialCreditCode))
        return list(dict.fromkeys(asked))

    @property
    def _keys(self) -> list[nw.Expr]:
        """What is looked up, and the number."""
        kind, table, schema = self.plan.kind, self.table, self.schema
        keys = [words(kind.number, table, schema[kind.number]).alias("number")]
        keys += [said(column, schema[column]).alias(_key(column)) for column in self._department]
        keys += [
            day_key(column, table, schema[column]).alias(_key(column))
            for column in self._day_columns
        ]
        if is_day(schema[self.plan.dated]):
            keys.append(of_month(self.plan.dated).alias("month"))
        return keys

    @cached_property
    def _looks(self) -> list[Look]:
        """What departments and days are looked up in."""
        looks = []
        for column in self._department:
            named = {
                text: found
                for text in self._said[column]
                if (found := self.plan.places.get(text.strip(BLANKS))) is not None
            }
            places = Lookup({"key": list(named), "place": list(named.values())})
            looks.append(Look(_key(column), places, {_place(column): "place"}))
        for column in self._day_columns:
            wanted: dict[str, Values] = {}
            days = days_named(self._said.get(column, []))
            if not is_day(self.schema[column]):
                wanted[_on(column)] = [number(day) for day in days.values()]
                if column == self.plan.dated:
                    wanted["month"] = [month(day) for day in days.values()]
            if column == self.plan.kind.decided:
                wanted |= self.plan.last_days(days.values())
            if wanted:
                table = Lookup({"key": list(days), **wanted})
                looks.append(Look(_key(column), table, {name: name for name in wanted}))
        return looks

    @property
    def _placed(self) -> list[nw.Expr]:
        """``spelling`` and ``place``: what the department is called, and which it is."""
        spelling: nw.Expr = nw.lit("")
        place: nw.Expr = NOTHING
        for column in reversed(self._department):
            name, at = nw.col(_key(column)), nw.col(_place(column))
            place = nw.when(at.is_null()).then(place).otherwise(at)
            spelling = nw.when(name == "").then(spelling).otherwise(name)
        return [spelling.alias("spelling"), place.alias("place")]

    def _day(self, column: str) -> nw.Expr:
        """The day that a cell names; nothing where it names none."""
        return of_day(_key(column)) if is_day(self.schema[column]) else nw.col(_on(column))

    @property
    def _in_time(self) -> list[nw.Expr]:
        """``late``, and whether that is ``unknown``."""
        reported, last = self._day(self.plan.kind.reported), nw.col("last_day")
        outside = (last == 0).fill_null(value=False)
        beyond = (reported > nw.col("known_until")).fill_null(value=False)
        in_time = (reported <= last).fill_null(value=False)
        return [(outside | beyond).alias("unknown"), (~in_time).alias("late")]

    def _after(self, rule: RecordRule, seen: nw.Expr) -> nw.Expr:
        """Whether a record breaks *rule*, after what was *seen* of it."""
        match rule:
            case PossibleDay():
                return seen & self._day(rule.column).is_null()
            case SocialCreditCode():
                return seen & ~codes.valid(_code(rule.column))
            case InOrder(since=since) if since in self.schema:
                return (self._day(rule.column) < self._day(since)).fill_null(value=False)
        return seen


_LOOKED_UP = (PossibleDay, InOrder, SocialCreditCode)


def _key(column: str) -> str:
    return f"said_{column}"


def _on(column: str) -> str:
    return f"day_{column}"


def _place(column: str) -> str:
    return f"at_{column}"


def _code(column: str) -> str:
    return f"code_{column}"


def flags(rules: Sequence[RecordRule]) -> list[str]:
    """The columns that say of each of *rules* whether it is broken."""
    return [f"broken_{at}" for at, _ in enumerate(rules)]


def _bit(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _any(conditions: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(or_, conditions, nw.lit(value=False))


def _days_of(rule: RecordRule) -> tuple[str, ...]:
    return rule.columns if isinstance(rule, PossibleDay | InOrder) else ()


def _seen(rule: RecordRule, frame: Frame, schema: Mapping[str, Any]) -> nw.Expr:
    """Whether a record breaks *rule*, or might: all that can be seen without looking anything up."""
    dtype = schema[rule.column]
    match rule:
        case Filled():
            return ~filled(rule.column, frame, dtype)
        case PossibleDay():
            return filled(rule.column, frame, dtype)
        case OneOf(values=values, beginning=beginning):
            text = said(rule.column, dtype)
            return ~blanks.among(text, frame, ["", *values], beginning=beginning)
        case SocialCreditCode(category=category):
            there = filled(rule.column, frame, dtype)
            if category is None or category not in schema:
                return there
            who = words(category, frame, schema[category])
            return (there | blanks.equal(who, rule.organisations)) & ~blanks.equal(
                who, rule.persons
            )
        case InOrder():
            return nw.lit(value=False)
    raise NotImplementedError(rule)
