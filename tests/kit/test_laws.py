"""Every law catches what is deliberately wrong."""

from collections.abc import Callable
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from attrs import evolve, fields
from tests.readers.clauses import indicator

from credit_rules import Fact, Facts, Node, Period, Status, Unit
from credit_rules.evaluate import Leaves, Outcome, evaluate, value
from credit_rules.facts import Reported, Window
from credit_rules.formulas import (
    above,
    at_least,
    capped,
    each_month,
    flag,
    flow,
    line,
    once_a_year,
    stock,
    to_form,
    when,
)
from credit_rules.proof import Direction, prove
from credit_rules.testing import LAWS, Readers
from credit_rules.testing.laws import (
    continuous_as_proved,
    exact_at_knots,
    form_reads_back,
    missing_is_missing,
    monotone_as_proved,
    order_changes_nothing,
    points_within_bounds,
    same_facts_same_points,
    unrelated_facts_change_nothing,
    working_adds_up,
)
from credit_rules.working import Step, working

pytestmark = pytest.mark.usefixtures("first_counterexample")

asked = flow("calls.asked", zh="来电", en="calls")
solved = flow("calls.solved", zh="已解决", en="calls solved", within=asked)
people = stock("people.total", zh="居民", en="inhabitants")
adopted = flag("plan.adopted", zh="已有方案", en="a plan is adopted")
rate = (solved / asked).named(zh="解决率", en="rate solved")

in_line = line(rate, {"90%": 0, "100%": 3})
in_months = each_month(in_line)
by_count = capped("0.5" * people, 3)
jumping = when(at_least(rate, "90%"), then=3, otherwise=0)

# ------------------------------------------------------------------- wrong indicators


@pytest.mark.parametrize(
    "formula",
    [
        4 * adopted,  # above its maximum
        "0.5" * people,  # without a cap
        2 - 1 * adopted * 3,  # below 0
        3 - 1 * each_month(by_count - 1),  # ends of missing months change places
    ],
)
def test_points_beyond_the_bounds_are_caught(formula: Node) -> None:
    with pytest.raises(AssertionError):
        points_within_bounds(indicator(formula))


# ---------------------------------------------------------------------- wrong readers

Evaluate = Callable[[Node, Window, Reported, Fraction], Outcome]


def scoring(change: Callable[[Outcome, Reported], Outcome]) -> Readers:
    """Readers whose outcomes are changed, knowing the facts that they came from."""

    def changed(of: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
        return change(evaluate(of, window, reported, maximum), reported)

    return Readers(evaluate=changed)


def proving(**wrong: Any) -> Readers:
    """Readers whose proofs say something else."""
    return Readers(prove=lambda of: evolve(prove(of), **wrong))


def test_another_outcome_the_second_time_is_caught() -> None:
    calls = count()
    moody = scoring(lambda found, _: evolve(found, lowest=Fraction(next(calls) % 2)))
    with pytest.raises(AssertionError):
        same_facts_same_points(indicator(by_count), moody)


def test_an_outcome_that_hangs_on_the_order_of_facts_is_caught() -> None:
    def first(found: Outcome, reported: Reported) -> Outcome:
        facts = reported.facts.facts
        return evolve(found, highest=Fraction(facts[0].value)) if facts else found

    with pytest.raises(AssertionError):
        order_changes_nothing(indicator(in_months), scoring(first))


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (by_count, {"people.total": Direction.FALLS}),
        (by_count, {"people.total": Direction.NEITHER}),
        (line(people, {0: 3, 9: 0}), {"people.total": Direction.RISES}),
        (3 * adopted, {"plan.adopted": Direction.FALLS}),
        (3 * rate, {"calls.solved": Direction.FALLS, "calls.asked": Direction.FALLS}),
        (3 * rate, {"calls.solved": Direction.RISES, "calls.asked": Direction.RISES}),
        (line(people, {0: 0, 4: 3, 8: 0}), {"people.total": Direction.RISES}),
    ],
)
def test_a_wrong_direction_is_caught(formula: Node, said: dict[str, Direction]) -> None:
    with pytest.raises(AssertionError):
        monotone_as_proved(indicator(formula), proving(directions=said))


def test_either_direction_is_never_wrong() -> None:
    monotone_as_proved(
        indicator(line(people, {0: 0, 4: 3, 8: 0})),
        proving(directions={"people.total": Direction.EITHER}),
    )


@pytest.mark.parametrize(
    "formula",
    [
        jumping,
        each_month(jumping),
        when(above(people, 5), then=3, otherwise=0),
        when(at_least(people, 5), then=3, otherwise="0.1" * people),
    ],
)
def test_a_jump_that_the_proof_denies_is_caught(formula: Node) -> None:
    with pytest.raises(AssertionError):
        continuous_as_proved(indicator(formula), proving(knots=()))


def test_a_jump_that_the_proof_knows_is_let_through() -> None:
    continuous_as_proved(indicator(jumping))


def test_a_step_that_the_formula_does_not_have_is_caught() -> None:
    def stepping(of: Node, leaves: Leaves) -> Fraction | None:
        points = value(of, leaves)
        return None if points is None else Fraction(int(points))

    with pytest.raises(AssertionError):
        continuous_as_proved(indicator(by_count), Readers(value=stepping))


def _with_the_edge_left_out(of: Node, leaves: Leaves) -> Fraction | None:
    """超过 where the clause says 以上."""
    strict = when(above(rate, "90%"), then=3, otherwise=0)
    return value(strict if of == jumping else of, leaves)


def _with_the_knot_moved(of: Node, leaves: Leaves) -> Fraction | None:
    """91% where the clause says 90%."""
    return value(line(rate, {"91%": 0, "100%": 3}) if of == in_line else of, leaves)


def _with_a_cap_of_one_more(of: Node, leaves: Leaves) -> Fraction | None:
    """Seven where six are enough."""
    return value(capped("0.5" * people, "3.5") if of == by_count else of, leaves)


@pytest.mark.parametrize(
    ("formula", "wrong"),
    [
        (jumping, _with_the_edge_left_out),
        (each_month(jumping), _with_the_edge_left_out),
        (in_line, _with_the_knot_moved),
        (in_months, _with_the_knot_moved),
        (by_count, _with_a_cap_of_one_more),
    ],
)
def test_a_wrong_side_of_a_knot_is_caught(
    formula: Node, wrong: Callable[[Node, Leaves], Fraction | None]
) -> None:
    with pytest.raises(AssertionError):
        exact_at_knots(indicator(formula), Readers(value=wrong))


def _months(reported: Reported) -> list[int]:
    """The months of which facts speak: what is drawn for an indicator that is scored by month."""
    return [fact.period.first for fact in reported.facts if fact.period.unit is Unit.MONTH]


def _counting(wanted: Callable[[Fact, Reported], bool]) -> Readers:
    """Readers that look at more facts than they should."""

    def more(found: Outcome, reported: Reported) -> Outcome:
        seen = sum(fact.value for fact in reported.facts if wanted(fact, reported))
        return evolve(found, highest=Fraction(seen))

    return scoring(more)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda fact, _: fact.measure == "unrelated.count",
        lambda fact, reported: fact.department != reported.department,
        lambda fact, reported: fact.period.first > max(_months(reported), default=10**6),
        lambda fact, reported: fact.period.first < min(_months(reported), default=0),
    ],
    ids=["another_measure", "another_department", "a_later_year", "an_earlier_year"],
)
def test_looking_at_facts_of_others_is_caught(wanted: Callable[[Fact, Reported], bool]) -> None:
    with pytest.raises(AssertionError):
        unrelated_facts_change_nothing(indicator(in_months), _counting(wanted))


def test_carrying_a_flow_forward_from_last_year_is_caught() -> None:
    def carried(of: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
        earlier = Window(Period(window.period.first - 12, window.period.unit))
        moved = tuple(
            evolve(fact, period=window.period)
            for fact in reported.facts
            if fact.period == Period.of_year(earlier.period.year)
        )
        facts = Facts((*reported.facts.facts, *moved))
        return evaluate(of, window, evolve(reported, facts=facts), maximum)

    with pytest.raises(AssertionError):
        unrelated_facts_change_nothing(indicator(3 * rate), Readers(evaluate=carried))


def _as_zero(of: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
    """What is missing counts as zero."""
    found = evaluate(of, window, reported, maximum)
    zeros = dict.fromkeys(found.missing, 0)
    return evolve(found, missing=(), amounts={**found.amounts, **zeros}, highest=found.lowest)


def _as_nothing(of: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
    """What is missing takes the clause away."""
    found = evaluate(of, window, reported, maximum)
    return evolve(found, lowest=None, highest=None) if found.missing else found


def _as_the_least(of: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
    """What is missing cannot come to anything any more."""
    found = evaluate(of, window, reported, maximum)
    return evolve(found, highest=found.lowest) if found.missing else found


@pytest.mark.parametrize("wrong", [_as_zero, _as_nothing, _as_the_least])
@pytest.mark.parametrize("formula", [by_count, 3 * rate, once_a_year(3 * adopted, strict=True)])
def test_a_default_for_what_is_missing_is_caught(formula: Node, wrong: Evaluate) -> None:
    readers = Readers(evaluate=_below(wrong))
    with pytest.raises(AssertionError):
        missing_is_missing(indicator(formula), readers)


def _below(wrong: Evaluate) -> Evaluate:
    """*wrong* in the windows below a fold too."""

    def deep(of: Node, window: Window, reported: Reported, maximum: Fraction) -> Outcome:
        found = wrong(of, window, reported, maximum)
        folds = tuple(
            evolve(
                fold,
                windows=tuple(wrong(w.node, w.window, reported, maximum) for w in fold.windows),
            )
            for fold in found.below
        )
        return evolve(found, below=folds)

    return deep


def test_a_missing_measure_that_is_not_the_outcome_s_is_caught() -> None:
    class Careless(Outcome):
        @property
        def status(self) -> Status:
            return Status.SCORED

    def scored(found: Outcome, _: Reported) -> Outcome:
        return Careless(**{f.name: getattr(found, f.name) for f in fields(Outcome)})

    with pytest.raises(AssertionError):
        missing_is_missing(indicator(by_count), scoring(scored))


def _steps(change: Callable[[list[Step]], list[Step]]) -> Readers:
    return Readers(working=lambda outcome: tuple(change(list(working(outcome)))))


@pytest.mark.parametrize(
    "change",
    [
        lambda steps: steps[:-1],
        lambda _: [],
        lambda steps: [evolve(s, value=None if s.value is None else s.value + 1) for s in steps],
        lambda steps: [evolve(s, expression=s.expression and f"{s.expression} + 1") for s in steps],
        lambda steps: [evolve(s, end="lowest") for s in steps],
        lambda steps: [s for s in steps if s.end != "highest"],
    ],
    ids=["the_last_left_out", "nothing_said", "other_values", "other_sums", "one_end", "no_top"],
)
def test_a_working_that_does_not_add_up_is_caught(
    change: Callable[[list[Step]], list[Step]],
) -> None:
    with pytest.raises(AssertionError):
        working_adds_up(indicator(in_months), _steps(change))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda of: to_form(of.of),  # the cap left out
        lambda of: to_form(of) | {"highest": "4"},
        lambda _: to_form(capped("0.6" * people, 3)),
        lambda _: to_form(capped("0.5" * stock("people.total", zh="人", en="people"), 3)),
    ],
    ids=["a_shape_less", "another_number", "another_factor", "another_name"],
)
def test_a_form_that_reads_back_as_something_else_is_caught(wrong: Callable[[Any], Any]) -> None:
    with pytest.raises(AssertionError):
        form_reads_back(indicator(by_count), Readers(to_form=wrong))


def test_the_laws_are_called_by_their_names() -> None:
    assert list(LAWS) == [
        "points_within_bounds",
        "same_facts_same_points",
        "order_changes_nothing",
        "monotone_as_proved",
        "continuous_as_proved",
        "exact_at_knots",
        "unrelated_facts_change_nothing",
        "missing_is_missing",
        "working_adds_up",
        "form_reads_back",
    ]
    assert all(law.__doc__ for law in LAWS.values())
