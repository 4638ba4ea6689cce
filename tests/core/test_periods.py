"""Months, quarters and years as values: written, read, compared, split."""

import calendar
import copy
import pickle
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.samples import Wrong

from credit_rules.errors import PeriodError
from credit_rules.periods import Cadence, Period, Span, Unit, months_between

JULY, AUGUST = Period.month(2023, 7), Period.month(2023, 8)
Q3, Q4, Y2023 = Period.quarter(2023, 3), Period.quarter(2023, 4), Period.of_year(2023)

years = st.integers(1, 9999)
periods = (
    st.builds(Period.month, years, st.integers(1, 12))
    | st.builds(Period.quarter, years, st.integers(1, 4))
    | st.builds(Period.of_year, years)
)
near_periods = (
    st.builds(Period.month, st.integers(2022, 2024), st.integers(1, 12))
    | st.builds(Period.quarter, st.integers(2022, 2024), st.integers(1, 4))
    | st.builds(Period.of_year, st.integers(2022, 2024))
)


def days(period: Period) -> set[date]:
    """Every day of *period*, by walking the calendar."""
    day, found = period.start, set()
    while day <= period.end:
        found.add(day)
        day += timedelta(days=1)
    return found


# --- Reading and writing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2023-07", JULY),
        ("2023-12", Period.month(2023, 12)),
        ("2023-Q1", Period.quarter(2023, 1)),
        ("2023-Q3", Q3),
        ("2023", Y2023),
        ("0001-01", Period.month(1, 1)),
        ("9999", Period.of_year(9999)),
    ],
)
def test_a_period_is_read_and_written_in_one_form(written: str, period: Period) -> None:
    assert Period.parse(written) == period
    assert str(period) == written


@given(periods)
def test_what_is_written_reads_back_equal(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert Period.parse(period) is period


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("2023-7", "2023-07"),
        ("2023/07", "2023-07"),
        ("2023.7", "2023-07"),
        ("202307", "2023-07"),
        ("2023年7月", "2023-07"),
        ("2023年12月", "2023-12"),
        ("2023q3", "2023-Q3"),
        ("2023Q3", "2023-Q3"),
        ("2023-q3", "2023-Q3"),
        ("2023 Q3", "2023-Q3"),
        ("2023-Q03", "2023-Q3"),
        ("2023年第三季度", "2023-Q3"),
        ("2023年3季度", "2023-Q3"),
        ("2023年第4季度", "2023-Q4"),
        ("2023年", "2023"),
        (" 2023 ", "2023"),
        ("2023-", "2023"),
        (" 2023-07", "2023-07"),
        (2023, "2023"),
    ],
)
def test_a_slip_is_refused_with_what_was_probably_meant(written: Wrong, nearest: str) -> None:
    with pytest.raises(PeriodError) as refused:
        Period.parse(written)

    (problem,) = refused.value.problems
    assert problem.wrong.en == f"{written!r} is not a period"
    assert problem.remedy.en == f"Did you mean {nearest}"
    assert problem.remedy.zh == f"是否为 {nearest}"
    assert problem.expected.en == "a month (2023-07), a quarter (2023-Q3) or a year (2023)"


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "-",
        "july",
        "2023-00",
        "2023-13",
        "2023-Q0",
        "2023-Q5",
        "2023年第五季度",
        "2023-07-01",
        "2023-07 ~ 2023-09",
        "23-07",
        "0000",
        "0000-07",
        "0000-Q1",
        "２０２３",  # full width
        "２０２３-07",
        "2023-０7",
        "2023–07",  # a dash
        None,
        b"2023",
        date(2023, 7, 1),
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_there_are(written: Wrong) -> None:
    with pytest.raises(PeriodError) as refused:
        Period.parse(written)

    (problem,) = refused.value.problems
    assert repr(written) in problem.wrong.zh
    assert problem.expected.zh == "月（2023-07）、季度（2023-Q3）或年（2023）"
    assert problem.remedy.en == "Write the period in one of these forms"


def test_a_period_longer_than_any_is_refused() -> None:
    with pytest.raises(PeriodError):
        Period.parse("9" * 5000)


@given(
    st.text()
    | st.from_regex(
        r"\s*[0-9]{4}[-/.年]?\s*[qQ第]?[0-9一二三四]{0,2}\s*(季度|月|年)?\s*", fullmatch=True
    )
)
@example("0000-7")
@example("0000年")
def test_any_text_is_a_period_or_refused_and_what_is_suggested_is_a_period(written: str) -> None:
    try:
        period = Period.parse(written)
    except PeriodError as error:
        _, meant, nearest = error.problems[0].remedy.en.partition("Did you mean ")
        if meant:
            assert str(Period.parse(nearest)) == nearest
    else:
        assert str(period) == written


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda: Period.month(0, 7), "year is 0"),
        (lambda: Period.month(10000, 7), "year is 10000"),
        (lambda: Period.month(2023, 0), "month is 0"),
        (lambda: Period.month(2023, 13), "month is 13"),
        (lambda: Period.quarter(-1, 1), "year is -1"),
        (lambda: Period.quarter(2023, 0), "quarter is 0"),
        (lambda: Period.quarter(2023, 5), "quarter is 5"),
        (lambda: Period.of_year(0), "year is 0"),
        (lambda: Period.of_year(10000), "year is 10000"),
    ],
)
def test_a_period_that_does_not_exist_is_refused(make: Callable[[], Period], what: str) -> None:
    with pytest.raises(PeriodError) as refused:
        make()

    assert refused.value.problems[0].wrong.en == what
    assert "an integer from" in refused.value.problems[0].expected.en


@pytest.mark.parametrize("half", [7.5, 7.0, "7", None])
def test_a_month_that_is_no_whole_number_is_refused(half: Wrong) -> None:
    with pytest.raises((PeriodError, TypeError)):
        Period.month(2023, half)


# --- Days ------------------------------------------------------------------------------------


@given(years, st.integers(1, 12))
@example(2024, 2)
@example(1900, 2)
@example(9999, 12)
def test_a_month_runs_from_its_first_to_its_last_day(year: int, month: int) -> None:
    period = Period.month(year, month)

    assert period.start == date(year, month, 1)
    assert period.end == date(year, month, calendar.monthrange(year, month)[1])
    assert period.year == year
    assert period.ends_year is (month == 12)


@given(years, st.integers(1, 4))
def test_a_quarter_runs_over_three_months(year: int, quarter: int) -> None:
    period = Period.quarter(year, quarter)
    last = quarter * 3

    assert period.start == date(year, last - 2, 1)
    assert period.end == date(year, last, calendar.monthrange(year, last)[1])
    assert period.year == year
    assert period.ends_year is (quarter == 4)


@given(years)
def test_a_year_runs_from_january_to_december(year: int) -> None:
    period = Period.of_year(year)

    assert (period.start, period.end) == (date(year, 1, 1), date(year, 12, 31))
    assert period.year == year
    assert period.ends_year


# --- Comparing -------------------------------------------------------------------------------


def test_periods_are_ordered_by_beginning_and_then_by_end() -> None:
    written = ["2022-12", "2023-01", "2023-Q1", "2023", "2023-02", "2023-07", "2023-Q3", "2024"]
    in_order = [Period.parse(each) for each in written]

    assert sorted(written, key=Period.parse, reverse=True) == written[::-1]
    assert sorted(in_order[3:] + in_order[:3]) == in_order
    for earlier, later in pairwise(in_order):
        assert earlier < later
        assert earlier <= later
        assert later > earlier
        assert later >= earlier
        assert not later < earlier
    assert JULY <= Period.month(2023, 7) >= JULY


@given(near_periods, near_periods)
def test_the_order_is_that_of_first_and_last_days(one: Period, other: Period) -> None:
    assert (one < other) is ((one.start, one.end) < (other.start, other.end))
    assert (one == other) is ((one.start, one.end) == (other.start, other.end))


@pytest.mark.parametrize("other", ["2023-07", 24282, None, date(2023, 7, 1)])
def test_a_period_is_neither_equal_nor_comparable_to_anything_else(other: Wrong) -> None:
    assert other != JULY
    with pytest.raises(TypeError):
        assert other > JULY
    with pytest.raises(TypeError):
        assert other <= JULY


def test_equal_periods_are_one_key() -> None:
    same = {JULY: "a", Period.parse("2023-07"): "b", Period.parse("2023-Q3"): "c"}

    assert same == {JULY: "b", Q3: "c"}
    assert hash(JULY) == hash(Period.parse("2023-07"))
    assert len({Period.parse("2023-01"), Period.parse("2023-Q1"), Period.parse("2023")}) == 3


def test_a_period_cannot_be_changed() -> None:
    july: Wrong = Period.parse("2023-07")

    with pytest.raises(FrozenInstanceError):
        july.first = 0
    with pytest.raises(FrozenInstanceError):
        july.last = 0


@given(periods)
def test_copies_and_pickles_are_equal(period: Period) -> None:
    assert copy.deepcopy(period) == period
    again: Period = pickle.loads(pickle.dumps(period))  # noqa: S301 -- its own bytes
    assert again == period
    assert again.end == period.end


@pytest.mark.parametrize(
    ("inner", "outer", "inside", "meet"),
    [
        ("2023-07", "2023-07", True, True),
        ("2023-07", "2023-Q3", True, True),
        ("2023-07", "2023", True, True),
        ("2023-Q3", "2023", True, True),
        ("2023-Q3", "2023-07", False, True),
        ("2023", "2023-Q3", False, True),
        ("2023-06", "2023-Q3", False, False),
        ("2023-10", "2023-Q3", False, False),
        ("2023-Q2", "2023-Q3", False, False),
        ("2022-12", "2023", False, False),
        ("2024-01", "2023", False, False),
    ],
)
def test_what_lies_within_and_what_overlaps(
    inner: str, outer: str, *, inside: bool, meet: bool
) -> None:
    one, other = Period.parse(inner), Period.parse(outer)

    assert (one in other) is inside
    assert one.overlaps(other) is meet
    assert other.overlaps(one) is meet


@given(near_periods, near_periods)
def test_containing_and_overlapping_are_about_days(one: Period, other: Period) -> None:
    assert (one in other) is (days(one) <= days(other))
    assert one.overlaps(other) is bool(days(one) & days(other))


# --- Splitting -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "unit", "parts"),
    [
        ("2023-07", Unit.MONTH, ["2023-07"]),
        ("2023-Q3", Unit.MONTH, ["2023-07", "2023-08", "2023-09"]),
        ("2023-Q3", Unit.QUARTER, ["2023-Q3"]),
        ("2023", Unit.QUARTER, ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]),
        ("2023", Unit.MONTH, [f"2023-{month:02d}" for month in range(1, 13)]),
        ("2023", Unit.YEAR, ["2023"]),
        ("2023-07", Unit.QUARTER, []),
        ("2023-07", Unit.YEAR, []),
        ("2023-Q3", Unit.YEAR, []),
    ],
)
def test_a_period_splits_into_the_periods_that_make_it_up(
    period: str, unit: Unit, parts: list[str]
) -> None:
    assert [str(part) for part in Period.parse(period).split(unit)] == parts


@given(periods, st.sampled_from(Unit))
def test_the_parts_follow_on_each_other_and_cover_the_whole(period: Period, unit: Unit) -> None:
    parts = period.split(unit)

    if parts:
        assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    for part, following in pairwise(parts):
        assert part.end + timedelta(days=1) == following.start
    for part in parts:
        assert part.unit is unit
        assert part in period


# --- Cadences --------------------------------------------------------------------------------


def test_every_cadence_has_the_name_that_the_text_gives_it() -> None:
    assert {cadence.value: cadence.title.zh for cadence in Cadence} == {
        "monthly": "月度指标",
        "quarterly": "季度指标",
        "cumulative": "累计指标",
        "annual": "年度指标",
    }
    assert all(cadence.title.en == cadence.value for cadence in Cadence)


# ------------------------------------------------------------- months that are no calendar period


@pytest.mark.parametrize(
    ("period", "months", "expected"),
    [
        ("2023-07", 12, "2022-07"),
        ("2023-01", 1, "2022-12"),
        ("2023-Q3", 12, "2022-Q3"),
        ("2023-Q1", 3, "2022-Q4"),
        ("2023", 12, "2022"),
        ("2023-Q3", 1, "2023-06..2023-08"),
        ("2023", 6, "2022-07..2023-06"),
    ],
)
def test_earlier_months_are_a_calendar_period_where_they_can_be(
    period: str, months: int, expected: str
) -> None:
    assert str(Period.parse(period).back(months)) == expected


@pytest.mark.parametrize(
    ("period", "months", "expected"),
    [
        ("2023-08", 12, "2022-09..2023-08"),
        ("2023-12", 12, "2023"),
        ("2023-Q4", 12, "2023"),
        ("2023-06", 3, "2023-Q2"),
        ("2023-Q2", 1, "2023-06"),
        ("2023-Q2", 6, "2023-01..2023-06"),
    ],
)
def test_so_many_months_end_with_the_period(period: str, months: int, expected: str) -> None:
    assert str(Period.parse(period).until(months)) == expected


def test_months_between_are_a_period_or_a_span() -> None:
    assert months_between(2023 * 12, 2023 * 12 + 11) == Period.of_year(2023)
    assert months_between(2023 * 12 + 3, 2023 * 12 + 5) == Period.quarter(2023, 2)
    assert months_between(2023 * 12 + 3, 2023 * 12 + 3) == Period.month(2023, 4)
    assert months_between(2023 * 12 + 2, 2023 * 12 + 4) == Span(2023 * 12 + 2, 2023 * 12 + 4)


def test_a_span_has_days_and_parts_like_any_months() -> None:
    span = Period.month(2023, 8).until(12)
    assert (span.start, span.end) == (date(2022, 9, 1), date(2023, 8, 31))
    assert (span.year, span.ends_year) == (2022, False)
    assert Span(2022 * 12 + 6, 2022 * 12 + 11).ends_year
    assert Period.quarter(2023, 1) in span
    assert Period.quarter(2023, 3) not in span
    assert span.overlaps(Period.quarter(2023, 3))
    assert [str(month) for month in span.split(Unit.MONTH)][::11] == ["2022-09", "2023-08"]
    assert [str(q) for q in span.split(Unit.QUARTER)] == ["2022-Q4", "2023-Q1", "2023-Q2"]
    assert span.split(Unit.YEAR) == ()
    assert span.back(12).until(1) == Period.month(2022, 8)


@pytest.mark.parametrize(
    ("day", "unit", "period"),
    [
        (date(2023, 8, 1), Unit.MONTH, "2023-08"),
        (date(2023, 12, 31), Unit.MONTH, "2023-12"),
        (date(2023, 9, 30), Unit.QUARTER, "2023-Q3"),
        (date(2023, 10, 1), Unit.QUARTER, "2023-Q4"),
        (date(2024, 2, 29), Unit.YEAR, "2024"),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(day: date, unit: Unit, period: str) -> None:
    assert Period.around(day, unit) == Period.parse(period)


def test_a_day_lies_in_its_month_unless_asked_otherwise() -> None:
    assert Period.around(date(2023, 1, 31)) == Period.month(2023, 1)
