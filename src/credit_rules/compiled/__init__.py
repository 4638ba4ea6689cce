"""The *value* reader compiled: a rulebook becomes one function of integers, for points alone.

:mod:`credit_rules.evaluate` is the definition; this gives exactly the same points, without
windows, statuses or working, for those who score many times. From the bottom up: ``source``
knows what may stand in such a function, ``windows`` reads the tree, ``quotients`` does arithmetic
in it, ``writing`` puts the function together, and this module calls what was written.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from credit_rules.compiled.windows import Piece, Span, pieces, writable
from credit_rules.compiled.writing import MILLIONTHS, Written, write, write_each
from credit_rules.facts import Reported
from credit_rules.formulas import Node
from credit_rules.measures import Measure
from credit_rules.periods import Period

__all__ = [
    "MILLIONTHS",
    "Each",
    "Ends",
    "Piece",
    "Span",
    "Total",
    "Written",
    "pieces",
    "writable",
    "write",
    "write_each",
]


@frozen
class Total:
    """The certain points of several formulas together: the lowest that each may come to.

    Compiled once for periods of each length, and kept. It stands for facts that were checked:
    of one measure and department no two overlap.
    """

    formulas: tuple[Node, ...]
    _compiled: dict[tuple[int, bool], "_Compiled"] = field(
        factory=dict, init=False, eq=False, repr=False
    )
    """By months of the period, and whether it ends a year: all that a formula asks of one."""

    def points(self, reported: Reported, period: Period) -> Fraction:
        """What they come to in *period*.

        Raises:
            FormulaError: a reading is still open, or a shape is none of this library's.
        """
        shape = months, ends_year = period.unit.value, period.ends_year
        if shape not in self._compiled:
            self._compiled[shape] = _compile(write(self.formulas, months, ends_year=ends_year))
        return self._compiled[shape].points(reported, period.first)


@frozen
class _Compiled:
    """A function, and what it wants to be called with."""

    reads: tuple[tuple[Span, Mapping[str, Measure]], ...]
    function: Callable[..., Any]

    def points(self, reported: Reported, begin: int) -> Fraction:
        """What it comes to in the period that begins with month *begin*."""
        read = []
        for span, measures in self.reads:
            first = begin + span.offset
            last, since = first + span.months - 1, first // 12 * 12 if span.of_year else 0
            read.append(reported.amounts(measures, first, last, since))
        return Fraction(*self.function(*read))


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
    _lowest: "_Compiled" = field(init=False, eq=False, repr=False)
    _highest: "_Compiled" = field(init=False, eq=False, repr=False)

    @_lowest.default
    def _written_lowest(self) -> "_Compiled":
        return self._compiled(highest=False)

    @_highest.default
    def _written_highest(self) -> "_Compiled":
        return self._compiled(highest=True)

    def _compiled(self, *, highest: bool) -> "_Compiled":
        ends_year = self.ends_year
        return _compile(write_each(self.pieces, self.months, ends_year=ends_year, highest=highest))

    @property
    def reads(self) -> Mapping[Span, Mapping[str, Measure]]:
        """The measures that are read in each window, by code."""
        return dict(self._lowest.reads)

    def ends(self, amounts: Sequence[tuple[Sequence[int], int]]) -> list[Ends]:
        """What each piece comes to; for each window its amounts, and bits for those missing."""
        lowest = self._lowest.function(*amounts)
        highest = self._highest.function(*amounts)
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


def _compile(written: Written) -> _Compiled:
    # Nothing of what a plugin or a file says stands in the source, only integers and names made
    # there; and it may call nothing.
    scope: dict[str, Callable[..., Any]] = {}
    exec(written.source, {"__builtins__": {}}, scope)  # noqa: S102
    (function,) = scope.values()
    return _Compiled(tuple(written.reads.items()), function)
