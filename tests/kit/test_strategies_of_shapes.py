"""What the strategies draw for levels, judged points, and windows that lie elsewhere."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit.drawing import draws
from tests.readers.clauses import grade, indicator, made, people, quality, rate

from credit_rules import Facts, Measure, Node, Period
from credit_rules.departments import Department, Roster
from credit_rules.evaluate import Leaves, Status, evaluate
from credit_rules.facts import Reported, Window
from credit_rules.facts.checking import Row, check
from credit_rules.formulas import (
    by_level,
    capped,
    each_month,
    earlier,
    judged,
    line,
    points_of,
    rank,
    rolling,
    sum_of_months,
    table,
)
from credit_rules.formulas.walk import measures
from credit_rules.measures import Quantity
from credit_rules.testing import counts_for, facts_for, leaves_for, periods
from credit_rules.testing.strategies import SUBJECT
from credit_rules.text import Text

LEVELS = by_level(grade, {"good": 3, "fair": 1, "poor": 0})


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_level_is_one_of_those_there_are(place: int) -> None:
    draws(counts_for(LEVELS), lambda found: found[grade.measure] == place)

    @given(counts_for(LEVELS))
    def only(found: dict[Measure, Quantity]) -> None:
        assert found[grade.measure] in (0, 1, 2)

    only()


ON_LINE = line(quality, {1: 0, "2.6": 3})


@pytest.mark.parametrize("points", [0, 5, "1/4", 1, "13/5", "57/20", "47/20"])
def test_judged_points_are_often_where_the_clause_turns(points: int | str) -> None:
    draws(counts_for(ON_LINE), lambda found: found[quality.measure] == Fraction(points))


def test_judged_points_are_within_their_highest() -> None:
    small = judged("visits.small", zh="小", en="small", highest="0.1")

    @given(counts_for(1 * small))
    def only(found: dict[Measure, Quantity]) -> None:
        assert 0 <= found[small.measure] <= Fraction(1, 10)

    only()
    draws(counts_for(1 * small), lambda found: found[small.measure] == Fraction(1, 10))


# ------------------------------------------------------------------------- windows elsewhere

ELSEWHERE: dict[str, Node] = {
    "rolling": 3 * rolling(rate),
    "rolling_months": rolling(each_month(3 * rate), months=5),
    "earlier": line(made / earlier(made), {1: 0, 2: 3}),
    "earlier_month": capped(1 * earlier(made, months=1), 3) + 0 * people,
    "by_weight": each_month(LEVELS, weight=made),
    "judged": sum_of_months("0.05" * quality, each="0.25"),
    "among_peers": table(rank(rate), {"1": 3, ">=2": 0}),
    "levels_and_judged": LEVELS + ON_LINE,
}
ROSTER = Roster(Department(SUBJECT, Text("单位", "subject")), ())


@pytest.mark.parametrize("formula", ELSEWHERE.values(), ids=ELSEWHERE)
@given(data=st.data())
def test_complete_facts_leave_nothing_missing(formula: Node, data: st.DataObject) -> None:
    period = data.draw(periods())
    facts = data.draw(facts_for(indicator(formula), period, complete=True))
    found = evaluate(formula, Window(period), Reported(facts, SUBJECT), Fraction(9))
    assert not found.lacks
    assert found.status is not Status.MISSING


@pytest.mark.parametrize("formula", ELSEWHERE.values(), ids=ELSEWHERE)
@given(data=st.data())
def test_facts_are_let_in_at_the_door(formula: Node, data: st.DataObject) -> None:
    facts = data.draw(facts_for(indicator(formula), data.draw(periods())))
    known = {measure.code: measure for measure in measures(formula)}
    rows = [
        Row(
            line=number,
            department=fact.department,
            period=fact.period,
            measure=fact.measure,
            value=known[fact.measure].stated(fact.value),
            evidence=fact.evidence,
            reviewer=fact.reviewer,
        )
        for number, fact in enumerate(facts)
    ]
    assert check(rows, ROSTER, known, "drawn") == facts


@pytest.mark.parametrize("name", ["rolling", "rolling_months", "earlier", "earlier_month"])
def test_facts_lie_in_the_year_before_too(name: str) -> None:

    def before(facts: Facts) -> bool:
        return any(fact.period.year == 2022 for fact in facts)

    january = Period.month(2023, 1)
    draws(facts_for(indicator(ELSEWHERE[name]), january), before)


@given(st.data())
def test_what_a_fold_may_find_lies_within_its_ends(data: st.DataObject) -> None:
    hundredths = sum_of_months(capped("0.01" * made, "0.07"), each="0.07")
    place, part = rank(made), points_of("publicity")
    leaves: Leaves = data.draw(leaves_for(hundredths + place + part))
    found = leaves[hundredths]
    assert found is None or 0 <= found <= Fraction(84, 100)
    placed, points = leaves[place], leaves[part]
    assert placed is None or (placed >= 1 and placed.denominator == 1)
    assert points is None or points >= 0
