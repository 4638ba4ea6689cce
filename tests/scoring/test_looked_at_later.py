"""A scorecard of which most is found when somebody looks is the one that is read at once."""

import copy
import pickle
from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import asdict, evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.cards import INSTALLED, rulebook_of
from tests.scoring.counties import (
    BASE,
    BONUS,
    FIRE,
    LADDER,
    Q3,
    Wrong,
    awards,
    cases,
    clause,
    fires,
    told,
    town,
)
from tests.scoring.strategies import UNITS, UNSHRUNK, Case
from tests.scoring.strategies import cases as any_case

from credit_rules import Facts, Period, Rulebook, Scorecard, Status, scorecard_json
from credit_rules.errors import FormulaError, PeriodError, UsageError
from credit_rules.evaluate import evaluate
from credit_rules.formulas import capped, opaque, points_of, rank, table
from credit_rules.looked_at import Rest
from credit_rules.notices import notices
from credit_rules.subjects import Together

CASES = st.one_of(*(any_case(unit, government=who) for unit in UNITS for who in (True, False)))


def at_once(rulebook: Rulebook, facts: Facts, period: str, who: str | None = None) -> Scorecard:
    """The scorecard by the reader that defines it alone, all of it read now."""
    scored, subject = Period.parse(period), rulebook._subject(who)
    together = Together(rulebook.edition, facts, scored, rulebook._beside(subject))
    rest = Rest(rulebook._scoring, together, subject)
    parts = rest.categories, rest.final, rest.warnings, rest.receipt
    return Scorecard(rulebook.edition, subject, scored, *parts)


def numbers(card: Scorecard) -> list[object]:
    """All points, and how they stand."""
    scores = [(s.points, s.points_upper, s.attainable, s.status, s.lost) for s in card.scores]
    pieces = [(p.lowest, p.highest, p.status) for s in card.scores for p in s.outcome.pieces]
    sums = [(c.points, c.points_upper, c.attainable, c.lost) for c in card.categories]
    whole = card.points, card.points_upper, card.attainable, card.percentage, card.final
    return [scores, pieces, sums, whole]


def alike(rulebook: Rulebook, facts: Facts, period: str, who: str | None = None) -> Scorecard:
    """The scorecard, which is the one that is read at once."""
    found = rulebook.score(facts, period=period, department=who)
    wanted = at_once(rulebook, facts, period, who)
    assert numbers(found) == numbers(wanted)
    assert found == wanted
    again = rulebook.score(facts, period=period, department=who)
    assert scorecard_json(again) == scorecard_json(wanted)
    assert found.warnings == wanted.warnings
    assert rulebook.points(facts, period=period, department=who) == wanted.points
    return found


@settings(max_examples=settings().max_examples * 2, phases=UNSHRUNK)
@given(case=CASES)
def test_any_scorecard(case: Case) -> None:
    rulebook = rulebook_of(case.readings)
    alike(rulebook, rulebook.facts(case.rows), case.period, case.department)


PLAIN = ("base", clause(capped(cases, 100), 100))
PRIZES = ("bonus", clause(capped(2 * awards, 5), 5, code="awards"))
PLACE = ("bonus", clause(table(rank(cases), {"<=1": 5, ">1": 0}), 5, code="awards"))

TOWNS: dict[str, Rulebook] = {
    "sum": town([BASE], PLAIN),
    "bonus": town([BASE, BONUS], PLAIN, PRIZES),
    "grades": town([BASE], PLAIN, grades=LADDER),
    "veto": town([BASE], PLAIN, vetoes=[FIRE]),
    "place": town([BASE, BONUS], PLAIN, PLACE),
    "total": town([BASE, BONUS], PLAIN, PRIZES, total=points_of("base") + points_of("bonus") / 2),
}


@pytest.mark.parametrize("name", TOWNS)
@pytest.mark.parametrize("closed", [0, 40, 100, None])
@pytest.mark.parametrize("burnt", [0, 1, None])
def test_totals_of_every_kind(name: str, closed: int | None, burnt: int | None) -> None:
    rulebook = TOWNS[name]
    found = [
        ("north", cases, closed),
        ("north", fires, burnt),
        ("south", cases, 50),
        ("north", awards, 2),
    ]
    facts = told(
        rulebook,
        *(
            (who, amount, n)
            for who, amount, n in found
            if n is not None and amount.measure.code in rulebook.measures
        ),
    )
    for who in ("north", "south", "town"):
        alike(rulebook, facts, Q3, who)


def test_everybody_ranked() -> None:
    rulebook = TOWNS["bonus"]
    facts = told(rulebook, ("north", cases, 40), ("south", cases, 70), ("south", awards, 1))
    places = rulebook.score_all(facts, period=Q3).groups[0].places
    assert [(p.department.code, p.card.points) for p in places[:2]] == [
        ("south", 72),
        ("north", 40),
    ]
    for place in places:
        assert place.card == at_once(rulebook, facts, Q3, place.department.code)


def quarter() -> Facts:
    return TOWNS["sum"].facts([("north", Q3, "cases.closed", 40)])


def card() -> Scorecard:
    return TOWNS["sum"].score(quarter(), period=Q3, department="north")


def test_nothing_is_read_before_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(name: str, function: Callable[..., Wrong]) -> Callable[..., Wrong]:
        def called(*given: Wrong, **named: Wrong) -> Wrong:
            asked.append(name)
            return function(*given, **named)

        return called

    monkeypatch.setattr("credit_rules.compiled.tallies.evaluate", noted("evaluate", evaluate))
    monkeypatch.setattr("credit_rules.looked_at.notices", noted("notices", notices))
    monkeypatch.setattr("credit_rules.looked_at.Receipt", noted("receipt", lambda **_: None))
    found = card()
    assert (found.points, found.points_upper, found.attainable, found.percentage) == (
        40,
        40,
        100,
        40,
    )
    assert [(s.points, s.status, s.attainable) for s in found.scores] == [(40, Status.SCORED, 100)]
    assert [score.outcome.lacks for score in found.scores] == [()]
    assert repr(found)
    assert str(found)
    assert not asked
    assert found.scores[0].explanation.zh
    assert found.warnings == found.warnings == ()
    assert found.receipt is found.receipt
    assert asked == ["evaluate", "notices", "receipt"]


def test_a_scorecard_is_a_value_as_ever() -> None:
    plain = at_once(TOWNS["sum"], quarter(), Q3, "north")
    other = TOWNS["sum"].score(TOWNS["sum"].facts([]), period=Q3, department="north")
    assert card() == plain
    assert plain == card()
    assert card() != other
    assert repr(card()) == repr(plain)
    assert evolve(card(), warnings=()) == evolve(plain, warnings=())
    assert asdict(card(), recurse=False) == asdict(plain, recurse=False)
    for copied in (copy.copy(card()), copy.deepcopy(card()), pickle.loads(pickle.dumps(card()))):  # noqa: S301 -- its own
        assert copied == plain
        assert copied.points == 40
        assert scorecard_json(copied) == scorecard_json(plain)
    for one in (card(), plain):
        with pytest.raises(TypeError, match="unhashable"):
            hash(one)
        with pytest.raises(FrozenInstanceError):
            one.warnings = ()
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            _ = one.nothing  # type: ignore[attr-defined]


def test_facts_stay_those_that_were_scored() -> None:
    facts = quarter()
    found = TOWNS["sum"].score(facts, period=Q3, department="north")
    del facts
    assert found.scores[0].outcome.amounts == {cases.measure: 40}


def test_what_a_function_refuses_is_refused_while_scoring() -> None:
    def refusing(counted: Fraction) -> Fraction:
        if counted == 40:
            raise ZeroDivisionError
        return counted

    of = opaque(refusing, cases, lowest=0, highest=100, zh="数", en="count")
    rulebook = town([BASE], ("base", clause(of, 100)))
    with pytest.raises(FormulaError, match="ZeroDivisionError"):
        rulebook.score(told(rulebook, ("north", cases, 40)), period=Q3, department="north")
    assert alike(rulebook, told(rulebook, ("north", cases, 41)), Q3, "north").points == 41


@pytest.mark.parametrize("period", ["2023-07", "2023-Q3", "2023"])
def test_what_is_wrong_with_the_question_is_said_at_once(period: str) -> None:
    rulebook = Rulebook.load("genhe-2023", installed=INSTALLED)
    with pytest.raises(UsageError):
        rulebook.score(rulebook.facts([]), period=period, department="nobody")
    with pytest.raises(PeriodError):
        rulebook.score(rulebook.facts([]), period=period.replace("2023", "1999"))
