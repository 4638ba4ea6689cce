"""``collect``: records in, facts out, every row accounted for, and nobody's name in between."""

import csv
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve
from tests.cli.running import COMMAND, ROOT, environment, refused, run
from tests.sources.samples import write_csv, write_database, write_parquet, write_workbook

from credit_rules import CodeList, Counted, RecordKind, Rulebook
from credit_rules.cli import collecting, output

EXAMPLE = ROOT / "docs" / "examples" / "double-publicity"
LICENCES, PENALTIES = EXAMPLE / "licences.csv", EXAMPLE / "penalties.csv"
FEW = ["XK_WSH", "XK_JDRQ", "XK_XKJG", "SJC"]
ONE = ["1", "2023-08-01", "市教体局", "2023-08-02"]
NAMES = ("示例书店", "示例餐馆", "示例个人", "示例工厂", "示例商店", "示例摊主", "91990000MA0T")


def listed(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def counts(file: Path) -> dict[tuple[str, str], dict[str, int]]:
    """Reported, compliant and so on, by department and month."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for fact in listed(file):
        where = found.setdefault((fact["department"], fact["period"]), {})
        where[fact["measure"].removeprefix("double_publicity.")] = int(fact["value"])
    return found


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example, collected: the folder with facts and report, and what was shown."""
    folder = tmp_path_factory.mktemp("example")
    asked = ("--months", "2023-07..2023-09", "--concealed", EXAMPLE / "concealed.csv")
    result = run(
        "collect", LICENCES, PENALTIES, "-o", folder / "facts.csv", *asked,
        "--report", folder / "report.csv", "--lang", "en",
    )  # fmt: skip
    assert (result.exit_code, result.stderr) == (0, "")
    return folder, result.stdout


def test_records_of_both_kinds_become_the_facts_of_each_department_and_month(
    example: tuple[Path, str],
) -> None:
    found = counts(example[0] / "facts.csv")
    none = {"reported": 0, "compliant": 0, "on_time": 0, "concealed": 0}
    assert found == {
        ("education", "2023-07"): {**none, "reported": 3, "compliant": 2, "on_time": 2},
        ("education", "2023-08"): none,
        ("education", "2023-09"): {**none, "reported": 1, "compliant": 1, "on_time": 1},
        ("market_regulation", "2023-07"): {**none, "reported": 1, "compliant": 1, "on_time": 1},
        ("market_regulation", "2023-08"): {
            "reported": 4, "compliant": 4, "on_time": 1, "concealed": 1,
        },
        ("market_regulation", "2023-09"): {**none, "reported": 2, "compliant": 1, "on_time": 2},
        ("development_reform", "2023-07"): none,
        ("development_reform", "2023-08"): none,
        ("development_reform", "2023-09"): {**none, "reported": 1, "on_time": 1},
    }  # fmt: skip


def test_the_facts_can_be_scored(example: tuple[Path, str]) -> None:
    facts = Rulebook.load().read_csv(example[0] / "facts.csv")
    assert len(facts) == 36


def test_every_row_is_accounted_for_by_kind(example: tuple[Path, str]) -> None:
    lines = [line.split() for line in example[1].splitlines()]
    assert lines[0] == ["records", "read", "counted", "duplicates", "unassigned"]
    assert [line[-4:] for line in lines[1:]] == [
        ["10", "8", "1", "1"],
        ["4", "4", "0", "0"],
        ["14", "12", "1", "1"],
    ]


def test_every_record_that_fails_is_listed_with_its_line_and_the_rule(
    example: tuple[Path, str],
) -> None:
    told = listed(example[0] / "report.csv")
    assert list(told[0]) == [
        "kind", "source", "row", "number", "department", "rule", "column", "what",
    ]  # fmt: skip
    assert {(r["source"], r["row"], r["number"], r["rule"], r["column"]) for r in told} == {
        (str(LICENCES), "3", "示教许〔2023〕2号", "on_time", ""),
        (str(LICENCES), "4", "示教许〔2023〕3号", "social_credit_code", "XK_XDR_SHXYM"),
        (str(LICENCES), "5", "示教许〔2023〕2号", "duplicate", ""),
        (str(LICENCES), "8", "示市许〔2023〕2号", "on_time", ""),
        (str(LICENCES), "9", "示市许〔2023〕3号", "on_time", ""),
        (str(LICENCES), "10", "示市许〔2023〕4号", "unassigned", "XK_JDRQ"),
        (str(LICENCES), "11", "示发许〔2023〕1号", "in_order", "XK_YXQZI"),
        (str(PENALTIES), "3", "示市罚〔2023〕2号", "on_time", ""),
        (str(PENALTIES), "4", "示市罚〔2023〕3号", "filled", "CF_SY"),
    }
    assert len(told) == 9
    assert {r["what"] for r in told if r["rule"] == "on_time"} == {"not reported within the limit"}


def test_nobody_is_named(example: tuple[Path, str]) -> None:
    folder, shown = example
    written = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir())
    given = LICENCES.read_text(encoding="utf-8") + PENALTIES.read_text(encoding="gb18030")
    assert all(name in given for name in NAMES)
    assert not [name for name in NAMES if name in written + shown]


def test_the_same_records_in_other_places_and_under_other_names_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One row each from a workbook, Parquet and a database, with names and options of their own."""
    monkeypatch.chdir(tmp_path)
    late = ["2", "2023-08-01", "教育局", "2023-08-11"]
    write_csv(Path("a.csv"), [["编号", *FEW[1:]], ONE], "gb18030")
    write_workbook(Path("b.xlsx"), x=[["编号", *FEW[1:]], late])
    row = "SELECT '3' AS 编号, DATE '2023-08-31' XK_JDRQ, '不详' XK_XKJG, '2023-09-01' SJC"
    write_parquet(Path("c.parquet"), row)
    write_database(Path("d.duckdb"), f"CREATE TABLE t AS {row.replace('不详', '市教体局')}")
    write_csv(Path("map.csv"), [["official", "column"], ["XK_WSH", "编号"]])
    write_csv(Path("called.csv"), [["spelling", "department"], ["教育局", "市教体局"]])
    result = run(
        "collect", "a.csv", "b.xlsx", "c.parquet", "d.duckdb::t", "-o", "facts.csv",
        "--columns", "map.csv", "--departments", "called.csv", "--set-aside", "--kind", "licences",
        "--limit-days", "8", "--month-of", "report",
    )  # fmt: skip
    assert (result.exit_code, result.stderr) == (0, "")
    assert counts(Path("facts.csv")) == {
        ("education", "2023-08"): {"reported": 2, "compliant": 2, "on_time": 2},
        ("education", "2023-09"): {"reported": 1, "compliant": 1, "on_time": 1},
    }
    assert result.stdout.splitlines()[1].split()[1:] == ["4", "3", "0", "1"]
    assert "名单中没有的部门：1 种写法，1 条记录未归入\n" in result.stdout
    assert "相关规则未检查（行政许可）：XK_XDR_MC、" in result.stdout


def test_one_map_is_of_tables_that_call_a_column_differently(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "a.csv", [FEW, ONE])
    other = write_csv(tmp_path / "b.csv", [["文书号", *FEW[1:]], ["2", *ONE[1:]]])
    names = write_csv(tmp_path / "map.csv", [["official", "column"], ["XK_WSH", "文书号"]])
    run("collect", one, other, "-o", tmp_path / "f.csv", "--columns", names)
    assert counts(tmp_path / "f.csv") == {
        ("education", "2023-08"): {"reported": 2, "compliant": 2, "on_time": 2}
    }


def test_a_list_of_what_was_concealed_without_its_months_is_remarked_upon(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [FEW, ONE])
    none = write_csv(tmp_path / "none.csv", [["record", "department", "month"]])
    asked = ("collect", file, "-o", tmp_path / "f.csv", "--concealed", none)
    assert "瞒报清单没有写明的月份，瞒报条数仍为未知；用 --months A..B" in run(*asked).stdout
    assert counts(tmp_path / "f.csv") == {
        ("education", "2023-08"): {"reported": 1, "compliant": 1, "on_time": 1}
    }
    assert "say with --months A..B which" in run(*asked, "--lang", "en").stdout.replace("\n", " ")
    assert "瞒报" not in run(*asked, "--months", "2023-08").stdout


def test_departments_of_the_list_go_by_the_same_spellings(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [FEW, [*ONE[:2], "根河教体局", ONE[3]]])
    called = write_csv(
        tmp_path / "called.csv", [["spelling", "department"], ["根河教体局", "市教体局"]]
    )
    listed = write_csv(
        tmp_path / "list.csv", [["record", "department", "month"], ["7", "根河教体局", "2023-08"]]
    )
    run(
        "collect", file, "-o", tmp_path / "f.csv", "--departments", called, "--concealed", listed
    )  # fmt: skip
    assert counts(tmp_path / "f.csv")["education", "2023-08"]["concealed"] == 1


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_a_moment_of_any_zone_lies_in_the_day_that_it_was_in_beijing(
    zone: str, tmp_path: Path
) -> None:
    """The limit of 2024-03-01, a Friday, is 2024-03-12, which ends at 16:00 by Greenwich."""
    row = (
        "SELECT '{}' AS XK_WSH, DATE '2024-03-01' XK_JDRQ, '市教体局' XK_XKJG, TIMESTAMPTZ '{}' SJC"
    )
    moments = ("2024-03-12 15:59:59+00", "2024-03-12 16:00:00+00")
    typed = " UNION ALL ".join(row.format(*each) for each in enumerate(moments))
    file = write_parquet(tmp_path / "a.parquet", typed)
    text = write_csv(tmp_path / "b.csv", [FEW, ["3", "2024年3月1日", "市教体局", "2024.3.13"]])
    for places, reported in (([file], 2), ([file, text], 3)):
        ran = subprocess.run(
            [*COMMAND, "collect", *map(str, places), "-o", str(tmp_path / "f.csv")],
            env=environment(TZ=zone), capture_output=True, check=True,
        )  # fmt: skip
        assert ran.stderr == b""
        assert counts(tmp_path / "f.csv") == {
            ("education", "2024-03"): {"reported": reported, "compliant": reported, "on_time": 1}
        }


def test_what_stops_the_counting_writes_nothing(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [FEW, ONE, ["2", "2099-01-01", "市教体局", "2099-01-02"]])
    asked = ("-o", tmp_path / "facts.csv", "--report", tmp_path / "report.csv")
    told = refused("collect", file, *asked, "--lang", "en")
    assert f"{file} row 3 (document 2): " in told
    file = write_csv(tmp_path / "a.csv", [FEW, ONE[:2]])
    assert f"{file} 第 2 行：有 2 个单元格" in refused("collect", file, *asked)
    assert list(tmp_path.iterdir()) == [file]


def test_what_stops_the_report_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_csv(tmp_path / "a.csv", [FEW, ONE])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(collecting, "_list", full)
    told = refused("collect", file, "-o", tmp_path / "f.csv", "--report", tmp_path / "r.csv")
    assert f"无法写入 {tmp_path / 'r.csv'}：No space left" in told
    assert list(tmp_path.iterdir()) == [file]


def refusal(tmp_path: Path, *asked: str | Path) -> tuple[str, str]:
    """What is said in both languages of a call that comes to nothing before anything is read."""
    places = ("collect", *asked) if "-o" in asked else ("collect", *asked, "-o", tmp_path / "f.csv")
    before = sorted(tmp_path.iterdir())
    told = refused(*places), refused(*places, "--lang", "en")
    assert sorted(tmp_path.iterdir()) == before
    return told


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        (["a.txt"], "不知道如何读取 'a.txt'", "no telling how to read 'a.txt'"),
        (["absent.csv"], "路径不存在", "No such file"),
        ([LICENCES, "--kind", "licence"], "记录种类 'licence' 不存在", "no kind of records"),
        ([LICENCES, "--kind", "penalties"], "缺少列 CF_CFJG（处罚机关）", "lacks the column"),
        ([LICENCES, "--limit-days", "0"], "期限为 '0' 个工作日", "limit is '0' working days"),
        ([LICENCES, "--limit-days", "7.5"], "期限为 '7.5' 个工作日", "limit is '7.5' working"),
        ([LICENCES, "--months", "2023"], "不是月份范围", "no range of months"),
        ([LICENCES, "--month-of", "day"], "月份归属 'day' 不存在", "decision, report"),
        ([LICENCES, "--engine", "sqlite"], "引擎 'sqlite' 不存在", "duckdb, postgresql, spark"),
        ([LICENCES, "--departments", LICENCES], "缺少 spelling", "lacks spelling"),
        (
            [LICENCES, "--departments", LICENCES],
            "应为spelling、department 各列。",
            "expected the columns spelling and department.",
        ),
        ([LICENCES, "--columns", LICENCES], "缺少 official", "lacks official"),
        ([LICENCES, "--concealed", LICENCES], "缺少 record", "lacks record"),
        ([], "缺少 RECORDS...", "lacks RECORDS..."),
    ],
)
def test_what_cannot_be_asked_is_refused(
    asked: Sequence[str | Path], zh: str, en: str, tmp_path: Path
) -> None:
    chinese, english = refusal(tmp_path, *asked)
    assert zh in chinese
    assert en in english


@pytest.mark.parametrize(
    ("asked", "zh"),
    [
        (["--kind", "codes"], "没有写明名单 codes 是哪个月的"),
        (["--kind", "codes", "--month", "2023-13"], "2023-13"),
        (["--kind", "codes", "--month", "2023-09", "--registrar", "教育局"], "教育局"),
        (["--kind", "licences", "--month", "2023-09"], "--month（month=）与 licences 无关"),
        (["--kind", "codes", "--month", "2023-09", "--limit-days", "7"], "与 codes 无关"),
        (["--months", "2023-13"], "'2023-13' 不是月份范围"),
        (["--months", "2024-01-2024-03"], "写成 A..B"),
        (["--months", "2023-07..2023-13"], "期间 '2023-13' 无法识别"),
        (["--concealed", "absent.csv"], "absent.csv：无法读取"),
    ],
)
def test_what_is_asked_is_looked_at_before_any_record_is(
    asked: Sequence[str], zh: str, tmp_path: Path
) -> None:
    assert zh in refusal(tmp_path, "not-there.csv", *asked)[0]


def test_departments_of_ragged_rows_are_refused(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "called.csv", [["spelling", "department"], ["x"]])
    assert "第 2 行：有 1 个单元格" in refusal(tmp_path, LICENCES, "--departments", file)[0]


def test_a_rulebook_without_kinds_of_records_collects_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Rulebook.load()
    alone = evolve(book, edition=evolve(book.edition, declared_kinds=()))
    monkeypatch.setattr(collecting, "load", lambda _: alone)
    zh, en = refusal(tmp_path, LICENCES)
    assert "考核细则 genhe-2023 没有声明记录种类；" in zh
    assert "the rulebook genhe-2023 declares no kinds of records; expected" in en


def test_kinds_that_feed_what_the_rulebook_does_not_have_are_named_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Rulebook.load()
    licences, *others = book.record_kinds
    misspelt = evolve(
        licences, feeds=Counted("double_publicity.reporte", "double_publicity.compliant")
    )

    def with_kinds(*kinds: RecordKind | CodeList) -> None:
        changed = evolve(book, edition=evolve(book.edition, declared_kinds=kinds))
        monkeypatch.setattr(collecting, "load", lambda _: changed)

    with_kinds(misspelt)
    zh, en = refusal(tmp_path, LICENCES)
    assert "licences 需要 double_publicity.reporte）" in zh
    assert (
        "(others feed measures that it does not have: licences needs double_publicity.reporte)"
        in en
    )
    with_kinds(misspelt, *others)
    zh, en = refusal(tmp_path, LICENCES, "--kind", "licences")
    assert "考核细则 genhe-2023 没有记录种类 licences 所需的数据项 double_publicity.reporte；" in zh
    assert "does not have double_publicity.reporte, which the kind of records licences feeds" in en


def test_no_input_is_overwritten(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [FEW, ONE])
    other = write_csv(tmp_path / "b.csv", [["official", "column"]])
    for asked in (
        [file, "-o", file],
        [file, "--report", file],
        [f"{file}", LICENCES, "-o", tmp_path / "." / "a.csv"],
        [file, "--columns", other, "-o", other],
        [file, "--departments", other, "-o", other],
        [file, "--concealed", other, "--report", other],
        [file, "-o", tmp_path / "x.csv", "--report", tmp_path / "x.csv"],
    ):
        zh, en = refusal(tmp_path, *asked)
        assert "结果会覆盖输入文件" in zh
        assert "the result would take the place of" in en


@pytest.mark.parametrize(
    ("asked", "missing", "extra"),
    [
        ([LICENCES], "duckdb", "records"),
        (["postgresql://u:geheim@host/db::t"], "psycopg", "postgresql"),
        (["postgresql://u:geheim@host/db::t", "--engine", "postgresql"], "ibis", "postgresql"),
        (["a.parquet", "--engine", "spark"], "pyspark", "spark"),
    ],
)
def test_without_an_extra_it_is_said_what_to_install(
    asked: list[str | Path], missing: str, extra: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for module in {missing, *(("ibis", "psycopg") if extra == "postgresql" else ())}:
        monkeypatch.setitem(sys.modules, module, None)
    if missing == "pyspark":
        monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    zh, en = refusal(tmp_path, *asked)
    assert f'运行 pip install "credit-rules[{extra}]"' in zh
    assert f"the extra {extra} to be installed" in en
    assert "geheim" not in zh + en


def test_a_terminal_shows_how_far_it_is_and_keeps_nothing_of_it(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [FEW, *[ONE] * 9_000])
    ours, theirs = pty.openpty()
    asked = ["collect", file, LICENCES, "-o", tmp_path / "f.csv", "--report", tmp_path / "r.csv"]
    process = subprocess.Popen(
        [*COMMAND, *map(str, asked)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=environment(TERM="xterm-256color", COLUMNS="80"),
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # how a terminal says that its other side is gone
        pass
    os.close(ours)
    assert process.wait(timeout=120) == 0
    words = shown.decode()
    assert "读取" in words
    assert "计数" in words
    assert words.endswith("\x1b[2K")


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [FEW, *[ONE] * 200_000])
    (folder := tmp_path / "temporary").mkdir()
    # A shell's background job ignores the signal, and what it starts would too.
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*COMMAND, "collect", file, "-o", tmp_path / "f.csv", "--report", tmp_path / "r.csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(TMPDIR=str(folder)),
    )
    signal.signal(signal.SIGINT, usual)
    while not list(folder.glob("credit-rules-*/*")):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert sorted(tmp_path.iterdir()) == [file, folder]
    assert list(folder.iterdir()) == []


def test_what_is_written_slowly_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    with output.written_to(file) as opened:
        opened.write("one\n")
        assert not file.exists()
    assert file.read_text() == "one\n"

    def interrupted() -> None:
        with output.written_to(file) as opened:
            opened.write("two\n")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert file.read_text() == "one\n"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]
