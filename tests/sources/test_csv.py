"""CSV files of any size and encoding become text, row by row; what is none is refused by line."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.samples import HEADER, KIND, RECORDS, cells, refusal, rows, write_csv

from credit_rules.sources import Place, Renamed, Workspace, texts

LINES = [HEADER, *RECORDS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    assert cells(write_csv(tmp_path / "a.csv", LINES, encoding)) == RECORDS


def test_files_of_several_encodings_are_read_together_each_row_with_its_line(
    tmp_path: Path,
) -> None:
    one = write_csv(tmp_path / "1.csv", LINES, "gb18030")
    other = write_csv(tmp_path / "2.csv", [HEADER[::-1], RECORDS[0][::-1]])
    assert rows(one, other) == [
        (*RECORDS[0], 2, str(one)),
        (*RECORDS[1], 3, str(one)),
        (*RECORDS[0], 2, str(other)),
    ]


def test_nothing_is_taken_for_a_number_a_day_or_a_missing_value(tmp_path: Path) -> None:
    odd = [["007", "1e5", "NULL", "true", "  x "], ["1.0", "", "nan", "NA", "\\N"]]
    assert cells(write_csv(tmp_path / "a.csv", [HEADER, *odd])) == odd


def test_a_row_is_named_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    long = ["1", "2023-08-01", "市教体局", "2023-08-02", '甲\n""乙""\r\n,']
    lines = [HEADER, long, ["", "", " ", "", ""], RECORDS[1]]
    file = write_csv(tmp_path / "a.csv", lines)
    first, second = rows(file)
    assert first == (*long[:4], '甲\n"乙"\r\n,', 2, str(file))
    assert second == (*RECORDS[1], 6, str(file))


def test_columns_that_nobody_asks_for_are_left_out_and_those_it_lacks_are_empty(
    tmp_path: Path,
) -> None:
    lines = [["X", *HEADER[:4]], *(["x", *record[:4]] for record in RECORDS)]
    assert cells(write_csv(tmp_path / "a.csv", lines)) == [[*r[:4], None] for r in RECORDS]


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert rows(write_csv(tmp_path / "a.csv", [HEADER])) == []


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=6),
            min_size=5,
            max_size=5,
        ).filter(lambda row: any(cell.strip() for cell in row)),
        max_size=6,
    )
)
def test_what_a_row_says_comes_out_as_it_went_in(given_rows: list[list[str]]) -> None:
    with Workspace() as workspace:
        numbered = ([*row, number] for number, row in enumerate(given_rows))
        name = workspace.put(HEADER, numbered)
        found = workspace.connection.sql(f"FROM {name}").fetchall()
    assert sorted(found, key=lambda row: row[-1]) == [
        (*row, number) for number, row in enumerate(given_rows)
    ]


RAGGED = [HEADER, ["1", "2"], RECORDS[0], [*RECORDS[1], "6"]]


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (b"", "是空的", "is empty"),
        (b"\n\n", "是空的", "is empty"),
        (
            "\t".join(HEADER).encode(),
            "第 1 行：不是有效的 CSV：单元格以制表符",
            "separated by tabs",
        ),
        (";".join(HEADER).encode(), "单元格以分号分隔", "separated by semicolons"),
        ("，".join(HEADER).encode(), "单元格以全角逗号分隔", "full-width commas"),
        (b"WSH\0", "第 1 行含有值为 0 的字节", "line 1 has bytes of 0"),
        (b"WSH\nx\n1\0", "第 3 行含有值为 0 的字节", "line 3 has bytes of 0"),
        ("WSH,JDRQ\n1,2".encode("utf-16"), "第 1 行含有值为 0 的字节", "may be UTF-16"),
        (b"WSH\n\xff\xff", "第 2 行：第 5 字节起无法解码", "line 2: cannot be decoded from byte 5"),
        (b'"WSH', "第 1 行：不是有效的 CSV：引号没有成对", "line 1: is not valid CSV"),
        (b"WSH,JDRQ,JG\n", "缺少列 SJC（上报时间）", "lacks the column SJC (reported at)"),
        (b"WSH,JDRQ,JG,SJCC\n", "是否为 SJCC", "Is it SJCC?"),
        (b"WSH,JDRQ,JG,SJC,wsh \n", "表头中 wsh", "names wsh  twice"),
    ],
)
def test_what_is_no_table_of_records_is_refused(
    content: bytes, zh: str, en: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    for lang, words in (("zh", zh), ("en", en)):
        told = refusal(file, lang=lang)
        assert words in told
        assert str(file) in told


def test_every_ragged_row_is_named(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", RAGGED)
    first, second = refusal(file).splitlines()
    assert first.startswith(f"{file} line 2: has 2 cells; expected 5")
    assert second.startswith(f"{file} line 4: has 6 cells; expected 5")


def test_of_very_many_faulty_rows_the_first_are_named(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [HEADER, *[["1", "2"]] * 21])
    *told, last = refusal(file).splitlines()
    assert [line.split(":")[0] for line in told] == [f"{file} line {n}" for n in range(2, 22)]
    assert last.startswith(f"{file}: only the first 20 are listed")
    file = write_csv(tmp_path / "a.csv", [HEADER, *[["1", "2"]] * 19])
    assert "only the first" not in refusal(file)


def test_a_row_whose_quotes_do_not_end_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(",".join(HEADER) + '\n1,2,3,4,"5\n')
    assert refusal(file).startswith(f"{file} line 2: is not valid CSV")


def test_a_file_without_names_of_columns_is_not_quoted(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [["152127199001011234", "张三"], ["1", "2"]])
    told = refusal(file) + refusal(file, lang="zh")
    assert "the first row has none of the official names" in told
    assert "第一行没有一个官方列名" in told
    assert "张三" not in told
    assert "152127199001011234" not in told


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    assert "No such file" in refusal(tmp_path / "absent.csv")
    assert "路径不存在" in refusal(tmp_path / "absent.csv", lang="zh")
    assert "cannot be read: Is a directory" in refusal(tmp_path / "folder.csv")
    assert "no regular file" in refusal(tmp_path / "pipe.csv")
    assert "不是普通文件" in refusal(tmp_path / "pipe.csv", lang="zh")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_letters_that_lie_across_two_chunks_are_letters(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_CHUNK", 7)
    assert cells(write_csv(tmp_path / "a.csv", LINES, encoding)) == RECORDS
    file = tmp_path / "b.csv"
    file.write_bytes("WSH\n甲乙丙丁\n".encode("gb18030") + b"\xff\xff")
    assert refusal(file).startswith(f"{file} line 3: cannot be decoded from byte 14 on")
    file.write_bytes("WSH\n甲乙丙丁\n".encode() + b"\0")
    assert refusal(file).startswith(f"{file}: line 3 has bytes of 0")


def test_how_far_a_file_is_read_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    file = write_csv(tmp_path / "a.csv", [HEADER, *RECORDS * 9000])
    with Workspace(lambda label, position: told.append((label, position))) as workspace:
        table = workspace.table(Place.parse(str(file)))
        table.frame(Renamed().chosen(table.header, KIND, table.label))
    assert [label for label, _ in told] == [str(file)] * 3
    assert 0 < told[0][1] < told[1][1] < told[2][1] <= file.stat().st_size


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    file = write_csv(tmp_path / "a.csv", RAGGED)
    refusal(file)
    with Workspace() as workspace:
        assert workspace.folder.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [file]
