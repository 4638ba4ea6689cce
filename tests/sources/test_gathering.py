"""Places of records of several kinds, and which kind each is of."""

from pathlib import Path

import pytest
from attrs import evolve
from tests.sources.samples import HEADER, KIND, QUERY, RECORDS, write_csv, write_parquet

from credit_rules.errors import RecordsError
from credit_rules.records import CodeList, Column, Counted, CountedCodes, Filled, RecordKind
from credit_rules.sources import ROW, SOURCE, Place, Renamed, Workspace, gathered
from credit_rules.text import Text

OTHER = RecordKind(
    code="others",
    title=Text("其他", "others"),
    columns=[Column(code, Text(f"{code}名", code)) for code in ("NO", "DAY", "DEP", "CODE", "SJC")],
    department="DEP",
    department_code="CODE",
    number="NO",
    decided="DAY",
    reported="SJC",
    rules=[Filled("NO")],
    feeds=Counted("double_publicity.reported"),
)
CODES = CodeList(
    code="codes",
    title=Text("代码", "codes"),
    columns=[Column(code, Text(f"{code}名", code)) for code in ("CODE", "BODY")],
    social_credit_code="CODE",
    bodies=["BODY"],
    feeds=CountedCodes("code_errors.found"),
)
KINDS = [KIND, OTHER, CODES]


def found(*places: Path, renamed: Renamed | None = None) -> dict[str, tuple[list[str], int]]:
    """By kind, the columns that there are, and how many rows."""
    with Workspace() as workspace:
        asked = [Place.parse(str(place)) for place in places]
        made = gathered(workspace, asked, KINDS, renamed or Renamed())
        return {
            kind.code: (frame.columns, len(frame.to_native().fetchall())) for kind, frame in made
        }


def refusal(*places: Path, renamed: Renamed | None = None) -> str:
    with pytest.raises(RecordsError) as caught:
        found(*places, renamed=renamed)
    return caught.value.read("zh") + caught.value.read("en")


def test_tables_of_one_kind_are_one_table(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "1.csv", [HEADER, *RECORDS])
    other = write_csv(tmp_path / "2.csv", [["NO", "DAY", "DEP", "SJC"], ["1", "2", "3", "4"]])
    more = write_parquet(tmp_path / "3.parquet", QUERY.replace(", NULL::VARCHAR AS BZ", ""))
    assert found(one, other, more) == {
        "samples": ([*HEADER, ROW, SOURCE], 3),
        "others": (["NO", "DAY", "DEP", "SJC", ROW, SOURCE], 1),
    }
    assert list(found(other)) == ["others"]


def test_a_column_that_no_table_has_is_not_there(tmp_path: Path) -> None:
    more = write_parquet(tmp_path / "3.parquet", QUERY.replace(", NULL::VARCHAR AS BZ", ""))
    assert found(more)["samples"][0] == [*HEADER[:4], ROW, SOURCE]


def test_a_department_may_be_known_by_its_code_alone(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "2.csv", [["NO", "DAY", "CODE", "SJC"], ["1", "2", "3", "4"]])
    assert found(file)["others"][1] == 1
    none = write_csv(tmp_path / "1.csv", [["NO", "DAY", "SJC"], ["1", "2", "4"]])
    assert "缺少列 DEP（DEP名）" in refusal(none)


def test_what_lacks_something_is_of_the_kind_that_it_has_most_of(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "1.csv", [["NO", "WSH", "JDRQ", "SJC"]])
    assert "lacks the column JG (authority)" in refusal(file)
    file = write_csv(tmp_path / "1.csv", [["NO", "DAY", "WSH"]])
    assert "lacks the column SJC (SJC)" in refusal(file)


def test_what_may_be_of_several_kinds_is_refused(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "1.csv", [[*HEADER, "NO", "DAY", "DEP"]])
    told = refusal(file)
    assert f"{file}：表中的列同时符合 samples、others" in told
    assert f"{file}: its columns fit samples, others" in told


def test_a_table_that_has_all_that_two_kinds_need_is_of_the_one_that_needs_more(
    tmp_path: Path,
) -> None:
    file = write_csv(tmp_path / "1.csv", [[*HEADER, "CODE", "BODY"]])
    assert list(found(file)) == ["samples"]
    file = write_csv(tmp_path / "2.csv", [["CODE", "BODY", "BZ"], ["1", "2", "3"]])
    assert found(file) == {"codes": (["CODE", "BODY", ROW, SOURCE], 1)}
    file = write_csv(tmp_path / "3.csv", [["CODE", "BZ"], ["1", "2"]])
    assert "缺少列" in refusal(file)


def test_what_is_of_no_kind_is_not_quoted(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "1.csv", [["张三", "152127199001011234"]])
    told = refusal(file)
    assert "the first row has none of the official names" in told
    assert "张三" not in told


def test_tables_of_one_kind_agree_on_types(tmp_path: Path) -> None:
    with Workspace() as workspace:
        dated = write_parquet(tmp_path / "1.parquet", QUERY)
        named = evolve(KIND, columns=[*KIND.columns])
        places = [Place.parse(str(dated)), Place.parse(str(dated))]
        ((_, frame),) = gathered(workspace, places, [named], Renamed())
        assert str(frame.collect_schema()["JDRQ"]) == "Date"
