"""The benchmark compares the same rulebook: all ways of computing it come to the same total."""

import pytest
from tests.benchmarks.by_hand import in_floats, in_fractions
from tests.benchmarks.quarters import QUARTER, numbers, report, rows

from credit_rules import Rulebook, Status

SEEDS = range(12)
NUMBERS = 63


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.load()


@pytest.mark.parametrize("seed", SEEDS)
def test_plain_python_agrees(rulebook: Rulebook, seed: int) -> None:
    facts = rulebook.facts(rows(report(seed)))
    by_name = numbers(report(seed))

    assert len(by_name) == len(facts) == NUMBERS
    assert rulebook.points(facts, period=QUARTER) == in_fractions(by_name)
    assert in_floats(by_name) == pytest.approx(float(in_fractions(by_name)), abs=1e-9)


def test_every_clause_takes_part(rulebook: Rulebook) -> None:
    card = rulebook.score(rulebook.facts(rows(report(0))), period=QUARTER)

    assert {score.status for score in card.scores} == {Status.SCORED}
    assert card.points == in_fractions(numbers(report(0)))


def test_zen_agrees() -> None:
    pytest.importorskip("zen")
    from tests.benchmarks.zen_rulebook import POINTS, engine

    compiled = engine()

    assert len(POINTS) == 26
    for seed in SEEDS:
        by_name = numbers(report(seed))
        total = compiled.evaluate("genhe-2023", by_name)["result"]["total"]
        assert total == pytest.approx(float(in_fractions(by_name)), abs=1e-9)
