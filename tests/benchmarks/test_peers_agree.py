"""The peers of the benchmark compute the same rulebook, and are judged by exact numbers."""

import sys
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
from tests.benchmarks.by_hand import in_fractions
from tests.benchmarks.quarters import QUARTER, numbers, report, rows

from credit_rules import Rulebook, Status, display

SEEDS = range(12)


@pytest.fixture(autouse=True)
def _as_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmarks are run as scripts, and import each other as such."""
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parent), *sys.path])


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("rule_engine_rulebook", "rule_engine"),
        ("json_logic_rulebook", "json_logic"),
        ("business_rules_rulebook", "business_rules"),
        ("openfisca_rulebook", "openfisca_core"),
    ],
)
def test_rule_engines_come_to_the_same_totals(module: str, package: str) -> None:
    for needed in ("zen", package):
        pytest.importorskip(needed)
    peer = import_module(module)
    for seed in SEEDS:
        n = numbers(report(seed))
        near = getattr(peer, "TOLERANCE", 1e-9)
        assert peer.total(n) == pytest.approx(float(in_fractions(n)), abs=near)


def test_decimals_come_to_the_same_total_but_for_their_last_digits() -> None:
    pytest.importorskip("zen")
    in_decimals = import_module("in_decimals").in_decimals
    for seed in SEEDS:
        n = numbers(report(seed))
        found = in_decimals(n)
        assert isinstance(found, Decimal)
        assert abs(Fraction(found) - in_fractions(n)) < Fraction(1, 10**24)


def test_fractions_from_the_expressions_are_those_by_hand() -> None:
    pytest.importorskip("zen")
    dialects = import_module("dialects")
    exactly = dialects.function(dialects.TOTAL, Fraction)
    for seed in SEEDS:
        assert exactly(numbers(report(seed))) == in_fractions(numbers(report(seed)))


def test_who_is_right_counts_scorecards_with_a_wrong_number() -> None:
    for needed in ("zen", "duckdb", "polars", "openfisca_core"):
        pytest.importorskip(needed)
    right = import_module("who_is_right")
    assert [*map(right.half_up, map(Fraction, ("13/8", "1/3", "0", "59.995")))] == [
        "1.63",
        "0.33",
        "0.00",
        "60.00",
    ]
    wanted = [["1.00", "2.00"], ["1.00", "3.00"], ["1.00", "4.00"], ["1.00", "5.00"]]
    shown = [["1.00", "2.00"], ["1.01", "3.00"], ["1.00", "4.01"], ["1.01", "5.01"]]
    assert right.wrong(shown, wanted) == (50, 75)
    assert right.wrong([[one[-1]] for one in shown], wanted) == (50, 50)
    found = right.table(right.rounded, 40)
    assert {shares for name, shares in found.items() if name.startswith("credit_rules")} == {(0, 0)}
    assert found["floats, round(x, 2)"][1] > 0


@pytest.mark.parametrize(
    ("indicator", "facts", "exact", "shown"),
    [
        ("government_integrity.hotline", {"hotline.requests": 200, "hotline.resolved": 193, "hotline.rated": 10, "hotline.satisfied": 9}, "13/8", "1.63"),
        ("application.real_name_authentication", {"market_entities.total": 16_000, "real_name_authentication.entities": 955}, "191/40", "4.78"),
        ("information_collection.administrative_information", {"administrative_information.reported": 1200, "administrative_information.compliant": 250}, "5/8", "0.63"),
    ],
)  # fmt: skip
def test_known_traps(indicator: str, facts: dict[str, int], exact: str, shown: str) -> None:
    rulebook = Rulebook.load()
    month = QUARTER if "hotline.requests" not in facts else "2023-07"
    found = rulebook.facts([("genhe", month, measure, n) for measure, n in facts.items()])
    score = rulebook.score(found, period=month)[indicator]
    assert (score.status, score.points) == (Status.SCORED, Fraction(exact))
    assert display(score.points) == shown
    assert rulebook.points(found, period=month) == rulebook.score(found, period=month).points


def test_reports_of_the_benchmark_are_complete() -> None:
    card = Rulebook.load().score(Rulebook.load().facts(rows(report(0))), period=QUARTER)
    assert {score.status for score in card.scores} == {Status.SCORED}
