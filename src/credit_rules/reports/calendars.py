"""Deadlines as iCalendar (RFC 5545): for the calendar that people look at anyway."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from attrs import frozen
from icalendar import Alarm, Calendar, Event

from credit_rules.departments import Department
from credit_rules.duties import Days, Obligation
from credit_rules.reports.duties import MAY_MOVE, decision_of
from credit_rules.rulebooks import Edition
from credit_rules.text import Lang, Text

_DAY = timedelta(days=1)
_REMINDED_AT = timedelta(hours=9)
"""When on the day of a reminder, in whatever time zone it is read."""


@frozen
class Calendars:
    """How deadlines become calendars.

    The same deadlines give the same bytes (another version of icalendar may fold lines elsewhere):
    stamps are those of the rulebook's document. What names an event holds no day that could still
    move, so that importing it again updates it.

    Attributes:
        edition: the rulebook.
        days: how working days are counted.
        ahead: how many working days before the last day people are reminded; None: as each
            rule says itself (one; of 7 working days two, which is the fifth).
        lang: the language of titles.
    """

    edition: Edition
    days: Days
    ahead: int | None = None
    lang: Lang = "zh"

    def of(self, department: Department, obligations: Iterable[Obligation]) -> str | None:
        """One calendar of all-day events; None where none of *obligations* has a known day.

        A reminder that hangs on an unknown schedule is left out.
        """
        dated = [(o, o.due.on) for o in obligations if o.due is not None and o.due.on is not None]
        if not dated:
            return None
        calendar = Calendar()
        calendar.add("prodid", f"-//credit_rules//{self.edition.code}//{self.lang.upper()}")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        name = Text(f"{department.title.zh} 信用任务", f"{department.title.en}: credit duties")
        calendar.add("x-wr-calname", name.read(self.lang))
        for obligation, due in dated:
            calendar.add_component(self._event(obligation, due))
        text: bytes = calendar.to_ical(sorted=False)
        return text.decode()

    def _event(self, obligation: Obligation, due: date) -> Event:
        duty, cite = obligation.duty, obligation.cite
        of = obligation.reference or obligation.decided_on or obligation.period
        title = duty.title
        cited = Text(f"{cite.clause}：{cite.quote}", f"{cite.clause}: {cite.quote}")
        event = Event()
        event.add("uid", _uid(obligation, self.edition))
        event.add("dtstamp", datetime.combine(self.edition.document.published, time(), UTC))
        event.add("dtstart", due)
        event.add("dtend", due + _DAY)
        event.add("summary", Text(f"{title.zh}（{of}）", f"{title.en} ({of})").read(self.lang))
        words = [obligation.department.title, cited, duty.due.words]
        if (day := obligation.decided_on) is not None:
            words.append(decision_of(day))
        if obligation.due is not None and obligation.due.provisional:
            words.append(MAY_MOVE)
        event.add("description", "\n".join(line.read(self.lang) for line in words))
        event.add("transp", "TRANSPARENT")
        day = self.days.ahead(due, duty.due.ahead if self.ahead is None else self.ahead)
        if day is not None:
            event.add_component(_alarm(day - due + _REMINDED_AT, title.read(self.lang)))
        return event


def _alarm(trigger: timedelta, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm


def _uid(obligation: Obligation, edition: Edition) -> str:
    """What names the event, wherever and whenever it is made."""
    *named, reference = obligation.key
    words = ".".join([edition.code, *filter(None, named)])
    told = sha256(reference.encode()).hexdigest()[:16] if reference else ""
    return f"{'.'.join(filter(None, [words, told]))}@credit-rules"
