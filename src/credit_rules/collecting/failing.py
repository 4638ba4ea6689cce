"""Every failing record with the rule that it fails, one after the other, however many there are.

Records are named by row and document number only: what they say of anybody stays where it is.
"""

from collections.abc import Iterator
from typing import Any

import narwhals as nw
from attrs import frozen

from credit_rules.collecting.engines import streamed
from credit_rules.collecting.frames import Frame
from credit_rules.collecting.plan import UNDATED, UNPLACED, Judging, flags
from credit_rules.records.cells import BLANKS
from credit_rules.text import Text

_LATE = "on_time", Text("未在期限内上报", "not reported within the limit")
_DUPLICATE = "duplicate", Text("重复记录，不计入", "another report of a record, not counted")
_UNASSIGNED = "unassigned", Text("没有可用的日期，无法归入月份", "no usable day, so no month")
_UNKNOWN = (
    "unknown_department",
    Text("名单中没有该部门", "a department that the roster does not know"),
)


@frozen
class Failure:
    """One rule that one record fails.

    Attributes:
        kind: the kind of record.
        source: what the record comes from; None: nobody said.
        row: which row it is, from 1 on; None: the table has no order.
        number: its document number; in a list of codes the code, or ``***`` for what may be something else.
        department: the code of its department, else what the record calls it.
        rule: the rule: ``filled``, ``possible_day``, ``in_order``, ``one_of``, ``social_credit_code``
            (not compliant); ``on_time`` (late); ``duplicate``, ``unassigned`` or
            ``unknown_department`` (not counted). In a list of codes: ``social_credit_code``,
            ``doubled_code``, ``correction`` (not clear), ``duplicate`` or ``unassigned``.
        column: the column that the rule is about, where it is about one.
        what: what is wrong, in words.
    """

    kind: str
    source: str | None
    row: int | None
    number: str
    department: str
    rule: str
    column: str | None
    what: Text


def failures(judging: Judging, departments: list[str]) -> Iterator[Failure]:
    """What fails in a table, record by record; *departments* are the codes of the places."""
    row = nw.lit(0) if judging.row is None else nw.col(judging.row)
    source = nw.lit("") if judging.source is None else nw.col(judging.source)
    # What is not counted is no report of any record, whatever its number.
    record = nw.when(nw.col("outcome") >= 0).then(nw.col("number")).otherwise(nw.lit(""))
    found = judging.judged(rows=True, each=True).with_columns(
        row.alias(_ROW), source.alias(_SOURCE), record.alias("record")
    )
    several = judging.several().with_columns(nw.lit(1).alias("reports"))
    found = found.join(
        several, how="left", left_on=["place", "record"], right_on=["of_place", "of_number"]
    )
    again = ~nw.col("reports").is_null()
    wrong = (nw.col("outcome") < 0) | nw.col("late") | nw.col("broken")
    # Reports of one record follow upon each other, the one that is counted first.
    order = ["place", "record", "outcome"]
    found = found.filter(wrong | again).select(
        *(_ROW, _SOURCE, "place", "spelling", "number", "outcome", "late"),
        nw.col("reports").fill_null(0).alias("reports"),
        *(nw.when(again).then(nw.col(name)).alias(f"by_{name}") for name in order),
        *flags(judging.rules),
    )
    order = ["reports", *(f"by_{name}" for name in order), _SOURCE, _ROW]
    yield from _Reader(judging, departments).read(found.sort(*order))


_ROW, _SOURCE = "row_number", "row_source"
_FLAGS = 11
"""So many columns come before the flags."""


@frozen
class _Reader:
    """Makes failures of rows."""

    judging: Judging
    departments: list[str]

    def read(self, found: Frame) -> Iterator[Failure]:
        """What is wrong with records; of several reports of one the first is counted."""
        before = None
        for row in streamed(found):
            record = row[8:10] if row[7] else None
            if record is not None and record == before:
                yield self._failure(row, *_DUPLICATE)
            else:
                yield from self._told(row)
            before = record

    def _told(self, row: tuple[Any, ...]) -> Iterator[Failure]:
        outcome, late = row[5:7]
        kind = self.judging.plan.kind
        if outcome == UNPLACED:
            yield self._failure(row, *_UNKNOWN, kind.department)
        elif outcome == UNDATED:
            dated = kind.decided if self.judging.plan.month_of == "decision" else kind.reported
            yield self._failure(row, *_UNASSIGNED, dated)
        else:
            for rule, broken in zip(self.judging.rules, row[_FLAGS:], strict=True):
                if broken:
                    yield self._failure(row, rule.code, rule.title, rule.column)
            if late:
                yield self._failure(row, *_LATE)

    def _failure(
        self, row: tuple[Any, ...], rule: str, what: Text, column: str | None = None
    ) -> Failure:
        at, source, place, spelling, number = row[:5]
        department = spelling.strip(BLANKS) if place is None else self.departments[place]
        kind = self.judging.plan.kind.code
        return Failure(kind, source or None, at or None, number, department, rule, column, what)
