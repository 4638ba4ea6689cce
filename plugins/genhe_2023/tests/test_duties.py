"""附件1 as duties, held line by line against the text by a reading of its own."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from plugins.genhe_2023.tests.annex_1 import ANNEX_1, Line, bare, leaves

from credit_rules import Citation, Duty, Follows, Rulebook
from credit_rules_genhe_2023 import editions

(EDITION,) = editions()
BOOK = Rulebook.load()
LINES = leaves()
NUMBERS = {member.code: member.number for member in EDITION.roster.members}


class Owed(NamedTuple):
    """A duty of one department."""

    department: str
    duty: Duty
    cite: Citation


OWED = [
    Owed(department, duty, cite)
    for duty in EDITION.duties
    for department, cite in duty.owed_by.items()
]
AT = {owed.cite.clause: owed for owed in OWED}


# --- what the text says of a deadline


class Deadline(NamedTuple):
    """How often something is due, and the number that goes with it: days, a day, times, a month."""

    cadence: str
    number: int | None = None


NAMED = {
    "per_decision": r"决定之日起(\d)个工作日内",
    "monthly": r"[每当]月(\d)日前报送上月",
    "quarterly": r"每[季举]度至少开展(\d)次",
    "annual": r"每年至少开展(\d)次",
    "once": r"完成时限:2023年(\d)月",
    "ongoing": r"持续推进()",
}


def named(words: str) -> Deadline | None:
    """The deadline that *words* name."""
    found = [
        Deadline(cadence, int(match[1]) if match[1] else None)
        for cadence, pattern in NAMED.items()
        for match in re.finditer(pattern, bare(words))
    ]
    if "季度与年度工作考核" in words:  # the shorter of the two
        found.append(Deadline("quarterly", 1))
    assert len(found) <= 1, words
    return found[0] if found else None


def deadline(line: Line) -> Deadline:
    """Its own, else its heading's, else none: ongoing."""
    return named(line.words) or named(line.heading) or Deadline("ongoing")


def stated(duty: Duty) -> Deadline:
    """The same of a duty."""
    due = duty.due
    if (period := getattr(due, "period", None)) is not None:
        assert str(period).startswith("2023-")
        return Deadline(due.cadence.value, int(str(period).removeprefix("2023-")))
    numbers = [getattr(due, name, None) for name in ("working_days", "day", "times")]
    return Deadline(due.cadence.value, next((n for n in numbers if n is not None), None))


# --- every line


def test_the_text_has_448_lines_that_give_somebody_something_to_do() -> None:
    printed = ANNEX_1.splitlines()
    below = sum(line.startswith("(") for line in printed)
    numbered = sum(bool(re.match(r"(\d+ \| \S+ \| )?\d+\.", line)) for line in printed)
    # 制度建设, 报送信用信息, 开展诚信宣传教育, and one each of 发改委 and 市场监管局
    headings = 20 + 28 + 33 + 1 + 1
    assert (below, numbered) == (314, 214)
    assert len(LINES) == 314 + 214 - headings + 3 == 448


def test_every_line_has_one_duty_in_its_place_and_no_duty_is_anywhere_else() -> None:
    assert Counter(owed.cite.clause for owed in OWED) == Counter(line.clause for line in LINES)
    for department, _, cite in OWED:
        assert cite.clause.split("·")[1] == str(NUMBERS[department])


def test_a_broken_line_is_read_as_one() -> None:
    (broken,) = (line for line in LINES if line.clause == "附件1·23·8(2)")
    assert bare(broken.words).endswith("信用监管、信用应用、信用修复、诚信典型选树等相关内容")


@pytest.fixture(params=NUMBERS)
def lines(request) -> list[Line]:
    """The lines of one department."""
    return [line for line in LINES if line.number == NUMBERS[request.param]]


def test_the_quote_is_the_line_without_number_and_deadline(lines: list[Line]) -> None:
    for line in lines:
        quote, words = bare(AT[line.clause].cite.quote), bare(line.words)
        assert quote in words, line
        before, after = words.split(quote)
        assert re.fullmatch(r"(\(?\d+[.)])?(制度建设。)?", before), line
        if line.clause == "附件1·23·8(2)":  # quoted up to where the table breaks it
            assert after == "信用应用、信用修复、诚信典型选树等相关内容"
            continue
        digit = r"(\(统一社会信用代码第1位为\d的\))?"
        rest = re.fullmatch(rf"[。,]?{digit}(\(([^()]*)[)〕])?", after)
        assert rest, line
        assert rest[3] is None or named(rest[3]), line


def test_the_deadline_is_that_of_the_line_else_of_its_heading(lines: list[Line]) -> None:
    for line in lines:
        assert stated(AT[line.clause].duty) == deadline(line), line


def test_the_words_of_the_deadline_stand_in_the_line_or_its_heading(lines: list[Line]) -> None:
    for line in lines:
        duty = AT[line.clause].duty
        if duty.code == "repair_notice":  # one list says that it goes on, the others say nothing
            assert (duty.due.quote, line.heading) == ("", "")
            assert named(line.words) == (Deadline("ongoing") if line.number == 23 else None)
            continue
        told = bare(line.words if named(line.words) else line.heading).replace("举度", "季度")
        assert bool(duty.due.quote) == bool(named(told)), line
        assert duty.due.quote in told, line


def test_the_whole_deadline_is_quoted_where_it_differs() -> None:
    monthly = {
        owed.cite.clause: owed.duty.due.quote for owed in OWED if "月4日" in owed.duty.due.quote
    }
    for line in LINES:
        if line.clause in monthly:
            assert f"{monthly[line.clause]})" in bare(line.words)
    assert set(monthly.values()) == {
        "每月4日前报送上月产生信息",
        "每月4日前报送上月信息",
        "当月4日前报送上月信息",
    }


# --- how many

WORDS = {
    "per_decision": "7个工作日内",
    "monthly": "4日前报送上月",
    "quarterly": "度至少开展1次|实施季度与年度",
    "annual": "每年至少",
}
TOTALS = {"per_decision": 25, "monthly": 174, "quarterly": 34, "annual": 58}


@pytest.mark.parametrize("department", NUMBERS)
def test_what_recurs_is_counted_as_the_words_of_a_departments_list_are(department: str) -> None:
    number = NUMBERS[department]
    (own,) = re.findall(rf"(?ms)^{number} \| \S+ \| .*?(?=^\d+ \| \S+ \| |\Z)", ANNEX_1)
    counted = {cadence: len(re.findall(words, bare(own))) for cadence, words in WORDS.items()}
    owed = Counter(o.duty.due.cadence.value for o in OWED if o.department == department)
    assert {cadence: owed[cadence] for cadence in WORDS} == counted


def test_so_many_duties_there_are_of_each_cadence() -> None:
    # Recurring ones by their words. Once: 20 headings 制度建设 of three lines each, 26 lines that
    # name a month themselves, 附件1·4·一·4(8). The rest of the 448 is ongoing.
    owed = Counter(o.duty.due.cadence.value for o in OWED)
    assert owed == {**TOTALS, "once": 20 * 3 + 26 + 1, "ongoing": 70}
    found = {cadence: len(re.findall(words, bare(ANNEX_1))) for cadence, words in WORDS.items()}
    assert found == TOTALS
    assert len(re.findall("制度建设。.?完成时限", bare(ANNEX_1))) == 20
    assert len(re.findall("完成时限:2023年", bare(ANNEX_1))) == 20 + 26 + 1


def test_the_example_of_one_department_in_full() -> None:
    bureau = {o.cite.clause: o.duty.code for o in OWED if o.department == "education"}
    assert bureau == {
        "附件1·5·1(1)": "application_rules",
        "附件1·5·1(2)": "commitment_rules",
        "附件1·5·1(3)": "tiered_supervision_rules",
        "附件1·5·2(1)": "double_publicity",
        "附件1·5·2(2)": "administrative_information",
        "附件1·5·2(3)": "commitments",
        "附件1·5·2(4)": "joint_cases",
        "附件1·5·2(5)": "public_employees",
        "附件1·5·2(6)": "other_information",
        "附件1·5·3": "repair_notice",
        "附件1·5·4": "credit_checks",
        "附件1·5·5": "xinyi_education",
        "附件1·5·6(1)": "campaigns",
        "附件1·5·6(2)": "training",
        "附件1·5·6(3)": "integrity_education",
        "附件1·5·7": "monthly_report",
    }


# --- one duty for what is asked in one way

MISREAD = {"举度": "季度", "公取人员": "公职人员", "公敢人贫": "公职人员", "信意": "信息"}
MISREAD |= {"提拨": "提拔", '"双清零"': "“双清零”", "降低至": "控制在"}


def meant(line: Line) -> str:
    """The task of *line*, whatever is misprinted, in letters alone; 23·8(2) by its first half."""
    words = bare(line.words)
    for printed, word in MISREAD.items():
        words = words.replace(printed, word)
    words = re.sub(r"^(\d+\.|\(\d+\))(制度建设。)?|\([^()]*[)〕]$", "", words)
    words = re.sub(r"\(统一社会信用代码第1位为\d的\).*", "", words)
    return re.sub(r"[^\w]", "", words).partition("信用监管信用应用")[0]


def test_what_is_asked_in_the_same_words_by_the_same_time_is_one_duty() -> None:
    codes: dict[tuple[str, Deadline], set[str]] = {}
    asked: dict[str, set[tuple[str, Deadline]]] = {}
    for line in LINES:
        # A task that 附件1 gives twice to 发改委: as the leader, and as one of all.
        if line.clause == "附件1·4·一·10":
            continue
        key, code = (meant(line), deadline(line)), AT[line.clause].duty.code
        codes.setdefault(key, set()).add(code)
        asked.setdefault(code, set()).add(key)
    assert [found for found in codes.values() if len(found) > 1] == []
    assert [found for found in asked.values() if len(found) > 1] == []


# --- what it feeds


def test_these_duties_have_facts_follow() -> None:
    told = {
        duty.code: (duty.feeds.measures, duty.feeds.follows, duty.feeds.government)
        for duty in EDITION.duties
        if duty.feeds and (duty.feeds.follows or duty.feeds.government)
    }
    assert told == {
        "campaigns": (("campaigns.held",), Follows.HELD, False),
        "training": (("training.held",), Follows.HELD, False),
        "integrity_education": (("integrity_education.held",), Follows.HELD, False),
        "joint_cases": (("joint_cases.collected",), Follows.REPORTED, False),
        "monthly_report": (("monthly_report.on_time",), Follows.IN_TIME, False),
        "coordinate_monthly_report": (("monthly_report.on_time",), Follows.IN_TIME, True),
    }


def test_every_indicator_is_fed_and_these_duties_feed_none() -> None:
    fed = {duty.feeds.indicator for duty in EDITION.duties if duty.feeds}
    assert fed == {indicator.code for indicator in BOOK.indicators}
    # Nothing in 附件2 counts these; coordinate_publicity is of three indicators at once.
    assert {duty.code for duty in EDITION.duties if not duty.feeds} == {
        "assessment",
        "coordinate_other_information",
        "coordinate_publicity",
        "coordinate_xinyi_loans",
        "credit_repair",
        "embed_credit_queries",
        "enterprise_financing",
        "financial_products",
        "joint_modelling",
        "other_information",
        "other_information_standing",
        "platform_security",
        "professional_qualifications",
        "publicity_resources",
        "risk_sharing",
    }


def feeding(indicator: str) -> Iterator[Owed]:
    """Whoever owes something that feeds *indicator*."""
    yield from (o for o in OWED if o.duty.feeds and o.duty.feeds.indicator == indicator)


ROWS = [row for row in EDITION.applies if row.departments]
# Duties that feed an indicator on which their department is not scored by itself.
LEADING = {"coordinate_code_errors"}  # 发改委 issues no codes: it leads those who do


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.indicator)
def test_whoever_is_scored_on_an_indicator_owes_what_feeds_it(row) -> None:
    owing = {o.department for o in feeding(row.indicator) if o.duty.code not in LEADING}
    assert owing == set(row.departments)
    clauses = {o.cite.clause for o in feeding(row.indicator)}
    assert {cite.clause for cite in row.cites} <= clauses


def test_what_is_scored_on_the_government_alone_is_fed_by_departments_all_the_same() -> None:
    fed = {
        row.indicator: {o.department for o in feeding(row.indicator)}
        for row in EDITION.applies
        if not row.departments
    }
    commitments = fed.pop("information_collection.commitments")
    assert len(commitments) == ANNEX_1.count(")报送信用承诺及履约践诺信息") == 22
    assert fed == {
        "information_collection.special_information": {
            "development_reform",
            "natural_resources",
            "environment",
            "housing",
        },
        "government_integrity.defaulters": {"development_reform"},
        "business_integrity.a_grade_taxpayers": {"tax"},
        "business_integrity.seriously_dishonest": {
            "development_reform",
            "market_regulation",
            "court",
            "tax",
        },
        "application.real_name_authentication": {"market_regulation", "industry_commerce"},
    }
