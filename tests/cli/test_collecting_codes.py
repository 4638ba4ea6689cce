"""``collect`` of a list of social credit codes: who gave out what, and what is wrong with it."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.running import ROOT, refused, run
from tests.sources.samples import write_csv, write_parquet, write_workbook

from credit_rules import Rulebook

LIST = ROOT / "docs" / "examples" / "codes" / "codes.csv"
HEADER = ["统一社会信用代码", "登记号", "机构名称", "是否已纠正"]
MONTH = ("--month", "2023-09")
GOOD, WRONG = "91110000600037341L", "91110000600037341A"
ID = "15078519900307123X"


def listed(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def facts(file: Path) -> dict[tuple[str, str, str], int]:
    return {
        (f["department"], f["period"], f["measure"].rpartition(".")[2]): int(f["value"])
        for f in listed(file)
    }


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example, collected: the folder with facts and report, and what was shown."""
    folder = tmp_path_factory.mktemp("codes")
    asked = ("-o", folder / "facts.csv", "--report", folder / "report.csv", "--lang", "en")
    result = run("collect", LIST, "--kind", "codes", *MONTH, *asked)
    assert (result.exit_code, result.stderr) == (0, "")
    return folder, result.stdout


def test_codes_become_the_facts_of_those_who_give_them_out(example: tuple[Path, str]) -> None:
    found = facts(example[0] / "facts.csv")
    by_department = {
        who: {measure: number for (of, _, measure), number in found.items() if of == who}
        for who, _, _ in found
    }
    assert {period for _, period, _ in found} == {"2023-09"}
    assert by_department == {
        "establishment": {"total": 2, "found": 1, "corrected": 0},
        "civil_affairs": {"total": 1, "found": 0, "corrected": 0},
        "justice": {"total": 1, "found": 0, "corrected": 0},
        "market_regulation": {"total": 4, "found": 3, "corrected": 2},
        "trade_union": {"total": 0, "found": 0, "corrected": 0},
    }


def test_the_facts_can_be_scored(example: tuple[Path, str]) -> None:
    book = Rulebook.load()
    found = book.read_csv(example[0] / "facts.csv")
    score = book.score(found, period="2023-Q3")["information_collection.code_errors"]
    assert str(score.points) == "3/2"  # two of the city's four are corrected


def test_every_row_is_accounted_for(example: tuple[Path, str]) -> None:
    lines = [line.split() for line in example[1].splitlines()]
    assert [line[-4:] for line in lines[1:]] == [["13", "9", "1", "3"]] * 2


def test_what_is_wrong_is_listed_by_line_and_code(example: tuple[Path, str]) -> None:
    told = listed(example[0] / "report.csv")
    assert {(r["row"], r["number"], r["department"], r["rule"]) for r in told} == {
        ("3", "91150785MA0TEXT1XT", "market_regulation", "social_credit_code"),
        ("4", "91150785ma0text2xt", "market_regulation", "social_credit_code"),
        ("5", "91150785MA0TEXT3XU", "market_regulation", "doubled_code"),
        ("6", "91150785MA0TEXT3XU", "market_regulation", "doubled_code"),
        ("7", "91150785MA0TEXT3XU", "market_regulation", "duplicate"),
        ("9", "***", "establishment", "social_credit_code"),
        ("12", "", "", "unassigned"),
        ("13", "***", "", "unassigned"),
        ("14", "A1150785MA0TEXT8XX", "", "unassigned"),
    }
    assert {r["source"] for r in told} == {str(LIST)}
    assert {r["kind"] for r in told} == {"codes"}


def test_nobody_is_named(example: tuple[Path, str]) -> None:
    folder, shown = example
    written = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir()) + shown
    with LIST.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    private = {row["机构名称"] for row in rows} | {row["登记号"] for row in rows if row["登记号"]}
    assert any(ID in row.values() for row in rows)
    assert not [name for name in (*private, ID) if name in written]


@pytest.mark.parametrize("write", ["gb18030", "xlsx", "parquet"])
def test_a_list_comes_from_wherever_it_lies(
    write: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [HEADER, [GOOD, "1", "甲", ""], [GOOD, "2", "乙", ""], [WRONG, "3", "丙", "是"]]
    columns = "t(TYSHXYDM, DJH, JGMC, SFJZ)"
    values = ", ".join(f"({', '.join(map(repr, row))})" for row in rows[1:])
    query = f"SELECT * FROM (VALUES {values}) {columns}"  # noqa: S608 -- the test's own
    place = "list.csv"
    match write:
        case "xlsx":
            place = str(write_workbook(Path("list.xlsx"), x=rows))
        case "parquet":
            place = str(write_parquet(Path("list.parquet"), query))
        case _:
            write_csv(Path(place), rows, write)
    result = run("collect", place, *MONTH, "-o", "facts.csv", "--report", "report.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    found = facts(Path("facts.csv"))
    of = {measure: found["market_regulation", "2023-09", measure] for _, _, measure in found}
    assert of == {"found": 2, "corrected": 1, "total": 2}
    first = 1 if write == "parquet" else 2
    assert [(int(r["row"]) - first, r["rule"]) for r in listed(Path("report.csv"))] == [
        (2, "social_credit_code"),
        (0, "doubled_code"),
        (1, "doubled_code"),
    ]


def test_two_lists_are_one_and_may_stand_beside_records(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "1.csv", [HEADER, [GOOD, "1", "甲", ""]])
    two = write_csv(tmp_path / "2.csv", [HEADER, [GOOD, "2", "乙", ""]])
    licences = ROOT / "docs" / "examples" / "double-publicity" / "licences.csv"
    result = run("collect", one, licences, two, *MONTH, "-o", tmp_path / "f.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert facts(tmp_path / "f.csv")["market_regulation", "2023-09", "found"] == 1
    assert [line.split()[1] for line in result.stdout.splitlines()] == ["读取", "10", "2", "12"]


def test_a_list_of_one_department_or_of_some_codes_says_so(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "1.csv", [["代码", "是否已纠正"], [GOOD, ""], [WRONG, ""]])
    asked = ("--kind", "codes", "--registrar", "市市场监管局", "--excerpt", "--lang", "en")
    result = run("collect", file, *MONTH, *asked, "-o", tmp_path / "f.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(facts(tmp_path / "f.csv")) == {
        ("market_regulation", "2023-09", measure) for measure in ("found", "corrected")
    }
    assert "not checked (social credit codes): DJH, JGMC" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        ([LIST], "没有写明名单 codes 是哪个月的；应为一个月份，如 2023-09", "Name it with --month"),
        ([LIST, "--month", "2023"], "'2023' 不是月份", "'2023' is no month"),
        ([LIST, *MONTH, "--registrar", "市教体局"], "不是登记管理部门", "Mend --registrar"),
        ([LIST, *MONTH, "--limit-days", "7"], "--limit-days", "Leave it out"),
        ([LIST, "--kind", "licences"], "缺少列 XK_WSH", "lacks the column XK_WSH"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    asked: Sequence[str | Path], zh: str, en: str, tmp_path: Path
) -> None:
    places = ("collect", *asked, "-o", tmp_path / "f.csv", "--report", tmp_path / "r.csv")
    assert zh in refused(*places)
    assert en in refused(*places, "--lang", "en")
    assert list(tmp_path.iterdir()) == []
