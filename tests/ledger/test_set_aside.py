"""What is dated after the day as of which a ledger is kept."""

from tests.ledger.samples import DUTIES, day, decision, item, items, kept, row

from credit_rules.ledger import DutyStatus


def test_rows_that_are_dated_later_are_listed_once_in_their_order() -> None:
    rows = [
        row("monthly_report", "2023-07", "2023-08-21"),
        row("monthly_report", "2023-06", "2023-08-20"),
        decision("2023-08-18", "2023-08-22"),
        decision("2023-08-21", "2023-08-22"),
        decision("2023-08-21", reference="2"),
        row("campaigns", "2023-Q3", "2023-08-21"),
        row("repair_notice", "", "2023-08-21"),
        row("monthly_report", "2023-05"),
    ]
    ledger = kept(rows, "2023-08-20")

    assert [entry.line for entry in ledger.ignored] == [1, 3, 4, 5, 6, 7]
    assert ledger.ignored[1].done_on == day("2023-08-22")


def test_rows_of_that_day_count() -> None:
    rows = [row("monthly_report", "2023-07", "2023-08-04"), decision("2023-08-04", "2023-08-04")]
    ledger = kept(rows, "2023-08-04")

    assert ledger.ignored == ()
    assert item(ledger, "monthly_report", "2023-07").status is DutyStatus.DONE
    assert item(ledger, "double_publicity").status is DutyStatus.DONE


def test_a_decision_of_which_only_the_report_is_later_stands_as_a_decision() -> None:
    rows = [decision("2023-08-10", "2023-08-23")]
    open_, overdue, late = (
        kept(rows, as_of) for as_of in ("2023-08-21", "2023-08-22", "2023-08-23")
    )

    assert item(open_, "double_publicity").status is DutyStatus.OPEN
    assert item(overdue, "double_publicity").status is DutyStatus.OVERDUE
    assert item(overdue, "double_publicity").entries[0].done_on is None
    assert [len(ledger.ignored) for ledger in (open_, overdue, late)] == [1, 1, 0]
    assert item(late, "double_publicity").status is DutyStatus.DONE_LATE


def test_a_decision_that_is_not_made_yet_asks_for_nothing() -> None:
    assert not items(kept([decision("2023-08-21")], "2023-08-20"), "double_publicity")


def test_what_is_done_later_is_overdue_until_then() -> None:
    rows = [row("monthly_report", "2023-07", "2023-08-21")]
    assert item(kept(rows, "2023-08-20"), "monthly_report", "2023-07").status is DutyStatus.OVERDUE
    assert (
        item(kept(rows, "2023-08-21"), "monthly_report", "2023-07").status is DutyStatus.DONE_LATE
    )


def test_of_one_department_the_rows_of_others_are_neither_kept_nor_set_aside() -> None:
    rows = [
        row("monthly_report", "2023-07", "2023-08-21", department="justice"),
        row("monthly_report", "2023-06", "2023-07-03", department="justice"),
    ]
    ledger = kept(rows, "2023-08-20")

    assert (ledger.ignored, [d.code for d in ledger.departments]) == ((), ["education"])
    assert {one.obligation.department.code for one in ledger.items} == {"education"}
    everybody = kept(rows, "2023-08-20", department=None)
    assert [entry.line for entry in everybody.ignored] == [1]
    assert everybody.departments == DUTIES.edition.edition.roster.members
