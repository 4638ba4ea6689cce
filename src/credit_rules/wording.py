"""The *wording* reader: the rule of a tree in one sentence, in Chinese and in English."""

from collections.abc import Callable
from fractions import Fraction

from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import unknown_shape
from credit_rules.exact import percent, written
from credit_rules.formulas.nodes import (
    Amount,
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
from credit_rules.formulas.walk import is_share, walk
from credit_rules.measures import Kind
from credit_rules.periods import Unit
from credit_rules.text import Text, join, same


def wording(node: Node) -> Text:
    """The rule of *node* in one sentence; a rate says once what it is a rate of.

    Raises:
        FormulaError: the shape is none of this library's.
    """
    said = _say(node) + Text("。", ".")
    for part in walk(node):
        if isinstance(part, Ratio) and part.name:
            whole = _what(part)
            said = Text(
                _once(said.zh, whole.zh, part.name.zh), _once(said.en, whole.en, part.name.en)
            )
    return said


def _once(words: str, whole: str, name: str) -> str:
    """*words* with *whole* kept where it comes first, and its *name* alone afterwards."""
    before, found, after = words.partition(whole)
    return before + found + after.replace(whole, name)


def _say(node: Node) -> Text:
    match node:
        case Constant(value=value):
            return Text(f"{written(value)} 分", f"{written(value)} points")
        case NotApplicable():
            return Text("不适用", "not applicable")
        case Amount() | Ratio():
            return _what(node)
        case Scaled(factor=factor, of=of):
            return _scaled(factor, of)
        case Sum(terms=terms):
            return _sum(terms, _say)
        case Clamp(of=of):
            return _bounds(node, _say(of))
        case Line():
            return _line(node)
        case Least(of=several):
            of_all = join([_say(one) for one in several], zh="、", en=", ")
            return Text(f"{of_all.zh}中较低者", f"the lower of {of_all.en}")
        case When():
            return _when(node)
        case WhereEmpty(of=of, instead=instead):
            return (
                _say(of)
                + Text("；没有基数时：", "; where there is nothing to count: ")
                + _say(instead)
            )
        case Mean(unit=unit, of=of):
            zh, en = _UNITS[unit]
            return Text(f"{zh}计分，取平均：", f"scored each {en}, averaged: ") + _say(of)
        case InYear(of=of, strict=strict):
            return _in_year(of, strict=strict)
        case _:
            raise FormulaError(unknown_shape(type(node).__name__, "wording"))


_UNITS = {
    Unit.MONTH: ("按月", "month"),
    Unit.QUARTER: ("按季", "quarter"),
    Unit.YEAR: ("按年", "year"),
}


def _what(node: Node) -> Text:
    """What a number counts, without points."""
    match node:
        case Amount(measure=measure):
            return measure.title
        case Ratio(name=Text() as name, part=part, whole=whole):
            shown = _what(part) + same("/") + _what(whole)
            return Text(f"{name.zh}（{shown.zh}）", f"{name.en} ({shown.en})")
        case Ratio(part=part, whole=whole):
            return _what(part) + same("/") + _what(whole)
        case Scaled(factor=factor, of=of) if abs(factor) == 1:
            return _what(of)
        case Sum(terms=terms):
            shown = _sum(terms, _what)
            return Text(f"（{shown.zh}）", f"({shown.en})")
        case Clamp(of=of):
            return _bounds(node, _what(of))
        case _:
            return _say(node)


def _number(value: Fraction, at: Node) -> str:
    """A threshold, in percent where it is one of rates."""
    return percent(value) if is_share(at) else written(value)


def _scaled(factor: Fraction, of: Node) -> Text:
    points = written(abs(factor))
    match of:
        case Amount(measure=measure) if measure.kind is Kind.FLAG:
            title = measure.title
            return Text(f"{title.zh}得 {points} 分", f"{points} points if {title.en}")
        case Amount(measure=measure):
            unit, title = measure.unit, measure.title
            return Text(
                f"{title.zh}每 1 {unit.zh} {points} 分", f"{points} points for each of {title.en}"
            )
        case _ if factor.numerator == 1 and factor.denominator > 1:
            said = _say(of)
            n = factor.denominator
            return Text(f"（{said.zh}）÷{n}", f"({said.en}) / {n}")
        case _:
            said = _say(of)
            return Text(f"{points}×{said.zh}", f"{points} x {said.en}")


def _sum(terms: tuple[Node, ...], say: Callable[[Node], Text]) -> Text:
    said = same("")
    for term in terms:
        taken_off = isinstance(term, Scaled) and term.factor < 0
        if said.zh or taken_off:
            said += Text("，减 ", ", minus ") if taken_off else Text("，加 ", ", plus ")
        said += say(term)
    return said


def _bounds(node: Clamp, said: Text) -> Text:
    if node.lowest is not None:
        low = written(node.lowest)
        said += Text(f"，不低于 {low}", f", not below {low}")
    if node.highest is not None:
        high = written(node.highest)
        said += Text(f"，最多 {high} 分", f", at most {high}")
    return said


def _line(node: Line) -> Text:
    knots = [(_number(at, node.at), written(points)) for at, points in node.knots]
    zh = "，".join(f"{at} 得 {points} 分" for at, points in knots)
    en = ", ".join(f"{at} gives {points}" for at, points in knots)
    what = _what(node.at)
    return Text(
        f"{what.zh}：{zh}，其间按比例，其外不变",
        f"{what.en}: {en}, in proportion between, constant beyond",
    )


def _when(node: When) -> Text:
    held = join([_condition(condition) for condition in node.conditions], zh="且", en=" and ")
    then, otherwise = _say(node.then), _say(node.otherwise)
    return Text(
        f"{held.zh} 时，{then.zh}；否则，{otherwise.zh}",
        f"where {held.en}: {then.en}; elsewhere: {otherwise.en}",
    )


def _condition(condition: Reaches) -> Text:
    what, edge = _what(condition.of), _number(condition.threshold, condition.of)
    if condition.beyond:
        return Text(f"{what.zh}超过 {edge}", f"{what.en} is above {edge}")
    return Text(f"{what.zh}达到 {edge}", f"{what.en} reaches {edge}")


def _in_year(of: Node, *, strict: bool) -> Text:
    said = _say(of)
    if strict:
        return Text(f"按年计分：{said.zh}", f"scored once a year: {said.en}")
    return Text(
        f"按年计分，完成即得，年末之前未完成不适用：{said.zh}",
        f"scored once a year, as soon as it is there, not applicable before the year ends: {said.en}",
    )
