"""The shapes of a formula: immutable values, closed under ``+``, ``-`` and ``/``.

A tree says everything about an indicator: the formula of one window, when it does not
apply, how windows are folded, and what comes off afterwards. It computes nothing; every
reader of it is a module of its own.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Self, overload

from attrs import field, frozen

from credit_rules.errors import FormulaError, NumberError
from credit_rules.errors.formulas import (
    bad_knots,
    divided_by_zero,
    empty_clamp,
    not_a_formula,
    not_linear,
    too_few,
)
from credit_rules.exact import Number, exact, number
from credit_rules.measures import Measure
from credit_rules.periods import Unit
from credit_rules.text import Text


@frozen(cache_hash=True)
class Node:
    """Any part of a tree. Adding, subtracting and scaling give trees again."""

    def __add__(self, other: "Node | Number") -> "Sum":
        return Sum((self, node(other)))

    def __radd__(self, other: Number) -> "Sum":
        return Sum((node(other), self))

    def __sub__(self, other: "Node | Number") -> "Sum":
        return Sum((self, _times(-1, node(other))))

    def __rsub__(self, other: Number) -> "Sum":
        return Sum((node(other), _times(-1, self)))

    def __mul__(self, factor: Number) -> "Scaled":
        if isinstance(factor, Node):
            raise FormulaError(not_linear("×"))
        return _times(factor, self)

    __rmul__ = __mul__

    def __neg__(self) -> "Scaled":
        return _times(-1, self)

    @overload
    def __truediv__(self, other: "Node") -> "Ratio": ...

    @overload
    def __truediv__(self, other: Number) -> "Scaled": ...

    def __truediv__(self, other: "Node | Number") -> "Ratio | Scaled":
        if isinstance(other, Node):
            return Ratio(self, other)
        if not number(other):
            raise FormulaError(divided_by_zero())
        return _times(1 / number(other), self)


def _times(factor: Number, of: Node) -> "Scaled":
    """*factor* times *of*, one factor for several."""
    if isinstance(of, Scaled):
        return Scaled(number(factor) * of.factor, of.of)
    return Scaled(factor, of)


def node(value: "Node | Number") -> Node:
    """*value* as a tree: a number becomes a :class:`Constant`.

    Raises:
        NumberError: a float.
        FormulaError: neither a tree nor a number.
    """
    if isinstance(value, Reaches):
        raise FormulaError(not_a_formula(value))
    if isinstance(value, Node):
        return value
    try:
        return Constant(value)
    except NumberError as error:
        if isinstance(value, float | str):
            raise
        raise FormulaError(not_a_formula(value)) from error


def _nodes(values: "tuple[Node | Number, ...]") -> tuple[Node, ...]:
    """*values* as trees, sums within sums laid flat."""
    flat: list[Node] = []
    for value in _several(values):
        flat.extend(value.terms if isinstance(value, Sum) else [value])
    return tuple(flat)


def _several(values: "tuple[Node | Number, ...]") -> tuple[Node, ...]:
    return tuple(map(node, values))


def _bound(value: Number | None) -> Fraction | None:
    return None if value is None else number(value)


def _knots(
    knots: "Mapping[Number, Number] | tuple[tuple[Number, Number], ...]",
) -> tuple[tuple[Fraction, Fraction], ...]:
    pairs = knots.items() if isinstance(knots, Mapping) else knots
    made = tuple((number(at), number(points)) for at, points in pairs)
    rising = all(a[0] < b[0] for a, b in pairwise(made))
    if len(made) < 2 or not rising:  # noqa: PLR2004 -- a line has two ends
        raise FormulaError(bad_knots(", ".join(f"{exact(at)}: {exact(p)}" for at, p in made)))
    return made


@frozen(cache_hash=True)
class Constant(Node):
    """A fixed number of points, or a fixed count."""

    value: Fraction = field(converter=number)


@frozen(cache_hash=True)
class NotApplicable(Node):
    """The clause does not apply: it leaves the attainable points."""


@frozen(cache_hash=True)
class Amount(Node):
    """What was reported for one measure in the window; a flag counts 0 or 1."""

    measure: Measure


@frozen(cache_hash=True)
class Ratio(Node):
    """*part* divided by *whole*; not applicable where *whole* is 0.

    Where the part's measure is declared to lie within the whole's, it is a rate: above 1,
    which only facts of different dates or departments can give, it counts as 1.
    """

    part: Node = field(converter=node)
    whole: Node = field(converter=node)
    name: Text | None = None

    @property
    def is_rate(self) -> bool:
        """Whether the part lies within the whole, so that 1 is the most it can be."""
        return (
            isinstance(self.part, Amount)
            and isinstance(self.whole, Amount)
            and self.part.measure.within == self.whole.measure.code
        )

    def named(self, *, zh: str, en: str) -> Self:
        """The same ratio with the name that the clause gives it: 解决率, resolution rate."""
        return type(self)(self.part, self.whole, Text(zh, en))


@frozen(cache_hash=True)
class Sum(Node):
    """All terms together."""

    terms: tuple[Node, ...] = field(converter=_nodes)


@frozen(cache_hash=True)
class Scaled(Node):
    """A constant times a formula: points for each unit."""

    factor: Fraction = field(converter=number)
    of: Node = field(converter=node)


@frozen(cache_hash=True)
class Clamp(Node):
    """Not below *lowest* and not above *highest*; either may be open."""

    of: Node = field(converter=node)
    lowest: Fraction | None = field(default=None, converter=_bound)
    highest: Fraction | None = field(default=None, converter=_bound)

    def __attrs_post_init__(self) -> None:
        bounds = [bound for bound in (self.lowest, self.highest) if bound is not None]
        if not bounds or bounds != sorted(bounds):
            raise FormulaError(empty_clamp())


@frozen(cache_hash=True)
class Line(Node):
    """Linear between the knots ``(argument, points)``, constant outside them."""

    at: Node = field(converter=node)
    knots: tuple[tuple[Fraction, Fraction], ...] = field(converter=_knots)


@frozen(cache_hash=True)
class Least(Node):
    """The smallest of several."""

    of: tuple[Node, ...] = field(converter=_several)

    def __attrs_post_init__(self) -> None:
        if len(self.of) < 2:  # noqa: PLR2004 -- of one there is no least
            raise FormulaError(too_few("least", len(self.of)))


@frozen(cache_hash=True)
class Reaches(Node):
    """A condition: *of* is at least *threshold*, or above it where *beyond*."""

    of: Node = field(converter=node)
    threshold: Fraction = field(converter=number)
    beyond: bool = False


@frozen(cache_hash=True)
class When(Node):
    """*then* where every condition holds, *otherwise* elsewhere."""

    conditions: tuple[Reaches, ...]
    then: Node = field(converter=node)
    otherwise: Node = field(converter=node)


@frozen(cache_hash=True)
class WhereEmpty(Node):
    """*of*, and *instead* where that does not apply."""

    of: Node = field(converter=node)
    instead: Node = field(converter=node)


@frozen(cache_hash=True)
class Mean(Node):
    """The mean of *of* over the periods of *unit* in the window, those that apply.

    Not applicable where none does, or where the window is shorter than one *unit*.
    """

    unit: Unit = field(converter=Unit)
    of: Node = field(converter=node)


@frozen(cache_hash=True)
class InYear(Node):
    """A yearly achievement: *of*, on facts of the window's own year.

    Points count as soon as there are any. Before the year has ended there is nothing to
    hold against anybody: then no points are not applicable, unless *strict*. In a single
    month it never applies.
    """

    of: Node = field(converter=node)
    strict: bool = False


@frozen(cache_hash=True)
class Choice(Node):
    """An open reading: one tree for each option. No reader sees it; binding picks one."""

    reading: str
    options: tuple[tuple[str, Node], ...]


Fold = Mean | InYear
"""What leaves its window for others."""
