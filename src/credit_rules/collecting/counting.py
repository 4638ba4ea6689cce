"""Counts out of a plan: records by department and outcome, and what was left out of them."""

from collections.abc import Mapping
from typing import NamedTuple

import narwhals as nw
from attrs import field, frozen

from credit_rules.collecting.engines import fetched
from credit_rules.collecting.frames import Frame
from credit_rules.collecting.plan import UNDATED, UNKNOWN_YEAR, UNPLACED, Judging
from credit_rules.records.cells import BLANKS


class Cell(NamedTuple):
    """Which records are counted together."""

    place: int
    month: int
    """202308"""
    late: bool
    broken: bool


@frozen
class Counts:
    """What an engine counted.

    Attributes:
        rows: how many rows were read.
        records: how many records there are of each department, month and outcome.
        duplicates: how many rows are further reports of a record.
        undated: how many rows have no usable day.
        unplaced: spelling -> how many rows have a department that nobody knows.
        unknown_years: whether a record hangs on a year without a notice.
    """

    rows: int
    records: Mapping[Cell, int] = field(repr=False)
    duplicates: int
    undated: int
    unplaced: Mapping[str, int] = field(repr=False)
    unknown_years: bool


def count(judging: Judging) -> Counts:
    """What the records of a table come to."""
    unplaced: dict[str, int] = {}
    records: dict[Cell, int] = {}
    rows = undated = duplicates = 0
    unknown_years = False
    for place, outcome, spelling, found, read in fetched(_tally(judging)):
        rows += read
        if outcome == UNPLACED:
            spelled = spelling.strip(BLANKS)
            unplaced[spelled] = unplaced.get(spelled, 0) + read
        elif outcome == UNDATED:
            undated += read
        elif outcome == UNKNOWN_YEAR:
            unknown_years = True
        else:
            month, bits = divmod(outcome, 4)
            cell = Cell(place, month, late=bits >= 2, broken=bits % 2 == 1)  # noqa: PLR2004 -- the bits
            records[cell] = found
            duplicates += read - found
    return Counts(rows, records, duplicates, undated, unplaced, unknown_years)


def _tally(judging: Judging) -> Frame:
    """Records and rows by department and outcome, in one pass; what is left out is counted along.

    What has no number, and what is left out, is nobody's duplicate: it is counted by outcome.
    """
    outcome, number = nw.col("outcome"), nw.col("number")
    unplaced = outcome == UNPLACED
    apart = nw.when((outcome < 0) | (number == "")).then(outcome).otherwise(nw.lit(0))
    found = judging.outcomes().select(
        nw.col("place").fill_null(-1).alias("place"),
        nw.when(unplaced).then(nw.col("spelling")).otherwise(number).alias("number"),
        "outcome",
        apart.alias("apart"),
    )
    by_record = found.group_by("place", "number", "apart")
    once = by_record.agg(nw.col("outcome").min(), nw.len().alias("read"))
    read = nw.col("read").cast(nw.Int64)
    once = once.select(
        "place",
        "outcome",
        nw.when(unplaced).then(number).otherwise(nw.lit("")).alias("spelling"),
        nw.when(number == "").then(read).otherwise(nw.lit(1)).alias("found"),
        read.alias("read"),
    )
    by_outcome = once.group_by("place", "outcome", "spelling")
    return by_outcome.agg(nw.col("found").sum(), nw.col("read").sum())
