"""Every failing record with the rule that it fails, one after the other, however many there are.

Records are named by row and document number only: what they say of anybody stays where it is.
"""

from collections.abc import Iterator
from typing import Any

import narwhals as nw
from attrs import frozen

from credit_rules.collecting.engines import fetched
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
    found = judging.judged(rows=True, each=True).with_columns(
        row.alias(_ROW), source.alias(_SOURCE)
    )
    names = flags(judging.rules)
    # What is not counted is no report of any record, whatever its number.
    record = nw.when(nw.col("outcome") >= 0).then(nw.col("number")).otherwise(nw.lit(""))
    found = found.select(
        *(_ROW, _SOURCE, "place", "spelling", "number", "outcome", "late", "broken"),
        *names,
        record.alias("record"),
    )
    named = found.filter(nw.col("record") != "")
    by_record = named.group_by("place", "record").agg(nw.len().alias("read"))
    again = by_record.filter(nw.col("read") > 1).select(
        nw.col("place").alias("of_place"), nw.col("record").alias("of_record")
    )
    ours, theirs = ["place", "record"], ["of_place", "of_record"]
    reader = _Reader(judging, departments)
    single = found.join(again, how="anti", left_on=ours, right_on=theirs)
    yield from reader.single(single.drop("record"))
    several = named.join(again, how="semi", left_on=ours, right_on=theirs)
    yield from reader.several(
        several.drop("record").sort("place", "number", "outcome", _SOURCE, _ROW)
    )


_ROW, _SOURCE = "row_number", "row_source"
_PARTS = 8


@frozen
class _Reader:
    """Makes failures of rows."""

    judging: Judging
    departments: list[str]

    def single(self, found: Frame) -> Iterator[Failure]:
        """What is wrong with records of which there is one report."""
        wrong = (nw.col("outcome") < 0) | nw.col("late") | nw.col("broken")
        # Where rows have no order, all are 0 here.
        for row in fetched(found.filter(wrong).sort(_SOURCE, _ROW)):
            yield from self._told(row)

    def several(self, found: Frame) -> Iterator[Failure]:
        """What is wrong with records of which there are several reports: the first one is counted."""
        before = None
        for row in fetched(found):
            record = row[2], row[4]
            if record == before:
                yield self._failure(row, *_DUPLICATE)
            else:
                yield from self._told(row)
            before = record

    def _told(self, row: tuple[Any, ...]) -> Iterator[Failure]:
        *_, outcome, late, _ = row[:_PARTS]
        kind = self.judging.plan.kind
        if outcome == UNPLACED:
            yield self._failure(row, *_UNKNOWN, kind.department)
        elif outcome == UNDATED:
            dated = kind.decided if self.judging.plan.month_of == "decision" else kind.reported
            yield self._failure(row, *_UNASSIGNED, dated)
        else:
            for rule, broken in zip(self.judging.rules, row[_PARTS:], strict=True):
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
