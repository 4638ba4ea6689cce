"""How it stands with an obligation as of a day."""

import pytest
from tests.ledger.samples import (
    ALL_KINDS,
    TWICE,
    Row,
    day,
    decision,
    duty_list,
    item,
    items,
    kept,
    made,
    row,
    weekdays,
)

from credit_rules import ByEndOf, NextMonth
from credit_rules.ledger import DutyStatus
from credit_rules.workdays import WorkingDayCalendar

DONE, LATE = DutyStatus.DONE, DutyStatus.DONE_LATE
OPEN, NOT_YET, OVERDUE = DutyStatus.OPEN, DutyStatus.NOT_YET_DUE, DutyStatus.OVERDUE
UNKNOWN = DutyStatus.UNKNOWN


# --- Upon decisions: 2023-09-28 before the long holiday is due on 2023-10-13, the contract says ----


@pytest.mark.parametrize(
    ("done_on", "status", "late"),
    [
        ("2023-09-28", DONE, None),
        ("2023-10-13", DONE, None),
        ("2023-10-14", LATE, 0),  # a Saturday: late, though no working day has gone by
        ("2023-10-16", LATE, 1),
        ("2023-10-20", LATE, 5),
    ],
)
def test_a_report_upon_a_decision_is_done_in_time_or_late(
    done_on: str, status: DutyStatus, late: int | None
) -> None:
    ledger = kept([decision("2023-09-28", done_on)], "2023-10-31")
    found = item(ledger, "double_publicity")

    assert (found.status, found.working_days_late) == (status, late)
    assert found.obligation.due is not None
    assert found.obligation.due.on == day("2023-10-13")
    assert found.done_on == day(done_on)
    assert (found.days_left, found.working_days_left) == (None, None)
    assert not found.is_undone


@pytest.mark.parametrize(
    ("as_of", "status", "left", "worked", "late"),
    [
        ("2023-09-28", OPEN, 15, 7, None),
        ("2023-10-07", OPEN, 6, 6, None),  # a Saturday that is worked; so is the Sunday after it
        ("2023-10-13", OPEN, 0, 0, None),
        ("2023-10-14", OVERDUE, None, None, 0),
        ("2023-10-16", OVERDUE, None, None, 1),
        ("2023-10-27", OVERDUE, None, None, 10),
    ],
)
def test_a_report_that_is_not_made_is_open_then_overdue(
    as_of: str, status: DutyStatus, left: int | None, worked: int | None, late: int | None
) -> None:
    found = item(kept([decision("2023-09-28")], as_of), "double_publicity")

    assert (found.status, found.done_on) == (status, None)
    assert (found.days_left, found.working_days_left) == (left, worked)
    assert found.working_days_late == late
    assert found.is_undone


# --- Monthly ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "status", "left", "worked"),
    [
        ("2023-07-01", NOT_YET, 34, 25),
        ("2023-07-31", NOT_YET, 4, 4),
        ("2023-08-01", OPEN, 3, 3),
        ("2023-08-04", OPEN, 0, 0),
        ("2023-08-05", OVERDUE, None, None),
    ],
)
def test_a_monthly_report_is_not_due_before_the_month_is_over(
    as_of: str, status: DutyStatus, left: int | None, worked: int | None
) -> None:
    found = item(kept([], as_of), "monthly_report", "2023-07")

    assert (found.status, found.days_left, found.working_days_left) == (status, left, worked)
    assert found.is_undone is (status is not NOT_YET)


def test_it_may_be_made_before_the_month_is_over() -> None:
    ledger = kept([row("monthly_report", "2023-07", "2023-07-20")], "2023-07-25")
    assert item(ledger, "monthly_report", "2023-07").status is DONE


def test_a_report_of_nothing_is_a_report() -> None:
    ledger = kept([row("joint_cases", "2023-07", "2023-08-04", count="0")], "2023-08-31")
    assert item(ledger, "joint_cases", "2023-07").status is DONE


def test_the_first_of_several_reports_says_when_it_was_made() -> None:
    rows = [
        row("joint_cases", "2023-07", "2023-08-07", count="2"),
        row("joint_cases", "2023-07", "2023-08-03", count="0"),
    ]
    found = item(kept(rows, "2023-08-31"), "joint_cases", "2023-07")

    assert (found.status, found.done_on) == (DONE, day("2023-08-03"))
    assert [entry.line for entry in found.entries] == [2, 1]


@pytest.mark.parametrize(
    ("extend", "done_on", "status"),
    [
        (False, "2023-06-04", DONE),
        (False, "2023-06-05", LATE),
        (True, "2023-06-05", DONE),
        (True, "2023-06-06", LATE),
    ],
)
def test_a_sunday_moves_the_fourth_only_where_holidays_extend(
    extend: bool,  # noqa: FBT001
    done_on: str,
    status: DutyStatus,
) -> None:
    ledger = kept([row("monthly_report", "2023-05", done_on)], "2023-06-30", extend=extend)
    assert item(ledger, "monthly_report", "2023-05").status is status


# --- So many times a quarter, once, always -----------------------------------------------------------


def drills(*done: tuple[str, str]) -> list[Row]:
    """Drills of the third quarter: the days on which there were so many."""
    return [row("drills", "2023-Q3", done_on, count=count) for done_on, count in done]


@pytest.mark.parametrize(
    ("rows", "status", "done_on"),
    [
        ([], OVERDUE, None),
        ([("2023-07-05", "1")], OVERDUE, None),
        ([("2023-07-05", "0"), ("2023-07-06", "1")], OVERDUE, None),
        ([("2023-07-05", "2")], DONE, "2023-07-05"),
        ([("2023-09-30", "1"), ("2023-07-05", "1")], DONE, "2023-09-30"),
        ([("2023-07-05", "1"), ("2023-08-01", "1"), ("2023-09-01", "1")], DONE, "2023-08-01"),
        ([("2023-07-05", "1"), ("2023-10-09", "1")], LATE, "2023-10-09"),
    ],
)
def test_it_is_done_on_the_day_of_the_last_event_that_is_needed(
    rows: list[tuple[str, str]], status: DutyStatus, done_on: str | None
) -> None:
    found = item(kept(drills(*rows), "2023-10-31", of=TWICE), "drills", "2023-Q3")

    assert (found.status, found.done_on) == (status, done_on and day(done_on))
    assert len(found.entries) == len(rows)


def test_a_quarter_is_open_from_its_first_day_to_its_last() -> None:
    begun, ended, over = (
        item(kept(drills(("2023-07-01", "1")), as_of, of=TWICE), "drills", "2023-Q3")
        for as_of in ("2023-07-01", "2023-09-30", "2023-10-01")
    )

    assert (begun.status, begun.days_left) == (OPEN, 91)
    assert (ended.status, ended.days_left, ended.working_days_left) == (OPEN, 0, 0)
    assert (over.status, over.working_days_late) == (OVERDUE, 0)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2023-02-01", OPEN),  # nobody has to wait for August
        ("2023-07-31", OPEN),
        ("2023-08-31", OPEN),
        ("2023-09-01", OVERDUE),
        ("2024-09-01", OVERDUE),
    ],
)
def test_what_is_due_once_is_due_by_the_end_of_its_month(as_of: str, status: DutyStatus) -> None:
    found = item(kept([], as_of), "application_rules")
    assert (found.status, str(found.obligation.period)) == (status, "2023-08")


def test_what_is_due_once_may_be_done_long_before() -> None:
    ledger = kept([row("application_rules", "", "2022-05-01")], "2023-01-31")
    assert item(ledger, "application_rules").status is DONE


def test_what_is_always_to_be_done_is_there_where_it_was_done_and_is_never_late() -> None:
    rows = [row("repair_notice", "", "2023-07-06"), row("repair_notice", "2023-Q3", "2024-07-06")]
    month, quarter = items(kept(rows, "2024-12-31"), "repair_notice")

    assert (month.status, quarter.status) == (DONE, DONE)
    assert (month.obligation.due, month.working_days_late, month.days_left) == (None, None, None)
    undone = kept([row("repair_notice", "2023-08")], "2023-12-31")
    assert item(undone, "repair_notice").status is OPEN
    assert not items(kept([row("repair_notice", "2023-08")], "2023-07-31"), "repair_notice")
    assert not items(kept([], "2023-12-31"), "credit_checks")


# --- Where a schedule is not known -------------------------------------------------------------------

SHORT = weekdays("2023-08-01", "2023-08-15")


def short(rows: list[Row], as_of: str, calendar: WorkingDayCalendar = SHORT) -> DutyStatus:
    """The status of what follows upon a decision by a calendar that ends on 2023-08-15."""
    return item(kept(rows, as_of, of=ALL_KINDS, calendar=calendar), "licences").status


@pytest.mark.parametrize(
    ("as_of", "status"),
    # The third working day after Monday the 14th lies behind the 15th, and so on the 17th at first.
    [("2023-08-14", OPEN), ("2023-08-17", OPEN), ("2023-08-18", UNKNOWN), ("2024-08-18", UNKNOWN)],
)
def test_what_may_be_due_is_neither_open_nor_overdue(as_of: str, status: DutyStatus) -> None:
    assert short([row("licences", decided_on="2023-08-14")], as_of) is status


@pytest.mark.parametrize(("done_on", "status"), [("2023-08-17", DONE), ("2023-08-18", UNKNOWN)])
def test_what_was_done_before_it_can_be_due_is_in_time(done_on: str, status: DutyStatus) -> None:
    rows = [row("licences", "", done_on, decided_on="2023-08-14")]
    found = item(kept(rows, "2024-01-01", of=ALL_KINDS, calendar=SHORT), "licences")

    assert (found.status, found.done_on) == (status, day(done_on))
    assert not found.is_undone


def test_days_that_cannot_be_counted_are_left_out() -> None:
    until = weekdays("2023-08-01", "2023-08-17")
    rows = [row("licences", decided_on="2023-08-14")]
    found = item(kept(rows, "2023-08-20", of=ALL_KINDS, calendar=until), "licences")
    monthly = item(kept([], "2023-08-16", of=ALL_KINDS, calendar=SHORT), "returns", "2023-08")

    assert (found.status, found.working_days_late) == (OVERDUE, None)
    assert (monthly.status, monthly.days_left, monthly.working_days_left) == (NOT_YET, 19, None)


def test_an_unknown_due_date_has_no_days_left() -> None:
    rows = [row("licences", decided_on="2023-08-14")]
    found = item(kept(rows, "2023-08-15", of=ALL_KINDS, calendar=SHORT), "licences")

    assert (found.days_left, found.working_days_left, found.working_days_late) == (None,) * 3
    later = item(kept(rows, "2023-09-15", of=ALL_KINDS, calendar=SHORT), "licences")
    assert later.is_undone


# --- Words, and what is there at all -----------------------------------------------------------------


def test_every_status_is_named_in_both_languages() -> None:
    assert [(s.title.zh, s.title.en) for s in DutyStatus] == [
        ("按时完成", "done"),
        ("尚未到期", "not yet due"),
        ("办理中", "open"),
        ("期限未知", "due date unknown"),
        ("逾期完成", "done late"),
        ("逾期未完成", "overdue"),
    ]


def test_what_fell_due_before_is_left_out_unless_a_row_speaks_of_it() -> None:
    rows = [row("returns", "2023-03", "2023-04-03"), row("returns", "2023-04")]
    ledger = kept(rows, "2023-08-31", of=ALL_KINDS, since=day("2023-08-04"))

    assert ledger.since == day("2023-08-04")
    assert [str(one.obligation.period) for one in items(ledger, "returns")] == [
        "2023-03",
        "2023-04",
        "2023-07",
        "2023-08",
    ]


def test_without_a_beginning_it_is_that_of_the_rulebook() -> None:
    assert kept([], "2024-08-31").since == day("2023-01-01")
    assert str(items(kept([], "2024-08-31"), "monthly_report")[0].obligation.period) == "2023-01"


def test_what_a_row_speaks_of_is_there_though_it_is_not_owed_by_itself() -> None:
    once = duty_list(made("plan", ByEndOf("2023-02")), made("returns", NextMonth(4)))
    ledger = kept([row("plan", "", "2023-02-01")], "2023-12-31", of=once, since=day("2023-12-01"))

    assert item(ledger, "plan").status is DONE
    assert not items(kept([], "2023-12-31", of=once, since=day("2023-12-01")), "plan")
