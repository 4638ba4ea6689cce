"""Where a formula changes, and where it jumps."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from attrs import frozen

from credit_rules.formulas.nodes import Node
from credit_rules.proof.cells import Case, Cell
from credit_rules.proof.linear import System, above, feasible, known

_NOTHING = known(Fraction())


@frozen
class Knot:
    """Where the formula changes: the sum of *terms* equals *at*.

    *closed* tells the side to which the points at the knot itself belong: ``"both"`` where
    the formula is continuous there.
    """

    terms: tuple[tuple[Node, Fraction], ...]
    at: Fraction
    closed: str

    @property
    def jumps(self) -> bool:
        """Whether points jump there."""
        return self.closed != "both"


def knots(found: tuple[Case, ...]) -> Iterator[Knot]:
    """The borders at which two cells with different formulas meet."""
    for case in found:
        for below, above_ in product(case.cells, repeat=2):
            if below.value is None or above_.value is None or below.value == above_.value:
                continue
            closed = [c.closed for c in (*case.domain, *below.where, *above_.where)]
            if feasible(closed):
                yield from _borders(below, above_, tuple(closed))


def _borders(below: Cell, over: Cell, meeting: System) -> Iterator[Knot]:
    """The borders that *over* lies beyond and *below* lies before."""
    assert below.value is not None and over.value is not None
    difference = over.value - below.value
    jumps = any(
        feasible((*meeting, above(*pair)))
        for pair in ((difference, _NOTHING), (_NOTHING, difference))
    )
    before = {constraint.side.times(Fraction(-1)) for constraint in below.where}
    for border in over.where:
        (_, factor), *_ = border.side.terms or ((None, _ZERO),)
        if border.side in before and factor > 0:
            side = border.side.times(1 / factor)
            closed = "both" if not jumps else "below" if border.strict else "above"
            yield Knot(side.terms, -side.constant, closed)  # type: ignore[arg-type]
