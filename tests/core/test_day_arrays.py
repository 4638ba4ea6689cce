"""Working days of arrays: for every day what the calendar itself answers for it."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_rules import DayArrays, ScheduleNotPublishedError, WorkingDayCalendar, day_arrays

Wrong: TypeAlias = Any
"""A value of a type that the signature forbids."""

CHINA = WorkingDayCalendar.china()
ARRAYS = CHINA.arrays
EVERY = [CHINA.first + timedelta(days=k) for k in range((CHINA.last - CHINA.first).days + 1)]
DAYS = np.array(EVERY, "datetime64[D]")
UNKNOWN = [
    np.datetime64(CHINA.first) - 1,
    np.datetime64(CHINA.last) + 1,
    np.datetime64("0001-01-01"),
    np.datetime64("9999-12-31"),
    np.datetime64("10000-01-01"),
    np.datetime64("-0044-03-15"),
    np.datetime64("1969-12-31"),
    np.datetime64(np.iinfo(np.int64).max, "D"),
    np.datetime64(np.iinfo(np.int64).min + 1, "D"),
    # As far from the calendar as 32 bits reach: such a day must not come around to a known one.
    np.datetime64("2023-08-10") + 2**32,
    np.datetime64("2023-08-10") - 2**32,
]

known = st.sampled_from(EVERY)
counts = st.integers(-20, 20) | st.sampled_from([-5200, -5000, 5000, 5200, 10**30, -(10**30)])


def small(first: date, pattern: str) -> WorkingDayCalendar:
    """A calendar from *first* on, with a letter for each day: W is worked."""
    days = [first + timedelta(days=k) for k in range(len(pattern))]
    worked = [day for day, mark in zip(days, pattern, strict=True) if mark == "W"]
    return WorkingDayCalendar(first=first, last=days[-1], worked=worked, source="test")


small_calendars = st.builds(
    small,
    st.dates(date(1, 1, 1), date(9999, 11, 1)),
    st.text("W-", min_size=1, max_size=20),
)


def told(refused: Callable[[], object]) -> str:
    """What the refusal says, in English."""
    with pytest.raises(ScheduleNotPublishedError) as caught:
        refused()
    return caught.value.read("en")


def answered(question: Callable[..., object], *about: object) -> object:
    """The answer, or what is wrong with the question and what to do about it."""
    try:
        return question(*about)
    except ScheduleNotPublishedError as error:
        return [(problem.wrong, problem.remedy) for problem in error.problems]


# --- The same as the calendar --------------------------------------------------------------------


def test_every_day_of_the_calendar_is_worked_or_not_as_it_says() -> None:
    assert ARRAYS.is_working_day(DAYS).tolist() == [CHINA.is_working_day(day) for day in EVERY]


def test_every_day_but_the_last_has_the_next_working_day_that_the_calendar_says() -> None:
    last = CHINA.worked[-1]
    before = [day for day in EVERY if day < last]
    expected = [CHINA.next_working_day(day) for day in before]
    assert ARRAYS.next_working_day(DAYS[: len(before)]).tolist() == expected


@pytest.mark.parametrize("n", [-5, -1, 0, 1, 2, 7, 30])
def test_working_days_are_added_to_every_day_as_the_calendar_does(n: int) -> None:
    inner = EVERY[60:-60]
    expected = [CHINA.add_working_days(day, n) for day in inner]
    assert ARRAYS.add_working_days(DAYS[60:-60], n).tolist() == expected


@given(st.lists(st.tuples(known, known), max_size=20))
def test_working_days_between_are_those_of_the_calendar(pairs: list[tuple[date, date]]) -> None:
    expected = [CHINA.working_days_between(*pair) for pair in pairs]
    starts, ends = [a for a, _ in pairs], [b for _, b in pairs]
    assert ARRAYS.working_days_between(starts, ends).tolist() == expected


@given(small_calendars, counts, st.integers(-3, 22))
def test_any_calendar_answers_or_refuses_alike(
    calendar: WorkingDayCalendar, n: int, offset: int
) -> None:
    day = np.datetime64(calendar.first) + offset
    questions: list[tuple[str, tuple[object, ...]]] = [
        ("add_working_days", (n,)),
        ("is_working_day", ()),
        ("next_working_day", ()),
        ("working_days_between", (calendar.last,)),
        ("working_days_between", (calendar.first,)),
    ]
    for question, more in questions:
        expected = answered(getattr(calendar, question), day.item(), *more)
        answer = answered(getattr(calendar.arrays, question), day, *more)
        assert (answer.item() if isinstance(answer, np.ndarray) else answer) == expected


def test_a_calendar_without_a_working_day_counts_none() -> None:
    arrays = small(date(2023, 8, 5), "--").arrays
    both = np.array(["2023-08-05", "2023-08-06"], "datetime64[D]")

    assert arrays.is_working_day(both).tolist() == [False, False]
    assert arrays.working_days_between(both, both[::-1]).tolist() == [0, 0]
    assert "working day number 1 after 2023-08-05" in told(lambda: arrays.next_working_day(both))


def test_arrays_longer_than_a_block_are_answered_throughout() -> None:
    many = np.resize(DAYS[:-40], 3 * day_arrays._BLOCK + 17)
    ends = np.resize(DAYS[40:], len(many))
    expected = np.cumsum([CHINA.is_working_day(day) for day in EVERY])
    begun, ended = (days.astype(int) - DAYS[0].astype(int) for days in (many, ends))

    assert (ARRAYS.working_days_between(many, ends) == expected[ended] - expected[begun]).all()
    once = ARRAYS.add_working_days(DAYS[:-40], 7)
    assert (ARRAYS.add_working_days(many, 7) == np.resize(once, len(many))).all()


# --- What comes in, and what comes out -----------------------------------------------------------


SAME = np.array(["2023-09-28", "2023-10-13", "2023-10-07"], "datetime64[D]")


def _read_only() -> np.ndarray[Any, Any]:
    days = SAME.copy()
    days.setflags(write=False)
    return days


LAYOUTS = {
    "in a row": SAME,
    "read-only": _read_only(),
    "every other": np.repeat(SAME, 2)[::2],
    "backwards": SAME[::-1].copy()[::-1],
    "big-endian": SAME.astype(">M8[D]"),
    "a column of a table": np.stack([SAME, SAME], axis=1)[:, 0],
    "dates": SAME.tolist(),
    "a tuple": tuple(SAME.tolist()),
    "dates as objects": SAME.astype(object),
    "a list of datetime64": list(SAME),
}


@pytest.mark.parametrize("days", LAYOUTS.values(), ids=LAYOUTS)
def test_any_layout_is_read(days: Wrong) -> None:
    assert ARRAYS.is_working_day(days).tolist() == [True, True, True]
    assert ARRAYS.add_working_days(days, 7).astype(str).tolist() == [
        "2023-10-13",
        "2023-10-24",
        "2023-10-16",
    ]
    assert ARRAYS.working_days_between(days, days).tolist() == [0, 0, 0]
    assert ARRAYS.working_days_between(date(2023, 9, 28), days).tolist() == [0, 7, 1]


TABLES: dict[str, Callable[[Wrong, list[date | None]], Wrong]] = {
    "pandas": lambda pandas, days: pandas.Series(days),
    "polars": lambda polars, days: polars.Series(days),
    "pyarrow": lambda pyarrow, days: pyarrow.array(days),
}


@pytest.mark.parametrize("library", TABLES)
def test_columns_of_days_are_read_and_gaps_in_them_refused(library: str) -> None:
    column, made = TABLES[library], pytest.importorskip(library)

    days = column(made, SAME.tolist())
    assert ARRAYS.working_days_between(date(2023, 9, 28), days).tolist() == [0, 7, 1]
    with pytest.raises(TypeError, match=r"days\[1\]: .* is not a date"):
        ARRAYS.is_working_day(column(made, [date(2023, 8, 10), None]))


@pytest.mark.parametrize("shape", [(0,), (2, 0), (1,), (2, 3), (1, 2, 3), ()])
def test_answers_have_the_shape_of_the_days(shape: tuple[int, ...]) -> None:
    days = np.full(shape, np.datetime64("2023-09-28"))

    assert ARRAYS.is_working_day(days).shape == shape
    assert ARRAYS.add_working_days(days, 7).shape == shape
    assert ARRAYS.working_days_between(days, days).shape == shape
    assert ARRAYS.working_days_between(days, date(2023, 10, 13)).tolist() == (
        np.full(shape, 7).tolist()
    )


def test_answers_are_truths_days_and_counts() -> None:
    assert ARRAYS.is_working_day(SAME).dtype == np.bool_
    assert ARRAYS.next_working_day(SAME).dtype == np.dtype("datetime64[D]")
    assert ARRAYS.working_days_between(SAME, SAME).dtype == np.int32


def test_no_days_have_no_answers() -> None:
    assert ARRAYS.is_working_day([]).tolist() == []
    assert ARRAYS.working_days_between([], date(2023, 9, 28)).tolist() == []
    assert ARRAYS.add_working_days([], 10**30).tolist() == []


def test_starts_and_ends_are_matched_as_numpy_does() -> None:
    found = ARRAYS.working_days_between(SAME[:, None], SAME)
    assert found.tolist() == [
        [CHINA.working_days_between(a, b) for b in SAME.tolist()] for a in SAME.tolist()
    ]
    with pytest.raises(ValueError, match="broadcast"):
        ARRAYS.working_days_between(SAME, SAME[:2])


@pytest.mark.parametrize("shape", [(3,), (1, 3), (3, 1)])
def test_counts_are_written_into_the_array_that_is_handed_in(shape: tuple[int, ...]) -> None:
    days = SAME.reshape(shape)
    out = np.full(shape, -1, np.int32)

    assert ARRAYS.working_days_between(date(2023, 9, 28), days, out=out) is out
    assert out.reshape(-1).tolist() == [0, 7, 1]


def test_what_is_asked_is_left_as_it_was() -> None:
    days = SAME.copy()
    ARRAYS.working_days_between(days, days[::-1])
    ARRAYS.add_working_days(days, 1)
    assert (days == SAME).all()


def test_a_calendar_makes_its_arrays_once_and_is_no_other_for_it() -> None:
    calendar = small(date(2023, 8, 3), "WW--W")
    assert calendar.arrays is calendar.arrays
    assert isinstance(calendar.arrays, DayArrays)
    assert calendar == small(date(2023, 8, 3), "WW--W")
    other = calendar.with_overrides(off=[date(2023, 8, 3)])
    assert other.arrays.is_working_day(date(2023, 8, 3)).item() is False


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("unknown", UNKNOWN, ids=str)
@pytest.mark.parametrize("place", [0, 5, day_arrays._BLOCK, day_arrays._BLOCK + 3])
def test_the_first_day_outside_is_named_with_its_position(
    unknown: np.datetime64, place: int
) -> None:
    days = np.full(day_arrays._BLOCK + 9, np.datetime64("2023-08-10"))
    inside = days.copy()
    days[place:] = unknown
    said = f"[{place}]: {unknown} is not in the calendar: "

    assert f"days{said}" in told(lambda: ARRAYS.is_working_day(days))
    assert f"days{said}" in told(lambda: ARRAYS.next_working_day(days))
    assert f"days{said}" in told(lambda: ARRAYS.add_working_days(days, -3))
    assert f"starts{said}" in told(lambda: ARRAYS.working_days_between(days, inside))
    assert f"ends{said}" in told(lambda: ARRAYS.working_days_between(inside, days))
    # Both in one place: their difference is that of two marks.
    assert f"starts{said}" in told(lambda: ARRAYS.working_days_between(days, days))


def test_the_earlier_position_counts_whether_it_is_a_start_or_an_end() -> None:
    late = np.array(["2023-08-10", "2023-08-10", "2099-01-01"], "datetime64[D]")
    later = np.array(["2023-08-10", "2099-01-01", "2023-08-10"], "datetime64[D]")

    assert "ends[1]: 2099-01-01" in told(lambda: ARRAYS.working_days_between(late, later))
    assert "starts[1]: 2099-01-01" in told(lambda: ARRAYS.working_days_between(later, late))


def test_a_position_has_as_many_numbers_as_the_array_and_none_for_one_day() -> None:
    days = np.full((2, 3), np.datetime64("2023-08-10"))
    days[1, 2] = np.datetime64("2099-01-01")

    assert "days[1, 2]: 2099-01-01" in told(lambda: ARRAYS.is_working_day(days))
    assert told(lambda: ARRAYS.is_working_day(date(2099, 1, 1))).startswith("days: 2099-01-01 is")
    one = lambda: ARRAYS.working_days_between(SAME, date(2099, 1, 1))  # noqa: E731
    assert told(one).startswith("ends: 2099-01-01 is not")


@pytest.mark.parametrize(
    ("day", "n"),
    [("2007-01-04", -1), ("2007-01-01", -1), ("2026-12-31", 1), ("2026-12-31", 10**30)],
)
def test_an_answer_outside_is_refused_as_the_calendar_refuses_it(day: str, n: int) -> None:
    days = np.array(["2023-08-10", day, day], "datetime64[D]")
    place = 1 if abs(n) == 1 else 0
    with pytest.raises(ScheduleNotPublishedError) as caught:
        ARRAYS.add_working_days(days, n)

    (problem,) = caught.value.problems
    assert problem.where.en == f"days[{place}]"
    assert [(problem.wrong, problem.remedy)] == answered(
        CHINA.add_working_days, days[place].item(), n
    )


def test_the_last_answer_in_reach_is_given() -> None:
    first, last = CHINA.worked[0], CHINA.worked[-1]
    most = len(CHINA.worked) - 1

    assert ARRAYS.add_working_days(first, most).item() == last
    assert ARRAYS.add_working_days(last, -most).item() == first
    assert told(lambda: ARRAYS.add_working_days(first, most + 1))
    assert told(lambda: ARRAYS.add_working_days(last, -most - 1))


_CLOSED = np.zeros(3, np.int32)
_CLOSED.setflags(write=False)
NO_PLACE: dict[str, tuple[Wrong, str]] = {
    "a list": ([0, 0, 0], r"out has the shape none and the type list"),
    "another length": (np.zeros(4, np.int32), r"out has the shape \(4,\)"),
    "one row too many": (np.zeros((1, 3), np.int32), r"out has the shape \(1, 3\)"),
    "longer integers": (np.zeros(3, np.int64), r"and the type int64"),
    "other bytes": (np.zeros(3, ">i4"), r"and the type >i4"),
    "read-only": (_CLOSED, r"that can be written to"),
    "every other": (np.zeros(6, np.int32)[::2], r"in rows without gaps"),
}


@pytest.mark.parametrize(("out", "said"), NO_PLACE.values(), ids=NO_PLACE)
def test_an_array_that_cannot_take_the_counts_is_refused(out: Wrong, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        ARRAYS.working_days_between(SAME, SAME, out)


MOMENTS: dict[str, Wrong] = {
    "hours": SAME.astype("datetime64[h]"),
    "nanoseconds": SAME.astype("datetime64[ns]"),
    "months": SAME.astype("datetime64[M]"),
    "two days": SAME.astype("datetime64[2D]"),
    "no unit": np.array(["NaT"], "datetime64"),
    "spans": SAME - SAME,
    "integers": np.array([19000]),
    "floats": np.array([], float),
    "words": ["2023-08-10"],
    "a word": "2023-08-10",
    "masked": np.ma.masked_array(SAME, [True, False, False]),
}


@pytest.mark.parametrize("days", MOMENTS.values(), ids=MOMENTS)
def test_what_is_no_array_of_days_is_refused_with_its_type(days: Wrong) -> None:
    for refused in (
        lambda: ARRAYS.is_working_day(days),
        lambda: ARRAYS.add_working_days(days, 1),
        lambda: ARRAYS.working_days_between(days, SAME),
    ):
        with pytest.raises(TypeError, match=r"is of type .* expected a numpy array of datetime64"):
            refused()
    with pytest.raises(TypeError, match="ends is of type"):
        ARRAYS.working_days_between(SAME, days)


NO_DAYS: dict[str, Wrong] = {
    "a moment": [date(2023, 8, 10), datetime(2023, 8, 10, tzinfo=UTC)],
    "nothing": [date(2023, 8, 10), None],
    "a word among dates": [date(2023, 8, 10), "2023-08-11"],
    "NaT": np.array(["2023-08-10", "NaT"], "datetime64[D]"),
}


@pytest.mark.parametrize("days", NO_DAYS.values(), ids=NO_DAYS)
def test_what_is_no_day_is_refused_with_its_position(days: Wrong) -> None:
    for refused in (
        lambda: ARRAYS.is_working_day(days),
        lambda: ARRAYS.add_working_days(days, 0),
        lambda: ARRAYS.next_working_day(days),
    ):
        with pytest.raises(TypeError, match=r"days\[1\]: .* is not a date"):
            refused()
    with pytest.raises(TypeError, match=r"ends\[1\]: .* is not a date"):
        ARRAYS.working_days_between(date(2023, 8, 10), days)


@pytest.mark.parametrize("n", [1.0, True, "1", None, np.int64(1), SAME])
def test_a_count_that_is_no_int_is_refused(n: Wrong) -> None:
    with pytest.raises(TypeError, match="cannot be n"):
        ARRAYS.add_working_days(SAME, n)


def test_without_numpy_there_is_a_remedy() -> None:
    program = (
        "import sys; sys.modules['numpy'] = None\n"
        "from credit_rules import UsageError, WorkingDayCalendar\n"
        "try: WorkingDayCalendar.china().arrays\n"
        "except UsageError as error: print(error.read('en'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert b'Run pip install "credit-rules[columns]"' in done.stdout


def test_a_calendar_alone_does_not_load_numpy() -> None:
    program = (
        "import sys; from credit_rules import WorkingDayCalendar; "
        "WorkingDayCalendar.china(); print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"
