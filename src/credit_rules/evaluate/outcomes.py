"""What a formula comes to, and all that it stands on."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from credit_rules.evaluate.population import Population
from credit_rules.facts import Fact, Window
from credit_rules.formulas.folds import Each, Fold, InYear
from credit_rules.formulas.nodes import Node
from credit_rules.later import Later
from credit_rules.measures import Measure, Quantity
from credit_rules.text import Text


class Status(Enum):
    """What became of an indicator, or of one window of it."""

    SCORED = "scored"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@frozen
class Outcome(Later):
    """What a formula comes to in one window: points from *lowest* to *highest*.

    Both are None where the clause does not apply, and where a quantity is not known; they
    differ only where something is missing.

    Attributes:
        node: the formula, for readers that explain it.
        window: where it was read.
        amounts: the numbers that it read in the window itself.
        facts: the facts that make up each of them.
        missing: the measures that it needs there and that nobody reported.
        below: what its folds looked into.
        excluded: why the clause is not scored on its subject at all; then nothing was read.
    """

    node: Node
    window: Window
    lowest: Fraction | None
    highest: Fraction | None
    amounts: Mapping[Measure, Quantity] = field(factory=dict)
    facts: Mapping[Measure, tuple[Fact, ...]] = field(factory=dict)
    missing: tuple[Measure, ...] = ()
    below: tuple["Folded", ...] = ()
    excluded: Text | None = None

    @property
    def windows(self) -> tuple["Outcome", ...]:
        """Every window that was read, those of folds first, this one last."""
        if self.excluded is not None:
            return ()
        below = [w for fold in self.below for window in fold.read for w in window.windows]
        return (*below, self)

    @property
    def pieces(self) -> tuple["Outcome", ...]:
        """The windows in which points were scored, in order of time.

        A comparison with another window or with others stands in the piece that makes it.
        """
        return (self,) if self.pieces_below is None else self.pieces_below

    @cached_property
    def pieces_below(self) -> tuple["Outcome", ...] | None:
        """The pieces, where folds hold them; None where it is one itself."""
        if self.excluded is not None:
            return ()
        scored = [fold for fold in self.below if holds_pieces(fold.fold)]
        if not scored:
            return None
        return tuple(piece for f in scored for window in f.windows for piece in window.pieces)

    @cached_property
    def lacks(self) -> tuple[Measure, ...]:
        """Every measure that is missing here or below, once each."""
        own = [m for window in self.windows for m in window.missing]
        of_peers = [m for w in self.windows for fold in w.below for m in fold.lacks_of_peers]
        return tuple(dict.fromkeys([*own, *of_peers]))

    @property
    def unknown(self) -> bool:
        """Whether it is a quantity of which nothing is known, and not one that does not apply."""
        lacks = self.missing or any(fold.unknown for fold in self.below)
        return self.lowest is None and bool(lacks)

    @cached_property
    def status(self) -> Status:
        """Missing as soon as any piece is; else scored where any points came out."""
        if self.lacks or self.lowest != self.highest:
            return Status.MISSING
        return Status.NOT_APPLICABLE if self.lowest is None else Status.SCORED


@frozen
class Folded:
    """A fold: the windows that it looked into, and what they come to together.

    Attributes:
        weights: what each window weighs, where that was asked for.
        population: the peers, where it looked at these.
        unknown: whether too little is known to say anything: the window that it stands in
            then counts as missing.
    """

    fold: Fold
    windows: tuple[Outcome, ...]
    lowest: Fraction | None
    highest: Fraction | None
    weights: tuple[Outcome, ...] = ()
    population: Population | None = None
    unknown: bool = False

    @property
    def read(self) -> tuple[Outcome, ...]:
        """Every window that it looked into itself."""
        return (*self.windows, *self.weights)

    @property
    def lacks_of_peers(self) -> tuple[Measure, ...]:
        """What peers lack, where it hangs on that."""
        hangs = self.population and (self.unknown or self.lowest != self.highest)
        return self.population.missing if self.population and hangs else ()

    @property
    def hangs_on_peers(self) -> bool:
        """Whether nothing can be said because somebody else has not reported."""
        return self.unknown and self.population is not None


def holds_pieces(fold: Fold) -> bool:
    """Whether points are scored in its windows, and not only a number found there."""
    return isinstance(fold, Each | InYear)
