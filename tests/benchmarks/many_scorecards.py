"""How long very many scorecards take: this library's columns and its peers, side by side.

Run it as ``python tests/benchmarks/many_scorecards.py``; what is compared, and why, stands in
docs/explanation/benchmarks.md. Each way has a process of its own, with memory of its own, and they
take turns; all give the 26 indicators and their total to two decimals (or the total alone, where
it says so), of the same counts, which they hold in memory as they want them.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from json import dumps, loads
from random import Random
from statistics import median
from subprocess import run
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from provinces import Arrays, arrays
from quarters import QUARTER

TURNS, ROUNDS = 3, 5
SIZES = (1_000, 100_000, 1_000_000)
FEW = 2_000
"""As many as those score who score one after the other; their time is scaled to all."""

Way = Callable[[Arrays], Callable[[], Any]]


def _floats(counts: Arrays) -> dict[tuple[str, str], NDArray[np.float64]]:
    return {read: values.astype(np.float64) for read, values in counts.items()}


def _by_name(counts: Arrays) -> dict[str, NDArray[np.int64]]:
    """The counts by the names of :func:`quarters.numbers`."""
    return {
        measure.replace(".", "_") + ("" if period == QUARTER else f"_{period[-2:]}"): values
        for (measure, period), values in counts.items()
    }


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
    return lambda: len(held) and connection.execute(f"SELECT {asked} FROM numbers").to_arrow_table()  # noqa: S608


def _openfisca(counts: Arrays) -> Callable[[], Any]:
    import openfisca_rulebook

    held = {name: values.astype(np.float32) for name, values in _by_name(counts).items()}
    return lambda: openfisca_rulebook.everything(held)


def _one_by_one(score: Callable[[Mapping[str, int]], Any]) -> Way:
    def way(counts: Arrays) -> Callable[[], Any]:
        names = _by_name(counts)
        columns = {name: values[:FEW].tolist() for name, values in names.items()}
        held = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        return lambda: [score(one) for one in held]

    return way


def _zen(counts: Arrays) -> Callable[[], Any]:
    from dialects import EVERYTHING
    from zen_rulebook import engine

    zen = engine(EVERYTHING)
    return _one_by_one(lambda n: zen.evaluate("genhe-2023", n))(counts)


def _python(counts: Arrays) -> Callable[[], Any]:
    from by_hand import in_floats

    return _one_by_one(in_floats)(counts)


def _ours(*, totals_only: bool = False, again: bool = False) -> Way:
    def way(counts: Arrays) -> Callable[[], Any]:
        from credit_rules import Rulebook

        columns = Rulebook.load().columns(QUARTER, totals_only=totals_only)
        rows = len(next(iter(counts.values())))
        out = np.empty((len(columns.rows), rows), np.int32) if again else None
        return lambda: columns.score(counts, out)

    return way


BASE = "NumPy, float64"
WAYS: Mapping[str, Way] = {
    BASE: _numpy,
    "NumPy, float64, total": _numpy_total,
    "Polars, floats, lazy": _polars,
    "DuckDB, DOUBLE": _duckdb,
    "OpenFisca, float32": _openfisca,
    "plain Python, floats, total": _python,
    "zen-engine": _zen,
    "credit_rules, columns": _ours(),
    "credit_rules, columns, out=": _ours(again=True),
    "credit_rules, columns, total": _ours(totals_only=True),
}
ONE_BY_ONE = {"plain Python, floats, total", "zen-engine"}


def measured(name: str, count: int, *, ties: bool) -> float:
    """Seconds for *count* scorecards, the median of several rounds in this process."""
    counts = arrays(count, ties=ties)
    way = WAYS[name](counts)
    way()
    times = []
    for _ in range(ROUNDS):
        begin = perf_counter()
        way()
        times.append(perf_counter() - begin)
    scale = count / min(count, FEW) if name in ONE_BY_ONE else 1
    return median(times) * scale


def elsewhere(name: str, count: int, *, ties: bool) -> float:
    """:func:`measured`, in a process of its own."""
    asked = [sys.executable, __file__, "--way", name, "--count", str(count), *(["--ties"] * ties)]
    return float(loads(run(asked, check=True, capture_output=True, text=True).stdout))


def compared(count: int, *, ties: bool = False) -> list[str]:
    """One table."""
    order = Random(0)  # noqa: S311 -- an order, no secret
    turns = [
        {name: elsewhere(name, count, ties=ties) for name in order.sample([*WAYS], len(WAYS))}
        for _ in range(TURNS)
    ]
    lines = [
        f"\n{count:,} scorecards{', full of ties' if ties else ''}\n",
        f"{'':34}{'ms':>10}{'ratio':>8}",
    ]
    for name in WAYS:
        times = median(turn[name] for turn in turns)
        ratio = median(turn[name] / turn[BASE] for turn in turns)
        lines.append(f"{name:34}{times * 1000:10.1f}{ratio:8.2f}")
    return lines


def main() -> None:
    """Print the tables, or one time where a way is named."""
    parser = ArgumentParser()
    parser.add_argument("--way")
    parser.add_argument("--count", type=int, default=SIZES[-1])
    parser.add_argument("--ties", action="store_true")
    asked = parser.parse_args()
    if asked.way:
        print(dumps(measured(asked.way, asked.count, ties=asked.ties)))  # noqa: T201 -- its output
        return
    for count in SIZES:
        print("\n".join(compared(count)))  # noqa: T201
    print("\n".join(compared(SIZES[-1], ties=True)))  # noqa: T201


if __name__ == "__main__":
    main()
