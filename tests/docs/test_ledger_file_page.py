"""What the page on ledgers says may be written is read, and what it says is refused is refused."""

import re
from datetime import date
from pathlib import Path

import pytest
from tests.docs import pages
from tests.fake_plugins import install_plugin

from credit_rules import DutyCadence, DutyList, DutyStatus, LedgerError, Rulebook
from credit_rules.ledger.rows import COLUMNS

PAGE = pages.read(pages.DOCS / "reference/ledger-file.md")


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


PERIODS = re.findall(
    r"^\| `(\w+)` \| (.+) \| (.+) \|$", section("What stands in period"), re.MULTILINE
)
DUTIES = {
    "per_decision": "double_publicity",
    "monthly": "monthly_report",
    "quarterly": "campaigns",
    "annual": "training",
    "once": "rules",
    "ongoing": "checks",
}
SOURCE = """
from datetime import date

from credit_rules import (
    AfterDecision, ByEndOf, Cadence, Category, Citation, Department, Document, Duty, Edition, Every, Feeds,
    Follows, Heading, Indicator, NextMonth, Roster, Standing, Text, Unit, capped, flag, flow, hookimpl,
)

cases = flow("cases.collected", zh="案例", en="cases")
held = flow("campaigns.held", zh="宣传", en="campaigns")
in_time = flag("report.in_time", zh="按时", en="in time")
formulas = {"cases": capped(cases, 5), "campaigns": capped(held, 5), "report": 5 * in_time}


def duty(code, title, due, feeds=None, departments=("education", "housing")):
    cite = Citation("一", "共5分。")
    return Duty(code, Text(title, code), due, dict.fromkeys(departments, cite), feeds)


@hookimpl
def editions():
    return [Edition(
        code="page-2024",
        title=Text("页", "page"),
        document=Document("页", "1", date(2024, 1, 2), "共5分。"),
        headings=[Heading("work", Text("工作", "work"), 15)],
        roster=Roster(
            Department("county", Text("县人民政府", "county")),
            [
                Department("education", Text("县教育局", "Education"), ("教育局",)),
                Department("housing", Text("县住建局", "Housing"), ("住建局",)),
            ],
        ),
        readings=[],
        since="2024-01",
        duties=[
            duty("double_publicity", "报送双公示信息", AfterDecision(7)),
            duty(
                "monthly_report", "填报月报", NextMonth(4),
                Feeds("work.report", "report.in_time", Follows.IN_TIME),
            ),
            duty("cases", "报送案例", NextMonth(4),
                 Feeds("work.cases", "cases.collected", Follows.REPORTED)),
            duty("campaigns", "开展宣传", Every(Unit.QUARTER),
                 Feeds("work.campaigns", "campaigns.held", Follows.HELD)),
            duty("training", "开展培训", Every(Unit.YEAR)),
            duty("rules", "建立制度", ByEndOf("2024-03")),
            duty("checks", "查询信用信息", Standing()),
        ],
    )]


@hookimpl
def categories():
    return [Category("page-2024", "work", [
        Indicator(code, Text(code, code), 5, Cadence.CUMULATIVE, formula, Citation("一", "共5分。"))
        for code, formula in formulas.items()
    ])]
"""


@pytest.fixture
def duties(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DutyList:
    install_plugin(monkeypatch, tmp_path, "page", SOURCE)
    return Rulebook.load("page-2024").duties


def row(cadence: str, period: str) -> dict[str, str]:
    decided = "2024-01-03" if cadence == "per_decision" else ""
    told = {"department": "教育局", "duty": DUTIES[cadence], "period": period}
    return {**told, "done_on": "2025-01-10", "decided_on": decided}


def cells(words: str) -> list[str]:
    """The periods that a cell of the table names; *nothing* is an empty cell."""
    return [*re.findall("`([^`]+)`", words), *([""] if "nothing" in words else [])]


def test_the_tables_have_every_column_cadence_and_status() -> None:
    columns = re.findall(r"^\| `(\w+)` \|", section("Columns"), re.MULTILINE)
    assert sorted(columns) == sorted(COLUMNS.names)
    assert tuple(columns[:4]) == COLUMNS.required
    assert [cadence for cadence, *_ in PERIODS] == [cadence.value for cadence in DutyCadence]
    statuses = re.findall(
        r"^\| (\w+) \| `(\w+)` \|", section("What becomes of a row"), re.MULTILINE
    )
    assert sorted(statuses) == sorted((status.title.zh, status.value) for status in DutyStatus)


@pytest.mark.parametrize(
    ("cadence", "period"), [(cadence, p) for cadence, good, _ in PERIODS for p in cells(good)]
)
def test_what_may_be_written_is_read(duties: DutyList, cadence: str, period: str) -> None:
    (entry,) = duties.entries([row(cadence, period)])
    assert entry.duty.due.cadence.value == cadence


@pytest.mark.parametrize(
    ("cadence", "period"), [(cadence, p) for cadence, _, bad in PERIODS for p in cells(bad)]
)
def test_what_is_refused_is_refused(duties: DutyList, cadence: str, period: str) -> None:
    with pytest.raises(LedgerError) as refused:
        duties.entries([row(cadence, period)])
    assert len(refused.value.problems) == 1


REFUSED_TOO = [
    {"duty": "training", "period": "2024", "decided_on": "2024-01-03"},
    {"duty": "double_publicity"},
    {"duty": "double_publicity", "decided_on": "2024-02-05"},
    {"duty": "campaigns", "period": "2024-Q2"},
    {"duty": "training", "period": "2024", "count": "2"},
]


@pytest.mark.parametrize("told", REFUSED_TOO)
def test_what_is_refused_too_is_refused(duties: DutyList, told: dict[str, str]) -> None:
    with pytest.raises(LedgerError) as refused:
        duties.entries([{"department": "教育局", "done_on": "2024-02-04", **told}])
    assert len(refused.value.problems) == 1


def test_a_second_row_on_what_can_be_done_only_once_is_refused(duties: DutyList) -> None:
    with pytest.raises(LedgerError):
        duties.entries([row("monthly", "2024-01"), row("monthly", "2024-01")])


def test_the_file_of_the_page_stands_as_the_page_says(duties: DutyList, tmp_path: Path) -> None:
    (source,) = [block.body for block in pages.blocks(PAGE) if block.file == "done.csv"]
    path = tmp_path / "done.csv"
    path.write_text(source, encoding="gb18030")
    ledger = duties.ledger(duties.read_ledger(path), date(2024, 2, 5))
    found = {
        (
            item.obligation.department.code,
            item.obligation.duty.code,
            item.obligation.reference,
        ): item
        for item in ledger.items
        if str(item.obligation.period) in {"2024-01", "2024-Q1"}
    }
    status = {key: item.status.value for key, item in found.items()}
    # 3 January is a Wednesday: 4 to 12 January are 7 working days; 30 January, 31 to 8 February.
    assert status == {
        ("education", "double_publicity", "教许〔2024〕1号"): "done",
        ("education", "double_publicity", "教许〔2024〕2号"): "open",
        ("education", "monthly_report", ""): "done",
        ("education", "cases", ""): "overdue",
        ("education", "campaigns", ""): "done",
        ("education", "checks", ""): "done",
        ("housing", "monthly_report", ""): "overdue",
        ("housing", "cases", ""): "done",
        ("housing", "campaigns", ""): "open",
    }
    assert [entry.line for entry in ledger.ignored] == [5, 8]
    facts = {(f.department, f.measure, str(f.period)): f.value for f in duties.facts(ledger)}
    assert facts == {
        ("education", "report.in_time", "2024-01"): 1,
        ("education", "campaigns.held", "2024-02"): 2,
        ("housing", "cases.collected", "2024-01"): 0,
    }


def test_a_campaign_with_the_count_0_is_none_and_a_row_without_a_day_is_not_done(
    duties: DutyList,
) -> None:
    told = {"department": "教育局", "duty": "campaigns", "period": "2024-Q1"}
    entries = duties.entries(
        [{**told, "done_on": "2024-01-31", "count": "0"}, {**told, "done_on": ""}]
    )
    ledger = duties.ledger(entries, date(2024, 4, 1), department="education")
    (item,) = [i for i in ledger.items if i.obligation.key[1:3] == ("campaigns", "2024-Q1")]
    assert (item.status, len(item.entries)) == (DutyStatus.OVERDUE, 2)
    assert [(str(f.period), f.value) for f in duties.facts(ledger)] == [("2024-01", 0)]
