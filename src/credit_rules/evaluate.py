"""The *value* reader: the exact points of a tree. Plain on purpose: it is the definition."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

from attrs import evolve, field, frozen

from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import not_bound, unknown_shape
from credit_rules.facts import Fact, Reported, Window, total
from credit_rules.formulas.nodes import (
    Amount,
    Choice,
    Clamp,
    Constant,
    Fold,
    InYear,
    Least,
    Line,
    Mean,
    Node,
    NotApplicable,
    Ratio,
    Reaches,
    Scaled,
    Sum,
    When,
    WhereEmpty,
)
from credit_rules.formulas.walk import folds, own_measures
from credit_rules.measures import Measure
from credit_rules.periods import Unit

_NOTHING, _ONE = Fraction(), Fraction(1)

Leaves = dict[Node, Fraction | None]
"""What a window's formula stands on: its amounts, and the folds below it (None: N/A)."""


class Status(Enum):
    """What became of an indicator, or of one window of it."""

    SCORED = "scored"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


def value(node: Node, leaves: Leaves) -> Fraction | None:
    """The exact value of *node*, None where it is not applicable.

    Raises:
        FormulaError: a reading is still open, or the shape is none of this library's.
    """
    match node:
        case Amount() | Mean() | InYear():
            return leaves[node]
        case Constant(value=constant):
            return constant
        case Scaled(factor=factor, of=of):
            scaled = value(of, leaves)
            return None if scaled is None else factor * scaled
        case Ratio(part=part, whole=whole):
            return _ratio(node, value(part, leaves), value(whole, leaves))
        case Clamp(of=of, lowest=lowest, highest=highest):
            inner = value(of, leaves)
            if inner is None:
                return None
            if lowest is not None and inner < lowest:
                return lowest
            return highest if highest is not None and inner > highest else inner
        case Line(at=at, knots=knots):
            argument = value(at, leaves)
            return None if argument is None else _along(knots, argument)
        case Sum(terms=terms):
            added = _all([value(term, leaves) for term in terms])
            return None if added is None else sum(added, _NOTHING)
        case WhereEmpty(of=of, instead=instead):
            inner = value(of, leaves)
            return value(instead, leaves) if inner is None else inner
        case When(conditions=conditions, then=then, otherwise=otherwise):
            held = [holds(condition, leaves) for condition in conditions]
            if None in held:
                return None
            return value(then if all(held) else otherwise, leaves)
        case Least(of=several):
            values = _all([value(one, leaves) for one in several])
            return None if values is None else min(values)
        case NotApplicable():
            return None
        case Choice(reading=reading):
            raise FormulaError(not_bound(reading))
        case _:
            raise FormulaError(unknown_shape(type(node).__name__, "value"))


def holds(condition: Reaches, leaves: Leaves) -> bool | None:
    """Whether *condition* holds; None where what it looks at is not applicable."""
    looked_at = value(condition.of, leaves)
    if looked_at is None:
        return None
    threshold = condition.threshold
    return looked_at > threshold if condition.beyond else looked_at >= threshold


def _all(values: list[Fraction | None]) -> list[Fraction] | None:
    """The values; None as soon as one of them is not applicable."""
    found = [value for value in values if value is not None]
    return found if len(found) == len(values) else None


def _ratio(node: Ratio, part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    if part is None or whole is None or not whole:
        return None
    ratio = part / whole
    return _ONE if node.is_rate and ratio > _ONE else ratio


def _along(knots: tuple[tuple[Fraction, Fraction], ...], at: Fraction) -> Fraction:
    """The height of the line at *at*."""
    before, height = knots[0]
    if at <= before:
        return height
    for after, next_height in knots[1:]:
        if at <= after:
            return height + (at - before) / (after - before) * (next_height - height)
        before, height = after, next_height
    return height


@frozen
class Outcome:
    """What a formula comes to in one window: points from *lowest* to *highest*.

    Both are None where the clause does not apply; they differ only where something is
    missing. A window whose formula has no folds is a piece of its indicator.

    Attributes:
        node: the formula, for readers that explain it.
        window: where it was read.
        amounts: the numbers that it read in the window itself.
        facts: the facts that make up each of them.
        missing: the measures that it needs there and that nobody reported.
        below: what its folds looked into.
    """

    node: Node
    window: Window
    lowest: Fraction | None
    highest: Fraction | None
    amounts: Mapping[Measure, int] = field(factory=dict)
    facts: Mapping[Measure, tuple[Fact, ...]] = field(factory=dict)
    missing: tuple[Measure, ...] = ()
    below: tuple["Folded", ...] = ()

    @property
    def windows(self) -> tuple["Outcome", ...]:
        """Every window that was read, those of folds first, this one last."""
        below = [w for fold in self.below for window in fold.windows for w in window.windows]
        return (*below, self)

    @property
    def pieces(self) -> tuple["Outcome", ...]:
        """The windows in which points were scored, in order of time."""
        return tuple(window for window in self.windows if not window.below)

    @property
    def lacks(self) -> tuple[Measure, ...]:
        """Every measure that is missing here or below, once each."""
        return tuple(dict.fromkeys(m for window in self.windows for m in window.missing))

    @property
    def status(self) -> Status:
        """Missing as soon as any piece is; else scored where any points came out."""
        if self.lacks:
            return Status.MISSING
        return Status.NOT_APPLICABLE if self.lowest is None else Status.SCORED


@frozen
class Folded:
    """A fold: the windows that it looked into, and what they come to together."""

    fold: Fold
    windows: tuple[Outcome, ...]
    lowest: Fraction | None
    highest: Fraction | None


def evaluate(node: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
    """The exact points of *node* in *window*.

    A window that lacks any measure it needs is missing: it counts from 0 to *maximum*.
    Where a formula goes on after a fold, it must rise with it (the rulebook's check says
    so), and the two ends are carried through.
    """
    needed = own_measures(node)
    found = {measure: reported.sources(measure, window) for measure in needed}
    facts = {measure: sources for measure, sources in found.items() if sources}
    amounts = {measure: total(sources, measure) for measure, sources in facts.items()}
    missing = tuple(measure for measure in needed if measure not in facts)
    below = tuple(_fold(fold, window, reported, maximum) for fold in folds(node))
    lowest: Fraction | None = _NOTHING
    highest: Fraction | None = maximum
    if not missing:
        known: Leaves = {Amount(measure): Fraction(amount) for measure, amount in amounts.items()}
        lowest = highest = value(node, known | {b.fold: b.lowest for b in below})
        if any(b.lowest != b.highest for b in below):
            highest = value(node, known | {b.fold: b.highest for b in below})
    return Outcome(node, window, lowest, highest, amounts, facts, missing, below)


def _fold(fold: Fold, window: Window, reported: Reported, maximum: Fraction) -> Folded:
    if isinstance(fold, InYear):
        return _in_year(fold, window, reported, maximum)
    windows = tuple(
        evaluate(fold.of, Window(period, window.since), reported, maximum)
        for period in window.period.split(fold.unit)
    )
    lowest = [w.lowest for w in windows if w.lowest is not None]
    highest = [w.highest for w in windows if w.highest is not None]
    if not lowest:
        return Folded(fold, windows, None, None)
    count = len(lowest)
    return Folded(fold, windows, sum(lowest, _NOTHING) / count, sum(highest, _NOTHING) / count)


def _in_year(fold: InYear, window: Window, reported: Reported, maximum: Fraction) -> Folded:
    if window.period.unit is Unit.MONTH:
        return Folded(fold, (), None, None)
    found = evaluate(fold.of, window.of_year(), reported, maximum)
    over = fold.strict or window.period.ends_year
    if not (over or found.lowest):
        found = evolve(found, lowest=None, highest=None, missing=(), below=())
    return Folded(fold, (found,), found.lowest, found.highest)
