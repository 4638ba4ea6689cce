"""A scorecard as a table that a person reads: points, what was lost, and why."""

import re
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO
from typing import Self

from attrs import frozen
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text as Styled

from credit_rules.evaluate import Outcome, Status
from credit_rules.exact import display, written
from credit_rules.measures import Measure
from credit_rules.scorecards import CategoryScore, Score, Scorecard
from credit_rules.text import NOTHING, Lang, Text, join, same
from credit_rules.working import explanation, steps

WIDTH = 100
"""The width in a file or a pipe, so that the same input gives the same bytes there."""

_WHAT = 64  # cells for the indicators: on a wide screen the numbers stay beside them

_INDICATOR = Text("指标", "indicator")
_POINTS = Text("得分", "points")
_ATTAINABLE = Text("可得", "attainable")
_LOST = Text("失分", "lost")
_TOTAL = Text("合计", "total")
NOT_APPLICABLE = Text("不适用", "n/a")
_LACKS = Text("缺少 ", "missing ")
_WARNINGS = Text("注意", "warnings")
_JOINT = Text("；", "; ")
_BREAKS = re.compile(r"(?<=[，；。、：])(?![，；。、：”）]|$)|(?<=,)(?! |$)")


def as_text(*parts: RenderableType, width: int = WIDTH, colour: bool = False) -> str:
    """What *parts* look like; without *colour* there is nothing in it but words and spaces."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    text = captured.get()
    return text if colour else re.sub(r" +$", "", text, flags=re.MULTILINE)


def table(lang: Lang, *columns: Text) -> Table:
    """A plain table under these headings."""
    headers = [Column(words.read(lang), overflow="fold") for words in columns]
    return Table(*headers, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")


def stacked(name: str, *below: str) -> Group:
    """A name to copy, and beneath it what it stands for."""
    under = [Padding(Phrases.of(words), (0, 0, 0, 2), style="dim") for words in below]
    return Group(Styled(name), *under)


def scorecard_table(card: Scorecard, lang: Lang = "zh") -> RenderableType:
    """Categories and indicators, the totals, the readings adopted and the warnings."""
    parts = [_heading(card, lang), _table(card, lang), _result(card, lang)]
    if card.warnings:
        parts.append(_warnings(card, lang))
    return Group(*parts)


def _heading(card: Scorecard, lang: Lang) -> RenderableType:
    edition = card.rulebook.edition
    heading = Styled()
    heading.append(edition.title.read(lang), style="bold")
    heading.append(f"\n{edition.code} · {edition.document.number}\n", style="dim")
    heading.append(f"{card.department.title.read(lang)}  {card.period}\n", style="bold")
    for reading in edition.readings:
        adopted = card.rulebook.adopted[reading.key]
        if adopted != reading.default:
            meaning = reading.options[adopted]
            said = Text(
                f"释义 {reading.key} = {adopted}：{meaning.zh}",
                f"reading {reading.key} = {adopted}: {meaning.en}",
            )
            heading.append(f"{said.read(lang)}\n", style="magenta")
    return heading


def _table(card: Scorecard, lang: Lang) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_INDICATOR.read(lang), max_width=_WHAT, overflow="fold")
    for words in (_POINTS, _ATTAINABLE, _LOST):
        table.add_column(words.read(lang), justify="right", no_wrap=True)
    for category in card.categories:
        _row(table, category.heading.title.read(lang), category, style="bold")
        for score in category.scores:
            _indicator(table, score, lang)
        table.add_section()
    _row(table, _TOTAL.read(lang), card, style="bold")
    return table


def _row(table: Table, title: str, sums: CategoryScore | Scorecard, *, style: str) -> None:
    table.add_row(
        title,
        interval(sums.points, sums.points_upper),
        display(sums.attainable),
        _loss(sums.lost),
        style=style,
    )


def _indicator(table: Table, score: Score, lang: Lang) -> None:
    cell: RenderableType = Padding(Styled(score.indicator.title.read(lang)), (0, 0, 0, 2))
    if reasons := _reasons(score):
        style = "yellow" if score.status is Status.MISSING else "dim"
        phrases = Phrases([reason.read(lang) for reason in reasons], _JOINT.read(lang))
        cell = Group(cell, Padding(phrases, (0, 0, 0, 4), style=style))
    if score.status is Status.NOT_APPLICABLE:
        table.add_row(cell, Styled(NOT_APPLICABLE.read(lang), style="dim"), "", "")
    else:
        table.add_row(
            cell,
            interval(score.points, score.points_upper),
            display(score.attainable),
            _loss(score.lost),
        )


@frozen
class Phrases:
    """Phrases that run on; a line breaks between two of them rather than within one."""

    phrases: list[str]
    joint: str = ""

    @classmethod
    def of(cls, words: str) -> Self:
        """Chinese *words*, which have no spaces to break lines at, by their punctuation."""
        return cls(_BREAKS.split(words))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = cell_len(self.joint.join(self.phrases))
        return Measurement(1, widest).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line, *others = self.phrases
        for phrase in others:
            longer = line + self.joint + phrase
            if cell_len(longer + self.joint.rstrip()) > options.max_width:
                yield Styled(line + self.joint.rstrip())
                longer = phrase
            line = longer
        yield Styled(line)


def interval(lower: Fraction, upper: Fraction) -> str:
    """``3.14``, or ``0.00 – 3.00`` where something is missing."""
    return display(lower) if lower == upper else f"{display(lower)} – {display(upper)}"


def _loss(points: Fraction) -> str:
    """What is certainly lost; a full mark shows nothing, so that losses stand out."""
    return display(points) if points else ""


def _reasons(score: Score) -> list[Text]:
    """Why points are lost, open or not applicable, in few words; nothing for a full mark."""
    outcome = score.outcome
    if score.status is Status.NOT_APPLICABLE:
        return list(steps(outcome))
    if score.points == score.attainable:
        return []
    pieces = outcome.pieces
    if len(pieces) == 1:
        said = [text for piece in pieces for text in _stood_on(piece)]
    else:
        said = [_piece(p) for p in pieces if p.lowest not in {None, score.attainable}]
    if outcome.below:
        said += _stood_on(outcome)
    return said


def _piece(piece: Outcome) -> Text:
    """A month or quarter that is not a full mark: what it is worth, or what it lacks."""
    lacks = [_lack(measure) for measure in piece.missing]
    points = same(display(piece.lowest or Fraction()))
    return same(f"{piece.window.period} ") + (_list(lacks) if lacks else points)


def _stood_on(outcome: Outcome) -> Iterator[Text]:
    """What a window had to go on: the measures that it lacks, the numbers that it has."""
    yield from (_lack(measure) for measure in outcome.missing)
    yield from (measure.told(amount) for measure, amount in outcome.amounts.items())


def _lack(measure: Measure) -> Text:
    title = measure.title
    return _LACKS + Text(f"{title.zh}（{measure.code}）", f"{title.en} ({measure.code})")


def _list(texts: list[Text]) -> Text:
    return join(texts, zh=_JOINT.zh, en=_JOINT.en)


def _result(card: Scorecard, lang: Lang) -> Styled:
    """The percentage, and how the attainable points come from the maximum."""
    words = []
    if card.percentage is None:
        words.append(Text("没有适用的指标，无得分率", "nothing applies: no percentage"))
    else:
        upper = 100 * card.points_upper / card.attainable
        words.append(Text("得分率 ", "percentage ") + same(f"{display(card.percentage)}%"))
        if card.points != card.points_upper:
            words[-1] += Text(
                f"（补齐数据后至多 {display(upper)}%）",
                f" (at most {display(upper)}% once nothing is missing)",
            )
    if card.attainable != card.maximum:
        out = written(card.maximum - card.attainable)
        words.append(
            Text(
                f"满分 {written(card.maximum)}，其中 {out} 分不适用",
                f"maximum {written(card.maximum)}, of which {out} not applicable",
            )
        )
    lines = [_list(words), *_final(card)]
    return Styled("\n" + "\n".join(line.read(lang) for line in lines), style="bold")


def _final(card: Scorecard) -> Iterator[Text]:
    """How the total comes about where it is no sum, what overrides it, and the grade."""
    last, ladder = card.final, card.rulebook.edition.grades
    if last.outcome is not None:
        yield Text("总分：", "total: ") + explanation(last.outcome)
    for veto in last.vetoes:
        if veto.holds is not False:
            title, effects = veto.veto.title, veto.effects(ladder)
            unknown = _list([_lack(measure) for measure in veto.missing])
            said = Text("（未知：", " (not known: ") + unknown + Text("）", ")")
            sure = NOTHING if veto.holds else said
            yield Text("一票否决 ", "veto ") + title + sure + Text("：", ": ") + effects
    if last.grade and last.grade_upper:
        low, high = last.grade.title, last.grade_upper.title
        yield Text("等级 ", "grade ") + (
            low if low == high else Text(f"{low.zh}至{high.zh}", f"{low.en} to {high.en}")
        )


def _warnings(card: Scorecard, lang: Lang) -> RenderableType:
    listed = Table.grid("", Column(overflow="fold"), padding=(0, 1))
    for warning in card.warnings:
        listed.add_row("-", Phrases.of(warning.read(lang)))
    title = Styled(f"\n{_WARNINGS.read(lang)}", style="bold yellow")
    return Group(title, listed)
