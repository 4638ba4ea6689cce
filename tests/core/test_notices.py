"""A scorecard warns of facts that disagree, rates that were cut, and facts that nobody used."""

import pytest
from tests.core.samples import (
    category,
    edition,
    fact,
    indicator,
    kept,
    made,
    members,
    people,
    plan,
    report,
    reported,
    window,
)

from credit_rules.evaluate import evaluate
from credit_rules.facts import Fact
from credit_rules.formulas import Node, capped, each_month, each_quarter, floored
from credit_rules.notices import notices
from credit_rules.periods import Cadence
from credit_rules.rulebooks import complete

RULES: tuple[tuple[str, Node, Cadence], ...] = (
    ("visits", each_month(capped(made, 3)), Cadence.MONTHLY),
    ("in_time", each_quarter(3 * (kept / made)), Cadence.QUARTERLY),
    ("members", floored(3 * (members / people)), Cadence.CUMULATIVE),
    ("plan", 3 * plan, Cadence.CUMULATIVE),
)
BOUND = complete(
    edition("outreach"),
    [category(*(indicator(rule, code=code, cadence=of) for code, rule, of in RULES))],
    {},
)


def warnings(period: str, *facts: Fact, by: str = "town", only: str | None = None) -> list[str]:
    """What a scorecard warns of, in English."""
    has = reported(*facts, by=by)
    outcomes = tuple(
        evaluate(i.formula, window(period), has, i.maximum)
        for i in BOUND.indicators
        if only is None or i.code.endswith(only)
    )
    found = notices(outcomes, has, BOUND, window(period).period)
    assert all(text.zh for text in found)
    return [text.en for text in found]


# --- Facts that disagree -------------------------------------------------------------------------


def test_a_government_that_says_otherwise_than_its_departments_is_named_with_both() -> None:
    found = warnings(
        "2023-Q3",
        fact(people, "2023-06", 100),
        fact(people, "2023-06", 60, "schools"),
        fact(people, "2023-05", 30, "parks"),
    )

    assert found == [
        (
            "2023-Q3 people (people.total): the government's own 100 differs from "
            "its departments' total 90; its own counts"
        )
    ]


@pytest.mark.parametrize(
    "facts",
    [
        [fact(people, "2023-06", 90), fact(people, "2023-06", 90, "schools")],
        [fact(people, "2023-06", 90)],
        [fact(people, "2023-06", 90, "schools")],
        [fact(people, "2023-06", 90), fact(people, "2023-10", 80, "schools")],
        [fact(people, "2023-10", 90), fact(people, "2023-06", 80, "schools")],
    ],
    ids=["agree", "no departments", "no government", "too late to count", "own one too late"],
)
def test_facts_that_do_not_disagree_are_not_named(facts: list[Fact]) -> None:
    assert warnings("2023-Q3", *facts) == []


def test_the_window_is_named_in_which_facts_disagree() -> None:
    found = warnings(
        "2023-Q3",
        fact(made, "2023-07", 2),
        fact(made, "2023-07", 3, "schools"),
        only="visits",
    )

    assert found == [
        (
            "2023-07 visits made (visits.made): the government's own 2 differs from "
            "its departments' total 3; its own counts"
        )
    ]


def test_a_department_has_nobody_to_disagree_with() -> None:
    facts = [fact(people, "2023-06", 100), fact(people, "2023-06", 60, "schools")]

    assert warnings("2023-Q3", *facts, by="schools") == []


def test_flags_disagree_where_no_department_says_what_the_government_says() -> None:
    facts = [fact(plan, "2023-06", 0), fact(plan, "2023-06", 1, "schools")]

    assert warnings("2023-Q3", *facts) == [
        (
            "2023-Q3 plan adopted (plan.adopted): the government's own 0 differs from "
            "its departments' total 1; its own counts"
        )
    ]


# --- Rates that were cut -------------------------------------------------------------------------


def test_a_rate_above_one_is_named_with_both_counts() -> None:
    found = warnings("2023-Q3", fact(members, "2023-09", 12), fact(people, "2023-06", 10))

    assert found == [
        (
            "2023-Q3 members (people.members = 12) exceeds people (people.total = 10); "
            "the rate counts as 1"
        )
    ]


@pytest.mark.parametrize(
    ("part", "whole"), [(10, 10), (9, 10), (0, 0), (3, 0), (None, 10), (10, None)]
)
def test_a_rate_that_was_not_cut_is_not_named(part: int | None, whole: int | None) -> None:
    facts = [] if part is None else [fact(members, "2023-09", part)]
    facts += [] if whole is None else [fact(people, "2023-06", whole)]

    assert warnings("2023-Q3", *facts) == []


def test_a_rate_inside_a_fold_is_named_with_its_own_window() -> None:
    found = warnings(
        "2023",
        fact(kept, "2023-07", 5),
        fact(made, "2023-08", 4),
        only="in_time",
    )

    assert found == [
        (
            "2023-Q3 visits kept (visits.kept = 5) exceeds visits made (visits.made = 4); "
            "the rate counts as 1"
        )
    ]


def test_a_rate_beside_a_fold_is_looked_at_without_the_rates_inside_it() -> None:
    rule = floored(each_month(3 * (kept / made)) - members / people)
    bound = complete(edition("outreach"), [category(indicator(rule, cadence=Cadence.MONTHLY))], {})
    has = reported(
        fact(kept, "2023-07", 5),
        fact(made, "2023-07", 5),
        fact(members, "2023-09", 12),
        fact(people, "2023-06", 10),
    )
    (only,) = bound.indicators
    outcome = evaluate(only.formula, window("2023-Q3"), has, only.maximum)
    found = notices((outcome,), has, bound, window("2023-Q3").period)

    assert [text.en for text in found] == [
        (
            "2023-Q3 members (people.members = 12) exceeds people (people.total = 10); "
            "the rate counts as 1"
        )
    ]


# --- Facts that nobody used ------------------------------------------------------------------------


def test_a_fact_that_no_window_uses_is_named_with_its_department() -> None:
    found = warnings(
        "2023-Q3",
        fact(made, "2023-Q3", 5),
        fact(made, "2023-07", 1, "schools"),
        fact(kept, "2023-Q3", 1),
        only="visits",
    )

    assert found == [
        "visits made (visits.made): no scored window uses these facts: Town 2023-Q3",
        "visits kept (visits.kept): no scored window uses these facts: Town 2023-Q3",
    ]


def test_all_unused_facts_of_a_measure_are_named_together_in_the_order_of_the_roster() -> None:
    found = warnings(
        "2023",
        fact(kept, "2023", 5, "parks"),
        fact(kept, "2023", 3),
        fact(kept, "2023", 4, "schools"),
    )

    assert found == [
        (
            "visits kept (visits.kept): no scored window uses these facts: "
            "Town 2023, Schools 2023, Parks 2023"
        )
    ]


def test_facts_outside_the_period_and_standing_ones_are_nobodys_loss() -> None:
    assert warnings(
        "2023-07",
        fact(made, "2023-06", 1),
        fact(made, "2023-Q3", 1, "schools"),
        fact(kept, "2023-07", 1),
        fact(people, "2023-07", 1),
        fact(people, "2023-02", 1),
        fact(report, "2023-07", 1),
        only="visits",
    ) == ["visits kept (visits.kept): no scored window uses these facts: Town 2023-07"]


def test_a_department_hears_of_its_own_facts_only() -> None:
    facts = [fact(kept, "2023-07", 5, "parks"), fact(kept, "2023-07", 3)]

    assert warnings("2023-07", *facts, by="parks") == [
        "visits kept (visits.kept): no scored window uses these facts: Parks 2023-07"
    ]
    assert warnings("2023-07", *facts, by="schools") == []


# --- All of them -----------------------------------------------------------------------------------


def test_one_warning_is_given_once_however_many_clauses_read_the_facts() -> None:
    facts = [fact(made, "2023-07", 5), fact(made, "2023-07", 3, "parks")]
    text = edition("outreach")
    twice = [indicator(capped(made, n), code=f"visits_{n}", maximum=n) for n in (3, 4)]
    bound = complete(text, [category(*twice)], {})
    has = reported(*facts)
    outcomes = tuple(
        evaluate(i.formula, window("2023-07"), has, i.maximum) for i in bound.indicators
    )

    assert len(notices(outcomes, has, bound, window("2023-07").period)) == 1


def test_warnings_come_by_clause_and_window_and_the_unused_facts_last() -> None:
    found = warnings(
        "2023-Q3",
        fact(made, "2023-08", 2),
        fact(made, "2023-08", 3, "schools"),
        fact(made, "2023-07", 2),
        fact(made, "2023-07", 3, "schools"),
        fact(kept, "2023-07", 5),
        fact(made, "2023-Q3", 1, "parks"),
        fact(members, "2023-09", 12),
        fact(people, "2023-06", 10),
    )

    assert [line.split()[0] for line in found] == [
        "2023-07",
        "2023-08",
        "2023-Q3",
        "2023-Q3",
        "2023-Q3",
    ]
    assert "differs" in found[2]
    assert "visits.kept = 5" in found[3]
    assert "people.members = 12" in found[4]
