"""Duties as part of a rulebook: what they name must be there, what they quote must be in the text."""

from collections.abc import Mapping

import pytest
from attrs import evolve
from tests.core.samples import (
    CITE,
    Wrong,
    category,
    edition,
    indicator,
    kept,
    made,
    plan,
    report,
)
from tests.duties.samples import BOTH, MONTHLY, duty

from credit_rules import Rulebook
from credit_rules.checks import check
from credit_rules.duties import (
    AfterDecision,
    ByEndOf,
    Due,
    Duty,
    Every,
    Feeds,
    Follows,
    NextMonth,
    Standing,
)
from credit_rules.errors import Problem, RulebookError
from credit_rules.formulas import Amount, by_level, capped, judged, level
from credit_rules.indicators import Citation
from credit_rules.measures import Kind
from credit_rules.periods import Unit
from credit_rules.plugins import Installed, Plugin
from credit_rules.rulebooks import BoundEdition, Edition, complete
from credit_rules.text import Text, same

grade = level("plan.grade", zh="等级", en="grade", levels={"bad": same("差"), "good": same("好")})
marks = judged("plan.marks", zh="评分", en="marks", highest=3)

OUTREACH = category(
    indicator(capped(made + kept, 3)),
    indicator(3 * report, code="report"),
    indicator(3 * plan, code="plan"),
    indicator(by_level(grade, {"bad": 0, "good": 3}), code="grade"),
    indicator(1 * marks, code="marks"),
)


def text(*duties: Duty, **more: Wrong) -> Edition:
    """The town's rulebook with these duties."""
    return evolve(edition("outreach", points="15"), duties=duties, **more)


def whole(*duties: Duty) -> BoundEdition:
    return complete(text(*duties), [OUTREACH], {})


def wrong(*duties: Duty) -> list[Problem]:
    """What is wrong with the duties of a rulebook that is whole otherwise."""
    with pytest.raises(RulebookError) as refused:
        whole(*duties)
    assert refused.value.exit_code == 3
    return list(refused.value.problems)


# --- What an edition declares ------------------------------------------------------------------------


def test_an_edition_has_no_duties_unless_it_declares_some() -> None:
    assert edition("outreach").duties == ()
    declared = [duty("first"), duty("second")]
    assert text(*declared).duties == tuple(declared)
    assert whole(*declared).edition.duties == tuple(declared)


def test_a_duty_that_is_none_is_refused_with_the_edition() -> None:
    none: Wrong = "visit"
    with pytest.raises(RulebookError) as refused:
        text(duty("visit"), none)
    assert refused.value.read("zh") == (
        "Edition 'town' 的 duties 处出现 'visit'；应为Duty(\"…\", …)。改写 duties。"
    )
    assert refused.value.read("en") == (
        "'visit' stands in the field duties of the Edition 'town'; expected Duty(\"…\", …). "
        "Write the duties in that form."
    )


def test_two_duties_of_one_code_are_refused() -> None:
    with pytest.raises(RulebookError) as refused:
        text(duty("visit", title="one"), duty("visit", title="other", parks="一"))
    assert (
        refused.value.read("zh")
        == "任务 visit 出现两次；应为每个任务只出现一次。删去或改名其中一个。"
    )
    assert refused.value.read("en") == (
        "the duty visit occurs twice; expected each duty once. Delete or rename one of them."
    )


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (Text("走访", "visits"), Text("走访", "calls"), "走访"),
        (Text("走访", "visits"), Text("拜访", "visits"), "visits"),
        (Text("走访", "visits"), Text("visits", "calls"), "visits"),
    ],
)
def test_two_duties_of_one_department_have_titles_of_their_own(
    first: Text, second: Text, shared: str
) -> None:
    # listed by clause: what stands first in the list is named first
    later = Duty("later", first, MONTHLY, {"schools": Citation("附件1·1·10", CITE.quote)})
    former = Duty("former", second, MONTHLY, {"schools": Citation("附件1·1·9", CITE.quote)})
    with pytest.raises(RulebookError) as refused:
        text(later, former)
    assert refused.value.read("zh") == (
        f"schools 的任务 former 和 later 同名：{shared}；应为同一部门的任务各有名称。为其中一项改名。"
    )
    assert refused.value.read("en") == (
        f"the duties former and later of schools are both titled {shared}; "
        "expected a title of its own for each duty of a department. Give one of them another title."
    )


def test_duties_of_different_departments_may_have_one_title() -> None:
    declared = duty("one", title="visit", schools="一"), duty("two", title="visit", parks="二")
    assert whole(*declared).edition.duties == declared


def test_a_title_may_be_the_same_in_both_languages() -> None:
    alike = Duty("visit", same("VIP"), MONTHLY, {who.code: CITE for who in BOTH})
    assert whole(alike).edition.duties == (alike,)


# --- What duties name -------------------------------------------------------------------------------------


def test_a_department_that_there_is_not_is_refused_with_the_nearest() -> None:
    (problem,) = wrong(duty("visit", shools="一", parks="二"))
    assert problem.read("zh") == (
        "任务 visit：部门 'shools' 不存在；应为部门名称：schools、parks。是否为 schools。"
    )
    assert problem.read("en") == (
        "the duty visit: there is no department 'shools'; expected one of schools, parks. "
        "Did you mean schools."
    )


def test_the_government_owes_no_duty() -> None:
    # it is scored; its departments are given the tasks
    (problem,) = wrong(duty("visit", town="一"))
    assert problem.wrong.en == "there is no department 'town'"


def test_an_indicator_or_a_measure_that_there_is_not_is_refused_with_the_nearest() -> None:
    (problem,) = wrong(duty("visit", feeds=Feeds("outreach.visit", ["visits.made"])))
    assert problem.read("zh").startswith("任务 visit：指标 'outreach.visit' 不存在；应为指标名称：")
    assert problem.read("en").startswith(
        "the duty visit: there is no indicator 'outreach.visit'; expected one of outreach.visits, "
    )
    assert problem.remedy.en == "Did you mean outreach.visits"

    (problem,) = wrong(duty("visit", feeds=Feeds("outreach.visits", ["visits.kept", "visits.mad"])))
    assert problem.read("zh") == (
        "任务 visit：数据项 'visits.mad' 不存在；应为数据项名称：visits.made、visits.kept。"
        "是否为 visits.made。"
    )
    assert problem.read("en") == (
        "the duty visit: there is no measure 'visits.mad'; expected one of visits.made, "
        "visits.kept. Did you mean visits.made."
    )


def test_a_measure_of_another_indicator_is_none_of_this_one() -> None:
    (problem,) = wrong(duty("visit", feeds=Feeds("outreach.plan", ["visits.made"])))
    assert problem.wrong.en == "there is no measure 'visits.made'"


def test_all_that_the_duties_name_and_is_not_there_is_said_together() -> None:
    found = wrong(
        duty("first", nobody="一", noone="二", feeds=Feeds("outreach.none", ["visits.made"])),
        duty("second", feeds=Feeds("outreach.visits", ["visits.a", "visits.b"], Follows.HELD)),
        duty("third"),
    )
    assert [(problem.where.en, problem.wrong.en) for problem in found] == [
        ("the duty first", "there is no department 'nobody'"),
        ("the duty first", "there is no department 'noone'"),
        ("the duty first", "there is no indicator 'outreach.none'"),
        ("the duty second", "there is no measure 'visits.a'"),
        ("the duty second", "there is no measure 'visits.b'"),
    ]


COUNTS: Mapping[Kind, tuple[str, Amount]] = {
    Kind.FLAG: ("outreach.report", report),
    Kind.FLOW: ("outreach.visits", made),
    Kind.LEVEL: ("outreach.grade", grade),
    Kind.JUDGED: ("outreach.marks", marks),
}
FITTING = {
    (Follows.IN_TIME, Kind.FLAG),
    (Follows.HELD, Kind.FLOW),
    (Follows.REPORTED, Kind.FLOW),
}


@pytest.mark.parametrize("follows", Follows)
@pytest.mark.parametrize("kind", COUNTS)
def test_a_fact_follows_of_a_measure_of_its_kind_only(follows: Follows, kind: Kind) -> None:
    code, amount = COUNTS[kind]
    feeding = duty("visit", feeds=Feeds(code, [amount.measure.code], follows))
    if (follows, kind) in FITTING:
        assert whole(feeding).edition.duties == (feeding,)
        return
    (problem,) = wrong(feeding)
    zh, en = ("是/否", "flag") if follows is Follows.IN_TIME else ("流量", "flow")
    assert problem.read("zh") == (
        f"任务 visit：由该任务得出的数据项 {amount.measure.code} 的类型是{kind.title.zh}；"
        f"应为类型为{zh}的数据项。改正任务的 feeds，或数据项的类型。"
    )
    assert problem.read("en") == (
        f"the duty visit: the measure {amount.measure.code}, which is to follow from the duty, "
        f"is a {kind.title.en}; expected a measure that is a {en}. "
        "Mend what the duty feeds, or the kind of the measure."
    )


def test_only_the_first_measure_follows_and_without_following_any_kind_is_fed() -> None:
    mixed = category(indicator(capped(made + report, 3)))
    both = ["visits.made", "report.on_time"]
    for feeds in (
        Feeds("outreach.visits", both, Follows.HELD),
        Feeds("outreach.visits", both[::-1], Follows.IN_TIME),
        Feeds("outreach.visits", both),
        Feeds("outreach.visits", []),
    ):
        assert complete(text(duty("visit", feeds=feeds)), [mixed], {}).edition.duties
    backwards = text(duty("visit", feeds=Feeds("outreach.visits", both, Follows.IN_TIME)))
    with pytest.raises(RulebookError, match=r"visits\.made"):
        complete(backwards, [mixed], {})


# --- What duties quote ------------------------------------------------------------------------------------


def load(*duties: Duty) -> Rulebook:
    plugin = Plugin(
        "town", "town", "1.0", "town", editions=(text(*duties),), categories=(OUTREACH,)
    )
    return Rulebook.load(installed=Installed([plugin]))


ABSENT = Citation("附件1·1·2", "每月走访两次")
SAID = (
    "town visit：原文中找不到引文“每月走访两次”（附件1·1·2）；应为与原文逐字一致的引文"
    "（空白和声明的错字除外）。改正引文，或在 Document 的 misprints 中声明错字。"
)


def test_a_duty_that_quotes_the_text_is_loaded() -> None:
    loaded = load(duty("visit", schools="附件1·1·2", parks="附件1·2·2"))
    assert [one.code for one in loaded.edition.edition.duties] == ["visit"]
    assert not [finding for finding in check(loaded.edition) if finding.fault]


def test_a_quote_of_a_duty_that_is_not_in_the_text_is_refused_with_its_clause() -> None:
    with pytest.raises(RulebookError) as refused:
        load(duty("visit", parks="附件1·2·2", schools=ABSENT))
    (problem,) = refused.value.problems
    assert problem.read("zh") == SAID
    assert problem.read("en") == (
        "town visit: the text does not contain “每月走访两次” (附件1·1·2); expected the words of "
        "the text, white space and declared misprints apart. "
        "Mend the quote, or declare the misprint in the Document's misprints."
    )
    (fault,) = [f for f in check(whole(duty("visit", schools=ABSENT))) if f.fault]
    assert (fault.about, fault.text) == ("visit", problem.text)


def test_every_clause_of_a_duty_is_looked_up_and_a_shared_quote_once() -> None:
    others = Citation("附件1·2·1", "每季度走访")
    with pytest.raises(RulebookError) as refused:
        load(duty("visit", schools=ABSENT, parks=others), duty("second", schools=CITE))
    assert [problem.wrong.zh for problem in refused.value.problems] == [
        "原文中找不到引文“每月走访两次”（附件1·1·2）",
        "原文中找不到引文“每季度走访”（附件1·2·1）",
    ]
    with pytest.raises(RulebookError) as refused:
        load(duty("visit", schools=ABSENT, parks=evolve(ABSENT, clause="附件1·2·1")))
    (problem,) = refused.value.problems
    assert problem.wrong.zh == "原文中找不到引文“每月走访两次”（附件1·1·2）"


@pytest.mark.parametrize(
    "due",
    [
        AfterDecision(7, "7个工作日内"),
        NextMonth(4, "次月4日前"),
        Every(Unit.QUARTER, 1, "每季度一次"),
        ByEndOf("2023-08", "8月底前"),
        Standing("持续推进"),
    ],
    ids=lambda due: type(due).__name__,
)
def test_the_words_of_a_due_date_must_stand_in_the_text_too(due: Due) -> None:
    quoted: Wrong = due
    with pytest.raises(RulebookError) as refused:
        load(duty("visit", due))
    (problem,) = refused.value.problems
    kind = type(due).__name__
    assert problem.read("zh").startswith(
        f"town visit：原文中找不到引文“{due.quote}”（{kind}.quote）；应为与原文逐字一致的引文"
    )
    assert problem.read("en").startswith(
        f"town visit: the text does not contain “{due.quote}” ({kind}.quote); expected the words"
    )
    assert load(duty("visit", evolve(quoted, quote="每走访一次")))
    assert load(duty("visit", evolve(quoted, quote="")))
