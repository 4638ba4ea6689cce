"""The tree is read, and becomes the source of one function."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve, field, frozen

from credit_rules.compiled.quotients import NEVER, Arithmetic, Quotient, compared
from credit_rules.compiled.source import TRUE, ZERO, choice, product
from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import not_bound, unknown_shape
from credit_rules.formulas.nodes import (
    Amount,
    Choice,
    Clamp,
    Constant,
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
from credit_rules.formulas.walk import own_measures
from credit_rules.measures import Measure


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
        return f"{self.offset}_{self.months}_{self.of_year:d}"

    def split(self, months: int) -> list["Span"]:
        """The windows of so many *months* that make it up; none where it is shorter than one."""
        if months > self.months:
            return []
        offsets = range(self.offset, self.offset + self.months, months)
        return [Span(offset, months, self.of_year) for offset in offsets]


@frozen
class Written:
    """A function in words, and what it wants to be called with.

    Attributes:
        source: of ``total(...)``, which returns an integer and what it is to be divided by.
        reads: the measures of each window, by code. For each window the function takes what
            :meth:`~credit_rules.facts.Reported.amounts` gives for them.
    """

    source: str
    reads: Mapping[Span, Mapping[str, Measure]]


def write(formulas: Iterable[Node], months: int, *, ends_year: bool) -> Written:
    """The certain points of *formulas* together, in any period of so many *months*.

    The same formulas give the same source, whatever their measures are called.

    Raises:
        FormulaError: a reading is still open, or a shape is none of this library's.
    """
    writer = _Writer(months, ends_year)
    points = [writer.window(formula, Span(0, months)) for formula in formulas]
    total = writer.body.sum([writer.body.kept(one) for one in points])
    up = product(total.factor.numerator, total.up)
    down = product(total.factor.denominator, total.down)
    lines = [
        f"def total({', '.join(f'read_{span}' for span in writer.reads)}):",
        *(_unpacked(span, len(measures)) for span, measures in writer.reads.items()),
        *writer.body.lines,
        f"return {up}, {down}",
    ]
    return Written("\n    ".join(lines), writer.reads)


def _unpacked(span: Span, count: int) -> str:
    amounts = ", ".join(_amount(k, span) for k in range(count))
    return f"[{amounts}], lacks_{span} = read_{span}"


def _amount(position: int, span: Span) -> str:
    return f"a{position}_{span}"


@frozen
class _Writer:
    """Reads trees, window by window, and notes what is to be read in each."""

    months: int
    ends_year: bool
    body: Arithmetic = field(factory=Arithmetic, init=False)
    reads: dict[Span, dict[str, Measure]] = field(factory=dict, init=False)

    def window(self, node: Node, at: Span) -> Quotient:
        """The points of *node* in a window: where it lacks an amount, none, and certainly so."""
        points = self.value(node, at)
        needed = sum(1 << self.position(measure, at) for measure in own_measures(node))
        if not needed:
            return points
        missing = self.body.variable(f"lacks_{at} & {needed}")
        up = self.body.variable(choice([(missing, ZERO)], points.up))
        if points.applies == TRUE:
            return evolve(points, up=up)
        return evolve(points, up=up, applies=self.body.variable(f"{missing} or {points.applies}"))

    def position(self, measure: Measure, at: Span) -> int:
        """Where the amount of *measure* stands among those of its window."""
        asked = self.reads.setdefault(at, {})
        asked.setdefault(measure.code, measure)
        return list(asked).index(measure.code)

    def value(self, node: Node, at: Span) -> Quotient:
        """What *node* comes to in a window that lacks nothing."""
        match node:
            case Amount(measure=measure):
                return Quotient(Fraction(1), _amount(self.position(measure, at), at))
            case Constant(value=constant):
                return Quotient(constant)
            case NotApplicable():
                return NEVER
            case Scaled(factor=factor, of=of):
                return self.value(of, at).times(factor)
            case Ratio(part=part, whole=whole):
                ratio = self.body.rate if node.is_rate else self.body.ratio
                return ratio(self.value(part, at), self.value(whole, at))
            case Sum(terms=terms):
                return self.body.sum([self.value(term, at) for term in terms])
            case Clamp(of=of, lowest=lowest, highest=highest):
                return self.body.clamp(self.value(of, at), lowest, highest)
            case Line(at=argument, knots=knots):
                return self.body.line(self.value(argument, at), knots)
            case Least(of=several):
                return self.body.least([self.value(one, at) for one in several])
            case When(conditions=conditions, then=then, otherwise=otherwise):
                return self.when(conditions, self.value(then, at), self.value(otherwise, at), at)
            case WhereEmpty(of=of, instead=instead):
                first, second = self.value(of, at), self.value(instead, at)
                return self.body.either(first.applies, first, second)
            case Mean(unit=unit, of=of):
                return self.body.mean([self.window(of, part) for part in at.split(unit.value)])
            case InYear(of=of, strict=strict):
                return self.in_year(of, at, strict=strict)
            case Choice(reading=reading):
                raise FormulaError(not_bound(reading))
            case _:
                raise FormulaError(unknown_shape(type(node).__name__, "compiled"))

    def when(
        self, conditions: tuple[Reaches, ...], then: Quotient, otherwise: Quotient, at: Span
    ) -> Quotient:
        """*then* where all *conditions* hold, *otherwise* elsewhere."""
        values = [self.value(condition.of, at) for condition in conditions]
        held = self.body.all_of(
            compared(value, ">" if condition.beyond else ">=", Quotient(condition.threshold))
            for value, condition in zip(values, conditions, strict=True)
        )
        chosen = self.body.either(held, then, otherwise)
        applies = [value.applies for value in values]
        return evolve(chosen, applies=self.body.all_of([*applies, chosen.applies]))

    def in_year(self, of: Node, at: Span, *, strict: bool) -> Quotient:
        """*of* on facts of its own year; no points are held against nobody before its end."""
        if at.months == 1:
            return NEVER
        points = self.window(of, evolve(at, of_year=True))
        if strict or (self.ends_year and at.offset + at.months == self.months):
            return points
        reached = self.body.variable(product(points.factor.numerator, points.up))
        return evolve(points, applies=self.body.all_of([points.applies, reached]))
