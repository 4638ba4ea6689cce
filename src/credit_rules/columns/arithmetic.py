"""What becomes of values that meet: sums, quotients, limits, choices."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm

from attrs import evolve, field, frozen

from credit_rules.columns.integers import NOTHING, ONCE, Statements, Term, number
from credit_rules.columns.values import GRAIN, NEVER, NOUGHT, UndecidableError, Value, constant
from credit_rules.compiled.source import FALSE, TRUE
from credit_rules.compiled.windows import Knot, Span


@frozen
class Arithmetic:
    """The shapes of a formula in one window as statements: values in, one value out.

    Attributes:
        most: no reported count is above this.
        may_lack: the amounts that may be missing in some row: span and measure.
        highest: whether what is missing counts its maximum, and not nothing.
        strict: whether a part above its whole is refused, and not cut to it.
    """

    most: int
    may_lack: frozenset[tuple[Span, str]]
    highest: bool = False
    strict: bool = False
    body: Statements = field(factory=Statements, init=False)
    doubts: list[str] = field(factory=list, init=False)
    """Conditions under which a row cannot be decided here."""
    _always: set[str] = field(factory=set, init=False)
    """The columns of amounts that are there in every row."""

    def constant(self, value: Fraction) -> Value:
        """A number."""
        return constant(value)

    def never(self) -> Value:
        """What does not apply."""
        return NEVER

    def times(self, factor: Fraction, value: Value) -> Value:
        """*factor* times *value*."""
        low, high = sorted((factor * value.low, factor * value.high))
        return evolve(value, factor=factor * value.factor, low=low, high=high)

    def rising(self, value: Value) -> Value:
        """The same with a factor above 0."""
        if value.factor > 0:
            return value
        if not value.factor:
            return evolve(NOUGHT, applies=value.applies)
        below = self.body.minus(number(-value.error), value.up)
        error = value.error + 1 if value.error else 0
        return evolve(value, factor=-value.factor, up=below, error=error)

    def rounded_down(self, value: Value) -> Value:
        """The same, as a whole number of grains."""
        if value.down.number == 1:
            return value
        grains = value.factor * GRAIN
        up = self.body.times(value.up, number(grains.numerator))
        down = self.body.times(value.down, number(grains.denominator))
        floor = self.body.floor(up, down)
        return evolve(
            value, factor=Fraction(1, GRAIN), up=self._within(floor, value), down=ONCE, error=1
        )

    def _within(self, grains: Term, value: Value) -> Term:
        """*grains* of *value*, with all that is known of its bounds."""
        return self.body.bounded(grains, value.low * GRAIN // 1, value.high * GRAIN // 1)

    def together(self, values: Sequence[Value]) -> list[Value]:
        """*values* with one divisor: where they have several, each is rounded down."""
        there = [self.rising(value) if value.error else value for value in values]
        divisors = {value.down.name for value in there} - {ONCE.name}
        if len(divisors) > 1 or (divisors and any(value.error for value in there)):
            there = [self.rounded_down(value) for value in there]
        return there

    def aligned(self, values: Sequence[Value]) -> tuple[Fraction, Term, list[Value]]:
        """*values* with one factor and one divisor, as exactly as 64 bits allow."""
        there = self.together(values)
        by = lcm(*(value.factor.denominator for value in there))
        common = gcd(*(int(value.factor * by) for value in there)) or 1
        factor = Fraction(common, by)
        down = next((v.down for v in there if v.down.number is None), ONCE)
        scaled = []
        for value in there:
            whole = int(value.factor * by) // common
            missing = down if value.down.number is not None else ONCE
            up = self.body.times(self.body.times(value.up, number(whole)), missing)
            scaled.append(evolve(value, factor=factor, up=up, down=down, error=value.error * whole))
        return factor, down, scaled

    def sum(self, values: Sequence[Value]) -> Value:
        """All together: those that are divided by the same first, so that little is rounded."""
        by_factor: dict[tuple[str, Fraction], list[Value]] = {}
        for value in values:
            by_factor.setdefault((value.down.name, value.factor), []).append(value)
        by_divisor: dict[str, list[Value]] = {}
        for (divisor, _), part in by_factor.items():
            by_divisor.setdefault(divisor, []).append(self._added(part))
        parts = [self._added(part) for part in by_divisor.values()]
        if len(parts) == 1:
            return parts[0]
        if by_divisor.keys() - {ONCE.name} and len(by_divisor) > 2:  # noqa: PLR2004 -- two of which are columns
            by_factor = {}
            parts = [self.rounded_down(part) for part in parts]
            for value in parts:
                by_factor.setdefault(("", value.factor), []).append(value)
            parts = [self._added(part) for part in by_factor.values()]
        return self._added(parts)

    def _added(self, values: Sequence[Value]) -> Value:
        if len(values) == 1:
            return values[0]
        there = self.together(values)
        less = [value.factor < 0 and not value.error for value in there]
        turned = [
            self.times(Fraction(-1), value) if off else value
            for value, off in zip(there, less, strict=True)
        ]
        factor, down, scaled = self.aligned(turned)
        ups = list(zip((value.up for value in scaled), less, strict=True))
        total = self.body.plus(*(up for up, off in ups if not off))
        for up in (up for up, off in ups if off):
            total = self.body.minus(total, up)
        return self._bounded(
            Value(
                factor,
                total,
                sum((value.low for value in values), Fraction()),
                sum((value.high for value in values), Fraction()),
                down,
                self.body.all_of(value.applies for value in values),
                sum(value.error for value in scaled),
            )
        )

    def _bounded(self, value: Value) -> Value:
        """*value*, of which no row is below 0 if none can come to less."""
        if value.low < 0 or value.factor < 0 or value.error:
            return value
        return evolve(value, up=self.body.bounded(value.up, 0, value.up.high))

    def ratio(self, part: Value, whole: Value) -> Value:
        """*part* divided by *whole*, which may be 0 or less."""
        if part.error or whole.error:
            raise UndecidableError
        if not whole.factor:
            return NEVER
        body, whole = self.body, self.rising(whole)
        above = body.times(part.up, whole.down)
        under = whole.up
        applies = body.holds(under, ">" if under.low >= 0 else "!=", NOTHING)
        if under.low < 0:
            negative = body.holds(under, "<", NOTHING)
            above = body.pick(negative, body.minus(NOTHING, above), above)
            under = body.greatest(under, body.minus(NOTHING, under))
        down = body.times(part.down, body.divisor(under))
        factor = part.factor / whole.factor
        if down.number is not None:
            factor, down = factor / down.number, ONCE
        ends = [factor * above.low, factor * above.high, Fraction()]
        return Value(
            factor,
            above,
            min(ends),
            max(ends),
            down,
            body.all_of([part.applies, whole.applies, applies]),
        )

    def rate(self, part: Value, whole: Value) -> Value:
        """A count within another one, as its share: at most 1."""
        cut = evolve(part, up=self.within(part.up, whole.up))
        return evolve(self.ratio(cut, whole), low=Fraction(), high=Fraction(1))

    def within(self, part: Term, whole: Term) -> Term:
        """The amounts *part*, none above *whole*."""
        if self.strict and {part.name, whole.name} <= self._always:
            return self.body.within(part, whole)
        return self.body.least(part, whole)

    def clamp(self, value: Value, lowest: Fraction | None, highest: Fraction | None) -> Value:
        """*value*, not below *lowest* and not above *highest*."""
        above = self._limited(value, lowest, lower=True) if lowest is not None else value
        return self._limited(above, highest, lower=False) if highest is not None else above

    def _limited(self, value: Value, limit: Fraction, *, lower: bool) -> Value:
        if (value.low >= limit) if lower else (value.high <= limit):
            return value
        if (value.high <= limit) if lower else (value.low >= limit):
            return evolve(constant(limit), applies=value.applies)
        value = self.rising(value)
        at = limit / value.factor
        up = self.body.times(value.up, number(at.denominator))
        end = self.body.times(value.down, number(at.numerator))
        cut = self.body.greatest(up, end) if lower else self.body.least(up, end)
        return evolve(
            value,
            factor=value.factor / at.denominator,
            up=cut,
            low=max(value.low, limit) if lower else value.low,
            high=value.high if lower else min(value.high, limit),
            error=value.error * at.denominator,
        )

    def line(self, value: Value, knots: Sequence[Knot]) -> Value:
        """The height at *value*: what each piece between two knots adds to the one before it."""
        heights = [height for _, height in knots]
        parts = [constant(heights[0])] if heights[0] else []
        for (before, height), (after, next_height) in pairwise(knots):
            slope = (next_height - height) / (after - before)
            if slope:
                along = self.sum([value, constant(-before)]) if before else value
                within = self.clamp(along, Fraction(), after - before)
                parts.append(self.times(slope, within))
        points = self.sum(parts) if parts else NOUGHT
        return evolve(
            points,
            applies=value.applies,
            low=max(points.low, min(heights)),
            high=min(points.high, max(heights)),
        )

    def least(self, values: Sequence[Value]) -> Value:
        """The smallest of *values*."""
        smallest, *others = values
        for value in others:
            smallest = self._smaller(smallest, value)
        return smallest

    def _smaller(self, one: Value, other: Value) -> Value:
        factor, down, (first, second) = self.aligned([one, other])
        return Value(
            factor,
            self.body.least(first.up, second.up),
            min(one.low, other.low),
            min(one.high, other.high),
            down,
            self.body.all_of([one.applies, other.applies]),
            max(first.error, second.error),
        )

    def greatest(self, values: Sequence[Value]) -> Value:
        """The largest of *values*."""
        negative = [self.times(Fraction(-1), value) for value in values]
        return self.times(Fraction(-1), self.least(negative))

    def units(self, value: Value, size: Fraction, *, started: bool) -> Value:
        """How many whole (or *started*) units of *size* there are in *value*."""
        if value.error:
            raise UndecidableError
        factor = value.factor / size
        up = self.body.times(value.up, number(-factor.numerator if started else factor.numerator))
        down = self.body.times(value.down, number(factor.denominator))
        count = self.body.floor(up, down)
        up = self.body.minus(NOTHING, count) if started else count
        return Value(Fraction(1), up, Fraction(up.low), Fraction(up.high), applies=value.applies)

    def stepped(
        self, at: Value, edges: Sequence[tuple[Fraction, bool]], rows: Sequence[Value]
    ) -> Value:
        """The row whose edges *at* lies between."""
        *before, found = rows
        for (edge, to_next), row in zip(reversed(edges), reversed(before), strict=True):
            found = self.either(self.compared(at, "<" if to_next else "<=", edge), row, found)
        return evolve(found, applies=self.body.all_of([at.applies, found.applies]))

    def compared(self, value: Value, sign: str, threshold: Fraction) -> str:
        """The condition that *value* stands to *threshold* as *sign* says."""
        value = self.rising(value)
        if not value.factor:
            return self.body.holds(NOTHING, sign, number((threshold > 0) - (threshold < 0)))
        at = threshold / value.factor
        up = self.body.times(value.up, number(at.denominator))
        edge = self.body.times(value.down, number(at.numerator))
        if value.error:
            near = self.body.minus(edge, up)
            self.doubts.append(
                self.body.all_of(
                    [
                        self.body.holds(near, ">=", NOTHING),
                        self.body.holds(near, "<=", number(value.error * at.denominator)),
                    ]
                )
            )
        return self.body.holds(up, sign, edge)

    def either(self, condition: str, one: Value, other: Value) -> Value:
        """*one* where *condition* holds, else *other*."""
        if condition == TRUE:
            return one
        if condition == FALSE:
            return other
        if NEVER in {one, other}:
            kept, where = (
                (other, self.body.none_of(condition)) if one == NEVER else (one, condition)
            )
            return evolve(kept, applies=self.body.all_of([kept.applies, where]))
        factor, down, (first, second) = self.aligned([one, other])
        there = self.body.all_of([condition, one.applies])
        elsewhere = self.body.all_of([self.body.none_of(condition), other.applies])
        applies = (
            TRUE if one.applies == other.applies == TRUE else self.body.any_of([there, elsewhere])
        )
        return Value(
            factor,
            self.body.pick(condition, first.up, second.up),
            min(one.low, other.low),
            max(one.high, other.high),
            down,
            applies,
            max(first.error, second.error),
        )

    def where_empty(self, value: Value, instead: Value) -> Value:
        """*value* where it applies, else *instead*."""
        chosen = self.either(value.applies, value, instead)
        return evolve(chosen, applies=self.body.any_of([value.applies, instead.applies]))

    def when(
        self, conditions: Sequence[tuple[Value, str, Fraction]], then: Value, otherwise: Value
    ) -> Value:
        """*then* where every value stands to its number as the sign says, *otherwise* elsewhere."""
        held = self.body.all_of(self.compared(*condition) for condition in conditions)
        chosen = self.either(held, then, otherwise)
        applies = [value.applies for value, _, _ in conditions]
        return evolve(chosen, applies=self.body.all_of([*applies, chosen.applies]))
