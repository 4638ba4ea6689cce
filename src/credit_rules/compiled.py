"""The *value* reader compiled: a tree becomes integer arithmetic, once, for points alone.

:mod:`credit_rules.evaluate` is the definition; this gives the same points without pieces,
statuses or working, for those who score many times. A value is a pair of integers,
numerator and positive denominator, not in lowest terms; None stands for not applicable.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

from attrs import frozen

from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import not_bound, unknown_shape
from credit_rules.facts import Reported, Window
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

Pair = tuple[int, int]
Value = Pair | None
Leaves = Sequence[Value]
"""The window's counts as pairs, then the folds below it."""
Compute = Callable[[Leaves], Value]

Ends = tuple[Value, Value]
"""The lowest and the highest that something can come to."""


def points(node: Node, window: Window, reported: Reported, maximum: Fraction) -> Ends:
    """What :func:`credit_rules.evaluate.evaluate` gives as lowest and highest points."""
    program = _program(node)
    known: list[Value] = []
    for measure in program.measures:
        amount = reported.amount(measure, window)
        if amount is None:
            return _NOTHING, (maximum.numerator, maximum.denominator)
        known.append((amount, 1))
    if not program.folds:
        only = program.compute(known)
        return only, only
    ends = [_fold(fold, window, reported, maximum) for fold in program.folds]
    lowest = program.compute([*known, *(low for low, _ in ends)])
    if all(low == high for low, high in ends):
        return lowest, lowest
    return lowest, program.compute([*known, *(high for _, high in ends)])


_NOTHING: Pair = (0, 1)


def _fold(fold: Fold, window: Window, reported: Reported, maximum: Fraction) -> Ends:
    if isinstance(fold, InYear):
        return _in_year(fold, window, reported, maximum)
    low, high, count = _NOTHING, _NOTHING, 0
    for period in window.period.split(fold.unit):
        lowest, highest = points(fold.of, Window(period, window.since), reported, maximum)
        if lowest is not None and highest is not None:
            low, high, count = add(low, lowest), add(high, highest), count + 1
    if not count:
        return None, None
    return (low[0], low[1] * count), (high[0], high[1] * count)


def _in_year(fold: InYear, window: Window, reported: Reported, maximum: Fraction) -> Ends:
    if window.period.unit is Unit.MONTH:
        return None, None
    lowest, highest = points(fold.of, window.of_year(), reported, maximum)
    over = fold.strict or window.period.ends_year
    return (lowest, highest) if over or (lowest and lowest[0]) else (None, None)


def add(a: Pair, b: Pair) -> Pair:
    """The sum of two pairs."""
    if a[1] == b[1]:
        return a[0] + b[0], a[1]
    return a[0] * b[1] + b[0] * a[1], a[1] * b[1]


@frozen
class _Program:
    """What a window's formula needs, in the order in which *compute* takes it."""

    measures: tuple[Measure, ...]
    folds: tuple[Fold, ...]
    compute: Compute


@cache
def _program(node: Node) -> _Program:
    measures, below = own_measures(node), folds(node)
    leaves: list[Node] = [*map(Amount, measures), *below]
    return _Program(measures, below, _compile(node, {leaf: k for k, leaf in enumerate(leaves)}))


def _compile(node: Node, slots: dict[Node, int]) -> Compute:
    match node:
        case Amount() | Mean() | InYear():
            slot = slots[node]
            return lambda leaves: leaves[slot]
        case Constant(value=constant):
            pair = constant.as_integer_ratio()
            return lambda _: pair
        case NotApplicable():
            return lambda _: None
        case Scaled(factor=factor, of=of):
            return _scaled(factor, _compile(of, slots))
        case Ratio(part=part, whole=whole):
            return _ratio(_compile(part, slots), _compile(whole, slots), rate=node.is_rate)
        case Sum(terms=terms):
            return _sum([_compile(term, slots) for term in terms])
        case Clamp(of=of, lowest=lowest, highest=highest):
            return _clamp(_compile(of, slots), lowest, highest)
        case Line(at=at, knots=knots):
            return _line(_compile(at, slots), knots)
        case Least(of=several):
            return _least([_compile(one, slots) for one in several])
        case When(conditions=conditions, then=then, otherwise=otherwise):
            return _when(
                [_condition(condition, slots) for condition in conditions],
                _compile(then, slots),
                _compile(otherwise, slots),
            )
        case WhereEmpty(of=of, instead=instead):
            return _where_empty(_compile(of, slots), _compile(instead, slots))
        case Choice(reading=reading):
            raise FormulaError(not_bound(reading))
        case _:
            raise FormulaError(unknown_shape(type(node).__name__, "compiled"))


def _scaled(factor: Fraction, of: Compute) -> Compute:
    up, down = factor.as_integer_ratio()

    def compute(leaves: Leaves) -> Value:
        value = of(leaves)
        return None if value is None else (value[0] * up, value[1] * down)

    return compute


def _ratio(part: Compute, whole: Compute, *, rate: bool) -> Compute:
    def compute(leaves: Leaves) -> Value:
        above, below = part(leaves), whole(leaves)
        if above is None or below is None or not below[0]:
            return None
        up, down = above[0] * below[1], above[1] * below[0]
        if down < 0:
            up, down = -up, -down
        return (1, 1) if rate and up > down else (up, down)

    return compute


def _sum(terms: list[Compute]) -> Compute:
    def compute(leaves: Leaves) -> Value:
        total = _NOTHING
        for term in terms:
            value = term(leaves)
            if value is None:
                return None
            total = add(total, value)
        return total

    return compute


def _clamp(of: Compute, lowest: Fraction | None, highest: Fraction | None) -> Compute:
    low = None if lowest is None else lowest.as_integer_ratio()
    high = None if highest is None else highest.as_integer_ratio()

    def compute(leaves: Leaves) -> Value:
        value = of(leaves)
        if value is None:
            return None
        if low is not None and value[0] * low[1] < low[0] * value[1]:
            return low
        return high if high is not None and value[0] * high[1] > high[0] * value[1] else value

    return compute


def _line(at: Compute, knots: tuple[tuple[Fraction, Fraction], ...]) -> Compute:
    """Between knots ``height + slope x argument``, with constants made ready."""
    (_, first), (_, last) = knots[0], knots[-1]
    start = knots[0][0].as_integer_ratio()
    low, high = first.as_integer_ratio(), last.as_integer_ratio()
    spans = []
    for (before, height), (after, next_height) in pairwise(knots):
        slope = (next_height - height) / (after - before)
        offset = (height - slope * before).as_integer_ratio()
        spans.append((after.as_integer_ratio(), offset, slope.as_integer_ratio()))

    def compute(leaves: Leaves) -> Value:
        value = at(leaves)
        if value is None:
            return None
        up, down = value
        if up * start[1] <= start[0] * down:
            return low
        for end, offset, slope in spans:
            if up * end[1] <= end[0] * down:
                return add(offset, (slope[0] * up, slope[1] * down))
        return high

    return compute


def _least(several: list[Compute]) -> Compute:
    def compute(leaves: Leaves) -> Value:
        least = several[0](leaves)
        for one in several[1:]:
            value = one(leaves)
            if least is None or value is None:
                return None
            if value[0] * least[1] < least[0] * value[1]:
                least = value
        return least

    return compute


Test = Callable[[Leaves], bool | None]


def _condition(condition: Reaches, slots: dict[Node, int]) -> Test:
    of, beyond = _compile(condition.of, slots), condition.beyond
    up, down = condition.threshold.as_integer_ratio()

    def holds(leaves: Leaves) -> bool | None:
        value = of(leaves)
        if value is None:
            return None
        mine, edge = value[0] * down, up * value[1]
        return mine > edge if beyond else mine >= edge

    return holds


def _when(conditions: list[Test], then: Compute, otherwise: Compute) -> Compute:
    def compute(leaves: Leaves) -> Value:
        held = [condition(leaves) for condition in conditions]
        if None in held:
            return None
        return then(leaves) if all(held) else otherwise(leaves)

    return compute


def _where_empty(of: Compute, instead: Compute) -> Compute:
    def compute(leaves: Leaves) -> Value:
        value = of(leaves)
        return instead(leaves) if value is None else value

    return compute
