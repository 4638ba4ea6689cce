"""Outcomes from compiled points are those of the reader that defines them, down to every piece."""

import copy
import pickle
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.clauses import TOWN, made, people, plan, rate, share, told
from tests.readers.test_compiled import (
    VARIANTS,
    compiled,
    folded,
    reports,
    scored_periods,
    town_measures,
    visits,
)

from credit_rules import Fact, Node, Period, Status, flow
from credit_rules.compiled import Card, Clause, Tally, writable
from credit_rules.compiled.cards import write_card
from credit_rules.errors import FormulaError
from credit_rules.evaluate import Outcome, evaluate
from credit_rules.facts import Facts, Reported, Window
from credit_rules.formulas import (
    capped,
    choose,
    each_month,
    each_quarter,
    earlier,
    floored,
    line,
    node,
    not_applicable,
    once_a_year,
    rolling,
    sum_of_months,
    where_empty,
)
from credit_rules.formulas.folds import Mean
from credit_rules.formulas.walk import measures
from credit_rules.periods import Unit
from credit_rules.testing import facts_for, periods

THREE = Fraction(3)
NOTHING = Fraction()


@lru_cache(maxsize=4)
def card(of: tuple[Node, ...]) -> Card:
    """One that is compiled once for several facts."""
    return Card(tuple(Clause(one, THREE, THREE) for one in of))


def tallied(of: Iterable[Node], reported: Reported, period: Period) -> Tally:
    return card(tuple(of)).tally(reported, period)


def points_of(outcome: Outcome) -> tuple[object, ...]:
    return outcome.lowest, outcome.highest, outcome.status, outcome.node, outcome.window


def alike(of: list[Node], reported: Reported, period: Period) -> list[Outcome]:
    """The outcomes of both readers, the compiled ones and those that define them, compared."""
    tally = tallied(of, reported, period)
    found = list(tally.outcomes())
    plain = [evaluate(one, Window(period), reported, THREE) for one in of]
    for one, other in zip(found, plain, strict=True):
        assert points_of(one) == points_of(other)
        assert [*map(points_of, one.pieces)] == [*map(points_of, other.pieces)]
        assert one.lacks == other.lacks
        assert one.pieces == other.pieces
    assert found == plain
    assert tally.points == sum(((o.lowest or NOTHING) for o in plain), NOTHING)
    assert tally.points_upper == sum(((o.highest or NOTHING) for o in plain), NOTHING)
    applying = [o for o in plain if o.status is not Status.NOT_APPLICABLE]
    assert tally.attainable == THREE * len(applying)
    assert tally.complete <= (not any(o.lacks for o in plain))
    return found


def by_all_readers(of: Node, reported: Reported, period: Period) -> None:
    """An outcome, and points alone: of both compiled readers, and of the one that defines them."""
    [found] = alike([of], reported, period)
    assert compiled(of, reported, period) == found.lowest


@pytest.mark.parametrize("name", VARIANTS)
@given(data=st.data())
def test_every_clause_under_every_reading(name: str, data: st.DataObject) -> None:
    period = data.draw(periods())
    facts = data.draw(facts_for(VARIANTS[name], period))
    by_all_readers(VARIANTS[name].formula, Reported(facts, "subject"), period)


@pytest.mark.parametrize("name", VARIANTS)
@given(data=st.data())
def test_every_clause_on_any_facts(name: str, data: st.DataObject) -> None:
    formula = VARIANTS[name].formula
    facts = data.draw(reports(measures(formula)))
    by_all_readers(formula, Reported(facts, TOWN, rolls_up=True), data.draw(scored_periods))


@given(st.lists(folded, max_size=4), st.data())
def test_any_formulas_together(several: list[Node], data: st.DataObject) -> None:
    facts, rolls_up = data.draw(reports(town_measures)), data.draw(st.booleans())
    alike(several, Reported(facts, TOWN, rolls_up=rolls_up), data.draw(scored_periods))


def case(of: Node, facts: list[Fact], period: str) -> Outcome:
    [found] = alike([of], Reported(Facts(tuple(facts)), TOWN), Period.parse(period))
    return found


SCORED, MISSING, EMPTY = Status.SCORED, Status.MISSING, Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("formula", "facts", "period", "low", "high", "status", "pieces"),
    [
        (node("5/2"), [], "2023-07", "5/2", "5/2", SCORED, ["5/2"]),
        (not_applicable(), [], "2023-07", None, None, EMPTY, [None]),
        (capped(made, 3), visits(m07=2), "2023-07", 2, 2, SCORED, [2]),
        (capped(made, 3), [], "2023-07", 0, 3, MISSING, [0]),
        (3 * rate, told("2023-07", visits__made=0, visits__kept=0), "2023-07", None, None, EMPTY, [None]),
        (3 * rate, told("2023-07", visits__made=0), "2023-07", 0, 3, MISSING, [0]),
        (each_month(capped(made, 3)), visits(m07=2, m09=1), "2023-Q3", 1, 2, MISSING, [2, 0, 1]),
        # a month that is not applicable makes nothing of the others
        (each_month(3 * rate), [*told("2023-07", visits__made=2, visits__kept=1), *told("2023-08", visits__made=0, visits__kept=0), *told("2023-09", visits__made=2, visits__kept=2)], "2023-Q3", "9/4", "9/4", SCORED, ["3/2", None, 3]),
        # both ends are carried through what comes off after the fold
        (floored(each_month(capped(made, 3)) - people), [*visits(m07=3, m08=3), *told("2023-09", people__total=1)], "2023-Q3", 1, 2, MISSING, [3, 3, 0]),
        # a month that is missing may still bring what a month gives, not what all may bring
        (sum_of_months(made, each="1/2"), visits(m07=1, m08=0), "2023-Q3", 1, "3/2", MISSING, [1, 0, 0]),
        (each_quarter(made), visits(m07=2), "2023-07", None, None, EMPTY, []),
        (each_quarter(each_month(capped(made, 3))), visits(m07=3, m08=2, m09=1), "2023-Q3", 2, 2, SCORED, [3, 2, 1]),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=1), "2023-Q2", 2, 2, SCORED, [2]),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=1), "2023-06", None, None, EMPTY, []),
        # before the end of the year nothing is missing, and nothing is held against anybody
        (once_a_year(2 * plan), [], "2023-Q2", None, None, EMPTY, [None]),
        (once_a_year(2 * plan), [], "2023-Q4", 0, 3, MISSING, [0]),
        (once_a_year(2 * plan, strict=True), [], "2023-Q2", 0, 3, MISSING, [0]),
        (where_empty(once_a_year(2 * plan), 1), [], "2023-Q1", 1, 1, SCORED, [None]),
        (Mean(Unit.MONTH, capped(made, 3), people), [*visits(m07=2), *told("2023-07", people__total=1)], "2023-07", 2, 2, SCORED, [2]),
        (Mean(Unit.MONTH, capped(made, 3), people), visits(m07=2), "2023-07", 0, 3, MISSING, [2]),
        (rolling(capped(made, 3), months=2), visits(m06=1, m07=1), "2023-07", 2, 2, SCORED, [2]),
        (rolling(each_month(capped(made, 3)), months=2), visits(m06=3), "2023-07", "3/2", 3, MISSING, ["3/2"]),
        # not applicable, and missing nevertheless: it may as yet be had
        (each_month(people) + 3 * rate, told("2023-Q3", visits__made=0, visits__kept=0), "2023-Q3", None, None, MISSING, [0, 0, 0]),
        (made - earlier(made, months=1), visits(m06=1, m07=3), "2023-07", 2, 2, SCORED, [2]),
        (made - earlier(made, months=1), visits(m07=3), "2023-07", 0, 3, MISSING, [0]),
    ],
)  # fmt: skip
def test_what_becomes_of_facts(  # noqa: PLR0913, PLR0917 -- ends, status and pieces
    formula: Node,
    facts: list[Fact],
    period: str,
    low: object,
    high: object,
    status: Status,
    pieces: list[object],
) -> None:
    found = case(formula, facts, period)
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    assert [found.lowest, found.highest, found.status] == [*ends, status]
    assert [p.lowest for p in found.pieces] == [None if p is None else Fraction(p) for p in pieces]


@pytest.mark.parametrize(
    "counts", [(179, 200), (180, 200), (181, 200), (199, 200), (200, 200), (1, 1)]
)
def test_knots_and_one_unit_around(counts: tuple[int, int]) -> None:
    kept, of = counts
    found = case(
        line(rate, {"90%": 0, "100%": "2.5"}),
        told("2023-07", visits__kept=kept, visits__made=of),
        "2023-07",
    )
    assert found.lowest == max(NOTHING, (Fraction(kept, of) - Fraction(9, 10)) * 25)


def test_what_could_be_had_leaves_out_a_bonus_and_what_does_not_apply() -> None:
    clauses = (
        Clause(capped(made, 2), Fraction(2), Fraction(2)),
        Clause(3 * rate, Fraction(3), Fraction(3)),
        Clause(capped(people, 1), Fraction(1), NOTHING),
        Clause(3 * share, Fraction(3), Fraction("5/2")),
    )
    facts = told("2023-07", visits__made=0, visits__kept=0, people__total=5)
    period = Period.parse("2023-07")
    tally = Card(clauses).tally(Reported(Facts(tuple(facts)), TOWN), period)
    assert tally.attainable == Fraction("9/2")  # what is missing may as yet be had
    assert (tally.points, tally.points_upper, tally.complete) == (1, 4, False)
    assert Card(()).tally(Reported(Facts(()), TOWN), period).points == 0


def test_nothing_is_read_plainly_before_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    of = [each_month(capped(made, 3)), 3 * rate, once_a_year(2 * plan)]
    facts = [*visits(m07=1, m08=2, m09=3), *told("2023-Q3", visits__made=6, visits__kept=3)]
    reported, period = Reported(Facts(tuple(facts)), TOWN), Period.parse("2023-Q3")
    asked: list[Node] = []

    def noted(node: Node, *rest: object) -> Outcome:
        asked.append(node)
        return evaluate(node, *rest)

    monkeypatch.setattr("credit_rules.compiled.tallies.evaluate", noted)
    months, quarter, year = tallied(of, reported, period).outcomes()
    told_ = [
        (o.lowest, o.highest, o.status, len(o.pieces), o.node, o.window)
        for o in (months, quarter, year)
    ]
    assert [points for points, *_ in told_] == [2, Fraction(3, 2), None]
    assert months.pieces[1].lowest == 2
    assert str(months.pieces[1].window.period) == "2023-08"
    assert not asked
    assert months.pieces[1].amounts == {made.measure: 2}
    assert months.below[0].windows == months.pieces
    assert asked == [of[0]]


def test_an_outcome_is_a_value_as_ever() -> None:
    of, period = each_month(capped(made, 3)), Period.parse("2023-Q3")
    reported = Reported(Facts(tuple(visits(m07=1, m09=3))), TOWN)
    plain = evaluate(of, Window(period), reported, THREE)

    def fresh() -> Outcome:
        [found] = tallied([of], reported, period).outcomes()
        return found

    assert fresh() == plain
    assert plain == fresh()
    assert fresh() != evolve(plain, lowest=NOTHING)
    assert repr(fresh()) == repr(plain)
    assert evolve(fresh(), lowest=NOTHING) == evolve(plain, lowest=NOTHING)
    for copied in (copy.copy(fresh()), copy.deepcopy(fresh()), pickle.loads(pickle.dumps(fresh()))):  # noqa: S301 -- its own
        assert copied == plain
        assert (copied.status, copied.lacks, copied.pieces) == (
            plain.status,
            plain.lacks,
            plain.pieces,
        )
    for one in fields(Outcome):
        assert getattr(fresh(), one.name) == getattr(plain, one.name)
    with pytest.raises(AttributeError, match="'Outcome' object has no attribute 'nothing'"):
        _ = fresh().nothing
    with pytest.raises(AttributeError, match="'Outcome' object has no attribute 'nothing'"):
        _ = plain.nothing


def test_an_open_reading_is_refused_at_once() -> None:
    of = choose("some.reading", one=made, other=people)
    with pytest.raises(FormulaError, match=r"some\.reading"):
        tallied([of], Reported(Facts(()), TOWN), Period.parse("2023-07"))


def test_a_function_is_written_once_for_each_length_of_period() -> None:
    card = Card((Clause(capped(made, 3), THREE, THREE), Clause(once_a_year(plan), THREE, THREE)))
    reported = Reported(Facts(()), TOWN)
    for period in (
        "2023-07",
        "2023-08",
        "2023-Q1",
        "2023-Q2",
        "2023-Q4",
        "2022-Q4",
        "2022",
        "2023",
    ):
        card.tally(reported, Period.parse(period))
    assert set(card._compiled) == {(1, False), (3, False), (3, True), (12, True)}


def test_other_measures_give_the_same_functions() -> None:
    other = flow("a" * 40 + ".import_os", zh="另", en="other")
    written = [
        write_card((Clause(capped(of, 3), THREE, THREE),), 3, ends_year=False)
        for of in (made, other)
    ]
    assert len({(w.certain.source, w.certain.complete, w.most) for w in written}) == 1
    assert len({w.certain.source for w in written} | {w.most for w in written}) == 2


def test_a_yearly_achievement_in_parts_is_left_to_the_plain_reader() -> None:
    assert writable(once_a_year(2 * plan))
    assert not writable(each_quarter(1 + once_a_year(each_month(made))))
    assert writable(once_a_year(made + rolling(made)))
    assert not writable(once_a_year(made + rolling(rolling(made))))
