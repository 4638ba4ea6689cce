"""``deadlines``: what falls due between two days, for people, programs and calendars."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import vobject
from tests.cli.running import answered, done, refused, run, start

from credit_rules.workdays import WorkingDayCalendar

AUGUST = ("--from", "2023-08-01", "--to", "2023-08-31")
EDUCATION = ("--department", "市教体局")
ICS = ("--format", "ics")
HEADER = "department,duty,period,done_on,decided_on,reference\n"

Written = Callable[[str], Path]


@pytest.fixture
def ledger(tmp_path: Path) -> Written:
    """Writes a ledger of these rows."""

    def _written(rows: str) -> Path:
        path = tmp_path / "done.csv"
        path.write_text(HEADER + rows, encoding="utf-8")
        return path

    return _written


# --- For people ------------------------------------------------------------------------------------


def test_deadlines_as_a_table() -> None:
    lines = done("deadlines", *AUGUST, *EDUCATION).splitlines()

    assert lines[0].split() == ["期限", "任务", "期间", "条款"]
    assert [line.split() for line in lines[1:10]] == [
        ["2023-08-04", title, "2023-07", clause]
        for title, clause in (
            ("报送5类行政管理信息", "附件1·5·2(2)"),
            ("报送信用承诺及履约践诺信息", "附件1·5·2(3)"),
            ("报送联合奖惩案例", "附件1·5·2(4)"),
            ("报送本部门公职人员基础信息", "附件1·5·2(5)"),
            ("报送其他公共信用信息", "附件1·5·2(6)"),
            ("填报月调度系统", "附件1·5·7"),
        )
    ] + [
        ["2023-08-31", title, "2023-08", clause]
        for title, clause in (
            ("建立信用信息应用制度", "附件1·5·1(1)"),
            ("建立信用承诺制度", "附件1·5·1(2)"),
            ("制定信用分级分类监管制度", "附件1·5·1(3)"),
        )
    ]
    assert lines[10:] == [
        "",
        "另有按决定计算期限的任务 1 项、持续推进的任务 2 项，见 credit-rules duties",
    ]


def test_in_english_departments_and_duties_have_english_names() -> None:
    lines = done("deadlines", *AUGUST, *EDUCATION, "--lang", "en").splitlines()

    assert lines[0].split() == ["due", "duty", "period", "clause"]
    assert lines[1].startswith("2023-08-04  report administrative ")
    assert lines[-1] == "besides: upon a decision 1, ongoing 2; see credit-rules duties"


@pytest.mark.parametrize(
    ("lang", "nothing", "off"),
    [("zh", "没有到期的任务", "非工作日"), ("en", "nothing is due", "not a working day")],
)
def test_days_without_deadlines_and_days_that_are_not_worked_are_told(
    lang: str, nothing: str, off: str
) -> None:
    asked = (*EDUCATION, "--lang", lang)
    assert done("deadlines", "--from", "2023-08-05", "--to", "2023-08-06", *asked).splitlines()[
        :2
    ] == [
        nothing,
        "",
    ]
    sunday = done("deadlines", "--from", "2023-06-04", "--to", "2023-06-04", *asked)
    assert sunday.splitlines()[1].startswith(f"2023-06-04 ({off[:5]}")
    assert off[:5] not in done("deadlines", *AUGUST, *asked)


def test_who_owes_nothing_else_is_told_nothing_else() -> None:
    found = done("deadlines", *AUGUST, "--department", "市委编办")
    assert found.splitlines() == [
        "没有到期的任务",
        "",
        "另有按决定计算期限的任务 0 项、持续推进的任务 1 项，见 credit-rules duties",
    ]
    assert done("deadlines", *AUGUST, "--department", "根河市") == "没有到期的任务\n"


def test_of_everybody_each_line_names_the_department() -> None:
    lines = done("deadlines", *AUGUST).splitlines()
    assert lines[0].split() == ["期限", "部门", "任务", "期间", "条款"]
    assert lines[1].split()[:2] == ["2023-08-04", "市发改委"]
    ongoing = {duty["code"] for duty in answered("duties") if duty["cadence"] == "ongoing"}
    told = (
        f"另有按决定计算期限的任务 2 项、持续推进的任务 {len(ongoing)} 项，见 credit-rules duties"
    )
    assert lines[-1] == told


def test_everybody_has_deadlines_in_order() -> None:
    found = answered("deadlines", *AUGUST)
    assert len({one["department"] for one in found}) == 33
    assert [one["due"] for one in found] == sorted(one["due"] for one in found)


def test_decisions_of_a_ledger_are_added_and_what_is_done_is_left_out(ledger: Written) -> None:
    path = ledger(
        "市教体局,monthly_report,2023-07,2023-08-03,,\n"
        "市教体局,double_publicity,,,2023-08-10,根教许〔2023〕7号\n"
        "市教体局,double_publicity,,2023-08-11,2023-08-10,8号\n"
        "市教体局,double_publicity,,,2023-08-09,\n"
        "司法局,double_publicity,,,2023-08-09,\n"
    )
    found = done("deadlines", *AUGUST, *EDUCATION, "--ledger", path)

    assert "填报月调度系统" not in found
    lines = [line.split() for line in found.splitlines()]
    report = "报送“双公示”信息"
    first = lines.index(["2023-08-18", report, "2023-08", "附件1·5·2(1)"])
    assert lines[first + 1 : first + 4] == [
        ["2023-08-09的决定"],
        ["2023-08-21", report, "2023-08", "附件1·5·2(1)"],
        ["2023-08-10的决定", "根教许〔2023〕7号"],
    ]
    assert sum(report in line for line in lines) == 2
    english = done("deadlines", *AUGUST, *EDUCATION, "--ledger", path, "--lang", "en")
    assert "decision of 2023-08-09" in " ".join(english.split())


# --- For programs ----------------------------------------------------------------------------------


def test_deadlines_as_json(ledger: Written) -> None:
    path = ledger("市教体局,double_publicity,,,2023-08-10,7号\n")
    found = answered("deadlines", *AUGUST, *EDUCATION, "--ledger", path)

    assert found[6] == {
        "department": "education",
        "duty": "double_publicity",
        "title": "报送“双公示”信息",
        "cadence": "per_decision",
        "period": "2023-08",
        "decided_on": "2023-08-10",
        "reference": "7号",
        "due": "2023-08-21",
        "not_before": "2023-08-21",
        "provisional": False,
        "working_day": True,
        "clause": "附件1·5·2(1)",
        "indicator": "information_collection.double_publicity",
    }
    assert (found[4]["duty"], found[4]["indicator"]) == ("other_information", None)
    assert (found[5]["decided_on"], found[5]["reference"]) == (None, "")
    assert [one["due"] for one in found[:6]] == ["2023-08-04"] * 6
    english = answered("deadlines", *AUGUST, *EDUCATION, "--lang", "en")
    assert english[5]["title"] == "report to the monthly scheduling system"


def test_a_holiday_moves_the_fourth_where_it_extends() -> None:
    june = ("--from", "2023-06-01", "--to", "2023-06-29", *EDUCATION)
    plain, extended = answered("deadlines", *june), answered("deadlines", *june, "--extend")

    assert {(one["due"], one["working_day"]) for one in plain} == {("2023-06-04", False)}
    assert {(one["due"], one["working_day"]) for one in extended} == {("2023-06-05", True)}
    assert "非工作日" not in done("deadlines", *june, "--extend")


# --- Where nobody knows the day yet ------------------------------------------------------------------

LAST = WorkingDayCalendar.china().last
NEXT = str(LAST.year + 1)
JANUARY = ("--from", f"{NEXT}-01-01", "--to", f"{NEXT}-01-31")


def test_what_hangs_on_an_unpublished_schedule_is_not_guessed(ledger: Written) -> None:
    path = ledger(f"市教体局,double_publicity,,,{LAST},\n")
    asked = (*JANUARY, *EDUCATION, "--ledger", path)
    found = answered("deadlines", *asked)
    decided = next(one for one in found if one["duty"] == "double_publicity")
    monthly = next(one for one in found if one["duty"] == "monthly_report")

    assert (decided["due"], decided["not_before"]) == (None, f"{NEXT}-01-07")
    assert decided["working_day"] is None
    assert (monthly["due"], monthly["working_day"]) == (f"{NEXT}-01-04", None)
    text = done("deadlines", *asked)
    assert f"尚未确定 (不早于 {NEXT}-01-07)" in text
    assert f"\n{NEXT}-01-04  " in text
    english = " ".join(done("deadlines", *asked, "--lang", "en").split())
    assert "not yet known (not" in english


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "6 项期限取决于尚未公布的放假安排，不在日历中\n"),
        ("en", "6 due dates hang on a schedule that is not published: they are left out\n"),
    ],
)
def test_calendars_leave_it_out_and_say_so(lang: str, told: str) -> None:
    result = run("deadlines", *JANUARY, *EDUCATION, "--extend", *ICS, "--lang", lang)

    assert result.exit_code == 0
    assert result.stderr.endswith(told)
    # What remains of January: nothing.
    nothing = {"zh": "没有到期的任务，未生成日历", "en": "nothing is due: no calendar is made"}
    assert result.stderr.splitlines()[0] == nothing[lang]
    assert result.stdout == ""


def test_reminders_that_nobody_can_count_are_left_out() -> None:
    february = ("--from", f"{NEXT}-02-04", "--to", f"{NEXT}-02-04", *EDUCATION)
    (calendar,) = vobject.readComponents(done("deadlines", *february, *ICS))

    assert len(calendar.vevent_list) == 6
    assert not any("valarm" in event.contents for event in calendar.vevent_list)


# --- Calendars ---------------------------------------------------------------------------------------


def test_a_calendar_of_one_department_goes_to_stdout_or_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "教体局.ics"
    assert done("deadlines", *AUGUST, *EDUCATION, *ICS, "--output", file) == ""

    (calendar,) = vobject.readComponents(file.read_bytes().decode())
    assert len(calendar.vevent_list) == 9
    assert b"\r\r" not in file.read_bytes()
    printed = start("deadlines", *AUGUST, *EDUCATION, *ICS)
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert printed.stdout == file.read_bytes()


def test_several_departments_have_a_calendar_each_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "calendars"
    assert done("deadlines", *AUGUST, *ICS, "--output", folder) == ""

    files = sorted(path.name for path in folder.iterdir())
    assert len(files) == 33
    assert {"education.ics", "development_reform.ics"} <= set(files)
    assert "organization.ics" not in files  # nothing is due there
    alone = done("deadlines", *AUGUST, *EDUCATION, *ICS)
    assert (folder / "education.ics").read_text(encoding="utf-8") == alone
    assert done("deadlines", *AUGUST, *ICS, "--output", folder) == ""  # once more, into the same


def test_without_a_folder_they_follow_each_other() -> None:
    calendars = list(vobject.readComponents(done("deadlines", *AUGUST, *ICS)))
    assert len(calendars) == 33
    assert calendars[0].contents["x-wr-calname"][0].value == "根河市发展和改革委员会 信用任务"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_where_a_folder_is_needed_is_refused(lang: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("before")
    message = refused("deadlines", *AUGUST, *ICS, "--output", file, "--lang", lang)

    assert str(file) in message
    assert "--department" in message
    assert file.read_text() == "before"


@pytest.mark.parametrize("form", ["text", "json", "ics"])
def test_the_same_question_has_the_same_bytes(form: str, tmp_path: Path) -> None:
    asked = ("deadlines", *AUGUST, *EDUCATION, "--format", form)
    (tmp_path / "file").write_text("before")
    done(*asked, "--output", tmp_path / "file")

    zone = start(*asked, TZ="America/Los_Angeles")
    assert (zone.returncode, zone.stderr) == (0, b"")
    assert zone.stdout == (tmp_path / "file").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("remind", ["0", "-1", "100", "1.5", "two", "", "１"])
def test_a_reminder_that_is_no_number_of_days_is_refused(remind: str) -> None:
    english = refused("deadlines", *AUGUST, *ICS, "--remind", remind, "--lang", "en")
    assert english == (
        f"{remind!r} is no number of working days ahead; expected a whole number from 1 to 99. "
        "Give one, such as 3.\n"
    )
    assert repr(remind) in refused("deadlines", *AUGUST, *ICS, "--remind", remind)


@pytest.mark.parametrize(("remind", "hours"), [("1", 1), ("3", 3), ("99", None)])
def test_a_reminder_may_be_asked_for_as_long_ahead(remind: str, hours: int | None) -> None:
    (calendar,) = vobject.readComponents(
        done(
            "deadlines",
            "--from",
            "2023-08-04",
            "--to",
            "2023-08-04",
            *EDUCATION,
            *ICS,
            "--remind",
            remind,
        )
    )
    trigger = calendar.vevent_list[0].valarm.trigger.value
    # 2023-08-04 is a Friday: three working days before it are three days.
    if hours is not None:
        assert trigger.total_seconds() == -hours * 86400 + 9 * 3600
    else:
        assert trigger.total_seconds() < -99 * 86400


def test_without_icalendar_it_says_which_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "credit_rules.reports.calendars", raising=False)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    message = refused("deadlines", *AUGUST, *ICS, "--lang", "en")

    assert 'pip install "credit-rules[reports]"' in message
    assert "icalendar" in message
    assert 'pip install "credit-rules[reports]"' in refused("deadlines", *AUGUST, *ICS)
    assert json.loads(done("deadlines", *AUGUST, "--format", "json"))


# --- What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--from", "2023-08-01"), "lacks --to B"),
        (("--to", "2023-08-01"), "lacks --from A"),
        (("--from", "2023-08-02", "--to", "2023-08-01"), "from 2023-08-02 to 2023-08-01"),
        (("--from", "2023-02-30", "--to", "2023-08-01"), "'2023-02-30' is not a date"),
        ((*AUGUST, "--department", "教育厅"), "there is no department '教育厅'"),
        ((*AUGUST, "--format", "xml"), "expected one of text, json, ics"),
        ((*AUGUST, "--ledger", "nowhere.csv"), "nowhere.csv: cannot be read"),
        ((*AUGUST, "--rulebook", "x"), "there is no rulebook 'x'"),
    ],
)
def test_what_cannot_be_answered_is_refused(asked: tuple[str, ...], said: str) -> None:
    assert said in refused("deadlines", *asked, "--lang", "en")


def test_a_bad_ledger_is_refused_row_by_row(ledger: Written) -> None:
    path = ledger("教育厅,x,,,,\n市教体局,monthly_report,2023,,,\n")
    lines = refused("deadlines", *AUGUST, "--ledger", path, "--lang", "en").splitlines()

    assert [line.partition(":")[0] for line in lines] == [
        "done.csv line 2, column department",
        "done.csv line 3, column period",
    ]


@pytest.mark.parametrize("form", ["text", "json", "ics"])
def test_the_ledger_is_never_replaced(form: str, ledger: Written) -> None:
    path = ledger("市教体局,monthly_report,2023-07,2023-08-03,,\n")
    before = path.read_bytes()
    asked = (*AUGUST, *EDUCATION, "--ledger", path, "--format", form, "--output", path)

    assert str(path) in refused("deadlines", *asked)
    assert path.read_bytes() == before


def test_a_ledger_in_the_folder_of_calendars_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    kept = folder / "education.ics"
    kept.write_text("department,duty,period,done_on\n", encoding="utf-8")

    told = refused("deadlines", *AUGUST, "--ledger", kept, "--format", "ics", "--output", folder)
    assert str(kept) in told
    assert kept.read_text(encoding="utf-8").startswith("department,")
    assert [path.name for path in folder.iterdir()] == ["education.ics"]
