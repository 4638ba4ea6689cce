"""诚信宣传教育: the laws, and each clause computed again from its own words."""

from fractions import Fraction
from itertools import product

import pytest

from credit_rules import Fact, Facts, Period
from credit_rules.testing import Readers, parametrize_with_laws, variants
from credit_rules_publicity import categories

INDICATORS = dict(variants(categories()))
MEAN, POOLED = (f"publicity.campaigns[campaigns.fold={fold}]" for fold in ("mean", "pooled"))


@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)


def points(name: str, measure: str, period: str, **held: int) -> Fraction | None:
    """What was held by month (``m07=2``) comes to in *period*."""
    facts = [Fact("subject", Period.parse(f"2023-{m[1:]}"), measure, n) for m, n in held.items()]
    scored = Readers().score(INDICATORS[name], Facts(tuple(facts)), Period.parse(period))
    assert scored.lowest == scored.highest
    return scored.lowest


def test_a_point_for_each_campaign_and_3_a_month() -> None:
    """月度指标,共3分,每开展一次得1分."""
    for held in range(8):
        for name in (MEAN, POOLED):
            assert points(name, "campaigns.held", "2023-07", m07=held) == min(held, 3)


def test_a_quarter_of_campaigns_is_the_mean_of_its_months_or_its_sum() -> None:
    for a, b, c in product((0, 1, 3, 5), repeat=3):
        held = {"m07": a, "m08": b, "m09": c}
        mean = Fraction(min(a, 3) + min(b, 3) + min(c, 3), 3)
        assert points(MEAN, "campaigns.held", "2023-Q3", **held) == mean
        assert points(POOLED, "campaigns.held", "2023-Q3", **held) == min(a + b + c, 3)


@pytest.mark.parametrize(("name", "each"), [("training", 2), ("integrity_education", 1)])
def test_points_for_each_time_and_2_a_quarter(name: str, each: int) -> None:
    """季度指标,共2分,每开展一次得2分 (得1分)."""
    for a, b in product(range(4), repeat=2):
        quarter = points(f"publicity.{name}", f"{name}.held", "2023-Q3", m07=a, m09=b)
        assert quarter == min(each * (a + b), 2)
    assert points(f"publicity.{name}", f"{name}.held", "2023-07", m07=1) is None
    quarters = {"m01": 1, "m04": 0, "m08": 0, "m12": 5}
    year = Fraction(each + 0 + 0 + 2, 4)
    assert points(f"publicity.{name}", f"{name}.held", "2023", **quarters) == year


def test_the_clauses_are_worth_3_2_and_2_points() -> None:
    assert {name: indicator.maximum for name, indicator in INDICATORS.items()} == {
        MEAN: 3,
        POOLED: 3,
        "publicity.training": 2,
        "publicity.integrity_education": 2,
    }
