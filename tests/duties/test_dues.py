"""By when a duty has to be met: by the law, the calendar on the wall, and the State Council's notices.

Expected days come from these, from `chinesecalendar`, or from walking day by day.
"""

from datetime import date
from itertools import product

import chinese_calendar  # type: ignore[import-untyped]
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.samples import Wrong
from tests.duties.samples import CHINA, EXTENDED, MONTHLY, ONE_DAY, PLAIN, short, through

from credit_rules.duties import (
    AfterDecision,
    ByEndOf,
    Days,
    Due,
    DueDate,
    DutyCadence,
    Every,
    NextMonth,
    Standing,
)
from credit_rules.errors import CalendarError, PeriodError, RulebookError
from credit_rules.periods import Period, Unit
from credit_rules.text import Text

SEVEN = AfterDecision(7)
ANY = Period.month(2023, 8)


def decided(day: date, rule: AfterDecision = SEVEN, by: Days = PLAIN) -> DueDate:
    """When what was decided on *day* is due."""
    return rule.by(Period.month(day.year, day.month), day, by)


def reported(month: str, by: Days = PLAIN, day: int = 4) -> DueDate:
    """When the report on *month* is due."""
    return NextMonth(day).by(Period.parse(month), None, by)


# --- After a decision ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2023, 8, 10), date(2023, 8, 21)),
        (date(2023, 9, 28), date(2023, 10, 13)),  # off from 29 September to 6 October
        (date(2024, 2, 8), date(2024, 2, 23)),  # off from 10 to 17 February, Sunday 18 is worked
    ],
)
def test_seven_working_days_are_counted_from_the_day_after_the_decision(
    day: date, due: date
) -> None:
    assert decided(day) == DueDate(due, due)


def test_what_was_decided_on_a_day_off_is_counted_from_the_first_day_worked() -> None:
    # Saturday 12 August: Monday 14 is the first of the seven.
    assert decided(date(2023, 8, 12)).on == date(2023, 8, 22)


def test_a_holiday_moves_no_decision_twice() -> None:
    assert decided(date(2023, 9, 28), by=EXTENDED) == decided(date(2023, 9, 28))


def test_without_a_decision_it_is_counted_from_the_first_day_of_the_period() -> None:
    # 1 August 2023 is a Tuesday.
    assert SEVEN.by(Period.month(2023, 8), None, PLAIN).on == date(2023, 8, 10)


@given(st.dates(date(2008, 1, 1), date(2025, 12, 31)), st.integers(1, 60))
def test_n_working_days_are_those_of_an_independent_table(day: date, n: int) -> None:
    due = decided(day, AfterDecision(n)).on
    assert due is not None
    counted = [other for other in through(day + ONE_DAY, due) if chinese_calendar.is_workday(other)]
    assert len(counted) == n
    assert counted[-1] == due


# --- Where a schedule is not known -----------------------------------------------------------------

# Friday to the Tuesday after the next weekend.
WEEK = short(date(2026, 12, 18), "WOOWWWWWOOWW")


def continuations(calendar_days: str, further: int) -> list[str]:
    """*calendar_days* with every pattern of so many days after them, the last of which are worked."""
    return [calendar_days + "".join(days) + "W" * 12 for days in product("WO", repeat=further)]


@pytest.mark.parametrize("pattern", ["WOOWWWWWOOWW", "WWWWWWWWWOOO", "OOOO", "W"])
@pytest.mark.parametrize("n", [1, 2, 7])
def test_an_unknown_due_date_is_never_before_the_day_that_is_certain(pattern: str, n: int) -> None:
    first = date(2026, 12, 18)
    known = short(first, pattern)
    later = [short(first, days) for days in continuations(pattern, 8)]
    for day in through(first, known.last):
        due = decided(day, AfterDecision(n), Days(known))
        possible = {decided(day, AfterDecision(n), Days(full)).on for full in later}
        assert None not in possible
        if due.on is not None:
            assert possible == {due.on}
            assert due.earliest == due.on
        else:
            # nobody can know, and the earliest of all possible days is the one that is named
            assert len(possible) > 1
            assert due.earliest == min(day for day in possible if day)


def test_what_falls_into_a_year_that_nobody_announced_is_not_guessed() -> None:
    # After Friday 18: four days to Friday 25, two more; one is missing, Wednesday 30 at best.
    assert decided(date(2026, 12, 18), AfterDecision(8), Days(WEEK)) == DueDate(
        None, date(2026, 12, 30)
    )
    assert decided(date(2026, 12, 18), AfterDecision(7), Days(WEEK)).on == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("day", "earliest"),
    [
        (date(2026, 12, 30), date(2027, 1, 6)),  # after all that is known: seven days at least
        (date(2026, 12, 17), date(2026, 12, 24)),  # before it
        (date(2026, 12, 10), date(2026, 12, 17)),
    ],
)
def test_from_a_day_that_is_not_known_it_takes_so_many_days_at_least(
    day: date, earliest: date
) -> None:
    assert decided(day, by=Days(WEEK)) == DueDate(None, earliest)


def test_the_last_day_there_is_is_not_passed() -> None:
    assert decided(date.max) == DueDate(None, date.max)
    assert decided(date.max - 2 * ONE_DAY) == DueDate(None, date.max)


def test_the_year_after_the_last_one_announced_is_not_known() -> None:
    spilled = decided(CHINA.last)
    assert spilled == DueDate(None, CHINA.last + 7 * ONE_DAY)


ALMOST = st.dates(CHINA.last - 30 * ONE_DAY, CHINA.last + 30 * ONE_DAY)
EARLY = st.dates(CHINA.first - 30 * ONE_DAY, CHINA.first + 30 * ONE_DAY)
DECISIONS = st.dates(date(2007, 1, 1), date(2026, 12, 1)) | ALMOST | EARLY
TERMS = st.integers(1, 60).map(AfterDecision)


@given(DECISIONS, TERMS)
@example(CHINA.last, SEVEN)
@example(CHINA.first - ONE_DAY, SEVEN)
def test_a_due_date_is_never_before_the_decision(day: date, rule: AfterDecision) -> None:
    due = decided(day, rule)
    assert due.earliest >= day + rule.working_days * ONE_DAY
    assert due.on in (None, due.earliest)


@given(DECISIONS, TERMS)
@example(CHINA.first - ONE_DAY, SEVEN)
def test_a_decision_a_day_later_is_never_due_earlier(day: date, rule: AfterDecision) -> None:
    assert decided(day, rule).earliest <= decided(day + ONE_DAY, rule).earliest


@given(st.text("WO", min_size=1, max_size=30), st.integers(-3, 32), st.integers(1, 12))
def test_nor_is_it_by_any_calendar_within_it_or_around_it(pattern: str, at: int, n: int) -> None:
    first = date(2024, 1, 1)
    by, day = Days(short(first, pattern)), first + at * ONE_DAY
    one, next_one = (decided(d, AfterDecision(n), by) for d in (day, day + ONE_DAY))
    assert one.earliest <= next_one.earliest
    # and once nobody knows, nobody knows of later ones
    assert at < 0 or one.on is not None or next_one.on is None


# --- The month after ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "plain", "extended"),
    [
        ("2023-07", date(2023, 8, 4), date(2023, 8, 4)),  # a Friday
        # 国办发明电〔2022〕16号: off from 29 September to 6 October, worked on Saturday 7
        ("2023-09", date(2023, 10, 4), date(2023, 10, 7)),
        ("2023-10", date(2023, 11, 4), date(2023, 11, 6)),  # a Saturday
        ("2023-12", date(2024, 1, 4), date(2024, 1, 4)),  # December is due in January
        # 国办发明电〔2023〕7号: 10 to 17 February off, Sunday 4 worked
        ("2024-01", date(2024, 2, 4), date(2024, 2, 4)),
        # and off from 1 to 5 May; Monday 6 is worked
        ("2024-04", date(2024, 5, 4), date(2024, 5, 6)),
    ],
)
def test_the_fourth_of_the_next_month_stays_unless_holidays_move_it(
    month: str, plain: date, extended: date
) -> None:
    assert reported(month) == DueDate.known(plain)
    assert reported(month, EXTENDED) == DueDate.known(extended)


def test_a_day_that_is_moved_may_leave_its_month() -> None:
    # Spring Festival 2017: off from 27 January to 2 February.
    assert reported("2016-12", EXTENDED, day=28).on == date(2017, 2, 3)


def test_a_day_of_the_month_needs_no_schedule_unless_it_is_to_be_moved() -> None:
    year = CHINA.last.year + 1
    fourth = date(year, 2, 4)
    assert reported(f"{year}-01") == DueDate(fourth, fourth)
    assert reported(f"{year}-01", EXTENDED) == DueDate(None, fourth)
    assert reported("2006-11", EXTENDED) == DueDate(None, date(2006, 12, 4))


def test_where_all_that_is_known_is_off_it_is_moved_beyond_it() -> None:
    off = Days(short(date(2026, 12, 1), "WWWOOO"), extend=True)
    assert reported("2026-11", off) == DueDate(None, date(2026, 12, 7))
    assert reported("2026-11", off, day=3).on == date(2026, 12, 3)


def test_after_the_last_month_there_is_no_next() -> None:
    with pytest.raises(CalendarError):
        reported("9999-12")


MONTHS = st.integers(1, 9998 * 12).map(lambda number: Period(number + 11, Unit.MONTH))
KNOWN = st.integers(2007 * 12, 2026 * 12 - 2).map(lambda number: Period(number, Unit.MONTH))
DAYS = st.integers(1, 28)


@given(MONTHS, DAYS)
def test_it_is_due_on_that_day_of_the_month_after(month: Period, day: int) -> None:
    rule = NextMonth(day)
    due = rule.by(month, None, PLAIN).on
    assert due == month.start + relativedelta(months=1, day=day)
    assert rule.opens(month) == month.start + relativedelta(months=1) <= due
    assert month.end < due


@given(KNOWN, DAYS)
def test_a_holiday_moves_it_to_the_first_day_worked_and_nothing_else_does(
    month: Period, day: int
) -> None:
    rule = NextMonth(day)
    plain, moved = rule.by(month, None, PLAIN).earliest, rule.by(month, None, EXTENDED).earliest
    assert chinese_calendar.is_workday(moved)
    assert not any(map(chinese_calendar.is_workday, through(plain, moved - ONE_DAY)))


RECURRING = st.builds(NextMonth, DAYS) | st.builds(Every, st.sampled_from(Unit))


@given(RECURRING, st.integers(2006 * 12, 2028 * 12), st.sampled_from([PLAIN, EXTENDED]))
def test_a_period_is_due_after_it_begins_and_before_the_next_one_is(
    rule: Due, number: int, by: Days
) -> None:
    assert rule.unit is not None
    begin = number // rule.unit.value * rule.unit.value
    period, following = (Period(begin + more, rule.unit) for more in (0, rule.unit.value))
    one, next_one = (rule.by(p, None, by) for p in (period, following))
    assert one is not None
    assert next_one is not None
    assert period.start < one.earliest < next_one.earliest
    assert rule.opens(period) <= one.earliest


@given(RECURRING, st.integers(2006 * 12, 2028 * 12))
def test_extending_makes_nothing_due_earlier(rule: Due, number: int) -> None:
    assert rule.unit is not None
    period = Period(number // rule.unit.value * rule.unit.value, rule.unit)
    plain, moved = (rule.by(period, None, by) for by in (PLAIN, EXTENDED))
    assert plain is not None
    assert moved is not None
    assert plain.earliest <= moved.earliest
    assert plain.on == plain.earliest


# --- Periods, once, and always ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "period", "due"),
    [
        (Every(Unit.MONTH), "2024-02", date(2024, 2, 29)),
        (Every(Unit.MONTH), "2023-02", date(2023, 2, 28)),
        (Every(Unit.QUARTER), "2023-Q1", date(2023, 3, 31)),
        (Every(Unit.QUARTER, 3), "2023-Q3", date(2023, 9, 30)),
        (Every(Unit.QUARTER), "2023-Q4", date(2023, 12, 31)),
        (Every(Unit.YEAR), "2023", date(2023, 12, 31)),
        (ByEndOf("2023-08"), "2023-08", date(2023, 8, 31)),
        (ByEndOf("2024-02"), "2023-08", date(2024, 2, 29)),
        (ByEndOf("2023-Q4"), "2023-Q4", date(2023, 12, 31)),
        (ByEndOf(Period.of_year(2024)), "2024", date(2024, 12, 31)),
    ],
)
@pytest.mark.parametrize("by", [PLAIN, EXTENDED], ids=["plain", "extended"])
def test_what_is_due_within_a_period_is_due_on_its_last_day_holiday_or_not(
    rule: Due, period: str, due: date, by: Days
) -> None:
    assert rule.by(Period.parse(period), None, by) == DueDate(due, due)


@pytest.mark.parametrize("rule", [SEVEN, Every(Unit.QUARTER), Standing()])
def test_what_is_due_within_a_period_opens_with_it(rule: Due) -> None:
    assert rule.opens(Period.parse("2023-Q3")) == date(2023, 7, 1)


def test_what_is_due_once_need_not_wait_for_its_month() -> None:
    assert ByEndOf("2023-Q3").opens(Period.parse("2023-Q3")) == date.min


def test_a_report_opens_when_its_month_is_over() -> None:
    assert MONTHLY.opens(Period.parse("2023-12")) == date(2024, 1, 1)


def test_what_always_goes_on_is_due_on_no_day() -> None:
    assert Standing().by(ANY, date(2023, 8, 10), PLAIN) is None


# --- What each rule says of itself ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "cadence", "unit", "needed", "ahead"),
    [
        (SEVEN, "per_decision", None, 1, 2),
        (MONTHLY, "monthly", Unit.MONTH, 0, 1),
        (Every(Unit.MONTH), "monthly", Unit.MONTH, 1, 1),
        (Every(Unit.QUARTER, 2), "quarterly", Unit.QUARTER, 2, 1),
        (Every(Unit.YEAR), "annual", Unit.YEAR, 1, 1),
        (ByEndOf("2023-Q4"), "once", None, 1, 1),
        (Standing(), "ongoing", None, 1, 1),
    ],
)
def test_a_rule_says_how_often_it_falls_due_and_how_much_meets_it(
    rule: Due, cadence: str, unit: Unit | None, needed: int, ahead: int
) -> None:
    assert (rule.cadence.value, rule.unit, rule.needed) == (cadence, unit, needed)
    assert rule.ahead == ahead


def test_the_reminder_of_seven_working_days_is_on_the_fifth() -> None:
    due = decided(date(2023, 9, 28)).on
    assert due is not None
    assert PLAIN.working(date(2023, 9, 28), due - ONE_DAY) == 6
    assert PLAIN.ahead(due, SEVEN.ahead) == decided(date(2023, 9, 28), AfterDecision(5)).on


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (SEVEN, "决定之日起 7 个工作日内", "within 7 working days of the decision"),
        (AfterDecision(20), "决定之日起 20 个工作日内", "within 20 working days of the decision"),
        (MONTHLY, "次月 4 日前", "by day 4 of the next month"),
        (NextMonth(10), "次月 10 日前", "by day 10 of the next month"),
        (Every(Unit.MONTH), "每月至少 1 次", "at least once a month"),
        (Every(Unit.QUARTER, 2), "每季度至少 2 次", "at least 2 times a quarter"),
        (Every(Unit.YEAR), "每年至少 1 次", "at least once a year"),
        (ByEndOf("2023-08"), "2023-08 底前", "by the end of 2023-08"),
        (ByEndOf("2023-Q4"), "2023-Q4 底前", "by the end of 2023-Q4"),
        (Standing(), "持续推进", "ongoing"),
    ],
)
def test_a_rule_in_words(rule: Due, zh: str, en: str) -> None:
    assert rule.words == Text(zh, en)
    assert rule.quote == ("每走访一次" if rule is MONTHLY else "")


@pytest.mark.parametrize(
    ("cadence", "zh", "en"),
    [
        (DutyCadence.PER_DECISION, "逐项决定", "per decision"),
        (DutyCadence.MONTHLY, "每月", "monthly"),
        (DutyCadence.QUARTERLY, "每季度", "quarterly"),
        (DutyCadence.ANNUAL, "每年", "annual"),
        (DutyCadence.ONCE, "一次", "once"),
        (DutyCadence.ONGOING, "持续推进", "ongoing"),
    ],
)
def test_how_often_in_words(cadence: DutyCadence, zh: str, en: str) -> None:
    assert cadence.title == Text(zh, en)


# --- Counting and comparing days ---------------------------------------------------------------------


def test_days_left_are_working_days_up_to_the_last_one() -> None:
    assert PLAIN.working(date(2023, 9, 28), date(2023, 10, 13)) == 7
    assert PLAIN.working(date(2023, 10, 13), date(2023, 9, 28)) == -7
    assert PLAIN.working(date(2023, 8, 10), date(2023, 8, 10)) == 0


@pytest.mark.parametrize(
    ("of", "days", "before"),
    [
        (date(2023, 10, 13), 1, date(2023, 10, 12)),
        (date(2023, 10, 7), 1, date(2023, 9, 28)),  # over the whole holiday
        (date(2023, 11, 4), 1, date(2023, 11, 3)),  # before a Saturday
        (date(2023, 11, 4), 0, date(2023, 11, 4)),  # that day itself, worked or not
    ],
)
def test_so_many_working_days_ahead(of: date, days: int, before: date) -> None:
    assert PLAIN.ahead(of, days) == before


def test_days_out_of_the_known_years_are_not_counted() -> None:
    after, before = CHINA.last + ONE_DAY, CHINA.first - ONE_DAY
    assert PLAIN.working(CHINA.last, after) is None
    assert PLAIN.working(before, CHINA.first) is None
    assert PLAIN.ahead(after, 1) is None
    assert PLAIN.ahead(CHINA.first, 1) is None
    assert PLAIN.ahead(after, 0) == after
    assert PLAIN.ahead(CHINA.last, 1) is not None


def test_holidays_move_nothing_unless_asked() -> None:
    assert not PLAIN.extend


@pytest.mark.parametrize(
    ("due", "day", "met"),
    [
        (DueDate.known(date(2023, 8, 4)), date(2023, 8, 3), True),
        (DueDate.known(date(2023, 8, 4)), date(2023, 8, 4), True),
        (DueDate.known(date(2023, 8, 4)), date(2023, 8, 5), False),
        (DueDate(None, date(2023, 8, 4)), date(2023, 8, 3), True),
        (DueDate(None, date(2023, 8, 4)), date(2023, 8, 4), True),
        (DueDate(None, date(2023, 8, 4)), date(2023, 8, 5), None),
    ],
)
def test_a_day_is_in_time_or_late_or_nobody_can_know(due: DueDate, day: date, met: Wrong) -> None:
    assert due.is_met(day) is met


# --- Refusals ------------------------------------------------------------------------------------------


def refusal(rule: Wrong, *given: Wrong, **named: Wrong) -> RulebookError:
    with pytest.raises(RulebookError) as refused:
        rule(*given, **named)
    assert refused.value.exit_code == 3
    return refused.value


@pytest.mark.parametrize(
    ("rule", "field", "high"),
    [
        (AfterDecision, "working_days", 366),
        (NextMonth, "day", 28),
        (lambda n: Every(Unit.QUARTER, n), "times", 366),
    ],
    ids=["AfterDecision", "NextMonth", "Every"],
)
def test_a_number_that_cannot_be_meant_is_refused_with_its_bounds(
    rule: Wrong, field: str, high: int, request: pytest.FixtureRequest
) -> None:
    kind = request.node.callspec.id
    for meant in (1, high):
        assert getattr(rule(meant), field) == meant
    wrong: list[Wrong] = [0, high + 1, -7, 2.5, "7", None, True]
    for value in wrong:
        error = refusal(rule, value)
        assert error.read("zh") == (
            f"{kind} 的 {field} 为 {value!r}；应为1 至 {high} 的整数。按原文改写 {field}。"
        )
        assert error.read("en") == (
            f"{field} of {kind} is {value!r}; expected a whole number from 1 to {high}. "
            f"Write the {field} that the text names."
        )


def test_a_unit_that_is_none_is_refused_with_those_there_are() -> None:
    error = refusal(Every, "month")
    assert error.read("zh") == (
        "Every 'month' 的 every 处出现 'month'；应为Unit.MONTH, Unit.QUARTER, Unit.YEAR。改写 every。"
    )
    assert error.read("en") == (
        "'month' stands in the field every of the Every 'month'; "
        "expected Unit.MONTH, Unit.QUARTER, Unit.YEAR. Write the every in that form."
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda quote: AfterDecision(7, quote),
        lambda quote: NextMonth(4, quote),
        lambda quote: Every(Unit.YEAR, 1, quote),
        lambda quote: ByEndOf("2023-08", quote),
        Standing,
    ],
)
def test_the_words_that_a_rule_is_taken_from_are_words(make: Wrong) -> None:
    assert make("7个工作日内").quote == "7个工作日内"
    error = refusal(make, 7)
    assert error.read("zh").endswith(' 的 quote 处出现 7；应为"…"。改写 quote。')
    assert error.read("en").startswith("7 stands in the field quote of the ")
    assert error.read("en").endswith('; expected "…". Write the quote in that form.')


def test_the_end_of_what_is_no_period_is_refused() -> None:
    with pytest.raises(PeriodError, match="2023-8"):
        ByEndOf("2023-8")


# --- What may still move -------------------------------------------------------------------------


def test_a_day_among_the_last_of_the_last_notice_is_said_to_be_provisional() -> None:
    december, one = Days(short(date(2030, 12, 25), "WWWWWWW")), AfterDecision(1)

    assert decided(date(2030, 12, 26), one, december) == DueDate.known(date(2030, 12, 27))
    for day in (date(2030, 12, 29), date(2030, 12, 30), date(2030, 12, 31)):
        eve = date(2030, 12, day.day - 1)
        assert decided(eve, one, december) == DueDate(day, day, provisional=True)
