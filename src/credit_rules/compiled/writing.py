"""The tree becomes the source of one function of integers, for one scorecard."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from credit_rules.compiled.quotients import Arithmetic, Quotient
from credit_rules.compiled.source import product
from credit_rules.compiled.windows import Piece, Span, Writer
from credit_rules.formulas.nodes import Node
from credit_rules.measures import Kind, Measure

MILLIONTHS = 10**6
"""Judged points have six decimals at most."""


@frozen
class Written:
    """A function in words, and what it wants to be called with.

    Attributes:
        source: of a function that returns an integer and what it is to be divided by.
        reads: the measures of each window, by code. For each window the function takes what
            :meth:`~credit_rules.facts.Reported.amounts` gives for them.
    """

    source: str
    reads: Mapping[Span, Mapping[str, Measure]]


@frozen
class Quotients(Arithmetic):
    """Integers of any size, for one scorecard: the amounts of a window, and bits for those it lacks.

    Attributes:
        millionths: whether what was judged comes in millionths of a point, as columns hold it.
    """

    millionths: bool = False

    def amount(self, measure: Measure, position: int, at: Span) -> Quotient:
        """What was reported for the measure at *position* of the window."""
        in_millionths = self.millionths and measure.kind is Kind.JUDGED
        return Quotient(Fraction(1, MILLIONTHS if in_millionths else 1), amount(position, at))

    def lacks(self, amounts: Sequence[tuple[int, Measure]], at: Span) -> str:
        """The condition that one of *amounts* is missing."""
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
    body = Quotients()
    writer = Writer(months, ends_year, body)
    points = [writer.window(formula, Span(0, months)) for formula in formulas]
    total = body.sum([body.kept(one) for one in points])
    up = product(total.factor.numerator, total.up)
    down = product(total.factor.denominator, total.down)
    return _written("total", writer.reads, body, f"{up}, {down}")


def _written(
    name: str, reads: Mapping[Span, Mapping[str, Measure]], body: Quotients, answer: str
) -> Written:
    lines = [
        f"def {name}({', '.join(f'read_{span}' for span in reads)}):",
        *(_unpacked(span, len(measures)) for span, measures in reads.items()),
        *body.lines,
        f"return {answer}",
    ]
    return Written("\n    ".join(lines), reads)


def _unpacked(span: Span, count: int) -> str:
    amounts = ", ".join(amount(k, span) for k in range(count))
    return f"[{amounts}], lacks_{span} = read_{span}"


def write_each(pieces: Iterable[Piece], months: int, *, ends_year: bool, highest: bool) -> Written:
    """What each of *pieces* comes to, at least or at most.

    The function returns for each what it comes to as an integer and what that is to be divided
    by, and whether it applies; and whether it lacks anything. It wants integers alone: judged
    points in millionths.
    """
    body = Quotients(highest=highest, millionths=True)
    writer = Writer(months, ends_year, body)
    found = []
    for formula, maximum, at in pieces:
        points = writer.window(formula, at, maximum)
        missing = body.any_of(writer.missing(formula, at))
        up = product(points.factor.numerator, points.up)
        down = product(points.factor.denominator, points.down)
        found.append(f"({up}, {down}, {points.applies}, {missing})")
    return _written("each", writer.reads, body, f"[{', '.join(found)}]")
