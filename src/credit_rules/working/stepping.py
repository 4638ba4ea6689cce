"""The steps: windows first, then how they come together, then what is done with that."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from attrs import frozen

from credit_rules.evaluate import Folded, Leaves, Outcome
from credit_rules.exact import written
from credit_rules.formulas.nodes import Amount, Fold, Mean, Node, Ratio
from credit_rules.formulas.walk import children
from credit_rules.text import NOTHING, Text, join, same
from credit_rules.working.expressions import PRODUCT, Writing, as_number, equation

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
        counted = [as_number(p) for p in points if p is not None]
        added = " + ".join(point.within(PRODUCT) for point in counted)
        expression = f"({added})/{len(counted)}" if len(counted) > 1 else counted[0].text
        came_to = fold.highest if end == "highest" else fold.lowest
        words = _at(outcome) + _ENDS[end] + Text("各期平均 ", "mean ")
        yield Step(words + same(equation(expression, came_to)), expression, came_to, end)


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


def _computed(outcome: Outcome, end: End) -> Step:
    leaves: Leaves = {
        Amount(measure): Fraction(amount) for measure, amount in outcome.amounts.items()
    }
    for fold in outcome.below:
        leaves[fold.fold] = fold.highest if end == "highest" else fold.lowest
    came_to = outcome.highest if end == "highest" else outcome.lowest
    writing = Writing(leaves)
    expression = writing.write(outcome.node).text
    said = [*dict.fromkeys(writing.notes), same(equation(expression, came_to or Fraction()))]
    words = _at(outcome) + _ENDS[end] + join(said, zh="；", en="; ")
    return Step(words, expression, came_to, end)
