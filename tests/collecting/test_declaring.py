"""Kinds of records as authors declare them: what rules ask, in words, and mistakes at the door."""

import pytest
from attrs import evolve
from tests.collecting.samples import BOOK

from credit_rules import (
    Counted,
    Filled,
    InOrder,
    OneOf,
    PossibleDay,
    RulebookError,
    SocialCreditCode,
)
from credit_rules.checks import check
from credit_rules.records import misfed

LICENCES, PENALTIES, CODES = BOOK.record_kinds


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (Filled("A"), "必填", "is filled"),
        (PossibleDay("A"), "填写的，须为存在的日期", "is a day that there is, if filled"),
        (InOrder("A", since="B"), "不早于 B", "is not before B"),
        (OneOf("A", ["甲", "乙"]), "填写的，须为下列之一：甲、乙", "is one of 甲, 乙, if filled"),
        (
            OneOf("A", ["甲", "乙"], beginning=True),
            "填写的，须以下列之一开头：甲、乙",
            "begins with one of 甲, 乙, if filled",
        ),
        (
            SocialCreditCode("A", organisations=["法人"]),
            "填写的，须符合 GB 32100-2015",
            "is one by GB 32100-2015, if filled",
        ),
        (
            SocialCreditCode("A", category="B", organisations=["法人", "其他组织"]),
            "B 为 法人、其他组织 的，必填且须符合 GB 32100-2015；其他情形下，填写的，须符合 GB 32100-2015",
            (
                "is a code by GB 32100-2015 where B is one of 法人, 其他组织; "
                "otherwise is one by GB 32100-2015, if filled"
            ),
        ),
        (
            SocialCreditCode("A", category="B", persons=["自然人"]),
            "B 为 自然人 的，不检查；其他情形下，填写的，须符合 GB 32100-2015",
            "is not looked at where B is one of 自然人; otherwise is one by GB 32100-2015, if filled",
        ),
    ],
)
def test_a_rule_says_what_it_asks(rule, zh, en):
    assert (rule.words.zh, rule.words.en) == (zh, en)


@pytest.mark.parametrize(
    ("made", "zh"),
    [
        (lambda: OneOf("JL", "合格"), "OneOf 'JL' 的 values 处出现 '合格'；应为(\"…\", \"…\")。"),
        (lambda: OneOf("JL", ["合格", 1]), "OneOf 'JL' 的 values 处出现 1；"),
        (
            lambda: SocialCreditCode("DM", category="LB", organisations="法人"),
            "SocialCreditCode 'DM' 的 organisations 处出现 '法人'；",
        ),
        (
            lambda: SocialCreditCode("DM", category="LB", persons="自然人"),
            "SocialCreditCode 'DM' 的 persons 处出现 '自然人'；",
        ),
    ],
)
def test_words_alone_are_no_list_of_words(made, zh):
    with pytest.raises(RulebookError) as refused:
        made()
    assert zh in str(refused.value)


def told(kind):
    return [problem.text.en for problem in misfed(kind, BOOK.measures)]


def test_kinds_that_feed_what_there_is_are_right():
    assert [told(kind) for kind in (LICENCES, PENALTIES, CODES)] == [[], [], []]


def test_a_kind_that_has_nothing_to_do_with_a_rulebook_is_no_mistake_there():
    assert told(evolve(LICENCES, feeds=Counted("patrols.made", "patrols.good"))) == []


def test_a_measure_that_is_not_there_among_others_that_are_is_named():
    (said,) = told(evolve(LICENCES, feeds=Counted("hotline.requests", "hotline.resolve")))
    assert said.startswith("what the kind of records licences feeds: ")
    assert "hotline.resolve" in said
    assert "hotline.resolved" in said


@pytest.mark.parametrize(
    ("measure", "kind"),
    [("monthly_report.on_time", "flag"), ("population.total", "stock")],
)
def test_records_of_a_month_are_facts_of_flows_alone(measure, kind):
    (said,) = told(evolve(LICENCES, feeds=Counted(measure)))
    assert said == (
        f"what the kind of records licences feeds: the measure {measure} is a {kind}; "
        "expected a measure that is a flow. Mend feeds, or the kind of the measure."
    )


def test_a_list_of_codes_tells_how_things_stand_and_is_facts_of_stocks_alone():
    feeds = evolve(CODES.feeds, found="hotline.requests")
    (said,) = told(evolve(CODES, feeds=feeds))
    assert "the measure hotline.requests is a flow; expected a measure that is a stock." in said


def test_the_check_of_the_rulebook_finds_what_is_fed_wrongly():
    assert not any(finding.fault for finding in BOOK.check())
    wrong = evolve(LICENCES, code="patrols", feeds=Counted("monthly_report.on_time"))
    book = evolve(BOOK, edition=evolve(BOOK.edition, declared_kinds=(wrong, CODES)))
    (fault,) = (finding for finding in check(book.edition) if finding.fault)
    assert fault.about == "patrols"
    assert "数据项 monthly_report.on_time 的类型是“是/否”；" in fault.text.zh
    assert "记录种类 patrols 的 feeds" in fault.text.zh
