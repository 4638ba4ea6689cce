"""Which facts a window uses: dated ones from inside it, the latest of what stands, whose."""

from hashlib import sha256
from itertools import permutations

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st
from tests.core.samples import Wrong, fact, made, people, plan, report, reported, window

from credit_rules.facts import Fact, Facts, Reported, Window
from credit_rules.facts.windows import total, usable
from credit_rules.formulas import Amount
from credit_rules.periods import Period, Unit


def used(amount: Amount, at: str, *facts: Fact) -> list[tuple[str, int]]:
    """Period and value of the facts that the window *at* uses."""
    by_end = Facts(facts).by_measure.get(amount.measure.code, {}).get("town", ())
    return [(str(f.period), f.value) for f in usable(by_end, amount.measure, window(at))]


# --- Dated facts -----------------------------------------------------------------------------


def test_a_flow_is_taken_from_inside_the_window_only() -> None:
    facts = [
        fact(made, "2023-06", 1),
        fact(made, "2023-07", 2),
        fact(made, "2023-09", 4),
        fact(made, "2023-10", 8),
        fact(made, "2024", 16),
    ]

    assert used(made, "2023-Q3", *facts) == [("2023-07", 2), ("2023-09", 4)]
    assert used(made, "2023-07", *facts) == [("2023-07", 2)]
    assert used(made, "2023-08", *facts) == []
    assert [value for _, value in used(made, "2023", *facts)] == [1, 2, 4, 8]
    assert used(made, "2024", *facts) == [("2024", 16)]


def test_a_month_serves_a_quarter_and_a_quarter_serves_no_month() -> None:
    assert used(made, "2023-Q3", fact(made, "2023-07", 2)) == [("2023-07", 2)]
    assert used(made, "2023-07", fact(made, "2023-Q3", 2)) == []
    assert used(made, "2023-Q3", fact(made, "2023", 2)) == []
    assert used(made, "2023", fact(made, "2023-Q3", 2)) == [("2023-Q3", 2)]


def test_a_flag_that_speaks_of_its_own_period_is_dated_too() -> None:
    facts = [fact(report, "2023-07", 1), fact(report, "2023-08", 0)]

    assert used(report, "2023-08", *facts) == [("2023-08", 0)]
    assert used(report, "2023-09", *facts) == []


# --- Standing facts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "latest"),
    [
        ("2022-12", []),
        ("2023-03", [("2023-03", 1)]),
        ("2023-05", [("2023-03", 1)]),
        ("2023-Q2", [("2023-Q2", 2)]),
        ("2023-07", [("2023-Q2", 2)]),
        ("2023-Q4", [("2023-Q2", 2)]),
        ("2023", [("2023-Q2", 2)]),
        ("2024-11", [("2023-Q2", 2)]),
        ("2024", [("2024", 3)]),
        ("2025-01", [("2024", 3)]),
    ],
)
def test_of_what_stands_the_latest_counts_that_has_ended_with_the_window(
    at: str, latest: list[tuple[str, int]]
) -> None:
    facts = [fact(people, "2024", 3), fact(people, "2023-03", 1), fact(people, "2023-Q2", 2)]

    assert used(people, at, *facts) == latest


def test_a_flag_stands_until_a_later_one_replaces_it() -> None:
    facts = [fact(plan, "2023-02", 1), fact(plan, "2023-05", 0)]

    assert used(plan, "2023-04", *facts) == [("2023-02", 1)]
    assert used(plan, "2023-06", *facts) == [("2023-05", 0)]


def test_a_window_of_its_year_takes_nothing_that_began_before_it() -> None:
    facts = (fact(plan, "2022-12", 1), fact(plan, "2023-02", 0))
    year = window("2023-Q1").of_year()

    assert usable(facts, plan.measure, year) == (facts[1],)
    assert usable(facts[:1], plan.measure, year) == ()
    assert usable(facts[:1], plan.measure, window("2023-Q1")) == (facts[0],)
    assert usable((fact(plan, "2023-01", 1),), plan.measure, window("2023-12").of_year())


@given(
    st.permutations([fact(people, f"2023-{month:02d}", month) for month in range(1, 13)]),
    st.integers(1, 12),
)
def test_the_order_of_facts_does_not_say_which_is_latest(facts: list[Fact], month: int) -> None:
    at = f"2023-{month:02d}"

    assert used(people, at, *facts) == [(at, month)]


# --- Adding up -----------------------------------------------------------------------------------


def test_counts_are_added_and_of_flags_any_is_enough() -> None:
    counts = (fact(made, "2023-07", 2), fact(made, "2023-08", 3))
    flags = (fact(plan, "2023-07", 0), fact(plan, "2023-08", 1), fact(plan, "2023-09", 1))

    assert total(counts, made.measure) == 5
    assert total(flags, plan.measure) == 1
    assert total(flags[:1], plan.measure) == 0


def test_nothing_reported_is_no_zero() -> None:
    assert reported().amount(made.measure, window("2023-07")) is None
    assert reported().amount(plan.measure, window("2023-07")) is None
    assert reported(fact(made, "2023-07", 0)).amount(made.measure, window("2023-07")) == 0


# --- Whose facts -----------------------------------------------------------------------------------


def test_the_departments_stand_in_where_the_government_says_nothing() -> None:
    has = reported(
        fact(made, "2023-07", 2, "schools"),
        fact(made, "2023-08", 3, "parks"),
        fact(people, "2023-02", 10, "schools"),
        fact(people, "2023-05", 20, "parks"),
        fact(people, "2023-06", 25, "parks"),
        fact(plan, "2023-01", 0, "schools"),
        fact(plan, "2023-02", 1, "parks"),
    )

    assert has.amount(made.measure, window("2023-Q3")) == 5
    assert has.amount(made.measure, window("2023-07")) == 2
    assert has.amount(made.measure, window("2023-09")) is None
    assert has.amount(people.measure, window("2023-Q3")) == 35
    assert has.amount(people.measure, window("2023-Q1")) == 10
    assert has.amount(plan.measure, window("2023-Q3")) == 1
    assert has.amount(plan.measure, window("2023-01")) == 0


def test_the_governments_own_fact_wins() -> None:
    has = reported(fact(made, "2023-07", 9), fact(made, "2023-07", 2, "schools"))

    assert has.amount(made.measure, window("2023-07")) == 9
    assert has.sources(made.measure, window("2023-07")) == (fact(made, "2023-07", 9),)
    assert has.from_members(made.measure, window("2023-07")) == (
        fact(made, "2023-07", 2, "schools"),
    )


def test_an_own_fact_that_the_window_cannot_use_does_not_count_as_one() -> None:
    has = reported(
        fact(made, "2023-Q3", 9),
        fact(made, "2023-07", 2, "schools"),
        fact(people, "2023-12", 100),
        fact(people, "2023-06", 40, "parks"),
    )

    assert has.amount(made.measure, window("2023-07")) == 2
    assert has.amount(made.measure, window("2023-Q3")) == 9
    assert has.amount(people.measure, window("2023-Q3")) == 40
    assert has.amount(people.measure, window("2023")) == 100


def test_a_department_borrows_from_nobody() -> None:
    facts = [fact(made, "2023-07", 9), fact(made, "2023-07", 2, "schools")]

    assert reported(*facts, by="schools").amount(made.measure, window("2023-07")) == 2
    assert reported(*facts, by="parks").amount(made.measure, window("2023-07")) is None
    assert reported(*facts, by="parks").from_members(made.measure, window("2023-07")) == ()


def test_a_measure_that_nobody_reports_has_no_amount() -> None:
    assert reported().amount(made.measure, window("2023-07")) is None
    assert reported().sources(made.measure, window("2023-07")) == ()


@given(st.permutations(["schools", "parks", "library"]))
def test_the_members_are_taken_in_one_order_whatever_the_order_of_rows(names: list[str]) -> None:
    has = reported(*(fact(made, "2023-07", len(name), name) for name in names))

    found = has.sources(made.measure, window("2023-07"))
    assert [f.department for f in found] == ["library", "parks", "schools"]


# --- Many amounts at once --------------------------------------------------------------------


def at_once(has: Reported, at: str, *asked: Amount, of_year: bool = False) -> list[int | None]:
    """What is found at once, None where the bits say that there is none."""
    period = Period.parse(at)
    measures = {amount.measure.code: amount.measure for amount in asked}
    since = period.year * 12 if of_year else 0
    found, lacks = has.amounts(measures, period.first, period.last, since)
    assert all(not found[k] for k in range(len(asked)) if lacks >> k & 1)
    return [None if lacks >> k & 1 else n for k, n in enumerate(found)]


def test_amounts_are_found_in_the_order_in_which_they_are_asked() -> None:
    has = reported(fact(people, "2023-07", 5), fact(made, "2023-07", 0), fact(plan, "2023-07", 1))

    assert at_once(has, "2023-07", plan, people, made) == [1, 5, 0]
    assert at_once(has, "2023-07") == []


def test_what_nobody_reported_is_told_apart_from_nothing() -> None:
    has = reported(fact(people, "2023-Q3", 0), fact(made, "2023-Q2", 4))

    assert at_once(has, "2023-Q3", made, people, plan) == [None, 0, None]
    assert at_once(has, "2023-Q2", plan, made, people) == [None, 4, None]


@given(st.data())
def test_amounts_found_at_once_are_those_found_one_by_one(data: st.DataObject) -> None:
    random = data.draw(st.randoms(use_true_random=False))
    asked, rolls_up = (made, people, plan, report), random.random() < 0.5
    facts = Facts(
        tuple(
            fact(amount, str(period), random.randint(0, 1), who)
            for who in ("town", "parks", "schools")
            for amount in asked
            for year in (2022, 2023)
            for period in Period.of_year(year).split(random.choice([*Unit]))
            if random.random() < 0.4
        )
    )
    has = Reported(facts, "town", rolls_up=rolls_up)
    for at in ("2023-02", "2023-Q1", "2023-Q4", "2023", "2022-12", "2024"):
        for of_year in (False, True):
            seen = window(at).of_year() if of_year else window(at)
            one_by_one = [has.amount(amount.measure, seen) for amount in asked]
            assert at_once(has, at, *asked, of_year=of_year) == one_by_one


# --- Facts as values -----------------------------------------------------------------------------


def test_facts_are_looked_up_by_measure_and_department_earliest_first() -> None:
    facts = Facts(
        (
            fact(people, "2023", 3),
            fact(people, "2023-Q1", 1),
            fact(made, "2023-07", 4, "parks"),
            fact(people, "2022", 2),
        )
    )

    assert [f.value for f in facts.by_measure["people.total"]["town"]] == [2, 1, 3]
    assert list(facts.by_measure) == ["people.total", "visits.made"]
    assert facts.by_period["parks", 2023 * 12 + 6, 2023 * 12 + 6] == {"visits.made": 4}
    assert facts.by_period["town", 2023 * 12, 2023 * 12 + 2] == {"people.total": 1}
    assert len(facts) == 4
    assert [f.value for f in facts] == [3, 1, 4, 2]


def test_the_fingerprint_is_that_of_the_sorted_facts() -> None:
    facts = (fact(people, "2023", 3), fact(made, "2023-Q3", 4, "parks"), fact(made, "2023-07", 1))
    expected = sha256(
        b"parks\t2023-Q3\tvisits.made\t4\n"
        b"town\t2023\tpeople.total\t3\n"
        b"town\t2023-07\tvisits.made\t1\n"
    ).hexdigest()

    assert {Facts(order).sha256 for order in permutations(facts)} == {expected}
    assert Facts(()).sha256 == sha256(b"").hexdigest()


def test_evidence_and_notes_change_no_fingerprint_and_everything_else_does() -> None:
    first = fact(made, "2023-07", 1)
    print_of_first = Facts((first,)).sha256

    assert Facts((evolve(first, evidence="台账", note="迟报"),)).sha256 == print_of_first
    for other in (
        fact(made, "2023-07", 2),
        fact(made, "2023-08", 1),
        fact(people, "2023-07", 1),
        fact(made, "2023-07", 1, "parks"),
    ):
        assert Facts((other,)).sha256 != print_of_first


def test_facts_are_values() -> None:
    facts: Wrong = Facts((fact(made, "2023-07", 1),))
    one: Wrong = fact(made, "2023-07", 1)

    assert facts == Facts((fact(made, "2023-07", 1),))
    assert facts != Facts(())
    assert "by_" not in repr(facts)
    assert Reported(facts, "town") != Reported(facts, "town", rolls_up=True)
    assert Window(Period.parse("2023")).since == 0
    with pytest.raises(FrozenInstanceError):
        facts.facts = ()
    with pytest.raises(FrozenInstanceError):
        one.value = 2
