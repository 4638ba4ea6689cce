"""The words in which the author of a rule states a clause."""

from collections.abc import Mapping

from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import fold_in_condition, not_a_condition, too_few
from credit_rules.exact import Number
from credit_rules.formulas.nodes import (
    Amount,
    Choice,
    Clamp,
    InYear,
    Least,
    Line,
    Mean,
    Node,
    NotApplicable,
    Reaches,
    When,
    WhereEmpty,
    node,
)
from credit_rules.formulas.walk import folds
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Unit
from credit_rules.text import NOTHING, Text


def flow(
    code: str, *, zh: str, en: str, unit: Text = NOTHING, within: Amount | None = None
) -> Amount:
    """A count of events in a period, summed over a window."""
    part_of = within.measure.code if within else None
    return Amount(Measure(code, Text(zh, en), unit, Kind.FLOW, part_of))


def stock(
    code: str, *, zh: str, en: str, unit: Text = NOTHING, within: Amount | None = None
) -> Amount:
    """A count of what there is; the latest at or before a window's end counts."""
    part_of = within.measure.code if within else None
    return Amount(Measure(code, Text(zh, en), unit, Kind.STOCK, part_of))


def flag(code: str, *, zh: str, en: str, dated: bool = False) -> Amount:
    """A yes or no: 1 or 0 in a formula. *dated* where it speaks of its own period only."""
    return Amount(Measure(code, Text(zh, en), NOTHING, Kind.FLAG, dated=dated))


def line(at: Node, knots: Mapping[Number, Number]) -> Line:
    """Linear between knots, constant outside: ``line(rate, {"90%": 0, "100%": "2.5"})``."""
    return Line(at, knots)


def capped(of: Node, highest: Number) -> Clamp:
    """Not above *highest*: 共 3 分."""
    return Clamp(of, highest=highest)


def floored(of: Node, lowest: Number = 0) -> Clamp:
    """Not below *lowest*: 扣完为止."""
    return Clamp(of, lowest=lowest)


def least(*of: Node) -> Least:
    """The smallest of several formulas."""
    return Least(of)


def at_least(of: Node, threshold: Number) -> Reaches:
    """The condition that *of* reaches *threshold*, itself included (以上, 民法典 1259)."""
    return _condition(Reaches(of, threshold))


def above(of: Node, threshold: Number) -> Reaches:
    """The condition that *of* exceeds *threshold* (超过, 民法典 1259)."""
    return _condition(Reaches(of, threshold, beyond=True))


def _condition(condition: Reaches) -> Reaches:
    if folds(condition):
        raise FormulaError(fold_in_condition())
    return condition


def when(*conditions: Reaches, then: Node | Number, otherwise: Node | Number) -> When:
    """*then* where all conditions hold, *otherwise* elsewhere."""
    if not conditions:
        raise FormulaError(too_few("when", 0))
    for condition in conditions:
        if not isinstance(condition, Reaches):
            raise FormulaError(not_a_condition(condition))
    return When(conditions, then, otherwise)


def not_applicable() -> NotApplicable:
    """The clause does not apply here."""
    return NotApplicable()


def where_empty(of: Node, instead: Node | Number) -> WhereEmpty:
    """*of*, and *instead* where it does not apply because there is nothing to count."""
    return WhereEmpty(of, instead)


def each_month(of: Node) -> Mean:
    """月度指标: every month is scored alone; the mean of those that apply."""
    return Mean(Unit.MONTH, of)


def each_quarter(of: Node) -> Mean:
    """季度指标: every quarter is scored on its own sums; the mean of those that apply."""
    return Mean(Unit.QUARTER, of)


def once_a_year(of: Node, *, strict: bool = False) -> InYear:
    """年度指标: scored as soon as it is reached, held against nobody before the year ends."""
    return InYear(of, strict)


def choose(reading: str, /, **options: Node | Number) -> Choice:
    """A reading that the rulebook leaves open: one formula for each of its options."""
    if len(options) < 2:  # noqa: PLR2004 -- else there is nothing to choose
        raise FormulaError(too_few(f"choose({reading!r})", len(options)))
    return Choice(reading, tuple((name, node(of)) for name, of in options.items()))
