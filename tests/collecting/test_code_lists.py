"""Facts of a list of social credit codes: wrong ones, those of several bodies, and whose they are."""

from collections import Counter
from datetime import date

import polars as pl
import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.collecting.code_lists import (
    CODE,
    ENGINES,
    MENDED,
    NAME,
    NUMBER,
    REGISTRARS,
    answer,
    as_polars,
    row,
    rows,
    with_check_digit,
)
from tests.collecting.oracle import text
from tests.collecting.samples import BOOK, licence
from tests.collecting.samples import as_polars as licences

from credit_rules import (
    CodeList,
    Column,
    CountedCodes,
    Department,
    Roster,
    RulebookError,
    Text,
    UsageError,
)
from credit_rules.collecting.asking import Question
from credit_rules.records.cells import CORRECTED, NOT_CORRECTED, UNCLEAR, correction
from credit_rules.records.codes import HIDDEN, public

# Each try asks an engine several times, and shrinking takes hundreds of tries.
UNSHRUNK = [phase for phase in Phase if phase is not Phase.shrink]
(KIND,) = (kind for kind in BOOK.record_kinds if kind.code == "codes")
GOOD, OTHER, UNION = "91110000600037341L", "12100000400010275N", with_check_digit("8" + "1" * 16)
WRONG = "91110000600037341A"
BY_MEASURE = {
    "code_errors.found": "found",
    "code_errors.corrected": "corrected",
    "social_credit_codes.total": "total",
}
SEPTEMBER = "2023-09"


def told(collected):
    """By measure and department what the facts say."""
    found = {}
    for fact in collected.facts:
        found.setdefault(BY_MEASURE[fact.measure], {})[fact.department] = fact.value
    return found


def found_of(table, **options):
    return BOOK.collect(table, "codes", **{"month": SEPTEMBER, **options})


def listed(*given, **options):
    return found_of(as_polars(given), **options)


def of_department(collected, department="market_regulation"):
    return {measure: of[department] for measure, of in told(collected).items()}


def rules(collected):
    return [(f.row, f.rule) for f in collected.failures()]


@pytest.mark.parametrize("as_table", ENGINES)
@settings(max_examples=3, phases=UNSHRUNK)
@given(given_rows=st.lists(rows(), min_size=20, max_size=60))
def test_codes_are_counted_as_row_by_row_on_every_engine(as_table, given_rows):
    expected = answer(given_rows, date(2023, 9, 30))
    found = found_of(as_table(given_rows))
    assert told(found) == {name: getattr(expected, name) for name in BY_MEASURE.values()}
    assert (found.rows_read, found.counted, found.duplicates, found.unassigned) == (
        len(given_rows),
        expected.counted,
        expected.duplicates,
        expected.unassigned,
    )
    failures = list(found.failures())
    left_out = Counter(f.rule for f in failures)
    assert left_out["duplicate"] == expected.duplicates
    assert left_out["unassigned"] == expected.unassigned
    wrong = {f.row for f in failures if f.rule in {"social_credit_code", "doubled_code"}}
    mended = {f.row for f in failures if f.what.en.endswith(", corrected")}
    codes = [text(one[CODE]) for one in given_rows]
    assert len({codes[at - 1] for at in wrong}) == sum(expected.found.values())
    assert len({codes[at - 1] for at in mended}) == sum(expected.corrected.values())
    assert mended <= wrong
    for failure in failures:
        assert failure.number in {codes[failure.row - 1], HIDDEN}
        assert failure.department in {REGISTRARS.get(codes[failure.row - 1][:1]), ""}


@pytest.mark.parametrize("as_table", ENGINES)
def test_a_list_without_rows_has_nothing_but_zeros(as_table):
    found = found_of(as_table([]))
    assert told(found) == dict.fromkeys(BY_MEASURE.values(), dict.fromkeys(REGISTRARS.values(), 0))
    assert list(found.failures()) == []


def test_everybody_who_gives_out_codes_has_numbers_also_of_nothing():
    found = told(listed(row(GOOD), row(WRONG)))
    none = dict.fromkeys(REGISTRARS.values(), 0)
    assert found == {
        "found": {**none, "market_regulation": 1},
        "corrected": none,
        "total": {**none, "market_regulation": 2},
    }


def test_the_facts_can_be_scored():
    mended = [row(WRONG, mended="是"), row(GOOD.lower()), row(OTHER)]
    found = listed(*mended)
    score = BOOK.score(found.facts, period="2023-Q3", department="market_regulation")
    assert str(score["information_collection.code_errors"].points) == "3/2"


@pytest.mark.parametrize(
    ("bodies", "doubled"),
    [
        ([("1", "甲"), ("2", "甲")], True),
        ([("1", "甲"), ("1", "乙")], False),
        ([("1", "甲"), ("", "乙")], True),
        ([("1", "甲"), ("", "甲")], False),
        ([("1", "甲"), ("", "")], False),
        ([("", ""), (None, " ")], False),
        ([(" 1", "甲"), ("1\u3000", "甲")], False),
    ],
)
def test_bodies_are_told_apart_by_number_where_all_have_one_else_by_name(bodies, doubled):
    found = listed(*(row(GOOD, *body) for body in bodies))
    assert of_department(found)["found"] == doubled
    assert of_department(found)["total"] == 1
    assert (found.counted, found.duplicates) == ((2, 0) if doubled else (1, 1))


def test_one_code_of_three_bodies_is_one_code():
    found = listed(*(row(GOOD, number) for number in ("1", "2", "3", "2")))
    assert of_department(found) == {"found": 1, "corrected": 0, "total": 1}
    assert {str(fact.period) for fact in found.facts} == {SEPTEMBER}
    assert (found.rows_read, found.counted, found.duplicates) == (4, 3, 1)
    assert rules(found) == [
        (1, "doubled_code"),
        (2, "doubled_code"),
        (4, "duplicate"),
        (3, "doubled_code"),
    ]


def test_a_code_may_be_wrong_and_of_several_bodies():
    found = listed(row(WRONG, "1"), row(WRONG, "2"))
    assert of_department(found)["found"] == 1
    assert rules(found) == [
        (1, "social_credit_code"),
        (1, "doubled_code"),
        (2, "social_credit_code"),
        (2, "doubled_code"),
    ]


@pytest.mark.parametrize(
    ("states", "corrected"),
    [
        (["是"], 1),
        (["2023-09-30"], 1),
        (["2023-10-01"], 0),
        (["也许"], 0),
        (["", "是"], 1),
        (["是", "否"], 1),
    ],
)
def test_a_wrong_code_is_corrected_when_a_row_of_its_body_says_so(states, corrected):
    found = listed(*(row(WRONG, mended=state) for state in states))
    assert of_department(found) == {"found": 1, "corrected": corrected, "total": 1}


def test_a_code_of_several_bodies_is_corrected_when_it_is_for_each():
    of = [row(GOOD, "1", mended="是"), row(GOOD, "2", mended="是"), row(GOOD, "2", mended="否")]
    assert of_department(listed(*of))["corrected"] == 1
    assert of_department(listed(*of, row(GOOD, "3")))["corrected"] == 0


def test_what_is_not_clear_of_a_correction_is_told_where_it_matters():
    found = listed(row(WRONG, mended="也许"), row(GOOD, mended="也许"))
    assert [(f.row, f.rule, f.column) for f in found.failures()] == [
        (1, "social_credit_code", CODE),
        (1, "correction", MENDED),
    ]


def test_days_and_flags_of_their_own_types_are_read():
    table = as_polars([row(WRONG, "1"), row(WRONG, "2"), row(OTHER, "3")]).drop(MENDED)
    days = [date(2023, 9, 30), date(2023, 10, 1), None]
    dated = table.with_columns(pl.Series(MENDED, days))
    assert of_department(found_of(dated))["corrected"] == 0
    assert of_department(found_of(dated, month="2023-10"), "market_regulation")["corrected"] == 1
    flagged = table.with_columns(pl.Series(MENDED, [True, True, None]))
    for typed in (flagged, flagged.to_pandas(), flagged.to_arrow()):
        assert of_department(found_of(typed))["corrected"] == 1


def test_a_list_without_corrections_tells_none_unless_there_was_nothing_to_correct():
    table = as_polars([row(GOOD), row(WRONG)]).drop(MENDED)
    assert set(told(found_of(table))) == {"found", "total"}
    assert set(told(found_of(table.head(1)))) == {"found", "corrected", "total"}


def test_a_list_that_names_nobody_tells_wrong_codes_only():
    table = as_polars([row(GOOD, "1"), row(GOOD, "2"), row(WRONG)]).drop(NUMBER, NAME)
    found = found_of(table)
    assert of_department(found) == {"found": 1, "corrected": 0, "total": 2}
    assert (found.counted, found.duplicates) == (2, 1)
    assert found.not_checked == {"codes": (NUMBER, NAME)}
    assert rules(found) == [(3, "social_credit_code"), (2, "duplicate")]


@pytest.mark.parametrize("left", [NUMBER, NAME])
def test_one_column_is_enough_to_tell_bodies_apart(left):
    table = as_polars([row(GOOD, "1", "甲"), row(GOOD, "2", "乙")])
    found = found_of(table.drop(left))
    assert of_department(found)["found"] == 1
    assert not found.not_checked


@pytest.mark.parametrize(
    ("code", "number", "why"),
    [
        (" ", "", "no code"),
        (None, "", "no code"),
        (GOOD[:17], HIDDEN, "not 18 characters"),
        (f"{GOOD}0", HIDDEN, "not 18 characters"),
        ("张三", HIDDEN, "not 18 characters"),
        ("A1110000600037341A", "A1110000600037341A", "nobody gives out codes"),
        ("９1110000600037341L", HIDDEN, "nobody gives out codes"),
    ],
)
def test_what_is_nobodys_code_is_told_with_the_reason(code, number, why):
    found = listed(row(code), row(OTHER))
    (failure,) = found.failures()
    assert (failure.row, failure.number, failure.department) == (1, number, "")
    assert (failure.rule, failure.column) == ("unassigned", CODE)
    assert why in failure.what.en
    assert (found.counted, found.duplicates, found.unassigned) == (1, 0, 1)


@pytest.mark.parametrize(
    ("cell", "told_of_it"),
    [
        (GOOD, True),
        (WRONG, True),
        (OTHER.lower(), True),
        ("9111O000600037341L", True),
        ("911100006000373411", False),  # wrong, and of digits alone
        ("91110000600037341x", False),
        (with_check_digit("12110000400010275"), True),
        (with_check_digit("11010119900101123"), False),  # right, but with a day of birth
        ("11010119900101123X", False),
        ("1101O119900lO1123X", False),
        ("11010119901301123A", True),  # nobody is born in a thirteenth month
        ("110101900101123", False),
        ("张三", False),
        ("ZHANGSAN1990010112", False),
        ("９1110000600037341L", False),
    ],
)
def test_what_may_be_a_persons_is_not_told(cell, told_of_it):
    assert public(cell) == (cell if told_of_it else HIDDEN)


def test_what_a_list_says_of_persons_is_never_told():
    secret = ["110101199001011237", "11010119900101123x", "11010119900101123７", "张三丰", "李四"]
    found = listed(
        *(row(code, number, name) for code in secret for number in secret for name in secret)
    )
    said = repr(found) + repr(list(found.failures()))
    with pytest.raises(UsageError) as refused:
        listed(row(secret[0]), month=None)
    said += str(refused.value)
    assert not [word for word in secret if word in said]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("是", CORRECTED),
        (" 已纠正", CORRECTED),
        ("True", CORRECTED),
        (1.0, CORRECTED),
        (None, NOT_CORRECTED),
        ("未纠正", NOT_CORRECTED),
        (date(2023, 9, 30), CORRECTED),
        ("20231001", NOT_CORRECTED),
        ("2023-02-30", UNCLEAR),
        ("也许", UNCLEAR),
    ],
)
def test_a_cell_says_whether_something_was_corrected_by_a_day(cell, state):
    assert correction(cell, date(2023, 9, 30)) == state


def test_an_excerpt_does_not_tell_how_many_there_are():
    assert set(told(listed(row(GOOD), excerpt=True))) == {"found", "corrected"}


def test_a_list_may_cover_some_registrars_only():
    found = listed(row(GOOD), row(OTHER), row(UNION), registrars=["市市场监管局", "总工会"])
    assert told(found)["total"] == {"market_regulation": 1, "trade_union": 1}
    assert (found.counted, found.unassigned) == (2, 1)


def test_of_two_beginnings_the_longer_one_counts():
    counties = [
        Department(code, Text(code, code), registrar=begins)
        for code, begins in (("prefecture", "9"), ("town", "9111"), ("schools", ""))
    ]
    roster = Roster(Department("city", Text("市", "city")), tuple(counties))
    table = as_polars([row(GOOD), row(with_check_digit("91150000600037341"))])
    found = Question.of([KIND], roster, BOOK.measures, month=SEPTEMBER).answered(table)
    assert told(found)["total"] == {"prefecture": 1, "town": 1}


def test_two_departments_with_one_beginning_are_told_apart_by_whose_list_it_is():
    towns = [Department(c, Text(c, c), registrar="9") for c in ("north", "south")]
    roster = Roster(Department("city", Text("市", "city")), tuple(towns))
    with pytest.raises(UsageError) as refused:
        Question.of([KIND], roster, BOOK.measures, month=SEPTEMBER).answered(as_polars([row(GOOD)]))
    assert "north 和 south 所赋代码都以 9 开头" in str(refused.value)
    table, options = as_polars([row(GOOD)]), {"month": SEPTEMBER, "registrars": ["south"]}
    found = Question.of([KIND], roster, BOOK.measures, **options).answered(table)
    assert told(found)["total"] == {"south": 1}


def test_a_roster_without_registrars_has_no_codes():
    roster = Roster(Department("city", Text("市", "city")), ())
    with pytest.raises(UsageError) as refused:
        Question.of([KIND], roster, BOOK.measures, month=SEPTEMBER).answered(as_polars([row(GOOD)]))
    assert "no department of the roster gives out" in refused.value.read("en")


@pytest.mark.parametrize(
    ("options", "zh", "en"),
    [
        ({"month": None}, "没有写明名单 codes 是哪个月的", "nobody says of which month"),
        ({"month": "2023-Q3"}, "'2023-Q3' 不是月份", "'2023-Q3' is no month"),
        ({"month": "九月"}, "'九月' 不是月份", "'九月' is no month"),
        ({"registrars": ["市教体局"]}, "education 不是登记管理部门", "gives out no social"),
        ({"registrars": ["市教休局"]}, "'市教休局' 不存在", "no department '市教休局'"),
        ({"limit_days": 7}, "--limit-days（limit_days=）与 codes 无关", "nothing to do with codes"),
        ({"months": "2023-09"}, "--months（months=）与 codes 无关", "nothing to do with codes"),
        ({"concealed": []}, "codes 不统计瞒报", "codes does not count what was concealed"),
    ],
)
def test_what_cannot_be_asked_of_a_list_is_refused(options, zh, en):
    with pytest.raises(UsageError) as refused:
        listed(row(GOOD), **options)
    assert zh in refused.value.read("zh")
    assert en in refused.value.read("en")


@pytest.mark.parametrize(
    "options", [{"month": SEPTEMBER}, {"registrars": ["总工会"]}, {"excerpt": True}]
)
def test_what_is_asked_of_lists_is_not_asked_of_records(options):
    with pytest.raises(UsageError, match="与 licences 无关"):
        BOOK.collect(licences([licence()]), **options)


def test_records_and_a_list_are_collected_together():
    both = {"licences": licences([licence()]), "codes": as_polars([row(GOOD), row(GOOD)])}
    found = BOOK.collect(both, month=SEPTEMBER, months="2023-08..2023-09")
    assert {kind: total.rows_read for kind, total in found.by_kind.items()} == {
        "licences": 1,
        "codes": 2,
    }
    assert (found.rows_read, found.counted, found.duplicates) == (3, 2, 1)
    of = [f for f in found.facts if f.measure.startswith("double_publicity")]
    assert {f.department for f in of} == {"education"}
    assert [f.kind for f in found.failures()] == ["codes"]


def test_the_columns_tell_a_list_by_code_and_body():
    table = as_polars([row(GOOD)]).rename({CODE: "统一社会信用代码", NAME: "企业名称"})
    found = BOOK.collect(table.drop(NUMBER), month=SEPTEMBER)
    assert list(found.by_kind) == ["codes"]
    with pytest.raises(UsageError, match="不属于任何记录种类"):
        BOOK.collect(table.drop(NUMBER, "企业名称"), month=SEPTEMBER)


def test_licences_that_have_a_column_of_codes_are_licences():
    titled = licences([licence()]).rename({"XK_XDR_SHXYM": "统一社会信用代码"})
    found = BOOK.collect(titled.with_columns(pl.lit("某").alias("名称")))
    assert list(found.by_kind) == ["licences"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "Codes!"}, "Codes!"),
        ({"social_credit_code": "CODE"}, "TYSHXYDM"),
        ({"bodies": ["NAME"]}, "NAME"),
        ({"corrected": "MENDED"}, "MENDED"),
        ({"feeds": "code_errors.found"}, "CountedCodes"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(change, said):
    with pytest.raises(RulebookError) as refused:
        evolve(KIND, **change)
    assert said in str(refused.value)


def test_a_list_may_feed_one_measure_alone():
    kind = CodeList(
        code="codes",
        title=Text("代码", "codes"),
        columns=[Column("C", Text("代码", "code")), Column("N", Text("名称", "name"))],
        social_credit_code="C",
        bodies="N",
        feeds=CountedCodes("code_errors.found"),
    )
    table = pl.DataFrame({"C": [GOOD, GOOD], "N": ["甲", "乙"]})
    found = Question.of([kind], BOOK.roster, BOOK.measures, month=SEPTEMBER).answered(table)
    assert told(found) == {
        "found": dict.fromkeys(REGISTRARS.values(), 0) | {"market_regulation": 1}
    }
