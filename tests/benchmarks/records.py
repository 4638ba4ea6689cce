"""Records from Parquet to facts: this library beside what one writes by hand for the same rules.

Run it as ``python tests/benchmarks/records.py [ROWS [TURNS WAY...]]``; it makes the Parquet file
itself. Every way runs in processes of its own, in turns, so that the peak of its memory is its own;
all of them must come to the same counts before anything is measured. It asserts no time.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

ROWS = 10_000_000
TURNS = 5
MEMORY = "256MB"
THREADS = 2
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BLANKS = " \t\r\n\u00a0\u3000"
WEIGHTS = [pow(3, at, 31) if at < 17 else 1 for at in range(18)]
FORM = "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}"
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
    return counted(connected().sql(f"SELECT * FROM '{path}'"))  # type: ignore[attr-defined]  # noqa: S608


def counted(records: object) -> Counts:
    """What the library comes to."""
    from credit_rules import Rulebook

    found = Rulebook.load().collect(records, "licences")
    sums: dict[str, int] = {}
    for fact in found.facts:
        sums[fact.measure] = sums.get(fact.measure, 0) + int(fact.value)
    counted = (sums[f"double_publicity.{of}"] for of in ("reported", "compliant", "on_time"))
    return (*counted, found.duplicates)  # type: ignore[return-value]


def by_hand_sql(path: Path) -> Counts:
    """The same rules as one query of DuckDB: every cell is read once, and nothing is looked at in vain."""
    total = " + ".join(
        f"(strpos('{LETTERS}', substr(code, {at + 1}, 1)) - 1) * {weight}"
        for at, weight in enumerate(WEIGHTS)
    )

    def text(column: str) -> str:
        return f"trim({column}, '{BLANKS}')"

    states = ", ".join(f"'{state}'" for state in STATES)
    query = f"""
    WITH read AS (SELECT {text("XK_XKJG")} AS name, {text("XK_WSH")} AS number, {text("XK_XDR_SHXYM")} AS code,
        try_cast({text("XK_JDRQ")} AS DATE) AS decided, CAST(SJC AS DATE) AS reported,
        {text("XK_YXQZ")} AS since, {text("XK_YXQZI")} AS until, try_cast(since AS DATE) AS begins, try_cast(until AS DATE) AS ends,
        {" AND ".join(f"{text(column)} <> ''" for column in ("XK_XDR_MC", "XK_XKWS", "XK_NR"))} AS filled,
        regexp_matches({text("XK_XKLB")}, '^({"|".join(KINDS)})') AS kind, {text("XK_ZT")} IN ({states}) AS state FROM '{path}'),
    judged AS (SELECT names.code AS place, number, year(decided) * 12 + month(decided) AS month,
        coalesce(reported <= last, false) AS on_time,
        coalesce(filled AND kind AND state AND number <> '' AND decided <= reported
            AND (since = '' OR begins IS NOT NULL) AND (until = '' OR ends IS NOT NULL) AND NOT coalesce(ends < begins, false)
            AND (read.code = '' OR (regexp_full_match(read.code, '{FORM}') AND ({total.replace("code", "read.code")}) % 31 = 0)), false) AS ok
        FROM read JOIN names USING (name) LEFT JOIN due ON due.day = decided WHERE decided IS NOT NULL),
    once AS (SELECT place, number, min(month * 4 + (NOT on_time)::INT * 2 + (NOT ok)::INT) AS outcome, count(*) AS read
        FROM judged GROUP BY place, number)
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
        code.str.slice(at, 1).replace_strict(values, default=0, return_dtype=pl.Int32) * weight
        for at, weight in enumerate(WEIGHTS)
    )
    valid = code.str.contains(f"^{FORM}$") & (total % 31 == 0)
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


def by_hand_pandas(path: Path) -> Counts:
    """The same rules in pandas: what comes again and again is looked at once, codes as bytes."""
    import numpy as np
    import pandas as pd

    columns = [*FILLED, "XK_XDR_SHXYM", "XK_YXQZ", "XK_YXQZI", "XK_ZT", "SJC"]
    table = pd.read_parquet(path, columns=columns, dtype_backend="pyarrow")

    def each(column: str, of: Callable[[pd.Series], pd.Series]) -> pd.Series:
        places, values = pd.factorize(table[column], use_na_sentinel=False)
        found = of(pd.Series(values, dtype="str").fillna("").str.strip(BLANKS))
        return pd.Series(found.to_numpy()[places])

    def day(column: str) -> pd.Series:
        return each(column, lambda t: pd.to_datetime(t, format="%Y-%m-%d", errors="coerce"))

    def empty(column: str) -> pd.Series:
        return each(column, lambda text: text == "")

    def valid(text: pd.Series) -> pd.Series:
        found = text == ""
        formed = text.str.fullmatch(FORM)
        values = np.zeros(128, dtype=np.int64)
        values[np.frombuffer(LETTERS.encode(), dtype=np.uint8)] = np.arange(31)
        written = text[formed].to_numpy().astype("S18").view(np.uint8).reshape(-1, 18)
        found[formed] = sum(values[written[:, at]] * WEIGHTS[at] for at in range(18)) % 31 == 0
        return found

    reported = table["SJC"].astype("datetime64[us]").dt.normalize()
    decided, begins, ends = day("XK_JDRQ"), day("XK_YXQZ"), day("XK_YXQZI")
    ok = table["SJC"].notna().to_numpy() & ~(ends < begins) & ~(reported < decided)
    for column in FILLED:
        ok &= ~empty(column)
    ok &= (empty("XK_YXQZ") | begins.notna()) & (empty("XK_YXQZI") | ends.notna())
    ok &= each("XK_XDR_SHXYM", valid)
    ok &= each("XK_XKLB", lambda text: text.str.startswith(KINDS))
    ok &= each("XK_ZT", lambda text: text.isin(STATES))
    last = decided.map({pd.Timestamp(a): pd.Timestamp(b) for a, b in limits()})
    place = each("XK_XKJG", lambda text: text.map(dict(names())))
    month = decided.dt.year * 12 + decided.dt.month
    judged = pd.DataFrame({
        "place": place,
        "number": table["XK_WSH"].fillna("").str.strip(BLANKS),
        "outcome": month * 4 + ~(reported <= last) * 2 + ~ok,
    })  # fmt: skip
    judged = judged[decided.notna() & place.notna()]
    once = judged.groupby(["place", "number"], sort=False)["outcome"].agg(["min", "size"])
    least = once["min"].astype("int64")
    again = int((once["size"] - 1).sum())
    return len(once), int((least % 2 == 0).sum()), int((least % 4 < 2).sum()), again


def cluster() -> "object":
    """Spark on this machine, with as many threads as DuckDB has."""
    from pyspark.sql import SparkSession

    made = SparkSession.builder.master(f"local[{THREADS}]").appName("records")
    for name, value in {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "8",
        "spark.log.level": "ERROR",
    }.items():
        made = made.config(name, value)
    return made.getOrCreate()


def ours_on_spark(path: Path) -> Counts:
    """The library, on a Spark DataFrame over the file."""
    return counted(cluster().read.parquet(str(path)))  # type: ignore[attr-defined]


def by_hand_spark(path: Path) -> Counts:
    """The same rules as one query of Spark; what is small is sent to every worker."""
    from pyspark.sql import functions as fn

    session = cluster()
    due = session.createDataFrame(limits(), "day string, last string")  # type: ignore[attr-defined]
    due = due.selectExpr("cast(day AS date) AS decided", "cast(last AS date) AS last")
    called = session.createDataFrame(names(), "name string, place string")  # type: ignore[attr-defined]

    def text(column: str) -> str:
        return f"trim(BOTH '{BLANKS}' FROM {column})"

    total = " + ".join(
        f"(instr('{LETTERS}', substr(code, {at + 1}, 1)) - 1) * {weight}"
        for at, weight in enumerate(WEIGHTS)
    )
    kinds = " OR ".join(f"startswith({text('XK_XKLB')}, '{kind}')" for kind in KINDS)
    states = ", ".join(f"'{state}'" for state in STATES)
    filled = " AND ".join(f"{text(column)} <> ''" for column in ("XK_XDR_MC", "XK_XKWS", "XK_NR"))
    read = session.read.parquet(str(path)).selectExpr(  # type: ignore[attr-defined]
        f"{text('XK_XKJG')} AS name",
        f"{text('XK_WSH')} AS number",
        f"{text('XK_XDR_SHXYM')} AS code",
        f"try_cast({text('XK_JDRQ')} AS date) AS decided",
        "cast(SJC AS date) AS reported",
        f"{text('XK_YXQZ')} AS since",
        f"{text('XK_YXQZI')} AS until",
        f"{filled} AND ({kinds}) AND {text('XK_ZT')} IN ({states}) AS good",
    )
    read = read.filter("decided IS NOT NULL").join(fn.broadcast(called), "name")
    judged = read.join(fn.broadcast(due), "decided", "left").selectExpr(
        "place",
        "number",
        "(year(decided) * 12 + month(decided)) * 4 + if(coalesce(reported <= last, false), 0, 2)"
        " + if(coalesce(good AND number <> '' AND decided <= reported"
        " AND (since = '' OR try_cast(since AS date) IS NOT NULL) AND (until = '' OR try_cast(until AS date) IS NOT NULL)"
        " AND NOT coalesce(try_cast(until AS date) < try_cast(since AS date), false)"
        f" AND (code = '' OR (code RLIKE '^{FORM}$' AND ({total}) % 31 = 0)), false), 0, 1) AS outcome",
    )
    once = judged.groupBy("place", "number").agg(
        fn.min("outcome").alias("outcome"), fn.count("*").alias("read")
    )
    (row,) = once.selectExpr(
        "count(*)",
        "count_if(outcome % 2 = 0)",
        "count_if(outcome % 4 < 2)",
        "sum(read - 1)",
    ).collect()
    return tuple(row)


OURS, SQL = "credit_rules on DuckDB", "DuckDB SQL by hand"
OURS_SPARK, SPARK = "credit_rules on Spark", "PySpark by hand"
WAYS: dict[str, Callable[[Path], Counts]] = {
    OURS: ours,
    SQL: by_hand_sql,
    "Polars by hand": by_hand_polars,
    "pandas by hand": by_hand_pandas,
    OURS_SPARK: ours_on_spark,
    SPARK: by_hand_spark,
}
BESIDE = {OURS_SPARK: SPARK}
"""What a way is set against, where it is not the SQL."""


def alone(name: str, path: Path) -> dict[str, object]:
    """One run of one way, in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--way", name, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=path.parent,  # DuckDB puts there what does not fit into memory
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def processes() -> list[int]:
    """This process and those that it started: Spark computes in one of its own."""
    found = [os.getpid()]
    for one in found:
        for thread in Path(f"/proc/{one}/task").iterdir():
            with suppress(FileNotFoundError):  # it has just ended
                found += map(int, (thread / "children").read_text().split())
    return found


def processor() -> float:
    """Seconds that the processor has worked for these."""
    ticks = 0
    for one in processes():
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def peak() -> int:
    """The most memory that these had, in MB."""
    found = 0
    for one in processes():
        told = re.search(r"VmHWM:\s+([0-9]+)", Path(f"/proc/{one}/status").read_text())
        found += int(told[1]) if told else 0
    return found // 1024


def one(name: str, path: Path) -> None:
    """Run a way, and print what it came to and what it took."""
    if "Spark" in name:
        cluster()  # it starts before the clock does
    begin, began = processor(), perf_counter()
    counts = WAYS[name](path)
    taken = {"cpu": processor() - begin, "wall": perf_counter() - began}
    print(json.dumps({"counts": counts, "peak": peak(), **taken}))  # noqa: T201 -- its output


def main(rows: int, turns: int, ways: Sequence[str]) -> None:
    """Make the file, see that all ways agree, have them take their turns, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "licences.parquet"
        make(path, rows)
        first = {name: alone(name, path)["counts"] for name in ways}
        if len(set(map(str, first.values()))) != 1:
            msg = f"the ways do not agree: {first}"
            raise SystemExit(msg)
        runs: dict[str, list[dict[str, object]]] = {name: [] for name in ways}
        for _ in range(turns):
            for name in random.sample(ways, len(ways)):
                runs[name].append(alone(name, path))
    print(f"\n{rows} records, median of {turns} turns; all come to {first[SQL]}\n")  # noqa: T201
    print(f"{'':26}{'cpu s':>8}{'wall s':>8}{'x by hand':>11}{'peak MB':>9}")  # noqa: T201
    for name, found in runs.items():
        hand = runs[BESIDE.get(name, SQL)]
        ratio = median(
            float(str(a["cpu"])) / float(str(b["cpu"])) for a, b in zip(found, hand, strict=True)
        )
        cpu, wall, most = (
            median(float(str(run[of])) for run in found) for of in ("cpu", "wall", "peak")
        )
        print(f"{name:26}{cpu:8.2f}{wall:8.2f}{ratio:11.2f}{most:9.0f}")  # noqa: T201


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--way", way, file]:
            one(way, Path(file))
        case [many]:
            main(int(many), TURNS, list(WAYS))
        case [many, turns, *ways]:
            main(int(many), int(turns), ways)
        case _:
            for size in (ROWS // 100, ROWS // 10):
                main(size, TURNS, [OURS, SQL])
            main(ROWS, TURNS, list(WAYS))
