"""One record at a time: what its rules make of it. The definition that engines are held to."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from credit_rules.errors import ScheduleNotPublishedError
from credit_rules.records.cells import day, words
from credit_rules.records.codes import valid
from credit_rules.records.declared import RecordKind
from credit_rules.records.rules import (
    Filled,
    InOrder,
    OneOf,
    PossibleDay,
    RecordRule,
    SocialCreditCode,
)
from credit_rules.workdays import WorkingDayCalendar

Record = Mapping[str, object]
"""The cells of one record, by official column; what a table lacks is not there."""


@frozen
class Judged:
    """What is said of one record.

    Attributes:
        failed: the rules that it does not keep.
        on_time: whether it was reported within the limit.
        decided: the day of the decision; None: no usable one.
        reported: the day of the report; None: no usable one.
    """

    failed: tuple[RecordRule, ...]
    on_time: bool
    decided: date | None
    reported: date | None

    @property
    def compliant(self) -> bool:
        """Whether it keeps all rules."""
        return not self.failed


def judge(
    record: Record, kind: RecordKind, calendar: WorkingDayCalendar, limit: int | None = None
) -> Judged:
    """What the rules of *kind* make of *record*.

    Raises:
        ScheduleNotPublishedError: whether it was in time hangs on a year that *calendar* does not know.
    """
    decided, reported = day(record[kind.decided]), day(record[kind.reported])
    failed = tuple(rule for rule in kind.rules if not _holds(rule, record))
    on_time = _in_time(decided, reported, calendar, kind.limit if limit is None else limit)
    return Judged(failed, on_time, decided, reported)


def last_day(decided: date, calendar: WorkingDayCalendar, limit: int) -> date | None:
    """The last day on which a report is in time; None: it lies beyond the years that are known.

    Raises:
        ScheduleNotPublishedError: so does the day of the decision.
    """
    calendar.is_working_day(decided)
    try:
        return calendar.add_working_days(decided, limit)
    except ScheduleNotPublishedError:
        return None


def _in_time(
    decided: date | None, reported: date | None, calendar: WorkingDayCalendar, limit: int
) -> bool:
    if decided is None:
        return False
    last = last_day(decided, calendar, limit)
    if reported is None:
        return False
    if last is None and reported <= calendar.last:
        return True  # whatever the next notice says, the limit ends later
    return reported <= (last or calendar.add_working_days(decided, limit))


def _holds(rule: RecordRule, record: Record) -> bool:  # noqa: PLR0911 -- an arm for each rule
    if rule.column not in record:
        return True
    cell = record[rule.column]
    said = words(cell)
    match rule:
        case Filled():
            return said != ""
        case PossibleDay():
            return said == "" or day(cell) is not None
        case InOrder(since=since):
            first, then = day(record.get(since)), day(cell)
            return first is None or then is None or first <= then
        case OneOf(values=values, beginning=beginning):
            known = said.startswith(values) if beginning else said in values
            return said == "" or known
        case SocialCreditCode(category=category):
            who = words(record.get(category)) if category else ""
            if who in rule.persons:
                return True
            return valid(said) or (said == "" and who not in rule.organisations)
    raise NotImplementedError(rule)
