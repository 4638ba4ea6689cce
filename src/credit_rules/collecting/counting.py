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
            each = place >= 0
            where = place if each else _NUMBERLESS - place
            cell = Cell(where, month, late=bits >= 2, broken=bits % 2 == 1)  # noqa: PLR2004 -- the bits
            counted = found if each else read
            records[cell] = records.get(cell, 0) + counted
            duplicates += read - counted
    return Counts(rows, records, duplicates, undated, unplaced, unknown_years)


_NUMBERLESS = -4
"""The place of records without a number at place 0; those of place 1 are one below it."""


def _tally(judging: Judging) -> Frame:
    """Records and rows by department and outcome, in one pass; what is left out is counted along.

    What has no number, and what is left out, is nobody's duplicate: it is counted by outcome. There
    are as many groups as records, so they are kept small: two keys, whole numbers of 32 bits.
    """
    outcome, number, place = nw.col("outcome"), nw.col("number"), nw.col("place")
    numberless = (outcome >= 0) & (number == "")
    where = nw.when(outcome < 0).then(outcome).otherwise(place)
    where = nw.when(numberless).then(_NUMBERLESS - place).otherwise(where)
    told = nw.when(outcome == UNPLACED).then(nw.col("spelling")).otherwise(nw.lit(""))
    told = nw.when(outcome >= 0).then(number).otherwise(told)
    told = nw.when(numberless).then(outcome.cast(nw.Int32).cast(nw.String)).otherwise(told)
    found = judging.judged().select(
        where.cast(nw.Int32).alias("place"),
        told.alias("told"),
        outcome.cast(nw.Int32).alias("outcome"),
    )
    once = found.group_by("place", "told").agg(nw.col("outcome").min(), nw.len().alias("read"))
    spelling = nw.when(nw.col("outcome") == UNPLACED).then(nw.col("told")).otherwise(nw.lit(""))
    once = once.select(
        "place",
        "outcome",
        spelling.alias("spelling"),
        nw.col("read").cast(nw.Int64).alias("read"),
    )
    by_outcome = once.group_by("place", "outcome", "spelling")
    return by_outcome.agg(nw.len().alias("found"), nw.col("read").sum())
