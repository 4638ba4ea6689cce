"""The *value* reader compiled: a rulebook becomes one function of integers.

:mod:`credit_rules.evaluate` is the definition; this gives exactly the same points, for those who
score many times. From the bottom up: ``source`` knows what may stand in such a function,
``windows`` reads the tree, ``quotients`` does arithmetic in it, ``writing`` puts the function
together, ``calling`` calls it. ``totals`` has the points alone; ``cards`` writes those of every
clause and piece, and ``tallies`` makes outcomes of them.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from credit_rules.compiled.calling import Function, compiled
from credit_rules.compiled.cards import Clause
from credit_rules.compiled.tallies import Card, Tally
from credit_rules.compiled.totals import Total
from credit_rules.compiled.windows import Piece, Span, pieces, writable
from credit_rules.compiled.writing import MILLIONTHS, Written, write, write_each
from credit_rules.measures import Measure

__all__ = [
    "MILLIONTHS",
    "Card",
    "Clause",
    "Each",
    "Ends",
    "Piece",
    "Span",
    "Tally",
    "Total",
    "Written",
    "pieces",
    "writable",
    "write",
    "write_each",
]


@frozen
class Ends:
    """What one formula comes to, at least and at most; None where it does not apply.

    Attributes:
        missing: whether anything was not reported that it needs.
    """

    lowest: Fraction | None
    highest: Fraction | None
    missing: bool


@frozen
class Each:
    """The points of each of several pieces, in periods of one length.

    Attributes:
        pieces: what is scored.
        months: how long the period is.
        ends_year: whether it ends with a year.
    """

    pieces: tuple[Piece, ...]
    months: int
    ends_year: bool
    _lowest: tuple[Written, Function] = field(init=False, eq=False, repr=False)
    _highest: tuple[Written, Function] = field(init=False, eq=False, repr=False)

    @_lowest.default
    def _written_lowest(self) -> tuple[Written, Function]:
        return self._compiled(highest=False)

    @_highest.default
    def _written_highest(self) -> tuple[Written, Function]:
        return self._compiled(highest=True)

    def _compiled(self, *, highest: bool) -> tuple[Written, Function]:
        ends_year = self.ends_year
        written = write_each(self.pieces, self.months, ends_year=ends_year, highest=highest)
        return written, compiled(written.source)

    @property
    def reads(self) -> Mapping[Span, Mapping[str, Measure]]:
        """The measures that are read in each window, by code."""
        return self._lowest[0].reads

    def ends(self, amounts: Sequence[tuple[Sequence[int], int]]) -> list[Ends]:
        """What each piece comes to; for each window its amounts, and bits for those missing."""
        lowest = self._lowest[1](*amounts)
        highest = self._highest[1](*amounts)
        return [
            Ends(
                Fraction(up, down) if applies else None,
                Fraction(most, by) if could_apply else None,
                bool(missing),
            )
            for (up, down, applies, missing), (most, by, could_apply, _) in zip(
                lowest, highest, strict=True
            )
        ]
