"""A small kind of records, and files of them in every format."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl

from credit_rules.errors import RecordsError
from credit_rules.records import Column, Counted, Filled, RecordKind
from credit_rules.sources import ROW, SOURCE, Place, Renamed, Workspace, gathered
from credit_rules.text import Text

KIND = RecordKind(
    code="samples",
    title=Text("样本", "samples"),
    columns=[
        Column("WSH", Text("文书号", "document number")),
        Column("JDRQ", Text("决定日期", "day of the decision"), older=["RQ"]),
        Column("JG", Text("机关", "authority")),
        Column("SJC", Text("上报时间", "reported at")),
        Column("BZ", Text("备注", "remark")),
    ],
    department="JG",
    number="WSH",
    decided="JDRQ",
    reported="SJC",
    rules=[Filled("WSH")],
    feeds=Counted("double_publicity.reported"),
)
HEADER = ["WSH", "JDRQ", "JG", "SJC", "BZ"]
NAMES = [*HEADER, ROW, SOURCE]
RECORDS = [
    ["1", "2023-08-01", "市教体局", "2023-08-02", "甲"],
    ["2", "2023-08-03", "市教体局", "2023-08-04", ""],
]


def write_csv(path: Path, rows: Iterable[Sequence[str]], encoding: str = "utf-8") -> Path:
    """A CSV file as spreadsheets write one."""
    lines = [",".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows]
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def write_workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_parquet(path: Path, query: str) -> Path:
    """A Parquet file with what *query* gives."""
    duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def write_database(path: Path, *statements: str) -> Path:
    """A DuckDB database in which *statements* were run."""
    with duckdb.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


QUERY = (
    "SELECT '1' AS WSH, DATE '2023-08-01' AS JDRQ, '市教体局' AS JG, "
    "TIMESTAMP '2023-08-02 10:00:00' AS SJC, NULL::VARCHAR AS BZ"
)
TYPED = ("1", date(2023, 8, 1), "市教体局")


def rows(*places: str | Path, renamed: Renamed | None = None) -> list[tuple[Any, ...]]:
    """What stands in *places*, all together, in the order of sources and rows."""
    with Workspace() as workspace:
        asked = [Place.parse(str(place)) for place in places]
        ((kind, found),) = gathered(workspace, asked, [KIND], renamed or Renamed())
        assert kind is KIND
        names = found.columns
        assert names == [name for name in NAMES if name in names]
        read = [
            dict(zip(names, row, strict=True))
            for row in found.sort(SOURCE, ROW).to_native().fetchall()
        ]
    return [tuple(row.get(name) for name in NAMES) for row in read]


def cells(*places: str | Path) -> list[list[str]]:
    """What stands in the columns that are wanted."""
    return [list(row[: len(HEADER)]) for row in rows(*places)]


def refusal(*places: str | Path, lang: str = "en") -> str:
    """What is said of *places* that cannot be read."""
    try:
        rows(*places)
    except RecordsError as error:
        return error.read("zh" if lang == "zh" else "en")
    message = "nothing was refused"
    raise AssertionError(message)
