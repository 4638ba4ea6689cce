"""``indicators``, ``measures``, ``readings`` and ``departments``."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.cli.running import answered, cells, done, refused
from tests.fake_plugins import install_plugin
from tests.plugins_loading.fakes import PARTS

LISTINGS = ("indicators", "measures", "kinds", "readings", "departments")


# A plugin with a small rulebook: one indicator, two departments, one of them in a group.
TOWN = """
from datetime import date

from credit_rules import (
    Cadence, Category, Citation, Department, Document, Edition, Group, Heading, Indicator, Roster,
    Text, capped, hookimpl, stock,
)

domains = stock("notice.domains", zh="领域", en="domains")
bureaus = Group("bureaus", Text("市直部门", "bureaus"))


@hookimpl
def editions():
    return [Edition(
        code="town-2024",
        title=Text("小城考核细则", "the town's rulebook"),
        document=Document("小城考核细则", "1号", date(2024, 1, 2), "涉及1个领域得0.5分"),
        headings=[Heading("repair", Text("信用修复", "repair"), 2)],
        roster=Roster(
            Department("town", Text("小城", "Town")),
            (
                Department("schools", Text("教育局", "Schools"), group=bureaus),
                Department("parks", Text("园林局", "Parks")),
            ),
        ),
        readings=[],
    )]


@hookimpl
def categories():
    return [Category("town-2024", "repair", [Indicator(
        "notice", Text("告知", "notice"), 2, Cadence.CUMULATIVE, capped("0.5" * domains, 2),
        Citation("一", "涉及1个领域得0.5分"),
    )])]
"""


def test_indicators_come_in_the_order_of_the_text_with_rule_and_measures() -> None:
    listed = answered("indicators")
    assert len(listed) == 26
    assert sum(Fraction(indicator["maximum_exact"]) for indicator in listed) == 98
    assert listed[0] == {
        "code": "institution_building.application_rules",
        "title": "信用信息应用制度",
        "category": "institution_building",
        "maximum_exact": "3",
        "cadence": "cumulative",
        "clause": listed[0]["clause"],
        "quote": listed[0]["quote"],
        "rule": "已建立信用信息应用制度的领域每 1 个领域 0.5 分，最多 3 分。",
        "measures": ["application_rules.domains"],
        "applies_to": listed[0]["applies_to"],
    }
    assert len(listed[0]["applies_to"]) == 20  # 附件1 asks as many for such rules
    assert listed[-1]["code"] == "scheduling.monthly_report"


def test_indicators_follow_the_readings_adopted() -> None:
    by_code = {i["code"]: i for i in answered("indicators")}
    assert by_code["scheduling.monthly_report"]["maximum_exact"] == "8"
    assert "xinyi_plus.implemented" not in by_code["application.xinyi_plus"]["measures"]
    asked = (
        "--reading",
        "scheduling.maximum=heading",
        "--reading",
        "xinyi_plus.accrual=each_stage",
    )
    by_code = {i["code"]: i for i in answered("indicators", *asked)}
    assert by_code["scheduling.monthly_report"]["maximum_exact"] == "10"
    assert "xinyi_plus.implemented" in by_code["application.xinyi_plus"]["measures"]


def test_indicators_say_which_departments_are_scored_on_them() -> None:
    by_code = {i["code"]: i["applies_to"] for i in answered("indicators")}
    assert by_code["government_integrity.hotline"] == ["government_services"]
    assert by_code["information_collection.commitments"] == []
    lines = done("indicators").splitlines()
    (commitments,) = (line for line in lines if line.startswith("information_collection.comm"))
    assert commitments.split()[-1] == "0"


def test_indicators_and_departments_of_a_rulebook_without_a_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_plugin(monkeypatch, tmp_path, "my_town", TOWN)
    (one,) = answered("indicators", "--rulebook", "town-2024")
    assert one["applies_to"] is None
    for lang, everybody in (("zh", "全部"), ("en", "all")):
        shown = done("indicators", "--rulebook", "town-2024", "--lang", lang)
        assert shown.splitlines()[1].split()[-1] == everybody
    listed = answered("departments", "--rulebook", "town-2024")
    assert [(d["indicators"], d["maximum_exact"]) for d in listed] == [(["repair.notice"], "2")] * 3


def test_departments_show_their_groups_where_a_rulebook_has_some(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert {department["group"] for department in answered("departments")} == {None}
    assert "组别" not in done("departments")
    install_plugin(monkeypatch, tmp_path, "my_town", TOWN)
    listed = answered("departments", "--rulebook", "town-2024")
    assert [department["group"] for department in listed] == [
        None,
        {"code": "bureaus", "title": "市直部门"},
        None,
    ]
    for lang, header, group in (("zh", "组别", "市直部门"), ("en", "group", "bureaus")):
        heading, town_line, schools, _ = done(
            "departments", "--rulebook", "town-2024", "--lang", lang
        ).splitlines()
        at = heading.index(header)
        assert group in schools
        assert group not in town_line
        assert at > 0


def test_the_table_of_indicators_has_code_title_rule_maximum_and_cadence() -> None:
    lines = done("indicators").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("publicity.campaigns"))
    assert lines[at].split() == ["publicity.campaigns", "3", "月度指标", "33"]
    assert lines[at + 1] == "  诚信文化宣传"
    assert lines[at + 2].startswith("  按月计分，取平均：")


def test_measures_of_all_readings_are_listed_with_whoever_asks_for_them() -> None:
    listed = {measure["code"]: measure for measure in answered("measures")}
    assert listed["hotline.resolved"] == {
        "code": "hotline.resolved",
        "title": "热线解决件数",
        "unit": "件",
        "kind": "flow",
        "within": "hotline.requests",
        "levels": [],
        "highest": None,
        "indicators": ["government_integrity.hotline"],
    }
    assert listed["hotline.requests"]["within"] is None
    assert listed["work_mechanism.established"]["kind"] == "flag"
    assert listed["xinyi_plus.implemented"]["indicators"] == ["application.xinyi_plus"]
    assert listed["social_credit_codes.total"]["indicators"] == [
        "information_collection.code_errors"
    ]
    assert listed["market_entities.total"]["indicators"] == [
        "information_collection.commitments",
        "information_collection.special_information",
        "business_integrity.seriously_dishonest",
        "application.real_name_authentication",
    ]


def test_the_table_of_measures_has_kind_unit_and_limit() -> None:
    lines = done("measures").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("hotline.resolved"))
    assert lines[at].split() == ["hotline.resolved", "流量", "件"]
    assert lines[at + 1 : at + 3] == ["  热线解决件数", "  不大于 hotline.requests"]
    assert "no larger than hotline.requests" in done("measures", "--lang", "en")


GRADED = """
grade = level("visits.grade", zh="走访等级", en="grade", levels={
    "good": Text("好", "good"), "poor": Text("差", "bad")
})
quality = judged("quality.points", zh="走访质量", en="quality", highest="2.5")


@hookimpl
def editions():
    return [edition()]


@hookimpl
def categories():
    graded = indicator(by_level(grade, {"good": 3, "poor": 0}))
    return [category("outreach", "town", graded, indicator(quality, "quality", "2.5"))]
"""


def test_levels_and_the_highest_of_judged_points_are_listed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_plugin(monkeypatch, tmp_path, "town", PARTS + GRADED)
    grade, quality = answered("measures", "--rulebook", "town", "--lang", "en")
    assert grade["levels"] == [
        {"code": "good", "title": "good"},
        {"code": "poor", "title": "bad"},
    ]
    assert (grade["highest"], quality["levels"], quality["highest"]) == (None, [], "2.5")
    lines = [line.strip() for line in done("measures", "--rulebook", "town").splitlines()]
    assert "等级：good 好、poor 差" in lines
    assert "最高 2.5" in lines
    english = done("measures", "--rulebook", "town", "--lang", "en")
    assert "levels: good good, poor bad" in english
    assert "2.5 at most" in english


def test_readings_have_question_options_clause_and_reasons() -> None:
    listed = answered("readings")
    assert [reading["key"] for reading in listed][:2] == [
        "scheduling.maximum",
        "double_publicity.fold",
    ]
    rates = next(reading for reading in listed if reading["key"] == "hotline.rates")
    assert [option["option"] for option in rates["options"]] == ["split", "mean", "lower", "both"]
    assert (rates["adopted"], rates["default"]) == ("split", "split")
    assert all(
        reading[part]
        for reading in listed
        for part in ("question", "options", "clause", "quote", "why")
    )
    assert {reading["elsewhere"] is None for reading in listed} == {True, False}


def test_readings_mark_what_is_adopted() -> None:
    asked = ("--reading", "hotline.rates=lower")
    rates = next(r for r in answered("readings", *asked) if r["key"] == "hotline.rates")
    assert (rates["adopted"], rates["default"]) == ("lower", "split")
    lines = done("readings", *asked).splitlines()
    assert any(line.split()[:2] == ["*", "lower"] for line in lines)
    assert any(line.split()[:1] == ["split"] for line in lines)


def test_departments_are_the_government_and_its_36_members() -> None:
    listed = answered("departments")
    assert len(listed) == 37
    assert listed[0]["code"] == "genhe"
    assert listed[0]["number"] is None
    assert [department["number"] for department in listed[1:]] == list(range(1, 37))
    civil_affairs = next(d for d in listed if d["code"] == "civil_affairs")
    assert civil_affairs == {
        "code": "civil_affairs",
        "title": "根河市民政局",
        "short_names": ["市民政局", "民政局"],
        "number": 10,
        "registrar": "5",
        "group": None,
        "indicators": civil_affairs["indicators"],
        "maximum_exact": "51",
    }
    assert "information_collection.code_errors" in civil_affairs["indicators"]
    assert len(civil_affairs["indicators"]) == 14
    rows = [line.split() for line in done("departments").splitlines()]
    assert ["10", "civil_affairs", "根河市民政局", "市民政局、民政局", "5", "14", "51"] in rows
    assert ["genhe", "根河市人民政府", "根河市、市政府", "26", "98"] in rows


def test_what_a_department_can_reach_follows_the_readings() -> None:
    asked = ("--reading", "scheduling.maximum=heading")
    for listed, government, civil_affairs, propaganda in (
        (answered("departments"), "98", "51", "0"),
        (answered("departments", *asked), "100", "53", "0"),
    ):
        reach = {department["code"]: department["maximum_exact"] for department in listed}
        assert reach["genhe"] == government
        assert (reach["civil_affairs"], reach["propaganda"]) == (civil_affairs, propaganda)


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_speaks_both_languages(command: str) -> None:
    chinese, english = done(command), done(command, "--lang", "en")
    assert chinese != english
    assert answered(command) != answered(command, "--lang", "en")


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_fits_its_width(command: str) -> None:
    for lang in ("zh", "en"):
        assert max(map(cells, done(command, "--lang", lang).splitlines())) <= 100


@pytest.mark.parametrize("command", [*LISTINGS, "check"])
def test_every_listing_takes_a_rulebook_and_refuses_others(command: str) -> None:
    assert done(command, "--rulebook", "genhe-2023") == done(command)
    assert "genhe-2023" in refused(command, "--rulebook", "genhe-2032")


def test_kinds_of_records_say_what_they_feed_and_what_their_tables_need() -> None:
    licences, penalties, codes = answered("kinds", "--lang", "en")
    fed = ["reported", "compliant", "on_time", "concealed"]
    assert {k: v for k, v in licences.items() if k not in {"columns", "rules"}} == {
        "code": "licences",
        "title": "administrative licences",
        "feeds": [f"double_publicity.{what}" for what in fed],
        "needed": ["XK_XKJG", "XK_WSH", "XK_JDRQ", "SJC"],
        "limit": 7,
    }
    assert {
        "code": "CF_CFJG",
        "title": "who decided",
        "names": ["CF_CFJG", "处罚机关", "CF_XZJG", "CF_JG"],
    } in penalties["columns"]
    state = "0, 1, 2, 3, 正常, 有效, 无效, 撤销, 异议, 其他"
    assert {
        "rule": "one_of",
        "column": "XK_ZT",
        "asks": f"is one of {state}, if filled",
    } in licences["rules"]
    assert (codes["needed"], codes["limit"], codes["rules"]) == (["TYSHXYDM"], None, [])


def test_the_table_of_kinds_has_a_line_for_each_measure_and_the_limit_of_records() -> None:
    _, licences, *lines = done("kinds").splitlines()
    assert licences.split() == ["licences", "double_publicity.reported", "XK_XKJG", "7"]
    (codes,) = (line for line in lines if line.startswith("codes"))
    assert codes.split() == ["codes", "code_errors.found", "TYSHXYDM"]


def test_a_rulebook_that_no_records_feed_lists_no_kinds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_plugin(monkeypatch, tmp_path, "my_town", TOWN)
    assert answered("kinds", "--rulebook", "town-2024") == []
