"""What changed between two editions of a rulebook, clause by clause, in the order of the text.

Declarations are compared, not results: what the readings leave open is compared under every
option that both editions know. The document's words as a whole are not; the clauses that are
quoted from them are.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from json import dumps
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from attrs import frozen

from credit_rules.departments import Department, Group
from credit_rules.duties import Duty, Feeds
from credit_rules.errors.names import (
    DEPARTMENT,
    DUTY,
    HEADING,
    INDICATOR,
    MEASURE,
    READING,
    RULEBOOK,
    VETO,
)
from credit_rules.exact import written
from credit_rules.formulas import Amount, bind, to_form
from credit_rules.formulas.nodes import Constant, Node
from credit_rules.formulas.walk import rebuild
from credit_rules.indicators import Citation, Foreseen, Indicator
from credit_rules.measures import MEASURE_WORDS, Kind, Level, Measure
from credit_rules.periods import Cadence
from credit_rules.rulebooks import Reading
from credit_rules.scoring import Rulebook
from credit_rules.text import NOTHING, Text, join, same
from credit_rules.verdicts import Effect, Ladder, Veto
from credit_rules.wording import wording


@frozen
class Change:
    """One thing that is not the same in two rulebooks.

    Attributes:
        part: what kind of thing: rulebook, heading, indicator, reading, measure or department.
        code: its code, or a reading's key; of what was moved the new one.
        what: which of its properties; None where all of it was added or removed.
        before: how it was, in words; None where it was not.
        after: how it is, in words; None where it is no more.
        readings: the options under which it is so, where these are not the defaults.
    """

    part: Text
    code: str
    what: Text | None
    before: Text | None
    after: Text | None
    readings: tuple[tuple[str, str], ...] = ()


def changes(before: Rulebook, after: Rulebook) -> tuple[Change, ...]:
    """Everything in *after* that is not as it was in *before*; nothing where they are alike.

    Maxima and formulas are those of the default readings, and those of other options where
    these change otherwise. Whether a formula changed is decided on its tree; a measure that is
    declared otherwise is one change of the measure, not of every formula that reads it.
    """
    return tuple(_changes(before, after))


Words = Mapping[str, Text]
"""Properties by where they are found, and what they are called."""

RULEBOOK_WORDS: Words = {
    "edition.edition.title": Text("名称", "title"),
    "edition.edition.document.title": Text("文件", "document"),
    "edition.edition.document.number": Text("文号", "number"),
    "edition.edition.document.published": Text("成文日期", "date"),
    "edition.edition.series": Text("系列", "series"),
    "validity.title": Text("有效期", "validity"),
    "roster.government.code": Text("被考核政府", "government"),
    "edition.total": Text("总分", "total"),
    "edition.edition.grades": Text("等级", "grades"),
    "edition.edition.ranked_by_points": Text("按分数排名", "ranked by points"),
}
HEADING_WORDS: Words = {
    "title": Text("名称", "title"),
    "points": Text("标题分值", "points"),
    "bonus": Text("加分项", "bonus"),
}
INDICATOR_WORDS: Words = {
    "title": Text("名称", "title"),
    "cadence": Text("周期", "cadence"),
    "cite.clause": Text("条款", "clause"),
    "cite.quote": Text("原文", "quote"),
    "foreseen": Text("原文列出的数据项", "foreseen"),
}
OPEN_WORDS: Words = {"maximum": Text("满分", "maximum"), "formula": Text("公式", "formula")}
"""Properties that a reading may leave open."""
VETO_WORDS: Words = {
    "title": Text("名称", "title"),
    "formula": Text("条件", "condition"),
    "effects": Text("后果", "effects"),
    "cite.clause": Text("条款", "clause"),
    "cite.quote": Text("原文", "quote"),
}
READING_WORDS: Words = {
    "question": Text("问题", "question"),
    "options": Text("选项", "options"),
    "default": Text("默认", "default"),
    "cite.clause": Text("条款", "clause"),
    "cite.quote": Text("原文", "quote"),
    "why": Text("理由", "why"),
    "elsewhere": Text("别处", "elsewhere"),
}
DEPARTMENT_WORDS: Words = {
    "title": Text("名称", "title"),
    "short": Text("简称", "short names"),
    "number": Text("序号", "number"),
    "registrar": Text("登记码", "registrar"),
    "group": Text("分组", "group"),
}
APPLIES_WORDS: Words = {
    "departments": Text("适用部门", "departments scored"),
    "why": Text("适用理由", "why these"),
    "cites": Text("适用依据", "derived from"),
}
DUTY_WORDS: Words = {
    "title": Text("名称", "title"),
    "due.words": Text("期限", "due"),
    "due.quote": Text("期限原文", "words of the due date"),
    "owed_by": Text("承担部门及条款", "owed by"),
    "feeds": Text("对应指标", "feeds"),
}
_EVERYBODY = SimpleNamespace(
    departments=Text("全部部门", "every department"), why=NOTHING, cites=NOTHING
)
"""An indicator of which the table says nothing."""
_CATEGORY = Text("所属类别", "category")
_ORDER = Text("顺序", "order")


def _changes(before: Rulebook, after: Rulebook) -> Iterator[Change]:
    yield from _properties(RULEBOOK, after.code, before, after, RULEBOOK_WORDS)
    yield from _clauses(before, after)
    yield from _all(VETO, _vetoes(before), _vetoes(after), VETO_WORDS, "title")
    yield from _all(DUTY, _duties(before), _duties(after), DUTY_WORDS, "title")
    yield from _all(READING, _readings(before), _readings(after), READING_WORDS, "question")
    yield from _all(MEASURE, before.measures, after.measures, MEASURE_WORDS, "title")
    yield from _all(DEPARTMENT, _roster(before), _roster(after), DEPARTMENT_WORDS, "title")


def _vetoes(rulebook: Rulebook) -> dict[str, Veto]:
    return {veto.code: veto for veto in rulebook.edition.edition.vetoes}


def _duties(rulebook: Rulebook) -> dict[str, Duty]:
    return {duty.code: duty for duty in rulebook.edition.edition.duties}


def _readings(rulebook: Rulebook) -> dict[str, Reading]:
    return {reading.key: reading for reading in rulebook.readings}


def _roster(rulebook: Rulebook) -> dict[str, Department]:
    return {department.code: department for department in rulebook.roster}


def _all(
    part: Text, before: Mapping[str, Any], after: Mapping[str, Any], words: Words, title: str
) -> Iterator[Change]:
    """What was added, removed or changed of things that have a code."""
    for code in _merged(before, after):
        if code in before and code in after:
            yield from _properties(part, code, before[code], after[code], words)
        else:
            yield _one_sided(part, code, before, after, attrgetter(title))


def _one_sided(
    part: Text,
    code: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    title: Callable[[Any], Text],
) -> Change:
    """What was added or removed as a whole."""
    old = title(before[code]) if code in before else None
    new = title(after[code]) if code in after else None
    return Change(part, code, None, old, new)


def _properties(part: Text, code: str, before: Any, after: Any, words: Words) -> Iterator[Change]:  # noqa: ANN401 -- of any kind
    for path, what in words.items():
        old, new = attrgetter(path)(before), attrgetter(path)(after)
        if old != new:
            yield Change(part, code, what, _said(old), _said(new))


def _merged(before: Collection[str], after: Collection[str]) -> list[str]:
    """The names of *after*, and those that are gone where they stood before."""
    order, place = list(after), 0
    for name in before:
        if name not in after:
            order.insert(place, name)
        place = order.index(name) + 1
    return order


# --- Headings and their clauses ------------------------------------------------------------------


def _clauses(before: Rulebook, after: Rulebook) -> Iterator[Change]:
    """Headings in the order of the text, each with its indicators."""
    old = {heading.code: heading for heading in before.edition.edition.headings}
    new = {heading.code: heading for heading in after.edition.edition.headings}
    moved = _moved(before.edition.clauses, after.edition.clauses)
    yield from _order(RULEBOOK, after.code, list(old), list(new))
    for code in _merged(old, new):
        if code in old and code in new:
            yield from _properties(HEADING, code, old[code], new[code], HEADING_WORDS)
        else:
            yield _one_sided(HEADING, code, old, new, lambda heading: heading.title)
        stood = {i: c for i, c in _under(before, code).items() if i not in moved.values()}
        stand = _under(after, code)
        yield from _order(HEADING, code, list(stood), list(stand))
        for name in _merged(stood, stand):
            if origin := moved.get(name):
                category = origin.partition(".")[0]
                yield Change(INDICATOR, name, _CATEGORY, same(category), same(code))
                yield from _clause(name, before, before.edition.clauses[origin], after, stand[name])
            elif name in stood and name in stand:
                yield from _clause(name, before, stood[name], after, stand[name])
            else:
                yield _one_sided(INDICATOR, name, stood, stand, lambda clause: clause.title)


def _under(rulebook: Rulebook, heading: str) -> dict[str, Indicator]:
    clauses = rulebook.edition.clauses.items()
    return {code: clause for code, clause in clauses if code.partition(".")[0] == heading}


def _moved(before: Collection[str], after: Collection[str]) -> dict[str, str]:
    """The new codes of indicators that stand under another heading, and their old ones.

    One is known by its name, where no other of that name came or went.
    """
    gone = _by_name(code for code in before if code not in after)
    came = _by_name(code for code in after if code not in before)
    return {
        new[0]: gone[name][0]
        for name, new in came.items()
        if len(new) == 1 and len(gone.get(name, [])) == 1
    }


def _by_name(codes: Iterator[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(code.partition(".")[2], []).append(code)
    return found


def _order(part: Text, code: str, before: list[str], after: list[str]) -> Iterator[Change]:
    """Whether those that stayed follow each other otherwise."""
    old = tuple(name for name in before if name in after)
    new = tuple(name for name in after if name in before)
    if old != new:
        yield Change(part, code, _ORDER, _said(old), _said(new))


def _clause(
    code: str, before: Rulebook, old: Indicator, after: Rulebook, new: Indicator
) -> Iterator[Change]:
    yield from _properties(INDICATOR, code, old, new, INDICATOR_WORDS)
    whom = before.edition.applicability.get(code, _EVERYBODY)
    now_whom = after.edition.applicability.get(code, _EVERYBODY)
    yield from _properties(INDICATOR, code, whom, now_whom, APPLIES_WORDS)
    was = {reading.key: reading.default for reading in before.readings}
    now = {reading.key: reading.default for reading in after.readings}
    for field, what in OPEN_WORDS.items():
        seen = set()
        for chosen in _combinations(old, new, was):
            one = bind(getattr(old, field), was | chosen)
            two = bind(getattr(new, field), now | chosen)
            pair = _by_code(one), _by_code(two)
            if pair[0] != pair[1] and pair not in seen:
                seen.add(pair)
                odd = [(k, o) for k, o in chosen.items() if not o == was[k] == now[k]]
                yield Change(INDICATOR, code, what, *_told(one, two), tuple(odd))


def _combinations(
    before: Indicator, after: Indicator, defaults: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """Ways to read both: by their own defaults, then by every option that both know."""
    yield {}
    ours, theirs = before.open_readings, after.open_readings
    shared = {
        key: sorted(set(ours[key]) & set(theirs[key]), key=_with_first(defaults[key]))
        for key in ours
        if key in theirs
    }
    for chosen in product(*shared.values()):
        yield dict(zip(shared, chosen, strict=True))


def _with_first(default: str) -> Callable[[str], tuple[bool, str]]:
    return lambda option: (option != default, option)


def _by_code(tree: Node) -> Node:
    """*tree* with measures that say nothing but their codes, and the levels that points hang on."""
    if isinstance(tree, Amount):
        measure = tree.measure
        kind = Kind.LEVEL if measure.kind is Kind.LEVEL else Kind.STOCK
        return Amount(Measure(measure.code, NOTHING, kind=kind, levels=measure.levels))
    return rebuild(tree, _by_code)


# --- In words --------------------------------------------------------------------------------------


def _told(before: Node, after: Node) -> tuple[Text, Text]:
    """Both in words; where these are alike, as the forms that are not."""
    old, new = _tree(before), _tree(after)
    if old != new:
        return old, new
    return same(_form(before)), same(_form(after))


def _tree(tree: Node) -> Text:
    return same(written(tree.value)) if isinstance(tree, Constant) else wording(tree)


def _form(tree: Node) -> str:
    return dumps(to_form(tree), ensure_ascii=False)


def _said(value: Any) -> Text | None:  # noqa: ANN401 -- of any kind
    """A property in words; None where there is none."""
    words = _words(value)
    return None if words == NOTHING else words


def _words(value: Any) -> Text:  # noqa: ANN401, C901, PLR0911, PLR0912 -- of any kind, one after the other
    match value:
        case None:
            return NOTHING
        case Text():
            return value
        case bool():
            return Text("是", "yes") if value else Text("否", "no")
        case str() | int() | date():
            return same(str(value))
        case Fraction():
            return same(written(value))
        case Cadence() | Kind():
            return value.title
        case Feeds(indicator=indicator, measures=measures, follows=follows, government=government):
            how = f" ({follows.value})" if follows else ""
            whose = Text("（计入本级政府）", ", of the government") if government else NOTHING
            fed = join([same(code) for code in (indicator, *measures)], zh="、", en=", ")
            return fed + same(how) + whose
        case Mapping():
            meanings = [same(f"{name}: ") + _words(meaning) for name, meaning in value.items()]
            return join(meanings, zh="；", en="; ")
        case Node():
            return wording(value)
        case Effect():
            return value.words()
        case Ladder(grades=grades):
            return join([g.title + same(f" {g.interval}") for g in grades], zh="、", en=", ")
        case Level(title=title) | Group(title=title):
            return title
        case Citation(clause=clause, quote=quote):
            return same(f"{clause} {quote}")
        case Foreseen(measure=measure, named=named, unit=unit):
            each = f"/{unit.name.lower()}" if unit else ""
            cited = "; ".join(f"{cite.clause} {cite.quote}" for cite in named)
            return same(f"{measure}{each}: {cited}")
        case _:
            return join([_words(item) for item in value], zh="、", en=", ")
