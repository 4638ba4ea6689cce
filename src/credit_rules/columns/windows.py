"""What a window tells, and what comes of several."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from attrs import evolve, frozen

from credit_rules.columns.arithmetic import Arithmetic
from credit_rules.columns.integers import NOTHING, ONCE, Term, number
from credit_rules.columns.values import GRAIN, NEVER, UndecidableError, Value, constant
from credit_rules.compiled.source import TRUE
from credit_rules.compiled.windows import Span
from credit_rules.compiled.writing import MILLIONTHS
from credit_rules.measures import Kind, Measure


@frozen
class Windows(Arithmetic):
    """Everything that a formula is made of, as statements: values in, one value out."""

    def amount(self, measure: Measure, position: int, at: Span) -> Value:
        """What was reported for *measure*; what was judged counts in millionths of a point."""
        factor = Fraction(1, MILLIONTHS) if measure.kind is Kind.JUDGED else Fraction(1)
        most = self.most if measure.limit is None else int(measure.limit / factor)
        name = f"a{position}_{at}"
        up = Term(self.body.variable(f"told({name}, {most})"), 0, most)
        if (at, measure.code) not in self.may_lack:
            self._always.add(up.name)
        return Value(factor, up, Fraction(), factor * most)

    def lacks(self, amounts: Sequence[tuple[int, Measure]], at: Span) -> str:
        """The condition that one of *amounts*, by position in the window, is missing."""
        return self.body.any_of(
            f"m{position}_{at}"
            for position, measure in amounts
            if (at, measure.code) in self.may_lack
        )

    def any_of(self, conditions: Iterable[str]) -> str:
        """The condition that one of *conditions* holds."""
        return self.body.any_of(conditions)

    def without(self, points: Value, missing: str, maximum: Fraction | None) -> Value:
        """*points*; where something is *missing* nothing, or the *maximum*."""
        counts = maximum if self.highest and maximum is not None else Fraction()
        chosen = self.either(missing, constant(counts), points)
        return evolve(chosen, applies=self.body.any_of([missing, points.applies]))

    def reached(self, points: Value, missing: str) -> Value:
        """*points* where there are any and nothing is *missing*; elsewhere not applicable."""
        any_points = self.compared(points, "!=", Fraction())
        there = self.body.none_of(missing)
        return evolve(points, applies=self.body.all_of([points.applies, any_points, there]))

    def kept(self, value: Value) -> Value:
        """*value* where it applies, and elsewhere 0."""
        if value.applies == TRUE:
            return value
        up = self.body.pick(value.applies, value.up, NOTHING)
        low, high = min(value.low, Fraction()), max(value.high, Fraction())
        return evolve(value, up=up, applies=TRUE, low=low, high=high)

    def mean(self, values: Sequence[Value]) -> Value:
        """The mean of those that apply."""
        if not values:
            return NEVER
        if all(value.applies == TRUE for value in values):
            return self.times(Fraction(1, len(values)), self.sum(values))
        most = len(values)
        added = self.rounded_down(self.rising(self.sum([self.kept(value) for value in values])))
        count = self.body.count(value.applies for value in values)
        # What was rounded down may be so once more: no more is lost, for it is divided as well.
        times = 1 if added.error else lcm(*range(1, most + 1))
        factor, high = added.factor / times, max(value.high for value in values)
        shared = self.body.shared(added.up, count, most, times)
        if factor:
            shared = self.body.bounded(shared, shared.low, max(high, Fraction()) // factor)
        return Value(
            factor,
            shared,
            min(value.low for value in values),
            high,
            ONCE,
            self.body.any_of(value.applies for value in values),
            added.error,
        )

    def share(self, part: Value, whole: Value) -> Value:
        """100 times *part* divided by *whole*, which is exact and not below 0."""
        part = self.rising(self.rounded_down(part))
        factor = 100 * part.factor / whole.factor * GRAIN
        down = self.body.times(self.body.greatest(whole.up, ONCE), number(factor.denominator))
        up = self.body.times(part.up, number(factor.numerator))
        floor = self.body.floor(up, down)
        error = 1 - (-part.error * factor.numerator // down.low)
        least = Fraction(down.low, factor.denominator) * whole.factor
        return Value(
            Fraction(1, GRAIN), floor, 100 * part.low / least, 100 * part.high / least, error=error
        )

    def mean_by(self, values: Sequence[Value], weights: Sequence[Value]) -> Value:  # noqa: ARG002 -- a quotient of what was rounded down
        """The mean by weight, of those that apply and weigh more than nothing."""
        raise UndecidableError

    def weighted(
        self,
        values: Sequence[Value],
        weights: Sequence[Fraction],
        *,
        equally: bool,  # noqa: ARG002 -- all of them apply
    ) -> Value:
        """The mean by weight of those that apply, which share the weight of the others."""
        if any(value.applies != TRUE for value in values):
            raise UndecidableError
        total = sum(weights)
        parts = [self.times(w / total, value) for value, w in zip(values, weights, strict=True)]
        return self.sum(parts)

    def total(self, values: Sequence[Value]) -> Value:
        """Those that apply, added up."""
        if not values:
            return NEVER
        applies = self.body.any_of(value.applies for value in values)
        return evolve(self.sum([self.kept(value) for value in values]), applies=applies)

    def latest(self, values: Sequence[Value]) -> Value:
        """The last that applies."""
        found = NEVER
        for value in values:
            found = self.either(value.applies, value, found)
        return found
