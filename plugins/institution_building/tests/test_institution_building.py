"""制度建设: the laws, and each clause computed again from its own words."""

from fractions import Fraction

import pytest

from credit_rules import Fact, Facts, Period
from credit_rules.testing import Readers, parametrize_with_laws, variants
from credit_rules_institution_building import categories

INDICATORS = dict(variants(categories()))
JULY = Period.month(2023, 7)
BY_DOMAIN = ("application_rules", "commitment_rules", "tiered_supervision_rules")


@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)


def points(name: str, measure: str, count: int) -> Fraction | None:
    """What *count* of *measure* alone comes to in July."""
    facts = Facts((Fact("subject", JULY, measure, count),))
    scored = Readers().score(INDICATORS[f"institution_building.{name}"], facts, JULY)
    assert scored.lowest == scored.highest
    return scored.lowest


@pytest.mark.parametrize("name", BY_DOMAIN)
def test_half_a_point_for_each_domain_and_3_in_all(name: str) -> None:
    """共3分,涉及1个领域得0.5分."""
    for domains in range(20):
        assert points(name, f"{name}.domains", domains) == min(Fraction(domains, 2), 3)


def test_3_points_where_there_is_a_mechanism() -> None:
    """共3分,有相关制度得3分."""
    assert points("work_mechanism", "work_mechanism.established", 1) == 3
    assert points("work_mechanism", "work_mechanism.established", 0) == 0


def test_the_clauses_are_worth_3_points_each() -> None:
    assert {name: indicator.maximum for name, indicator in INDICATORS.items()} == {
        f"institution_building.{name}": 3 for name in (*BY_DOMAIN, "work_mechanism")
    }
