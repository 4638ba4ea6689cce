"""What is owed as of a day, counted another way, and the share that was done in time."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from tests.ledger.samples import ALL_KINDS, DUTIES, Row, day, decision, kept, row, weekdays

from credit_rules import DutyCadence
from credit_rules.ledger import DutyStatus, on_time_rate

# 附件1·5, line by line: 市教体局
MONTHLY = (
    "administrative_information",
    "commitments",
    "joint_cases",
    "public_employees",
    "other_information",
    "monthly_report",
)
QUARTERLY = ("campaigns",)
ANNUAL = ("training", "integrity_education")
BY_JULY = ("xinyi_education",)
BY_AUGUST = ("application_rules", "commitment_rules", "tiered_supervision_rules")


def owed_by_education(as_of: date) -> set[tuple[str, str, str]]:
    """Duty, period and last day of all that 市教体局 owes from 2023 on."""
    found = {(duty, "2023-07", "2023-07-31") for duty in BY_JULY}
    found |= {(duty, "2023-08", "2023-08-31") for duty in BY_AUGUST}
    for year in range(2023, as_of.year + 1):
        found |= {(duty, f"{year}", f"{year}-12-31") for duty in ANNUAL}
        for quarter, last in enumerate(("03-31", "06-30", "09-30", "12-31"), start=1):
            if date(year, quarter * 3 - 2, 1) <= as_of:
                found |= {(duty, f"{year}-Q{quarter}", f"{year}-{last}") for duty in QUARTERLY}
        for month in range(1, 13):
            if date(year, month, 1) <= as_of:
                due = f"{year}-{month + 1:02}-04" if month < 12 else f"{year + 1}-01-04"
                found |= {(duty, f"{year}-{month:02}", due) for duty in MONTHLY}
    return found


@pytest.mark.parametrize(
    "as_of",
    [
        "2023-01-01",
        "2023-07-31",
        "2023-08-01",
        "2023-08-20",
        "2023-12-31",
        "2024-01-01",
        "2024-05-31",
    ],
)
def test_what_a_department_owes_is_what_its_list_says(as_of: str) -> None:
    ledger = kept([], as_of)
    found = [
        (one.obligation.duty.code, str(one.obligation.period), str(due.on))
        for one in ledger.items
        if (due := one.obligation.due)
    ]

    assert len(found) == len(ledger.items) == len(set(found))
    assert set(found) == owed_by_education(day(as_of))


def test_everybody_owes_what_their_cadences_make() -> None:
    as_of = "2024-02-10"  # 14 months, 5 quarters and 2 years have begun
    times = {
        DutyCadence.MONTHLY: 14,
        DutyCadence.QUARTERLY: 5,
        DutyCadence.ANNUAL: 2,
        DutyCadence.ONCE: 1,
        DutyCadence.ONGOING: 0,
        DutyCadence.PER_DECISION: 0,
    }
    ledger = kept([], as_of, department=None)
    owed = Counter(one.obligation.department.code for one in ledger.items)

    assert len(ledger.departments) == 36
    for department in ledger.departments:
        expected = sum(times[duty.due.cadence] for duty in DUTIES.of(department.code))
        assert owed[department.code] == expected == len(ledger.of(department))


def test_items_stand_by_department_then_day_then_place_in_the_list() -> None:
    rows = [
        row("repair_notice", "", "2023-07-06"),
        row("repair_notice", "2023", "2023-07-06", reference="b"),
        decision("2023-07-26", reference="2"),
        decision("2023-07-26", reference="1"),
        decision("2023-07-27"),
        row("monthly_report", "2023-07", department="agriculture"),
    ]
    ledger = kept(rows, "2023-08-31", department=None, since=day("2023-08-04"))
    codes = [d.code for d in ledger.departments]
    places = [codes.index(one.obligation.department.code) for one in ledger.items]
    education = [
        (one.obligation.cite.clause, str(one.obligation.period), one.obligation.reference)
        for one in ledger.of(DUTIES.edition.edition.roster.find("education"))
    ]

    assert places == sorted(places)
    assert education == [
        ("附件1·5·2(1)", "2023-07", "1"),  # due on 2023-08-04, as the monthly ones
        ("附件1·5·2(1)", "2023-07", "2"),
        ("附件1·5·2(2)", "2023-07", ""),
        ("附件1·5·2(3)", "2023-07", ""),
        ("附件1·5·2(4)", "2023-07", ""),
        ("附件1·5·2(5)", "2023-07", ""),
        ("附件1·5·2(6)", "2023-07", ""),
        ("附件1·5·7", "2023-07", ""),
        ("附件1·5·2(1)", "2023-07", ""),  # decided a day later
        ("附件1·5·1(1)", "2023-08", ""),
        ("附件1·5·1(2)", "2023-08", ""),
        ("附件1·5·1(3)", "2023-08", ""),
        ("附件1·5·2(2)", "2023-08", ""),
        ("附件1·5·2(3)", "2023-08", ""),
        ("附件1·5·2(4)", "2023-08", ""),
        ("附件1·5·2(5)", "2023-08", ""),
        ("附件1·5·2(6)", "2023-08", ""),
        ("附件1·5·7", "2023-08", ""),
        ("附件1·5·6(1)", "2023-Q3", ""),
        ("附件1·5·6(2)", "2023", ""),
        ("附件1·5·6(3)", "2023", ""),
        ("附件1·5·3", "2023", ""),  # always to be done: no day
        ("附件1·5·3", "2023-07", ""),
    ]


def rate(rows: list[Row], as_of: str) -> Fraction | None:
    """The share of ALL_KINDS, from August on, that was done in time."""
    return on_time_rate(kept(rows, as_of, of=ALL_KINDS, since=day("2023-08-01")).items)


def test_the_rate_is_of_what_is_done_or_overdue() -> None:
    rows = [
        row("licences", "", "2023-08-15", decided_on="2023-08-10"),  # due on the 15th: done
        row("licences", "", "2023-08-16", decided_on="2023-08-10", reference="2"),  # late
        row("licences", decided_on="2023-08-10", reference="3"),  # overdue
        row("licences", decided_on="2023-08-31", reference="4"),  # open
        row("returns", "2023-07", "2023-08-04"),  # done; August is not yet due
        row("always", "2023-08", "2023-08-09"),  # never due, so never late
    ]  # the drills of the quarter are open

    assert rate(rows, "2023-08-31") == Fraction(2, 4)
    assert rate([*rows, row("drills", "2023-Q3", "2023-08-09", count="2")], "2023-08-31") == (
        Fraction(3, 5)
    )


def test_without_anything_settled_there_is_no_rate() -> None:
    assert rate([], "2023-08-03") is None
    assert rate([row("always", "2023-08", "2023-08-01")], "2023-08-03") is None
    assert rate([], "2023-08-05") == 0


def test_what_nobody_can_judge_is_in_no_rate() -> None:
    rows = [row("licences", "", "2023-08-25", decided_on="2023-08-14")]
    ledger = kept(
        rows,
        "2023-08-31",
        of=ALL_KINDS,
        since=day("2023-08-05"),
        calendar=weekdays("2023-08-01", "2023-08-15"),
    )

    assert DutyStatus.UNKNOWN in {one.status for one in ledger.items}
    assert on_time_rate(ledger.items) is None
