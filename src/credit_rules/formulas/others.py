"""The shapes that look at others: at peers, and at other parts of the same scorecard."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from credit_rules.exact import Number, number
from credit_rules.formulas.folds import Each, Fold, InYear, Moved
from credit_rules.formulas.nodes import Node, node
from credit_rules.text import Text


class Ties(Enum):
    """Which place those have that come to the same: two at the top of four.

    ``competition``: 1, 1, 3, 4 (并列). ``dense``: 1, 1, 2, 3. ``last``: 2, 2, 3, 4.
    ``shared``: 1.5, 1.5, 3, 4.
    """

    COMPETITION = "competition"
    DENSE = "dense"
    LAST = "last"
    SHARED = "shared"


@frozen(cache_hash=True, repr=False)
class Across(Fold):
    """*of* for everybody of the same group who is scored, and for whom it applies."""

    of: Node = field(converter=node)


@frozen(cache_hash=True, repr=False)
class Rank(Across):
    """The place among them, 1 for the most (for the least where *least_first*)."""

    least_first: bool = False
    ties: Ties = field(default=Ties.COMPETITION, converter=Ties)

    @property
    def is_integer(self) -> bool:
        return self.ties is not Ties.SHARED

    def place(self, own: Fraction, values: Sequence[Fraction]) -> Fraction:
        """The place of *own* among *values*, which rise and hold it too."""
        first, last = bisect_left(values, own), bisect_right(values, own)
        before = values[:first] if self.least_first else values[last:]
        match self.ties:
            case Ties.COMPETITION:
                return Fraction(len(before) + 1)
            case Ties.DENSE:
                return Fraction(len(set(before)) + 1)
            case Ties.LAST:
                return Fraction(len(before) + last - first)
            case _:
                return len(before) + Fraction(last - first + 1, 2)

    def between(self, best: Fraction, worst: Fraction) -> list[Fraction | None]:
        """Every place from *best* to *worst* that somebody can have."""
        each = Fraction(1) if self.is_integer else Fraction(1, 2)
        return [best + each * k for k in range(int((worst - best) / each) + 1)]


@frozen(cache_hash=True, repr=False)
class Best(Across):
    """The most that any of them has (the least where *least*)."""

    least: bool = False

    def encloses(self, part: Node) -> bool:
        return not self.least and part == self.of


@frozen(cache_hash=True, repr=False)
class PeersMean(Across):
    """The mean of them all, or of all but oneself where *others*."""

    others: bool = False


def _maximum(value: Number | None) -> Fraction | None:
    return None if value is None else number(value)


@frozen(cache_hash=True, repr=False)
class Part(Fold):
    """The points of a category or an indicator of the same scorecard; *attainable*: its maximum.

    Not applicable where nothing of it applies. *maximum* and *title* are filled in when the
    rulebook is complete.
    """

    code: str
    attainable: bool = False
    maximum: Fraction | None = field(default=None, converter=_maximum)
    title: Text | None = None

    def encloses(self, part: Node) -> bool:
        points = isinstance(part, Part) and not part.attainable and part.code == self.code
        return points and self.attainable


Inward = Each | InYear | Moved | Across
"""The folds that look at a formula of their own; a part is a formula elsewhere."""
