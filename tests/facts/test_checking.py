"""Rows become facts, or every bad one is refused with place, value, expectation and remedy."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.samples import (
    MEASURES,
    ROSTER,
    Wrong,
    kept,
    made,
    members,
    people,
    plan,
    report,
)

from credit_rules.errors import FactsError, problem
from credit_rules.facts import Fact, Facts
from credit_rules.facts.checking import Row, check
from credit_rules.formulas import Amount
from credit_rules.periods import Period
from credit_rules.scoring import Rulebook
from credit_rules.text import Text


def row(line: int, *cells: Any, **more: str) -> Row:
    """The row of those cells."""
    return Row(line, *cells, **more)


def checked(*rows: Row) -> Facts:
    """The facts of *rows*, as of the file ``facts.csv``."""
    return check(rows, ROSTER, MEASURES, "facts.csv")


def refusal(*rows: Row) -> list[str]:
    """What is said of *rows*, in English, a line each; the Chinese has as many."""
    with pytest.raises(FactsError) as refused:
        checked(*rows)
    assert refused.value.exit_code == 2
    assert len(str(refused.value).splitlines()) == len(refused.value.problems)
    return refused.value.read("en").splitlines()


def count(value: Wrong) -> int:
    """What a count written *value* is read as."""
    (fact,) = checked(row(2, "town", "2023", "people.total", value))
    return fact.value


def said(value: Wrong) -> int:
    """What a flag written *value* is read as."""
    (fact,) = checked(row(2, "town", "2023", "plan.adopted", value))
    return fact.value


# --- What is taken -------------------------------------------------------------------------------


def test_a_row_becomes_a_fact_with_the_codes_of_its_names() -> None:
    facts = checked(
        row(2, "小城市园林局", "2023-Q3", "visits.made", "12", evidence="台账", note="迟报"),
        row(3, "教育局", "2023", "people.total", "0"),
        row(4, "Town", Period.month(2023, 7), "plan.adopted", "是"),
    )

    assert list(facts) == [
        Fact("parks", Period.quarter(2023, 3), "visits.made", 12, "台账", "迟报"),
        Fact("schools", Period.of_year(2023), "people.total", 0),
        Fact("town", Period.month(2023, 7), "plan.adopted", 1),
    ]


def test_no_rows_are_no_facts() -> None:
    assert len(checked()) == 0


@pytest.mark.parametrize("space", [" ", "  ", "\t", "\n", "\u3000", "\xa0"])
def test_white_space_around_a_cell_says_nothing(space: str) -> None:
    cells = ("town", "2023-07", "people.total", "12")
    padded = [f"{space}{cell}{space}" for cell in cells]

    assert list(checked(row(2, *padded))) == list(checked(row(2, *cells)))


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("0", 0),
        ("12", 12),
        ("007", 7),
        (12, 12),
        (0, 0),
        (Decimal(12), 12),
        ("9" * 18, 10**18 - 1),
        (10**18 - 1, 10**18 - 1),
    ],
)
def test_a_count_is_a_whole_number_of_0_or_more(written: object, counted: int) -> None:
    assert count(written) == counted


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", 1),
        ("True", 1),
        ("TRUE", 1),
        ("1", 1),
        ("yes", 1),
        ("YES", 1),
        ("是", 1),
        (True, 1),
        (1, 1),
        ("false", 0),
        ("False", 0),
        ("0", 0),
        ("no", 0),
        ("No", 0),
        ("否", 0),
        (False, 0),
        (0, 0),
    ],
)
def test_a_flag_is_said_in_either_language(written: object, meant: int) -> None:
    assert said(written) == meant


@given(st.integers(0, 10**18 - 1))
def test_every_count_reads_back(value: int) -> None:
    assert count(str(value)) == count(value) == value


# --- Values that are refused ---------------------------------------------------------------------

COUNTS_REFUSED: list[object] = [
    "",
    " ",
    "1.5",
    "1.0",
    "-1",
    "-0",
    "+1",
    "NaN",
    "nan",
    "inf",
    "12abc",
    "1e3",
    "1,000",
    "1 000",
    "1_000",
    "0x10",
    "1/2",
    "50%",
    "一",
    "１２",  # full width
    "٣",  # a digit elsewhere
    "²",
    "5\x00",
    "true",
    "是",
    "None",
    "9" * 19,
    -1,
    10**18,
    5.0,
    float("nan"),
    True,
    None,
    Decimal("1.5"),
    Decimal("NaN"),
]


@pytest.mark.parametrize("value", COUNTS_REFUSED, ids=lambda value: repr(value)[:20])
def test_what_is_no_count_is_refused_with_place_value_and_expectation(value: object) -> None:
    (line,) = refusal(row(7, "town", "2023", "people.total", value))

    assert line == (
        f"facts.csv line 7, column value: the value {value!r} is not a count; "
        "expected an integer of 0 or more (18 digits at most). "
        "Enter the number counted; leave the row out where there is none."
    )


FLAGS_REFUSED: list[object] = [
    "",
    "2",
    "-1",
    "y",
    "t",
    "on",
    "对",
    "有",
    "１",
    "是的",
    2,
    1.0,
    None,
]


@pytest.mark.parametrize("value", FLAGS_REFUSED, ids=repr)
def test_what_is_no_flag_is_refused_with_place_value_and_expectation(value: object) -> None:
    (line,) = refusal(row(7, "town", "2023", "plan.adopted", value))

    assert line == (
        f"facts.csv line 7, column value: the value {value!r} is not a flag; "
        "expected true/false, 1/0, yes/no or 是/否. Write it in one of these ways."
    )


def test_a_number_of_five_thousand_digits_is_refused_in_words() -> None:
    with pytest.raises(FactsError):
        count(10**5000)


def test_the_chinese_message_says_the_same() -> None:
    with pytest.raises(FactsError) as refused:
        checked(row(7, "town", "2023", "people.total", "12abc"))

    assert str(refused.value) == (
        "facts.csv 第 7 行 value 列：数值 '12abc' 不是计数；应为不小于 0 的整数（至多 18 位）。"
        "填写实际件数；没有数据就不写这一行。"
    )


# --- Names that are refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "column", "wrong", "remedy"),
    [
        (
            ("school", "2023", "people.total", "1"),
            "department",
            "there is no department 'school'",
            "Did you mean schools.",
        ),
        (
            ("小城市教育", "2023", "people.total", "1"),
            "department",
            "there is no department '小城市教育'",
            "Did you mean 小城市教育局.",
        ),
        (
            ("", "2023", "people.total", "1"),
            "department",
            "there is no department ''",
            "Run credit-rules departments to see them all.",
        ),
        (
            ("town", "2023", "people.totl", "1"),
            "measure",
            "there is no measure 'people.totl'",
            "Did you mean people.total.",
        ),
        (
            ("town", "2023", "", "1"),
            "measure",
            "there is no measure ''",
            "Run credit-rules measures to see them all.",
        ),
        (
            ("town", "2023年7月", "people.total", "1"),
            "period",
            "'2023年7月' is not a period",
            "Did you mean 2023-07.",
        ),
        (
            ("town", "2023-13", "people.total", "1"),
            "period",
            "'2023-13' is not a period",
            "Write the period in one of these forms.",
        ),
        (
            ("town", "", "people.total", "1"),
            "period",
            "'' is not a period",
            "Write the period in one of these forms.",
        ),
        (
            ("town", "２０２３", "people.total", "1"),
            "period",
            "'２０２３' is not a period",
            "Write the period in one of these forms.",
        ),
        (
            ("town", 2023, "people.total", "1"),
            "period",
            "2023 is not a period",
            "Did you mean 2023.",
        ),
    ],
)
def test_a_name_that_nothing_has_is_refused_with_the_nearest(
    cells: tuple[object, ...], column: str, wrong: str, remedy: str
) -> None:
    (line,) = refusal(row(4, *cells))

    assert line.startswith(f"facts.csv line 4, column {column}: {wrong}; expected ")
    assert line.endswith(remedy)


@pytest.mark.parametrize("nobody", [None, 7])
def test_a_name_that_is_no_text_is_refused_like_any_other(nobody: object) -> None:
    for cells in ((nobody, "2023", "people.total", 1), ("town", "2023", nobody, 1)):
        with pytest.raises(FactsError):
            checked(row(1, *cells))


def test_everything_that_is_wrong_with_a_row_is_said() -> None:
    lines = refusal(row(3, "nobody", "someday", "people.total", "-1"))

    assert [line.partition(":")[0] for line in lines] == [
        "facts.csv line 3, column department",
        "facts.csv line 3, column period",
        "facts.csv line 3, column value",
    ]


def test_the_value_of_an_unknown_measure_is_not_judged() -> None:
    lines = refusal(row(3, "nobody", "someday", "nothing.known", "whatever"))

    assert [line.partition(":")[0].rpartition(" ")[2] for line in lines] == [
        "department",
        "period",
        "measure",
    ]


def test_all_bad_rows_are_reported_together_in_the_order_of_lines() -> None:
    found = problem(zh=("甲", "乙", "丙"), en=("a", "b", "c")).at(Text("第三行", "the third line"))
    rows = [
        row(6, "town", "2023", "visits.made", "2"),
        row(9, "town", "2023", "people.members", "-5"),
        row(2, "town", "2023", "plan.adopted", "maybe"),
        row(7, "town", "2023-07", "visits.made", "1"),
        row(8, "town", "2023", "visits.kept", "3"),
        row(4, "nobody", "2023", "people.total", "1"),
    ]
    with pytest.raises(FactsError) as refused:
        check(rows, ROSTER, MEASURES, "facts.csv", [(3, found)])

    wheres = [each.where.en for each in refused.value.problems]
    assert wheres == [
        "facts.csv line 2, column value",
        "the third line",
        "facts.csv line 4, column department",
        "facts.csv line 7, column period",
        "facts.csv line 8, column value",
        "facts.csv line 9, column value",
    ]


def test_what_was_wrong_with_the_file_alone_is_enough_to_refuse_it() -> None:
    found = problem(zh=("甲", "乙", "丙"), en=("a", "b", "c"))
    good = [row(2, "town", "2023", "people.total", "1")]

    with pytest.raises(FactsError) as refused:
        check(good, ROSTER, MEASURES, "facts.csv", [(3, found)])
    assert refused.value.problems == (found,)


@pytest.mark.parametrize("name", ["走访", "Visits", "VISITS.MADE"])
def test_a_measure_by_its_title_or_in_capitals_is_refused_with_its_code(name: str) -> None:
    (line,) = refusal(row(2, "town", "2023-07", name, "1"))

    assert line.endswith("Did you mean visits.made.")


# --- Facts that cannot both be true ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2023-07", "2023-Q3"),
        ("2023-Q3", "2023-07"),
        ("2023", "2023-Q3"),
        ("2023-12", "2023"),
    ],
)
@pytest.mark.parametrize("amount", [made, people, plan, report])
def test_facts_whose_periods_overlap_are_refused_and_never_added(
    amount: Amount, first: str, second: str
) -> None:
    code = amount.measure.code
    (line,) = refusal(row(2, "town", first, code, "1"), row(5, "小城", second, code, "1"))

    assert line == (
        f"facts.csv line 5, column period: the period {second} of {code} overlaps {first} "
        "(facts.csv line 2); expected periods of one department and measure that do not "
        "overlap. Keep only one of the two."
    )


@pytest.mark.parametrize("period", ["2023-07", "2023-Q3", "2023"])
@pytest.mark.parametrize("amount", [made, people, plan, report])
def test_a_second_fact_of_the_same_period_is_refused(amount: Amount, period: str) -> None:
    code = amount.measure.code
    (line,) = refusal(row(2, "town", period, code, "1"), row(5, "小城", period, code, "1"))

    assert line == (
        f"facts.csv line 5, column period: a second fact of {code} for {period} (the first: "
        "facts.csv line 2); expected one for each department, period and measure. "
        "Keep only one of the two."
    )


def test_of_several_facts_that_a_period_overlaps_the_first_row_is_named() -> None:
    lines = refusal(
        row(2, "town", "2023-09", "visits.made", "1"),
        row(3, "town", "2023-07", "visits.made", "1"),
        row(4, "town", "2023-Q3", "visits.made", "1"),
    )
    assert len(lines) == 1
    assert "2023-Q3 of visits.made overlaps 2023-09 (facts.csv line 2)" in lines[0]


def test_the_same_days_of_another_department_or_measure_do_not_overlap() -> None:
    facts = checked(
        row(2, "town", "2023-07", "visits.made", "1"),
        row(3, "parks", "2023-07", "visits.made", "1"),
        row(4, "town", "2023-07", "people.total", "1"),
        row(5, "town", "2023-08", "visits.made", "1"),
        row(6, "town", "2022", "visits.made", "1"),
    )

    assert len(facts) == 5


def test_a_department_by_another_of_its_names_is_the_same_department() -> None:
    (line,) = refusal(
        row(2, "园林局", "2023-07", "visits.made", "1"),
        row(3, "绿化局", "2023-07", "visits.made", "1"),
    )

    assert "(the first: facts.csv line 2)" in line


def test_every_fact_that_overlaps_is_named_once_with_the_one_that_stands() -> None:
    lines = refusal(
        row(2, "town", "2023-07", "visits.made", "1"),
        row(3, "town", "2023-Q3", "visits.made", "1"),
        row(4, "town", "2023", "visits.made", "1"),
        row(5, "town", "2023-08", "visits.made", "1"),
    )

    assert len(lines) == 2
    assert lines[0].startswith("facts.csv line 3")
    assert lines[1].startswith("facts.csv line 4")
    assert all("overlaps 2023-07 (facts.csv line 2)" in line for line in lines)


@pytest.mark.parametrize(("part", "whole"), [(kept, made), (members, people)])
def test_a_part_above_its_whole_is_refused_with_both_values(part: Amount, whole: Amount) -> None:
    one, other = part.measure.code, whole.measure.code
    rows = [row(2, "parks", "2023-07", one, "6"), row(3, "园林局", "2023-07", other, "5")]

    for order in (rows, rows[::-1]):
        (line,) = refusal(*order)
        assert line == (
            f"facts.csv line 2, column value: {one} is 6, above {other}, which is 5; "
            f"expected {one} no larger than {other}. Check both numbers."
        )


def test_a_part_may_be_all_of_its_whole() -> None:
    assert len(checked(*pair("5", "5"))) == 2
    assert len(checked(*pair("0", "0"))) == 2
    assert refusal(*pair("1", "0"))


def pair(part: str, whole: str, *, by: str = "town", at: str = "2023-07") -> list[Row]:
    """Visits kept and made, the latter of the town in July."""
    return [
        row(2, "town", "2023-07", "visits.made", whole),
        row(3, by, at, "visits.kept", part),
    ]


def test_only_facts_of_one_department_and_one_period_are_compared() -> None:
    assert len(checked(*pair("9", "5", by="parks"))) == 2
    assert len(checked(*pair("9", "5", at="2023-08"))) == 2
    assert len(checked(*pair("9", "5", at="2023-Q3"))) == 2
    assert len(checked(row(2, "town", "2023-07", "visits.kept", "9"))) == 1


def test_a_row_that_is_no_fact_is_compared_with_nothing() -> None:
    (line,) = refusal(*pair("9", "5 or so"))

    assert line.startswith("facts.csv line 2, column value: the value '5 or so' is not a count")


# --- Whatever is given -----------------------------------------------------------------------------

cells = st.text(max_size=6) | st.sampled_from(
    ["town", "parks", "2023", "2023-07", "visits.made", "visits.kept", "plan.adopted", "1", "5"]
)
rows_of_anything = st.lists(st.tuples(cells, cells, cells, cells), max_size=4)


@given(rows_of_anything)
def test_any_rows_are_facts_or_refused_with_lines_in_order(rows: Iterable[tuple[str, ...]]) -> None:
    drafts = [row(line, *each) for line, each in enumerate(rows, 2)]
    try:
        facts = checked(*drafts)
    except FactsError as error:
        lines = [int(p.where.en.split()[2].rstrip(",")) for p in error.problems]
        assert lines == sorted(lines)
        assert {2 <= line < 2 + len(drafts) for line in lines} == {True}
    else:
        assert len(facts) == len(drafts)


# --- Rows from Python ------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [3, 8])
def test_a_row_from_python_with_too_few_or_too_many_parts_is_told_how_many_there_may_be(
    parts: int,
) -> None:
    book = Rulebook.load("genhe-2023")
    good: tuple[Any, ...] = ("genhe", "2023-07", "campaigns.held", 1)
    bad: tuple[Any, ...] = (*good, "", "", "", "")[:parts]

    with pytest.raises(FactsError) as refused:
        book.facts([good, bad])

    assert refused.value.read("en") == (
        f"facts line 2: has {parts} parts; expected 4 to 7: department, period, measure and value, "
        "with or without evidence, note, reviewer. Complete the row, or leave out what is too much."
    )
