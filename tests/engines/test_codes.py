"""The same list of codes gives the same facts on DuckDB, PostgreSQL and Spark: those of row by row."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.cli.running import run
from tests.collecting.code_lists import COLUMNS, Row, answer, as_polars, row, with_check_digit

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.engines


def listed(number: int) -> list[Row]:
    """Rows in which everything is odd now and then, and many codes are several bodies'."""
    chance = Random(20230809)  # noqa: S311 -- the same ones every time
    made = []
    for _ in range(number):
        begins = chance.choice(["91", "91", "12", "31", "52", "81", "A1"])
        code = with_check_digit(f"{begins}150785MA{chance.randrange(60):06d}X")
        spoilt = [code] * 6 + [code.lower(), code[:17], f" {code}　", f"{code[:17]}I", "", "张三"]
        made.append(
            row(
                chance.choice(spoilt),
                chance.choice(["1", "1", "2", " 1", ""]),
                chance.choice(["甲", "甲", "乙", "　甲", ""]),
                chance.choice(["", "是", "是", "是", "否", "2023-09-30", "2023/10/1 9:00", "也许"]),
            )
        )
    return made


ROWS = listed(500)
EXPECTED = answer(ROWS, date(2023, 9, 30))


def collected(tmp_path: Path, *asked: str | Path) -> Counter[tuple[str, ...]]:
    """What is listed, without rows and sources; facts and totals are those of row by row."""
    facts, report = tmp_path / "facts.csv", tmp_path / "report.csv"
    told = ("--kind", "codes", "--month", "2023-09", "-o", facts, "--report", report)
    result = run("collect", *asked, *told)
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, dict[str, int]] = {"total": {}, "found": {}, "corrected": {}}
    with facts.open(encoding="utf-8", newline="") as opened:
        for fact in csv.DictReader(opened):
            measure = fact["measure"].rpartition(".")[2]
            found[measure][fact["department"]] = int(fact["value"])
    assert found == {name: getattr(EXPECTED, name) for name in found}
    totals = len(ROWS), EXPECTED.counted, EXPECTED.duplicates, EXPECTED.unassigned
    assert tuple(map(int, result.stdout.splitlines()[1].split()[1:])) == totals
    with report.open(encoding="utf-8", newline="") as opened:
        kept = ("number", "department", "rule", "column", "what")
        rows = [tuple(line[name] for name in kept) for line in csv.DictReader(opened)]
    # Where rows have no numbers, which one of a body counts is anybody's guess.
    return Counter(line for line in rows if line[2] != "correction")


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("codes") / "a.parquet"
    as_polars(ROWS).write_parquet(file)
    return file


@pytest.fixture(scope="module")
def table(address: str) -> str:
    import psycopg

    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE codes ({', '.join(f'{name} text' for name in COLUMNS)})")
        with cursor.copy("COPY codes FROM STDIN") as copy:
            for one in ROWS:
                copy.write_row([cell or None for cell in one.values()])
    return f"{address}::codes"


@pytest.fixture(scope="module")
def failing(parquet: Path, tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, ...]]:
    """What is listed by DuckDB, from the Parquet file."""
    return collected(tmp_path_factory.mktemp("duckdb"), parquet)


def test_there_is_something_to_be_counted_of_every_kind() -> None:
    assert min(EXPECTED.counted, EXPECTED.duplicates, EXPECTED.unassigned) > 20
    for of in (EXPECTED.total, EXPECTED.found, EXPECTED.corrected):
        assert sum(of.values()) > 20


def test_on_duckdb_from_postgresql(
    table: str, failing: Counter[tuple[str, ...]], tmp_path: Path
) -> None:
    assert collected(tmp_path, table) == failing


def test_on_postgresql(table: str, failing: Counter[tuple[str, ...]], tmp_path: Path) -> None:
    assert collected(tmp_path, table, "--engine", "postgresql") == failing


def test_on_spark(
    spark: "SparkSession", parquet: Path, failing: Counter[tuple[str, ...]], tmp_path: Path
) -> None:
    assert spark
    assert collected(tmp_path, parquet, "--engine", "spark") == failing
