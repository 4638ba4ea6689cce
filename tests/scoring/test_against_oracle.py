"""Every number of a scorecard, against a second implementation that shares no code with it.

``tests.oracle`` was written from the text alone. One difference is allowed: in a single
month a quarterly or annual indicator has no window to be scored in; the oracle shows that as
one piece that is not applicable, the engine as no pieces.
"""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from tests.scoring.cards import rulebook_of
from tests.scoring.strategies import (
    GOVERNMENT,
    SEEDS,
    UNITS,
    UNSHRUNK,
    Case,
    alike_read,
    make_case,
    somebody,
)
from tests.scoring.warnings_expected import wrong_warnings

from credit_rules import Cadence, Score, Scorecard, Unit
from tests import oracle

NOTHING = Fraction()

Differences = dict[str, tuple[object, object]]
"""What the engine and the oracle see differently, by indicator or total."""


class Result(NamedTuple):
    """One indicator, in a form that both sides can be brought to."""

    status: str
    points: Fraction
    points_upper: Fraction
    maximum: Fraction
    missing: list[str]
    pieces: list[tuple[str, str, Fraction, Fraction]]


def by_the_engine(case: Case) -> tuple[Scorecard, Fraction]:
    """The scorecard, and the points that are computed without one."""
    rulebook = rulebook_of(case.readings)
    facts = rulebook.facts(case.rows)
    return (
        rulebook.score(facts, period=case.period, department=case.department),
        rulebook.points(facts, period=case.period, department=case.department),
    )


def by_the_oracle(case: Case) -> oracle.Result:
    return oracle.score(case.rows, case.period, case.department, case.readings)


def of_the_engine(score: Score) -> Result:
    return Result(
        score.status.value,
        score.points,
        score.points_upper,
        score.indicator.maximum,
        sorted({measure.code for measure in score.outcome.lacks}),
        [
            (
                str(piece.window.period),
                piece.status.value,
                piece.lowest or NOTHING,
                piece.highest or NOTHING,
            )
            for piece in score.outcome.pieces
        ],
    )


def of_the_oracle(found: oracle.IndicatorResult, score: Score, card: Scorecard) -> Result:
    result = Result(**found)
    too_long = score.indicator.cadence in {Cadence.QUARTERLY, Cadence.ANNUAL}
    if too_long and card.period.unit is Unit.MONTH and result.pieces:
        assert result.pieces == [(str(card.period), oracle.NOT_APPLICABLE, NOTHING, NOTHING)]
        return result._replace(pieces=[])
    return result


def differences(case: Case) -> Differences:
    card, points_alone = by_the_engine(case)
    expected = by_the_oracle(case)
    found: Differences = {
        score.indicator.code: (
            of_the_engine(score),
            of_the_oracle(expected["indicators"][score.indicator.code], score, card),
        )
        for score in card.scores
    }
    found["points"] = card.points, expected["points"]
    found["points alone"] = points_alone, expected["points"]
    found["points_upper"] = card.points_upper, expected["points_upper"]
    found["attainable"] = card.attainable, expected["attainable"]
    found["maximum"] = card.maximum, expected["maximum"]
    attainable = expected["attainable"]
    percentage = 100 * expected["points"] / attainable if attainable else None
    found["percentage"] = card.percentage, percentage
    found["warnings"] = wrong_warnings(card, case, expected), []
    return {name: (engine, wanted) for name, (engine, wanted) in found.items() if engine != wanted}


def smallest(case: Case, fails: Callable[[Case], object]) -> Case:
    """*case* without the rows that it does not need in order to fail."""
    rows = list(case.rows)
    step = len(rows)
    while step:
        start = 0
        while start < len(rows):
            fewer = rows[:start] + rows[start + step :]
            if fails(case._replace(rows=fewer)):
                rows = fewer
            else:
                start += step
        step //= 2
    return case._replace(rows=rows)


@pytest.mark.parametrize("scored", ["government", "member"])
@pytest.mark.parametrize("unit", UNITS)
@settings(phases=UNSHRUNK)
@given(random=SEEDS)
def test_engine_and_oracle_agree_on_every_number_and_warning(
    unit: str, scored: str, random: Random
):
    department = somebody(random, government=scored == "government")
    for case in alike_read(random, unit, department, 4):
        if differences(case):
            least = smallest(case, differences)
            pytest.fail(f"{least}\nengine, oracle: {differences(least)}")


def test_engine_and_oracle_have_the_same_indicators_in_the_same_order():
    case = Case([], "2023", "genhe", {})
    card, _ = by_the_engine(case)
    codes = [score.indicator.code for score in card.scores]
    assert codes == list(by_the_oracle(case)["indicators"])


NEVER_NOT_APPLICABLE = {
    ("scheduling.maximum", "clause"),
    ("scheduling.maximum", "heading"),
    ("campaigns.fold", "mean"),
    ("campaigns.fold", "pooled"),
    ("double_publicity.empty_month", "full"),
    ("double_publicity.empty_month", "zero"),
    ("administrative_information.empty", "zero"),
    ("code_errors.proportion", "corrected"),
    ("xinyi_plus.accrual", "once"),
    ("xinyi_plus.accrual", "each_stage"),
}


def test_the_cases_give_every_option_of_every_reading_every_status_that_it_can_have():
    card, _ = by_the_engine(Case([], "2023", "genhe", {}))
    read = {s.indicator.code.partition(".")[2]: s.indicator.code for s in card.scores}
    read["scheduling"] = read["monthly_report"]
    reached = set()
    for seed in range(120):
        for unit in UNITS:
            random = Random(f"{unit} {seed}")  # noqa: S311 -- no secret
            case = make_case(random, unit, GOVERNMENT)
            found = by_the_oracle(case)["indicators"]
            for key, option in case.readings.items():
                reached.add((key, option, found[read[key.partition(".")[0]]]["status"]))
    assert reached == {
        (key, option, status)
        for key, options in oracle.OPTIONS.items()
        for option in options
        for status in (oracle.SCORED, oracle.MISSING, oracle.NOT_APPLICABLE)
        if status != oracle.NOT_APPLICABLE or (key, option) not in NEVER_NOT_APPLICABLE
    }
