"""``duties``: what departments owe, by when, and why."""

from typing import Any

import pytest
from tests.cli.running import answered, done, refused

CADENCES = {"per_decision", "monthly", "quarterly", "annual", "once", "ongoing"}


def test_the_duties_of_one_department_as_json() -> None:
    listed = answered("duties", "--department", "市教体局")

    # 附件1·5: 3 rules, 6 reports, notice, checks, the scheme, 3 of publicity, the monthly report
    assert [duty["code"] for duty in listed] == [
        "application_rules",
        "commitment_rules",
        "tiered_supervision_rules",
        "double_publicity",
        "administrative_information",
        "commitments",
        "joint_cases",
        "public_employees",
        "other_information",
        "repair_notice",
        "credit_checks",
        "xinyi_education",
        "campaigns",
        "training",
        "integrity_education",
        "monthly_report",
    ]
    assert all({"code", "title", "cadence", "clause", "quote"} <= duty.keys() for duty in listed)
    assert listed[3] == {
        "code": "double_publicity",
        "title": "报送“双公示”信息",
        "department": "education",
        "cadence": "per_decision",
        "due": "决定之日起 7 个工作日内",
        "due_quote": "决定之日起7个工作日内",
        "clause": "附件1·5·2(1)",
        "quote": "报送“双公示”信息,确保合规律在99%以上,迟报、瞒报实现“双清零”。",
        "indicator": "information_collection.double_publicity",
        "measures": ["double_publicity.on_time"],
        "follows": None,
    }


@pytest.mark.parametrize(
    ("code", "cadence", "due", "indicator", "follows"),
    [
        (
            "monthly_report",
            "monthly",
            "by day 4 of the next month",
            "scheduling.monthly_report",
            "in_time",
        ),
        ("campaigns", "quarterly", "at least once a quarter", "publicity.campaigns", "held"),
        ("training", "annual", "at least once a year", "publicity.training", "held"),
        (
            "joint_cases",
            "monthly",
            "by day 4 of the next month",
            "information_collection.joint_cases",
            "reported",
        ),
        ("xinyi_education", "once", "by the end of 2023-07", "application.xinyi_plus", None),
        ("repair_notice", "ongoing", "ongoing", "repair.repair_notice", None),
        ("other_information", "monthly", "by day 4 of the next month", None, None),
    ],
)
def test_each_says_how_often_and_by_when_and_what_it_feeds(
    code: str, cadence: str, due: str, indicator: str | None, follows: str | None
) -> None:
    listed = answered("duties", "--department", "education", "--lang", "en")
    (duty,) = (duty for duty in listed if duty["code"] == code)

    assert (duty["cadence"], duty["due"]) == (cadence, due)
    assert (duty["indicator"], duty["follows"]) == (indicator, follows)
    assert bool(duty["measures"]) is (indicator is not None)


def test_the_duties_of_everybody_as_json() -> None:
    listed: list[dict[str, Any]] = answered("duties")
    departments = list(dict.fromkeys(duty["department"] for duty in listed))

    assert len(departments) == 36
    assert [duty["department"] for duty in listed] == sorted(
        (duty["department"] for duty in listed), key=departments.index
    )
    assert {duty["cadence"] for duty in listed} == CADENCES
    own = answered("duties", "--department", "education")
    assert [duty for duty in listed if duty["department"] == "education"] == own


def test_the_duties_of_one_department_as_a_table() -> None:
    lines = done("duties", "--department", "教体局").splitlines()

    assert lines[0] == "根河市教育体育局  任务 16 项"
    assert lines[2].split() == ["条款", "任务", "期限"]
    assert lines[3].split() == ["附件1·5·1(1)", "application_rules", "2023-08", "底前"]
    assert [line.strip() for line in lines[4:8]] == [
        "建立信用信息应用制度",
        "建立健全监管行业信用信息应用制度,",
        "包括公共信用信息核查制度和信用报告应用制度。",
        "计分指标 institution_building.application_rules",
    ]
    last = next(line for line in lines if line.startswith("附件1·5·7 "))
    assert last.split() == ["附件1·5·7", "monthly_report", "次月", "4", "日前"]
    other = next(k for k, line in enumerate(lines) if " other_information " in line)
    assert "计分指标" not in "".join(lines[other : other + 5])


def test_the_duties_of_everybody_as_a_table() -> None:
    lines = done("duties", "--lang", "en").splitlines()

    assert lines[0] == "duties: 66"
    assert lines[2].split() == ["duty", "departments", "due"]
    assert next(line for line in lines if line.startswith("monthly_report ")).split()[1:] == (
        ["33", "by", "day", "4", "of", "the", "next", "month"]  # all but the three without a list
    )
    assert "  scored by scheduling.monthly_report" in lines
    assert "scored by" not in lines[lines.index("  provide means of publicity") + 1]


def test_in_chinese_the_departments_are_counted_too() -> None:
    assert done("duties").splitlines()[2].split() == ["任务", "部门", "期限"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--department", "教育厅"), "there is no department '教育厅'"),
        (("--format", "ics"), "there is no format 'ics'"),
        (("--rulebook", "x"), "there is no rulebook 'x'"),
        (("education",), "too much"),
    ],
)
def test_what_cannot_be_listed_is_refused(asked: tuple[str, ...], said: str) -> None:
    assert said in refused("duties", *asked, "--lang", "en")
