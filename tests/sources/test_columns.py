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


def test_who_names_a_column_means_it_where_it_is_there(tmp_path: Path) -> None:
    renamed = read(tmp_path, "WSH,编号")
    assert renamed.chosen(["编号", *HEADER], KIND, "x")["WSH"] == "编号"
    assert renamed.chosen(HEADER, KIND, "x")["WSH"] == "WSH"
    assert renamed.chosen(["文书号", *HEADER[1:]], KIND, "x")["WSH"] == "文书号"


def test_what_has_neither_name_is_refused_with_both(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(tmp_path, "WSH,编号", "WSH,号").chosen(HEADER[1:], KIND, "x")
    zh, en = caught.value.read("zh"), caught.value.read("en")
    assert "缺少列 WSH（文书号）；应为官方列名，或 --columns 所写的 '编号'、'号'；现有 JDRQ" in zh
    assert "expected the official name, or '编号' or '号' of --columns; it has JDRQ" in en


def test_each_table_may_have_another_of_several_names(tmp_path: Path) -> None:
    renamed = read(tmp_path, "WSH,编号", "WSH,号", "WSH, 编号")
    for name in ("编号", "号", "WSH"):
        assert renamed.chosen([name, *HEADER[1:]], KIND, "x")["WSH"] == name


def test_one_name_in_capitals_or_not_is_one_name(tmp_path: Path) -> None:
    renamed = read(tmp_path, "WSH,No", "WSH,NO")
    assert renamed.chosen(["no", *HEADER[1:]], KIND, "x")["WSH"] == "no"


def test_a_table_with_two_of_them_is_refused(tmp_path: Path) -> None:
    renamed = read(tmp_path, "WSH,编号", "WSH,号")
    with pytest.raises(RecordsError) as caught:
        renamed.chosen(["号", *HEADER[1:], "编号"], KIND, "x.csv")
    assert "x.csv：--columns 所写的 '号'、'编号' 都在表中，都对应 WSH" in caught.value.read("zh")
    assert "x.csv: has '号' and '编号', and --columns" in caught.value.read("en")


def test_a_name_that_is_suggested_is_that_of_no_other_column() -> None:
    with pytest.raises(RecordsError, match="是否为 WSHH；"):
        Renamed().chosen(["JDRQ", "JG", "SJC", "WS", "WSHH"], KIND, "x")
    with pytest.raises(RecordsError) as caught:
        Renamed().chosen(["WSH", "JDRQ", "JG"], KIND, "x")
    assert "是否为" not in caught.value.read("zh")
    with pytest.raises(RecordsError, match=r"缺少列 WSH（文书号）.*是否为 文书编号；"):
        Renamed().chosen(["JDRQ", "JG", "SJC", "文书编号"], KIND, "x")


def test_a_map_with_unknown_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(tmp_path, "WSHH,编号", "JG,甲", "JG,乙", "short")
    words = caught.value.read("en").splitlines()
    assert words[1].startswith("map.csv line 2, column official: there is no column 'WSHH'")
    assert words[1].endswith("Did you mean WSH.")
    assert words[0].startswith("map.csv line 5: has 1 cells")
    assert len(words) == 2


def test_what_a_table_has_is_listed_where_it_lacks_something(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [["WSH", "JDRQ", "X", "QQQ"]])
    words = refusal(file)
    assert "lacks the column JG (authority); expected the official name; it has WSH, JDRQ" in words
    assert "lacks the column SJC (reported at)" in words
    assert words.count("Name it with --columns") == 2
