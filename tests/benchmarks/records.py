"""Records from Parquet to facts: this library beside what one writes by hand for the same rules.

Run it as ``python tests/benchmarks/records.py [ROWS]``; it makes the Parquet file itself. Every way
runs in processes of its own, in turns, so that the peak of its memory is its own; all of them must
come to the same counts. It asserts no time.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROWS = 10_000_000
TURNS = 5
MEMORY = "256MB"
THREADS = 2
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BLANKS = " \t\r\n\u00a0\u3000"
KINDS = ("普通", "特许", "认可", "核准", "登记", "其他")
STATES = ("", "0", "1", "2", "3", "正常", "有效", "无效", "撤销", "异议", "其他")
FILLED = ("XK_XDR_MC", "XK_XKWS", "XK_WSH", "XK_XKLB", "XK_NR", "XK_JDRQ", "XK_XKJG")
Counts = tuple[int, int, int, int]
"""Records, compliant ones, those in time, and rows that are further reports."""


def make(path: Path, rows: int) -> None:
    """Licences of 2023: one code in a hundred is none, one day in 500 is none, one report in 500 comes again."""
    import duckdb

    weights = [pow(3, at, 31) for at in range(17)]
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    head = " || ".join(
        f"substr('{LETTERS if at > 7 else LETTERS[:10]}', (hash(n, {at}) % {31 if at > 7 else 10} + 1)::INT, 1)"
        for at in range(17)
    )
    total = " + ".join(
        f"(strpos('{LETTERS}', substr(head, {at + 1}, 1)) - 1) * {w}"
        for at, w in enumerate(weights)
    )
    connection.execute(
        f"CREATE TABLE codes AS SELECT n, head || substr('{LETTERS}', ((31 - ({total}) % 31) % 31 + 1)::INT, 1) AS code"  # noqa: S608
        f" FROM (SELECT n, {head} AS head FROM range({max(rows // 5, 1)}) t(n))"
    )
    connection.execute(
        f"""COPY (SELECT '某某公司' || codes.n AS XK_XDR_MC,
            CASE WHEN h % 100 = 1 THEN upper(substr(md5(r::VARCHAR), 1, 18)) WHEN h % 100 = 2 THEN '' ELSE code END AS XK_XDR_SHXYM,
            '根许字〔2023〕第' || r || '号' AS XK_WSH, '行政许可决定书' AS XK_XKWS,
            (['普通', '特许', '认可', '核准', '登记', '其他'])[1 + h % 6] AS XK_XKLB, '准予许可' || (h % 1000) AS XK_NR,
            CASE WHEN h % 1000 = 7 THEN '2023-02-30' WHEN h % 1000 = 8 THEN '' ELSE strftime(DATE '2023-01-01' + (h % 365)::INT, '%Y-%m-%d') END AS XK_JDRQ,
            '2023-01-01' AS XK_YXQZ, '2099-12-31' AS XK_YXQZI,
            (['市教体局', '根河市市场监督管理局', '市卫健委', '根河市公安局', '市住建局'])[1 + h // 7 % 5] AS XK_XKJG,
            '1' AS XK_ZT, TIMESTAMP '2023-01-01 10:00:00' + to_days((h % 365 + h // 400 % 14)::INT) AS SJC
            FROM (SELECT CASE WHEN n % 500 = 3 THEN n - 1 ELSE n END AS r, (hash(r) % 1000000007)::BIGINT AS h FROM range({rows}) t(n)) all_rows
            JOIN codes ON codes.n = all_rows.r % {max(rows // 5, 1)}) TO '{path}' (FORMAT parquet)"""  # noqa: S608
    )


def limits() -> list[tuple[str, str]]:
    """Of every day of 2023 the last one in time."""
    from datetime import date

    from credit_rules import WorkingDayCalendar

    calendar = WorkingDayCalendar.china()
    days = [date(2023, 1, 1) + timedelta(n) for n in range(365)]
    return [(str(day), str(calendar.add_working_days(day, 7))) for day in days]


def names() -> list[tuple[str, str]]:
    """What departments are called, and their codes."""
    from credit_rules import Rulebook

    return [(name, member.code) for member in Rulebook.load().roster for name in member.names]


def connected() -> "object":
    """DuckDB as it is for every way: the same memory, the same threads."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{MEMORY}'; SET threads = {THREADS}")
    connection.execute("SET preserve_insertion_order = false")
    return connection


def ours(path: Path) -> Counts:
    """The library, on a relation over the file."""
    from credit_rules import Rulebook

    found = Rulebook.load().collect(connected().sql(f"SELECT * FROM '{path}'"), "licences")  # type: ignore[attr-defined]  # noqa: S608
    sums: dict[str, int] = {}
    for fact in found.facts:
        sums[fact.measure] = sums.get(fact.measure, 0) + int(fact.value)
    counted = (sums[f"double_publicity.{of}"] for of in ("reported", "compliant", "on_time"))
    return (*counted, found.duplicates)  # type: ignore[return-value]


def by_hand_sql(path: Path) -> Counts:
    """The same rules as one query of DuckDB."""
    code = "XK_XDR_SHXYM"
    total = " + ".join(
        f"(strpos('{LETTERS}', substr({code}, {at + 1}, 1)) - 1) * {pow(3, at, 31) if at < 17 else 1}"
        for at in range(18)
    )

    def text(column: str) -> str:
        return f"trim({column}, '{BLANKS}')"

    alphabet = "[0-9A-HJ-NPQRTUWXY]"
    states = ", ".join(f"'{state}'" for state in STATES)
    query = f"""
    WITH read AS (SELECT *, try_cast({text("XK_JDRQ")} AS DATE) AS decided, CAST(SJC AS DATE) AS reported,
        try_cast({text("XK_YXQZ")} AS DATE) AS begins, try_cast({text("XK_YXQZI")} AS DATE) AS ends FROM '{path}'),
    judged AS (SELECT names.code AS place, {text("XK_WSH")} AS number, date_trunc('month', decided) AS month,
        coalesce(reported <= last, false) AS on_time,
        coalesce({" AND ".join(f"{text(column)} <> ''" for column in FILLED)} AND SJC IS NOT NULL
            AND ({text("XK_YXQZ")} = '' OR begins IS NOT NULL) AND ({text("XK_YXQZI")} = '' OR ends IS NOT NULL)
            AND NOT coalesce(ends < begins, false) AND NOT coalesce(reported < decided, false)
            AND ({text(code)} = '' OR (regexp_full_match({code}, '{alphabet}{{2}}[0-9]{{6}}{alphabet}{{10}}') AND ({total}) % 31 = 0))
            AND regexp_matches({text("XK_XKLB")}, '^({"|".join(KINDS)}|$)') AND {text("XK_ZT")} IN ({states}), false) AS ok
        FROM read LEFT JOIN due ON due.day = decided LEFT JOIN names ON names.name = {text("XK_XKJG")}),
    once AS (SELECT place, number, min(year(month) * 400 + month(month) * 4 + (NOT on_time)::INT * 2 + (NOT ok)::INT) AS outcome, count(*) AS read
        FROM judged WHERE month IS NOT NULL AND place IS NOT NULL GROUP BY place, number)
    SELECT place, outcome // 4, count(*), count(*) FILTER (outcome % 2 = 0), count(*) FILTER (outcome % 4 < 2), sum(read - 1) FROM once GROUP BY ALL"""  # noqa: S608
    connection = connected()
    pairs = limits()
    run = connection.execute  # type: ignore[attr-defined]
    run(
        "CREATE TEMP TABLE due AS SELECT unnest($1)::DATE AS day, unnest($2)::DATE AS last",
        [list(x) for x in zip(*pairs, strict=True)],
    )
    run(
        "CREATE TEMP TABLE names AS SELECT unnest($1) AS name, unnest($2) AS code",
        [list(x) for x in zip(*names(), strict=True)],
    )
    rows = run(query).fetchall()
    return tuple(int(sum(row[at] for row in rows)) for at in range(2, 6))  # type: ignore[return-value]


def by_hand_polars(path: Path) -> Counts:
    """The same rules as one lazy query of Polars."""
    import polars as pl

    text = {
        column: pl.col(column).str.strip_chars(BLANKS)
        for column in (*FILLED, "XK_XDR_SHXYM", "XK_YXQZ", "XK_YXQZI", "XK_ZT")
    }
    day = {
        column: text[column].str.to_date("%Y-%m-%d", strict=False)
        for column in ("XK_JDRQ", "XK_YXQZ", "XK_YXQZI")
    }
    due = pl.DataFrame(limits(), schema=["day", "last"], orient="row").with_columns(
        pl.all().str.to_date()
    )
    called = pl.DataFrame(names(), schema=["name", "place"], orient="row")
    values = {letter: at for at, letter in enumerate(LETTERS)}
    code = text["XK_XDR_SHXYM"]
    total = sum(
        code.str.slice(at, 1).replace_strict(values, default=0, return_dtype=pl.Int32)
        * (pow(3, at, 31) if at < 17 else 1)
        for at in range(18)
    )
    alphabet = "[0-9A-HJ-NPQRTUWXY]"
    valid = code.str.contains(f"^{alphabet}{{2}}[0-9]{{6}}{alphabet}{{10}}$") & (total % 31 == 0)
    reported = pl.col("SJC").dt.date()
    ok = pl.all_horizontal(text[column] != "" for column in FILLED) & pl.col("SJC").is_not_null()
    for column in ("XK_YXQZ", "XK_YXQZI"):
        ok &= (text[column] == "") | day[column].is_not_null()
    ok &= ~(day["XK_YXQZI"] < day["XK_YXQZ"]).fill_null(value=False)
    ok &= ~(reported < day["XK_JDRQ"]).fill_null(value=False)
    ok &= (code == "") | valid
    ok &= text["XK_XKLB"].str.contains(f"^({'|'.join(KINDS)}|$)") & text["XK_ZT"].is_in(STATES)
    once = (
        pl.scan_parquet(path)
        .select(
            text["XK_XKJG"].alias("name"),
            text["XK_WSH"].alias("number"),
            day["XK_JDRQ"].alias("day"),
            reported.alias("reported"),
            ok.alias("ok"),
        )
        .join(due.lazy(), on="day", how="left")
        .join(called.lazy(), on="name", how="left")
        .filter(pl.col("day").is_not_null() & pl.col("place").is_not_null())
        .with_columns(late=~(pl.col("reported") <= pl.col("last")).fill_null(value=False))
        .with_columns(
            outcome=(pl.col("day").dt.year() * 12 + pl.col("day").dt.month()) * 4
            + pl.col("late").cast(pl.Int32) * 2
            + (~pl.col("ok").fill_null(value=False)).cast(pl.Int32)
        )
        .group_by("place", "number")
        .agg(pl.col("outcome").min(), pl.len().alias("read"))
        .select(
            pl.len(),
            (pl.col("outcome") % 2 == 0).sum().alias("ok"),
            (pl.col("outcome") % 4 < 2).sum().alias("late"),
            (pl.col("read") - 1).sum().alias("again"),
        )
    )
    return tuple(map(int, once.collect(engine="streaming").row(0)))  # type: ignore[return-value]


WAYS: dict[str, Callable[[Path], Counts]] = {
    "credit_rules on DuckDB": ours,
    "DuckDB SQL by hand": by_hand_sql,
    "Polars by hand": by_hand_polars,
}


def alone(name: str, path: Path) -> dict[str, object]:
    """One run of one way, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--way", name, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def one(name: str, path: Path) -> None:
    """Run a way, and print what it came to and what it took."""
    begin, began = process_time(), perf_counter()
    counts = WAYS[name](path)
    taken = {"cpu": process_time() - begin, "wall": perf_counter() - began}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"counts": counts, "peak": peak, **taken}))  # noqa: T201 -- its output


def main(rows: int) -> None:
    """Make the file, have every way take its turns, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "licences.parquet"
        make(path, rows)
        runs: dict[str, list[dict[str, object]]] = {name: [] for name in WAYS}
        for _ in range(TURNS):
            for name, found in runs.items():
                found.append(alone(name, path))
    counts = {str(run["counts"]) for found in runs.values() for run in found}
    if len(counts) != 1:
        msg = f"the ways do not agree: {counts}"
        raise SystemExit(msg)
    print(f"{rows} records, median of {TURNS} turns; all come to {counts.pop()}\n")  # noqa: T201
    print(f"{'':26}{'cpu s':>8}{'wall s':>8}{'x SQL':>8}{'peak MB':>9}")  # noqa: T201
    hand = runs["DuckDB SQL by hand"]
    for name, found in runs.items():
        ratio = median(
            float(str(a["cpu"])) / float(str(b["cpu"])) for a, b in zip(found, hand, strict=True)
        )
        cpu, wall, peak = (
            median(float(str(run[of])) for run in found) for of in ("cpu", "wall", "peak")
        )
        print(f"{name:26}{cpu:8.1f}{wall:8.1f}{ratio:8.2f}{peak:9.0f}")  # noqa: T201


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--way", way, file]:
            one(way, Path(file))
        case [many]:
            main(int(many))
        case _:
            main(ROWS)
