"""``ledger``: how it stands with what is owed, what hangs on it, and the facts that follow."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import answered, done, refused, run, start

from credit_rules import Rulebook
from credit_rules.workdays import WorkingDayCalendar

HEADER = "department,duty,period,done_on,decided_on,reference,evidence,count\n"
ROWS = """\
市教体局,填报月调度系统,2023-07,2023/8/3,,,回执3,
市教体局,monthly_report,2023-06,2023-07-06,,,,
市教体局,double_publicity,,,2023-08-10,根教许〔2023〕7号,,
市教体局,double_publicity,,2023-08-02,2023-08-01,,,
市教体局,campaigns,2023-Q3,2023-08-05,,,照片,2
市教体局,joint_cases,2023-07,2023-08-04,,,,0
司法局,monthly_report,2023-07,2023-08-30,,,,
"""
AS_OF = ("--as-of", "2023-08-20")
SINCE = ("--since", "2023-07-01")
EDUCATION = ("--department", "education")
JSON = ("--format", "json")
EN = ("--lang", "en")

Written = Callable[[str], Path]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of August."""
    return _write(tmp_path / "done.csv", HEADER + ROWS)


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# --- For people ------------------------------------------------------------------------------------


def test_of_one_department_everything_is_shown(ledger: Path) -> None:
    lines = done("ledger", ledger, *AS_OF, *SINCE, *EDUCATION).splitlines()

    assert lines[:5] == [
        "根河市社会信用体系建设工作考核细则（2023）",
        "genhe-2023 · 根政办字〔2023〕52号",
        "截至 2023-08-20，自 2023-07-01 起",
        "",
        "部门      按时完成  逾期完成  逾期未完成  办理中  尚未到期  按时率  涉及分值",
    ]
    # Settled: 4 in time, 1 late, 10 overdue (June and July without 2, the scheme).
    assert lines[6].split() == ["市教体局", "4", "1", "10", "6", "6", "26.67%", "16.00"]
    title = lines.index("全部任务")
    assert lines[title + 1].split() == ["期限", "任务", "期间", "情况"]
    found = [line.split() for line in lines]
    for told in (
        ["2023-07-04", "填报月调度系统", "2023-06", "逾期完成"],
        ["2023-07-04", "报送联合奖惩案例", "2023-06", "逾期未完成（33"],
        ["2023-08-04", "报送联合奖惩案例", "2023-07", "按时完成"],
        ["2023-08-31", "建立信用承诺制度", "2023-08", "办理中，剩"],
    ):
        assert any(words[:4] == told for words in found), told
    decided = next(k for k, line in enumerate(lines) if line.startswith("2023-08-21 "))
    assert found[decided][:3] == ["2023-08-21", "报送“双公示”信息", "2023-08"]
    assert found[decided + 1][0] == "2023-08-10的决定"
    assert "未完成任务涉及的分值（各自期间）" in lines
    assert "根教许〔2023〕7号" in "\n".join(lines)
    assert "晚于" not in "\n".join(lines)


def test_of_everybody_totals_and_what_is_overdue_are_shown(ledger: Path) -> None:
    text = done("ledger", ledger, *AS_OF, *SINCE, *EN)
    lines = text.splitlines()

    assert lines[0] == "Genhe: scoring of the social credit system, 2023"
    assert lines[2] == "as of 2023-08-20, since 2023-07-01"
    assert " ".join(lines[4].split()) == (
        "department done done late overdue open not yet due on time at risk"
    )
    assert "Organization Department" in lines  # owes nothing that has a day: no rate, no points
    assert "overdue" in lines
    assert "everything" not in lines
    below = "\n".join(lines[lines.index("overdue") :])
    assert "days left" not in below
    assert "working days)" in " ".join(below.split())
    assert "points that hang on what is not done" not in lines  # too many to be of use
    later = lines.index("later than 2023-08-20, not counted")
    assert (
        lines[later + 1]
        == "line 8  Justice Bureau  report to the monthly scheduling system  2023-07  2023-08-30"
    )


def test_rows_that_are_set_aside_are_listed_in_chinese_too(tmp_path: Path) -> None:
    rows = "市教体局,double_publicity,,2023-09-02,2023-09-01,7号,,\n"
    path = _write(tmp_path / "done.csv", HEADER + rows)
    lines = done("ledger", path, *AS_OF, *EDUCATION).splitlines()

    assert lines[-2:] == [
        "晚于 2023-08-20，未计入",
        "第 2 行  市教体局  报送“双公示”信息  2023-09  2023-09-01  2023-09-02",
    ]


def test_what_has_no_day_stands_last_in_words(tmp_path: Path) -> None:
    rows = "市委组织部,performance_reviews,,2023-08-01,,,,\n"
    path = _write(tmp_path / "done.csv", HEADER + rows)
    lines = done("ledger", path, *AS_OF, "--department", "市委组织部").splitlines()

    assert lines[4:] == [
        "部门        按时率  涉及分值",
        "─" * 28,
        "市委组织部",  # what has no last day is neither in time nor late
        "",
        "全部任务",
        "期限      任务                      期间     情况",
        "持续推进  信用考核结果纳入绩效考核  2023-08  按时完成 2023-08-01",
    ]


def test_where_nothing_is_owed_nothing_more_is_shown(tmp_path: Path) -> None:
    path = _write(tmp_path / "done.csv", HEADER)
    lines = done("ledger", path, *AS_OF, "--department", "市委组织部").splitlines()
    assert lines[4:] == ["部门        按时率  涉及分值", "─" * 28, "市委组织部"]


def test_days_are_counted_in_words(tmp_path: Path) -> None:
    rows = (
        "市教体局,double_publicity,,,2023-08-10,,,\n"  # due on the 21st, tomorrow
        "市教体局,double_publicity,,2023-08-11,2023-08-01,,,\n"  # a working day late
        "市教体局,double_publicity,,2023-08-14,2023-08-02,,,\n"
        "市教体局,double_publicity,,,2023-08-11,,,\n"
    )
    path = _write(tmp_path / "done.csv", HEADER + rows)
    asked = ("ledger", path, *AS_OF, *EDUCATION, "--since", "2023-08-20")
    english, chinese = done(*asked, *EN), "".join(done(*asked).split())

    for told in ("open, 1 day left (1 worked)", "open, 2 days left (2 worked)", " day)"):
        assert f"{told}\n" in english
    assert "done late 2023-08-11 (1 working\n" in english
    assert "办理中，剩1天（1" in chinese
    assert "逾期完成2023-08-11（1" in chinese


def test_days_that_no_calendar_counts_are_left_out(tmp_path: Path) -> None:
    last = WorkingDayCalendar.china().last
    path = _write(tmp_path / "done.csv", f"{HEADER}市教体局,double_publicity,,,{last},,,\n")
    asked = ("ledger", path, "--as-of", str(last), "--since", str(last), *EDUCATION)

    text = done(*asked)
    assert "期限未知" not in text  # it is certainly not due yet
    assert "尚未确定" in text
    monthly = next(line for line in text.splitlines() if "填报月调度系统" in line)
    assert monthly.endswith("尚未到期，剩 4 天")  # and how many are worked nobody knows
    later = done(*asked[:3], f"{last.year + 1}-02-01", *asked[4:], *EN)
    assert "due date unknown" in " ".join(later.split())


# --- For programs ----------------------------------------------------------------------------------


def test_a_ledger_as_json(ledger: Path) -> None:
    form = answered("ledger", ledger, *AS_OF, *SINCE, *EDUCATION)

    assert list(form) == [
        "rulebook",
        "as_of",
        "since",
        "extend",
        "calendar_fingerprint",
        "departments",
        "items",
        "ignored",
    ]
    assert (form["rulebook"], form["as_of"], form["since"], form["extend"]) == (
        "genhe-2023",
        "2023-08-20",
        "2023-07-01",
        False,
    )
    assert form["calendar_fingerprint"] == WorkingDayCalendar.china().fingerprint
    (education,) = form["departments"]
    assert len(form["items"]) == education["obligations"] == 27
    assert education["statuses"] == {
        "done": 4,
        "done_late": 1,
        "overdue": 10,
        "open": 6,
        "not_yet_due": 6,
        "due_unknown": 0,
    }
    assert len(education["overdue"]) == 10
    assert (education["code"], education["title"]) == ("education", "根河市教育体育局")
    assert (education["on_time_rate"], education["on_time_rate_exact"]) == ("26.67", "4/15")
    assert form["ignored"] == []


def test_the_points_at_risk_add_up_exactly(ledger: Path) -> None:
    (education,) = answered("ledger", ledger, *AS_OF, *SINCE, *EDUCATION)["departments"]
    # June and July of 3 rates that nobody reported, a case in each of two quarters, the scheme,
    # one decision of two, 3 rules, a training and an education.
    assert {
        (r["indicator"].partition(".")[2], r["period"]): r["points_exact"]
        for r in education["at_risk"]
    } == {
        ("administrative_information", "2023"): "3",
        ("commitments", "2023"): "2",
        ("joint_cases", "2023-Q2"): "1",
        ("public_employees", "2023"): "2",
        ("xinyi_plus", "2023"): "1/2",
        ("double_publicity", "2023-08"): "3",
        ("application_rules", "2023"): "1/2",
        ("commitment_rules", "2023"): "1/2",
        ("tiered_supervision_rules", "2023"): "1/2",
        ("training", "2023-Q4"): "2",
        ("integrity_education", "2023-Q4"): "1",
    }
    assert (education["points_at_risk"], education["points_at_risk_exact"]) == ("16.00", "16")
    assert education["at_risk"][0] == {
        "indicator": "information_collection.administrative_information",
        "period": "2023",
        "undone": 2,
        "of": 2,
        "points": "3.00",
        "points_exact": "3",
    }
    assert [one["duty"] for one in education["overdue"]].count("commitments") == 2
    assert {one["status"] for one in education["overdue"]} == {"overdue"}


def test_what_costs_nothing_is_in_the_json_alone(tmp_path: Path) -> None:
    rows = "市教体局,joint_cases,2023-07,2023-08-04,,,,\n"
    path = _write(tmp_path / "done.csv", HEADER + rows)
    asked = ("ledger", path, "--as-of", "2023-09-01", *EDUCATION)
    found = {
        (risk["indicator"].partition(".")[2], risk["period"]): risk["points_exact"]
        for risk in answered(*asked)["departments"][0]["at_risk"]
    }

    assert (found["joint_cases", "2023-Q3"], found["joint_cases", "2023-Q2"]) == ("0", "1")
    shown = [line.split() for line in done(*asked).splitlines() if "联合奖惩案例归集" in line]
    assert [words[2] for words in shown] == ["2023-Q1", "2023-Q2"]


def test_every_item_says_how_it_stands(ledger: Path) -> None:
    form = answered("ledger", ledger, *AS_OF, *SINCE, *EDUCATION, *EN)

    def item(duty: str, period: str, decided_on: str | None = None) -> dict[str, Any]:
        (found,) = (
            {
                k: one[k]
                for k in (
                    "status",
                    "done_on",
                    "days_left",
                    "working_days_left",
                    "working_days_late",
                    "lines",
                )
            }
            for one in form["items"]
            if (one["duty"], one["period"], one["decided_on"]) == (duty, period, decided_on)
        )
        return found

    nothing = dict.fromkeys(("done_on", "days_left", "working_days_left", "working_days_late"))
    assert item("monthly_report", "2023-07") == nothing | {
        "status": "done",
        "done_on": "2023-08-03",
        "lines": [2],
    }
    assert item("monthly_report", "2023-06") == nothing | {
        "status": "done_late",
        "done_on": "2023-07-06",
        "working_days_late": 2,
        "lines": [3],
    }
    assert item("double_publicity", "2023-08", "2023-08-10") == nothing | {
        "status": "open",
        "days_left": 1,
        "working_days_left": 1,
        "lines": [4],
    }
    assert item("xinyi_education", "2023-07") == nothing | {
        "status": "overdue",
        "working_days_late": 14,
        "lines": [],
    }
    assert item("monthly_report", "2023-08") == nothing | {
        "status": "not_yet_due",
        "days_left": 15,
        "working_days_left": 11,
        "lines": [],
    }
    first = form["items"][0]
    assert (first["title"], first["due"]) == (
        "report administrative information of five kinds",
        "2023-07-04",
    )


def test_what_is_set_aside_and_who_owes_nothing_are_in_the_json(ledger: Path) -> None:
    form = answered("ledger", ledger, *AS_OF, *SINCE)

    assert form["ignored"] == [
        {
            "line": 8,
            "department": "justice",
            "duty": "monthly_report",
            "period": "2023-07",
            "decided_on": None,
            "done_on": "2023-08-30",
            "reference": "",
        }
    ]
    assert len(form["departments"]) == 36
    nobody = form["departments"][0]
    assert (nobody["code"], nobody["obligations"]) == ("organization", 0)
    assert (nobody["on_time_rate"], nobody["on_time_rate_exact"]) == (None, None)
    assert (nobody["points_at_risk_exact"], nobody["at_risk"]) == ("0", [])


def test_a_holiday_moves_the_fourth_where_it_extends(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "done.csv", HEADER + "市教体局,monthly_report,2023-05,2023-06-05,,,,\n"
    )
    asked = ("ledger", path, "--as-of", "2023-06-30", *EDUCATION)
    plain, extended = answered(*asked), answered(*asked, "--extend")

    assert (plain["extend"], extended["extend"]) == (False, True)
    assert plain["departments"][0]["statuses"]["done_late"] == 1
    assert extended["departments"][0]["statuses"]["done"] == 1


def test_without_a_day_it_is_kept_as_of_the_last_one_that_it_names(tmp_path: Path) -> None:
    assert answered("ledger", _write(tmp_path / "a.csv", HEADER + ROWS))["as_of"] == "2023-08-30"
    decided = HEADER + ROWS + "司法局,double_publicity,,,2023-08-31,,,\n"
    form = answered("ledger", _write(tmp_path / "b.csv", decided))
    assert (form["as_of"], form["ignored"]) == ("2023-08-31", [])


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "台账中没有任何日期；应为截至日期。用 --as-of 写明。\n"),
        (
            "en",
            "the ledger names no day; expected the day as of which to look at it. Name it with --as-of.\n",
        ),
    ],
)
def test_a_ledger_without_any_day_needs_one(lang: str, told: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "done.csv", HEADER + "市教体局,monthly_report,2023-07,,,,,\n")
    assert refused("ledger", path, "--lang", lang) == told
    assert answered("ledger", path, *AS_OF)["as_of"] == "2023-08-20"


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_ledger_has_the_same_bytes(form: str, ledger: Path, tmp_path: Path) -> None:
    asked = ("ledger", ledger, *AS_OF, "--format", form)
    done(*asked, "--output", tmp_path / "report")

    elsewhere = start(*asked, TZ="Pacific/Kiritimati", PYTHONHASHSEED="7")
    assert (elsewhere.returncode, elsewhere.stderr) == (0, b"")
    assert elsewhere.stdout == (tmp_path / "report").read_bytes()


# --- The facts that follow -------------------------------------------------------------------------

FACTS = """\
department,period,measure,value,evidence,note,reviewer
education,2023-07,joint_cases.collected,0,,,
education,2023-08,campaigns.held,2,照片,,
education,2023-06,monthly_report.on_time,0,,,
education,2023-07,monthly_report.on_time,1,回执3,,
"""


def test_the_facts_that_follow_are_written_in_order(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.csv"
    page = done("ledger", ledger, *AS_OF, *SINCE, *EDUCATION, "--facts", out)

    assert page == done("ledger", ledger, *AS_OF, *SINCE, *EDUCATION)
    rows = [row.split(",") for row in out.read_text(encoding="utf-8").splitlines()]
    wanted = [row.split(",") for row in FACTS.splitlines()]
    assert [row[:3] + row[4:] for row in rows] == [row[:3] + row[4:] for row in wanted]
    book = Rulebook.load()
    assert book.read_csv(out) == book.read_csv(_write(tmp_path / "typed.csv", FACTS))


def test_facts_of_everybody_are_read_back_and_scored_as_if_typed(
    ledger: Path, tmp_path: Path
) -> None:
    out = tmp_path / "facts.csv"
    done("ledger", ledger, *AS_OF, "--facts", out)
    book = Rulebook.load()
    facts = book.read_csv(out)
    typed = book.facts([(f.department, f.period, f.measure, f.value, f.evidence) for f in facts])

    assert facts.sha256 == typed.sha256
    with out.open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    departments = [d.code for d in book.roster]
    measures = list(book.measures)
    order = [
        (departments.index(r["department"]), measures.index(r["measure"]), r["period"])
        for r in told
    ]
    assert order == sorted(order)
    assert told[0]["department"] == "genhe"
    card = json.loads(done("score", out, "--period", "2023-08", *EDUCATION, *JSON))
    (campaigns,) = (i for i in card["indicators"] if i["code"] == "publicity.campaigns")
    assert campaigns["points_exact"] == "2"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_disagrees_is_told_and_nothing_is_written(
    lang: str, ledger: Path, tmp_path: Path
) -> None:
    given = _write(
        tmp_path / "given.csv",
        "department,period,measure,value\n"
        "education,2023-Q3,campaigns.held,3\n"
        "教体局,2023-07,monthly_report.on_time,否\n"
        "education,2023-07,joint_cases.collected,0\n"
        "education,2023-07,training.held,1\n",
    )
    out = tmp_path / "facts.csv"
    asked = ("ledger", ledger, *AS_OF, *EDUCATION, "--against", given, "--lang", lang)
    result = run(*asked, "--facts", out)

    assert result.exit_code == 1
    assert (
        result.stderr
        == {
            "zh": "数据文件与台账不一致：2 处；未写出数据\n",
            "en": "what differs: 2; no facts are written\n",
        }[lang]
    )
    assert not out.exists()
    page = " ".join(result.stdout.split())
    assert {
        "zh": "与数据文件不一致 education campaigns.held 2023-Q3：数据文件为 3，台账为 2 "
        "education monthly_report.on_time 2023-07：数据文件为 0，台账为 1",
        "en": "the facts file says otherwise education campaigns.held 2023-Q3: 3 in the facts, 2 in "
        "the ledger education monthly_report.on_time 2023-07: 0 in the facts, 1 in the ledger",
    }[lang] in page
    alone = run(*asked)
    assert (alone.exit_code, alone.stderr) == (
        1,
        {"zh": "数据文件与台账不一致：2 处\n", "en": "what differs: 2\n"}[lang],
    )


def test_what_disagrees_is_in_the_json(ledger: Path, tmp_path: Path) -> None:
    given = _write(
        tmp_path / "given.csv",
        "department,period,measure,value\neducation,2023-08,campaigns.held,3\n",
    )
    result = run("ledger", ledger, *AS_OF, *EDUCATION, "--against", given, *JSON)

    assert result.exit_code == 1
    assert json.loads(result.stdout)["disagreements"] == [
        {
            "department": "education",
            "measure": "campaigns.held",
            "period": "2023-08",
            "facts": 3,
            "ledger": 2,
        }
    ]


def test_a_facts_file_that_agrees_is_completed(ledger: Path, tmp_path: Path) -> None:
    given = _write(
        tmp_path / "given.csv",
        "department,period,measure,value,evidence,note,reviewer\n"
        "education,2023-Q3,campaigns.held,2,,季度,\n"
        "genhe,2023,population.total,70000,年鉴,,统计局\n",
    )
    out = tmp_path / "facts.csv"
    asked = ("ledger", ledger, *AS_OF, *SINCE, *EDUCATION, "--against", given)
    form = json.loads(done(*asked, *JSON, "--facts", out))

    assert form["disagreements"] == []
    assert "不一致" not in done(*asked)
    book = Rulebook.load()
    assert [f.reviewer for f in book.read_csv(out)] == ["统计局", "", "", "", ""]
    assert {
        (f.department, f.measure, str(f.period)): (f.value, f.evidence, f.note)
        for f in book.read_csv(out)
    } == {
        ("genhe", "population.total", "2023"): (70000, "年鉴", ""),
        ("education", "campaigns.held", "2023-Q3"): (2, "", "季度"),
        ("education", "joint_cases.collected", "2023-07"): (0, "", ""),
        ("education", "monthly_report.on_time", "2023-06"): (0, "", ""),
        ("education", "monthly_report.on_time", "2023-07"): (1, "回执3", ""),
    }


# --- What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bad_ledger_is_refused_row_by_row(lang: str, tmp_path: Path) -> None:
    path = _write(
        tmp_path / "done.csv", HEADER + "教育厅,x,,,,,,\n市教体局,monthly_report,2023,,,,,\n"
    )
    out, report = tmp_path / "facts.csv", tmp_path / "report"
    message = refused("ledger", path, *AS_OF, "--facts", out, "--output", report, "--lang", lang)

    assert [line.partition("done.csv")[2][:2] for line in message.splitlines()] == (
        [" 第", " 第"] if lang == "zh" else [" l", " l"]
    )
    assert not out.exists()
    assert not report.exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("nowhere.csv", *AS_OF), "nowhere.csv: cannot be read"),
        ((), "lacks DONE"),
        (("DONE", "--as-of", "2023-8-20"), "Did you mean 2023-08-20"),
        (("DONE", "--since", "x"), "'x' is not a date"),
        (("DONE", "--department", "教育厅"), "there is no department '教育厅'"),
        (("DONE", "--format", "ics"), "there is no format 'ics'"),
        (("DONE", "--against", "nowhere.csv"), "nowhere.csv: cannot be read"),
        (("DONE", "--rulebook", "x"), "there is no rulebook 'x'"),
    ],
)
def test_what_cannot_be_kept_is_refused(asked: tuple[str, ...], said: str, ledger: Path) -> None:
    given = [str(ledger) if word == "DONE" else word for word in asked]
    assert said in refused("ledger", *given, *EN)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("read", "written"),
    [("done", "--facts"), ("done", "--output"), ("given", "--facts"), ("given", "--output")],
)
def test_what_is_read_is_never_replaced(
    read: str, written: str, lang: str, ledger: Path, tmp_path: Path
) -> None:
    given = _write(tmp_path / "given.csv", "department,period,measure,value\n")
    target = {"done": ledger, "given": given}[read]
    before = target.read_bytes()
    asked = ("ledger", ledger, *AS_OF, "--against", given, written, target)

    assert str(target) in refused(*asked, "--lang", lang)
    assert target.read_bytes() == before


def test_one_file_does_not_take_both_results(ledger: Path, tmp_path: Path) -> None:
    both = tmp_path / "both"
    refused("ledger", ledger, *AS_OF, "--facts", both, "--output", both)
    assert not both.exists()


def test_what_cannot_be_written_is_refused(ledger: Path, tmp_path: Path) -> None:
    for option in ("--facts", "--output"):
        place = tmp_path / "absent" / "file"
        assert str(place) in refused("ledger", ledger, *AS_OF, option, place)
    assert [path.name for path in tmp_path.iterdir()] == ["done.csv"]


def test_the_facts_are_not_written_where_the_report_cannot_be(ledger: Path, tmp_path: Path) -> None:
    facts, nowhere = tmp_path / "facts.csv", tmp_path / "absent" / "report.txt"

    assert str(nowhere) in refused("ledger", ledger, *AS_OF, "--facts", facts, "--output", nowhere)
    assert not facts.exists()


@pytest.mark.parametrize(
    ("lang", "same"), [("zh", "与数据文件一致"), ("en", "the facts file says the same")]
)
def test_a_facts_file_that_says_the_same_is_said_to(
    lang: str, same: str, ledger: Path, tmp_path: Path
) -> None:
    facts = tmp_path / "facts.csv"
    asked = ("ledger", ledger, *AS_OF, *EDUCATION, "--lang", lang)
    assert same not in done(*asked, "--facts", facts)
    assert done(*asked, "--against", facts).splitlines()[-1] == same


def test_a_day_that_is_none_is_told_with_its_option(ledger: Path) -> None:
    assert refused("ledger", ledger, "--as-of", "2023/8/20").startswith("--as-of：日期 '2023/8/20'")
    told = refused("ledger", ledger, *AS_OF, "--since", "august", "--lang", "en")
    assert told.startswith("--since: 'august' is not a date; expected a day that exists")
