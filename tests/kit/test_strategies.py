"""What the strategies draw: possible facts, and those that sit where a clause turns."""

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit.drawing import draws
from tests.readers.clauses import indicator

from credit_rules import Facts, Measure, Node, Period, Text, Unit
from credit_rules.departments import Department, Roster
from credit_rules.evaluate import evaluate
from credit_rules.facts import Reported, Window
from credit_rules.facts.checking import Row, check
from credit_rules.formulas import (
    above,
    at_least,
    capped,
    each_month,
    each_quarter,
    flag,
    floored,
    flow,
    line,
    once_a_year,
    stock,
    when,
)
from credit_rules.testing import counts_for, facts_for, leaves_for, periods

asked = flow("calls.asked", zh="来电", en="calls")
solved = flow("calls.solved", zh="已解决", en="calls solved", within=asked)
praised = flow("calls.praised", zh="获好评", en="calls praised", within=solved)
people = stock("people.total", zh="居民", en="inhabitants")
adopted = flag("plan.adopted", zh="已有方案", en="a plan is adopted")
rate = solved / asked

ALL = solved / asked + praised / people + 1 * adopted
ON_LINE = line(rate, {"90%": 0, "100%": 3})


# ------------------------------------------------------------------------------- periods


@given(periods())
def test_a_period_is_a_month_a_quarter_or_a_year(period: Period) -> None:
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize("unit", Unit)
def test_periods_are_of_every_unit_and_of_one_where_it_is_asked_for(unit: Unit) -> None:
    assert draws(periods(), lambda period: period.unit is unit).unit is unit
    draws(periods(unit), lambda period: period.ends_year)

    @given(periods(unit))
    def only(period: Period) -> None:
        assert period.unit is unit

    only()


# -------------------------------------------------------------------------------- counts


@given(counts_for(ALL))
def test_counts_are_possible(counts: dict[Measure, int]) -> None:
    assert set(counts) == {a.measure for a in (asked, solved, praised, people, adopted)}
    assert 0 <= counts[praised.measure] <= counts[solved.measure] <= counts[asked.measure]
    assert counts[people.measure] >= 0
    assert counts[adopted.measure] in (0, 1)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda n: n[asked.measure] == 0,
        lambda n: n[asked.measure] > n[solved.measure] > n[praised.measure] > 0,
        lambda n: n[asked.measure] == n[solved.measure] > 1,
        lambda n: n[people.measure] > 1000,
        lambda n: n[people.measure] in range(1, 13),
        lambda n: n[adopted.measure] == 1,
        lambda n: n[adopted.measure] == 0,
    ],
    ids=["nothing", "some", "all", "many", "few", "yes", "no"],
)
def test_counts_are_of_every_kind(wanted: Callable[[dict[Measure, int]], bool]) -> None:
    draws(counts_for(ALL), wanted)


@pytest.mark.parametrize("beside", [-1, 0, 1])
@pytest.mark.parametrize(
    "formula",
    [
        ON_LINE,
        when(at_least(rate, "90%"), then=3, otherwise=0),
        capped("0.5" * people, 3),
        when(above(people, 6), then=3, otherwise=0),
    ],
)
def test_counts_are_often_at_a_knot_or_one_unit_beside_it(formula: Node, beside: int) -> None:
    def there(counts: dict[Measure, int]) -> bool:
        if people.measure in counts:
            return counts[people.measure] == 6 + beside
        return counts[asked.measure] > 10 and (
            10 * (counts[solved.measure] - beside) == 9 * counts[asked.measure]
        )

    draws(counts_for(formula), there)


@given(counts_for(when(at_least(praised / solved, "90%"), then=rate, otherwise=ON_LINE)))
def test_parts_stay_within_their_wholes_when_a_knot_moves_them(counts: dict[Measure, int]) -> None:
    assert counts[praised.measure] <= counts[solved.measure] <= counts[asked.measure]


@pytest.mark.parametrize(
    "formula",
    [
        capped("0.3" * people, 1),  # at 10/3: between two counts
        capped((asked + people) / (people + 1), "1/2"),  # of sums, which no one count moves
        line(people - asked, {-3: 0, 3: 1}),  # of two counts together
        line(asked / people, {-1: 0, 1: 1}),  # below 0, where no count is
    ],
)
def test_a_knot_that_no_single_count_reaches_is_left_alone(formula: Node) -> None:
    @given(counts_for(formula))
    def possible(counts: dict[Measure, int]) -> None:
        assert min(counts.values()) >= 0

    possible()


# -------------------------------------------------------------------------------- leaves


@given(st.data())
def test_leaves_are_counts_and_points_of_folds_within_their_bounds(data: st.DataObject) -> None:
    month = each_month(capped(asked, 3))
    leaves = data.draw(leaves_for(floored(month - 2 * people)))
    assert set(leaves) == {month, people}
    points = leaves[month]
    assert points is None or 0 <= points <= 3
    assert leaves[people] is not None


def test_a_fold_is_sometimes_empty() -> None:
    month = each_month(capped(asked, 3))
    draws(leaves_for(floored(month - 2 * people)), lambda leaves: leaves[month] is None)
    draws(leaves_for(floored(month - 2 * people)), lambda leaves: leaves[month] == 3)


# --------------------------------------------------------------------------------- facts


def told(facts: Facts) -> dict[str, set[str]]:
    """The periods that each measure is reported for."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        found.setdefault(fact.measure, set()).add(str(fact.period))
    return found


@pytest.mark.parametrize(
    ("formula", "period", "expected"),
    [
        (3 * rate, "2023-Q3", {"calls.asked": {"2023-Q3"}, "calls.solved": {"2023-Q3"}}),
        (
            each_month(ON_LINE),
            "2023-Q3",
            {key: {"2023-07", "2023-08", "2023-09"} for key in ("calls.asked", "calls.solved")},
        ),
        (
            each_quarter(capped(asked, 3)),
            "2023",
            {"calls.asked": {"2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"}},
        ),
        (each_quarter(capped(asked, 3)), "2023-07", {}),
        (once_a_year(3 * adopted), "2023-Q2", {"plan.adopted": {"2023-Q2"}}),
        (
            floored(each_month(capped(asked, 3)) - 1 * people),
            "2023-Q1",
            {"calls.asked": {"2023-01", "2023-02", "2023-03"}, "people.total": {"2023-Q1"}},
        ),
    ],
)
def test_complete_facts_fill_every_window(
    formula: Node, period: str, expected: dict[str, set[str]]
) -> None:
    @given(facts_for(indicator(formula), Period.parse(period), complete=True))
    def filled(facts: Facts) -> None:
        assert told(facts) == expected
        assert len({fact.department for fact in facts}) <= 1

    filled()


def test_facts_are_sometimes_missing() -> None:
    quarter = Period.quarter(2023, 3)
    some = facts_for(indicator(each_month(ON_LINE)), quarter)
    draws(some, lambda facts: not any(fact.measure == "calls.asked" for fact in facts))
    draws(some, lambda facts: len(facts) == 6)


SEVERAL_WINDOWS: Mapping[str, Node] = {
    "months": each_month(ON_LINE),
    "months_and_quarters": each_month(capped(asked, 3)) + each_quarter(capped(asked, 3)),
    "quarters_and_months": each_quarter(capped(asked, 3)) + each_month(capped(asked, 3)),
    "a_mean_less_the_whole": floored(each_month(ON_LINE) - 1 * solved),
    "a_stock_twice": each_quarter(capped(people, 3)) + capped(people, 3),
    "a_part_alone_and_a_rate": once_a_year(capped(solved, 3)) + 3 * rate,
    "the_rest_of_a_rate": each_month(capped(solved, 3)) + 3 * rate,
}
AN_OFFICE = Roster(Department("subject", Text("市", "city")), ())
MEASURES = {a.measure.code: a.measure for a in (asked, solved, praised, people, adopted)}


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("period", ["2023-07", "2023-Q3", "2023"])
@pytest.mark.parametrize("formula", SEVERAL_WINDOWS.values(), ids=SEVERAL_WINDOWS)
def test_no_facts_are_drawn_that_the_library_would_refuse(
    formula: Node, period: str, *, complete: bool
) -> None:
    @given(facts_for(indicator(formula), Period.parse(period), complete=complete))
    def accepted(facts: Facts) -> None:
        rows = [Row(1, f.department, f.period, f.measure, f.value) for f in facts]
        assert check(rows, AN_OFFICE, MEASURES, "facts.csv") == facts

    accepted()


@pytest.mark.parametrize("formula", SEVERAL_WINDOWS.values(), ids=SEVERAL_WINDOWS)
def test_complete_facts_leave_nothing_missing_whatever_the_windows(formula: Node) -> None:
    @given(facts_for(indicator(formula), Period.of_year(2023), complete=True))
    def whole(facts: Facts) -> None:
        window = Window(Period.of_year(2023))
        assert not evaluate(formula, window, Reported(facts, "subject"), Fraction(3)).lacks

    whole()


def test_what_is_not_told_of_its_months_may_be_told_of_their_quarter() -> None:
    both = SEVERAL_WINDOWS["quarters_and_months"]
    some = facts_for(indicator(both), Period.quarter(2023, 3))
    draws(some, lambda facts: told(facts) == {"calls.asked": {"2023-Q3"}})
    draws(some, lambda facts: told(facts) == {"calls.asked": {"2023-07", "2023-09"}})
