"""Every engine counts what counting record by record counts, to the last integer."""

from collections import Counter

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.collecting.oracle import answer
from tests.collecting.samples import BOOK, CALENDAR, ENGINES, NAMES, licence, licences

# Each try asks an engine several times, and shrinking takes hundreds of tries.
UNSHRUNK = [phase for phase in Phase if phase is not Phase.shrink]
MEASURES = ("reported", "compliant", "on_time")


def cells(collected):
    found = {}
    for fact in collected.facts:
        place = MEASURES.index(fact.measure.partition(".")[2])
        found.setdefault((fact.department, str(fact.period)), [0, 0, 0])[place] = fact.value
    return found


def agree(table, records, **options):
    expected = answer(
        records, NAMES, CALENDAR, options.get("limit_days", 7), options.get("month_of", "decision")
    )
    found = BOOK.collect(table, "licences", unknown="set_aside", **options)
    assert cells(found) == dict(expected.cells)
    assert found.rows_read == len(records)
    assert (found.counted, found.duplicates, found.unassigned) == (
        expected.counted,
        expected.duplicates,
        expected.unassigned,
    )
    assert found.counted + found.duplicates + found.unassigned == found.rows_read
    failing_agrees(found)


def failing_agrees(found):
    """The list of failing records agrees with the counts."""
    told = list(found.failures())
    left_out = Counter(
        f.rule for f in told if f.rule in {"duplicate", "unassigned", "unknown_department"}
    )
    assert left_out["duplicate"] == found.duplicates
    assert left_out["unassigned"] + left_out["unknown_department"] == found.unassigned
    late = {f.row for f in told if f.rule == "on_time"}
    wrong = {f.row for f in told if f.rule not in {*left_out, "on_time"}}
    totals = [sum(cell) for cell in zip(*cells(found).values(), strict=True)] or [0, 0, 0]
    assert totals == [found.counted, found.counted - len(wrong), found.counted - len(late)]


@pytest.mark.parametrize("as_table", ENGINES)
@settings(max_examples=5, phases=UNSHRUNK)
@given(st.lists(licences(), max_size=25))
def test_counts_are_those_of_counting_one_by_one(as_table, records):
    agree(as_table(records), records)


@pytest.mark.parametrize("as_table", ENGINES)
@settings(max_examples=3, phases=UNSHRUNK)
@given(st.lists(licences(), max_size=25), st.integers(1, 20))
def test_so_they_are_with_another_limit_and_by_month_of_report(as_table, records, limit):
    agree(as_table(records), records, limit_days=limit, month_of="report")


@pytest.mark.parametrize("as_table", ENGINES)
def test_a_good_record_is_compliant_and_on_time(as_table):
    found = BOOK.collect(as_table([licence()]))
    assert cells(found) == {("education", "2023-08"): [1, 1, 1]}
    assert list(found.failures()) == []


@pytest.mark.parametrize("as_table", ENGINES)
@pytest.mark.parametrize(
    ("decided", "last", "late"),
    [
        ("2023-08-10", "2023-08-21", "2023-08-22"),
        ("2023-09-28", "2023-10-13", "2023-10-14"),
        ("2024-02-08", "2024-02-23", "2024-02-24"),
    ],
)
def test_the_seventh_working_day_is_the_last_in_time(as_table, decided, last, late):
    records = [
        licence(XK_WSH="1", XK_JDRQ=decided, SJC=f"{last} 23:59:59"),
        licence(XK_WSH="2", XK_JDRQ=decided, SJC=f"{late} 00:00:00"),
    ]
    found = BOOK.collect(as_table(records))
    assert cells(found) == {("education", decided[:7]): [2, 2, 1]}
    assert [(f.row, f.number, f.rule) for f in found.failures()] == [(2, "2", "on_time")]
