"""The quantities that are reported."""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from fractions import Fraction
from itertools import combinations
from typing import Any

from attrs import field, frozen

from credit_rules.errors import FormulaError
from credit_rules.errors.formulas import bad_code, bad_highest, doubled_level, too_few
from credit_rules.exact import Number, exact, number, written
from credit_rules.text import NOTHING, Text, join, same

Quantity = int | Fraction
"""The number that a fact states: a count, 0 or 1, the place of a level, or judged points."""


class Kind(Enum):
    """What a measure is.

    A count of events, a count of what is there, a yes or no, one of several levels, or points
    that a person has judged.
    """

    FLOW = "flow"
    STOCK = "stock"
    FLAG = "flag"
    LEVEL = "level"
    JUDGED = "judged"

    @property
    def adds_up(self) -> bool:
        """Whether those of several departments together say anything."""
        return self in _ADD_UP

    def together(self, values: Collection[Quantity]) -> Quantity:
        """Several values as one: counts are added, of flags any one is enough."""
        return max(values) if self is Kind.FLAG else sum(values)

    @property
    def title(self) -> Text:
        """流量, 存量, 是/否, 等级 or 评分."""
        return _KINDS[self]


_KINDS = {
    Kind.FLOW: Text("流量", "flow"),
    Kind.STOCK: Text("存量", "stock"),
    Kind.FLAG: Text("是/否", "flag"),
    Kind.LEVEL: Text("等级", "level"),
    Kind.JUDGED: Text("评分", "judged"),
}
_ADD_UP = {Kind.FLOW, Kind.STOCK, Kind.FLAG}


@frozen(cache_hash=True)
class Level:
    """One of the levels that a measure can have: 优, excellent."""

    code: str
    title: Text

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be called in a facts file, in small letters."""
        return tuple(name.lower() for name in (self.code, self.title.zh, self.title.en))


def _highest(value: Number | None) -> Fraction | None:
    return None if value is None else number(value)


_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


@frozen(cache_hash=True)
class Measure:
    """One quantity that is reported: a count, a flag, a level or judged points, never a rate.

    Attributes:
        code: ``<indicator>.<quantity>``, as a facts file writes it.
        title: its name in both languages.
        unit: what one of it is.
        kind: a flow is summed over a window; of a stock the latest value counts.
        within: code of the measure that it is a part of, and therefore cannot exceed.
        dated: whether a fact counts only in the window that its period lies in (every
            flow, and a flag such as "this month's report came in time") or stands until
            a later one replaces it.
        levels: what a level can be, each known by its place, from 0 on.
        highest: the most that can be judged.

    Raises:
        FormulaError: *code* is not two lower-case names joined by a dot; a level has fewer than
            two levels, or two that are called the same; judged points have no highest above 0.
    """

    code: str
    title: Text
    unit: Text = NOTHING
    kind: Kind = field(default=Kind.STOCK, converter=Kind)
    within: str | None = None
    dated: bool = False
    levels: tuple[Level, ...] = ()
    highest: Fraction | None = field(default=None, converter=_highest)

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise FormulaError(bad_code(self.code))
        if self.kind is Kind.FLOW:
            object.__setattr__(self, "dated", True)
        if self.kind is Kind.LEVEL:
            self._check_levels()
        if self.kind is Kind.JUDGED and (self.highest is None or self.highest <= 0):
            raise FormulaError(bad_highest(self.code, exact(self.highest or Fraction())))

    def _check_levels(self) -> None:
        codes = [level.code for level in self.levels]
        if len(codes) < 2:  # noqa: PLR2004 -- else there is nothing to tell apart
            raise FormulaError(too_few(self.code, len(codes)))
        called = [set(level.names) for level in self.levels]
        for names, others in combinations(called, 2):
            for name in sorted(names & others):
                raise FormulaError(doubled_level(self.code, name))

    @property
    def limit(self) -> Fraction | None:
        """The most that a fact of it can state by itself; None where nothing limits it."""
        match self.kind:
            case Kind.FLAG:
                return Fraction(1)
            case Kind.LEVEL:
                return Fraction(len(self.levels) - 1)
            case Kind.JUDGED:
                return self.highest
            case _:
                return None

    def shown(self, value: Quantity) -> Text:
        """*value* as a person reads it: 是, 优, 12."""
        match self.kind:
            case Kind.FLAG:
                return Text("是", "yes") if value else Text("否", "no")
            case Kind.LEVEL:
                return self.levels[int(value)].title
            case _:
                return same(written(Fraction(value)))

    def told(self, value: Quantity) -> Text:
        """Its name and *value*: 走访 12 次."""
        if self.kind in {Kind.FLAG, Kind.LEVEL}:
            return self.title + Text("：", ": ") + self.shown(value)
        number = written(Fraction(value))
        return self.title + Text(f" {number} {self.unit.zh}".rstrip(), f" {number}")

    def stated(self, value: Quantity) -> int | str:
        """*value* as JSON states it: a level by its code, judged points without rounding."""
        if self.kind is Kind.LEVEL:
            return self.levels[int(value)].code
        return int(value) if value.denominator == 1 else written(Fraction(value))


MEASURE_WORDS: Mapping[str, Text] = {
    "title": Text("名称", "title"),
    "unit": Text("单位", "unit"),
    "kind": Text("类型", "kind"),
    "within": Text("不大于", "within"),
    "dated": Text("仅计当期", "dated"),
    "levels": Text("等级", "levels"),
    "highest": Text("最高分", "highest"),
}
"""What may be said of a measure, and what it is called."""


def unlike(one: Measure, other: Measure) -> Text:
    """In what two declarations of one code differ: 名称 应办 / 应办件."""
    return join(
        [
            what + same(" ") + _pair(_said(getattr(one, name)), _said(getattr(other, name)))
            for name, what in MEASURE_WORDS.items()
            if getattr(one, name) != getattr(other, name)
        ],
        zh="；",
        en="; ",
    )


def _pair(one: Text, other: Text) -> Text:
    """Both, in words that differ: where those of one language do not, in the other's."""
    zh, en = f"{one.zh} / {other.zh}", f"{one.en} / {other.en}"
    return Text(en if one.zh == other.zh else zh, zh if one.en == other.en else en)


def _said(value: Any) -> Text:  # noqa: ANN401, PLR0911 -- any property of a measure
    match value:
        case Text():
            return value if value != NOTHING else same("—")
        case Kind():
            return value.title
        case bool():
            return Text("是", "yes") if value else Text("否", "no")
        case Fraction():
            return same(written(value))
        case str():
            return same(value)
        case [*levels] if levels:
            said = [same(f"{level.code} ") + level.title for level in levels]
            return join(said, zh="、", en=", ")
        case _:
            return same("—")


def circles(measures: Iterable[Measure]) -> tuple[tuple[str, ...], ...]:
    """Every chain of parts and wholes that comes back to where it began, as codes.

    Each of them once, from the first of its codes in the alphabet on.
    """
    within = {measure.code: measure.within for measure in measures}
    found: dict[tuple[str, ...], None] = {}
    for code in within:
        chain = [code]
        while (whole := within.get(chain[-1])) is not None:
            if whole in chain:
                ring = chain[chain.index(whole) :]
                first = ring.index(min(ring))
                found[(*ring[first:], *ring[:first])] = None
                break
            chain.append(whole)
    return tuple(found)
