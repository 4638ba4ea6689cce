"""商务诚信: the laws, the worked cases, and each clause computed again from its words."""

from fractions import Fraction

import pytest

from credit_rules import Fact, Facts, Period
from credit_rules.testing import Readers, parametrize_with_laws, variants
from credit_rules_business_integrity import categories

INDICATORS = dict(variants(categories()))
RAMP, PROPORTIONAL = (
    f"a_grade_taxpayers[a_grade_taxpayers.line={line}]" for line in ("ramp", "proportional")
)
FALLING, COMPLEMENT = (
    f"seriously_dishonest[seriously_dishonest.line={line}]" for line in ("ramp", "complement")
)
JULY = Period.month(2023, 7)


@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)


def points(name: str, part: int, whole: int) -> Fraction | None:
    indicator = INDICATORS[f"business_integrity.{name}"]
    measures = ("taxpayers.a_grade", "taxpayers.rated")
    if name in (FALLING, COMPLEMENT):
        measures = ("seriously_dishonest.entities", "market_entities.total")
    told = zip(measures, (part, whole), strict=True)
    facts = Facts(tuple(Fact("subject", JULY, code, n) for code, n in told))
    scored = Readers().score(indicator, facts, JULY)
    assert scored.lowest == scored.highest
    return scored.lowest


def test_worked_cases() -> None:
    a_grade = [points(RAMP, part, 1000) for part in (59, 60, 80, 100, 120)]
    assert a_grade == [0, 0, Fraction("1.5"), 3, 3]
    dishonest = [points(FALLING, part, 100) for part in (0, 2, 5, 7)]
    assert dishonest == [3, Fraction("1.8"), 0, 0]


@pytest.mark.parametrize("whole", [1, 7, 100, 1000])
def test_a_grade_taxpayers(whole: int) -> None:
    """6%以下不得分,10%以上得3分,6%-10%之间按比例得分, 共3分."""
    for part in range(whole + 1):
        percent = Fraction(100 * part, whole)
        if percent >= 10:
            ramp = proportional = Fraction(3)
        elif percent < 6:
            ramp = proportional = Fraction(0)
        else:
            ramp, proportional = 3 * (percent - 6) / 4, 3 * percent / 10
        assert points(RAMP, part, whole) == ramp
        assert points(PROPORTIONAL, part, whole) == proportional
    assert points(RAMP, 0, 0) is points(PROPORTIONAL, 0, 0) is None


@pytest.mark.parametrize("whole", [1, 7, 100, 1000])
def test_seriously_dishonest_entities(whole: int) -> None:
    """5%以上不得分,5%以下按比例得分,比例越低分数越高, 共3分."""
    for part in range(whole + 1):
        share = Fraction(part, whole)
        from_5 = share >= Fraction(5, 100)
        assert points(FALLING, part, whole) == (0 if from_5 else 3 * (1 - share * 20))
        assert points(COMPLEMENT, part, whole) == (0 if from_5 else 3 * (1 - share))
    assert points(FALLING, 0, 0) is points(COMPLEMENT, 0, 0) is None


def test_both_clauses_are_worth_3_points() -> None:
    assert {indicator.maximum for indicator in INDICATORS.values()} == {3}
