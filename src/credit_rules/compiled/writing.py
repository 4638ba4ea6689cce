"""The tree becomes the source of one function of integers, for one scorecard."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from credit_rules.compiled.quotients import Arithmetic, Quotient
from credit_rules.compiled.source import FALSE, product
from credit_rules.compiled.windows import Span, Writer
from credit_rules.formulas.nodes import Node
from credit_rules.measures import Kind, Measure

MILLIONTHS = 10**6
"""Judged points have six decimals at most."""

Reads = dict[Span, dict[str, Measure]]
"""The measures of each window, by code."""


@frozen
class Written:
    """A function in words, and what it wants to be called with.

    Attributes:
        source: of a function that returns an integer and what it is to be divided by.
        reads: the measures of each window, by code. For each window the function takes what
            :meth:`~credit_rules.facts.Reported.amounts` gives for them.
        complete: the same function for whoever lacks nothing: it takes the amounts alone.
    """

    source: str
    reads: Mapping[Span, Mapping[str, Measure]]
    complete: str = ""


@frozen
class Quotients(Arithmetic):
    """Integers of any size, for one scorecard: the amounts of a window, and bits for those it lacks.

    Attributes:
        millionths: whether what was judged comes in millionths of a point, as columns hold it.
        complete: whether there are no such bits, since nothing is missing.
    """

    complete: bool = False
    millionths: bool = False

    def amount(self, measure: Measure, position: int, at: Span) -> Quotient:
        """What was reported for the measure at *position* of the window."""
        in_millionths = self.millionths and measure.kind is Kind.JUDGED
        return Quotient(Fraction(1, MILLIONTHS if in_millionths else 1), amount(position, at))

    def lacks(self, amounts: Sequence[tuple[int, Measure]], at: Span) -> str:
        """The condition that one of *amounts* is missing."""
        if self.complete:
            return FALSE
        needed = sum(1 << position for position, _ in amounts)
        return self.variable(f"lacks_{at} & {needed}")


def amount(position: int, span: Span) -> str:
    """The name of the amount that stands there in the window."""
    return f"a{position}_{span}"


def write(formulas: Iterable[Node], months: int, *, ends_year: bool) -> Written:
    """The certain points of *formulas* together, in any period of so many *months*.

    The same formulas give the same source, whatever their measures are called.

    Raises:
        FormulaError: a reading is still open, or a shape is none of this library's.
    """
    asked = tuple(formulas)

    def written(body: Quotients) -> str:
        points = [writer(body).window(formula, Span(0, months)) for formula in asked]
        total = body.sum([body.kept(one) for one in points])
        return function("total", reads, body, pair(total))

    def writer(body: Quotients) -> Writer[Quotient]:
        return Writer(months, ends_year, body, reads)

    reads: Reads = {}
    source = written(Quotients())
    return Written(source, reads, written(Quotients(complete=True)))


def pair(value: Quotient) -> list[str]:
    """*value* as an integer and what it is to be divided by."""
    factor = value.factor
    return [product(factor.numerator, value.up), product(factor.denominator, value.down)]


def function(name: str, reads: Reads, body: Quotients, answer: Iterable[str]) -> str:
    """The source of a function that returns *answer*."""
    lines = [
        f"def {name}({', '.join(f'read_{span}' for span in reads)}):",
        *(
            _unpacked(span, len(measures), complete=body.complete)
            for span, measures in reads.items()
        ),
        *body.lines,
        f"return {', '.join(answer)}",
    ]
    return "\n    ".join(lines)


def _unpacked(span: Span, count: int, *, complete: bool) -> str:
    amounts = ", ".join(amount(k, span) for k in range(count))
    return f"[{amounts}]{'' if complete else f', lacks_{span}'} = read_{span}"
