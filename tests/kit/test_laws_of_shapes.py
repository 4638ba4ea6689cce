"""The laws on an indicator of each shape: a wrong reader is caught."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from tests.readers.clauses import (
    grade,
    indicator,
    made,
    people,
    plan,
    quality,
    rate,
    share,
)

from credit_rules import Node
from credit_rules.evaluate import Leaves, Outcome, evaluate, value
from credit_rules.facts import Reported, Window
from credit_rules.formulas import (
    above,
    at_least,
    best_of_peers,
    by_level,
    capped,
    each_month,
    each_quarter,
    earlier,
    floored,
    greatest,
    latest_month,
    line,
    mean_of_peers,
    opaque,
    rank,
    rolling,
    short_of,
    started_units,
    sum_of_months,
    sum_of_quarters,
    table,
    tiers,
    to_form,
    weighted,
    when,
    whole_units,
)
from credit_rules.formulas.nodes import Amount, ByLevel, Opaque, Table, Units, Weighted
from credit_rules.formulas.others import Part
from credit_rules.formulas.walk import walk
from credit_rules.proof import Direction, prove
from credit_rules.testing import Readers
from credit_rules.testing.laws import (
    continuous_as_proved,
    exact_at_knots,
    form_reads_back,
    missing_is_missing,
    monotone_as_proved,
    points_within_bounds,
    unrelated_facts_change_nothing,
    working_adds_up,
)
from credit_rules.working import Step, working

pytestmark = pytest.mark.usefixtures("first_counterexample")

STEPS = table(rate, {">=98%": 3, "[95%, 98%)": line(rate, {"95%": 1, "98%": 2}), "<95%": 0})
TENS = capped("0.5" * whole_units(made, 10), 3)
POINTS_OFF = floored(3 - "0.2" * started_units(short_of("95%", rate), "1%"))
LEVELS = by_level(grade, {"good": 3, "fair": 1, "poor": 0})
LESSER = 3 * opaque(min, rate, share, lowest=0, highest=1, zh="取小", en="lesser")
GROWTH = line(made / earlier(made), {1: 0, "1.2": 3})
OVER_A_YEAR = 3 * rolling(rate)
ADDED = sum_of_months(capped("0.1" * made, "0.25"), each="0.25")
BY_WEIGHT = each_month(3 * rate, weight=made)
PARTS = weighted((3, 3 * rate), (1, 3 * share))

SHAPES: Mapping[str, Node] = {
    "a_table": STEPS,
    "a_table_of_counts": table(people, {"0": 3, "1": 2, "[2, 9]": 1, ">=10": 0}),
    "whole_units": TENS,
    "begun_units_of_a_shortfall": POINTS_OFF,
    "the_greatest": greatest(3 * rate, 2 * plan),
    "weights": PARTS,
    "equal_weights": weighted((3, 3 * rate), (1, 3 * share), equally=True),
    "levels": LEVELS,
    "judged_points": "0.6" * quality,
    "judged_points_on_a_line": line(quality, {1: 0, "2.5": 3}),
    "tiers": tiers((at_least(made, 10), 3), (above(made, 5), 2)),
    "a_function": LESSER,
    "months_added_up": ADDED,
    "quarters_added_up": sum_of_quarters("0.75" * plan, each="0.75"),
    "added_up_and_capped": capped(sum_of_months(capped(made, 1), each=1), 3),
    "the_latest_month": latest_month(STEPS),
    "months_by_weight": BY_WEIGHT,
    "twelve_months": OVER_A_YEAR,
    "twelve_months_of_months": rolling(each_month(3 * rate), months=3),
    "the_year_before": GROWTH,
    "the_month_before": capped(floored(made - earlier(made, months=1)), 3),
    "quarters_of_the_year_before": each_quarter(GROWTH),
    "a_place": table(rank(rate), {"1": 3, "2": 2, ">=3": 0}),
    "a_share_of_the_best": 3 * (made / best_of_peers(made)),
    "the_mean_of_all": when(at_least(rate - mean_of_peers(rate), 0), then=3, otherwise=0),
    "another_part": capped(made, 1) + Part("publicity", maximum=2),
}


def _instead(of: Node, shape: type[Node], change: Callable[[Any], Node]) -> Node:
    """*of* with every part of *shape* changed."""
    from credit_rules.formulas.walk import rebuild

    changed = rebuild(of, lambda part: _instead(part, shape, change))
    return change(changed) if isinstance(changed, shape) else changed


def _begun_for_whole(units: Units) -> Node:
    return evolve(units, started=not units.started)


def _other_sides(found: Table) -> Node:
    """Each edge on the other side."""
    rows = [
        (
            evolve(
                row,
                has_low=row.low is not None and not row.has_low,
                has_high=row.high is not None and not row.has_high,
            ),
            points,
        )
        for row, points in found.rows
    ]
    return Table(found.at, tuple(rows))


def _next_level(found: ByLevel) -> Node:
    return ByLevel(found.of, (*found.points[1:], found.points[0]))


def _swapped(found: Weighted) -> Node:
    weights = [weight for weight, _ in found.parts]
    parts = [part for _, part in found.parts]
    return Weighted(tuple(zip(reversed(weights), parts, strict=True)))


CHANGES: list[tuple[Node, type[Node], Callable[[Any], Node]]] = [
    (TENS, Units, _begun_for_whole),
    (POINTS_OFF, Units, _begun_for_whole),
    (STEPS, Table, _other_sides),
    (latest_month(STEPS), Table, _other_sides),
    (LEVELS, ByLevel, _next_level),
    (PARTS, Weighted, _swapped),
]


@pytest.mark.parametrize(("formula", "shape", "change"), CHANGES)
def test_a_wrong_value_at_a_knot_is_caught(
    formula: Node, shape: type[Node], change: Callable[[Any], Node]
) -> None:
    def wrong(of: Node, leaves: Leaves) -> Fraction | None:
        return value(_instead(of, shape, change), leaves)

    with pytest.raises(AssertionError):
        exact_at_knots(indicator(formula), Readers(value=wrong))


@pytest.mark.parametrize("formula", [STEPS, TENS, POINTS_OFF, LEVELS])
def test_a_jump_that_is_denied_is_caught(formula: Node) -> None:
    smooth = Readers(prove=lambda of: evolve(prove(of), knots=()))
    with pytest.raises(AssertionError):
        continuous_as_proved(indicator(formula), smooth)


@pytest.mark.parametrize(
    ("formula", "wrong"),
    [
        (STEPS, {"visits.kept": Direction.FALLS, "visits.made": Direction.FALLS}),
        (TENS, {"visits.made": Direction.NEITHER}),
        (LEVELS, {"visits.grade": Direction.RISES}),
        ("0.6" * quality, {"visits.quality": Direction.FALLS}),
        (ADDED, {"visits.made": Direction.FALLS}),
        (GROWTH, {"visits.made": Direction.RISES}),
        (OVER_A_YEAR, {"visits.kept": Direction.FALLS, "visits.made": Direction.RISES}),
    ],
)
def test_a_wrong_direction_is_caught(formula: Node, wrong: dict[str, Direction]) -> None:
    with pytest.raises(AssertionError):
        monotone_as_proved(
            indicator(formula), Readers(prove=lambda of: evolve(prove(of), directions=wrong))
        )


@pytest.mark.parametrize(
    "formula",
    [
        sum_of_months(capped(made, 3), each=3),  # three of a quarter are more than 3
        greatest(3 * rate, 4 * plan),
        by_level(grade, {"good": 4, "fair": 1, "poor": 0}),
        1 * quality,
        3 - "0.5" * whole_units(made, 10),
        made - earlier(made),
    ],
)
def test_points_beyond_the_bounds_are_caught(formula: Node) -> None:
    with pytest.raises(AssertionError):
        points_within_bounds(indicator(formula))


def _deep(outcome: Outcome, change: Callable[[Outcome], Outcome]) -> Outcome:
    """Every window of *outcome* changed."""
    below = tuple(
        evolve(
            fold,
            windows=tuple(_deep(w, change) for w in fold.windows),
            weights=tuple(_deep(w, change) for w in fold.weights),
        )
        for fold in outcome.below
    )
    return change(evolve(outcome, below=below))


def _zero(outcome: Outcome) -> Outcome:
    """What is missing is nothing."""
    if not outcome.missing:
        return outcome
    return evolve(outcome, missing=(), lowest=Fraction(), highest=Fraction())


@pytest.mark.parametrize(
    "formula", [STEPS, LEVELS, "0.6" * quality, ADDED, BY_WEIGHT, OVER_A_YEAR, GROWTH, TENS]
)
def test_a_default_for_what_is_missing_is_caught(formula: Node) -> None:
    def defaulting(of: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
        return _deep(evaluate(of, window, reported, maximum), _zero)

    with pytest.raises(AssertionError):
        missing_is_missing(indicator(formula), Readers(evaluate=defaulting))


@pytest.mark.parametrize(
    "formula", [STEPS, TENS, POINTS_OFF, PARTS, LESSER, ADDED, BY_WEIGHT, OVER_A_YEAR]
)
def test_arithmetic_that_does_not_add_up_is_caught(formula: Node) -> None:
    def wrong(outcome: Outcome) -> tuple[Step, ...]:
        return tuple(
            evolve(step, expression=step.expression and f"{step.expression} + 1")
            for step in working(outcome)
        )

    with pytest.raises(AssertionError):
        working_adds_up(indicator(formula), Readers(working=wrong))


@pytest.mark.parametrize("formula", [LEVELS, "0.6" * quality, OVER_A_YEAR, GROWTH])
def test_looking_at_facts_of_others_is_caught(formula: Node) -> None:
    def more(of: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
        found = evaluate(of, window, reported, maximum)
        seen = {fact.department for fact in reported.facts}
        return evolve(found, highest=Fraction(len(seen)))

    with pytest.raises(AssertionError):
        unrelated_facts_change_nothing(indicator(formula), Readers(evaluate=more))


@pytest.mark.parametrize(
    ("formula", "wrong"),
    [
        (STEPS, lambda of: to_form(_other_sides(of))),
        (TENS, lambda of: to_form(_instead(of, Units, _begun_for_whole))),
        (LEVELS, lambda of: to_form(_next_level(of))),
        (ADDED, lambda of: to_form(of) | {"each": "1"}),
        (OVER_A_YEAR, lambda of: to_form(of.of)),
        # a function whose form could be read
        (LESSER, lambda _: to_form(3 * rate)),
    ],
)
def test_a_form_that_says_something_else_is_caught(
    formula: Node, wrong: Callable[[Any], Any]
) -> None:
    with pytest.raises(AssertionError):
        form_reads_back(indicator(formula), Readers(to_form=wrong))


def test_there_is_an_indicator_for_every_shape_that_can_stand_in_a_clause() -> None:
    met = {type(part) for formula in SHAPES.values() for part in walk(formula)}
    assert {Table, Units, Weighted, ByLevel, Opaque, Part, Amount} <= met
