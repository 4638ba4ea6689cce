"""Points compiled into integers are the points of the reader that defines them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.clauses import (
    CATEGORIES,
    JULY,
    TOWN,
    Unheard,
    complaints,
    counts,
    formulas,
    indicator,
    kept,
    made,
    members,
    people,
    per_head,
    plan,
    rate,
    share,
    told,
)

from credit_rules import Amount, Fact, Node, Period
from credit_rules.compiled import Pair, Value, add, points
from credit_rules.errors import FormulaError
from credit_rules.evaluate import evaluate
from credit_rules.facts import Facts, Reported, Window
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
from credit_rules.formulas.nodes import Clamp, Mean
from credit_rules.indicators import BoundIndicator
from credit_rules.periods import Unit
from credit_rules.testing import facts_for, periods, variants

VARIANTS = dict(variants(CATEGORIES))
Ends = tuple[Fraction | None, Fraction | None]


def fraction(value: Value) -> Fraction | None:
    return None if value is None else Fraction(*value)


def both(of: BoundIndicator, facts: Facts, period: Period, subject: str) -> tuple[Ends, Ends]:
    """The ends of the compiled reader, and those of the defining one."""
    window, reported = Window(period), Reported(facts, subject)
    low, high = points(of.formula, window, reported, of.maximum)
    defined = evaluate(of.formula, window, reported, of.maximum)
    return (fraction(low), fraction(high)), (defined.lowest, defined.highest)


@pytest.mark.parametrize("name", VARIANTS)
@given(data=st.data())
def test_every_clause_under_every_reading(name: str, data: st.DataObject) -> None:
    period = data.draw(periods())
    facts = data.draw(facts_for(VARIANTS[name], period))
    compiled, defined = both(VARIANTS[name], facts, period, "subject")
    assert compiled == defined


@given(formulas, counts())
def test_any_formula_of_one_window(formula: Node, found: dict[Amount, int]) -> None:
    july = Period.parse(JULY)
    facts = Facts(tuple(Fact(TOWN, july, a.measure.code, n) for a, n in found.items()))
    compiled, defined = both(indicator(formula), facts, july, TOWN)
    assert compiled == defined


@given(st.data())
def test_any_formula_within_folds(data: st.DataObject) -> None:
    inner = data.draw(formulas)
    fold = data.draw(st.sampled_from([each_month(inner), each_quarter(inner), once_a_year(inner)]))
    of = indicator(fold + data.draw(formulas))
    period = data.draw(periods())
    facts = data.draw(facts_for(of, period))
    compiled, defined = both(of, facts, period, "subject")
    assert compiled == defined


@pytest.mark.parametrize(
    ("formula", "counts_", "expected"),
    [
        (node("5/2"), {}, "5/2"),
        (not_applicable(), {}, None),
        ("0.3" * made, {"visits__made": 7}, "2.1"),
        ("-1/3" * made, {"visits__made": 2}, "-2/3"),
        (made - people, {"visits__made": 2, "people__total": 5}, -3),
        (made + not_applicable(), {"visits__made": 2}, None),
        (rate, {"visits__made": 20, "visits__kept": 19}, "19/20"),
        (rate, {"visits__made": 20, "visits__kept": 21}, 1),  # cut
        (rate, {"visits__made": 0, "visits__kept": 0}, None),
        (per_head, {"visits__made": 21, "people__total": 20}, "21/20"),  # no rate, not cut
        # part and whole both below 0, and only the whole
        (
            (made - people) / (complaints - people),
            {"visits__made": 1, "complaints__received": 2, "people__total": 5},
            "4/3",
        ),
        (
            made / (complaints - people),
            {"visits__made": 1, "complaints__received": 2, "people__total": 5},
            "-1/3",
        ),
        (Clamp(made, 2, 5), {"visits__made": 1}, 2),
        (Clamp(made, 2, 5), {"visits__made": 2}, 2),
        (Clamp(made, 2, 5), {"visits__made": 3}, 3),
        (Clamp(made, 2, 5), {"visits__made": 6}, 5),
        (capped(rate, 3), {"visits__made": 0, "visits__kept": 0}, None),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 0}, 0),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 1}, 0),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 4}, "2/3"),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 10}, 2),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 15}, "7/2"),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 20}, 5),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 21}, 5),
        (line(people, {0: 3, 4: -1}), {"people__total": 3}, 0),
        (line(people, {0: 3, 4: -1}), {"people__total": 1}, 2),
        (line(people, {"5/2": 1, "7/2": 3}), {"people__total": 3}, 2),
        (line(people, {"5/2": 1, "7/2": 3}), {"people__total": 2}, 1),
        # a part or a whole that does not apply itself
        (rate / people, {"visits__made": 0, "visits__kept": 0, "people__total": 4}, None),
        (people / rate, {"visits__made": 0, "visits__kept": 0, "people__total": 4}, None),
        (rate / people, {"visits__made": 2, "visits__kept": 1, "people__total": 4}, "1/8"),
        (line(rate, {0: 0, 1: 3}), {"visits__made": 0, "visits__kept": 0}, None),
        (least(made, people, node(4)), {"visits__made": 9, "people__total": 5}, 4),
        (least(made, people, node(4)), {"visits__made": 3, "people__total": 5}, 3),
        (least(made, people) + 1, {"visits__made": 9, "people__total": 5}, 6),
        (least(rate, node(1)), {"visits__made": 0, "visits__kept": 0}, None),
        (least(node(1), rate), {"visits__made": 0, "visits__kept": 0}, None),
        (when(at_least(made, 3), then=2, otherwise=1), {"visits__made": 3}, 2),
        (when(at_least(made, 3), then=2, otherwise=1), {"visits__made": 2}, 1),
        (when(above(made, 3), then=2, otherwise=1), {"visits__made": 3}, 1),
        (when(above(made, 3), then=2, otherwise=1), {"visits__made": 4}, 2),
        (
            when(at_least(rate, 0), then=2, otherwise=1),
            {"visits__made": 0, "visits__kept": 0},
            None,
        ),
        (
            when(at_least(made, 3), above(people, 5), then=2, otherwise=1),
            {"visits__made": 3, "people__total": 5},
            1,
        ),
        (where_empty(rate, 4), {"visits__made": 0, "visits__kept": 0}, 4),
        (where_empty(rate, 4), {"visits__made": 2, "visits__kept": 1}, "1/2"),
        (
            floored(share - rate),
            {"visits__made": 1, "visits__kept": 1, "people__total": 2, "people__members": 1},
            0,
        ),
    ],
)
def test_a_shape_comes_to_what_its_words_say(
    formula: Node, counts_: dict[str, int], expected: int | str | None
) -> None:
    facts = Facts(tuple(told(JULY, **counts_)))
    wanted = None if expected is None else Fraction(expected)
    compiled, defined = both(indicator(formula), facts, Period.parse(JULY), TOWN)
    assert compiled == defined == (wanted, wanted)


def visits(**by_month: int) -> list[Fact]:
    return [fact for m, n in by_month.items() for fact in told(f"2023-{m[1:]}", visits__made=n)]


@pytest.mark.parametrize(
    ("formula", "facts", "period", "expected"),
    [
        (each_month(capped(made, 3)), visits(m07=2, m08=9, m09=0), "2023-Q3", ("5/3", "5/3")),
        (each_month(capped(made, 3)), visits(m07=2, m09=1), "2023-Q3", (1, 2)),
        (each_quarter(capped(made, 3)), visits(m07=2, m09=2), "2023-Q3", (3, 3)),
        (each_quarter(capped(made, 3)), visits(m07=2), "2023-07", (None, None)),
        (each_quarter(capped(made, 3)), visits(m07=2, m12=1), "2023", ("3/4", "9/4")),
        (each_month(when(above(made, 0), then=made, otherwise=not_applicable())), visits(m07=2, m08=0, m09=4), "2023-Q3", (3, 3)),
        (each_month(when(above(made, 0), then=made, otherwise=not_applicable())), visits(m07=0, m08=0, m09=0), "2023-Q3", (None, None)),
        # a fold, and what comes off it: both ends are carried through
        (floored(each_month(capped(made, 3)) - 1 * people), [*visits(m07=3, m08=3), *told("2023-09", people__total=1)], "2023-Q3", (1, 2)),
        (floored(each_month(capped(made, 3)) - 1 * people), visits(m07=3), "2023-07", (0, 3)),
        (each_quarter(each_month(capped(made, 3))), visits(m07=3, m08=2, m09=1), "2023-Q3", (2, 2)),
        (each_month(capped(made, 1)) + each_quarter(capped(made, 3)), visits(m07=3, m08=0, m09=0), "2023-Q3", ("10/3", "10/3")),
        (Mean(Unit.YEAR, capped(made, 3)), visits(m07=1, m08=1), "2023", (2, 2)),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=1), "2023-Q2", (2, 2)),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=1), "2023-06", (None, None)),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=0), "2023-Q2", (None, None)),
        (once_a_year(2 * plan), [], "2023-Q2", (None, None)),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=0), "2023-Q4", (0, 0)),
        (once_a_year(2 * plan), told("2022-05", plan__adopted=1), "2023", (0, 3)),
        (once_a_year(2 * plan, strict=True), told("2023-05", plan__adopted=0), "2023-Q2", (0, 0)),
        (once_a_year(2 * plan, strict=True), [], "2023-Q2", (0, 3)),
        (once_a_year(2 * share), told("2023", people__total=0, people__members=0), "2023", (None, None)),
        (where_empty(once_a_year(2 * plan), 1 * members), told("2023-03", people__members=4), "2023-Q1", (4, 4)),
    ],
)  # fmt: skip
def test_windows_come_together_as_their_words_say(
    formula: Node,
    facts: list[Fact],
    period: str,
    expected: tuple[int | str | None, int | str | None],
) -> None:
    low, high = (None if end is None else Fraction(end) for end in expected)
    compiled, defined = both(indicator(formula), Facts(tuple(facts)), Period.parse(period), TOWN)
    assert compiled == defined == (low, high)


@pytest.mark.parametrize(
    ("a", "b", "together"),
    [((1, 2), (3, 2), 2), ((1, 2), (1, 3), "5/6"), ((0, 1), (-2, 7), "-2/7")],
)
def test_pairs_are_added(a: Pair, b: Pair, together: int | str) -> None:
    assert Fraction(*add(a, b)) == Fraction(together)


@pytest.mark.parametrize(
    ("shape", "said"), [(Unheard(made), "Unheard"), (choose("a.b", x=made, y=kept), "a.b")]
)
def test_a_shape_that_the_reader_does_not_know_is_refused(shape: Node, said: str) -> None:
    facts = Reported(Facts(tuple(told(visits__made=1, visits__kept=1))), TOWN)
    with pytest.raises(FormulaError, match=said):
        points(shape, Window(Period.parse(JULY)), facts, Fraction(3))
