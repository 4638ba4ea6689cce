"""``explain``: the working of one indicator, as an appeal would read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from rich.console import Group
from rich.table import Column, Table
from rich.text import Text as Styled

from credit_rules.cli.options import command, option
from credit_rules.cli.output import as_json, emit, refuse_input_as_output, show
from credit_rules.cli.scoring import Asked, asking
from credit_rules.evaluate import Outcome, Status
from credit_rules.exact import display, exact, written
from credit_rules.facts import Fact
from credit_rules.measures import Measure, Quantity
from credit_rules.periods import Months
from credit_rules.reports.tables import NOT_APPLICABLE, Phrases, interval
from credit_rules.scorecards import Score, Scorecard
from credit_rules.scoring import Rulebook
from credit_rules.text import Lang, Text, one_line, same

_INDICATOR = Text("指标代码；见 credit-rules indicators", "its code; see credit-rules indicators")
_POINTS = Text("得分", "points")
_CLAUSE = Text("条款", "clause")
_RULE = Text("规则", "rule")
_STEPS = Text("计算", "working")
_MISSING = Text("缺少", "missing")
_FACTS = Text("数据", "facts")
_SCORED_BY = Text("程序", "program")
_COLUMNS = (
    Text("期间", "period"),
    Text("数据项", "measure"),
    Text("数值", "value"),
    Text("来源", "source"),
)


@frozen
class Used:
    """A number that a window read, and the facts that make it up."""

    window: Months
    measure: Measure
    amount: Quantity
    sources: tuple[Fact, ...]


@command("explain", Text("逐步说明一个指标的得分", "the working of one indicator, step by step"))
@asking
@option("--indicator", words=_INDICATOR, metavar="CODE", required=True)
def explain(lang: Lang, asked: Asked, indicator: str, form: str, output: Path | None) -> None:
    """The clause, the rule, the steps and the facts that they stand on."""
    refuse_input_as_output(asked.facts, output)
    rulebook, _, card = asked.scored()
    score = card[indicator]
    used = tuple(_used(score.outcome))
    if form == "json":
        emit(as_json(_form(card, score, used, lang)), output)
    else:
        show(*_page(rulebook, card, score, used, lang), file=output)


def _used(outcome: Outcome) -> Iterator[Used]:
    """Every number that *outcome* stands on, in the order of the working."""
    for window in outcome.windows:
        for measure, amount in window.amounts.items():
            yield Used(window.window.period, measure, amount, window.facts[measure])


def _form(card: Scorecard, score: Score, used: tuple[Used, ...], lang: Lang) -> dict[str, Any]:
    indicator, outcome = score.indicator, score.outcome
    return {
        "indicator": indicator.code,
        "title": indicator.title.read(lang),
        "period": str(card.period),
        "department": card.department.code,
        "status": score.status.value,
        "points": display(score.points),
        "points_exact": exact(score.points),
        "points_upper_exact": exact(score.points_upper),
        "maximum_exact": exact(indicator.maximum),
        "clause": indicator.cite.clause,
        "quote": indicator.cite.quote,
        "rule": indicator.rule.read(lang),
        "steps": [step.text.read(lang) for step in score.steps],
        "explanation": score.explanation.read(lang),
        "scored_by": str(score.scored_by),
        "missing": [measure.code for measure in outcome.lacks],
        "facts": [
            {
                "department": fact.department,
                "period": str(fact.period),
                "measure": fact.measure,
                "value": number.measure.stated(fact.value),
                "evidence": fact.evidence,
                "note": fact.note,
            }
            for number, fact in {
                fact: (number, fact) for number in used for fact in number.sources
            }.values()
        ],
    }


def _page(
    rulebook: Rulebook, card: Scorecard, score: Score, used: tuple[Used, ...], lang: Lang
) -> Iterator[Table | Styled]:
    indicator, outcome = score.indicator, score.outcome
    heading = Styled()
    heading.append(indicator.title.read(lang), style="bold")
    heading.append(f"  {indicator.code}\n", style="dim")
    heading.append(f"{card.department.title.read(lang)}  {card.period}  ")
    heading.append(f"{indicator.cadence.title.read(lang)}\n")
    yield heading
    page = Table.grid(Column(style="bold", no_wrap=True), Column(overflow="fold"), padding=(0, 2))
    page.add_row(_POINTS.read(lang), Styled(_points(score, lang), style="bold"))
    quote = Phrases.of(indicator.cite.quote)
    page.add_row(_CLAUSE.read(lang), Group(indicator.cite.clause, quote))
    page.add_row(_RULE.read(lang), Phrases.of(indicator.rule.read(lang)))
    for position, step in enumerate(score.steps):
        page.add_row("" if position else _STEPS.read(lang), Phrases.of(step.text.read(lang)))
    for position, measure in enumerate(outcome.lacks):
        words = f"{measure.title.read(lang)}  {measure.code}"
        page.add_row("" if position else _MISSING.read(lang), Styled(words, style="yellow"))
    page.add_row(_SCORED_BY.read(lang), Styled(str(score.scored_by), style="dim"))
    yield page
    if used:
        yield Styled(f"\n{_FACTS.read(lang)}", style="bold")
        yield _facts(rulebook, used, lang)


def _points(score: Score, lang: Lang) -> str:
    maximum = written(score.indicator.maximum)
    if score.status is Status.NOT_APPLICABLE:
        return NOT_APPLICABLE.read(lang)
    return f"{interval(score.points, score.points_upper)} / {maximum}"


def _facts(rulebook: Rulebook, used: tuple[Used, ...], lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for words in _COLUMNS:
        right = words is _COLUMNS[2]
        table.add_column(words.read(lang), overflow="fold", justify="right" if right else "left")
    for number in used:
        source = _source(rulebook, number.sources).read(lang)
        table.add_row(
            str(number.window),
            number.measure.code,
            str(number.measure.stated(number.amount)),
            source,
        )
    return table


def _source(rulebook: Rulebook, sources: tuple[Fact, ...]) -> Text:
    """Who reported it, and where it can be looked up; of many only how many."""
    if len(sources) > 1:
        count = len({fact.department for fact in sources})
        return Text(
            f"{count} 个单位的 {len(sources)} 条数据",
            f"{len(sources)} facts of {count} department{'s' if count > 1 else ''}",
        )
    (fact,) = sources
    told = "  ".join(one_line(words) for words in (fact.evidence, fact.note) if words)
    title = rulebook.roster.find(fact.department).title
    return title + same(f" {fact.period}  {told}".rstrip())
