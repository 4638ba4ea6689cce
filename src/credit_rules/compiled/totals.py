"""The points of several formulas together, and nothing else."""

from fractions import Fraction

from attrs import field, frozen

from credit_rules.compiled.calling import Called
from credit_rules.compiled.writing import write
from credit_rules.facts import Reported
from credit_rules.formulas import Node
from credit_rules.periods import Period


@frozen
class Total:
    """The certain points of several formulas together: the lowest that each may come to.

    Compiled once for periods of each length, and kept. It stands for facts that were checked:
    of one measure and department no two overlap.
    """

    formulas: tuple[Node, ...]
    _compiled: dict[tuple[int, bool], Called] = field(
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
            written = write(self.formulas, months, ends_year=ends_year)
            self._compiled[shape] = Called.of(written)
        called = self._compiled[shape]
        given, lacks = called.given(reported, period.first)
        return Fraction(*called.result(given, lacks=lacks))
