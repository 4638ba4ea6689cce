"""``rulebook.duties``: what is owed, and what falls due between two days."""

from datetime import date

import pytest
from tests.ledger.samples import ALL_KINDS, BOOK, DUTIES, Row, day, decision, kept, row, weekdays

from credit_rules.duties import Obligation
from credit_rules.errors import UsageError


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
