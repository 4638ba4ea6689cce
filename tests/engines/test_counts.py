"""The same records give the same facts on DuckDB, PostgreSQL and Spark: those of the definition."""

import csv
from collections import Counter, defaultdict
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.cli.running import run
from tests.sources.samples import write_csv

from credit_rules import Rulebook, WorkingDayCalendar
from credit_rules.records.cells import words
from credit_rules.records.reading import judge

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.engines

BOOK = Rulebook.load("genhe-2023")
KIND = next(kind for kind in BOOK.record_kinds if kind.code == "licences")
DAYS = [
    "2023-08-01", "2023-08-10", "2023/8/9", "20230815", "2023-09-28 10:00:00", " 2023-08-02 ",
    "2023-02-30", "2023-13-01", "0000-00-00", "", "　", "尽快", "2023-08-01x", "2099-12-31",
]  # fmt: skip
CELLS = {
    "XK_XDR_MC": ["甲", "乙", "", "　"],
    "XK_XDR_LB": ["法人及非法人组织", "自然人", "", "其他"],
    "XK_XDR_SHXYM": ["91350100M000100Y43", "91350100M000100Y44", "91350100m000100y43", "", "911"],
    "XK_XKWS": ["决定书"],
    "XK_XKLB": ["普通", "其他-补充", "特种", "", "登记"],
    "XK_NR": ["准予", "准予，含'引号'和\"引号\"", ""],
    "XK_JDRQ": [day for day in DAYS if "2099" not in day],
    "XK_YXQZ": DAYS,
    "XK_YXQZI": DAYS,
    "XK_XKJG": ["市教体局", " 市教体局", "education", "市市场监管局", "税务局", "无人知", ""],
    "XK_ZT": ["1", "有效", "9", ""],
    "SJC": [day for day in DAYS if "2099" not in day],
}


def records(number: int) -> list[dict[str, str]]:
    """Records in which everything is odd now and then, and many are reported again."""
    chance = Random(20230809)  # noqa: S311 -- the same ones every time
    made = []
    for at in range(number):
        # The first choice is the likeliest, or no record would ever be compliant.
        record = {
            column: cells[0] if chance.random() < 0.7 else chance.choice(cells)
            for column, cells in CELLS.items()
        }
        record["XK_WSH"] = chance.choice([f"许〔2023〕{at}号", f" 许〔2023〕{at // 2}号", "", "1"])
        made.append(record)
    return made


RECORDS = records(600)
COLUMNS = list(RECORDS[0])


def expected() -> tuple[dict[tuple[str, str, str], int], tuple[int, int, int, int]]:
    """Facts and totals by the definition, one record at a time."""
    calendar = WorkingDayCalendar.china()
    names = {name: d.code for d in BOOK.roster for name in d.names}
    reports: dict[object, list[tuple[str, bool, bool]]] = defaultdict(list)
    unassigned, apart = 0, count()
    for record in RECORDS:
        judged = judge(record, KIND, calendar)
        who = names.get(words(record["XK_XKJG"]))
        if who is None or judged.decided is None:
            unassigned += 1
            continue
        month = f"{judged.decided:%Y-%m}"
        number = words(record["XK_WSH"]) or next(apart)
        reports[who, number].append((month, not judged.on_time, not judged.compliant))
    facts: Counter[tuple[str, str, str]] = Counter()
    for (who, _), several in reports.items():  # type: ignore[misc]
        month, late, wrong = min(several)
        for measure, holds in (("reported", True), ("compliant", not wrong), ("on_time", not late)):
            facts[who, month, f"double_publicity.{measure}"] += holds
    again = len(RECORDS) - unassigned - len(reports)
    return dict(facts), (len(RECORDS), len(reports), again, unassigned)


FACTS, TOTALS = expected()


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def collected(tmp_path: Path, *asked: str | Path) -> list[tuple[str, ...]]:
    """What fails, without rows and sources; facts and totals are those of the definition.

    Of several reports that come to the same, tables without row numbers have no first one: which of
    them counts and which are doubled is left out.
    """
    facts, report = tmp_path / "facts.csv", tmp_path / "report.csv"
    result = run("collect", *asked, "-o", facts, "--report", report, "--set-aside")
    assert (result.exit_code, result.stderr) == (0, "")
    found = {(f["department"], f["period"], f["measure"]): int(f["value"]) for f in rows(facts)}
    assert found == FACTS
    assert tuple(map(int, result.stdout.splitlines()[1].split()[1:])) == TOTALS
    kept = ("number", "department", "rule", "column")
    told = [tuple(row[name] for name in kept) for row in rows(report)]
    doubled = Counter(row[:2] for row in told if row[2] == "duplicate")
    assert doubled.total() == TOTALS[2]
    listed = sorted(row for row in told if row[:2] not in doubled)
    return [*listed, *((*row, "duplicate", str(number)) for row, number in sorted(doubled.items()))]


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    lines = ([record[column] for column in COLUMNS] for record in RECORDS)
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, quoting=csv.QUOTE_ALL).writerows([COLUMNS, *lines])
    duckdb.connect().execute(
        f"COPY (FROM read_csv('{folder}/a.csv', header = true, all_varchar = true)) "
        f"TO '{folder}/a.parquet'"
    )
    return folder / "a.parquet"


@pytest.fixture(scope="module")
def table(address: str) -> str:
    import psycopg

    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        named = ", ".join(f"{column} text" for column in COLUMNS)
        cursor.execute(f"CREATE TABLE licences ({named})")
        with cursor.copy("COPY licences FROM STDIN") as copy:
            for record in RECORDS:
                copy.write_row([record[column] or None for column in COLUMNS])
    return f"{address}::licences"


@pytest.fixture(scope="module")
def failing(parquet: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, ...]]:
    """What fails by DuckDB, from the CSV file."""
    found = collected(tmp_path_factory.mktemp("duckdb"), parquet.with_suffix(".csv"))
    assert {rule for _, _, rule, _ in found} == {
        "filled", "possible_day", "in_order", "one_of", "social_credit_code", "on_time",
        "duplicate", "unassigned", "unknown_department",
    }  # fmt: skip
    return found


def test_there_is_something_to_be_counted_of_every_kind() -> None:
    assert all(number > 20 for number in TOTALS)
    assert len({department for department, _, _ in FACTS}) == 3
    for measure in ("compliant", "on_time"):
        assert sum(n for (_, _, of), n in FACTS.items() if of.endswith(measure)) > 50


def test_on_duckdb_from_parquet(
    parquet: Path, failing: list[tuple[str, ...]], tmp_path: Path
) -> None:
    assert collected(tmp_path, parquet) == failing


def test_on_duckdb_from_postgresql(
    table: str, failing: list[tuple[str, ...]], tmp_path: Path
) -> None:
    assert collected(tmp_path, table) == failing


def test_on_postgresql(table: str, failing: list[tuple[str, ...]], tmp_path: Path) -> None:
    assert collected(tmp_path, table, "--engine", "postgresql") == failing


def test_on_spark(
    spark: "SparkSession", parquet: Path, failing: list[tuple[str, ...]], tmp_path: Path
) -> None:
    assert spark
    assert collected(tmp_path, parquet, "--engine", "spark") == failing


def test_what_is_elsewhere_is_refused_and_leaves_nothing(table: str, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [COLUMNS])
    result = run("collect", table, file, "-o", tmp_path / "f.csv", "--engine", "postgresql")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{file}：不在同一个 PostgreSQL 数据库中" in result.stderr
    assert list(tmp_path.iterdir()) == [file]
