"""How long very many scorecards take: this library's columns and its peers, side by side.

Run it as ``python tests/benchmarks/many_scorecards.py [--sizes 1000,100000]``; what is compared,
and why, stands in docs/explanation/benchmarks.md. Each way has a process of its own, with memory of
its own, and they take turns; all give the 26 indicators and their total (or the total alone, where
it says so), of the same counts, which they hold in memory as they want them. Before anything is
measured, all totals of some scorecards are compared with plain fractions.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from json import dumps, loads
from math import floor
from pathlib import Path
from random import Random
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from by_hand import in_floats, in_fractions
from numpy.typing import NDArray
from provinces import Arrays, arrays
from quarters import MONTHS, QUARTER

TURNS, ROUNDS = 5, 3
"""So many processes one after the other; in each so many rounds, after one to get warm."""
ENOUGH = 10.0
"""Seconds of one process after which no further round begins."""
SIZES = (1_000, 100_000, 1_000_000)
COMPARED = 1_000
"""The totals of so many are compared."""
NO_LIMIT = 10**9
ONE_BY_ONE = 100_000
"""So many at most where each scorecard is a dict: more take minutes, and gigabytes."""

Ready = Callable[[Arrays], Callable[[], Any]]


class Way(NamedTuple):
    """One way from counts to points.

    Attributes:
        ready: what makes it ready for the counts of many, and returns what is measured.
        totals: the totals, of what that returned.
        close: how near to the exact total each must come; None: these are the exact hundredths.
        most: how many it is asked for at most.
    """

    ready: Ready
    totals: Callable[[Any], Any]
    close: Fraction | None = None
    most: int = NO_LIMIT


def _floats(counts: Arrays) -> dict[tuple[str, str], NDArray[np.float64]]:
    return {read: values.astype(np.float64) for read, values in counts.items()}


def _by_name(counts: Arrays) -> dict[str, NDArray[np.int64]]:
    """The counts by the names of :func:`quarters.numbers`."""
    return {
        measure.replace(".", "_") + ("" if period == QUARTER else f"_{period[-2:]}"): values
        for (measure, period), values in counts.items()
    }


def _one_by_one(counts: Arrays) -> list[dict[str, int]]:
    """The counts of each."""
    columns = {name: values.tolist() for name, values in _by_name(counts).items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _rows(counts: Arrays) -> int:
    return len(next(iter(counts.values())))


def _numpy(counts: Arrays) -> Callable[[], Any]:
    import numpy_rulebook

    held = _floats(counts)
    return lambda: numpy_rulebook.shown(held)


def _numpy_total(counts: Arrays) -> Callable[[], Any]:
    import numpy_rulebook

    held = _floats(counts)
    return lambda: numpy_rulebook.totals(held)


def _polars(counts: Arrays) -> Callable[[], Any]:
    import polars as pl
    from dialects import EVERYTHING
    from dialects import arrays as words

    held = pl.DataFrame(_by_name(counts)).with_columns(pl.all().cast(pl.Float64))
    scope: dict[str, Any] = {name: pl.col(name) for name in held.columns}
    scope["where"] = lambda condition, then, otherwise: (
        pl.when(condition).then(then).otherwise(otherwise)
    )
    asked = [
        eval(words(expression), scope).round(2).alias(code)  # noqa: S307 -- its own words
        for code, expression in EVERYTHING.items()
    ]
    return lambda: held.lazy().select(asked).collect()


def _duckdb(counts: Arrays) -> Callable[[], Any]:
    import duckdb
    import pyarrow as pa
    from dialects import EVERYTHING, sql, tree

    held = pa.table(_by_name(counts))
    connection = duckdb.connect()
    connection.execute("CREATE TABLE numbers AS SELECT * FROM held")
    asked = ", ".join(
        f"round({sql(tree(expression), 'DOUBLE', 'DOUBLE')}, 2) AS {code}"
        for code, expression in EVERYTHING.items()
    )
    return lambda: len(held) and connection.sql(f"SELECT {asked} FROM numbers").to_arrow_table()  # noqa: S608


def _openfisca(counts: Arrays) -> Callable[[], Any]:
    import openfisca_rulebook

    held = {name: values.astype(np.float32) for name, values in _by_name(counts).items()}
    return lambda: openfisca_rulebook.everything(held)


def _zen(counts: Arrays) -> Callable[[], Any]:
    from dialects import EVERYTHING
    from zen_rulebook import engine

    zen, held = engine(EVERYTHING), _one_by_one(counts)
    return lambda: [zen.evaluate("genhe-2023", one)["result"] for one in held]


def _python(counts: Arrays) -> Callable[[], Any]:
    held = _one_by_one(counts)
    return lambda: [in_floats(one) for one in held]


def _columns(
    counts: Arrays, *, totals_only: bool = False, again: bool = False
) -> Callable[[], Any]:
    from credit_rules import Rulebook

    columns = Rulebook.load().columns(QUARTER, totals_only=totals_only)
    out = np.empty((len(columns.rows), _rows(counts)), np.int32) if again else None
    return lambda: columns.score(counts, out)


def _score_table(counts: Arrays, **asked: Any) -> Callable[[], Any]:
    import pyarrow as pa

    from credit_rules import Rulebook

    names = pa.array(map(str, range(_rows(counts))))

    def of(period: str) -> Any:
        """What everybody reports of one period: a row each."""
        there = {measure: values for (measure, when), values in counts.items() if when == period}
        periods = pa.array(np.full(_rows(counts), period))
        return pa.table({"department": names, "period": periods, **there})

    table = pa.concat_tables(map(of, (*MONTHS, QUARTER)), promote_options="default")
    rulebook = Rulebook.load()
    return lambda: rulebook.score_table(table, period=QUARTER, scored_as="genhe", **asked)


_NEAR = Fraction(1, 10**9)
_TWO_DECIMALS = Fraction(1, 200) + _NEAR
_BITS_24 = Fraction(2, 10**5)
BASE = "NumPy by hand, float64"
WAYS: Mapping[str, Way] = {
    BASE: Way(_numpy, lambda found: found[-1], _TWO_DECIMALS),
    "… the total alone": Way(_numpy_total, list, _TWO_DECIMALS),
    "Polars, floats, lazy": Way(_polars, lambda found: found["total"], _TWO_DECIMALS),
    "DuckDB, `DOUBLE`": Way(_duckdb, lambda found: found["total"].to_pylist(), _TWO_DECIMALS),
    "OpenFisca, float32": Way(_openfisca, lambda found: found["total"], _BITS_24),
    "plain Python, floats, the total alone": Way(_python, list, _NEAR, ONE_BY_ONE),
    "zen-engine": Way(_zen, lambda found: [one["total"] for one in found], _NEAR, ONE_BY_ONE),
    "**`rulebook.columns`**": Way(_columns, lambda found: found.points[-1]),
    "… with `out=`": Way(partial(_columns, again=True), lambda found: found.points[-1]),
    "… `totals_only=True`": Way(
        partial(_columns, totals_only=True), lambda found: found.points[-1]
    ),
    "… `totals_only=True`, `out=`": Way(
        partial(_columns, totals_only=True, again=True), lambda found: found.points[-1]
    ),
    "**`rulebook.score_table`**, PyArrow": Way(
        _score_table, lambda found: [100 * one for one in found["points"].to_pylist()]
    ),
    "… `hundredths`, `totals_only=True`": Way(
        partial(_score_table, points="hundredths", totals_only=True),
        lambda found: found["points"].to_pylist(),
    ),
}


def half_up(points: Fraction) -> int:
    """The hundredths, without this library."""
    return floor(points * 100 + Fraction(1, 2))


def disagreements(*, ties: bool) -> Iterator[str]:
    """Totals that are not those of the plain fractions."""
    counts = arrays(COMPARED, seed=1, ties=ties)
    exact = [in_fractions(one) for one in _one_by_one(counts)]
    for name, way in WAYS.items():
        for number, (points, right) in enumerate(
            zip(way.totals(way.ready(counts)()), exact, strict=True)
        ):
            found = Fraction(points if isinstance(points, int | float) else str(points))
            wrong = found != half_up(right) if way.close is None else abs(found - right) > way.close
            if wrong:
                yield f"scorecard {number}: {name} gives {points}, not {right}"


class Counts(NamedTuple):
    """Counts in a file, so that every process reads the same ones."""

    path: Path
    rows: int

    @classmethod
    def write(cls, folder: str, rows: int, *, ties: bool) -> "Counts":
        """Those of so many governments."""
        made, found = arrays(rows, ties=ties), cls(Path(folder, "counts.npy"), rows)
        np.save(found.path, np.stack([*made.values()]))
        found.path.with_suffix(".json").write_text(dumps([*made]), "utf-8")
        return found

    @staticmethod
    def read(path: Path) -> Arrays:
        """As arrays of their own, in memory of their own."""
        names, rows = loads(path.with_suffix(".json").read_text("utf-8")), np.load(path)
        return {
            (measure, when): row.copy() for (measure, when), row in zip(names, rows, strict=True)
        }


def measured(way: Way, counts: Arrays) -> tuple[float, int | None]:
    """Seconds for all of them, the median of some rounds; how many were settled one by one."""
    score, times, found = way.ready(counts), [], None
    while len(times) <= ROUNDS and sum(times) < ENOUGH:
        found = None  # whoever keeps results uses no memory twice
        begin = perf_counter()
        found = score()
        times.append(perf_counter() - begin)
    return median(times[1:] or times), getattr(found, "settled", None)


def elsewhere(name: str, counts: Counts) -> tuple[float, int | None]:
    """:func:`measured`, in a process of its own."""
    asked = [sys.executable, __file__, "--way", name, "--counts", str(counts.path)]
    seconds, settled = loads(run(asked, check=True, capture_output=True, text=True).stdout)
    return seconds, settled


Times = Mapping[str, float]
"""Seconds of one scorecard, by way."""


def compared(title: str, counts: Counts, before: Times) -> tuple[list[str], Times]:
    """One table, and what one scorecard took."""
    order = Random(0)  # noqa: S311 -- an order, no secret
    names = [name for name, way in WAYS.items() if counts.rows <= way.most]
    turns = [
        {name: elsewhere(name, counts) for name in order.sample(names, len(names))}
        for _ in range(TURNS)
    ]
    lines = [
        f"\n| {title} | ms | ns each | growth | × NumPy | settled |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    each: dict[str, float] = {}
    for name in WAYS:
        if name not in names:
            lines.append(f"| {name} | left out: minutes, and gigabytes | | | | |")
            continue
        seconds = median(turn[name][0] for turn in turns)
        ratio = median(turn[name][0] / turn[BASE][0] for turn in turns)
        each[name] = seconds / counts.rows
        growth = f"{each[name] / before[name]:.2f}" if name in before else ""
        settled = turns[0][name][1]
        share = "" if settled is None else f"{100 * settled / counts.rows:.4f} %"
        told = [f"{seconds * 1000:.1f}", f"{each[name] * 1e9:,.0f}", growth, f"{ratio:.2f}", share]
        lines.append(f"| {name} | {' | '.join(told)} |")
    return lines, each


def tables(sizes: Sequence[int]) -> None:
    """Compare the totals, then print a table for each size, and one of ties."""
    if wrong := [*disagreements(ties=False), *disagreements(ties=True)]:
        raise SystemExit("\n".join(wrong))
    each: Times = {}
    with TemporaryDirectory() as folder:
        for rows, ties in (*((rows, False) for rows in sizes), (sizes[-1], True)):
            title = f"{rows:,} scorecards{', full of ties' if ties else ''}"
            counts = Counts.write(folder, rows, ties=ties)
            lines, each = compared(title, counts, each)
            print("\n".join(lines), flush=True)  # noqa: T201 -- its output


def main() -> None:
    """Print the tables, or one time where a way is named."""
    parser = ArgumentParser()
    parser.add_argument("--sizes", type=lambda said: [*map(int, said.split(","))], default=SIZES)
    parser.add_argument("--way")
    parser.add_argument("--counts", type=Path)
    asked = parser.parse_args()
    if asked.way:
        print(dumps(measured(WAYS[asked.way], Counts.read(asked.counts))))  # noqa: T201 -- its output
    else:
        tables(asked.sizes)


if __name__ == "__main__":
    main()
