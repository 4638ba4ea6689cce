"""The *value* reader compiled: a rulebook becomes one function of integers, for points alone.

:mod:`credit_rules.evaluate` is the definition; this gives exactly the same points, without
windows, statuses or working, for those who score many times. From the bottom up: ``source``
knows what may stand in such a function, ``windows`` reads the tree, ``quotients`` does arithmetic
in it, ``writing`` puts the function together, and this module calls what was written.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import field, frozen

from credit_rules.compiled.windows import Span, writable
from credit_rules.compiled.writing import Written, write
from credit_rules.facts import Reported
from credit_rules.formulas import Node
from credit_rules.measures import Measure
from credit_rules.periods import Period

__all__ = ["Total", "Written", "writable", "write"]


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
    function: Callable[..., tuple[int, int]]

    def points(self, reported: Reported, begin: int) -> Fraction:
        """What it comes to in the period that begins with month *begin*."""
        read = []
        for span, measures in self.reads:
            first = begin + span.offset
            last, since = first + span.months - 1, first // 12 * 12 if span.of_year else 0
            read.append(reported.amounts(measures, first, last, since))
        return Fraction(*self.function(*read))


def _compile(written: Written) -> _Compiled:
    # Nothing of what a plugin or a file says stands in the source, only integers and names made
    # there; and it may call nothing.
    scope: dict[str, Callable[..., tuple[int, int]]] = {}
    exec(written.source, {"__builtins__": {}}, scope)  # noqa: S102
    return _Compiled(tuple(written.reads.items()), scope["total"])
