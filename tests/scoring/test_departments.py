"""Every department of Genhe, under facts and readings that an office could have.

Whatever is reported: a department's points are those of what applies to it, the same with and
without a scorecard, and nobody else's facts move them.
"""

from random import Random

import pytest
from hypothesis import given, settings
from tests.scoring.cards import INSTALLED, rulebook_of
from tests.scoring.strategies import (
    MEMBERS,
    SEEDS,
    UNITS,
    UNSHRUNK,
    Case,
    alike_read,
    make_case,
)

from credit_rules import Rulebook, Scorecard, Status
from tests import oracle


def cards(case: Case) -> dict[str, Scorecard]:
    """The scorecards of everybody, on the facts and readings of *case*."""
    rulebook = rulebook_of(case.readings)
    facts = rulebook.facts(case.rows)
    found = {}
    for code in MEMBERS:
        card = rulebook.score(facts, period=case.period, department=code)
        assert rulebook.points(facts, period=case.period, department=code) == card.points, code
        found[code] = card
    return found


@pytest.mark.parametrize("unit", UNITS)
@settings(max_examples=max(settings().max_examples // 4, 1), phases=UNSHRUNK)
@given(random=SEEDS)
def test_the_points_alone_are_those_of_everybodys_scorecard(unit: str, random: Random) -> None:
    some = alike_read(random, unit, random.choice(MEMBERS), 4)
    for code, told in [everybody for case in some for everybody in cards(case).items()]:
        assert told.points <= told.points_upper <= told.attainable <= told.maximum
        for score in told.scores:
            if not oracle.applies(score.indicator.code, code):
                assert score.status is Status.NOT_APPLICABLE
                assert (score.outcome.pieces, score.outcome.lacks) == ((), ())
                assert score.explanation.zh.startswith("不适用于本部门：")
            elif score.status is Status.NOT_APPLICABLE:
                assert "本部门：" not in score.explanation.zh


@pytest.mark.parametrize("unit", UNITS)
@settings(phases=UNSHRUNK)
@given(random=SEEDS)
def test_nobody_elses_facts_move_a_department(unit: str, random: Random) -> None:
    case = make_case(random, unit, random.choice(MEMBERS))
    own = [row for row in case.rows if row[0] == case.department]
    rulebook = rulebook_of(case.readings)
    alone, among = (
        rulebook.score(rulebook.facts(rows), period=case.period, department=case.department)
        for rows in (own, case.rows)
    )
    assert among.categories == alone.categories
    assert among.warnings == alone.warnings


def test_who_is_scored_on_what_is_what_annex_1_asks_of_each() -> None:
    rulebook = Rulebook.load(installed=INSTALLED)
    for member in rulebook.roster.members:
        applying = [indicator.code for indicator in rulebook.edition.applying(member)]
        assert applying == [code for code in oracle.TASKS if oracle.applies(code, member.code)]
    assert list(oracle.DEPARTMENTS) == MEMBERS
