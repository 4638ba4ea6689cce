"""What plain Python reads in one record: the definition that engines are held to."""

from datetime import date, datetime

import pandas as pd
import pytest
from attrs import evolve
from tests.collecting.samples import BOOK, CALENDAR, GOOD, as_pandas, as_polars, licence

from credit_rules import Counted, Filled, RecordRule, RulebookError, Text, UsageError
from credit_rules.collecting.asking import Question
from credit_rules.collecting.engines import beside
from credit_rules.errors import ScheduleNotPublishedError
from credit_rules.errors.records import record_place
from credit_rules.records.cells import day, words
from credit_rules.records.reading import judge

(LICENCES,) = (kind for kind in BOOK.record_kinds if kind.code == "licences")


def judged(limit=None, **cells):
    return judge(licence(**cells), LICENCES, CALENDAR, limit)


def test_a_good_record_keeps_all_rules_in_time():
    found = judged()
    assert found.compliant
    assert found.on_time
    assert (found.decided, found.reported) == (date(2023, 8, 10), date(2023, 8, 14))


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"XK_XDR_MC": "\u3000"}, "filled"),
        ({"XK_YXQZ": "2023-02-30"}, "possible_day"),
        ({"XK_YXQZI": "2023-08-09"}, "in_order"),
        ({"SJC": "2023-08-09"}, "in_order"),
        ({"XK_XDR_SHXYM": "911100006000373411"}, "social_credit_code"),
        ({"XK_XDR_SHXYM": ""}, "social_credit_code"),
        ({"XK_XKLB": "通普"}, "one_of"),
        ({"XK_ZT": "9"}, "one_of"),
    ],
)
def test_a_record_that_breaks_a_rule_is_not_compliant(cells, rule):
    assert {failed.code for failed in judged(**cells).failed} == {rule}


@pytest.mark.parametrize(
    "cells",
    [
        {"XK_XDR_LB": "自然人", "XK_XDR_SHXYM": "a name or a number"},
        {"XK_XDR_LB": "", "XK_XDR_SHXYM": ""},
        {"XK_YXQZ": ""},
        {"XK_XKLB": "其他-备案"},
    ],
)
def test_what_is_nobodys_business_breaks_no_rule(cells):
    assert judged(**cells).compliant


def test_a_column_that_is_not_there_is_not_asked_about():
    record = {name: cell for name, cell in GOOD.items() if name not in {"XK_NR", "XK_XDR_LB"}}
    assert judge(record, LICENCES, CALENDAR).compliant


@pytest.mark.parametrize(
    ("decided", "reported", "in_time"),
    [
        ("2023-08-10", "2023-08-21", True),
        ("2023-08-10", "2023-08-22", False),
        ("2023-09-28", "2023-10-13", True),
        ("2023-09-28", "2023-10-14", False),
        ("", "2023-08-21", False),
        ("2023-08-10", "", False),
        (CALENDAR.last.isoformat(), CALENDAR.last.isoformat(), True),
    ],
)
def test_in_time_is_up_to_the_seventh_working_day(decided, reported, in_time):
    assert judged(XK_JDRQ=decided, SJC=reported).on_time is in_time


def test_what_hangs_on_a_year_without_a_notice_is_not_guessed():
    with pytest.raises(ScheduleNotPublishedError):
        judged(XK_JDRQ=CALENDAR.last.isoformat(), SJC="2199-01-05")


def test_another_limit_counts_instead_of_the_kinds():
    assert not judged(limit=1).on_time
    assert judged(limit=2).on_time


@pytest.mark.parametrize(
    ("cell", "said"),
    [(None, ""), (float("nan"), ""), (3.0, "3"), (3.5, "3.5"), (" 3\u00a0", "3"), (7, "7")],
)
def test_a_cell_says_its_words_without_blanks(cell, said):
    assert words(cell) == said


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        (date(2023, 8, 10), date(2023, 8, 10)),
        (datetime(2023, 8, 10, 23, 59), date(2023, 8, 10)),  # noqa: DTZ001 -- as tables have them
        (pd.NaT, None),
        (20230810, date(2023, 8, 10)),
        ("2023/8/10 09:00", date(2023, 8, 10)),
        ("2023年8月10日", date(2023, 8, 10)),
        ("2023.8.10", date(2023, 8, 10)),
        ("2023.08.10", date(2023, 8, 10)),
        ("2023-08-10T23:30:00+08:00", date(2023, 8, 10)),
        ("2023-08-10T23:30:00Z", None),
        ("20230810101500", None),
        ("2023年8月", None),
        ("2023-13-01", None),
        ("10.8.2023", None),
    ],
)
def test_a_cell_names_a_day_or_none(cell, named):
    assert day(cell) == named


def test_a_rule_that_nobody_knows_is_no_rule():
    class Heard(RecordRule):
        code, column = "heard", "XK_NR"
        words = Text("听闻", "heard")

    with pytest.raises(NotImplementedError):
        judge(licence(), evolve(LICENCES, rules=[Heard()]), CALENDAR)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "Licences!"}, "Licences!"),
        ({"limit": 0}, "0"),
        ({"limit": True}, "True"),
        ({"number": "XK_WHS"}, "XK_WSH"),
        ({"rules": [Filled("XK_RN")]}, "XK_NR"),
    ],
)
def test_a_kind_that_contradicts_itself_is_refused(change, said):
    with pytest.raises(RulebookError) as refused:
        evolve(LICENCES, **change)
    assert said in str(refused.value)


def test_a_kind_may_feed_one_measure_alone():
    kind = evolve(LICENCES, feeds=Counted(reported="double_publicity.reported"))
    found = Question.of([kind], BOOK.roster, BOOK.measures).answered(as_polars([licence()]))
    assert [(f.measure, f.value) for f in found.facts] == [("double_publicity.reported", 1)]
    with pytest.raises(UsageError) as refused:
        Question.of([kind], BOOK.roster, BOOK.measures, concealed=[]).answered(
            as_polars([licence()])
        )
    assert "licences" in str(refused.value)


def test_numbers_with_gaps_are_read_as_the_whole_numbers_they_were():
    table = as_pandas([licence(), licence(XK_WSH="2号")])
    table["XK_ZT"] = [1.0, None]
    found = BOOK.collect(table)
    assert {f.measure.partition(".")[2]: f.value for f in found.facts}["compliant"] == 2


def test_tables_of_an_engine_that_nobody_knows_are_refused():
    class Elsewhere:
        implementation = __import__("narwhals").Implementation.DASK

    with pytest.raises(UsageError) as refused:
        beside(Elsewhere(), {"key": ["a"]})
    assert "dask" in str(refused.value)


def test_a_record_without_a_row_goes_by_its_number():
    assert record_place("一号", None).zh == "文书号 一号"
    assert record_place("", 3, "a.csv").en == "a.csv record 3 (document —)"


def test_a_row_that_its_source_numbers_is_no_count_of_records():
    assert record_place("一号", 3, "a.csv", own=True).zh == "a.csv 第 3 行（文书号 一号）"
    assert record_place("一号", 3, "a.csv", own=True).en == "a.csv row 3 (document 一号)"
