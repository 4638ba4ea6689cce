"""What a formula comes to in the function: quotients of integers that nobody divides."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise, starmap
from math import lcm

from attrs import evolve, frozen

from credit_rules.compiled.source import FALSE, ONE, TRUE, ZERO, Source, choice, product, together
from credit_rules.compiled.windows import Knot


@frozen
class Quotient:
    """*factor* times *up* divided by *down*.

    Attributes:
        factor: what is known while the function is written.
        up: a variable, or an integer.
        down: a variable that is above 0, or 1.
        applies: a variable, true where the formula applies. Elsewhere the quotient is any
            number, and nobody looks at it.
    """

    factor: Fraction
    up: str = ONE
    down: str = ONE
    applies: str = TRUE

    def times(self, factor: Fraction) -> "Quotient":
        """It *factor* times."""
        return evolve(self, factor=factor * self.factor)


NEVER = Quotient(Fraction(), applies=FALSE)


@frozen
class Arithmetic(Source):
    """The shapes of a formula as statements: quotients in, one quotient out.

    Attributes:
        highest: whether what is missing counts its maximum, and not nothing.
    """

    highest: bool = False

    def constant(self, value: Fraction) -> Quotient:
        """A number."""
        return Quotient(value)

    def never(self) -> Quotient:
        """What does not apply."""
        return NEVER

    def times(self, factor: Fraction, value: Quotient) -> Quotient:
        """*factor* times *value*."""
        return value.times(factor)

    def without(self, points: Quotient, missing: str, maximum: Fraction | None) -> Quotient:
        """*points*; where something is *missing*, certainly none, and at most the *maximum*."""
        if self.highest and maximum is not None:
            return self.either(missing, Quotient(maximum), points)
        up = self.variable(choice([(missing, ZERO)], points.up))
        if points.applies == TRUE:
            return evolve(points, up=up)
        return evolve(points, up=up, applies=self.variable(f"{missing} or {points.applies}"))

    def reached(self, points: Quotient, missing: str) -> Quotient:
        """*points* where there are any and nothing is *missing*; elsewhere not applicable."""
        reached = self.variable(product(points.factor.numerator, points.up))
        there = TRUE if missing == FALSE else self.variable(choice([(missing, FALSE)], TRUE))
        return evolve(points, applies=self.all_of([points.applies, there, reached]))

    def where_empty(self, value: Quotient, instead: Quotient) -> Quotient:
        """*value* where it applies, else *instead*."""
        return self.either(value.applies, value, instead)

    def when(
        self,
        conditions: Sequence[tuple[Quotient, str, Fraction]],
        then: Quotient,
        otherwise: Quotient,
    ) -> Quotient:
        """*then* where every value stands to its number as the sign says, *otherwise* elsewhere."""
        held = self.all_of(compared(v, sign, Quotient(number)) for v, sign, number in conditions)
        chosen = self.either(held, then, otherwise)
        applies = [value.applies for value, _, _ in conditions]
        return evolve(chosen, applies=self.all_of([*applies, chosen.applies]))

    def kept(self, value: Quotient) -> Quotient:
        """*value* where it applies, and elsewhere 0."""
        if value.applies == TRUE:
            return value
        up = self.variable(choice([(value.applies, value.up)], ZERO))
        return evolve(value, up=up, applies=TRUE)

    def rate(self, part: Quotient, whole: Quotient) -> Quotient:
        """A count within another one, as its share: at most 1."""
        cut = self.variable(choice([(f"{part.up} <= {whole.up}", part.up)], whole.up))
        return Quotient(Fraction(1), cut, self._divisor(whole.up), whole.up)

    def ratio(self, part: Quotient, whole: Quotient) -> Quotient:
        """*part* divided by *whole*, which may be 0 or less."""
        if not whole.factor:
            return NEVER
        above, under = self.variable(product(1, part.up, whole.down)), whole.up
        up, down = (self.variable(f"-{v} if {under} < 0 else {v}") for v in (above, under))
        return Quotient(
            part.factor / whole.factor,
            up,
            self.variable(product(1, part.down, self._divisor(down))),
            self.all_of([part.applies, whole.applies, under]),
        )

    def _divisor(self, count: str) -> str:
        """*count*, and 1 where it is 0 and nobody looks."""
        return self.variable(f"{count} or {ONE}")

    def sum(self, values: Sequence[Quotient]) -> Quotient:
        """All together: those that are divided by the same first, so that little is multiplied."""
        *factors, by = _on_one_scale(values)
        by_divisor: dict[str, list[str]] = {}
        for factor, value in zip(factors, values, strict=True):
            by_divisor.setdefault(value.down, []).append(product(factor, value.up))
        added = [(self.variable(together(terms)), down) for down, terms in by_divisor.items()]
        while len(added) > 1:  # by twos, and twos of these: few of the products are long
            alone = added[len(added) - len(added) % 2 :]
            added = [self._both(*two) for two in zip(added[::2], added[1::2], strict=False)] + alone
        [(up, down)] = added or [(ZERO, ONE)]
        return Quotient(Fraction(1, by), up, down, self.all_of(v.applies for v in values))

    def _both(self, one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
        """Two quotients, each up and down, added up."""
        (up, down), (more, divisor) = one, other
        crosswise = [product(1, up, divisor), product(1, more, down)]
        return self.variable(together(crosswise)), self.variable(product(1, down, divisor))

    def clamp(self, value: Quotient, lowest: Fraction | None, highest: Fraction | None) -> Quotient:
        """*value*, not below *lowest* and not above *highest*."""
        limits = [(s, limit) for s, limit in (("<", lowest), (">", highest)) if limit is not None]
        by = _scale([value.factor, *(limit for _, limit in limits)])
        inner = self.variable(product(int(value.factor * by), value.up))
        ends = [(sign, product(int(limit * by), value.down)) for sign, limit in limits]
        cases = [(f"{inner} {sign} {end}", end) for sign, end in ends]
        return evolve(value, factor=Fraction(1, by), up=self.variable(choice(cases, inner)))

    def line(self, value: Quotient, knots: Sequence[Knot]) -> Quotient:
        """The height at *value*: offset + slope x *value* between knots, the outer ones beyond."""
        (_, first), (_, last), level = knots[0], knots[-1], Fraction()
        lines = [(first, level), *starmap(_through, pairwise(knots)), (last, level)]
        lines = [(offset, slope * value.factor) for offset, slope in lines]
        by = _scale(number for line in lines for number in line)
        *heights, beyond = [
            together([product(int(slope * by), value.up), product(int(offset * by), value.down)])
            for offset, slope in lines
        ]
        edges = [at for at, _ in knots]
        by_edge = _scale([value.factor, *edges])
        argument = self.variable(product(int(value.factor * by_edge), value.up))
        before = [f"{argument} <= {product(int(at * by_edge), value.down)}" for at in edges]
        height = self.variable(choice(zip(before, heights, strict=True), beyond))
        return evolve(value, factor=Fraction(1, by), up=height)

    def least(self, values: Sequence[Quotient]) -> Quotient:
        """The smallest of *values*."""
        smallest = values[0]
        for value in values[1:]:
            smallest = self.either(compared(smallest, "<=", value), smallest, value)
        return evolve(smallest, applies=self.all_of(value.applies for value in values))

    def greatest(self, values: Sequence[Quotient]) -> Quotient:
        """The largest of *values*."""
        return self.least([value.times(Fraction(-1)) for value in values]).times(Fraction(-1))

    def units(self, value: Quotient, size: Fraction, *, started: bool) -> Quotient:
        """How many whole (or *started*) units of *size* there are in *value*."""
        factor = value.factor / size
        up = self.variable(product(factor.numerator, value.up))
        down = self.variable(product(factor.denominator, value.down))
        count = self.variable(f"-(-{up} // {down})" if started else f"{up} // {down}")
        return Quotient(Fraction(1), count, applies=value.applies)

    def stepped(
        self, at: Quotient, edges: Sequence[tuple[Fraction, bool]], rows: Sequence[Quotient]
    ) -> Quotient:
        """The row whose edges *at* lies between."""
        *rows, found = rows
        for (edge, to_next), row in zip(reversed(edges), reversed(rows), strict=True):
            before = compared(at, "<" if to_next else "<=", Quotient(edge))
            found = self.either(before, row, found)
        return evolve(found, applies=self.all_of([at.applies, found.applies]))

    def weighted(
        self, values: Sequence[Quotient], weights: Sequence[Fraction], *, equally: bool
    ) -> Quotient:
        """The mean by weight of those that apply, which share the weight of the others."""
        by = _scale(weights)
        whole = [int(weight * by) for weight in weights]
        total = sum(whole)
        if all(value.applies == TRUE for value in values):
            shares = [Fraction(weight, total) for weight in whole]
            return self.sum([v.times(share) for v, share in zip(values, shares, strict=True)])
        kept = [self.kept(value) for value in values]
        added = self.sum([v.times(Fraction(w)) for v, w in zip(kept, whole, strict=True)])
        there = self._where(values, whole)
        if not equally:
            return self._divided(added, there)
        count = self._where(values, [1] * len(values))
        absent = self.variable(f"{total} - {there}")
        shared = [self._multiplied(added, count), self._multiplied(self.sum(kept), absent)]
        return self._divided(self.sum(shared).times(Fraction(1, total)), count)

    def _where(self, values: Sequence[Quotient], weights: Sequence[int]) -> str:
        """The weights of those that apply, added up."""
        terms = [
            f"{w:d}" if v.applies == TRUE else self.variable(f"{w:d} if {v.applies} else 0")
            for v, w in zip(values, weights, strict=True)
        ]
        return self.variable(together(terms))

    def _multiplied(self, value: Quotient, by: str) -> Quotient:
        """*value* times a variable."""
        return evolve(value, up=self.variable(product(1, value.up, by)))

    def _divided(self, value: Quotient, by: str) -> Quotient:
        """*value* by a variable that is 0 or more; where it is 0 nothing applies."""
        down = self.variable(product(1, value.down, self._divisor(by)))
        return evolve(value, down=down, applies=by)

    def either(self, condition: str, one: Quotient, other: Quotient) -> Quotient:
        """*one* where *condition* holds, else *other*."""
        first, second, by = _on_one_scale([one, other])
        held = self.variable(condition)

        def chosen(then: str, otherwise: str) -> str:
            return self.variable(then if then == otherwise else choice([(held, then)], otherwise))

        return Quotient(
            Fraction(1, by),
            chosen(product(first, one.up), product(second, other.up)),
            chosen(one.down, other.down),
            chosen(one.applies, other.applies),
        )

    def mean(self, values: Sequence[Quotient]) -> Quotient:
        """The mean of those that apply."""
        if values and all(value.applies == TRUE for value in values):
            return self.sum(values).times(Fraction(1, len(values)))
        count = self._where(values, [1] * len(values))
        return self._divided(self.sum([self.kept(value) for value in values]), count)

    def mean_by(self, values: Sequence[Quotient], weights: Sequence[Quotient]) -> Quotient:
        """The mean by weight, of those that apply and weigh more than nothing."""
        added, weighing = [], []
        for value, weight in zip(values, weights, strict=True):
            applies = self.all_of([value.applies, weight.applies])
            weighs = self.kept(evolve(self.clamp(weight, Fraction(), None), applies=applies))
            up = self.variable(product(1, value.up, weighs.up))
            down = self.variable(product(1, value.down, weighs.down))
            added.append(self.kept(Quotient(value.factor * weighs.factor, up, down, applies)))
            weighing.append(weighs)
        return self.ratio(self.sum(added), self.sum(weighing))

    def total(self, values: Sequence[Quotient]) -> Quotient:
        """Those that apply, added up."""
        added = self.sum([self.kept(value) for value in values])
        return evolve(added, applies=self.any_of(value.applies for value in values))

    def latest(self, values: Sequence[Quotient]) -> Quotient:
        """The last that applies."""
        found = NEVER
        for value in values:
            found = value if value.applies == TRUE else self.either(value.applies, value, found)
        return found


def _through(one: Knot, other: Knot) -> tuple[Fraction, Fraction]:
    """Offset and slope of the line through both."""
    (before, height), (after, next_height) = one, other
    slope = (next_height - height) / (after - before)
    return height - slope * before, slope


def compared(one: Quotient, sign: str, other: Quotient) -> str:
    """The condition that *one* stands to *other* as *sign* says."""
    left, right, _ = _on_one_scale([one, other])
    if one.down == other.down:
        return f"{product(left, one.up)} {sign} {product(right, other.up)}"
    return f"{product(left, one.up, other.down)} {sign} {product(right, other.up, one.down)}"


def _scale(numbers: Iterable[Fraction]) -> int:
    """The least number that makes all of them integers."""
    return lcm(*(number.denominator for number in numbers))


def _on_one_scale(quotients: Sequence[Quotient]) -> tuple[int, ...]:
    """Their factors as integers, and by what these were multiplied."""
    by = _scale(quotient.factor for quotient in quotients)
    return *(int(quotient.factor * by) for quotient in quotients), by
