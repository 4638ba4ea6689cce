"""根政办字〔2023〕52号: headings, roster and readings, held against the text itself."""

import re
from datetime import date
from importlib.resources import files

import pytest

from credit_rules.errors import UsageError
from credit_rules_genhe_2023 import editions

(EDITION,) = editions()
SOURCE = files("credit_rules_genhe_2023") / "genhe-2023-52.zh-Hans.txt"
TEXT = SOURCE.read_text(encoding="utf-8")
ANNEX_1, _, ANNEX_2 = TEXT.partition("序号 | 部门名称")[2].partition("附件 2")
ROWS = re.findall(r"(?ms)^(\d+) \| (\S+) \| (.*?)(?=^\d+ \| |\Z)", ANNEX_1)


def test_the_document_says_what_it_is() -> None:
    document = EDITION.document
    assert EDITION.code == "genhe-2023"
    assert document.text == TEXT
    assert document.title in TEXT
    assert f"文号: | {document.number}" in TEXT
    assert document.published == date(2023, 8, 9)
    assert "成文日期: | 2023-08-09" in TEXT


def test_the_headings_are_those_of_annex_2_with_their_points() -> None:
    words = "".join(ANNEX_2.split()).replace("|", "")
    # 制度建设(12分) and so on; the last number in parentheses before 分 is the heading's
    found = [
        (heading.title.zh, heading.points, words.find(f"{heading.title.zh}({heading.points}分)"))
        for heading in EDITION.headings
    ]
    places = [place for _, _, place in found]
    assert min(places) >= 0
    assert places == sorted(places)
    assert len(re.findall(r"\(\d+分\)", words)) == len(EDITION.headings) == 8
    assert sum(heading.points for heading in EDITION.headings) == 100


def test_the_departments_are_the_36_of_annex_1_in_its_order() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 37))
    members = EDITION.roster.members
    assert [member.number for member in members] == list(range(1, 37))
    for number, name, _ in ROWS:
        assert EDITION.roster.find(name).number == int(number), name


def test_nobody_is_found_by_a_name_that_nobody_has() -> None:
    with pytest.raises(UsageError, match="市教育局"):
        EDITION.roster.find("市教育局")


def test_the_registrars_are_those_that_annex_1_gives_a_digit() -> None:
    stated = {
        int(number): digit[1]
        for number, _, tasks in ROWS
        if (digit := re.search(r"统一社会信用代码第1位为(\d)的", tasks))
    }
    assert stated == {3: "1", 10: "5", 11: "3", 23: "9", 33: "8"}
    registrars = {m.number: m.registrar for m in EDITION.roster.members if m.registrar}
    assert registrars == stated


def test_the_scored_government_is_that_of_annex_2() -> None:
    government = EDITION.roster.government
    assert government.title.zh == "根河市人民政府"
    assert "根河市人民政府" in "".join(ANNEX_2.split())
    assert government.code == "genhe"
    assert not government.registrar


@pytest.mark.parametrize("reading", EDITION.readings, ids=lambda reading: reading.key)
def test_the_clause_of_a_reading_stands_in_the_text(reading) -> None:
    assert EDITION.document.contains(reading.cite.quote)
    printed = "".join(TEXT.split()).replace("合规律", "合规率")
    assert "".join(reading.cite.quote.split()).replace("合规律", "合规率") in printed
    assert reading.default == next(iter(reading.options))
    assert all((reading.question.zh, reading.question.en, reading.why.zh, reading.why.en))


def test_the_readings_are_those_of_the_contract_default_first() -> None:
    assert {reading.key: list(reading.options) for reading in EDITION.readings} == {
        "scheduling.maximum": ["clause", "heading"],
        "double_publicity.fold": ["mean", "pooled"],
        "hotline.fold": ["mean", "pooled"],
        "campaigns.fold": ["mean", "pooled"],
        "double_publicity.concealment": ["month", "period"],
        "double_publicity.empty_month": ["not_applicable", "full", "zero"],
        "administrative_information.empty": ["zero", "not_applicable"],
        "hotline.rates": ["split", "mean", "lower", "both"],
        "code_errors.proportion": ["corrected", "target"],
        "a_grade_taxpayers.line": ["ramp", "proportional"],
        "seriously_dishonest.line": ["ramp", "complement"],
        "xinyi_plus.accrual": ["once", "each_stage"],
        "labour_relations.before_year_end": ["not_applicable", "zero"],
    }


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("得分=合规律*6+及时率*6", True),  # as it is printed
        ("得分=合规率*6+及时率*6", True),  # as it is meant
        ("得分 = 合规率*6\n+ 及时率*6", True),  # white space does not count
        ("得分=合规*6+及时率*6", False),
        ("得分=合格率*6+及时率*6", False),
        ("得分=合规率*6+及时律*6", False),
    ],
)
def test_only_white_space_and_the_one_misprint_are_mended(quote: str, *, found: bool) -> None:
    assert EDITION.document.contains(quote) is found
    assert EDITION.document.misprints == {"合规律": "合规率"}
