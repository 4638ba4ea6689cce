"""Who is right: how often the second decimal of a scorecard is not the exact one.

Run it as ``python tests/benchmarks/who_is_right.py``. A scorecard shows 27 numbers, its 26
indicators and their total, each half up to two decimals. They are computed exactly, in
fractions without this library, and by every way that offices compute them; a scorecard is
wrong where one of the numbers differs. Besides realistic reports there are those with round
denominators: inspections are planned in hundreds, populations are given in thousands, and it
is there that points lie halfway between two hundredths.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from random import Random
from typing import Any

import duckdb_rulebook
import numpy as np
import openfisca_rulebook
from dialects import EVERYTHING, Numbers, function
from quarters import MONTHS, QUARTER, Report, numbers, report, rows
from zen_rulebook import POINTS, engine

from credit_rules import Facts, Period, Rulebook, display
from credit_rules.evaluate import evaluate
from credit_rules.facts import Reported, Window

SCORECARDS = 20_000
Shown = list[str]
"""The 27 numbers of a scorecard as they are printed."""

_HUNDREDTH = Decimal("0.01")
_ROUND = (100, 200, 250, 400, 500, 800, 1000, 1200, 1600, 2000, 4000, 8000, 16_000)
_WHOLES = {
    "double_publicity.reported": ("double_publicity.compliant", "double_publicity.on_time"),
    "hotline.requests": ("hotline.resolved",),
    "hotline.rated": ("hotline.satisfied",),
    "administrative_information.reported": ("administrative_information.compliant",),
    "market_entities.total": (
        "commitments.collected",
        "special_information.enterprise",
        "seriously_dishonest.entities",
        "real_name_authentication.entities",
    ),
    "public_employees.total": ("public_employees.collected",),
    "population.total": ("special_information.person",),
    "taxpayers.rated": ("taxpayers.a_grade",),
}
"""What is a part of what."""


def rounded(seed: int) -> Report:
    """The report of that seed, its denominators round, its shares as they were but for a unit."""
    found, random = report(seed), Random(seed)  # noqa: S311 -- the same for everybody
    for whole, parts in _WHOLES.items():
        for period in (*MONTHS, QUARTER):
            if (whole, period) in found:
                before, after = found[whole, period], random.choice(_ROUND)
                found[whole, period] = after
                for part in parts:
                    found[part, period] = round(found[part, period] * after / before)
    return found


def half_up(value: Fraction) -> str:
    """The exact number half up to two decimals; the contract's own words, and none of the library's."""
    hundredths = floor(value * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _by(number: Callable[[Any], Any], show: Callable[[Any], str]) -> Callable[[Numbers], Shown]:
    functions = [function(expression, number) for expression in EVERYTHING.values()]
    return lambda n: [show(of(n)) for of in functions]


def _decimal(value: Decimal) -> str:
    return str(value.quantize(_HUNDREDTH, ROUND_HALF_UP))


def _of_zen(show: Callable[[float], str]) -> Callable[[Numbers], Shown]:
    zen = engine(EVERYTHING)

    def shown(n: Numbers) -> Shown:
        found = zen.evaluate("genhe-2023", n)["result"]
        return [show(float(found[code])) for code in EVERYTHING]

    return shown


def _rounded(value: float) -> str:
    return f"{round(value, 2):.2f}"


def _floored(value: Any) -> str:
    return f"{floor(value * 100 + 0.5) / 100:.2f}"


def one_by_one() -> Mapping[str, Callable[[Numbers], Shown]]:
    """Those who score one after the other."""
    return {
        "floats, round(x, 2)": _by(float, _rounded),
        "floats, half up: floor(100 x + 0.5)": _by(float, _floored),
        "zen-engine, round(x, 2)": _of_zen(_rounded),
        "zen-engine, its digits half up": _of_zen(lambda x: _decimal(Decimal(repr(x)))),
        "Decimal (28 digits), half up": _by(Decimal, lambda x: _decimal(Decimal(x))),
    }


def all_at_once() -> Mapping[str, Callable[[Mapping[str, list[int]]], Iterable[Shown]]]:
    """Those who score columns."""

    def openfisca(columns: Mapping[str, list[int]]) -> Iterable[Shown]:
        found = openfisca_rulebook.everything(columns)
        return zip(*([_floored(x) for x in found[code]] for code in EVERYTHING), strict=True)

    def duckdb(types: tuple[str, str]) -> Callable[[Mapping[str, list[int]]], Iterable[Shown]]:
        def shown(columns: Mapping[str, list[int]]) -> Iterable[Shown]:
            found = duckdb_rulebook.everything(columns, types)
            return map(list, zip(*(found[code] for code in EVERYTHING), strict=True))

        return shown

    return {
        "DuckDB DOUBLE, round(x, 2)": duckdb(duckdb_rulebook.DOUBLE),
        "DuckDB DECIMAL, round(x, 2)": duckdb(duckdb_rulebook.DECIMAL),
        "OpenFisca (float32), half up": openfisca,
    }


def ours(rulebook: Rulebook) -> Mapping[str, Callable[[Facts], Shown]]:
    """Every path of this library; ``points()`` has the total alone."""
    by_code = {i.code.rsplit(".", 1)[-1]: i for i in rulebook.indicators}
    indicators, period = [by_code[code] for code in POINTS], Period.parse(QUARTER)

    def score(facts: Facts) -> Shown:
        card = rulebook.score(facts, period=period)
        return [display(of) for of in (*(card[i.code].points for i in indicators), card.points)]

    def plain(facts: Facts) -> Shown:
        reported = Reported(facts, rulebook.roster.government.code, rolls_up=True)
        found = [evaluate(i.formula, Window(period), reported, i.maximum) for i in indicators]
        points = [outcome.lowest or Fraction() for outcome in found]
        return [display(of) for of in (*points, sum(points, Fraction()))]

    return {
        "credit_rules, the plain reader": plain,
        "credit_rules, score()": score,
        "credit_rules, points()": lambda facts: [display(rulebook.points(facts, period=period))],
    }


def in_columns(rulebook: Rulebook, reports: list[Report]) -> Iterable[Shown]:
    """The columns of this library: all reports at once."""
    columns = rulebook.columns(QUARTER)
    counts = {read: np.array([one[read] for one in reports]) for read in columns.reads}
    points = columns.score(counts).points
    kept = [*points[: len(POINTS)], points[-1]]
    for hundredths in zip(*kept, strict=True):
        yield [f"{whole // 100}.{whole % 100:02d}" for whole in map(int, hundredths)]


def wrong(shown: Iterable[Shown], wanted: list[Shown]) -> tuple[float, float]:
    """The shares of scorecards, in percent: with a wrong total, and with any wrong number."""
    pairs = [(list(found), exact) for found, exact in zip(shown, wanted, strict=True)]
    total = sum(found[-1] != exact[-1] for found, exact in pairs)
    anything = sum(found != exact[-len(found) :] for found, exact in pairs)
    return 100 * total / len(pairs), 100 * anything / len(pairs)


def table(make: Callable[[int], Report], count: int = SCORECARDS) -> dict[str, tuple[float, float]]:
    """By way, how often it is wrong on *count* reports."""
    rulebook = Rulebook.load()
    exactly = _by(Fraction, half_up)
    reports = [make(seed) for seed in range(count)]
    by_name = [numbers(one) for one in reports]
    wanted = [exactly(n) for n in by_name]
    columns = {name: [n[name] for n in by_name] for name in by_name[0]}
    found = {name: wrong(map(shown, by_name), wanted) for name, shown in one_by_one().items()}
    found |= {name: wrong(shown(columns), wanted) for name, shown in all_at_once().items()}
    facts = [rulebook.facts(rows(one)) for one in reports]
    found |= {name: wrong(map(way, facts), wanted) for name, way in ours(rulebook).items()}
    return found | {"credit_rules, columns": wrong(in_columns(rulebook, reports), wanted)}


def main() -> None:
    """Print both tables side by side: of each, wrong totals and scorecards with any wrong number."""
    realistic, round_ones = table(report), table(rounded)
    print(f"Scorecards of {SCORECARDS} whose second decimal is wrong, in percent\n")  # noqa: T201
    print(f"{'':38}{'realistic':>22}{'round denominators':>22}")  # noqa: T201
    print(f"{'':38}{'total':>11}{'any of 27':>11}{'total':>11}{'any of 27':>11}")  # noqa: T201
    for name, shares in realistic.items():
        cells = "".join(f"{share:11.2f}" for share in (*shares, *round_ones[name]))
        print(f"{name:38}{cells}")  # noqa: T201 -- its output


if __name__ == "__main__":
    main()
