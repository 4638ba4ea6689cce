"""What tables call the official columns."""

from pathlib import Path

import pytest
from tests.sources.samples import HEADER, KIND, RECORDS, refusal, rows, write_csv

from credit_rules.errors import RecordsError
from credit_rules.sources import Renamed


def read(tmp_path: Path, *lines: str) -> Renamed:
    file = tmp_path / "map.csv"
    file.write_text("official,column\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Renamed.read(file, HEADER)


@pytest.mark.parametrize(
    "header",
    [
        ["WSH", "JDRQ", "JG", "SJC"],
        [" wsh", "Jdrq ", "JG", "sjc"],
        ["文书号", "决定日期", "机关", "上报时间"],
        ["WSH", "RQ", "机关", "SJC"],
    ],
)
def test_a_column_goes_by_its_code_its_title_or_an_older_name(
    header: list[str], tmp_path: Path
) -> None:
    assert Renamed().chosen(header, KIND, "x") == dict(zip(HEADER[:4], header, strict=True))
    file = write_csv(tmp_path / "a.csv", [header, RECORDS[0][:4]])
    assert list(rows(file)[0][:4]) == RECORDS[0][:4]


def test_the_code_goes_before_other_names() -> None:
    header = ["决定日期", "RQ", "JDRQ", "WSH", "JG", "SJC"]
    assert Renamed().chosen(header, KIND, "x")["JDRQ"] == "JDRQ"
    assert Renamed().chosen(header[:2] + header[3:], KIND, "x")["JDRQ"] == "决定日期"


def test_other_names_come_from_a_file(tmp_path: Path) -> None:
    renamed = read(tmp_path, "WSH, 编号 ", "BZ,说明")
    file = write_csv(tmp_path / "a.csv", [["编号", *HEADER[1:4], "说明"], RECORDS[0]])
    assert list(rows(file, renamed=renamed)[0][:5]) == RECORDS[0]


def test_who_names_a_column_means_no_other(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="缺少列 WSH（文书号）"):
        read(tmp_path, "WSH,编号").chosen(HEADER, KIND, "x")


def test_a_map_with_unknown_or_doubled_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(tmp_path, "WSHH,编号", "JG,甲", "JG,乙", "JG,甲", "short")
    words = caught.value.read("en").splitlines()
    assert words[1].startswith("map.csv line 2, column official: there is no column 'WSHH'")
    assert words[1].endswith("Did you mean WSH.")
    assert words[2].startswith("map.csv line 4, column official: JG is called '甲' and '乙'")
    assert words[0].startswith("map.csv line 6: has 1 cells")
    assert len(words) == 3
    assert "JG 同时对应 '甲' 和 '乙'" in caught.value.read("zh")


def test_what_a_table_has_is_listed_where_it_lacks_something(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [["WSH", "JDRQ", "X", "QQQ"]])
    words = refusal(file)
    assert "lacks the column JG (authority); expected the official name; it has WSH, JDRQ" in words
    assert "lacks the column SJC (reported at)" in words
    assert words.count("Name it with --columns") == 2
