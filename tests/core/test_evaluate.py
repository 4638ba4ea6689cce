"""The exact points of every shape, by hand; what does not apply; what is missing."""

from fractions import Fraction

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.core.samples import (
    Wrong,
    fact,
    kept,
    made,
    members,
    people,
    plan,
    report,
    reported,
    window,
)
from tests.core.trees import exacts

from credit_rules.errors import FormulaError
from credit_rules.evaluate import Outcome, Status, evaluate, holds, value
from credit_rules.facts import Window
from credit_rules.formulas import (
    above,
    at_least,
    capped,
    choose,
    each_month,
    each_quarter,
    floored,
    least,
    line,
    node,
    not_applicable,
    once_a_year,
    when,
    where_empty,
)
from credit_rules.formulas.nodes import Clamp, Node, Reaches, Sum
from credit_rules.periods import Period

NOT_THERE = not_applicable()
rate = kept / made
THREE = Fraction(3)


def points(tree: Node | int | str, **counts: int | str) -> Fraction | None:
    """The value of *tree* where visits and people count as said."""
    named = {"made": made, "kept": kept, "people": people, "members": members}
    leaves = {named[name]: Fraction(count) for name, count in counts.items()}
    return value(node(tree), leaves)


# --- Shapes ----------------------------------------------------------------------------------


def test_a_number_is_worth_itself_and_an_amount_what_was_reported() -> None:
    assert points("5/2") == Fraction(5, 2)
    assert points(made, made=7) == 7


def test_sums_differences_and_factors_are_arithmetic() -> None:
    assert points(made + kept + 1, made=7, kept=2) == 10
    assert points(made - kept, made=7, kept=2) == 5
    assert points(1 - kept, kept=2) == -1
    assert points("0.1" * made, made=3) == Fraction(3, 10)
    assert points(made / "10%", made=3) == 30
    assert points(Sum(())) == 0


def test_a_ratio_is_exact() -> None:
    assert points(rate, made=3, kept=1) == Fraction(1, 3)
    assert points(rate, made=5, kept=0) == 0
    assert points((made + kept) / people, made=3, kept=1, people=8) == Fraction(1, 2)


def test_a_ratio_with_nothing_below_it_does_not_apply() -> None:
    assert points(rate, made=0, kept=0) is None
    assert points(made / (people - 5), made=1, people=5) is None


def test_a_part_above_its_whole_counts_as_one_and_any_other_ratio_as_it_is() -> None:
    assert points(rate, made=2, kept=3) == 1
    assert points(rate, made=2, kept=2) == 1
    assert points(made / kept, made=3, kept=2) == Fraction(3, 2)
    assert points(made / people, made=3, people=2) == Fraction(3, 2)


@pytest.mark.parametrize(
    ("count", "low", "high", "both"), [(-1, 0, -1, 0), (0, 0, 0, 0), (2, 2, 2, 2), (5, 5, 3, 3)]
)
def test_bounds_hold_on_their_own_side_only(count: int, low: int, high: int, both: int) -> None:
    assert points(floored(made), made=count) == low
    assert points(capped(made, 3), made=count) == high
    assert points(Clamp(made, 0, 3), made=count) == both


@pytest.mark.parametrize(
    ("at", "height"),
    [
        ("-1", "0"),
        ("0.899", "0"),
        ("0.9", "0"),
        ("0.92", "0.5"),
        ("0.95", "1.25"),
        ("1", "2.5"),
        ("2", "2.5"),
    ],
)
def test_a_line_is_linear_between_its_knots_and_level_outside(at: str, height: str) -> None:
    assert points(line(made, {"90%": 0, "100%": "2.5"}), made=at) == Fraction(height)


@pytest.mark.parametrize(
    ("at", "height"),
    [(-5, 3), (0, 3), (1, 2), (2, 1), (3, Fraction(7, 2)), (4, 6), (5, 3), (6, 0), (9, 0)],
)
def test_a_line_turns_at_every_knot(at: int, height: int | Fraction) -> None:
    assert points(line(made, {0: 3, 2: 1, 4: 6, 6: 0}), made=at) == height


@given(st.fractions(), st.lists(st.tuples(st.integers(1, 9), exacts), min_size=2, max_size=5))
def test_a_line_lies_where_two_points_of_it_say(
    at: Fraction, steps: list[tuple[int, Fraction]]
) -> None:
    knots, here = {}, 0
    for step, height in steps:
        here += step
        knots[here] = height
    found = points(line(made, knots), made=str(at))

    left = [knot for knot in knots if knot <= at]
    right = [knot for knot in knots if knot >= at]
    if not left or not right:
        assert found == knots[max(left) if left else min(right)]
        return
    low, high = max(left), min(right)
    weight = Fraction(at - low, high - low) if high > low else Fraction(0)
    assert found == (1 - weight) * knots[low] + weight * knots[high]


def test_the_least_of_several_counts() -> None:
    assert points(least(made, kept, node(3)), made=5, kept=4) == 3
    assert points(least(made, kept, node(3)), made=5, kept=-4) == -4


def test_a_threshold_is_reached_by_itself_and_exceeded_by_more() -> None:
    for count, reached, exceeded in ((2, False, False), (3, True, False), (4, True, True)):
        leaves = {made: Fraction(count)}
        assert holds(at_least(made, 3), leaves) is reached
        assert holds(above(made, 3), leaves) is exceeded
    assert holds(at_least(rate, 1), {made: Fraction(0), kept: Fraction(0)}) is None


def test_a_case_holds_where_all_its_conditions_do() -> None:
    tree = when(at_least(made, 2), above(kept, 0), then=made, otherwise="-1/2")

    assert points(tree, made=2, kept=1) == 2
    assert points(tree, made=2, kept=0) == Fraction(-1, 2)
    assert points(tree, made=1, kept=1) == Fraction(-1, 2)


def test_only_the_case_that_holds_is_looked_at() -> None:
    tree = when(at_least(made, 1), then=made, otherwise=NOT_THERE)

    assert points(tree, made=1) == 1
    assert points(tree, made=0) is None


# --- What does not apply -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "tree",
    [
        NOT_THERE,
        2 * NOT_THERE,
        made + NOT_THERE,
        made - NOT_THERE,
        NOT_THERE / made,
        made / NOT_THERE,
        capped(NOT_THERE, 3),
        floored(NOT_THERE),
        line(NOT_THERE, {0: 0, 1: 1}),
        least(made, NOT_THERE),
        where_empty(NOT_THERE, NOT_THERE),
        when(at_least(NOT_THERE, 1), then=1, otherwise=0),
        when(at_least(made, 9), at_least(NOT_THERE, 1), then=1, otherwise=0),
        when(at_least(made, 1), then=NOT_THERE, otherwise=0),
    ],
)
def test_what_does_not_apply_takes_everything_around_it_along(tree: Node) -> None:
    assert points(tree, made=5) is None
    assert points(1 + capped(2 * tree, 3), made=5) is None


def test_only_a_word_for_the_empty_case_stops_it() -> None:
    assert points(where_empty(rate, "1/2"), made=0, kept=0) == Fraction(1, 2)
    assert points(where_empty(rate, "1/2"), made=4, kept=3) == Fraction(3, 4)
    assert points(where_empty(rate, made), made=0, kept=0) == 0


# --- What no reader can read ---------------------------------------------------------------------


def test_an_open_reading_is_refused_by_name() -> None:
    with pytest.raises(FormulaError) as refused:
        points(capped(choose("visits.count", all=made, none=0), 3), made=1)

    assert refused.value.problems[0].wrong.en == "the reading visits.count is still open"
    assert "尚未选定" in str(refused.value)


@frozen
class Opaque(Node):
    """A shape that this library does not have."""

    of: Node


def test_a_shape_that_the_library_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(FormulaError) as refused:
        points(1 + Opaque(made), made=1)

    assert refused.value.problems[0].wrong.en == "the reader value does not know the shape Opaque"


def test_a_condition_is_refused_where_points_belong_before_anything_is_scored() -> None:
    with pytest.raises(FormulaError, match="Reaches"):
        1 + Reaches(made, 1)


# --- Laws of arithmetic ----------------------------------------------------------------------


@given(exacts, exacts, exacts.filter(bool))
def test_trees_compute_what_fractions_compute(a: Fraction, b: Fraction, c: Fraction) -> None:
    leaves = {made: a, people: b}

    assert value(made + people, leaves) == a + b
    assert value(made - people, leaves) == a - b
    assert value(c * made - people / c, leaves) == c * a - b / c
    assert value(made / node(c), leaves) == a / c
    assert value(least(made, people), leaves) == min(a, b)
    assert value(floored(made, b), leaves) == max(a, b)
    assert value(capped(made, b), leaves) == min(a, b)


# --- Windows ---------------------------------------------------------------------------------


def test_a_formula_without_folds_is_read_in_the_window_itself() -> None:
    outcome = evaluate(
        capped(made, 3), window("2023-Q3"), reported(fact(made, "2023-07", 2)), THREE
    )

    assert (outcome.lowest, outcome.highest) == (2, 2)
    assert outcome.amounts == {made.measure: 2}
    assert outcome.status is Status.SCORED
    assert outcome.pieces == (outcome,)
    assert outcome.lacks == ()


def test_months_are_scored_alone_and_then_averaged() -> None:
    facts = [
        fact(made, "2023-07", 4),
        fact(kept, "2023-07", 3),
        fact(made, "2023-08", 2),
        fact(kept, "2023-08", 2),
        fact(made, "2023-09", 3),
        fact(kept, "2023-09", 0),
    ]
    outcome = evaluate(each_month(3 * rate), window("2023-Q3"), reported(*facts), THREE)

    assert [str(piece.window.period) for piece in outcome.pieces] == [
        "2023-07",
        "2023-08",
        "2023-09",
    ]
    assert [piece.lowest for piece in outcome.pieces] == [Fraction(9, 4), 3, 0]
    assert outcome.lowest == outcome.highest == Fraction(7, 4)
    assert outcome.amounts == {}


def test_months_that_do_not_apply_are_left_out_of_the_mean() -> None:
    facts = [
        fact(made, "2023-07", 4),
        fact(kept, "2023-07", 3),
        fact(made, "2023-08", 0),
        fact(kept, "2023-08", 0),
        fact(made, "2023-09", 4),
        fact(kept, "2023-09", 4),
    ]
    outcome = evaluate(each_month(rate), window("2023-Q3"), reported(*facts), THREE)

    assert outcome.lowest == Fraction(7, 8)
    assert [piece.status for piece in outcome.pieces] == [
        Status.SCORED,
        Status.NOT_APPLICABLE,
        Status.SCORED,
    ]
    assert outcome.status is Status.SCORED


def test_where_no_month_applies_nothing_does() -> None:
    facts = [fact(amount, f"2023-0{month}", 0) for month in (7, 8, 9) for amount in (made, kept)]
    outcome = evaluate(each_month(rate), window("2023-Q3"), reported(*facts), THREE)

    assert (outcome.lowest, outcome.highest) == (None, None)
    assert outcome.status is Status.NOT_APPLICABLE
    assert len(outcome.pieces) == 3


def test_a_year_is_the_mean_of_its_quarters_each_on_its_own_sums() -> None:
    facts = [
        fact(made, "2023-01", 1),
        fact(made, "2023-03", 1),
        fact(made, "2023-Q2", 5),
        fact(made, "2023-08", 0),
        fact(made, "2023-11", 1),
    ]
    outcome = evaluate(each_quarter(capped(made, 3)), window("2023"), reported(*facts), THREE)

    assert [piece.lowest for piece in outcome.pieces] == [2, 3, 0, 1]
    assert outcome.lowest == Fraction(3, 2)


def test_a_quarterly_clause_does_not_apply_in_a_single_month() -> None:
    facts = reported(fact(made, "2023-07", 5))
    outcome = evaluate(each_quarter(capped(made, 3)), window("2023-07"), facts, THREE)

    assert outcome.status is Status.NOT_APPLICABLE
    assert outcome.lacks == ()


def test_what_comes_after_the_fold_is_read_in_the_whole_window() -> None:
    facts = reported(
        fact(made, "2023-07", 3),
        fact(made, "2023-08", 3),
        fact(made, "2023-09", 0),
        fact(people, "2023-06", 4),
    )
    outcome = evaluate(floored(each_month(made) - people / 4), window("2023-Q3"), facts, THREE)

    assert outcome.lowest == 1
    assert outcome.amounts == {people.measure: 4}


# --- What is missing -----------------------------------------------------------------------------


def test_a_measure_without_a_fact_makes_its_window_missing_and_is_named() -> None:
    outcome = evaluate(3 * rate, window("2023-07"), reported(fact(made, "2023-07", 4)), THREE)

    assert outcome.status is Status.MISSING
    assert outcome.missing == outcome.lacks == (kept.measure,)
    assert (outcome.lowest, outcome.highest) == (0, 3)
    assert outcome.amounts == {made.measure: 4}


def test_a_missing_measure_counts_even_where_no_points_hang_on_it() -> None:
    tree = when(at_least(made, 1), then=3, otherwise=capped(people, 3))
    outcome = evaluate(tree, window("2023-07"), reported(fact(made, "2023-07", 4)), THREE)

    assert outcome.status is Status.MISSING
    assert (outcome.lowest, outcome.highest) == (0, 3)


def test_a_missing_month_counts_from_nothing_to_the_maximum() -> None:
    facts = reported(fact(made, "2023-07", 2), fact(made, "2023-09", 4))
    outcome = evaluate(each_month(capped(made, 3)), window("2023-Q3"), facts, THREE)

    assert outcome.status is Status.MISSING
    assert outcome.lacks == (made.measure,)
    assert outcome.missing == ()
    assert outcome.lowest == Fraction(2 + 0 + 3, 3)
    assert outcome.highest == Fraction(2 + 3 + 3, 3)
    assert [piece.status for piece in outcome.pieces] == [
        Status.SCORED,
        Status.MISSING,
        Status.SCORED,
    ]


def test_both_ends_are_carried_through_what_comes_after_the_fold() -> None:
    facts = reported(fact(made, "2023-07", 3), fact(made, "2023-09", 0), fact(people, "2023", 0))
    after = floored(each_month(capped(made, 3)) - "3/2")
    outcome = evaluate(after, window("2023-Q3"), facts, THREE)

    assert outcome.lowest == 0
    assert outcome.highest == Fraction(1, 2)


def test_a_measure_that_is_missing_after_the_fold_leaves_everything_open() -> None:
    facts = [fact(made, f"2023-0{month}", 3) for month in (7, 8, 9)]
    outcome = evaluate(each_month(made) - people, window("2023-Q3"), reported(*facts), THREE)

    assert (outcome.lowest, outcome.highest) == (0, 3)
    assert outcome.lacks == (people.measure,)
    assert [piece.lowest for piece in outcome.pieces] == [3, 3, 3]


def test_each_missing_measure_is_named_once() -> None:
    outcome = evaluate(each_month(rate) + people, window("2023-Q3"), reported(), THREE)

    assert set(outcome.lacks) == {kept.measure, made.measure, people.measure}
    assert len(outcome.lacks) == 3


# --- Once a year ---------------------------------------------------------------------------------


def yearly(period: str, *values: tuple[str, int], strict: bool = False) -> Outcome:
    """A yearly clause of 2 points in *period*, with the plan adopted or not when it says."""
    facts = [fact(plan, at, adopted) for at, adopted in values]
    tree = once_a_year(2 * plan, strict=strict)
    return evaluate(tree, window(period), reported(*facts), Fraction(2))


@pytest.mark.parametrize(
    ("period", "facts", "lowest", "highest", "status"),
    [
        ("2023-Q1", [("2023-02", 1)], 2, 2, Status.SCORED),
        ("2023-Q3", [("2023-02", 1)], 2, 2, Status.SCORED),
        ("2023-Q3", [("2023-07", 0)], None, None, Status.NOT_APPLICABLE),
        ("2023-Q3", [], None, None, Status.NOT_APPLICABLE),
        ("2023-Q3", [("2023-11", 1)], None, None, Status.NOT_APPLICABLE),
        ("2023-Q3", [("2022-11", 1)], None, None, Status.NOT_APPLICABLE),
        ("2023-Q3", [("2023-02", 1), ("2023-07", 0)], None, None, Status.NOT_APPLICABLE),
        ("2023-Q4", [("2023-02", 1)], 2, 2, Status.SCORED),
        ("2023-Q4", [("2023-07", 0)], 0, 0, Status.SCORED),
        ("2023-Q4", [], 0, 2, Status.MISSING),
        ("2023-Q4", [("2022", 1)], 0, 2, Status.MISSING),
        ("2023", [("2023-07", 0), ("2023-12", 1)], 2, 2, Status.SCORED),
        ("2023", [("2023", 0)], 0, 0, Status.SCORED),
        ("2023", [], 0, 2, Status.MISSING),
        ("2023-07", [("2023-02", 1)], None, None, Status.NOT_APPLICABLE),
        ("2023-12", [("2023-02", 1)], None, None, Status.NOT_APPLICABLE),
    ],
)
def test_a_yearly_clause_counts_as_soon_as_it_is_reached_and_is_settled_at_the_years_end(
    period: str,
    facts: list[tuple[str, int]],
    lowest: int | None,
    highest: int | None,
    status: Status,
) -> None:
    outcome = yearly(period, *facts)

    assert (outcome.lowest, outcome.highest) == (lowest, highest)
    assert outcome.status is status


@pytest.mark.parametrize(
    ("period", "facts", "lowest", "highest", "status"),
    [
        ("2023-Q3", [("2023-02", 1)], 2, 2, Status.SCORED),
        ("2023-Q3", [("2023-07", 0)], 0, 0, Status.SCORED),
        ("2023-Q3", [], 0, 2, Status.MISSING),
        ("2023-Q3", [("2022", 1)], 0, 2, Status.MISSING),
        ("2023-07", [("2023-02", 1)], None, None, Status.NOT_APPLICABLE),
    ],
)
def test_a_strict_yearly_clause_is_settled_at_any_time(
    period: str,
    facts: list[tuple[str, int]],
    lowest: int | None,
    highest: int | None,
    status: Status,
) -> None:
    outcome = yearly(period, *facts, strict=True)

    assert (outcome.lowest, outcome.highest) == (lowest, highest)
    assert outcome.status is status


def test_a_yearly_clause_that_is_not_settled_holds_nothing_against_anybody() -> None:
    outcome = yearly("2023-Q3")

    assert outcome.lacks == ()
    assert [piece.status for piece in outcome.pieces] == [Status.NOT_APPLICABLE]
    assert yearly("2023-07").pieces == ()


def test_the_points_of_a_year_do_not_come_from_the_year_before_even_within_months() -> None:
    tree = once_a_year(each_month(2 * plan))
    facts = reported(fact(plan, "2022-12", 1), fact(plan, "2023-02", 1))
    outcome = evaluate(tree, window("2023-Q1"), facts, Fraction(2))

    assert [piece.status for piece in outcome.pieces] == [
        Status.MISSING,
        Status.SCORED,
        Status.SCORED,
    ]
    assert (outcome.lowest, outcome.highest) == (Fraction(4, 3), 2)


def test_a_dated_flag_serves_only_its_own_month() -> None:
    facts = reported(fact(report, "2023-07", 1), fact(report, "2023-09", 0))
    outcome = evaluate(each_month(2 * report), window("2023-Q3"), facts, Fraction(2))

    assert [(piece.lowest, piece.highest) for piece in outcome.pieces] == [(2, 2), (0, 2), (0, 0)]


def test_a_window_of_a_year_ignores_what_stood_before() -> None:
    assert Window(Period.parse("2023-Q3")).of_year() == Window(Period.parse("2023-Q3"), 2023 * 12)


def test_outcomes_are_values() -> None:
    first = evaluate(made, window("2023-07"), reported(fact(made, "2023-07", 2)), THREE)
    again: Wrong = evaluate(made, window("2023-07"), reported(fact(made, "2023-07", 2)), THREE)

    assert first == again
