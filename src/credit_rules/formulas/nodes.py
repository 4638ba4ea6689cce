"""The shapes of a formula: immutable values, closed under ``+``, ``-`` and ``/``.

A tree says everything about an indicator: the formula of one window, when it does not
apply, how windows are folded, and what comes off afterwards. It computes nothing; every
reader of it is a module of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Self, overload

from attrs import field, fields, frozen

from credit_rules.errors import CreditRulesError, FormulaError, NumberError
from credit_rules.errors.formulas import (
    bad_knots,
    bad_size,
    bad_weight,
    divided_by_zero,
    empty_clamp,
    level_as_number,
    levels_differ,
    not_a_formula,
    not_linear,
    opaque_beyond,
    opaque_failed,
    opaque_gave,
    too_few,
)
from credit_rules.exact import Number, exact, number
from credit_rules.intervals import Interval, in_order
from credit_rules.measures import Kind, Measure
from credit_rules.text import Text, one_line


@frozen(cache_hash=True, repr=False)
class Node:
    """Any part of a tree. Adding, subtracting and scaling give trees again."""

    @property
    def is_integer(self) -> bool:
        """Whether it can come to whole numbers only."""
        return False

    def encloses(self, part: "Node") -> bool:  # noqa: ARG002 -- those that do look at it
        """Whether *part* lies within it, so that it is never more."""
        return False

    def __repr__(self) -> str:
        # One for all shapes: to write one for each takes attrs a third of the time of an import.
        shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(type(self)))
        return f"{type(self).__name__}({shown})"

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
    if isinstance(value, Amount) and value.measure.kind is Kind.LEVEL:
        raise FormulaError(level_as_number(value.measure.code))
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


def _parts(
    parts: "Iterable[tuple[Number, Node | Number]]",
) -> tuple[tuple[Fraction, Node], ...]:
    return tuple((number(weight), node(part)) for weight, part in parts)


def _rows(
    rows: "Mapping[str, Node | Number] | Iterable[tuple[Number | Interval, Node | Number]]",
) -> tuple[tuple[Interval, Node], ...]:
    pairs = rows.items() if isinstance(rows, Mapping) else rows
    return tuple((Interval.parse(said), node(points)) for said, points in pairs)


@frozen(cache_hash=True, repr=False)
class Constant(Node):
    """A fixed number of points, or a fixed count."""

    value: Fraction = field(converter=number)

    @property
    def is_integer(self) -> bool:
        return self.value.denominator == 1


@frozen(cache_hash=True, repr=False)
class NotApplicable(Node):
    """The clause does not apply: it leaves the attainable points."""


@frozen(cache_hash=True, repr=False)
class Amount(Node):
    """What was reported for one measure in the window; a flag counts 0 or 1."""

    measure: Measure

    @property
    def is_integer(self) -> bool:
        return self.measure.kind is not Kind.JUDGED

    def encloses(self, part: Node) -> bool:
        return isinstance(part, Amount) and part.measure.within == self.measure.code


@frozen(cache_hash=True, repr=False)
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
        return self.whole.encloses(self.part)

    def named(self, *, zh: str, en: str) -> Self:
        """The same ratio with the name that the clause gives it: 解决率, resolution rate."""
        return type(self)(self.part, self.whole, Text(zh, en))


@frozen(cache_hash=True, repr=False)
class Sum(Node):
    """All terms together."""

    terms: tuple[Node, ...] = field(converter=_nodes)

    @property
    def is_integer(self) -> bool:
        return all(term.is_integer for term in self.terms)


@frozen(cache_hash=True, repr=False)
class Scaled(Node):
    """A constant times a formula: points for each unit."""

    factor: Fraction = field(converter=number)
    of: Node = field(converter=node)

    @property
    def is_integer(self) -> bool:
        return self.factor.denominator == 1 and self.of.is_integer


@frozen(cache_hash=True, repr=False)
class Clamp(Node):
    """Not below *lowest* and not above *highest*; either may be open."""

    of: Node = field(converter=node)
    lowest: Fraction | None = field(default=None, converter=_bound)
    highest: Fraction | None = field(default=None, converter=_bound)

    def __attrs_post_init__(self) -> None:
        bounds = [bound for bound in (self.lowest, self.highest) if bound is not None]
        if not bounds or bounds != sorted(bounds):
            raise FormulaError(empty_clamp())

    @property
    def is_integer(self) -> bool:
        ends = (self.lowest, self.highest)
        return self.of.is_integer and all(end is None or end.denominator == 1 for end in ends)


@frozen(cache_hash=True, repr=False)
class Line(Node):
    """Linear between the knots ``(argument, points)``, constant outside them."""

    at: Node = field(converter=node)
    knots: tuple[tuple[Fraction, Fraction], ...] = field(converter=_knots)


@frozen(cache_hash=True, repr=False)
class Least(Node):
    """The smallest of several."""

    of: tuple[Node, ...] = field(converter=_several)

    def __attrs_post_init__(self) -> None:
        if len(self.of) < 2:  # noqa: PLR2004 -- of one there is no least
            raise FormulaError(too_few("least", len(self.of)))

    @property
    def is_integer(self) -> bool:
        return all(one.is_integer for one in self.of)


@frozen(cache_hash=True, repr=False)
class Greatest(Node):
    """The largest of several."""

    of: tuple[Node, ...] = field(converter=_several)

    def __attrs_post_init__(self) -> None:
        if len(self.of) < 2:  # noqa: PLR2004 -- of one there is no greatest
            raise FormulaError(too_few("greatest", len(self.of)))

    @property
    def is_integer(self) -> bool:
        return all(one.is_integer for one in self.of)


@frozen(cache_hash=True, repr=False)
class Weighted(Node):
    """The mean of several by weight; what does not apply leaves its weight to the others.

    They take it in proportion to their own weights, or each as much where *equally*.
    """

    parts: tuple[tuple[Fraction, Node], ...] = field(converter=_parts)
    equally: bool = False

    def __attrs_post_init__(self) -> None:
        if len(self.parts) < 2:  # noqa: PLR2004 -- one alone needs no weight
            raise FormulaError(too_few("weighted", len(self.parts)))
        for weight, _ in self.parts:
            if weight <= 0:
                raise FormulaError(bad_weight(exact(weight)))

    def weights(self, applies: Sequence[bool]) -> tuple[Fraction, ...]:
        """The share of each part, where those apply that *applies* says; all 0 where none does."""
        kept = [
            w if there else Fraction() for (w, _), there in zip(self.parts, applies, strict=True)
        ]
        if not any(applies):
            return tuple(kept)
        total = sum((weight for weight, _ in self.parts), Fraction())
        if not self.equally:
            return tuple(weight / sum(kept, Fraction()) for weight in kept)
        more = (total - sum(kept, Fraction())) / sum(applies)
        return tuple((w + more) / total if w else w for w in kept)


@frozen(cache_hash=True, repr=False)
class Units(Node):
    """How many whole units of *size* there are in *of*; begun ones count where *started*."""

    of: Node = field(converter=node)
    size: Fraction = field(converter=number)
    started: bool = False

    def __attrs_post_init__(self) -> None:
        if self.size <= 0:
            raise FormulaError(bad_size(exact(self.size)))

    def counted(self, value: Fraction) -> int:
        """How many there are in *value*."""
        return ceil(value / self.size) if self.started else floor(value / self.size)

    @property
    def is_integer(self) -> bool:
        return True


@frozen(cache_hash=True, repr=False)
class Table(Node):
    """A table of steps: the row whose interval *at* lies in says what it gives.

    The rows follow each other without gap or overlap; beyond the outer ones they go on.
    """

    at: Node = field(converter=node)
    rows: tuple[tuple[Interval, Node], ...] = field(converter=_rows)

    def __attrs_post_init__(self) -> None:
        rows, at = [row for row, _ in self.rows], self.at
        as_percent = isinstance(at, Ratio) and at.is_rate
        order = in_order(rows, whole=at.is_integer, as_percent=as_percent)
        object.__setattr__(self, "rows", tuple(self.rows[k] for k in order))

    @property
    def edges(self) -> tuple[tuple[Fraction, bool], ...]:
        """Where one row ends and the next begins, and whether the edge belongs to the next."""
        inner = [row for row, _ in self.rows[1:]]
        return tuple((row.low or Fraction(), row.has_low) for row in inner)

    def row(self, value: Fraction) -> int:
        """The position of the row for *value*."""
        begun = [value > at or (to_next and value == at) for at, to_next in self.edges]
        return sum(begun)


@frozen(cache_hash=True, repr=False)
class ByLevel(Node):
    """What each level of a measure gives, in the order of its levels."""

    of: Amount
    points: tuple[Node, ...] = field(converter=_several)

    def __attrs_post_init__(self) -> None:
        levels = [level.code for level in self.of.measure.levels]
        if len(levels) != len(self.points):
            raise FormulaError(levels_differ(self.of.measure.code, len(self.points), levels))


@frozen(cache_hash=True, repr=False)
class Opaque(Node):
    """What a Python function gives: the way out where no shape says what a clause says.

    *function* takes as many fractions as *of* has formulas and returns an exact number, or None
    where the clause does not apply. It must always give the same for the same. Its author
    declares what it lies between; that is tried out, never proved.
    """

    name: Text
    of: tuple[Node, ...] = field(converter=_several)
    lowest: Fraction = field(converter=number)
    highest: Fraction = field(converter=number)
    function: Callable[..., Number | None]

    def __attrs_post_init__(self) -> None:
        if self.lowest > self.highest:
            raise FormulaError(empty_clamp())

    def called(self, values: Sequence[Fraction]) -> Fraction | None:
        """What the function gives for *values*.

        Raises:
            FormulaError: it fails, or gives a float, no number, or something beyond its declared
                ends.
        """
        try:
            given = self.function(*values)
        except CreditRulesError:
            raise
        except Exception as error:
            arguments = f"({', '.join(map(exact, values))})"
            said = one_line(f"{type(error).__name__}: {error}")
            raise FormulaError(opaque_failed(self.name, arguments, said)) from error
        if given is None:
            return None
        try:
            result = number(given)
        except NumberError as error:
            raise FormulaError(opaque_gave(self.name.zh, given)) from error
        if not self.lowest <= result <= self.highest:
            ends = f"{exact(self.lowest)} … {exact(self.highest)}"
            raise FormulaError(opaque_beyond(self.name.zh, exact(result), ends))
        return result


@frozen(cache_hash=True, repr=False)
class Reaches(Node):
    """A condition: *of* is at least *threshold*, or above it where *beyond*."""

    of: Node = field(converter=node)
    threshold: Fraction = field(converter=number)
    beyond: bool = False


@frozen(cache_hash=True, repr=False)
class When(Node):
    """*then* where every condition holds, *otherwise* elsewhere."""

    conditions: tuple[Reaches, ...]
    then: Node = field(converter=node)
    otherwise: Node = field(converter=node)


@frozen(cache_hash=True, repr=False)
class WhereEmpty(Node):
    """*of*, and *instead* where that does not apply."""

    of: Node = field(converter=node)
    instead: Node = field(converter=node)


@frozen(cache_hash=True, repr=False)
class Choice(Node):
    """An open reading: one tree for each option. No reader sees it; binding picks one."""

    reading: str
    options: tuple[tuple[str, Node], ...]
