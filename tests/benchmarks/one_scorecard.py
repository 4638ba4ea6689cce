"""How long one scorecard takes: this library, its peers and plain Python side by side.

Run it as ``python tests/benchmarks/one_scorecard.py``; what is compared, and why, stands in
docs/explanation/benchmarks.md. All ways take turns, in an order drawn anew for each turn, so
that a busy machine slows all of them; a ratio compares two ways within one turn. The facts of
every scorecard are new in every turn: no way can remember any. What is measured is the time of
the processor, which leaves out what it gave to others.
"""

import gc
import os
import platform
import re
from collections.abc import Callable
from fractions import Fraction
from importlib.metadata import version
from json import dumps
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter_ns, process_time_ns
from typing import Any, NamedTuple

import business_rules_rulebook
import json_logic_rulebook
import openfisca_rulebook
import rule_engine_rulebook
import zen
from by_hand import in_floats, in_fractions
from in_decimals import in_decimals
from quarters import QUARTER, Report, numbers, report, rows
from zen_rulebook import TOTAL, engine, graph

from credit_rules import Facts, Period, Rulebook, Scorecard, scorecard_json

TURNS = 21
SCORECARDS = 40
"""In each turn, of as many different reports."""
CLOSE = 1e-9
"""How near to the exact total a float must come, but for a float of 32 bits."""
PEERS = (
    "zen-engine",
    "rule-engine",
    "business-rules",
    "json-logic-qubit",
    "OpenFisca-Core",
)


class Way(NamedTuple):
    """One way from a report to its total."""

    name: str
    hold: Callable[[Report], Any]
    """The report as this way wants it in memory; takes no part in the time."""
    total: Callable[[Any], Any]
    close: float = CLOSE


FLOAT = "plain Python, floats"
POINTS = "credit_rules, points()"
SCORE = "credit_rules, score()"
LOOKED_AT = "..., every indicator and piece"
JSON = "..., everything, as JSON"
ZEN = "zen-engine, engine with a loader"


def ways() -> list[Way]:
    """All ways, compiled and ready."""
    rulebook, period = Rulebook.load(), Period.parse(QUARTER)
    zen_engine = engine()
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(dumps(graph())))

    def facts(of: Report) -> Facts:
        return rulebook.facts(rows(of))

    return [
        Way(FLOAT, numbers, in_floats),
        Way("plain Python, fractions", numbers, in_fractions),
        Way(POINTS, facts, lambda held: rulebook.points(held, period=period)),
        Way(
            "credit_rules, Facts and points()",
            lambda of: facts(of).facts,
            lambda held: rulebook.points(Facts(held), period=period),
        ),
        Way(SCORE, facts, lambda held: _whole(rulebook.score(held, period=period))),
        Way(LOOKED_AT, facts, lambda held: _looked_at(rulebook.score(held, period=period))),
        Way(JSON, facts, lambda held: _as_json(rulebook.score(held, period=period))),
        Way(ZEN, numbers, lambda n: zen_engine.evaluate("genhe-2023", n)["result"]["total"]),
        Way(
            "zen-engine, decision object",
            numbers,
            lambda n: decision.evaluate(n)["result"]["total"],
        ),
        Way("zen-engine, bare expression", numbers, zen.compile_expression(TOTAL).evaluate),
        Way("plain Python, decimals", numbers, in_decimals),
        Way("json-logic-qubit", numbers, json_logic_rulebook.total),
        Way("business-rules", numbers, business_rules_rulebook.total),
        Way("rule-engine", numbers, rule_engine_rulebook.total),
        Way("OpenFisca", numbers, openfisca_rulebook.total, openfisca_rulebook.TOLERANCE),
    ]


def _whole(card: Scorecard) -> Fraction:
    """The points, after all of the total were looked at."""
    _ = card.points_upper, card.attainable
    return card.points


def _looked_at(card: Scorecard) -> Fraction:
    """The points, after all of every indicator and piece were looked at."""
    for score in card.scores:
        _ = score.points, score.points_upper, score.attainable, score.status
        for piece in score.outcome.pieces:
            _ = piece.lowest, piece.highest, piece.status
    return _whole(card)


def _as_json(card: Scorecard) -> Fraction:
    """The points, after everything was read: facts, working, warnings, receipt."""
    scorecard_json(card)
    return card.points


def disagreements(among: list[Way], reports: list[Report]) -> list[str]:
    """Totals that are not those of the plain fractions: not exactly, or not nearly if floats."""
    found = []
    for k, one in enumerate(reports):
        expected = in_fractions(numbers(one))
        for way in among:
            total = way.total(way.hold(one))
            exact = isinstance(total, Fraction)
            if not (total == expected if exact else abs(Fraction(total) - expected) <= way.close):
                found.append(f"report {k}: {way.name} gives {total}, not {expected}")
    return found


def turn(among: list[Way], reports: list[Report], random: Random) -> dict[str, float]:
    """Microseconds for one scorecard, by way, in one turn of all."""
    taken = {}
    for way in random.sample(among, len(among)):
        held, total = [way.hold(one) for one in reports], way.total
        gc.collect()
        gc.disable()
        begin = process_time_ns()
        for one in held:
            total(one)
        taken[way.name] = (process_time_ns() - begin) / len(held) / 1000
        gc.enable()
    return taken


def getting_ready() -> list[str]:
    """Milliseconds until each has its first total, measured once: what was loaded stays."""
    one = report(-1)
    by_name, lines = numbers(one), []

    def step(name: str, begin: int) -> None:
        lines.append(f"{name:34}{(perf_counter_ns() - begin) / 1_000_000:8.1f}")

    begin = perf_counter_ns()
    rulebook = Rulebook.load()
    step("credit_rules, Rulebook.load()", begin)
    begin = perf_counter_ns()
    facts = rulebook.facts(rows(one))
    step("credit_rules, facts()", begin)
    begin = perf_counter_ns()
    rulebook.points(facts, period=QUARTER)
    step("credit_rules, first points()", begin)
    begin = perf_counter_ns()
    engine().evaluate("genhe-2023", by_name)
    step("zen-engine, engine and first call", begin)
    return lines


def machine() -> str:
    """Interpreter, processor and libraries."""
    cpuinfo = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*:\s*(.+)", cpuinfo.read_text() if cpuinfo.exists() else "")
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()},"
        f" {names[0] if names else platform.processor()}, {os.cpu_count()} cores\n"
        f"credit_rules {version('credit-rules')}, "
        + ", ".join(f"{peer} {version(peer)}" for peer in PEERS)
    )


def main() -> None:
    """Check that all agree, measure, and print the tables."""
    ready = getting_ready()
    among, reports = ways(), [report(seed) for seed in range(SCORECARDS)]
    if wrong := disagreements(among, reports):
        raise SystemExit("\n".join(wrong))
    order = Random(0)  # noqa: S311 -- an order, no secret
    _warm_up, *turns = [turn(among, reports, order) for _ in range(TURNS + 1)]
    lines = [
        machine(),
        f"\nTime of one scorecard: median of {TURNS} turns of {SCORECARDS} scorecards each\n",
        f"{'':34}{'µs':>8}{'x floats':>10}{'x zen':>8}",
    ]
    for way in among:
        times = [taken[way.name] for taken in turns]
        to_floats, to_zen = (median(t[way.name] / t[base] for t in turns) for base in (FLOAT, ZEN))
        lines.append(f"{way.name:34}{median(times):8.1f}{to_floats:10.1f}{to_zen:8.2f}")
    lines += ["\nGetting ready, once, ms\n", *ready]
    print("\n".join(lines))  # noqa: T201 -- its output


if __name__ == "__main__":
    main()
