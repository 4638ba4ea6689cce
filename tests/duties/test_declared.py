"""A duty as it is declared: what is refused, whose it is, and in which order it is listed."""

from datetime import date
from itertools import pairwise, permutations

import pytest
from attrs import evolve
from tests.core.samples import CITE, PARKS, SCHOOLS, TOWN, Wrong
from tests.duties.samples import EXTENDED, MONTHLY, PLAIN, duty

from credit_rules.duties import (
    AfterDecision,
    DueDate,
    Duty,
    Every,
    Feeds,
    Follows,
    Obligation,
    Standing,
    listed,
)
from credit_rules.errors import CreditRulesError, FormulaError, RulebookError
from credit_rules.indicators import Citation
from credit_rules.periods import Period, Unit
from credit_rules.text import Text

TITLE = Text("走访", "visits")
OWED = {"schools": CITE}

# --- Doors -------------------------------------------------------------------------------------------


def test_a_duty_needs_code_title_due_date_and_who_owes_it() -> None:
    declared = Duty("visit_2", TITLE, MONTHLY, OWED)
    assert (declared.code, declared.title, declared.due) == ("visit_2", TITLE, MONTHLY)
    assert declared.owed_by == OWED
    assert declared.feeds is None


@pytest.mark.parametrize(
    "code", ["", "Visit", "2visits", "visit-plan", "visit.plan", "走访", "a b"]
)
def test_a_code_is_lower_case_words(code: str) -> None:
    with pytest.raises(RulebookError) as refused:
        Duty(code, TITLE, MONTHLY, OWED)
    assert refused.value.read("en").startswith(f"{code!r} is not a code; expected lower-case")
    assert refused.value.read("zh").startswith(f"代码 {code!r} 写法不对；应为小写英文")


FEEDS = Feeds("outreach.visits", "visits.made", Follows.HELD)
RULES = (
    "AfterDecision(7, …), NextMonth(4, …), Every(Unit.QUARTER, …), "
    'ByEndOf("2023-08", …) / Standing(…)'
)


@pytest.mark.parametrize(
    ("field", "value", "expected", "error"),
    [
        ("title", "走访", 'Text("…", "...")', RulebookError),
        ("due", "次月4日前", RULES, RulebookError),
        ("due", type(MONTHLY), RULES, RulebookError),
        ("owed_by", ["schools"], '{"…": Citation("…", "...")}', RulebookError),
        ("owed_by", {SCHOOLS: CITE}, '"…"', RulebookError),
        ("owed_by", {"schools": "附件1·1"}, 'Citation("…", "...")', FormulaError),
        ("feeds", "outreach.visits", 'Feeds("…", "…")', RulebookError),
    ],
)
def test_what_does_not_belong_into_a_field_is_refused_with_the_field_and_the_duty(
    field: str, value: Wrong, expected: str, error: type[CreditRulesError]
) -> None:
    with pytest.raises(error) as refused:
        evolve(duty("visit"), **{field: value})
    assert type(refused.value) is error
    zh, en = refused.value.read("zh"), refused.value.read("en")
    assert zh.startswith(f"Duty 'visit' 的 {field} 处出现 ")
    assert zh.endswith(f"；应为{expected}。改写 {field}。")
    assert f" stands in the field {field} of the Duty 'visit'; expected {expected}. " in en


@pytest.mark.parametrize(
    ("field", "value", "shown", "expected"),
    [
        ("measures", ["visits.made", 7], "7", '"…"'),
        ("measures", 7, "7", '"…"'),
        ("follows", "held", "'held'", "Follows.IN_TIME, Follows.HELD, Follows.REPORTED"),
    ],
)
def test_what_a_duty_feeds_is_refused_with_the_field_and_the_indicator(
    field: str, value: Wrong, shown: str, expected: str
) -> None:
    with pytest.raises(RulebookError) as refused:
        evolve(FEEDS, **{field: value})
    assert refused.value.read("zh") == (
        f"Feeds 'outreach.visits' 的 {field} 处出现 {shown}；应为{expected}。改写 {field}。"
    )
    assert refused.value.read("en").startswith(
        f"{shown} stands in the field {field} of the Feeds 'outreach.visits'; expected {expected}."
    )


def test_a_code_or_an_indicator_that_is_no_word_is_refused() -> None:
    no_code: Wrong = 7
    for refuse in (
        lambda: Duty(no_code, TITLE, MONTHLY, OWED),
        lambda: Feeds(no_code, "visits.made"),
    ):
        with pytest.raises(RulebookError, match="处出现 7；应为"):
            refuse()


def test_one_measure_needs_no_list_and_none_may_be_fed() -> None:
    one: Wrong = "visits.made"
    assert Feeds("outreach.visits", one).measures == ("visits.made",)
    assert Feeds("outreach.visits", ["b.two", "a.one"]).measures == ("b.two", "a.one")
    assert Feeds("outreach.visits", ()).measures == ()
    assert Feeds("outreach.visits", one).follows is None
    assert not Feeds("outreach.visits", one).government


def test_what_nobody_would_read_without_its_name_is_given_by_name() -> None:
    feeds: Wrong = Feeds
    with pytest.raises(TypeError, match="positional"):
        feeds("outreach.visits", ["visits.made"], Follows.HELD, True)  # noqa: FBT003
    obligation: Wrong = Obligation
    with pytest.raises(TypeError, match="positional"):
        obligation(SCHOOLS, duty(), JULY, None, None, "12号")


def test_a_fact_cannot_follow_of_no_measure() -> None:
    with pytest.raises(RulebookError) as refused:
        Feeds("outreach.visits", (), Follows.IN_TIME)
    assert refused.value.read("zh") == (
        "Feeds 由台账得出 in_time，却没有写明指标 outreach.visits 的数据项；应为至少一个数据项。"
        "在 measures 中写明数据项。"
    )
    assert refused.value.read("en") == (
        "in_time is to follow from a duty, but of no measure of outreach.visits; "
        "expected one measure at least. Name the measure in measures."
    )


@pytest.mark.parametrize(
    ("follows", "counts"),
    [(None, False), (Follows.IN_TIME, False), (Follows.HELD, True), (Follows.REPORTED, True)],
)
def test_events_are_counted_where_their_number_is_a_fact(
    follows: Follows | None, counts: Wrong
) -> None:
    assert duty(feeds=evolve(FEEDS, follows=follows)).counts is counts
    assert not duty().counts


@pytest.mark.parametrize(("times", "counts"), [(1, False), (2, True)])
def test_events_are_counted_where_more_than_one_is_asked_for(times: int, counts: Wrong) -> None:
    assert duty("visit", Every(Unit.QUARTER, times)).counts is counts


# --- The order of a department's list -------------------------------------------------------------------

IN_ORDER = [
    "附件1·4",
    "附件1·4·一·1",
    "附件1·4·一·2(1)",
    "附件1·4·一·2(2)",
    "附件1·4·一·2(10)",
    "附件1·4·一·10",
    "附件1·4·二·1",
    "附件1·4·三·1",
    "附件1·4·四",
    "附件1·4·九",
    "附件1·4·十",
    "附件1·4·十一",
    "附件1·4·十九",
    "附件1·4·二十",
    "附件1·4·二十一",
    "附件1·4·三十",
    "附件1·5·9",
    "附件1·5·10",
    "附件1·10·1",
]


@pytest.mark.parametrize("pair", list(pairwise(IN_ORDER)), ids=str)
def test_clauses_are_listed_by_number(pair: tuple[str, str]) -> None:
    for clauses in permutations(pair):
        duties = [duty(f"visit_{at}", schools=clause) for at, clause in enumerate(clauses)]
        found = [one.owed_by["schools"].clause for one in listed(duties, SCHOOLS)]
        assert found == list(pair)


def test_a_whole_list_has_its_order_whatever_was_declared_first() -> None:
    duties = [duty(f"visit_{at}", schools=clause) for at, clause in enumerate(IN_ORDER)]
    assert list(listed(reversed(duties), SCHOOLS)) == duties


def test_clauses_of_another_form_are_listed_too() -> None:
    clauses = ["", "7", "七条", "第2条", "第十条", "附件"]
    duties = [duty(f"visit_{at}", schools=clause) for at, clause in enumerate(clauses)]
    assert sorted(map(str, listed(duties, SCHOOLS))) == sorted(map(str, duties))


def test_everybody_has_a_list_of_their_own() -> None:
    first = duty("first", schools="附件1·1·2", parks="附件1·2·1")
    second = duty("second", schools="附件1·1·1")
    third = duty("third", parks="附件1·2·2")
    duties = [third, first, second]

    assert listed(duties, SCHOOLS) == (second, first)
    assert listed(duties, PARKS) == (first, third)
    assert listed(duties, TOWN) == ()


def test_two_duties_of_one_clause_stand_as_they_were_declared() -> None:
    duties = [duty("second", schools="附件1·1"), duty("first", schools="附件1·1")]
    assert list(listed(duties, SCHOOLS)) == duties


# --- Who owes what for which period -------------------------------------------------------------------

JULY = Period.month(2023, 7)


def test_an_obligation_cites_the_department_s_own_list() -> None:
    one = duty(schools="附件1·1·2", parks="附件1·2·1")
    clauses = [Obligation.of(who, one, JULY, PLAIN).cite for who in (SCHOOLS, PARKS)]
    assert clauses == [Citation("附件1·1·2", CITE.quote), Citation("附件1·2·1", CITE.quote)]


def test_an_obligation_is_known_by_all_that_no_calendar_moves() -> None:
    september = Period.month(2023, 9)
    report = Obligation.of(SCHOOLS, duty("report"), september, PLAIN)
    moved = Obligation.of(SCHOOLS, duty("report"), september, EXTENDED)
    assert report.key == moved.key == ("schools", "report", "2023-09", "", "")
    assert report.due == DueDate.known(date(2023, 10, 4))
    assert moved.due == DueDate.known(date(2023, 10, 7))

    licence = duty("licence", AfterDecision(7), schools="1", parks="2")
    day = date(2023, 9, 28)
    decided = Obligation.of(PARKS, licence, september, PLAIN, day, reference="12号")
    assert decided.key == ("parks", "licence", "2023-09", "2023-09-28", "12号")
    assert decided.due == DueDate.known(date(2023, 10, 13))
    assert (decided.decided_on, decided.reference) == (day, "12号")

    always = Obligation.of(SCHOOLS, duty("tidy", Standing()), september, PLAIN)
    assert always.due is None


def test_a_duty_that_nobody_owes_is_refused() -> None:
    with pytest.raises(RulebookError) as refused:
        evolve(duty("visit"), owed_by={})
    assert refused.value.read("en").startswith(
        "nobody owes the duty visit; expected one department"
    )
    assert "没有承担部门" in refused.value.read("zh")


def test_nothing_without_a_last_day_can_be_in_time() -> None:
    in_time = Feeds("outreach.visits", "visits.made", Follows.IN_TIME)
    with pytest.raises(RulebookError) as refused:
        evolve(duty("visit"), due=Standing(), feeds=in_time)
    assert "the duty visit has no last day" in refused.value.read("en")
    assert "没有期限" in refused.value.read("zh")
    assert evolve(duty("visit"), due=Standing(), feeds=FEEDS).counts


def test_whether_it_is_the_governments_is_yes_or_no() -> None:
    wrong: Wrong = "yes"
    with pytest.raises(RulebookError) as refused:
        Feeds("outreach.visits", "visits.made", government=wrong)
    assert "'yes' stands in the field government" in refused.value.read("en")
