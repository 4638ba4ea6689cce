"""The same facts give the same scorecard, in whatever order facts and plugins come."""

from collections.abc import Sequence
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracle import Row
from tests.scoring.cards import INSTALLED, JULY, rulebook_of, told
from tests.scoring.strategies import UNITS, UNSHRUNK, Case, cases

from credit_rules import Rulebook, Scorecard
from credit_rules.plugins import Installed
from credit_rules.scorecards import Receipt

ANY_CASE = st.one_of(*(cases(unit, government=who) for unit in UNITS for who in (True, False)))


def scored(case: Case, rows: Sequence[Row], rulebook: Rulebook | None = None) -> Scorecard:
    rulebook = rulebook or rulebook_of(case.readings)
    return rulebook.score(rulebook.facts(rows), period=case.period, department=case.department)


def shown(card: Scorecard) -> tuple[object, ...]:
    """Everything that a scorecard says, with nothing left to how its parts compare."""
    return (
        [
            (
                score.indicator.code,
                score.status,
                score.points,
                score.points_upper,
                [measure.code for measure in score.outcome.lacks],
                [
                    (piece.window, piece.status, piece.lowest, piece.highest, dict(piece.amounts))
                    for piece in score.outcome.pieces
                ],
            )
            for score in card.scores
        ],
        [(category.heading.code, category.points) for category in card.categories],
        [(warning.zh, warning.en) for warning in card.warnings],
        (card.points, card.points_upper, card.attainable, card.maximum, card.percentage),
        card.receipt,
        str(card),
    )


@settings(max_examples=settings().max_examples * 2, phases=UNSHRUNK)
@given(case=ANY_CASE, random=st.randoms(use_true_random=True))
def test_the_order_of_rows_changes_nothing(case: Case, random: Random):
    shuffled = random.sample(case.rows, len(case.rows))
    assert shown(scored(case, shuffled)) == shown(scored(case, case.rows))


@settings(phases=UNSHRUNK)
@given(case=ANY_CASE)
def test_rows_in_order_and_in_reverse_give_the_same(case: Case):
    in_order = sorted(case.rows)
    assert shown(scored(case, in_order)) == shown(scored(case, in_order[::-1]))


def test_the_order_of_plugins_changes_nothing():
    case = Case(told(JULY, {"campaigns.held": 1, "training.held": 1}), "2023-Q3", "genhe", {})
    wanted = shown(scored(case, case.rows))
    orders = [INSTALLED.plugins[::-1], INSTALLED.plugins[4:] + INSTALLED.plugins[:4]]
    for plugins in orders:
        assert shown(scored(case, case.rows, Rulebook.load(installed=Installed(plugins)))) == wanted
        unsorted = Installed(())
        object.__setattr__(unsorted, "plugins", plugins)  # as if nobody had sorted them
        assert shown(scored(case, case.rows, Rulebook.load(installed=unsorted))) == wanted


def receipt(rows: Sequence[Row], **readings: str) -> Receipt:
    return scored(Case([], JULY, "genhe", readings), rows).receipt


FACTS = told(JULY, {"campaigns.held": 1, "training.held": 1}) + told(
    JULY, {"campaigns.held": 2}, "tax"
)


@pytest.mark.parametrize("place", range(len(FACTS)))
def test_any_change_of_a_fact_changes_the_facts_hash(place: int):
    department, period, measure, value = FACTS[place]
    for new in (
        ("court", period, measure, value),
        (department, "2023-08", measure, value),
        (department, period, "joint_cases.collected", value),
        (department, period, measure, 7),
    ):
        changed = receipt([*FACTS[:place], new, *FACTS[place + 1 :]])
        assert changed.facts_sha256 != receipt(FACTS).facts_sha256
        assert changed.rulebook_sha256 == receipt(FACTS).rulebook_sha256


def test_a_department_by_any_of_its_names_and_a_flag_in_any_spelling_hash_alike():
    rulebook = Rulebook.load(installed=INSTALLED)
    measure = "work_mechanism.established"
    spelled = [
        rulebook.facts([(name, JULY, measure, value)]).sha256
        for name in ("tax", "税务局", "国家税务总局根河市税务局")
        for value in (1, "1", "true", "yes", "是")
    ]
    assert len(set(spelled)) == 1


def test_a_reading_changes_the_rulebook_s_hash_and_not_the_facts_hash():
    default = receipt(FACTS)
    pooled = receipt(FACTS, **{"hotline.fold": "pooled"})
    assert pooled.facts_sha256 == default.facts_sha256
    assert pooled.rulebook_sha256 != default.rulebook_sha256
    assert evolve(pooled, rulebook_sha256=default.rulebook_sha256) == default
