"""公共信用信息归集: the laws, the worked cases, and each clause computed again from its words."""

from fractions import Fraction
from itertools import product

import pytest

from credit_rules import Fact, Facts, Period
from credit_rules.testing import Readers, parametrize_with_laws, variants
from credit_rules_information_collection import categories

INDICATORS = dict(variants(categories()))
MARKET = "market_entities.total"
EMPTY = {"not_applicable": None, "full": 12, "zero": 0}


@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)


def points(
    name: str, told: dict[str, int], period: str = "2023-07", *, reported: str | None = None
) -> Fraction | None:
    there = Period.parse(reported or period)
    facts = Facts(tuple(Fact("subject", there, code, n) for code, n in told.items()))
    scored = Readers().score(
        INDICATORS[f"information_collection.{name}"], facts, Period.parse(period)
    )
    assert scored.lowest == scored.highest
    return scored.lowest


def publicity(fold: str, concealment: str, empty: str, *counts: int) -> Fraction | None:
    how = {"fold": fold, "concealment": concealment, "empty_month": empty}
    named = ",".join(f"double_publicity.{key}={option}" for key, option in how.items())
    measures = ("reported", "compliant", "on_time", "concealed")
    told = {f"double_publicity.{m}": n for m, n in zip(measures, counts, strict=True)}
    return points(f"double_publicity[{named}]", told)


def administrative(empty: str, part: int, whole: int) -> Fraction | None:
    told = {"administrative_information.compliant": part}
    told["administrative_information.reported"] = whole
    return points(f"administrative_information[administrative_information.empty={empty}]", told)


def commitments(part: int, whole: int) -> Fraction | None:
    return points("commitments", {"commitments.collected": part, MARKET: whole})


def employees(part: int, whole: int) -> Fraction | None:
    told = {"public_employees.collected": part, "public_employees.total": whole}
    return points("public_employees", told)


def special(enterprise: int, entities: int, person: int, population: int) -> Fraction | None:
    told = {"special_information.enterprise": enterprise, MARKET: entities}
    told |= {"special_information.person": person, "population.total": population}
    return points("special_information", told)


def codes(proportion: str, found: int, corrected: int, total: int) -> Fraction | None:
    told = {"code_errors.found": found, "code_errors.corrected": corrected}
    told["social_credit_codes.total"] = total
    return points(f"code_errors[code_errors.proportion={proportion}]", told)


def test_worked_cases() -> None:
    july = [publicity("mean", "month", "zero", 100, 98, 95, concealed) for concealed in range(3)]
    assert july == [Fraction("11.58"), Fraction("5.58"), 0]
    assert administrative("zero", 97, 100) == Fraction("2.91")
    assert [commitments(n, 1000) for n in (800, 1200)] == [Fraction("1.6"), 2]
    assert [employees(n, 100) for n in (30, 50, 90)] == [Fraction("1.2"), 2, 2]
    assert special(500, 1000, 4000, 1000) == Fraction("1.0") + Fraction("1.2")


@pytest.mark.parametrize("empty", EMPTY)
@pytest.mark.parametrize("how", [("mean", "month"), ("mean", "period"), ("pooled", "month")])
def test_licences_and_penalties_of_a_month(how: tuple[str, str], empty: str) -> None:
    """得分=合规率*6+及时率*6。被国家抽查到一条瞒报扣6分, 共12分."""
    for whole, concealed in product((1, 7, 100), range(4)):
        for compliant, in_time in product((0, whole // 2, whole), repeat=2):
            by_the_words = Fraction(6 * compliant + 6 * in_time, whole) - 6 * concealed
            told = (whole, compliant, in_time, concealed)
            assert publicity(*how, empty, *told) == max(by_the_words, 0)
    assert publicity(*how, empty, 0, 0, 0, 0) == EMPTY[empty]
    # concealed with nothing reported: nothing, but for a full month that 6 points come off
    full = how == ("mean", "period") and empty == "full"
    assert publicity(*how, empty, 0, 0, 0, 1) == (6 if full else 0)


def test_shares_in_proportion() -> None:
    """得分=合规率*总分 (3); 大于100%得2分,以下按比例; 大于50%得2分,以下按比例."""
    for whole in (1, 7, 100):
        for part in range(whole + 1):
            share = Fraction(part, whole)
            assert administrative("zero", part, whole) == 3 * share
            assert administrative("not_applicable", part, whole) == 3 * share
            assert commitments(part, whole) == 2 * share
            assert commitments(part + whole, whole) == 2
            assert employees(part, whole) == (2 if share > Fraction(1, 2) else 4 * share)
    assert (administrative("zero", 0, 0), administrative("not_applicable", 0, 0)) == (0, None)
    assert commitments(0, 0) is employees(0, 0) is None


def test_special_information() -> None:
    """比值≥1得2分,1以下按比例得分; 比值≥10得3分,10以下按比例得分."""
    for entities, enterprise, population, person in product((1, 8), range(10), (1, 3), range(32)):
        first, second = Fraction(enterprise, entities), Fraction(person, population)
        by_the_words = (2 if first >= 1 else 2 * first) + (3 if second >= 10 else 3 * second / 10)
        assert special(enterprise, entities, person, population) == by_the_words
    assert special(1, 0, 1, 1) is special(1, 1, 1, 0) is None


def test_cases_and_the_yearly_clause() -> None:
    """每归集1条得1分, 共1分; 归集并公示得2分."""
    cases = [points("joint_cases", {"joint_cases.collected": n}, "2023-Q3") for n in range(4)]
    assert cases == [0, 1, 1, 1]
    assert points("joint_cases", {"joint_cases.collected": 1}) is None
    waits, strict = (n.partition(".")[2] for n in INDICATORS if "labour_relations" in n)
    for name, period, expected in (
        (waits, "2023-07", [None, None]),
        (waits, "2023-Q3", [None, 2]),
        (strict, "2023-07", [None, None]),
        (strict, "2023-Q3", [0, 2]),
        (waits, "2023", [0, 2]),
        (strict, "2023", [0, 2]),
    ):
        flag = "labour_relations.published"
        assert [points(name, {flag: said}, period) for said in (0, 1)] == expected


def test_doubled_and_wrong_codes() -> None:
    """重错情况清零得满分 (3),其余情况按比例得分; the target is 0.1‰."""
    for found in range(1, 12):
        for corrected in range(found + 1):
            assert codes("corrected", found, corrected, 9) == Fraction(3 * corrected, found)
            rate = Fraction(found - corrected, 50000)
            assert codes("target", found, corrected, 50000) == max(3 - 30000 * rate, 0)
    assert codes("corrected", 0, 0, 9) == codes("target", 0, 0, 9) == codes("target", 0, 0, 0) == 3
    assert codes("target", 2, 2, 0) is codes("target", 1, 0, 0) is None


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        (
            "administrative_information[administrative_information.empty=zero]",
            {"administrative_information.reported": 4, "administrative_information.compliant": 2},
            "1.5",
        ),
        ("commitments", {"commitments.collected": 3, MARKET: 4}, "1.5"),
        ("public_employees", {"public_employees.collected": 1, "public_employees.total": 4}, 1),
        (
            "special_information",
            {
                "special_information.enterprise": 1,
                MARKET: 2,
                "special_information.person": 16,
                "population.total": 4,
            },
            "2.2",
        ),
        (
            "code_errors[code_errors.proportion=corrected]",
            {
                "code_errors.found": 2,
                "code_errors.corrected": 1,
                "social_credit_codes.total": 9,
            },
            "1.5",
        ),
    ],
)
def test_a_cumulative_clause_counts_what_there_is_by_the_end(
    name: str, told: dict[str, int], expected: int | str
) -> None:
    assert points(name, told, "2023-Q3", reported="2023-02") == Fraction(expected)


def test_cases_of_a_quarter_are_added_up() -> None:
    joint_cases = INDICATORS["information_collection.joint_cases"]
    months = [("2023-07", 1), ("2023-08", 0), ("2023-09", 0)]
    code = "joint_cases.collected"
    facts = Facts(tuple(Fact("subject", Period.parse(m), code, n) for m, n in months))
    assert Readers().score(joint_cases, facts, Period.parse("2023-Q3")).lowest == 1


def test_maxima() -> None:
    maxima = {n.partition("[")[0].partition(".")[2]: int(i.maximum) for n, i in INDICATORS.items()}
    assert list(maxima.values()) == [12, 3, 2, 1, 2, 5, 2, 3]
