"""A rulebook over arrays: for those who have their counts in memory and want points, fast."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from statistics import mode
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from credit_rules.columns import Amounts, Block, Scorer
from credit_rules.compiled import MILLIONTHS, Span
from credit_rules.errors import FactsError, UsageError
from credit_rules.errors.base import shown
from credit_rules.errors.facts import impossible
from credit_rules.errors.tables import (
    not_an_array,
    not_to_be_filled,
    unlike_lengths,
    unread,
)
from credit_rules.facts.checking import not_of_its_kind
from credit_rules.indicators import BoundIndicator
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Period, months_between
from credit_rules.text import Text, same

Read = tuple[str, str]
"""The measure's code, and the months of the window: ``("hotline.requests", "2023-07")``."""


@frozen(eq=False)
class ArrayScores:
    """What arrays of counts come to; a column for each scorecard.

    Attributes:
        points: hundredths of a point, rounded half up from the exact points, of everything that
            :attr:`Columns.rows` names: a row for each.
        points_upper: what each may still come to; the same array where nothing is missing.
        status: of each indicator, or of the total where nothing else is told: 0 scored, 1 missing,
            2 not applicable.
        settled: how many scorecards 64 bits could not decide; they were settled one by one.
    """

    points: NDArray[np.int32]
    points_upper: NDArray[np.int32]
    status: NDArray[np.int8]
    settled: int


@frozen(eq=False)
class Columns:
    """A rulebook over arrays, in periods like *period*. Get one from ``Rulebook.columns``.

    Attributes:
        period: the period that is scored.
        rows: what is told of each scorecard: the indicators, the categories, ``total``; or the
            total alone.
    """

    period: Period
    indicators: tuple[BoundIndicator, ...]
    rows: tuple[str, ...]
    _scorer: Scorer

    @cached_property
    def reads(self) -> Mapping[Read, Measure]:
        """What :meth:`score` wants an array of: measure and months of its window."""
        return {
            (code, self._months(span)): measure
            for span, measures in self._scorer.reads.items()
            for code, measure in measures.items()
        }

    def _months(self, span: Span) -> str:
        first = self.period.first + span.offset
        return str(months_between(first, first + span.months - 1))

    def score(
        self, amounts: Mapping[Read, NDArray[Any]], out: NDArray[np.int32] | None = None
    ) -> ArrayScores:
        """The points of as many scorecards as the arrays are long.

        Where something is missing an array is masked (``numpy.ma``). *out* is an array of
        ``int32`` for the points, as many rows as :attr:`rows` and as long as the arrays; filling
        one again takes less time than new memory does. After an error it is filled in part.

        Raises:
            UsageError: an array is missing, not of integers, or of another length.
            FactsError: a count is below 0 or has more than 18 digits; a part is above its whole.
        """
        if lacking := [read for read in self.reads if read not in amounts]:
            unasked = [read for read in amounts if read not in self.reads]
            raise UsageError(unread([*map(_quoted, lacking)], [*map(_quoted, unasked)]))
        read = {
            (span, code): self._amounts(code, amounts[code, self._months(span)])
            for span, measures in self._scorer.reads.items()
            for code in measures
        }
        length = mode(len(found.values) for found in read.values())
        for (_, code), found in read.items():
            if len(found.values) != length:
                raise UsageError(unlike_lengths(code, len(found.values), length))
        block = self._scorer.empty(length)
        if out is not None:
            if out.shape != block.points.shape or out.dtype != np.int32:
                raise UsageError(not_to_be_filled(_size(out), _size(block.points)))
            block = Block(out, block.status, block.shares)
        scored = self._scorer.score(read, length, block, lambda: self._check(read))
        return ArrayScores(block.points, scored.most, block.status, scored.settled)

    @staticmethod
    def _amounts(code: str, array: NDArray[Any]) -> Amounts:
        if not isinstance(array, np.ndarray):
            kind = f"{type(array).__module__.partition('.')[0]} {type(array).__name__}"
            raise UsageError(not_an_array(code, kind.removeprefix("builtins ")))
        if array.ndim != 1 or array.dtype.kind not in "biu":
            raise UsageError(not_an_array(code, _size(array)))
        values, missing = np.ma.getdata(array), None
        if np.ma.is_masked(array):
            missing = np.ma.getmaskarray(array)
            values = np.where(missing, 0, values)
        if values.dtype.kind == "b":
            values = values.view(np.uint8)
        return Amounts(values, missing)

    def _check(self, read: Mapping[tuple[Span, str], Amounts]) -> None:
        """Everything is what its measure can be, and no part is above its whole."""
        for (span, code), part in read.items():
            measure = self._scorer.reads[span][code]
            unit = Fraction(1, MILLIONTHS) if measure.kind is Kind.JUDGED else 1
            most = _MOST if measure.limit is None else int(measure.limit / unit)
            places = np.flatnonzero((part.values < 0) | (part.values > most))
            if places.size:
                place = int(places[0])
                refused = not_of_its_kind(int(part.values[place]) * unit, measure)
                raise FactsError(refused.at(_at(code, place)))
        for (span, code), part in read.items():
            whole = self._scorer.reads[span][code].within
            limit = read.get((span, whole)) if whole else None
            if limit is None or (part.values <= limit.values).all():
                continue
            above = part.values > limit.values
            if limit.missing is not None:
                above &= ~limit.missing
            if above.any():
                place = int(np.argmax(above))
                values = int(part.values[place]), int(limit.values[place])
                wrong = impossible(code, values[0], str(whole), values[1])
                raise FactsError(wrong.at(_at(code, place)))


_MOST = 10**18 - 1


def _size(array: NDArray[Any]) -> str:
    return f"{array.dtype} {array.shape}"


def _quoted(read: object) -> str:
    """As it is written, with the quotation marks of JSON."""
    return shown(read).replace("'", '"')


def _at(code: str, place: int) -> Text:
    return same(f"{code}[{place}]")
