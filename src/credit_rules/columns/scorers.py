"""Rows are scored block by block; those that 64 bits cannot decide, one by one and exactly."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from credit_rules.columns.programs import (
    MOST_HUNDREDTHS,
    NO_PERCENTAGE,
    Asked,
    Block,
    Program,
    compile_program,
)
from credit_rules.columns.steps import (
    MISSING,
    NOT_APPLICABLE,
    SCORED,
    Flags,
    Integers,
    OutsideError,
)
from credit_rules.compiled import Clause, CompiledCard, Span
from credit_rules.cores import at_once
from credit_rules.errors import UsageError
from credit_rules.errors.tables import too_many_points
from credit_rules.evaluate import Status
from credit_rules.exact import display, hundredths
from credit_rules.measures import Measure

ROWS = 65_536
"""Of a block: so few that its columns stay in the processor's cache, and enough to be worth a call
and, where several blocks are scored at once, that these seldom wait for each other.
"""
_LIMITS = (2 * 10**7, 10**9, 10**12, 10**15, 10**18)
"""What counts are compiled for, so that few programs do for all tables."""


class Amounts(NamedTuple):
    """What was reported of one measure in one window, for each row.

    Attributes:
        values: the amounts; 0 where one is missing. Python's own integers where one of them
            does not fit 64 bits.
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
        status: of each formula, or of the whole where no parts are told: 0 scored, 1 missing,
            2 not applicable.
        settled: how many rows had to be settled one by one.
    """

    least: Block
    most: NDArray[np.int32]
    settled: int


@frozen(eq=False)
class Scorer:
    """What is asked, ready to be answered for many rows."""

    asked: Asked
    _programs: dict[tuple[int, frozenset[Key], bool, bool], Program | None] = field(
        factory=dict, init=False
    )

    @cached_property
    def reads(self) -> Mapping[Span, Mapping[str, Measure]]:
        """The measures that are read in each window of the period, by code."""
        return self._exact.reads

    @cached_property
    def _exact(self) -> CompiledCard:
        asked = self.asked
        clauses = tuple(Clause(formula, maximum, maximum) for formula, maximum in asked.formulas)
        return CompiledCard.of(clauses, asked.months, ends_year=asked.ends_year, millionths=True)

    def score(
        self,
        amounts: Mapping[Key, Amounts],
        rows: int,
        out: Block | None = None,
        check: Callable[[], None] | None = None,
    ) -> Scored:
        """The points of each of *rows*; *out* is filled where it is given.

        *check* refuses what may not be reported, by an error of its own. It takes longer to look
        than scoring does, and is called only where scoring comes across something, or cannot.
        """
        keys = [(span, code) for span, measures in self.reads.items() for code in measures]
        read = [amounts[key] for key in keys]
        block = self.empty(rows) if out is None else out
        may_lack = frozenset(k for k, a in zip(keys, read, strict=True) if a.missing is not None)
        highest = block.points.copy() if may_lack else block.points
        strict = check is not None
        limit = _LIMITS[0]
        if check and (may_lack or not self._compiled(limit, may_lack, strict=strict)):
            check()

        def scored(begin: int) -> int:
            """Score one block; how many of its rows had to be settled."""
            nonlocal limit
            here = slice(begin, min(begin + ROWS, rows))
            part = _Rows(
                [a.values[here] for a in read],
                [None if a.missing is None else a.missing[here] for a in read],
                Block(block.points[:, here], block.status[:, here], block.shares[:, here]),
                highest[:, here],
            )
            try:
                left = self._decided(part, limit, may_lack, strict=strict)
            except OutsideError:
                if check:
                    check()
                limit = here_limit = self._limit(part.most, may_lack, strict=strict)
                left = self._decided(part.up_to(here_limit), here_limit, may_lack, strict=strict)
                left |= part.above(here_limit)
            for row in np.flatnonzero(left):
                self._settle(int(row), part)
            return int(np.count_nonzero(left))

        return Scored(block, highest, sum(at_once(scored, range(0, rows, ROWS))))

    def empty(self, rows: int) -> Block:
        """A block for so many *rows*, not filled yet."""
        return Block(
            np.empty((self.asked.points, rows), np.int32),
            np.empty((self.asked.statuses, rows), np.int8),
            np.empty((self.asked.shares, rows), np.int32),
        )

    def _limit(self, most: int, may_lack: frozenset[Key], *, strict: bool) -> int:
        """Up to which count there is a function: up to *most*, or as far as 64 bits do."""
        enough = sum(most > limit for limit in _LIMITS)
        fitting = (
            limit
            for limit in reversed(_LIMITS[: enough + 1])
            if self._compiled(limit, may_lack, strict=strict)
        )
        return next(fitting, _LIMITS[0])

    def _compiled(
        self, limit: int, may_lack: frozenset[Key], *, strict: bool, highest: bool = False
    ) -> Program | None:
        key = limit, may_lack, highest, strict
        if key not in self._programs:
            self._programs[key] = compile_program(
                self.asked, limit, may_lack, highest=highest, strict=strict
            )
        return self._programs[key]

    def _decided(
        self, part: "_Rows", limit: int, may_lack: frozenset[Key], *, strict: bool
    ) -> Flags:
        """Fill the block; the rows that are still open."""
        program = self._compiled(limit, may_lack, strict=strict)
        if program is None:
            return np.ones(part.count, np.bool_)
        part.block.status[:] = SCORED
        left = _or_none(part.count, program.function(part.values, part.lacks, part.block))
        if may_lack:
            part.upper[:] = part.block.points
            rest = np.flatnonzero((part.block.status == MISSING).any(axis=0))
            if rest.size:
                left[rest] |= self._highest(part, rest, limit, may_lack)
        return left

    def _highest(
        self, part: "_Rows", rows: NDArray[np.intp], limit: int, may_lack: frozenset[Key]
    ) -> Flags:
        """Fill what *rows* may still come to; which of them are still open."""
        program = self._compiled(limit, may_lack, strict=False, highest=True)
        if program is None:
            return np.ones(len(rows), np.bool_)
        there = self.empty(len(rows))
        values = [column[rows] for column in part.values]
        lacks = [None if lack is None else lack[rows] for lack in part.lacks]
        doubt = program.function(values, lacks, there)
        part.upper[:, rows] = there.points
        return _or_none(len(rows), doubt)

    def _settle(self, row: int, part: "_Rows") -> None:
        """Fill one row from its exact points."""
        sizes = map(len, self.reads.values())
        every = self._exact.read(row_of(part.values, part.lacks, row, sizes))
        ends = [every[place.position] for place in self._exact.written.places]
        lowest = [low or _NOTHING for low, _, _ in ends]
        block, status = part.block, [_STATUSES[stands] for _, _, stands in ends]
        if self.asked.parts:
            block.status[:, row] = status
        else:
            block.status[:, row] = MISSING if MISSING in status else min(status, default=SCORED)
        block.points[:, row] = self._hundredths(lowest)
        part.upper[:, row] = self._hundredths([high or _NOTHING for _, high, _ in ends])
        if self.asked.share:
            block.shares[:, row] = self._shares(status, lowest)

    def _hundredths(self, points: Sequence[Fraction]) -> list[int]:
        totals = [sum((points[k] for k in total.of), _NOTHING) for total in self.asked.totals]
        return _stored([*(points if self.asked.parts else ()), *totals])

    def _shares(self, status: Sequence[int], points: Sequence[Fraction]) -> list[int]:
        maxima = [
            _NOTHING if applies == NOT_APPLICABLE else maximum
            for applies, (_, maximum) in zip(status, self.asked.formulas, strict=True)
        ]
        there = [
            sum((maxima[k] for k in total.attainable), _NOTHING) for total in self.asked.totals
        ]
        whole = sum((points[k] for k in self.asked.totals[-1].of), _NOTHING)
        if not there[-1]:
            return [*_stored(there), NO_PERCENTAGE]
        return _stored([*there, 100 * whole / there[-1]])


_NOTHING = Fraction()
_STATUSES = {
    Status.SCORED: SCORED,
    Status.MISSING: MISSING,
    Status.NOT_APPLICABLE: NOT_APPLICABLE,
}


@frozen(eq=False)
class _Rows:
    """The rows of one block: what was reported, and what is filled."""

    values: Sequence[NDArray[Any]]
    lacks: Sequence[Flags | None]
    block: Block
    upper: NDArray[np.int32]

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.block.points.shape[1])

    @property
    def most(self) -> int:
        """The largest count."""
        return max(int(column.max()) for column in self.values)

    def above(self, limit: int) -> Flags:
        """The rows in which some count is above *limit*."""
        above = [np.asarray(column > limit, np.bool_) for column in self.values]
        found: Flags = np.logical_or.reduce(above)
        return found

    def up_to(self, limit: int) -> "_Rows":
        """The same with *limit* in place of every count above it."""
        return evolve(self, values=[np.minimum(column, limit) for column in self.values])


def row_of(
    values: Sequence[Integers], lacks: Sequence[Flags | None], row: int, sizes: Iterable[int]
) -> list[tuple[list[int], int]]:
    """The amounts of each window of *row*, and bits for those missing; *sizes*: how many each has."""
    read = iter(zip(values, lacks, strict=True))
    found = []
    for size in sizes:
        there = [next(read) for _ in range(size)]
        missing = [lack is not None and bool(lack[row]) for _, lack in there]
        bits = sum(1 << place for place, lacks_it in enumerate(missing) if lacks_it)
        found.append(([int(column[row]) for column, _ in there], bits))
    return found


def _stored(points: Sequence[Fraction]) -> list[int]:
    """In hundredths, as a block holds them."""
    found = [*map(hundredths, points)]
    for told, value in zip(found, points, strict=True):
        if abs(told) > MOST_HUNDREDTHS:
            raise UsageError(too_many_points(display(value)))
    return found


def _or_none(count: int, doubt: Flags | None) -> Flags:
    return np.zeros(count, np.bool_) if doubt is None else doubt
