"""Every number of a scorecard, against a second implementation that shares no code with it.

``tests.oracle`` was written from the text alone. One difference is allowed: in a single
month a quarterly or annual indicator has no window to be scored in; the oracle shows that as
one piece that is not applicable, the engine as no pieces.
"""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit_rules import Cadence, Rulebook, Score, Scorecard, Unit
from credit_rules.plugins import Installed
from tests import oracle
from tests.scoring.strategies import UNITS, Case, cases

INSTALLED = Installed.find()
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


def by_the_engine(case: Case) -> Scorecard:
    rulebook = Rulebook.load(readings=case.readings, installed=INSTALLED)
    facts = rulebook.facts(case.rows)
    return rulebook.score(facts, period=case.period, department=case.department)


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
    if too_long and card.period.unit is Unit.MONTH:
        assert result.pieces == [(str(card.period), oracle.NOT_APPLICABLE, 0, 0)]
        return result._replace(pieces=[])
    return result


def differences(case: Case) -> Differences:
    card, expected = by_the_engine(case), by_the_oracle(case)
    found: Differences = {
        score.indicator.code: (
            of_the_engine(score),
            of_the_oracle(expected["indicators"][score.indicator.code], score, card),
        )
        for score in card.scores
    }
    found["points"] = card.points, expected["points"]
    found["points_upper"] = card.points_upper, expected["points_upper"]
    found["attainable"] = card.attainable, expected["attainable"]
    found["maximum"] = card.maximum, expected["maximum"]
    found["percentage"] = card.percentage, 100 * expected["points"] / expected["attainable"]
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
@settings(max_examples=3 * settings.default.max_examples)
@given(data=st.data())
def test_engine_and_oracle_agree_on_every_number(unit: str, scored: str, data: st.DataObject):
    case = data.draw(cases(unit, government=scored == "government"))
    if differences(case):
        case = smallest(case, differences)
        pytest.fail(f"{case}\nengine, oracle: {differences(case)}")


def test_engine_and_oracle_have_the_same_indicators_in_the_same_order():
    case = Case([], "2023", "genhe", {})
    codes = [score.indicator.code for score in by_the_engine(case).scores]
    assert codes == list(by_the_oracle(case)["indicators"])
