"""Working days, against the notices of the State Council and an independent table of them.

Expected days come from the notices, from `chinesecalendar`, or from walking day by day; never
from the calendar under test.
"""

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

import chinese_calendar  # type: ignore[import-untyped]
import pytest
from attrs.exceptions import FrozenInstanceError
from dateutil.relativedelta import relativedelta
from holidays.countries.china import ChinaStaticHolidays
from holidays.version import __version__ as holidays_version
from hypothesis import assume, example, given
from hypothesis import strategies as st

from credit_rules.errors import CalendarError, ScheduleNotPublishedError
from credit_rules.workdays import WorkingDayCalendar

Wrong: TypeAlias = Any
"""A value of a type that the signature forbids."""

ONE_DAY = timedelta(days=1)
CHINA = WorkingDayCalendar.china()


def days(first: date, last: date) -> Iterator[date]:
    """Every date from *first* to *last*."""
    while first <= last:
        yield first
        first += ONE_DAY


def small(first: date, pattern: str, source: str = "test") -> WorkingDayCalendar:
    """A calendar from *first* on, with a letter for each day: W is worked."""
    marked = {first + ONE_DAY * i: mark for i, mark in enumerate(pattern)}
    return WorkingDayCalendar(
        first=first,
        last=max(marked),
        worked=[day for day, mark in marked.items() if mark == "W"],
        source=source,
    )


# --- Which days are worked ---------------------------------------------------------------


def test_every_day_from_2007_to_2026_agrees_with_an_independent_table() -> None:
    differing = [
        day
        for day in days(date(2007, 1, 1), date(2026, 12, 31))
        if CHINA.is_working_day(day) != chinese_calendar.is_workday(day)
    ]
    assert differing == []


# From the notices of the General Office: the days off, then the weekends worked instead.
NOTICES = {
    2019: (
        (
            "01-01 02-04 02-05 02-06 02-07 02-08 02-09 02-10 04-05 04-06 04-07 05-01 05-02 05-03 "
            "05-04 06-07 06-08 06-09 09-13 09-14 09-15 10-01 10-02 10-03 10-04 10-05 10-06 10-07"
        ),
        "02-02 02-03 04-28 05-05 09-29 10-12",
    ),
    2026: (
        (
            "01-01 01-02 01-03 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 04-04 04-05 "
            "04-06 05-01 05-02 05-03 05-04 05-05 06-19 06-20 06-21 09-25 09-26 09-27 10-01 10-02 "
            "10-03 10-04 10-05 10-06 10-07"
        ),
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}


@pytest.mark.parametrize("year", NOTICES)
def test_a_whole_year_follows_its_notice(year: int) -> None:
    off, work = (set(listed.split()) for listed in NOTICES[year])
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        key = f"{day:%m-%d}"
        expected = key in work or (day.isoweekday() <= 5 and key not in off)
        assert CHINA.is_working_day(day) is expected, day


def test_the_calendar_begins_in_2007_and_ends_with_a_whole_year() -> None:
    assert CHINA.first == date(2007, 1, 1)
    assert CHINA.last >= date(2026, 12, 31)
    assert (CHINA.last.month, CHINA.last.day) == (12, 31)


def test_the_last_days_of_the_last_year_are_provisional() -> None:
    # The notice on 2008 made 2007-12-29, a Saturday, a working day; that on 2019 did so in 2018.
    assert CHINA.is_working_day(date(2007, 12, 29))
    assert CHINA.is_working_day(date(2018, 12, 29))
    assert CHINA.provisional_from == date(CHINA.last.year, 12, 29)


def test_the_source_names_the_notices_and_the_version_of_the_table() -> None:
    assert f"2007-{CHINA.last.year}" in CHINA.source
    assert f"holidays {holidays_version}" in CHINA.source


def test_asking_twice_costs_nothing() -> None:
    assert WorkingDayCalendar.china() is WorkingDayCalendar.china()


def test_importing_the_module_does_not_load_the_holiday_table() -> None:
    code = "import sys, credit_rules.workdays; sys.exit('holidays' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert done.returncode == 0


# --- Only what was announced -------------------------------------------------------------


def test_a_year_without_a_notice_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    following = CHINA.last.year + 1
    monkeypatch.setitem(ChinaStaticHolidays.special_public_holidays, following, ())
    assert WorkingDayCalendar.china.__wrapped__().last == CHINA.last


def test_a_new_notice_in_the_table_adds_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    following = CHINA.last.year + 1
    week = days(date(following, 3, 1), date(following, 3, 7))
    sunday = next(day for day in week if day.isoweekday() == 7)
    notice: Any = ((3, sunday.day + 1, 3, sunday.day),)  # that Sunday for the Monday after it
    monkeypatch.setitem(ChinaStaticHolidays.special_public_holidays, following, notice)
    extended = WorkingDayCalendar.china.__wrapped__()
    assert extended.last == date(following, 12, 31)
    assert extended.is_working_day(sunday)
    assert not extended.is_working_day(sunday + ONE_DAY)


def test_a_table_that_lacks_a_year_in_between_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ChinaStaticHolidays.special_public_holidays, 2013)
    monkeypatch.setitem(ChinaStaticHolidays.special_public_holidays, 2015, ())
    with pytest.raises(CalendarError) as refused:
        WorkingDayCalendar.china.__wrapped__()
    assert "缺少 2013, 2015 年" in refused.value.read("zh")
    assert "lacks 2013, 2015" in refused.value.read("en")


@pytest.mark.parametrize("table", [{}, {2001: ((1, 29, 1, 20),)}])
def test_a_table_without_any_known_year_is_refused(
    monkeypatch: pytest.MonkeyPatch, table: dict[int, Any]
) -> None:
    monkeypatch.setattr(ChinaStaticHolidays, "special_public_holidays", table)
    with pytest.raises(CalendarError, match="2007"):
        WorkingDayCalendar.china.__wrapped__()


EARLY = date(2006, 12, 31)
LATE = CHINA.last + ONE_DAY
INSIDE = date(2023, 8, 10)


@pytest.mark.parametrize("day", [date.min, EARLY, LATE, date.max])
def test_a_day_outside_the_known_years_is_refused_by_every_question(day: date) -> None:
    for ask in (
        lambda: CHINA.is_working_day(day),
        lambda: CHINA.next_working_day(day),
        lambda: CHINA.add_working_days(day, 0),
        lambda: CHINA.add_working_days(day, 7),
        lambda: CHINA.add_working_days(day, -7),
        lambda: CHINA.working_days_between(day, INSIDE),
        lambda: CHINA.working_days_between(INSIDE, day),
        lambda: CHINA.working_days_between(day, day),
        lambda: CHINA.with_overrides(off=[day], name="x"),
        lambda: CHINA.with_overrides(work=[day], name="x"),
    ):
        with pytest.raises(ScheduleNotPublishedError):
            ask()


def test_the_refusal_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        CHINA.is_working_day(LATE)


def test_a_year_to_come_is_refused_with_the_year_the_known_years_and_the_way_out() -> None:
    with pytest.raises(ScheduleNotPublishedError) as refused:
        CHINA.is_working_day(LATE)
    for lang, words in (("zh", ("国务院", "升级 holidays")), ("en", ("State Council", "upgrade"))):
        message = refused.value.read(lang)  # type: ignore[arg-type]
        for expected in (str(LATE), str(LATE.year), f"2007-{CHINA.last.year}", *words):
            assert expected in message


def test_a_year_before_the_first_is_not_something_to_wait_for() -> None:
    with pytest.raises(ScheduleNotPublishedError) as refused:
        CHINA.is_working_day(EARLY)
    assert "2006-12-31 不在工作日历之内" in refused.value.read("zh")
    assert "请使用 2007-01-01 及以后的日期" in refused.value.read("zh")
    assert "2006-12-31 is not in the calendar" in refused.value.read("en")
    assert "Use dates from 2007-01-01 on" in refused.value.read("en")
    assert "upgrade" not in refused.value.read("en")


@pytest.mark.parametrize("n", [1, 2, 7, 10_000, 10**30])
def test_a_result_after_the_last_year_is_refused(n: int) -> None:
    with pytest.raises(ScheduleNotPublishedError) as refused:
        CHINA.add_working_days(CHINA.last, n)
    assert f"{CHINA.last} 之后的第 {n} 个工作日" in refused.value.read("zh")
    assert f"{LATE.year} 年的国务院放假安排" in refused.value.read("zh")
    assert f"working day number {n} after {CHINA.last}" in refused.value.read("en")
    assert f"schedule of {LATE.year}" in refused.value.read("en")


@pytest.mark.parametrize("n", [-1, -2, -7, -10_000, -(10**30)])
def test_a_result_before_the_first_year_is_refused_and_never_wraps_around(n: int) -> None:
    with pytest.raises(ScheduleNotPublishedError) as refused:
        CHINA.add_working_days(CHINA.first, n)
    assert f"2007-01-01 之前的第 {-n} 个工作日" in refused.value.read("zh")
    assert "日历始于 2007-01-01" in refused.value.read("zh")
    assert f"working day number {-n} before 2007-01-01" in refused.value.read("en")


def test_the_next_working_day_after_the_last_one_is_refused() -> None:
    with pytest.raises(ScheduleNotPublishedError):
        CHINA.next_working_day(CHINA.last)


def test_a_holiday_that_ends_the_calendar_has_no_next_working_day() -> None:
    friday_then_weekend = small(date(2024, 2, 16), "WOO")
    with pytest.raises(ScheduleNotPublishedError) as refused:
        friday_then_weekend.add_working_days(date(2024, 2, 17), 0)
    assert "2024-02-17 当日或之后的第一个工作日" in refused.value.read("zh")
    assert "the first working day from 2024-02-17 on" in refused.value.read("en")
    assert "schedule of 2024" in refused.value.read("en")


# --- Counting ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decided", "on_time_until"),
    [
        (date(2023, 8, 10), date(2023, 8, 21)),
        (date(2023, 9, 28), date(2023, 10, 13)),
        (date(2024, 2, 8), date(2024, 2, 23)),
    ],
)
def test_seven_working_days_do_not_count_the_day_of_the_decision(
    decided: date, on_time_until: date
) -> None:
    assert CHINA.add_working_days(decided, 7) == on_time_until
    assert CHINA.working_days_between(decided, on_time_until) == 7


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        # 2024: 10 to 17 February off; Sunday 4 and Sunday 18 February worked.
        (-3, date(2024, 2, 7)),
        (-1, date(2024, 2, 9)),
        (0, date(2024, 2, 18)),
        (1, date(2024, 2, 18)),
        (2, date(2024, 2, 19)),
    ],
)
def test_steps_from_a_holiday_reach_the_working_days_around_it(n: int, expected: date) -> None:
    assert CHINA.add_working_days(date(2024, 2, 12), n) == expected


def test_zero_steps_from_a_working_day_stay_on_it() -> None:
    assert CHINA.add_working_days(date(2024, 2, 4), 0) == date(2024, 2, 4)


def test_nothing_lies_between_a_day_and_itself() -> None:
    assert CHINA.working_days_between(INSIDE, INSIDE) == 0


def test_counting_backwards_is_the_same_count_with_a_minus() -> None:
    # After Thursday 10 August, up to Monday 21: seven working days.
    assert CHINA.working_days_between(date(2023, 8, 21), date(2023, 8, 10)) == -7


def test_counting_reaches_both_ends_of_the_calendar() -> None:
    assert CHINA.working_days_between(CHINA.first, CHINA.last) == len(CHINA.worked)
    assert CHINA.add_working_days(CHINA.first, len(CHINA.worked)) == CHINA.worked[-1]


Case = tuple[date, str, date, int]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A small calendar of any pattern, a day in it, and a number of steps."""
    first = draw(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    pattern = draw(st.text("WO", min_size=1, max_size=40))
    day = first + ONE_DAY * draw(st.integers(0, len(pattern) - 1))
    return first, pattern, day, draw(st.integers(-45, 45))


def walk(first: date, pattern: str, day: date, n: int) -> date | None:
    """Day by day, as on a wall calendar; None when it runs off the calendar."""
    step = ONE_DAY if n >= 0 else -ONE_DAY
    left = abs(n)
    current = day if n == 0 else day + step
    while first <= current < first + ONE_DAY * len(pattern):
        if pattern[(current - first).days] == "W":
            left -= 1
            if left <= 0:
                return current
        current += step
    return None


@given(cases())
@example((date(2024, 1, 1), "O", date(2024, 1, 1), 0))
@example((date(2024, 1, 1), "W", date(2024, 1, 1), -1))
def test_adding_agrees_with_walking_day_by_day(case: Case) -> None:
    first, pattern, day, n = case
    calendar = small(first, pattern)
    expected = walk(first, pattern, day, n)
    if expected is None:
        with pytest.raises(ScheduleNotPublishedError):
            calendar.add_working_days(day, n)
    else:
        assert calendar.add_working_days(day, n) == expected


@given(cases(), st.integers(0, 39))
def test_counting_agrees_with_walking_day_by_day(case: Case, offset: int) -> None:
    first, pattern, start, _ = case
    assume(offset < len(pattern))
    end = first + ONE_DAY * offset
    low, high = sorted((start, end))
    steps = sum(pattern[(day - first).days] == "W" for day in days(low + ONE_DAY, high))
    counted = small(first, pattern).working_days_between(start, end)
    assert counted == (steps if start <= end else -steps)


# Far enough from both ends for every step drawn below.
middle = st.dates(date(2008, 1, 1), date(2025, 12, 31))
steps = st.integers(1, 150)


@given(middle)
def test_the_next_working_day_is_later_and_the_first_that_is_worked(day: date) -> None:
    following = CHINA.next_working_day(day)
    assert following > day
    assert chinese_calendar.is_workday(following)
    assert not any(map(chinese_calendar.is_workday, days(day + ONE_DAY, following - ONE_DAY)))


@given(middle, steps)
def test_counting_undoes_adding(day: date, n: int) -> None:
    assert CHINA.working_days_between(day, CHINA.add_working_days(day, n)) == n


@given(middle, steps)
def test_going_there_and_back_ends_on_the_same_working_day(day: date, n: int) -> None:
    start = CHINA.next_working_day(day)
    assert CHINA.add_working_days(CHINA.add_working_days(start, n), -n) == start
    assert CHINA.add_working_days(CHINA.add_working_days(start, -n), n) == start


@given(middle, middle, steps)
def test_a_later_day_or_a_longer_term_is_never_due_earlier(a: date, b: date, n: int) -> None:
    early, late = sorted((a, b))
    assert CHINA.add_working_days(early, n) <= CHINA.add_working_days(late, n)
    assert CHINA.add_working_days(early, -n) <= CHINA.add_working_days(late, -n)
    assert CHINA.add_working_days(a, n) < CHINA.add_working_days(a, n + 1)


@given(middle, middle, middle)
def test_counts_add_up_over_a_day_in_between(a: date, b: date, c: date) -> None:
    assert CHINA.working_days_between(a, b) + CHINA.working_days_between(
        b, c
    ) == CHINA.working_days_between(a, c)


# --- The monthly report ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "month", "plain", "extended"),
    [
        (2023, 7, date(2023, 8, 4), date(2023, 8, 4)),  # a Friday
        (2023, 9, date(2023, 10, 4), date(2023, 10, 7)),  # National Day; Saturday 7 is worked
        (2023, 10, date(2023, 11, 4), date(2023, 11, 6)),  # a plain Saturday
        (2023, 12, date(2024, 1, 4), date(2024, 1, 4)),  # December is due in January
        (2024, 1, date(2024, 2, 4), date(2024, 2, 4)),  # a Sunday that is worked
        (2026, 4, date(2026, 5, 4), date(2026, 5, 6)),  # Labour Day, 1 to 5 May
    ],
)
def test_the_monthly_report_is_due_on_the_fourth_and_moves_only_when_extended(
    year: int, month: int, plain: date, extended: date
) -> None:
    assert CHINA.monthly_due(year, month) == plain
    assert CHINA.monthly_due(year, month, extend=True) == extended


@given(st.dates(date(1, 1, 1), date(9999, 11, 30)), st.integers(1, 28))
@example(date(1, 1, 1), 1)
@example(date(9999, 11, 1), 28)
def test_the_plain_due_date_needs_no_notice(in_month: date, day: int) -> None:
    expected = in_month + relativedelta(months=1, day=day)
    assert CHINA.monthly_due(in_month.year, in_month.month, day=day) == expected


def test_another_day_of_the_month_can_be_the_rule() -> None:
    assert CHINA.monthly_due(2024, 1, day=29) == date(2024, 2, 29)
    assert CHINA.monthly_due(2023, 12, day=31) == date(2024, 1, 31)


def test_extending_needs_the_schedule_of_the_year_of_the_due_date() -> None:
    last = CHINA.last.year
    assert CHINA.monthly_due(last, 12) == date(last + 1, 1, 4)
    with pytest.raises(ScheduleNotPublishedError, match=f"{last + 1} 年"):
        CHINA.monthly_due(last, 12, extend=True)
    with pytest.raises(ScheduleNotPublishedError):
        CHINA.monthly_due(2006, 11, extend=True)
    assert CHINA.monthly_due(2006, 12, extend=True) == date(2007, 1, 4)


@pytest.mark.parametrize(
    ("year", "month"), [(2023, 0), (2023, 13), (2023, -1), (0, 5), (0, 12), (9999, 12), (-1, 1)]
)
def test_no_such_report_month_is_refused_in_words(year: int, month: int) -> None:
    with pytest.raises(CalendarError) as refused:
        CHINA.monthly_due(year, month)
    assert f"{year} 年 {month} 月不是可用的报告月份" in refused.value.read("zh")
    assert f"year {year}, month {month} is no month to report on" in refused.value.read("en")


@pytest.mark.parametrize(
    ("year", "month", "day", "due", "length"),
    [
        (2023, 3, 31, "2023 年 4 月", 30),
        (2023, 1, 29, "2023 年 2 月", 28),
        (2023, 12, 32, "2024 年 1 月", 31),
        (2023, 7, 0, "2023 年 8 月", 31),
        (2023, 7, -1, "2023 年 8 月", 31),
    ],
)
def test_a_day_that_the_following_month_lacks_is_refused_in_words(
    year: int, month: int, day: int, due: str, length: int
) -> None:
    with pytest.raises(CalendarError) as refused:
        CHINA.monthly_due(year, month, day=day)
    assert f"{due}没有 {day} 日；应为1 至 {length} 日" in refused.value.read("zh")
    assert f"has no day {day}; expected a day from 1 to {length}" in refused.value.read("en")


# --- Local changes -----------------------------------------------------------------------


def test_a_region_may_cancel_a_make_up_day() -> None:
    # Saturday 2017-04-01 was worked nationally for 3 April; Guangxi cancelled it.
    make_up = date(2017, 4, 1)
    guangxi = CHINA.with_overrides(off=[make_up], name="广西")
    assert CHINA.is_working_day(make_up)
    assert not guangxi.is_working_day(make_up)
    assert CHINA.add_working_days(date(2017, 3, 31), 1) == make_up
    assert guangxi.add_working_days(date(2017, 3, 31), 1) == date(2017, 4, 5)
    assert guangxi.source == f"{CHINA.source} + 广西"


def test_a_region_may_work_on_a_weekend_and_rest_on_a_weekday() -> None:
    saturday, monday = date(2023, 8, 12), date(2023, 8, 14)
    local = CHINA.with_overrides(off=iter([monday]), work=(saturday,), name="local")
    assert local.is_working_day(saturday)
    assert not local.is_working_day(monday)
    assert local.working_days_between(date(2023, 8, 11), monday) == 1


def test_overrides_build_on_each_other_and_leave_the_original_alone() -> None:
    before = CHINA.fingerprint
    one = CHINA.with_overrides(off=[INSIDE], name="one")
    two = one.with_overrides(work=[INSIDE], name="two")
    assert CHINA.fingerprint == before
    assert one != CHINA
    assert two == CHINA
    assert two.source.endswith(" + one + two")


def test_overriding_a_day_to_what_it_is_already_changes_no_day() -> None:
    same = CHINA.with_overrides(off=[date(2023, 10, 1)], work=[INSIDE, INSIDE], name="same")
    assert same == CHINA
    assert hash(same) == hash(CHINA)
    assert same.fingerprint == CHINA.fingerprint


def test_a_day_both_off_and_worked_is_refused() -> None:
    with pytest.raises(CalendarError) as refused:
        CHINA.with_overrides(off=[INSIDE, date(2023, 8, 11)], work=[INSIDE], name="x")
    assert "2023-08-10 同时列为休息日" in refused.value.read("zh")
    assert "2023-08-10: declared both off and work" in refused.value.read("en")


def test_all_overrides_outside_the_range_are_reported_together() -> None:
    with pytest.raises(ScheduleNotPublishedError) as refused:
        CHINA.with_overrides(off=[LATE], work=[EARLY, INSIDE], name="x")
    assert len(refused.value.problems) == 2


# --- The value ---------------------------------------------------------------------------


def test_calendars_with_the_same_days_are_equal_wherever_the_days_come_from() -> None:
    covered = date(2026, 12, 31)
    independent = [*filter(chinese_calendar.is_workday, days(CHINA.first, covered))]
    newer = [day for day in CHINA.worked if day > covered]
    other = WorkingDayCalendar(
        first=CHINA.first, last=CHINA.last, worked=independent + newer, source="chinesecalendar"
    )
    assert other == CHINA
    assert other.fingerprint == CHINA.fingerprint


def test_the_fingerprint_is_the_hash_of_the_range_and_the_working_days() -> None:
    lines = b"2024-02-16\n2024-02-19\n2024-02-16\n2024-02-18\n2024-02-19"
    expected = hashlib.sha256(lines).hexdigest()
    assert small(date(2024, 2, 16), "WOWW").fingerprint == expected


@pytest.mark.parametrize("pattern", ["WOWO", "WOWWO", "WOOW", "OOWW"])
def test_another_day_or_another_range_has_another_fingerprint(pattern: str) -> None:
    first = date(2024, 2, 16)
    assert small(first, pattern).fingerprint != small(first, "WOWW").fingerprint
    assert small(first, pattern) != small(first, "WOWW")


def test_a_calendar_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        CHINA.last = LATE  # type: ignore[misc]


def test_a_calendar_survives_pickling() -> None:
    copy = pickle.loads(pickle.dumps(CHINA))  # noqa: S301
    assert copy == CHINA
    assert copy.add_working_days(INSIDE, 7) == date(2023, 8, 21)


def test_working_days_may_be_given_in_any_order_and_twice() -> None:
    a, b = date(2024, 1, 2), date(2024, 1, 3)
    calendar = WorkingDayCalendar(first=a, last=b, worked=iter([b, a, b]), source="test")
    assert calendar.worked == (a, b)


def test_a_calendar_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CalendarError) as refused:
        WorkingDayCalendar(first=LATE, last=EARLY, worked=[], source="test")
    assert f"日历起于 {LATE}、止于 2006-12-31" in refused.value.read("zh")
    assert f"begins on {LATE} and ends on 2006-12-31" in refused.value.read("en")


def test_a_working_day_outside_the_range_is_refused() -> None:
    with pytest.raises(ScheduleNotPublishedError):
        WorkingDayCalendar(first=INSIDE, last=INSIDE, worked=[LATE], source="test")


# --- What is no date and no number -------------------------------------------------------

MOMENT = datetime(2023, 8, 10, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("value", [MOMENT, MOMENT.replace(tzinfo=None), "2023-08-10", 20230810])
def test_what_is_no_plain_date_is_refused_everywhere(value: Wrong) -> None:
    for ask in (
        lambda: CHINA.is_working_day(value),
        lambda: CHINA.next_working_day(value),
        lambda: CHINA.add_working_days(value, 1),
        lambda: CHINA.working_days_between(value, INSIDE),
        lambda: CHINA.working_days_between(INSIDE, value),
        lambda: CHINA.with_overrides(off=[value], name="x"),
        lambda: CHINA.with_overrides(work=[value], name="x"),
        lambda: WorkingDayCalendar(first=value, last=INSIDE, worked=[], source="x"),
        lambda: WorkingDayCalendar(first=INSIDE, last=value, worked=[], source="x"),
    ):
        with pytest.raises(TypeError) as refused:
            ask()
        assert repr(value) in str(refused.value)
        assert "不是日期" in str(refused.value)
        assert "is not a date" in str(refused.value)


def test_a_moment_is_refused_with_the_way_to_its_day() -> None:
    with pytest.raises(TypeError, match=r"北京时间.*\.date\(\)(?s:.)*Beijing time.*\.date\(\)"):
        CHINA.is_working_day(MOMENT)


@pytest.mark.parametrize("value", [INSIDE, None, 5])
def test_a_lone_value_is_no_collection_of_dates(value: Wrong) -> None:
    with pytest.raises(TypeError, match=r"不是日期的集合(?s:.)*is no collection of dates"):
        CHINA.with_overrides(off=value, name="x")


@pytest.mark.parametrize("value", [True, False, 1.0, "1", None, Decimal(1)])
def test_what_is_no_whole_number_is_refused(value: Wrong) -> None:
    questions: tuple[tuple[str, Callable[[], object]], ...] = (
        ("n", lambda: CHINA.add_working_days(INSIDE, value)),
        ("year", lambda: CHINA.monthly_due(value, 1)),
        ("month", lambda: CHINA.monthly_due(2023, value)),
        ("day", lambda: CHINA.monthly_due(2023, 1, day=value)),
    )
    for name, ask in questions:
        with pytest.raises(TypeError) as refused:
            ask()
        assert f"不能作为 {name}；应为整数" in str(refused.value)
        assert f"cannot be {name}; expected an int" in str(refused.value)


def test_a_name_or_source_that_is_no_string_is_refused() -> None:
    nothing: Wrong = None
    with pytest.raises(TypeError, match=r"None .* 不能作为 name(?s:.)*cannot be name"):
        CHINA.with_overrides(name=nothing)
    with pytest.raises(TypeError, match=r"None .* 不能作为 source(?s:.)*cannot be source"):
        WorkingDayCalendar(first=INSIDE, last=INSIDE, worked=[], source=nothing)
