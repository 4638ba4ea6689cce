"""What a ledger shows has room on a line, also where nothing is as wide as a terminal."""

from datetime import date

import pytest

from credit_rules import DutyList, Rulebook
from credit_rules.duties import Days
from credit_rules.reports.ledger_pages import ledger_page
from credit_rules.reports.ledgers import Report
from credit_rules.reports.tables import as_text
from credit_rules.workdays import WorkingDayCalendar

ROWS = [{"department": "市教体局", "duty": "monthly_report", "period": "2023-09"}]


def page(duties: DutyList, department: str | None) -> list[str]:
    entries = duties.entries([{**row, "done_on": "2023-10-07"} for row in ROWS])
    as_of, since = date(2023, 10, 10), date(2023, 9, 30)
    ledger = duties.ledger(entries, as_of, department=department, since=since)
    report = Report(duties.edition, ledger, (), Days(WorkingDayCalendar.china()))
    return [line.rstrip() for line in as_text(ledger_page(report)).splitlines()]


@pytest.fixture
def duties() -> DutyList:
    return Rulebook.load("genhe-2023").duties


def test_of_one_department_every_line_has_room_because_its_name_is_left_out(
    duties: DutyList,
) -> None:
    lines = page(duties, "市教体局")
    assert any(line.split() == ["期限", "任务", "期间", "情况"] for line in lines)
    told = [line.split()[2:] for line in lines if "填报月调度系统" in line and "2023-09 " in line]
    assert told == [["填报月调度系统", "2023-09", "逾期完成", "2023-10-07（1", "个工作日）"]]
    assert not any(line.strip() == "个工作日）" for line in lines)


def test_of_several_departments_every_line_says_whose_it_is(duties: DutyList) -> None:
    lines = page(duties, None)
    assert any(line.split() == ["期限", "部门", "任务", "期间", "情况"] for line in lines)
    overdue = [line for line in lines if "逾期未完成（" in line]
    assert len(overdue) > 100
    names = {name for one in duties.edition.edition.roster for name in one.short}
    assert all(line.split("  ")[1].strip() in names for line in overdue if "非工作日" in line)
