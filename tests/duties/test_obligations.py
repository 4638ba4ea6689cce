"""What falls due between two days, whose it is, and for which period."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.samples import PARKS, SCHOOLS, TOWN, Wrong
from tests.duties.samples import BOTH, CHINA, EXTENDED, MONTHLY, ONE_DAY, PLAIN, duty

from credit_rules.duties import (
    AfterDecision,
    ByEndOf,
    Days,
    DueDate,
    Duty,
    Every,
    NextMonth,
    Obligation,
    Standing,
    deadlines,
    owed,
)
from credit_rules.periods import Period, Unit
from credit_rules.validity import Validity

ALWAYS = Validity()
REPORT = duty("report", MONTHLY)
CALL = duty("call", Every(Unit.QUARTER))
PLAN = duty("plan", Every(Unit.YEAR))
WALK = duty("walk", Every(Unit.MONTH, 2))
FENCE = duty("fence", ByEndOf("2023-08"))
LICENCE = duty("licence", AfterDecision(7))
TIDY = duty("tidy", Standing())


def found(
    first: date,
    last: date,
    *duties: Duty,
    by: Days = PLAIN,
    valid: Validity = ALWAYS,
) -> list[tuple[str, str, str]]:
    """What the schools owe between two days: code, period, and the day."""
    return [
        (one.duty.code, str(one.period), str(one.due.on or f"from {one.due.earliest}"))
        for one in deadlines(duties, [SCHOOLS], (first, last), valid, by)
        if one.due is not None
    ]


def valid(since: Wrong = None, until: Wrong = None) -> Validity:
    return Validity(since, until)


# --- Both ends, and in order --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "day", "period"),
    [
        (REPORT, date(2023, 9, 4), "2023-08"),
        (REPORT, date(2024, 1, 4), "2023-12"),
        (WALK, date(2023, 9, 30), "2023-09"),
        (CALL, date(2023, 9, 30), "2023-Q3"),
        (CALL, date(2023, 12, 31), "2023-Q4"),
        (PLAN, date(2023, 12, 31), "2023"),
        (FENCE, date(2023, 8, 31), "2023-08"),
    ],
)
def test_the_first_and_the_last_day_belong_to_the_range(one: Duty, day: date, period: str) -> None:
    expected = [(one.code, period, str(day))]
    week = timedelta(days=7)
    for first, last in ((day, day), (day, day + week), (day - week, day)):
        assert found(first, last, one) == expected
    assert found(day - week, day - ONE_DAY, one) == []
    assert found(day + ONE_DAY, day + week, one) == []
    assert found(day + ONE_DAY, day - ONE_DAY, one) == []


def test_a_quarter_of_a_department_in_the_order_of_the_calendar() -> None:
    everything = [PLAN, TIDY, FENCE, LICENCE, CALL, WALK, REPORT]
    assert found(date(2023, 7, 1), date(2023, 9, 30), *everything) == [
        ("report", "2023-06", "2023-07-04"),
        ("walk", "2023-07", "2023-07-31"),
        ("report", "2023-07", "2023-08-04"),
        ("fence", "2023-08", "2023-08-31"),
        ("walk", "2023-08", "2023-08-31"),
        ("report", "2023-08", "2023-09-04"),
        ("call", "2023-Q3", "2023-09-30"),
        ("walk", "2023-09", "2023-09-30"),
    ]


def test_what_is_due_on_one_day_stands_by_department_then_as_in_its_list() -> None:
    second = duty("second", schools="附件1·1·10", parks="附件1·2·1")
    first = duty("first", schools="附件1·1·9", parks="附件1·2·2")
    day = date(2023, 9, 4)
    listed = deadlines([second, first], BOTH, (day, date(2023, 10, 4)), ALWAYS, PLAIN)
    of_a_day = [
        ("schools", "first"),
        ("schools", "second"),
        ("parks", "second"),
        ("parks", "first"),
    ]
    assert [(one.department.code, one.duty.code) for one in listed] == 2 * of_a_day
    assert [one.due for one in listed] == [DueDate.known(day)] * 4 + [
        DueDate.known(date(2023, 10, 4))
    ] * 4
    others = deadlines([second, first], [PARKS, SCHOOLS], (day, day), ALWAYS, PLAIN)
    assert [one.department.code for one in others] == ["parks", "parks", "schools", "schools"]


def test_who_owes_nothing_has_no_deadlines() -> None:
    year = (date(2023, 1, 1), date(2023, 12, 31))
    assert deadlines([REPORT, CALL], [TOWN, PARKS], year, ALWAYS, PLAIN) == ()
    assert deadlines([], BOTH, year, ALWAYS, PLAIN) == ()
    assert deadlines([REPORT], [], year, ALWAYS, PLAIN) == ()


def test_an_obligation_is_that_of_its_period() -> None:
    day = date(2023, 9, 4)
    (one,) = deadlines([REPORT], [SCHOOLS], (day, day), ALWAYS, PLAIN)
    assert one == Obligation(SCHOOLS, REPORT, Period.month(2023, 8), DueDate.known(day))


def test_its_place_is_that_of_its_clause_in_the_department_s_list() -> None:
    tenth = duty("tenth", schools="附件1·1·10", parks="附件1·2·1")
    ninth = duty("ninth", schools="附件1·1·9", parks="附件1·2·2")
    july = Period.month(2023, 7)
    for who, codes in ((SCHOOLS, ["ninth", "tenth"]), (PARKS, ["tenth", "ninth"])):
        owing = [Obligation.of(who, one, july, PLAIN) for one in (tenth, ninth)]
        in_place = sorted(owing, key=lambda obligation: obligation.place)
        assert [obligation.duty.code for obligation in in_place] == codes


def test_what_is_owed_is_due_since_a_day_and_has_begun_by_another() -> None:
    def owing(first: date, last: date) -> list[tuple[str, str]]:
        everything = iter([REPORT, CALL, PLAN, WALK, FENCE, LICENCE, TIDY])
        found = owed(everything, BOTH, (first, last), ALWAYS, PLAIN)
        return sorted((one.duty.code, str(one.period)) for one in found)

    # the report on July was due on 4 August; those on August are due later and have begun
    assert owing(date(2023, 8, 5), date(2023, 8, 20)) == [
        ("call", "2023-Q3"),
        ("fence", "2023-08"),
        ("plan", "2023"),
        ("report", "2023-08"),
        ("walk", "2023-08"),
    ]
    assert ("report", "2023-07") in owing(date(2023, 8, 4), date(2023, 8, 20))
    assert ("walk", "2023-09") in owing(date(2023, 8, 4), date(2023, 9, 1))
    # what is to be done once is owed from the beginning, and no longer than it is due
    assert ("fence", "2023-08") in owing(date(2023, 1, 1), date(2023, 1, 31))
    assert ("fence", "2023-08") not in owing(date(2023, 9, 1), date(2023, 9, 30))


# --- What is not owed by itself ----------------------------------------------------------------------


def test_what_hangs_on_a_decision_or_never_ends_has_no_deadline_of_its_own() -> None:
    assert found(date(2020, 1, 1), date(2025, 12, 31), LICENCE, TIDY) == []


def test_what_is_to_be_done_once_is_due_once() -> None:
    assert found(date(2020, 1, 1), date(2030, 12, 31), FENCE) == [
        ("fence", "2023-08", "2023-08-31")
    ]
    assert found(date(2023, 9, 1), date(2030, 12, 31), FENCE) == []
    assert found(date(2023, 8, 1), date(2023, 8, 30), FENCE) == []
    year = duty("year", ByEndOf("2023"))
    assert found(date(2023, 12, 1), date(2023, 12, 31), year) == [("year", "2023", "2023-12-31")]


# --- Validity ---------------------------------------------------------------------------------------------


def test_an_edition_owes_nothing_on_the_time_before_it() -> None:
    since = valid(since="2023-01")
    january = date(2022, 12, 1), date(2023, 2, 28)
    assert found(*january, REPORT, WALK, CALL, PLAN, valid=since) == [
        ("walk", "2023-01", "2023-01-31"),
        ("report", "2023-01", "2023-02-04"),
        ("walk", "2023-02", "2023-02-28"),
    ]


def test_an_edition_owes_its_last_month_and_nothing_on_the_time_after_it() -> None:
    until = valid(until="2025-06")
    assert found(date(2025, 6, 1), date(2025, 12, 31), REPORT, CALL, PLAN, valid=until) == [
        ("report", "2025-05", "2025-06-04"),
        ("call", "2025-Q2", "2025-06-30"),
        ("report", "2025-06", "2025-07-04"),
    ]


def test_a_quarter_or_a_year_that_an_edition_covers_in_part_is_not_owed() -> None:
    part = valid(since="2023-02", until="2024-02")
    assert found(date(2023, 1, 1), date(2024, 12, 31), CALL, PLAN, valid=part) == [
        ("call", "2023-Q2", "2023-06-30"),
        ("call", "2023-Q3", "2023-09-30"),
        ("call", "2023-Q4", "2023-12-31"),
    ]


# --- Holidays ---------------------------------------------------------------------------------------------


def test_what_a_holiday_moves_leaves_one_range_and_falls_into_another() -> None:
    # National Day 2023: 4 October is off, Saturday 7 the first day worked.
    week, after = (date(2023, 10, 1), date(2023, 10, 6)), (date(2023, 10, 7), date(2023, 10, 31))
    assert found(*week, REPORT) == [("report", "2023-09", "2023-10-04")]
    assert found(*after, REPORT) == []
    assert found(*week, REPORT, by=EXTENDED) == []
    assert found(*after, REPORT, by=EXTENDED) == [("report", "2023-09", "2023-10-07")]


def test_what_a_holiday_moves_into_the_month_after_is_found_there() -> None:
    # Spring Festival 2017: off from 27 January to 2 February.
    late = duty("late", NextMonth(28))
    february = date(2017, 2, 1), date(2017, 2, 27)
    assert found(*february, late) == []
    assert found(*february, late, by=EXTENDED) == [("late", "2016-12", "2017-02-03")]
    january = date(2017, 1, 1), date(2017, 1, 31)
    assert found(*january, late) == [("late", "2016-12", "2017-01-28")]
    assert found(*january, late, by=EXTENDED) == []


def test_what_nobody_can_know_stands_where_it_can_first_be() -> None:
    year = CHINA.last.year + 1
    spring = date(year, 1, 1), date(year, 3, 3)
    assert found(*spring, REPORT, by=EXTENDED) == [
        ("report", f"{year - 1}-12", f"from {year}-01-04"),
        ("report", f"{year}-01", f"from {year}-02-04"),
    ]
    assert found(*spring, REPORT) == [
        ("report", f"{year - 1}-12", f"{year}-01-04"),
        ("report", f"{year}-01", f"{year}-02-04"),
    ]


# --- Any range, by going through all periods there are ----------------------------------------------------

RULES: list[NextMonth | Every | ByEndOf] = [
    MONTHLY,
    NextMonth(28),
    Every(Unit.MONTH),
    Every(Unit.QUARTER),
    Every(Unit.YEAR),
    ByEndOf("2016-Q4"),
]
DUTIES = [duty(f"duty_{at}", rule, schools=f"{at}") for at, rule in enumerate(RULES)]
EARLIEST, LATEST = date(2014, 1, 1), date(2019, 12, 31)
BEGINNINGS = [EARLIEST + relativedelta(months=at) for at in range(-3, 12 * 6 + 3)]


def month_of(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def naive(first: date, last: date, valid_from: date, valid_to: date, by: Days) -> list[Wrong]:
    """Every period of every rule in years, one after the other, whatever is asked for."""
    expected = []
    for at, rule in enumerate(RULES):
        if isinstance(rule, ByEndOf):
            expected.append((date(2016, 12, 31), at, "2016-Q4"))
            continue
        length = rule.every.value if isinstance(rule, Every) else 1
        for begin in BEGINNINGS:
            end = begin + relativedelta(months=length, days=-1)
            whole = begin.month % length == 1 or length == 1
            if not whole or begin < valid_from or valid_to < end:
                continue
            due = end
            if isinstance(rule, NextMonth):
                due = end + timedelta(days=rule.day)
                while by.extend and not CHINA.is_working_day(due):
                    due += ONE_DAY
            names = {1: month_of(begin), 3: f"{begin.year}-Q{begin.month // 3 + 1}"}
            expected.append((due, at, names.get(length, str(begin.year))))
    return [
        (f"duty_{at}", period, str(due))
        for due, at, period in sorted(expected, key=lambda one: one[:2])
        if first <= due <= last
    ]


RANGE = st.dates(EARLIEST, LATEST)
VALID = st.dates(EARLIEST, LATEST).map(lambda day: day.replace(day=1))


@given(RANGE, st.integers(0, 500), VALID, VALID, st.sampled_from([PLAIN, EXTENDED]))
@example(date(2017, 2, 1), 3, date(2014, 1, 1), date(2019, 12, 1), EXTENDED)
@example(date(2015, 1, 4), 0, date(2014, 12, 1), date(2015, 1, 1), PLAIN)
def test_any_range_has_what_going_through_all_periods_finds(
    first: date, length: int, one: date, other: date, by: Days
) -> None:
    last = min(first + timedelta(days=length), LATEST)
    since, until = sorted((one, other))
    listed = found(first, last, *DUTIES, by=by, valid=valid(month_of(since), month_of(until)))
    end_of_until = until + relativedelta(months=1, days=-1)
    assert listed == naive(first, last, since, end_of_until, by)


@given(RANGE, st.integers(0, 200), st.integers(0, 200), st.sampled_from([PLAIN, EXTENDED]))
def test_two_ranges_after_each_other_have_what_the_whole_has(
    first: date, one: int, other: int, by: Days
) -> None:
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=other)
    parts = found(first, middle, *DUTIES, by=by) + found(middle + ONE_DAY, last, *DUTIES, by=by)
    assert parts == found(first, last, *DUTIES, by=by)


def test_the_first_and_the_last_years_there_are_can_be_asked_for() -> None:
    assert found(date.min, date(1, 2, 28), REPORT, CALL, WALK) == [
        ("walk", "0001-01", "0001-01-31"),
        ("report", "0001-01", "0001-02-04"),
        ("walk", "0001-02", "0001-02-28"),
    ]
    assert found(date(9999, 11, 1), date(9999, 11, 30), REPORT, CALL, WALK) == [
        ("report", "9999-10", "9999-11-04"),
        ("walk", "9999-11", "9999-11-30"),
    ]
    assert found(date(9999, 12, 31), date.max, CALL, PLAN) == [
        ("call", "9999-Q4", "9999-12-31"),
        ("plan", "9999", "9999-12-31"),
    ]
