"""Rows are scored block by block; those that 64 bits cannot decide, one by one and exactly."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from credit_rules.columns.programs import (
    MISSING,
    NO_PERCENTAGE,
    NOT_APPLICABLE,
    SCORED,
    Asked,
    Block,
    Flags,
    Integers,
    Program,
    compile_program,
)
from credit_rules.compiled import Each, Span
from credit_rules.exact import hundredths
from credit_rules.measures import Measure

ROWS = 16_384
"""Of a block: so few that its columns stay in the processor's cache, and enough to be worth a call."""
_LIMITS = (10**6, 10**9, 10**12, 10**15, 10**18)
"""What counts are compiled for, so that few programs do for all tables."""


class Amounts(NamedTuple):
    """What was reported of one measure in one window, for each row.

    Attributes:
        values: the amounts; 0 where one is missing.
        missing: where it is; None where every row has one.
    """

    values: Integers
    missing: Flags | None = None


Key = tuple[Span, str]
"""The window, and the measure's code."""


@frozen(eq=False)
class Scored:
    """Everything that rows come to: a row for each number, a column for each row that was scored.

    Attributes:
        least: the certain points, in hundredths.
        most: the points that it may still come to; the same where nothing is missing.
        status: of each formula: 0 scored, 1 missing, 2 not applicable.
        settled: how many rows had to be settled one by one.
    """

    least: Block
    most: NDArray[np.int32]
    settled: int


@frozen(eq=False)
class Scorer:
    """What is asked, ready to be answered for many rows."""

    asked: Asked
    _programs: dict[tuple[int, frozenset[Key], bool], Program | None] = field(
        factory=dict, init=False
    )

    @cached_property
    def reads(self) -> Mapping[Span, Mapping[str, Measure]]:
        """The measures that are read in each window of the period, by code."""
        return self._exact.reads

    @cached_property
    def _exact(self) -> Each:
        return Each(self.asked.formulas, self.asked.months, self.asked.ends_year)

    def score(self, amounts: Mapping[Key, Amounts], rows: int, out: Block | None = None) -> Scored:
        """The points of each of *rows*; *out* is filled where it is given."""
        keys = [(span, code) for span, measures in self.reads.items() for code in measures]
        read = [amounts[key] for key in keys]
        block = self.empty(rows) if out is None else out
        block.status[:] = SCORED
        may_lack = frozenset(k for k, a in zip(keys, read, strict=True) if a.missing is not None)
        most = max((int(a.values.max()) for a in read if rows), default=0)
        limit, program = self._program(most, may_lack)
        highest = block.points.copy() if may_lack else block.points
        settled = 0
        for begin in range(0, rows, ROWS):
            part = slice(begin, min(begin + ROWS, rows))
            values = [a.values[part].astype(np.int64, copy=False) for a in read]
            lacks = [None if a.missing is None else a.missing[part] for a in read]
            here = Block(block.points[:, part], block.status[:, part], block.shares[:, part])
            upper = highest[:, part]
            open_rows = self._decide(program, limit, most, values, lacks, here)
            if may_lack:
                upper[:] = here.points
                rest = np.flatnonzero((here.status == MISSING).any(axis=0))
                if rest.size and program is not None:
                    doubt = self._highest(limit, may_lack, values, lacks, rest, upper)
                    open_rows = np.union1d(open_rows, doubt)
            for row in open_rows:
                self._settle(int(row), values, lacks, here, upper)
            settled += len(open_rows)
        return Scored(block, highest, settled)

    def empty(self, rows: int) -> Block:
        """A block for so many *rows*, not filled yet."""
        return Block(
            np.empty((self.asked.points, rows), np.int32),
            np.empty((len(self.asked.formulas), rows), np.int8),
            np.empty((self.asked.shares, rows), np.int32),
        )

    def _program(self, most: int, may_lack: frozenset[Key]) -> tuple[int, Program | None]:
        """A function for counts up to *most*, or for as many as 64 bits do for."""
        enough = next(limit for limit in _LIMITS if most <= limit)
        for limit in reversed(_LIMITS[: _LIMITS.index(enough) + 1]):
            if program := self._compiled(limit, may_lack, highest=False):
                return limit, program
        return 0, None

    def _compiled(self, limit: int, may_lack: frozenset[Key], *, highest: bool) -> Program | None:
        key = limit, may_lack, highest
        if key not in self._programs:
            self._programs[key] = compile_program(self.asked, limit, may_lack, highest=highest)
        return self._programs[key]

    def _decide(
        self,
        program: Program | None,
        limit: int,
        most: int,
        values: Sequence[Integers],
        lacks: Sequence[Flags | None],
        here: Block,
    ) -> NDArray[np.intp]:
        """Fill the block; the rows that are still open."""
        if program is None:
            return np.arange(here.points.shape[1])
        doubt = program.function(values, lacks, here)
        if most > limit:
            beyond = np.logical_or.reduce([column > limit for column in values])
            doubt = beyond if doubt is None else doubt | beyond
        return np.flatnonzero(doubt) if doubt is not None else np.empty(0, np.intp)

    def _highest(
        self,
        limit: int,
        may_lack: frozenset[Key],
        values: Sequence[Integers],
        lacks: Sequence[Flags | None],
        rows: NDArray[np.intp],
        upper: NDArray[np.int32],
    ) -> NDArray[np.intp]:
        """Fill what *rows* may still come to; those that are still open."""
        program = self._compiled(limit, may_lack, highest=True)
        if program is None:
            return rows
        there = Block(
            np.empty((self.asked.points, len(rows)), np.int32),
            np.empty((0, len(rows)), np.int8),
            np.empty((self.asked.shares, len(rows)), np.int32),
        )
        doubt = program.function(
            [column[rows] for column in values],
            [None if lack is None else lack[rows] for lack in lacks],
            there,
        )
        upper[:, rows] = there.points
        return rows[doubt] if doubt is not None else rows[:0]

    def _settle(
        self,
        row: int,
        values: Sequence[Integers],
        lacks: Sequence[Flags | None],
        here: Block,
        upper: NDArray[np.int32],
    ) -> None:
        """Fill one row from its exact points."""
        read = iter(zip(values, lacks, strict=True))
        amounts = []
        for measures in self.reads.values():
            there = [next(read) for _ in measures]
            missing = sum(1 << k for k, (_, lack) in enumerate(there) if lack is not None and lack[row])
            amounts.append(([int(column[row]) for column, _ in there], missing))
        ends = self._exact.ends(amounts)
        for place, end in enumerate(ends):
            lowest = end.lowest is None
            here.status[place, row] = MISSING if end.missing else NOT_APPLICABLE if lowest else SCORED
        here.points[:, row] = self._hundredths([end.lowest or _NOTHING for end in ends])
        upper[:, row] = self._hundredths([end.highest or _NOTHING for end in ends])
        if self.asked.share:
            here.shares[:, row] = self._shares(here.status[:, row], [e.lowest or _NOTHING for e in ends])

    def _hundredths(self, points: Sequence[Fraction]) -> list[int]:
        totals = [sum((points[k] for k in total.of), _NOTHING) for total in self.asked.totals]
        return [*map(hundredths, [*(points if self.asked.parts else ()), *totals])]

    def _shares(self, status: NDArray[np.int8], points: Sequence[Fraction]) -> list[int]:
        maxima = [
            _NOTHING if applies == NOT_APPLICABLE else maximum
            for applies, (_, maximum) in zip(status, self.asked.formulas, strict=True)
        ]
        there = [sum((maxima[k] for k in total.attainable), _NOTHING) for total in self.asked.totals]
        whole = sum((points[k] for k in self.asked.totals[-1].of), _NOTHING)
        percentage = hundredths(100 * whole / there[-1]) if there[-1] else NO_PERCENTAGE
        return [*map(hundredths, there), percentage]


_NOTHING = Fraction()
