"""信用修复: the laws, and the clause computed again from its own words."""

from fractions import Fraction

from credit_rules import Fact, Facts, Period
from credit_rules.testing import Readers, parametrize_with_laws, variants
from credit_rules_repair import categories

((NAME, NOTICE),) = variants(categories())
JULY = Period.month(2023, 7)


@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)


def test_half_a_point_for_each_domain_and_2_in_all() -> None:
    """共2分,涉及1个领域得0.5分."""
    for domains in range(12):
        facts = Facts((Fact("subject", JULY, "repair_notice.domains", domains),))
        scored = Readers().score(NOTICE, facts, JULY)
        assert scored.lowest == scored.highest == min(Fraction(domains, 2), 2)


def test_the_clause_is_worth_2_points() -> None:
    assert (NAME, NOTICE.maximum) == ("repair.repair_notice", 2)
