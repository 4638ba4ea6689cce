"""``rulebook.duties``: what is owed, and what falls due between two days."""

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.ledger.samples import (
    ALL_KINDS,
    BOOK,
    DUTIES,
    Row,
    Wrong,
    day,
    decision,
    kept,
    row,
    weekdays,
)

from credit_rules.duties import Obligation
from credit_rules.errors import LedgerError, PeriodError, UsageError


def due(first: str, last: str, *rows: Row, **more: object) -> list[tuple[str, str, str]]:
    """Duty, period and day of what falls due: all that is owed in any way, unless asked otherwise."""
    entries = ALL_KINDS.entries(rows)
    found = ALL_KINDS.deadlines(day(first), day(last), entries=entries, **more)  # type: ignore[arg-type]
    return [_told(obligation) for obligation in found]


def _told(obligation: Obligation) -> tuple[str, str, str]:
    assert obligation.due
    return obligation.duty.code, str(obligation.period), str(obligation.due.on)


def test_a_rulebook_lists_its_duties() -> None:
    assert len(list(DUTIES)) == len(DUTIES) == len(BOOK.edition.edition.duties)
    assert next(iter(DUTIES)).code == "performance_reviews"


def test_a_department_has_its_own_list_in_its_own_order() -> None:
    owed = DUTIES.of("市教体局")
    assert [duty.code for duty in owed][:4] == [
        "application_rules",
        "commitment_rules",
        "tiered_supervision_rules",
        "double_publicity",
    ]
    assert owed[-1].code == "monthly_report"
    with pytest.raises(UsageError):
        DUTIES.of("教育厅")


def test_deadlines_come_in_order_with_both_days_included() -> None:
    assert due("2023-07-04", "2023-09-30") == [
        ("returns", "2023-06", "2023-07-04"),
        ("returns", "2023-07", "2023-08-04"),
        ("returns", "2023-08", "2023-09-04"),
        ("drills", "2023-Q3", "2023-09-30"),
    ]
    assert due("2023-07-05", "2023-09-29") == [
        ("returns", "2023-07", "2023-08-04"),
        ("returns", "2023-08", "2023-09-04"),
    ]
    assert due("2023-08-04", "2023-08-04") == [("returns", "2023-07", "2023-08-04")]


def test_what_is_done_is_left_out_whenever_it_was() -> None:
    rows = [
        row("returns", "2023-06", "2023-06-30"),
        row("returns", "2023-07", "2023-10-20"),  # late, and long after the days asked about
        row("drills", "2023-Q3", "2023-07-05"),  # one of two
    ]
    assert due("2023-07-01", "2023-09-30", *rows) == [
        ("returns", "2023-08", "2023-09-04"),
        ("drills", "2023-Q3", "2023-09-30"),
    ]


def test_decisions_of_a_ledger_are_added_where_they_fall_due() -> None:
    rows = [
        row("licences", decided_on="2023-07-31"),  # Monday: due on Thursday the third
        row("licences", decided_on="2023-08-01"),
        row("licences", "", "2023-08-02", decided_on="2023-08-01", reference="2"),
        row("licences", "", "2023-08-09", decided_on="2023-08-01", reference="3"),
        row("licences", decided_on="2023-08-02"),
        row("always", "2023-08", "2023-08-02"),
    ]
    assert due("2023-08-03", "2023-08-04", *rows) == [
        ("licences", "2023-07", "2023-08-03"),
        ("returns", "2023-07", "2023-08-04"),
        ("licences", "2023-08", "2023-08-04"),
    ]
    assert due("2023-08-05", "2023-08-31", *rows) == [("licences", "2023-08", "2023-08-07")]


def test_a_rulebook_as_of_now_knows_of_no_decision() -> None:
    assert "double_publicity" not in {
        o.duty.code for o in DUTIES.deadlines(day("08-01"), day("08-31"))
    }


def test_of_one_department_only_its_own_fall_due() -> None:
    entries = DUTIES.entries([decision("2023-07-26"), decision("2023-07-26", department="justice")])
    found = DUTIES.deadlines(day("08-01"), day("08-04"), entries=entries, department="司法局")

    assert {o.department.code for o in found} == {"justice"}
    assert "double_publicity" in {o.duty.code for o in found}
    everybody = DUTIES.deadlines(day("08-01"), day("08-04"))
    assert len({o.department.code for o in everybody}) == 33  # three name no deadline


def test_a_holiday_moves_the_fourth_only_where_asked() -> None:
    assert due("2023-06-01", "2023-06-29") == [("returns", "2023-05", "2023-06-04")]
    assert due("2023-06-01", "2023-06-29", extend=True) == [("returns", "2023-05", "2023-06-05")]


def test_another_calendar_may_not_know_the_day() -> None:
    rows = [row("licences", decided_on="2023-08-14")]
    until = weekdays("2023-08-01", "2023-08-15")

    assert due("2023-08-17", "2023-08-17", *rows) == [("licences", "2023-08", "2023-08-17")]
    assert due("2023-08-17", "2023-08-17", *rows, calendar=until) == [
        ("licences", "2023-08", "None")
    ]
    assert due("2023-08-18", "2023-08-30", *rows, calendar=until) == []


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(UsageError) as refused:
        DUTIES.deadlines(date(2023, 8, 2), date(2023, 8, 1))
    assert refused.value.read("en") == (
        "from 2023-08-02 to 2023-08-01; expected a first day that is not after the last. "
        "Swap or correct the two dates."
    )
    assert refused.value.read("zh") == (
        "起于 2023-08-02，止于 2023-08-01；应为起日不晚于止日。对调或更正两个日期。"
    )


def test_nobody_of_that_name_owes_anything() -> None:
    with pytest.raises(UsageError):
        DUTIES.deadlines(day("08-01"), day("08-02"), department="教育厅")
    with pytest.raises(UsageError):
        kept([], "2023-08-01", department="教育厅")


def test_days_may_be_written() -> None:
    assert DUTIES.deadlines("2023-08-01", "2023-08-31") == DUTIES.deadlines(
        date(2023, 8, 1), date(2023, 8, 31)
    )
    kept_to = DUTIES.ledger([], "2023-08-31", since="2023-08-01")
    assert (kept_to.as_of, kept_to.since) == (date(2023, 8, 31), date(2023, 8, 1))


@pytest.mark.parametrize("wrong", ["31.8.2023", datetime(2023, 8, 31, 9), None, 20230831.5])  # noqa: DTZ001
def test_what_is_no_day_is_refused_as_such(wrong: Wrong) -> None:
    for ask in (
        lambda: DUTIES.deadlines(wrong, "2023-08-31"),
        lambda: DUTIES.deadlines("2023-08-01", wrong),
        lambda: DUTIES.ledger([], wrong),
    ):
        with pytest.raises(PeriodError) as refused:
            ask()
        assert repr(str(wrong)) in refused.value.read("en")
        assert "is not a date; expected a day that exists" in refused.value.read("en")


def test_a_ledger_does_not_end_before_it_begins() -> None:
    with pytest.raises(UsageError) as refused:
        DUTIES.ledger([], "2023-08-01", since="2023-08-02")
    assert refused.value.read("en").startswith("from 2023-08-02 to 2023-08-01; expected")


def test_rows_are_no_entries_yet() -> None:
    rows: Wrong = [row("monthly_report", "2023-07", "2023-08-03")]
    for ask in (
        lambda: DUTIES.ledger(rows, "2023-08-31"),
        lambda: DUTIES.deadlines("2023-08-01", "2023-08-31", entries=rows),
    ):
        with pytest.raises(UsageError) as refused:
            ask()
        assert "stands among the entries of a ledger" in refused.value.read("en")
        assert ".entries(各行)" in refused.value.read("zh")


@pytest.mark.parametrize("wrong", ["done.csv", Path("done.csv"), [("education", "campaigns")]])
def test_what_holds_no_rows_by_column_is_refused(wrong: Wrong) -> None:
    with pytest.raises(LedgerError) as refused:
        DUTIES.entries(wrong)
    assert "is no row of a ledger; expected dictionaries by column" in refused.value.read("en")
    assert "read_ledger" in refused.value.read("zh")


def test_an_obligation_is_told_in_one_line() -> None:
    (one,) = DUTIES.deadlines("2023-08-31", "2023-08-31", department="市消防支队")
    assert str(one) == "fire tiered_supervision_rules 2023-08: 2023-08-31"
    unknown = DUTIES.deadlines("2090-03-04", "2090-03-04", department="市信访局", extend=True)
    assert str(unknown[0]) == "petitions public_employees 2090-02: ≥ 2090-03-04"
    standing = kept([row("repair_notice", "2023", "2023-08-01")], "2023-08-31").items[-1]
    assert str(standing.obligation) == "education repair_notice 2023: 持续推进"
