"""月调度系统填报: the laws, the worked cases, and the clause computed again from its words."""

from fractions import Fraction
from itertools import product

import pytest

from credit_rules import Fact, Facts, Period
from credit_rules.testing import Readers, parametrize_with_laws, variants
from credit_rules_scheduling import categories

CLAUSE, HEADING = (indicator for _, indicator in variants(categories()))
JULY = Period.month(2023, 7)


@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)


def report(month: Period, on_time: int, items: int) -> tuple[Fact, ...]:
    told = {"monthly_report.on_time": on_time, "monthly_report.valid_items": items}
    return tuple(Fact("subject", month, code, n) for code, n in told.items())


@pytest.mark.parametrize(("on_time", "items", "points"), [(1, 9, "6.5"), (0, 12, 6)])
def test_worked_case(on_time: int, items: int, points: int | str) -> None:
    for indicator in (CLAUSE, HEADING):
        scored = Readers().score(indicator, Facts(report(JULY, on_time, items)), JULY)
        assert scored.lowest == scored.highest == Fraction(points)


def test_2_points_in_time_and_half_a_point_for_each_item() -> None:
    """月度指标,共8分,按时填报提交得2分,一条有效信息得0.5分."""
    for indicator, maximum in ((CLAUSE, 8), (HEADING, 10)):
        assert indicator.maximum == maximum
        for on_time, items in product((0, 1), range(24)):
            scored = Readers().score(indicator, Facts(report(JULY, on_time, items)), JULY)
            by_the_words = (2 if on_time else 0) + Fraction(items, 2)
            assert scored.lowest == scored.highest == min(by_the_words, maximum)


def test_a_quarter_is_the_mean_of_its_months() -> None:
    july, august, september = (Period.month(2023, month) for month in (7, 8, 9))
    # the first month is capped at 8; then 4.5 and 6.5
    facts = Facts(report(july, 1, 20) + report(august, 0, 9) + report(september, 1, 9))
    assert Readers().score(CLAUSE, facts, Period.quarter(2023, 3)).lowest == Fraction(19, 3)


def test_a_report_counts_in_its_own_month_only() -> None:
    july, august = Period.month(2023, 7), Period.month(2023, 8)
    scored = Readers().score(CLAUSE, Facts(report(july, 1, 9)), august)
    assert (scored.lowest, scored.highest) == (0, 8)
    assert [measure.code for measure in scored.lacks] == [
        "monthly_report.on_time",
        "monthly_report.valid_items",
    ]
