"""No column can leave 64 bits, whatever is reported: Python's own integers are the oracle."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.columns.rows import Clauses, Sheet
from tests.columns.test_formulas import LESS, ROWS, SHAPES, THREE, UNSHRUNK
from tests.readers.clauses import JULY, formulas
from tests.readers.test_compiled import VARIANTS

from credit_rules import Node, Period
from credit_rules.columns import Scorer
from credit_rules.columns.integers import MOST, MOST_NARROW
from credit_rules.columns.programs import Block, compile_program
from credit_rules.measures import Kind, Measure

LIMITS = (2 * 10**7, 10**9, 10**12, 10**15, 10**18)


# ----------------------------------------------------------------- programs on extreme amounts


@frozen(eq=False)
class Checked:
    """A column of one row, in Python's own integers, that may never leave its bits."""

    value: int
    wide: bool = False

    def __attrs_post_init__(self) -> None:
        most = MOST if self.wide else MOST_NARROW
        assert -most <= self.value <= most, self.value

    def _with(self, other: Any, name: str) -> Any:
        if isinstance(other, Checked):
            assert other.wide == self.wide, "columns of unlike width are slow"
        return Checked(getattr(self.value, name)(_int(other)), self.wide)

    def __add__(self, other: Any) -> Any:
        return self._with(other, "__add__")

    def __sub__(self, other: Any) -> Any:
        return self._with(other, "__sub__")

    def __rsub__(self, other: Any) -> Any:
        return Checked(_int(other) - self.value, self.wide)

    def __mul__(self, other: Any) -> Any:
        return self._with(other, "__mul__")

    def __floordiv__(self, other: Any) -> Any:
        assert _int(other) > 0
        return self._with(other, "__floordiv__")

    def __rfloordiv__(self, other: Any) -> Any:
        assert self.value > 0
        return Checked(_int(other) // self.value, self.wide)

    def __gt__(self, other: Any) -> Any:
        return Flag(self.value > _int(other))

    def __ge__(self, other: Any) -> Any:
        return Flag(self.value >= _int(other))

    def __lt__(self, other: Any) -> Any:
        return Flag(self.value < _int(other))

    def __le__(self, other: Any) -> Any:
        return Flag(self.value <= _int(other))

    def __ne__(self, other: object) -> Any:
        return Flag(self.value != _int(other))

    __hash__ = None  # type: ignore[assignment]


@frozen
class Flag:
    """A condition in one row."""

    held: bool

    def __and__(self, other: "Flag") -> "Flag":
        return Flag(self.held and other.held)

    def __or__(self, other: "Flag") -> "Flag":
        return Flag(self.held or other.held)

    def __rsub__(self, other: int) -> int:
        return other - self.held

    def __invert__(self) -> "Flag":
        return Flag(not self.held)


def _int(value: Any) -> int:
    return value.value if isinstance(value, Checked) else int(value)


def _like(one: Any, other: Any, value: int) -> Checked:
    widths = {x.wide for x in (one, other) if isinstance(x, Checked)}
    assert len(widths) == 1, "columns of unlike width are slow"
    return Checked(value, *widths)


def _told(amount: Checked, most: int) -> Checked:
    assert 0 <= amount.value <= most
    return Checked(amount.value, wide=most > MOST_NARROW)


def _within(part: Checked, whole: Checked) -> Checked:
    return _like(part, whole, min(part.value, whole.value))  # else it is refused


def _parted(one: Checked, by: Any) -> Checked:
    assert one.value >= 0
    assert _int(by) > 0, "divided by nothing"
    return _like(one, by, one.value // _int(by))


def _shared(each: Checked, total: Checked, count: Checked, most: int, times: int) -> Checked:
    if count.value == most:
        assert each.value == total.value * times // most
    _ = Checked(total.value * times, total.wide)  # as it is computed where fewer apply
    return _like(each, total, total.value * times // max(count.value, 1))


CALLED = {
    "told": _told,
    "within": _within,
    "every": lambda c: c.held,
    "wide": lambda a: Checked(_int(a), wide=True),
    "narrow": lambda a: Checked(_int(a)),
    "minimum": lambda a, b: _like(a, b, min(_int(a), _int(b))),
    "maximum": lambda a, b: _like(a, b, max(_int(a), _int(b))),
    "spared": lambda a, above: a if above else Checked(max(a.value, 1), a.wide),
    "pick": lambda c, a, b, _: _int(a if c.held else b) if _both(a, b) else _picked(c, a, b),
    "kept": lambda a, c, _: Checked(a.value * c.held, a.wide),
    "parted": _parted,
    "shared": _shared,
    "counted": lambda *conditions: Checked(sum(c.held for c in conditions)),
    "status_of": lambda *_: 0,
}


def _both(one: Any, other: Any) -> bool:
    """Whether both are numbers; what width they are picked with is said around it."""
    return isinstance(one, int) and isinstance(other, int)


def _picked(condition: Flag, one: Any, other: Any) -> Checked:
    return _like(one, other, _int(one if condition.held else other))


class Slots(dict[int, Any]):
    """Where a program puts its answers; each as a block holds it."""


def run(clauses: Clauses, period: Period, most: int, random: Random, *, highest: bool) -> bool:
    """Run a program on amounts at their ends, in integers of any size; False where there is none."""
    asked = Sheet(clauses, period).asked
    reads = Scorer(asked).reads
    keys = [(span, code) for span, measures in reads.items() for code in measures]
    may_lack = frozenset(key for key in keys if random.random() < 0.3)
    strict = random.random() < 0.5
    program = compile_program(asked, most, may_lack, highest=highest, strict=strict)
    if program is None:
        return False
    scope: dict[str, Any] = {"__builtins__": {}, **CALLED}
    exec(program.source, scope)  # noqa: S102
    places = [(s, c, m) for s, measures in program.reads.items() for c, m in measures.items()]
    for _ in range(8):
        amounts, lacks = [], []
        for span, code, measure in places:
            missing = (span, code) in may_lack and random.random() < 0.5
            ends = _ends(measure, most)
            amounts.append(Checked(0 if missing else random.choice(ends), wide=True))
            lacks.append(Flag(missing))
        block = Block(Slots(), Slots(), Slots())  # type: ignore[arg-type]
        scope["score"](amounts, lacks, block)
    return True


def _ends(measure: Measure, most: int) -> Sequence[int]:
    match measure.kind:
        case Kind.FLAG:
            return (0, 1)
        case Kind.LEVEL:
            return range(len(measure.levels))
        case Kind.JUDGED:
            return (0, 1, 10**6, int((measure.highest or 0) * 10**6))
        case _:
            return (0, 0, 1, 2, most // 2, most - 1, most, most)


PERIODS = st.sampled_from(["2023-07", "2023-Q3", "2023-Q4", "2023"]).map(Period.parse)


@pytest.mark.parametrize("most", LIMITS)
@UNSHRUNK
@given(random=ROWS, period=PERIODS, highest=st.booleans())
def test_no_clause_leaves_64_bits(
    most: int, random: Random, period: Period, *, highest: bool
) -> None:
    chosen = random.sample([*VARIANTS.values()], 3)
    run([(c.formula, c.maximum) for c in chosen], period, most, random, highest=highest)


@LESS
@given(random=ROWS, period=PERIODS, highest=st.booleans())
def test_no_shape_leaves_64_bits(random: Random, period: Period, *, highest: bool) -> None:
    for name in random.sample([*SHAPES], 6):
        clauses = [(SHAPES[name], THREE), (SHAPES[random.choice([*SHAPES])], THREE)]
        for most in LIMITS:
            run(clauses, period, most, random, highest=highest)


@UNSHRUNK
@given(
    several=st.lists(formulas, min_size=1, max_size=2),
    random=ROWS,
    most=st.sampled_from(LIMITS),
    highest=st.booleans(),
)
def test_no_formula_leaves_64_bits(
    several: list[Node], random: Random, most: int, *, highest: bool
) -> None:
    run([(f, THREE) for f in several], Period.parse(JULY), most, random, highest=highest)
