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
from credit_rules.columns.integers import (
    MOST,
)
from credit_rules.columns.programs import Block, compile_program
from credit_rules.measures import Kind, Measure

LIMITS = (10**6, 10**9, 10**12, 10**15, 10**18)


# ----------------------------------------------------------------- programs on extreme amounts


@frozen(eq=False)
class Checked:
    """A column of one row, in Python's own integers, that may never leave 64 bits."""

    value: int

    def __attrs_post_init__(self) -> None:
        assert -MOST <= self.value <= MOST, self.value

    def _with(self, other: Any, name: str) -> Any:
        result = getattr(self.value, name)(_int(other))
        return result if isinstance(result, bool) else Checked(result)

    def __add__(self, other: Any) -> Any:
        return self._with(other, "__add__")

    def __sub__(self, other: Any) -> Any:
        return self._with(other, "__sub__")

    def __rsub__(self, other: Any) -> Any:
        return Checked(_int(other) - self.value)

    def __mul__(self, other: Any) -> Any:
        return self._with(other, "__mul__")

    def __floordiv__(self, other: Any) -> Any:
        assert _int(other) > 0
        return self._with(other, "__floordiv__")

    def __rfloordiv__(self, other: Any) -> Any:
        assert self.value > 0
        return Checked(_int(other) // self.value)

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

    def __invert__(self) -> "Flag":
        return Flag(not self.held)


def _int(value: Any) -> int:
    return value.value if isinstance(value, Checked) else int(value)


def _parted(one: Checked, by: Any) -> Checked:
    assert one.value >= 0
    return Checked(one.value // _int(by)) if _int(by) > 0 else pytest.fail("divided by nothing")


def _shared(total: Checked, count: Checked, most: int, times: int) -> Checked:
    assert times % most == 0
    assert times % max(count.value, 1) == 0
    _ = Checked(total.value * times)  # as it is computed where fewer apply
    return Checked(total.value * times // max(count.value, 1))


CALLED = {
    "minimum": lambda a, b: Checked(min(_int(a), _int(b))),
    "maximum": lambda a, b: Checked(max(_int(a), _int(b))),
    "pick": lambda c, a, b: Checked(_int(a if c.held else b)),
    "kept": lambda a, c: Checked(_int(a) * c.held),
    "parted": _parted,
    "shared": _shared,
    "counted": lambda *conditions: Checked(sum(c.held for c in conditions)),
    "status_of": lambda *_: 0,
}


class Slots(dict[int, Any]):
    """Where a program puts its answers; each as a block holds it."""


def run(clauses: Clauses, period: Period, most: int, random: Random, *, highest: bool) -> bool:
    """Run a program on amounts at their ends, in integers of any size; False where there is none."""
    asked = Sheet(clauses, period).asked
    reads = Scorer(asked).reads
    keys = [(span, code) for span, measures in reads.items() for code in measures]
    may_lack = frozenset(key for key in keys if random.random() < 0.3)
    program = compile_program(asked, most, may_lack, highest=highest)
    if program is None:
        return False
    scope: dict[str, Any] = {"__builtins__": {}, **CALLED}
    exec(program.source, scope)  # noqa: S102
    places = [(s, c, m) for s, measures in program.reads.items() for c, m in measures.items()]
    for _ in range(8):
        amounts, lacks = [], []
        for span, code, measure in places:
            missing = (span, code) in may_lack and random.random() < 0.5
            amounts.append(Checked(0 if missing else random.choice(_ends(measure, most))))
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
