"""Deadlines as iCalendar, read back by vobject, which shares nothing with what wrote them."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
import vobject

from credit_rules import Rulebook
from credit_rules.duties import Days
from credit_rules.duty_lists import DutyList
from credit_rules.reports.calendars import Calendars
from credit_rules.text import Lang
from credit_rules.workdays import WorkingDayCalendar

BOOK = Rulebook.load()
DUTIES: DutyList = BOOK.duties
CHINA = WorkingDayCalendar.china()
YEAR = date(2023, 1, 1), date(2023, 12, 31)


def decisions(*made: tuple[str, str], department: str = "education") -> list[dict[str, Any]]:
    """Rows on decisions: their days and references."""
    return [
        {
            "department": department,
            "duty": "double_publicity",
            "decided_on": day,
            "reference": reference,
        }
        for day, reference in made
    ]


def written(  # noqa: PLR0913 -- all that there is to ask
    first: date,
    last: date,
    *rows: dict[str, Any],
    department: str = "education",
    extend: bool = False,
    ahead: int | None = None,
    lang: Lang = "zh",
) -> str | None:
    """The calendar of one department."""
    found = DUTIES.deadlines(
        first, last, entries=DUTIES.entries(rows), department=department, extend=extend
    )
    calendars = Calendars(BOOK.edition.edition, Days(CHINA, extend), ahead, lang)
    return calendars.of(BOOK.roster.find(department), found)


def read(*asked: Any, **how: Any) -> list[Any]:
    """The events of that calendar."""
    text = written(*asked, **how)
    assert text is not None
    (calendar,) = vobject.readComponents(text)
    assert calendar.validate(raiseException=True)
    return list(calendar.vevent_list)


def of(events: list[Any], code: str) -> Any:
    """The only event of one duty."""
    (event,) = (one for one in events if f".{code}." in one.uid.value)
    return event


@cache
def everybody(*, extend: bool = False) -> tuple[str, ...]:
    """The calendars of a whole year, with decisions in some months of all who make any."""
    texts = []
    for department in BOOK.roster.members:
        rows: list[dict[str, Any]] = []
        if "double_publicity" in {duty.code for duty in DUTIES.of(department.code)}:
            for month in (1, 6, 12):
                day = f"2023-{month:02}-10"
                made = ((day, ""), (day, "根政〔2023〕7号"), (day, "7"))
                rows += decisions(*made, department=department.code)
        texts.append(written(*YEAR, *rows, department=department.code, extend=extend))
    return tuple(text for text in texts if text is not None)


@cache
def parsed(*, extend: bool = False) -> tuple[Any, ...]:
    """The same, as another parser has them."""
    return tuple(
        calendar for text in everybody(extend=extend) for calendar in vobject.readComponents(text)
    )


# --- The form ------------------------------------------------------------------------------------


def test_lines_end_as_the_standard_says_and_are_folded() -> None:
    for text in everybody():
        lines = text.encode().split(b"\r\n")
        assert lines[-1] == b""
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        assert max(map(len, lines)) <= 75
        assert any(line.startswith(b" ") for line in lines)
        for line in lines:
            line.decode()  # no letter is cut in two


def test_another_parser_reads_every_calendar_of_a_year() -> None:
    count = 0
    for calendar in parsed():
        assert calendar.validate(raiseException=True)
        count += len(calendar.vevent_list)
        for event in calendar.vevent_list:
            assert set(event.contents) == {
                "uid",
                "dtstamp",
                "dtstart",
                "dtend",
                "summary",
                "description",
                "transp",
                "valarm",
            }  # no CREATED, no LAST-MODIFIED: nothing that a clock would say
            assert event.dtstamp.value == datetime(2023, 8, 9, tzinfo=UTC)
    assert len(parsed()) == len(everybody())
    assert count > 36 * 12


def test_a_calendar_says_whose_it_is_and_what_made_it() -> None:
    august = date(2023, 8, 1), date(2023, 8, 31)
    for lang, name in (
        ("zh", "根河市教育体育局 信用任务"),
        ("en", "Education and Sports Bureau: credit duties"),
    ):
        text = written(*august, lang=lang)  # type: ignore[arg-type]
        assert text is not None
        (calendar,) = vobject.readComponents(text)
        assert calendar.contents["x-wr-calname"][0].value == name
        assert calendar.prodid.value == f"-//credit_rules//genhe-2023//{lang.upper()}"
        assert calendar.version.value == "2.0"
        assert calendar.calscale.value == "GREGORIAN"
        assert calendar.method.value == "PUBLISH"


def test_an_event_lasts_all_of_its_last_day() -> None:
    event = of(read(date(2023, 8, 4), date(2023, 8, 4)), "monthly_report")

    assert (event.dtstart.value, event.dtend.value) == (date(2023, 8, 4), date(2023, 8, 5))
    assert event.dtstart.params == event.dtend.params == {"VALUE": ["DATE"]}
    assert event.transp.value == "TRANSPARENT"
    assert event.summary.value == "填报月调度系统（2023-07）"
    assert event.description.value == (
        "根河市教育体育局\n附件1·5·7：填报内蒙古自治区社会信用体系建设工作调度系统(自治区月调度系统)。\n次月 4 日前"
    )
    assert event.valarm.action.value == "DISPLAY"
    assert event.valarm.description.value == "填报月调度系统"


def test_in_english_the_law_is_quoted_in_chinese() -> None:
    event = of(read(date(2023, 8, 4), date(2023, 8, 4), lang="en"), "monthly_report")

    assert event.summary.value == "report to the monthly scheduling system (2023-07)"
    assert event.description.value == (
        "Education and Sports Bureau\n"
        "附件1·5·7: 填报内蒙古自治区社会信用体系建设工作调度系统(自治区月调度系统)。\n"
        "by day 4 of the next month"
    )


def test_a_day_that_may_still_move_is_said_to() -> None:
    last = CHINA.worked[-1]  # within the days that the next notice may change
    made = CHINA.add_working_days(last, -7)
    rows = decisions((made.isoformat(), ""))
    for lang, told in (
        ("zh", [f"{made}的决定", "可能随下年放假通知调整"]),
        ("en", [f"decision of {made}", "the next notice may move it"]),
    ):
        event = of(read(last, last, *rows, lang=lang), "double_publicity")
        assert event.description.value.splitlines()[3:] == told


def test_decisions_are_told_apart_by_reference_or_by_their_day() -> None:
    rows = decisions(("2023-08-10", "根政〔2023〕7号"), ("2023-08-10", ""), ("2023-08-09", ""))
    events = read(date(2023, 8, 15), date(2023, 8, 25), *rows)

    assert sorted(event.summary.value for event in events) == [
        "报送“双公示”信息（2023-08-09）",
        "报送“双公示”信息（2023-08-10）",
        "报送“双公示”信息（根政〔2023〕7号）",
    ]


def test_where_nothing_is_due_there_is_no_calendar() -> None:
    assert written(date(2023, 8, 5), date(2023, 8, 6)) is None
    unknown = CHINA.last + timedelta(days=4)
    assert written(unknown, unknown, extend=True) is None


# --- What names an event -------------------------------------------------------------------------


def uids(*, extend: bool) -> list[str]:
    """Those of everybody's year."""
    return [event.uid.value for calendar in parsed(extend=extend) for event in calendar.vevent_list]


def test_no_two_events_of_a_year_have_one_name() -> None:
    names = uids(extend=False)
    assert len(names) == len(set(names))
    assert all(name.isascii() and name.endswith("@credit-rules") for name in names)


def test_a_name_holds_no_day_that_could_still_move() -> None:
    # In the year itself: December's report may be due on the first days of 2023 or be moved there.
    assert set(uids(extend=False)) == set(uids(extend=True))
    (plain,), (moved,) = (
        [
            e
            for e in read(date(2023, 6, 4), date(2023, 6, 5), extend=extend)
            if "monthly" in e.uid.value
        ]
        for extend in (False, True)
    )
    assert plain.uid.value == moved.uid.value
    assert (plain.dtstart.value, moved.dtstart.value) == (date(2023, 6, 4), date(2023, 6, 5))


def test_names_stay_as_they_are() -> None:
    rows = decisions(("2023-08-10", ""), ("2023-08-10", "根政〔2023〕7号"))
    names = {e.uid.value for e in read(date(2023, 8, 4), date(2023, 8, 21), *rows)}

    assert "genhe-2023.education.monthly_report.2023-07@credit-rules" in names
    assert "genhe-2023.education.double_publicity.2023-08.2023-08-10@credit-rules" in names
    # The first 16 digits of the reference's SHA-256, as `printf 根政〔2023〕7号 | sha256sum` says.
    assert (
        "genhe-2023.education.double_publicity.2023-08.2023-08-10.da20f430021a7007@credit-rules"
        in names
    )


# --- Reminders -------------------------------------------------------------------------------------


def reminded(event: Any) -> datetime:
    """When people are reminded, by the clock on their wall."""
    start: date = event.dtstart.value
    moment: datetime = datetime(start.year, start.month, start.day) + event.valarm.trigger.value  # noqa: DTZ001 -- wherever they are
    return moment


@pytest.mark.parametrize(
    ("due", "extend", "on"),
    [
        ("2023-08-04", False, "2023-08-03"),  # a Friday
        ("2023-09-04", False, "2023-09-01"),  # a Monday
        ("2023-06-04", False, "2023-06-02"),  # a Sunday
        ("2023-06-05", True, "2023-06-02"),  # the Monday after it
        ("2023-10-04", False, "2023-09-28"),  # within the long holiday
        ("2023-10-07", True, "2023-09-28"),  # the Saturday after it, which is worked
    ],
)
def test_people_are_reminded_on_the_working_day_before(due: str, extend: bool, on: str) -> None:  # noqa: FBT001
    day = date.fromisoformat(due)
    event = of(read(day, day, extend=extend), "monthly_report")
    assert reminded(event) == datetime.fromisoformat(f"{on} 09:00")


@pytest.mark.parametrize(
    ("decided_on", "due", "fifth"),
    [
        ("2023-08-10", "2023-08-21", "2023-08-17"),
        ("2023-09-28", "2023-10-13", "2023-10-11"),
        ("2024-02-08", "2024-02-23", "2024-02-21"),
    ],
)
def test_of_seven_working_days_people_are_reminded_on_the_fifth(
    decided_on: str, due: str, fifth: str
) -> None:
    day = date.fromisoformat(due)
    event = of(read(day, day, *decisions((decided_on, ""))), "double_publicity")
    assert event.dtstart.value == day
    assert reminded(event) == datetime.fromisoformat(f"{fifth} 09:00")


def test_another_number_of_working_days_holds_for_all() -> None:
    rows = decisions(("2023-09-28", ""))
    events = read(date(2023, 10, 4), date(2023, 10, 13), *rows, ahead=3)

    assert reminded(of(events, "double_publicity")) == datetime.fromisoformat("2023-10-10 09:00")
    assert reminded(of(events, "monthly_report")) == datetime.fromisoformat("2023-09-26 09:00")


def test_a_reminder_that_hangs_on_an_unknown_schedule_is_left_out() -> None:
    day = date(CHINA.last.year + 1, 2, 4)
    events = read(day, day)
    assert len(events) == 6
    assert not any("valarm" in event.contents for event in events)
