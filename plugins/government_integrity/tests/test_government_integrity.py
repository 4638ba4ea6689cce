"""政务诚信: the laws, the worked cases, and each clause computed again from its words."""

from fractions import Fraction
from itertools import product

import pytest

from credit_rules import Fact, Facts, Period
from credit_rules.testing import Readers, parametrize_with_laws, variants
from credit_rules_government_integrity import categories

INDICATORS = dict(variants(categories()))
SPLIT, MEAN, LOWER, BOTH = RATES = ("split", "mean", "lower", "both")


@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)


def points(name: str, period: str, *told: dict[str, int]) -> Fraction | None:
    """Of *period*, whose first months were told of one after the other."""
    months = Period.parse(period).split(Period.month(2023, 1).unit)
    facts = [
        Fact("subject", m, c, n) for m, d in zip(months, told, strict=False) for c, n in d.items()
    ]
    indicator = INDICATORS[f"government_integrity.{name}"]
    scored = Readers().score(indicator, Facts(tuple(facts)), Period.parse(period))
    assert scored.lowest == scored.highest
    return scored.lowest


def calls(requests: int, resolved: int, rated: int, satisfied: int) -> dict[str, int]:
    names = ("requests", "resolved", "rated", "satisfied")
    told = zip(names, (requests, resolved, rated, satisfied), strict=True)
    return {f"hotline.{name}": n for name, n in told}


def hotline(
    rates: str, *told: dict[str, int], fold: str = "mean", period: str = "2023-07"
) -> Fraction | None:
    return points(f"hotline[hotline.fold={fold},hotline.rates={rates}]", period, *told)


def test_worked_cases() -> None:
    assert hotline(SPLIT, calls(100, 95, 100, 97)) == 3
    assert hotline(SPLIT, calls(100, 100, 100, 85)) == Fraction("2.5")


def by_the_words(percent: Fraction) -> Fraction:
    """达到90%以下不得分,100%得5分,90%-100%之间按比例得分."""
    return Fraction(0) if percent <= 90 else 5 * (percent - 90) / 10


@pytest.mark.parametrize("fold", ["mean", "pooled"])
def test_two_rates_make_5_points_in_four_ways(fold: str) -> None:
    for solved, pleased in product((0, 85, 89, 90, 91, 95, 99, 100), repeat=2):
        told = calls(200, 2 * solved, 100, pleased)
        mean = by_the_words(Fraction(solved + pleased, 2))
        assert {rates: hotline(rates, told, fold=fold) for rates in RATES} == {
            SPLIT: (by_the_words(Fraction(solved)) + by_the_words(Fraction(pleased))) / 2,
            MEAN: mean,
            LOWER: by_the_words(Fraction(min(solved, pleased))),
            BOTH: mean if solved >= 90 and pleased >= 90 else 0,
        }
    for empty in (calls(0, 0, 9, 9), calls(9, 9, 0, 0)):
        assert {hotline(rates, empty, fold=fold) for rates in RATES} == {None}


def test_a_quarter_is_the_mean_of_its_months_or_its_sums() -> None:
    months = (calls(100, 100, 100, 100), calls(0, 0, 0, 0), calls(300, 270, 100, 100))
    # 5 and 2.5, August outside; 370/400 is 92.5%, a quarter of 2.5 points
    assert hotline(SPLIT, *months, period="2023-Q3") == Fraction("3.75")
    pooled = hotline(SPLIT, *months, fold="pooled", period="2023-Q3")
    assert pooled == Fraction("0.625") + Fraction("2.5")


def test_counts_of_a_quarter() -> None:
    """查询一个批次得0.8分, 共4分; 有一条相关信息扣2分, 共2分."""
    for a, b in product(range(5), repeat=2):
        told = [{"credit_checks.batches": n, "defaulters.records": n} for n in (a, b)]
        assert points("credit_checks", "2023-Q3", *told) == min(Fraction(8 * (a + b), 10), 4)
        assert points("defaulters", "2023-Q3", *told) == max(2 - 2 * (a + b), 0)
    assert points("credit_checks", "2023-07", {"credit_checks.batches": 5}) is None


@pytest.mark.parametrize(
    "flag", ["target_responsibility.included", "arrears_resolution.mechanism_or_work"]
)
def test_2_points_where_it_is_done(flag: str) -> None:
    """纳入得2分,未纳入不得分; 建立相关工作机制或开展相关工作得2分."""
    name = flag.partition(".")[0]
    assert [points(name, "2023-07", {flag: said}) for said in (0, 1)] == [0, 2]


def test_maxima() -> None:
    maxima = {name.partition("[")[0]: int(i.maximum) for name, i in INDICATORS.items()}
    assert list(maxima.values()) == [2, 5, 4, 2, 2]
