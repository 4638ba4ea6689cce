"""信用信息应用: the laws, the worked cases, and each clause computed again from its words."""

import re
from fractions import Fraction
from importlib.resources import files
from itertools import product

import pytest

from credit_rules import Fact, Facts, Period
from credit_rules.testing import Readers, parametrize_with_laws, variants
from credit_rules_application import NAMED, categories

INDICATORS = dict(variants(categories()))
ONCE, EACH_STAGE = (f"xinyi_plus[xinyi_plus.accrual={how}]" for how in ("once", "each_stage"))
JULY = Period.month(2023, 7)


@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)


def points(name: str, counts: dict[str, int]) -> Fraction | None:
    facts = Facts(tuple(Fact("subject", JULY, code, n) for code, n in counts.items()))
    scored = Readers().score(INDICATORS[f"application.{name}"], facts, JULY)
    assert scored.lowest == scored.highest
    return scored.lowest


def authenticated(part: int, whole: int) -> Fraction | None:
    told = {"real_name_authentication.entities": part, "market_entities.total": whole}
    return points("real_name_authentication", told)


def schemes(made: int, effective: int, implemented: int | None = None) -> Fraction | None:
    told = {"xinyi_plus.schemes": made, "xinyi_plus.effective": effective}
    if implemented is None:
        return points(ONCE, told)
    return points(EACH_STAGE, told | {"xinyi_plus.implemented": implemented})


def test_worked_cases() -> None:
    assert authenticated(4, 100) == Fraction("3.2")
    assert schemes(7, 5) == Fraction("3.1")


@pytest.mark.parametrize("whole", [1, 7, 100, 999])
def test_8_points_from_10_percent_on_and_in_proportion_below(whole: int) -> None:
    """占比10%以上得满分,10%以下按比例得分, 共8分."""
    for part in range(whole + 1):
        share = Fraction(part, whole)
        below = 8 * share / Fraction(10, 100)
        assert authenticated(part, whole) == (8 if share >= Fraction(10, 100) else below)
    assert authenticated(0, 0) is None


def test_three_tenths_for_a_scheme_and_two_tenths_for_its_results() -> None:
    """每制定或落实一个方案得0.3分,形成成效得0.2分, 共10分."""
    for made, share, implemented in product((0, 1, 7, 19, 20, 33, 34), (0, 1, 2), (0, 1, 14, 40)):
        effective = made * share // 2
        by_the_words = Fraction(3 * made + 2 * effective, 10)
        assert schemes(made, effective) == min(by_the_words, 10)
        both = by_the_words + Fraction(3 * implemented, 10)
        assert schemes(made, effective, implemented) == min(both, 10)


def test_annex_1_names_the_schemes_where_they_are_cited() -> None:
    text = files("credit_rules_genhe_2023").joinpath("genhe-2023-52.zh-Hans.txt").read_text("utf-8")
    row, named = "", []
    for line in text.partition("序号 | 部门名称")[2].partition("附件 2")[0].splitlines():
        row = match[1] if (match := re.match(r"(\d+) \| ", line)) else row
        item = re.search(r"(?:^|\| )(\d+)\.制定出台(.*?)工作方案", line)
        named += [(f"附件1·{row}·{item[1]}", item[2])] if item else []
    assert [cite.clause for cite in NAMED] == [clause for clause, _ in named]
    assert all(words in cite.quote for cite, (_, words) in zip(NAMED, named, strict=True))


def test_the_clauses_are_worth_8_and_10_points() -> None:
    assert [int(indicator.maximum) for indicator in INDICATORS.values()] == [8, 10, 10]
