"""Workbooks, Parquet files and databases of DuckDB."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from tests.sources.samples import (
    HEADER,
    KIND,
    QUERY,
    RECORDS,
    TYPED,
    cells,
    refusal,
    rows,
    write_csv,
    write_database,
    write_parquet,
    write_workbook,
)

from credit_rules.errors import RecordsError
from credit_rules.sources import Place, Renamed, Workspace, computed, pooled, workbooks


def test_a_workbook_is_read_by_its_rows(tmp_path: Path) -> None:
    lines = [[], HEADER, RECORDS[0], [None, " "], RECORDS[1]]
    file = write_workbook(tmp_path / "a.xlsx", one=lines, empty=[])
    assert rows(file) == [
        (*RECORDS[0], 3, str(file)),
        (*RECORDS[1], 5, str(file)),
    ]


def test_cells_of_a_workbook_are_what_a_person_would_type(tmp_path: Path) -> None:
    moment = datetime(2023, 8, 10, 9, 30)  # noqa: DTZ001 -- a spreadsheet has no time zones
    typed = [[7, date(2023, 8, 10), 2.5, moment, True], [1e15, time(9, 30), -1, False, "甲"]]
    file = write_workbook(tmp_path / "a.xlsx", one=[HEADER, *typed])
    assert cells(file) == [
        ["7", "2023-08-10", "2.5", "2023-08-10 09:30:00", "TRUE"],
        ["1000000000000000", "09:30:00", "-1", "FALSE", "甲"],
    ]
    assert workbooks.written("") == ""


def test_one_of_several_sheets_is_named(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "a.xlsx", 许可=[HEADER, RECORDS[0]], 处罚=[HEADER, RECORDS[1]])
    assert cells(f"{file}::处罚") == [RECORDS[1]]
    assert "more than one sheet has rows: 许可, 处罚" in refusal(file)
    assert "写明读哪一个：文件.xlsx::工作表" in refusal(file, lang="zh")
    assert "there is no sheet '处法'" in refusal(f"{file}::处法")
    assert "已有的工作表：许可、处罚。是否为 处罚" in refusal(f"{file}::处法", lang="zh")


def test_a_workbook_without_rows_is_empty(tmp_path: Path) -> None:
    assert "is empty" in refusal(write_workbook(tmp_path / "a.xlsx", one=[], two=[[None]]))


def test_columns_of_parquet_keep_their_types(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", f"{QUERY} UNION ALL {QUERY}")
    first, second = rows(file)
    assert first[:3] == TYPED
    assert (first[-2:], second[-2:]) == ((1, str(file)), (2, str(file)))


def test_where_types_differ_it_is_all_text(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "1.csv", [HEADER[:4], RECORDS[0][:4]])
    other = write_parquet(tmp_path / "2.parquet", QUERY)
    assert cells(one, other) == [
        [*RECORDS[0][:4], None],
        ["1", "2023-08-01", "市教体局", "2023-08-02 10:00:00", None],
    ]
    text = write_parquet(tmp_path / "3.parquet", "SELECT '1' WSH, '' JDRQ, '' JG, '' SJC, '' BZ")
    number = write_parquet(tmp_path / "4.parquet", "SELECT 1 WSH, '' JDRQ, '' JG, '' SJC, 5 BZ")
    assert cells(one, text, number)[1:] == [["1", *[""] * 4], ["1", "", "", "", "5"]]


def test_a_column_that_one_table_lacks_keeps_its_type(tmp_path: Path) -> None:
    one = write_parquet(tmp_path / "1.parquet", QUERY.replace("NULL::VARCHAR", "5"))
    other = write_parquet(tmp_path / "2.parquet", QUERY.replace(", NULL::VARCHAR AS BZ", ""))
    assert [row[4] for row in cells(one, other)] == [5, None]


def test_a_table_of_duckdb_is_read_by_its_rows(tmp_path: Path) -> None:
    file = write_database(
        tmp_path / "da'ta.duckdb",
        f"CREATE TABLE licences AS {QUERY} UNION ALL {QUERY}",
        'CREATE SCHEMA "s"',
        f'CREATE TABLE s."an""other" AS {QUERY}',
        "CREATE VIEW seen AS FROM licences",
    )
    assert [row[-2:] for row in rows(f"{file}::licences")] == [
        (1, f"{file}::licences"),
        (2, f"{file}::licences"),
    ]
    assert rows(f"{file}::licences")[0][:3] == TYPED
    assert [row[-2] for row in rows(f"{file}::seen")] == [None, None]
    assert [row[-2] for row in rows(f'{file}::s.an"other')] == [1]
    assert 'one that is there: licences, s.an"other, seen' in refusal(f"{file}::fines")
    assert "是否为 licences" in refusal(f"{file}::licence", lang="zh")


def test_a_database_is_only_read(tmp_path: Path) -> None:
    file = write_database(tmp_path / "a.duckdb", f"CREATE TABLE t AS {QUERY}")
    before = file.read_bytes()
    rows(f"{file}::t")
    assert file.read_bytes() == before
    assert "No such file" in refusal(tmp_path / "absent.duckdb::t")
    assert not (tmp_path / "absent.duckdb").exists()


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("a.parquet", "a Parquet file: it is cut off or damaged", "Parquet 文件读取：文件不完整"),
        ("a.xlsx", "an Excel workbook: it is none", "Excel 工作簿读取：格式不符"),
        ("a.duckdb::t", "a DuckDB database: it cannot be opened", "DuckDB 数据库读取：无法打开"),
    ],
)
def test_a_file_that_is_cut_off_is_refused_without_its_words(
    name: str, en: str, zh: str, tmp_path: Path
) -> None:
    file = tmp_path / name.partition("::")[0]
    whole = {
        ".parquet": lambda: write_parquet(file, QUERY),
        ".xlsx": lambda: write_workbook(file, one=[HEADER]),
        ".duckdb": lambda: write_database(file, f"CREATE TABLE t AS {QUERY}"),
    }[file.suffix]()
    content = whole.read_bytes()
    for part in (content[: len(content) // 2], "张三".encode() * 99, b""):
        file.write_bytes(part)
        assert en in refusal(tmp_path / name)
        assert zh in refusal(tmp_path / name, lang="zh")
        assert "张三" not in refusal(tmp_path / name)
    file.unlink()
    assert "No such file" in refusal(tmp_path / name)


def test_names_that_look_like_patterns_are_names(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a1.parquet", QUERY)
    assert "No such file" in refusal(tmp_path / "a*.parquet")
    assert len(rows(write_parquet(tmp_path / "a[1]?.parquet", QUERY))) == 1


def test_an_engine_that_stops_midway_says_nothing_of_what_it_read(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", f"{QUERY.replace(DAY, ODD)} FROM range(9999)")
    content = file.read_bytes()
    file.write_bytes(
        content[:100] + b"\xff" * (len(content) // 3) + content[100 + len(content) // 3 :]
    )
    with Workspace() as workspace:
        table = workspace.table(Place.parse(str(file)))
        frame = pooled([(table, Renamed().chosen(table.header, KIND, table.label))], HEADER)
        with pytest.raises(RecordsError) as caught:
            computed(workspace, frame.to_native().fetchall)
    assert "did not come to an end (" in caught.value.read("en")
    assert "读取或计数未完成（" in caught.value.read("zh")


DAY, ODD = "DATE '2023-08-01'", "uuid()::VARCHAR"
