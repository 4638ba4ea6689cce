"""The tree is read window by window, and told to somebody who does the arithmetic."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Generic, NamedTuple, Protocol, TypeVar

from attrs import evolve, field, frozen

from credit_rules.compiled.source import FALSE
from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import not_bound, unknown_shape
from credit_rules.evaluate.outcomes import holds_pieces
from credit_rules.formulas.folds import (
    Each,
    Earlier,
    Fold,
    InYear,
    Latest,
    Mean,
    Moved,
    Rolling,
    Total,
)
from credit_rules.formulas.nodes import (
    Amount,
    ByLevel,
    Choice,
    Clamp,
    Constant,
    Greatest,
    Least,
    Line,
    Node,
    NotApplicable,
    Opaque,
    Ratio,
    Reaches,
    Scaled,
    Sum,
    Table,
    Units,
    Weighted,
    When,
    WhereEmpty,
)
from credit_rules.formulas.others import Across, Part
from credit_rules.formulas.walk import folds, own_measures, walk
from credit_rules.measures import Measure
from credit_rules.periods import Unit

Knot = tuple[Fraction, Fraction]
"""Where, and how high."""


@frozen
class Span:
    """A window of the scored period.

    Attributes:
        offset: its first month, counted from the period's.
        months: how many it has.
        of_year: whether only facts of its own year count.
    """

    offset: int
    months: int
    of_year: bool = False

    def __str__(self) -> str:
        return f"{self.offset}_{self.months}_{self.of_year:d}".replace("-", "m")

    def back(self, months: int) -> "Span":
        """The same so many *months* earlier."""
        return evolve(self, offset=self.offset - months)

    def until(self, months: int) -> "Span":
        """So many *months* that end with it."""
        return evolve(self, offset=self.offset + self.months - months, months=months)

    def split(self, months: int) -> list["Span"]:
        """The windows of so many *months* that make it up; none where it is shorter than one."""
        if months > self.months:
            return []
        offsets = range(self.offset, self.offset + self.months, months)
        return [Span(offset, months, self.of_year) for offset in offsets]


class Piece(NamedTuple):
    """A formula, the most that it gives, and the window that it is scored in."""

    formula: Node
    maximum: Fraction
    at: Span


def has_pieces(node: Node) -> bool:
    """Whether folds hold the pieces; else *node* is one itself."""
    return any(map(holds_pieces, folds(node)))


def pieces(node: Node, maximum: Fraction, at: Span) -> Iterator[Piece]:
    """The windows below *node* in which points are scored."""
    for fold in filter(holds_pieces, folds(node)):
        if isinstance(fold, Each):
            most = fold.each if isinstance(fold, Total) else maximum
            for part in at.split(fold.unit.value):
                if has_pieces(fold.of):
                    yield from pieces(fold.of, most, part)
                else:
                    yield Piece(fold.of, most, part)
        elif at.months > 1:  # a yearly achievement is a piece itself, where it counts
            yield Piece(fold, maximum, at)


def writable(node: Node) -> bool:
    """Whether *node* hangs on its own facts alone, in months that are the same in every period.

    What looks at others or calls a Python function is left to the plain reader, and so is what
    goes by quarters or years in months that need not begin with one, and a yearly achievement
    that is reached in parts: while one of these is missing it may be reached, and lack something.
    """
    parts = list(walk(node))
    if any(isinstance(part, Across | Part | Opaque) for part in parts):
        return False
    yearly = [below for p in parts if isinstance(p, InYear) for below in walk(p.of)]
    if any(isinstance(p, Each) or _counts_on(p) for p in yearly):
        return False
    moved = [below for p in parts if isinstance(p, Moved) for below in walk(p.of)]
    return not any(
        isinstance(part, InYear) or (isinstance(part, Each) and part.unit is not Unit.MONTH)
        for part in moved
    )


def _counts_on(node: Node) -> bool:
    """Whether it looks into a window where what is missing counts as none, or as the most."""
    return isinstance(node, Rolling) and not own_measures(node.of)


V = TypeVar("V")


class Body(Protocol[V]):
    """Who does the arithmetic. A condition is the name of something that is true or false."""

    def amount(self, measure: Measure, position: int, at: Span) -> V:
        """What was reported for *measure*, which stands at *position* of the window."""

    def lacks(self, amounts: Sequence[tuple[int, Measure]], at: Span) -> str:
        """The condition that one of *amounts*, by position in the window, is missing."""

    def any_of(self, conditions: Iterable[str]) -> str:
        """The condition that one of *conditions* holds."""

    def without(self, points: V, missing: str, maximum: Fraction | None) -> V:
        """*points*; where something is *missing* nothing, or *maximum* where the most is asked."""

    def reached(self, points: V, missing: str) -> V:
        """*points* where there are any and nothing is *missing*; elsewhere not applicable."""

    def constant(self, value: Fraction) -> V:
        """A number."""

    def never(self) -> V:
        """What does not apply."""

    def times(self, factor: Fraction, value: V) -> V:
        """*factor* times *value*."""

    def rate(self, part: V, whole: V) -> V:
        """A count within another one, as its share: at most 1."""

    def ratio(self, part: V, whole: V) -> V:
        """*part* divided by *whole*, which may be 0 or less."""

    def sum(self, values: Sequence[V]) -> V:
        """All together."""

    def clamp(self, value: V, lowest: Fraction | None, highest: Fraction | None) -> V:
        """*value*, not below *lowest* and not above *highest*."""

    def line(self, value: V, knots: Sequence[Knot]) -> V:
        """The height at *value*."""

    def least(self, values: Sequence[V]) -> V:
        """The smallest of *values*."""

    def greatest(self, values: Sequence[V]) -> V:
        """The largest of *values*."""

    def units(self, value: V, size: Fraction, *, started: bool) -> V:
        """How many whole (or *started*) units of *size* there are in *value*."""

    def stepped(self, at: V, edges: Sequence[tuple[Fraction, bool]], rows: Sequence[V]) -> V:
        """The row whose edges *at* lies between."""

    def weighted(self, values: Sequence[V], weights: Sequence[Fraction], *, equally: bool) -> V:
        """The mean by weight of those that apply, which share the weight of the others."""

    def where_empty(self, value: V, instead: V) -> V:
        """*value* where it applies, else *instead*."""

    def when(self, conditions: Sequence[tuple[V, str, Fraction]], then: V, otherwise: V) -> V:
        """*then* where every value stands to its number as the sign says, *otherwise* elsewhere."""

    def mean(self, values: Sequence[V]) -> V:
        """The mean of those that apply."""

    def mean_by(self, values: Sequence[V], weights: Sequence[V]) -> V:
        """The mean by weight, of those that apply and weigh more than nothing."""

    def total(self, values: Sequence[V]) -> V:
        """Those that apply, added up."""

    def latest(self, values: Sequence[V]) -> V:
        """The last that applies."""


@frozen
class Looks:
    """Which windows formulas look into, in periods of so many *months*."""

    months: int
    ends_year: bool

    def needs(self, node: Node, at: Span) -> Iterator[tuple[Node, Span]]:
        """All that *node* reads there or below and cannot do without, in the order it is read."""
        for fold in folds(node):
            if isinstance(fold, Each):
                for part in at.split(fold.unit.value):
                    yield from self.needs(fold.of, part)
            elif isinstance(fold, Rolling):
                yield from self.needs(fold.of, at.until(fold.months))
            elif isinstance(fold, InYear) and self.is_over(fold, at):
                yield from self.needs(fold.of, evolve(at, of_year=True))
            yield from self.counts_on(fold, at)
        yield node, at

    def counts_on(self, fold: Fold, at: Span) -> Iterator[tuple[Node, Span]]:
        """That without which *fold* comes to nothing that could be counted on."""
        match fold:
            case Earlier(of=of, months=months):
                yield from self.needs(of, at.back(months))
            case Rolling(of=of, months=months) if own_measures(of):
                yield from self.needs(of, at.until(months))
            case Mean(unit=unit, weight=Node() as weight):
                for part in at.split(unit.value):
                    yield from self.needs(weight, part)
            case _:
                return

    def is_over(self, fold: InYear, at: Span) -> bool:
        """Whether a yearly achievement is held against somebody who has none."""
        over = self.ends_year and at.offset + at.months == self.months
        return at.months > 1 and (fold.strict or over)


@frozen
class Writer(Looks, Generic[V]):
    """Reads trees, window by window, and notes what is to be read in each."""

    body: Body[V]
    reads: dict[Span, dict[str, Measure]] = field(factory=dict)
    _windows: dict[tuple[Node, Span, Fraction | None], V] = field(factory=dict, init=False)

    def window(self, node: Node, at: Span, maximum: Fraction | None = None) -> V:
        """The points of *node* in a window: where it lacks an amount, none, or the *maximum*."""
        asked = node, at, maximum
        if asked not in self._windows:
            self._windows[asked] = self._window(node, at, maximum)
        return self._windows[asked]

    def _window(self, node: Node, at: Span, maximum: Fraction | None) -> V:
        points = self.value(node, at, maximum)
        unknown = [lack for fold in folds(node) for lack in self.unknown(fold, at)]
        missing = self.body.any_of([*self.lacks(node, at), *unknown])
        return points if missing == FALSE else self.body.without(points, missing, maximum)

    def lacks(self, node: Node, at: Span) -> list[str]:
        """The condition that something is missing that *node* reads in the window itself."""
        needed = [(self.position(measure, at), measure) for measure in own_measures(node)]
        return [self.body.lacks(needed, at)] if needed else []

    def unknown(self, fold: Fold, at: Span) -> list[str]:
        """The conditions under which *fold* comes to nothing that could be counted on."""
        return [m for needed, there in self.counts_on(fold, at) for m in self.lacks(needed, there)]

    def missing(self, node: Node, at: Span) -> list[str]:
        """The conditions that something is missing there or below: a quantity needs it all."""
        return [m for needed, there in self.needs(node, at) for m in self.lacks(needed, there)]

    def position(self, measure: Measure, at: Span) -> int:
        """Where the amount of *measure* stands among those of its window."""
        asked = self.reads.setdefault(at, {})
        asked.setdefault(measure.code, measure)
        return list(asked).index(measure.code)

    def value(self, node: Node, at: Span, maximum: Fraction | None = None) -> V:
        """What *node* comes to in a window that lacks nothing."""

        def read(below: Node) -> V:
            return self.value(below, at, maximum)

        match node:
            case Amount(measure=measure):
                return self.body.amount(measure, self.position(measure, at), at)
            case Constant(value=constant):
                return self.body.constant(constant)
            case NotApplicable():
                return self.body.never()
            case Scaled(factor=factor, of=of):
                return self.body.times(factor, read(of))
            case Ratio(part=part, whole=whole):
                ratio = self.body.rate if node.is_rate else self.body.ratio
                return ratio(read(part), read(whole))
            case Sum(terms=terms):
                return self.body.sum([*map(read, terms)])
            case Clamp(of=of, lowest=lowest, highest=highest):
                return self.body.clamp(read(of), lowest, highest)
            case Line(at=argument, knots=knots):
                return self.body.line(read(argument), knots)
            case Least(of=several):
                return self.body.least([*map(read, several)])
            case Greatest(of=several):
                return self.body.greatest([*map(read, several)])
            case When(conditions=conditions, then=then, otherwise=otherwise):
                asked = [(read(c.of), _sign(c), c.threshold) for c in conditions]
                return self.body.when(asked, read(then), read(otherwise))
            case WhereEmpty(of=of, instead=instead):
                return self.body.where_empty(read(of), read(instead))
            case Weighted(parts=parts, equally=equally):
                weights = [weight for weight, _ in parts]
                values = [read(part) for _, part in parts]
                return self.body.weighted(values, weights, equally=equally)
            case Units(of=of, size=size, started=started):
                return self.body.units(read(of), size, started=started)
            case Table(at=argument, rows=rows):
                found = [read(points) for _, points in rows]
                return self.body.stepped(read(argument), node.edges, found)
            case ByLevel(of=of, points=points):
                edges = [(Fraction(place), True) for place in range(1, len(points))]
                return self.body.stepped(read(of), edges, [*map(read, points)])
            case Fold():
                return self.fold(node, at, maximum)
            case Choice(reading=reading):
                raise FormulaError(not_bound(reading))
            case _:
                raise FormulaError(unknown_shape(type(node).__name__, "compiled"))

    def fold(self, fold: Fold, at: Span, maximum: Fraction | None) -> V:
        """What *fold* finds where it looks."""
        match fold:
            case Each():
                return self.each(fold, at.split(fold.unit.value), maximum)
            case InYear(of=of):
                if at.months == 1:
                    return self.body.never()
                year = evolve(at, of_year=True)
                points = self.window(of, year, maximum)
                if self.is_over(fold, at):
                    return points
                return self.body.reached(points, self.body.any_of(self.missing(of, year)))
            case Earlier(of=of, months=months):
                return self.value(of, at.back(months))
            case Rolling(of=of, months=months):
                goes_on = maximum if _counts_on(fold) else None
                return self.window(of, at.until(months), goes_on)
            case _:
                raise FormulaError(unknown_shape(type(fold).__name__, "compiled"))

    def each(self, fold: Each, parts: Sequence[Span], maximum: Fraction | None) -> V:
        """What the periods come to together."""
        most = fold.each if isinstance(fold, Total) and maximum is not None else maximum
        points = [self.window(fold.of, part, most) for part in parts]
        match fold:
            case Total():
                return self.body.total(points)
            case Latest():
                return self.body.latest(points)
            case Mean(weight=Node() as weight):
                return self.body.mean_by(points, [self.value(weight, part) for part in parts])
            case _:
                return self.body.mean(points)


def _sign(condition: Reaches) -> str:
    return ">" if condition.beyond else ">="
