"""Every engine counts what counting record by record counts, to the last integer.

One table of many records says as much as many of few, and is planned once.
"""

from collections import Counter, defaultdict
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.collecting.oracle import BLANKS, answer
from tests.collecting.samples import (
    BOOK,
    CALENDAR,
    ENGINES,
    NAMES,
    as_duckdb,
    as_pandas,
    as_polars,
    as_pyarrow,
    licence,
    licences,
)

from credit_rules.records.cells import words
from credit_rules.records.reading import judge

(LICENCES,) = (kind for kind in BOOK.record_kinds if kind.code == "licences")
MEASURES = ("reported", "compliant", "on_time")
MANY, TOGETHER = 300, 12
"""So many records; so many of them share document numbers, that there are doubled ones."""


@cache
def pool():
    """Records that hypothesis draws, with numbers of their own for every dozen."""
    found = []

    @settings(max_examples=MANY, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(licences())
    def draw(record):
        number = record["XK_WSH"]
        if words(number):
            record["XK_WSH"] = number.replace("号", f"-{len(found) // TOGETHER}号")
        found.append(record)

    draw()
    assert len(found) > MANY // 2
    return found


def cells(collected):
    found = {}
    for fact in collected.facts:
        place = MEASURES.index(fact.measure.partition(".")[2])
        found.setdefault((fact.department, str(fact.period)), [0, 0, 0])[place] = fact.value
    return found


def failing(records, limit, month_of):
    """Row, department, rule and column of all that fails, by the definition of one record."""
    found, reports = [], defaultdict(list)
    for row, record in enumerate(records, 1):
        judged = judge(record, LICENCES, CALENDAR, limit)
        name, code = words(record["XK_XKJG"]), words(record["XK_XKJGDM"])
        who = NAMES.get(name) or NAMES.get(code)
        dated = judged.decided if month_of == "decision" else judged.reported
        if who is None:
            called = words(record["XK_XKJG"] or record["XK_XKJGDM"])
            found.append((row, called, "unknown_department", "XK_XKJG"))
        elif dated is None:
            column = "XK_JDRQ" if month_of == "decision" else "SJC"
            found.append((row, who, "unassigned", column))
        else:
            wrong = [(row, who, rule.code, rule.column) for rule in judged.failed]
            late = [] if judged.on_time else [(row, who, "on_time", None)]
            outcome = (dated.year, dated.month), bool(late), bool(wrong), row
            number = words(record["XK_WSH"]) or row
            reports[who, number].append((outcome, wrong + late))
    for (who, _), several in reports.items():
        (_, first), *others = sorted(several)
        found += first
        found += [(outcome[-1], who, "duplicate", None) for outcome, _ in others]
    return sorted(found, key=str)


def agree(table, records, limit=7, month_of="decision"):
    expected = answer(records, NAMES, CALENDAR, limit, month_of)
    found = BOOK.collect(
        table, "licences", unknown="set_aside", limit_days=limit, month_of=month_of
    )
    assert cells(found) == dict(expected.cells)
    assert found.rows_read == len(records)
    left_out = expected.counted, expected.duplicates, expected.unassigned
    assert (found.counted, found.duplicates, found.unassigned) == left_out
    assert sum(left_out) == len(records)
    told = list(found.failures())
    assert all(f.number == words(records[f.row - 1]["XK_WSH"]) for f in told)
    listed = sorted(((f.row, f.department, f.rule, f.column) for f in told), key=str)
    assert listed == failing(records, limit, month_of)


def test_the_records_are_of_every_sort():
    by_rule = Counter(rule for _, _, rule, _ in failing(pool(), 7, "decision"))
    assert set(by_rule) == {rule.code for rule in LICENCES.rules} | {
        *("on_time", "duplicate", "unassigned", "unknown_department")
    }
    numbers = [record["XK_WSH"] for record in pool()]
    assert any(number and number != number.strip(BLANKS) for number in numbers)
    assert any(not words(number) for number in numbers)


@pytest.mark.parametrize("as_table", ENGINES)
def test_counts_are_those_of_counting_one_by_one(as_table):
    agree(as_table(pool()), pool())


@pytest.mark.parametrize("as_table", [as_duckdb, as_polars, as_pandas, as_pyarrow])
def test_so_they_are_with_another_limit_and_by_month_of_report(as_table):
    agree(as_table(pool()), pool(), limit=3, month_of="report")


def test_of_no_records_there_is_nothing_to_tell():
    agree(as_polars([]), [])


@pytest.mark.parametrize("as_table", ENGINES)
def test_the_seventh_working_day_is_the_last_in_time(as_table):
    days = [
        ("2023-08-10", "2023-08-21", "2023-08-22"),
        ("2023-09-28", "2023-10-13", "2023-10-14"),
        ("2024-02-08", "2024-02-23", "2024-02-24"),
    ]
    records = [licence(XK_WSH="0")]
    for decided, last, late in days:
        records += [
            licence(XK_WSH=f"{decided} 1", XK_JDRQ=decided, SJC=f"{last} 23:59:59"),
            licence(XK_WSH=f"{decided} 2", XK_JDRQ=decided, SJC=f"{late} 00:00:00"),
        ]
    found = BOOK.collect(as_table(records))
    assert cells(found) == {
        ("education", "2023-08"): [3, 3, 2],
        ("education", "2023-09"): [2, 2, 1],
        ("education", "2024-02"): [2, 2, 1],
    }
    assert [(f.row, f.number, f.rule) for f in found.failures()] == [
        (3, "2023-08-10 2", "on_time"),
        (5, "2023-09-28 2", "on_time"),
        (7, "2024-02-08 2", "on_time"),
    ]
