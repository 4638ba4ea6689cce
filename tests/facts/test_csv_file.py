"""A facts file is read as an office's spreadsheet writes it, or refused in words."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.core.samples import MEASURES, ROSTER, Wrong

from credit_rules.errors import FactsError
from credit_rules.facts import Fact, Facts
from credit_rules.facts.checking import check
from credit_rules.facts.csv_file import read_rows
from credit_rules.periods import Period

HEADER = "department,period,measure,value"
VISITS = Fact("parks", Period.month(2023, 7), "visits.made", 12)

Read = Callable[[str | bytes], Facts]
Refusal = Callable[[str | bytes], list[str]]


def facts_of(path: Path) -> Facts:
    """The facts of the file at *path*."""
    rows, problems = read_rows(path)
    return check(rows, ROSTER, MEASURES, path.name, problems)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a file of that content."""

    def _read(content: str | bytes) -> Facts:
        path = tmp_path / "facts.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return facts_of(path)

    return _read


@pytest.fixture
def refusal(read: Read) -> Refusal:
    """What is said of a file of that content, in English, a line each."""

    def _refusal(content: str | bytes) -> list[str]:
        with pytest.raises(FactsError) as refused:
            read(content)
        assert len(str(refused.value).splitlines()) == len(refused.value.problems)
        return refused.value.read("en").splitlines()

    return _refusal


# --- Encodings -------------------------------------------------------------------------------

CHINESE = f"{HEADER},note\n园林局,2023-07,visits.made,12,“迟报”——补录\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_file_is_read_in_any_of_its_encodings(read: Read, encoding: str) -> None:
    (fact,) = read(CHINESE.encode(encoding))

    assert (fact.department, fact.value, fact.note) == ("parks", 12, "“迟报”——补录")


def test_all_of_gb18030_is_read(read: Read) -> None:
    (fact,) = read(CHINESE.replace("补录", "𠀀㐀€").encode("gb18030"))

    assert fact.note == "“迟报”——𠀀㐀€"


def test_plain_ascii_needs_no_encoding(read: Read) -> None:
    assert list(read(f"{HEADER}\nparks,2023-07,visits.made,12\n")) == [VISITS]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_in_another_encoding_is_refused_with_the_byte(
    refusal: Refusal, encoding: str
) -> None:
    (line,) = refusal(CHINESE.encode(encoding))

    assert line == (
        "facts.csv line 1: cannot be decoded from byte 1 on; expected text in UTF-8 or GB18030. "
        "Save it as CSV in UTF-8."
    )


def test_the_first_byte_that_is_no_text_is_named_with_its_line(refusal: Refusal) -> None:
    (line,) = refusal(f"{HEADER}\n".encode() + b"\xff\n\n")

    assert line.startswith(f"facts.csv line 2: cannot be decoded from byte {len(HEADER) + 2} on; ")


# --- Shape -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (HEADER, "parks,2023-07,visits.made,12"),
        ("value,measure,period,department", "12,visits.made,2023-07,parks"),
        (" department , period\t,measure,\u3000value", "parks,2023-07,visits.made,12"),
        ('"department","period","measure","value"', '"parks","2023-07","visits.made","12"'),
        (HEADER, " parks , 2023-07 ,visits.made\t, 12 "),
        (f"note,{HEADER},evidence", ",parks,2023-07,visits.made,12,"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_columns_come_in_any_order_and_lines_end_in_any_way(
    read: Read, header: str, cells: str, end: str
) -> None:
    assert list(read(f"{header}{end}{cells}{end}")) == [VISITS]
    assert list(read(f"{header}{end}{cells}")) == [VISITS]


def test_evidence_and_note_are_kept_as_they_were_written(read: Read) -> None:
    (fact,) = read(
        f'note,{HEADER},evidence\n"迟报，\n""补录""",parks,2023-07,visits.made,12, 台账3 \n'
    )

    assert fact.note == '迟报，\n"补录"'
    assert fact.evidence == " 台账3 "


def test_a_file_with_a_header_alone_holds_no_facts(read: Read) -> None:
    assert len(read(HEADER)) == 0
    assert len(read(f"{HEADER}\n\n\r\n")) == 0


def test_blank_lines_are_passed_over(read: Read) -> None:
    facts = read(f"{HEADER}\n\nparks,2023-07,visits.made,12\n\n\ntown,2023,people.total,3\n\n")

    assert [fact.value for fact in facts] == [12, 3]


def test_the_order_of_rows_does_not_change_the_fingerprint(read: Read) -> None:
    rows = ["parks,2023-07,visits.made,12", "town,2023,people.total,3", "town,2023,plan.adopted,是"]

    assert (
        read("\n".join([HEADER, *rows])).sha256
        == read("\r\n".join([HEADER, *reversed(rows)])).sha256
    )


def test_the_path_may_be_given_as_text(tmp_path: Path) -> None:
    (tmp_path / "七月.csv").write_text(f"{HEADER}\nparks,2023-07,visits.made,x\n")
    rows, problems = read_rows(str(tmp_path / "七月.csv"))

    assert [row.line for row in rows] == [2]
    assert problems == []


# --- Lines -----------------------------------------------------------------------------------


def test_a_message_names_the_line_on_which_its_row_begins(refusal: Refusal) -> None:
    lines = refusal(
        f"{HEADER},note\n"
        'parks,2023-07,visits.made,12,"two\nlines"\n'  # lines 2 and 3
        "\n"
        'parks,2023-08,visits.made,many,"three\n\nlines"\n'  # lines 5 to 7
        "parks,someday,visits.made,1,\n"  # line 8
        'parks,2023-10,"visits\n.made",1,\n'  # lines 9 and 10
        "nobody,2023-11,visits.made,1,\n"  # line 11
    )

    assert [line.partition(":")[0] for line in lines] == [
        "facts.csv line 5, column value",
        "facts.csv line 8, column period",
        "facts.csv line 9, column measure",
        "facts.csv line 11, column department",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_however_they_end(refusal: Refusal, end: str) -> None:
    (line,) = refusal(
        end.join([HEADER, "", "parks,2023-07,visits.made,12", "town,x,plan.adopted,1"])
    )

    assert line.startswith("facts.csv line 4, column period: ")


def test_a_header_over_several_lines_is_counted_too(refusal: Refusal) -> None:
    (line,) = refusal('department,period,measure,"value\n"\nparks,2023-07,visits.made,x\n')

    assert line.startswith("facts.csv line 3, column value: ")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("parks,2023-07,visits.made", 3),
        ("parks", 1),
        ("parks,2023-07,visits.made,1,000", 5),
        ("parks,2023-07,visits.made,12,", 5),
    ],
)
def test_a_row_with_more_or_fewer_cells_than_the_header_is_refused(
    refusal: Refusal, cells: str, found: int
) -> None:
    (line,) = refusal(f"{HEADER}\n\n{cells}\n")

    assert line == (
        f"facts.csv line 3: has {found} cells; expected 4, as in the header. "
        "Complete the row, or quote a cell that has a comma in it."
    )


def test_bad_rows_of_every_kind_are_reported_together_in_order(refusal: Refusal) -> None:
    lines = refusal(
        f"{HEADER}\n"
        "parks,2023-07,visits.made,12\n"
        "parks,2023-07,visits.made,12\n"  # overlaps
        "parks,2023-07\n"  # too few cells
        "park,2023-07,people.total,-1\n"  # name and value
        "parks,2023-07,visits.kept,13\n"  # above its whole
        "parks,2023-08,plan.adopted,１\n"  # no flag
        "parks,2023-08,visits.made,１\n"  # no count
        "parks,2023-08,visits.made,1,2\n"  # too many cells
    )

    assert [line.partition(":")[0].removeprefix("facts.csv line ") for line in lines] == [
        "3, column period",
        "4",
        "5, column department",
        "5, column value",
        "6, column value",
        "7, column value",
        "8, column value",
        "9",
    ]


def test_a_row_with_any_cell_filled_is_refused_empty_cell_by_empty_cell(refusal: Refusal) -> None:
    lines = refusal(f"{HEADER}\n,,,1\n")

    assert len(lines) == 3
    assert "no department ''" in lines[0]
    assert "'' is not a period" in lines[1]
    assert "no measure ''" in lines[2]


# --- The header ------------------------------------------------------------------------------


def test_an_unknown_column_is_refused_with_the_nearest(refusal: Refusal) -> None:
    unknown, missing = refusal("department,period,mesure,value\nparks,2023-07,visits.made,12\n")

    assert unknown == (
        "facts.csv line 1: there is no column 'mesure'; expected one of department, period, "
        "measure, value, evidence, note, reviewer. Did you mean measure."
    )
    assert missing == (
        "facts.csv line 1: the header is department, period, mesure, value and lacks measure; "
        "expected the columns department, period, measure and value, with or without "
        "evidence, note, reviewer. Add the missing names to the first line."
    )


def test_rows_below_an_unknown_column_are_read_and_reported_too(refusal: Refusal) -> None:
    column, row = refusal(f"{HEADER},evidense\nparks,2023-07,visits.made,-1,letter 7\n")

    assert column.endswith("Did you mean evidence.")
    assert row.startswith("facts.csv line 2, column value: ")


@pytest.mark.parametrize("name", ["Department", "部门", "", "VALUE", "remark"])
def test_a_column_is_named_exactly_or_refused(refusal: Refusal, name: str) -> None:
    lines = refusal(f"{HEADER},{name}\n")

    assert lines[0].startswith(f"facts.csv line 1: there is no column {name!r}; ")


def test_a_missing_column_is_named(refusal: Refusal) -> None:
    (line,) = refusal("department,value\n")

    assert "the header is department, value and lacks period, measure" in line


def test_a_strangers_header_commands_no_terminal_and_breaks_no_line(refusal: Refusal) -> None:
    for line in refusal('"a\nb","c\x1b[31m"\n'):
        assert line.isprintable()


@pytest.mark.parametrize("name", ["value", "note"])
def test_a_doubled_column_is_refused(refusal: Refusal, name: str) -> None:
    lines = refusal(f"{HEADER},note,{name}\n" if name == "note" else f"{HEADER},{name}\n")

    assert lines == [
        (
            f"facts.csv line 1: the header names {name} twice; expected each column once. "
            "Delete or rename one of them."
        )
    ]


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("\t", "tabs"),
        (";", "semicolons"),
        ("；", "full-width semicolons"),
        ("，", "full-width commas"),
    ],
)
def test_cells_that_no_comma_separates_are_told_by_what_does(
    refusal: Refusal, mark: str, told: str
) -> None:
    (line,) = refusal(HEADER.replace(",", mark) + "\n")

    assert line.startswith(
        f"facts.csv line 1: is not valid CSV: its cells are separated by {told}; "
    )


def test_everything_that_is_wrong_with_a_header_is_said(refusal: Refusal) -> None:
    lines = refusal("department,department,mesure,value\n")

    assert len(lines) == 3
    assert "no column 'mesure'" in lines[0]
    assert "department twice" in lines[1]
    assert "lacks period, measure" in lines[2]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n", b"\r\n\r\n"])
def test_an_empty_file_lacks_every_column(refusal: Refusal, content: bytes) -> None:
    (line,) = refusal(content)

    assert line.startswith(
        "facts.csv line 1: the header is empty and lacks department, period, measure, value; "
    )


def test_a_file_without_a_header_is_refused_at_its_first_line(refusal: Refusal) -> None:
    lines = refusal("parks,2023-07,visits.made,12\n")

    assert all(line.startswith("facts.csv line 1: ") for line in lines)
    assert "lacks department, period, measure, value" in lines[-1]


# --- What is no CSV --------------------------------------------------------------------------


def test_text_after_a_closing_quote_is_refused_on_its_line(refusal: Refusal) -> None:
    (line,) = refusal(f'{HEADER}\n\nparks,2023-07,"visits.made"x,12\n')

    assert line.startswith("facts.csv line 3: is not valid CSV: ")
    assert line.endswith("; expected comma-separated cells. Export it anew.")


def test_a_quote_that_is_never_closed_is_refused_on_the_line_where_its_row_begins(
    refusal: Refusal,
) -> None:
    (line,) = refusal(
        f"{HEADER}\n"
        "parks,2023-07,visits.made,12\n"
        'parks,2023-08,"visits.made,12\n'
        "parks,2023-09,visits.made,12\n"
        "parks,2023-10,visits.made,12\n"
    )

    assert line.startswith("facts.csv line 3: is not valid CSV: ")


def test_what_is_no_csv_hides_no_other_row(refusal: Refusal) -> None:
    lines = refusal(
        f"{HEADER}\n"
        "park,2023-07,visits.made,12\n"
        'parks,2023-07,"visits.made"x,12\n'
        "parks,2023-08,visits.made,x\n"
        'parks,2023-09,"visits.made,12\n'
    )

    assert [line.partition(":")[0] for line in lines] == [
        "facts.csv line 2, column department",
        "facts.csv line 3",
        "facts.csv line 4, column value",
        "facts.csv line 5",
    ]


@pytest.mark.parametrize(
    ("cell", "zh"),
    [
        ('"visits', "引号没有成对"),
        ('"visits"made', "引号之后还有文字"),
        ("v" * 200_000, "一个单元格过长"),
    ],
)
def test_what_is_no_csv_is_said_in_chinese_too(tmp_path: Path, cell: str, zh: str) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(f"{HEADER}\nparks,2023-07,{cell},12\n", encoding="utf-8")
    _, problems = read_rows(file)
    assert problems[0][1].wrong.zh == f"不是有效的 CSV：{zh}"


def test_a_header_that_is_never_closed_is_refused(refusal: Refusal) -> None:
    (line,) = refusal('department,period,measure,"value\n')

    assert line.startswith("facts.csv line 1: is not valid CSV: ")


def test_a_cell_without_end_is_refused(refusal: Refusal) -> None:
    (line,) = refusal(f"{HEADER},note\nparks,2023-07,visits.made,12,{'长' * 200_000}\n")

    assert line.startswith("facts.csv line 2: is not valid CSV: ")


def test_nul_bytes_are_like_any_other_character(read: Read, refusal: Refusal) -> None:
    (line,) = refusal(f"{HEADER}\nparks,2023-07,visits.made,1\x002\n")
    (fact,) = read(f"{HEADER},note\nparks,2023-07,visits.made,12,a\x00b\n")

    assert line.startswith("facts.csv line 2, column value: the value '1\\x002' is not a count")
    assert fact.note == "a\x00b"


@pytest.mark.parametrize("value", ["9" * 5000, "-" + "9" * 5000, "0" * 5000, "１" * 5000])
def test_a_number_of_five_thousand_digits_is_refused(refusal: Refusal, value: str) -> None:
    (line,) = refusal(f"{HEADER}\nparks,2023-07,visits.made,{value}\n")

    assert "18 digits at most" in line
    assert len(line) < 500


# --- What cannot be read at all ----------------------------------------------------------------


def unreadable(path: Wrong) -> str:
    """What is said of a file that cannot be read."""
    with pytest.raises(FactsError) as refused:
        read_rows(path)
    (problem,) = refused.value.problems
    assert str(path) in problem.where.zh
    assert "无法读取" in str(refused.value)
    return problem.read("en")


def test_a_file_that_is_not_there_is_named_with_its_path(tmp_path: Path) -> None:
    told = unreadable(tmp_path / "nowhere" / "facts.csv")

    assert told.startswith(f"{tmp_path}/nowhere/facts.csv: cannot be read: ")
    assert told.endswith("expected a CSV file that can be read. Check path and rights.")


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert "cannot be read: " in unreadable(tmp_path)


def test_a_name_longer_than_any_file_has_is_refused() -> None:
    assert "cannot be read: " in unreadable("x" * 5000)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    assert "cannot be read: " in unreadable("a\x00b.csv")


# --- Whatever is given -----------------------------------------------------------------------------

pieces = st.sampled_from(
    [
        HEADER,
        "\n",
        "\r\n",
        ",",
        '"',
        "parks",
        "2023-07",
        "visits.made",
        "12",
        "parks,2023-07,visits.made,12",
        "园林局",
        "\x00",
        "\ufeff",
    ]
)
csv_like = st.lists(pieces, max_size=30).map("".join)
after_header = csv_like.map(lambda text: f"{HEADER}\n{text}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300)
    | csv_like.map(str.encode)
    | after_header.map(str.encode)
    | after_header.map(lambda text: text.encode("gb18030"))
    | st.binary(max_size=60).map(lambda data: f"{HEADER}\n".encode() + data)
)
@example(b"\xff\xfe" + HEADER.encode("utf-16-le"))
@example(HEADER.encode("utf-16-le"))
@example(b"\x84\x31\xa4\x39")
@example(b'"a\nb","c\x1b[31m"')
def test_any_bytes_are_facts_or_refused(read: Read, content: bytes) -> None:
    found: Facts | FactsError
    try:
        found = read(content)
    except FactsError as error:
        found = error
    if isinstance(found, Facts):
        assert all(isinstance(fact, Fact) for fact in found)
        return
    for told in (found.read("zh"), found.read("en")):
        assert told.count("\n") == len(found.problems) - 1
        told.encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(1, 9999), st.integers(0, 10**18 - 1), st.text(st.characters(codec="utf-8"))
        ),
        unique_by=lambda row: row[0],
        max_size=5,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_spreadsheet_writes_reads_back(
    read: Read, rows: list[tuple[int, int, str]], encoding: str, end: str
) -> None:
    sheet = StringIO()
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator=end)
    writer.writerow(["measure", "note", "value", "department", "period"])
    for year, value, note in rows:
        writer.writerow(["people.total", note, value, "园林局", f"{year:04d}"])
    facts = read(sheet.getvalue().encode(encoding))

    assert [(fact.period.year, fact.value, fact.note) for fact in facts] == rows
