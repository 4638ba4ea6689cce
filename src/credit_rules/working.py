"""The *working* reader: the steps from facts to points, with the numbers filled in.

Every step that computes carries its arithmetic as an expression that anybody can check
with pen and paper (and a law does): numbers are written without rounding, as decimals or
percentages where these end soon and as fractions elsewhere.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import unknown_shape
from credit_rules.evaluate import Folded, Leaves, Outcome, holds, value
from credit_rules.exact import display, percent, written
from credit_rules.formulas.nodes import (
    Amount,
    Clamp,
    Constant,
    Fold,
    InYear,
    Least,
    Line,
    Mean,
    Node,
    Ratio,
    Reaches,
    Scaled,
    Sum,
    When,
    WhereEmpty,
)
from credit_rules.formulas.walk import children, is_share
from credit_rules.measures import Kind
from credit_rules.text import NOTHING, Text, join, same

_ONE_NUMBER = 3
"""How tightly a single number binds; a product or quotient 2, a sum 1."""

End = Literal["exact", "lowest", "highest"]
"""Which end of an outcome a step computes; both ends at once where nothing is missing."""


@frozen
class Step:
    """One step: what is said, and (where it computes) the arithmetic and its exact value."""

    text: Text
    expression: str | None = None
    value: Fraction | None = None
    end: End = "exact"


def working(outcome: Outcome) -> tuple[Step, ...]:
    """The steps of *outcome*, windows first; the last one that computes gives its points."""
    return tuple(_steps(outcome))


def steps(outcome: Outcome) -> tuple[Text, ...]:
    """The steps in words, one line each."""
    return tuple(step.text for step in working(outcome))


def explanation(outcome: Outcome) -> Text:
    """All steps in one paragraph."""
    return join(list(steps(outcome)), zh="。", en=". ") + Text("。", ".")


def _steps(outcome: Outcome) -> Iterator[Step]:
    for fold in outcome.below:
        if isinstance(fold.fold, Mean):
            yield from _mean(fold, outcome)
        else:
            over = fold.fold.strict or outcome.window.period.ends_year
            yield from _in_year(fold, outcome, over=over)
    if outcome.missing:
        yield Step(_at(outcome) + _lacking(outcome))
    elif not isinstance(outcome.node, Fold):
        yield from _own(outcome)


def _own(outcome: Outcome) -> Iterator[Step]:
    if outcome.lowest is None:
        yield Step(_at(outcome) + _EMPTY + _empty_because(outcome))
    elif outcome.lowest == outcome.highest:
        yield _computed(outcome, "exact")
    else:
        yield _computed(outcome, "lowest")
        yield _computed(outcome, "highest")


_EMPTY = Text("不适用", "not applicable")
_ENDS = {
    "exact": NOTHING,
    "lowest": Text("最低 ", "at least "),
    "highest": Text("最高 ", "at most "),
}


def _at(outcome: Outcome) -> Text:
    return Text(f"{outcome.window.period}：", f"{outcome.window.period}: ")


def _lacking(outcome: Outcome) -> Text:
    named = [Text(f"{m.title.zh}（{m.code}）", f"{m.title.en} ({m.code})") for m in outcome.missing]
    return (
        Text("缺少 ", "missing ")
        + join(named, zh="、", en=", ")
        + Text(
            f"，计 0 至 {written(outcome.highest or Fraction())} 分",
            f"; counts from 0 to {written(outcome.highest or Fraction())}",
        )
    )


def _empty_because(outcome: Outcome) -> Text:
    """The zero that a rate would have been divided by, where that is the cause."""
    zeros = [
        Text(f"{measure.title.zh}为 0", f"{measure.title.en} is 0")
        for measure, amount in outcome.amounts.items()
        if amount == 0 and measure in _divisors(outcome.node)
    ]
    if not zeros:
        return NOTHING
    return Text("（", " (") + join(zeros, zh="、", en=", ") + Text("）", ")")


def _divisors(node: Node) -> set[object]:
    own = (
        {node.whole.measure}
        if isinstance(node, Ratio) and isinstance(node.whole, Amount)
        else set()
    )
    return own.union(*(_divisors(child) for child in children(node)))


def _mean(fold: Folded, outcome: Outcome) -> Iterator[Step]:
    """The windows, and how they come together."""
    for window in fold.windows:
        yield from _steps(window)
    if not fold.windows:
        yield Step(_at(outcome) + _EMPTY + _TOO_SHORT)
    if len(fold.windows) == 1 or fold.lowest is None or fold.highest is None:
        return
    ends: tuple[End, ...] = ("exact",) if fold.lowest == fold.highest else ("lowest", "highest")
    for end in ends:
        points = [w.highest if end == "highest" else w.lowest for w in fold.windows]
        counted = [_number(p) for p in points if p is not None]
        added = " + ".join(number.within(2) for number in counted)
        expression = f"({added})/{len(counted)}" if len(counted) > 1 else counted[0].text
        came_to = fold.highest if end == "highest" else fold.lowest
        words = _at(outcome) + _ENDS[end] + Text("各期平均 ", "mean ")
        yield Step(words + same(_equation(expression, came_to)), expression, came_to, end)


def _in_year(fold: Folded, outcome: Outcome, *, over: bool) -> Iterator[Step]:
    if not fold.windows:
        yield Step(_at(outcome) + _EMPTY + _TOO_SHORT)
    elif fold.lowest is None and not over:
        yield Step(
            _at(outcome)
            + _EMPTY
            + Text("（年末之前尚未完成）", " (not yet done, and the year has not ended)")
        )
    else:
        yield from _steps(fold.windows[0])


_TOO_SHORT = Text("（期间短于一个计分期）", " (shorter than one scored period)")


def _equation(expression: str, came_to: Fraction) -> str:
    """``expression = value``, without saying a number twice; with two decimals where it is long."""
    shown = _number(came_to).text
    about = f" ≈ {_signed(display(came_to))}" if "/" in shown else ""
    return shown + about if expression == shown else f"{expression} = {shown}{about}"


def _computed(outcome: Outcome, end: End) -> Step:
    leaves: Leaves = {
        Amount(measure): Fraction(amount) for measure, amount in outcome.amounts.items()
    }
    for fold in outcome.below:
        leaves[fold.fold] = fold.highest if end == "highest" else fold.lowest
    came_to = outcome.highest if end == "highest" else outcome.lowest
    writing = _Writing(leaves)
    expression = writing.write(outcome.node).text
    said = [*dict.fromkeys(writing.notes), same(_equation(expression, came_to or Fraction()))]
    words = _at(outcome) + _ENDS[end] + join(said, zh="；", en="; ")
    return Step(words, expression, came_to, end)


@frozen
class _Written:
    """An expression, and how tightly it binds."""

    text: str
    binds: int = _ONE_NUMBER

    def within(self, binds: int) -> str:
        """The expression, in parentheses where *binds* asks for more than it holds together."""
        return (
            self.text if self.binds >= binds and not self.text.startswith("−") else f"({self.text})"
        )


@frozen
class _Writing:
    """Writes an expression, and notes what has to be said before it."""

    leaves: Leaves
    notes: list[Text] = field(factory=list)

    def write(self, node: Node) -> _Written:
        """*node* with its numbers filled in.

        Raises:
            FormulaError: the shape is none of this library's.
        """
        match node:
            case Amount():
                self.notes.append(_reported(node, self._value(node)))
                return _number(self._value(node))
            case Constant() | Mean() | InYear():
                return _number(self._value(node))
            case Ratio():
                self.notes.append(self._rate(node))
                return self._short(node) or self._as_reported(node)
            case Scaled():
                return self._scaled(node)
            case Sum(terms=terms):
                return self._sum(terms)
            case Clamp(of=of):
                return self._clamped(node, self.write(of))
            case Line():
                return self._line(node)
            case Least(of=several):
                return _Written(f"min({', '.join(self.write(one).text for one in several)})")
            case When(conditions=conditions, then=then, otherwise=otherwise):
                self.notes.extend(self._condition(condition) for condition in conditions)
                held = all(holds(condition, self.leaves) for condition in conditions)
                return self.write(then if held else otherwise)
            case WhereEmpty(of=of, instead=instead):
                if value(of, self.leaves) is not None:
                    return self.write(of)
                self.notes.append(Text("没有可计的基数", "there is nothing to count"))
                return self.write(instead)
            case _:
                raise FormulaError(unknown_shape(type(node).__name__, "working"))

    def _value(self, node: Node) -> Fraction:
        """What *node* comes to; it applies, or its window would have no points to explain."""
        return value(node, self.leaves) or Fraction()

    def _rate(self, node: Ratio) -> Text:
        words = (node.name or _name(node)) + same(f" {self._as_reported(node).text}")
        ratio = self._value(node.part) / self._value(node.whole)
        if node.is_rate and ratio > 1:
            return words + Text("，超过 1，按 1 计", ", above 1, counts as 1")
        if shown := self._short(node):
            return words + same(f" = {shown.text}")
        about = f"{display(100 * ratio)}%" if node.is_rate else display(ratio)
        return words + same(f" ≈ {_signed(about)}")

    def _as_reported(self, node: Ratio) -> _Written:
        """The quotient of what was reported, not in lowest terms."""
        part, whole = _number(self._value(node.part)), _number(self._value(node.whole))
        return _Written(f"{part.within(_ONE_NUMBER)}/{whole.within(_ONE_NUMBER)}", 2)

    def _scaled(self, node: Scaled) -> _Written:
        inner = self.write(node.of)
        if node.factor == 1:
            return inner
        if node.factor.numerator == 1 and inner.binds == 1:
            return _Written(f"{inner.within(2)}/{node.factor.denominator}", 2)
        return _Written(f"{_number(node.factor).within(2)}×{inner.within(2)}", 2)

    def _sum(self, terms: tuple[Node, ...]) -> _Written:
        text = ""
        for term in terms:
            if isinstance(term, Scaled) and term.factor < 0:
                sign, beside = "−", self.write(Scaled(-term.factor, term.of))
            else:
                sign, beside = "+", self.write(term)
            text += f" {sign} {beside.within(2)}"
        leading, rest = text[:3], text[3:]
        return _Written(f"−{rest}" if leading == " − " else rest, 1)

    def _clamped(self, node: Clamp, inner: _Written) -> _Written:
        came_to = self._value(node.of)
        if node.lowest is not None and came_to < node.lowest:
            return _Written(f"max({inner.text}, {_number(node.lowest).text})")
        if node.highest is not None and came_to > node.highest:
            return _Written(f"min({inner.text}, {_number(node.highest).text})")
        return inner

    def _line(self, node: Line) -> _Written:
        at, as_percent = self._value(node.at), is_share(node.at)
        inner = self.write(node.at)

        def shown(number: Fraction) -> str:
            return _number(number, as_percent=as_percent).within(_ONE_NUMBER)

        (first, low), (last, high) = node.knots[0], node.knots[-1]
        if at <= first or at >= last:
            edge, points, sign = (first, low, "≤") if at <= first else (last, high, "≥")
            beyond, height = f"{self._shown(node.at)} {sign} {shown(edge)}", _number(points)
            self.notes.append(Text(f"{beyond}，得 {height.text}", f"{beyond} gives {height.text}"))
            return height
        k = next(index for index, (knot, _) in enumerate(node.knots) if at <= knot)
        (before, low), (after, high) = node.knots[k - 1], node.knots[k]
        if before:
            along = f"({inner.text} − {shown(before)})/({shown(after)} − {shown(before)})"
        elif after == 1:
            along = inner.within(2)
        else:
            along = f"{inner.within(_ONE_NUMBER)}/{shown(after)}"
        rise = f"{along}×{written(abs(high - low))}"
        if not low and high > low:
            return _Written(rise, 2)
        return _Written(f"{_number(low).text} {'+' if high > low else '−'} {rise}", 1)

    def _condition(self, condition: Reaches) -> Text:
        looked_at, threshold = self._value(condition.of), condition.threshold
        edge = _number(threshold, as_percent=is_share(condition.of)).text
        if condition.beyond:
            sign = ">" if looked_at > threshold else "≤"
        else:
            sign = "≥" if looked_at >= threshold else "<"
        return _name(condition.of) + same(f" {self._shown(condition.of)} {sign} {edge}")

    def _short(self, node: Node) -> _Written | None:
        """*node* as one number, where that ends soon."""
        number = _number(self._value(node), as_percent=is_share(node))
        return number if number.binds == _ONE_NUMBER else None

    def _shown(self, node: Node) -> str:
        """*node* as one number where that is short, else by what was reported."""
        return (self._short(node) or _Writing(self.leaves).write(node)).text


def _number(number: Fraction, *, as_percent: bool = False) -> _Written:
    text = percent(number) if as_percent else written(number)
    return _Written(_signed(text), 2 if "/" in text else _ONE_NUMBER)


def _signed(text: str) -> str:
    """*text* with a minus sign for a hyphen, as between two numbers."""
    return text.replace("-", "−")


def _reported(node: Amount, count: Fraction) -> Text:
    measure = node.measure
    if measure.kind is Kind.FLAG:
        answer = Text("：是", ": yes") if count else Text("：否", ": no")
        return measure.title + answer
    number = written(count)
    return measure.title + Text(f" {number} {measure.unit.zh}".rstrip(), f" {number}")


def _name(node: Node) -> Text:
    """How a condition or a rate without a name is called: by what it looks at."""
    match node:
        case Ratio(name=Text() as name):
            return name
        case Ratio(part=part, whole=whole):
            return _name(part) + same("/") + _name(whole)
        case Amount(measure=measure):
            return measure.title
        case _:
            named = [name for child in children(node) if (name := _name(child)) != NOTHING]
            return join(named, zh="、", en=", ")
