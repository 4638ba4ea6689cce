"""What departments owe, and by when: as tables that a person reads, and as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from credit_rules.departments import Department
from credit_rules.duties import Days, Duty, DutyCadence, Obligation
from credit_rules.errors import ScheduleNotPublishedError
from credit_rules.reports.tables import Phrases, stacked, table
from credit_rules.text import Lang, Text

_UNKNOWN = Text("尚未确定", "not yet known")
_DUTY = Text("任务", "duty")
_DUE = Text("期限", "due")
_CLAUSE = Text("条款", "clause")
_FEEDS = Text("计分指标 ", "scored by ")
_DEPARTMENT = Text("部门", "department")
_PERIOD = Text("期间", "period")
MAY_MOVE = Text("可能随下年放假通知调整", "the next notice may move it")
_OFF = Text("非工作日", "not a working day")


def duties_table(
    duties: Sequence[Duty], departments: Sequence[Department], lang: Lang = "zh"
) -> RenderableType:
    """The list of one department in its own order; of several, every duty with their number."""
    alone = departments[0] if len(departments) == 1 else None
    heads = (_CLAUSE, _DUTY) if alone else (_DUTY, Text("部门", "departments"))
    page = table(lang, *heads, _DUE)
    for duty in duties:
        title, code, due = duty.title.read(lang), duty.code, duty.due.words.read(lang)
        fed = [_FEEDS.read(lang) + duty.feeds.indicator] if duty.feeds else []
        if alone:
            cite = duty.owed_by[alone.code]
            page.add_row(cite.clause, stacked(code, title, cite.quote, *fed), due)
        else:
            page.add_row(stacked(code, title, *fed), str(len(duty.owed_by)), due)
    return Group(_heading(alone, len(duties), lang), page)


def _heading(alone: Department | None, count: int, lang: Lang) -> Styled:
    whose = alone.title.read(lang) + "  " if alone else ""
    return Styled(whose + Text(f"任务 {count} 项\n", f"duties: {count}\n").read(lang), style="bold")


def duties_form(
    duties: Iterable[Duty], department: Department, lang: Lang = "zh"
) -> list[dict[str, Any]]:
    """What *department* owes, with the words of its own list."""
    return [_duty(duty, department, lang) for duty in duties]


def _duty(duty: Duty, department: Department, lang: Lang) -> dict[str, Any]:
    cite, feeds = duty.owed_by[department.code], duty.feeds
    return {
        "code": duty.code,
        "title": duty.title.read(lang),
        "department": department.code,
        "cadence": duty.due.cadence.value,
        "due": duty.due.words.read(lang),
        "due_quote": duty.due.quote,
        "clause": cite.clause,
        "quote": cite.quote,
        "indicator": feeds and feeds.indicator,
        "measures": list(feeds.measures) if feeds else [],
        "follows": feeds and feeds.follows and feeds.follows.value,
    }


def deadlines_table(
    obligations: Sequence[Obligation],
    duties: Sequence[Duty],
    days: Days,
    lang: Lang = "zh",
    *,
    alone: bool = False,
) -> RenderableType:
    """Every deadline in order, and how many of the *duties* have none of their own.

    Where all are of one department, *alone*, its name stands in no line.
    """
    whose = () if alone else (_DEPARTMENT,)
    page = table(lang, _DUE, *whose, _DUTY, _PERIOD, _CLAUSE)
    for obligation in obligations:
        page.add_row(
            due_words(obligation, days, lang),
            *(() if alone else (obligation.department.called.read(lang),)),
            titled(obligation, lang),
            str(obligation.period),
            obligation.cite.clause,
        )
    parts: list[RenderableType] = [page] if obligations else [_NONE.read(lang)]
    count = Counter(duty.due.cadence for duty in duties)
    upon, standing = count[DutyCadence.PER_DECISION], count[DutyCadence.ONGOING]
    if upon or standing:
        words = Text(
            f"另有按决定计算期限的任务 {upon} 项、持续推进的任务 {standing} 项，见 credit-rules duties",
            f"besides: upon a decision {upon}, ongoing {standing}; see credit-rules duties",
        )
        parts += ["", Phrases.of(words.read(lang))]
    return Group(*parts)


_NONE = Text("没有到期的任务", "nothing is due")


def titled(obligation: Obligation, lang: Lang) -> str:
    """The duty, and which decision it follows upon."""
    title = obligation.duty.title.read(lang)
    if obligation.decided_on is None:
        return title
    of = decision_of(obligation.decided_on).read(lang)
    return f"{title}\n{of} {obligation.reference}".rstrip()


def decision_of(day: date) -> Text:
    """Which decision it was, by its day."""
    return Text(f"{day}的决定", f"decision of {day}")


def due_words(obligation: Obligation, days: Days, lang: Lang) -> str:
    """The last day, and whether it is worked; or from when on it may be."""
    due = obligation.due
    if due is None:
        return obligation.duty.due.words.read(lang)
    if due.on is None:
        since = Text(f"不早于 {due.earliest}", f"not before {due.earliest}")
        return f"{_UNKNOWN.read(lang)} ({since.read(lang)})"
    notes = [MAY_MOVE] if due.provisional else []
    notes += [_OFF] if is_worked(obligation, days) is False else []
    told = "、".join(note.zh for note in notes) if lang == "zh" else ", ".join(n.en for n in notes)
    return f"{due.on} ({told})" if notes else f"{due.on}"


def is_worked(obligation: Obligation, days: Days) -> bool | None:
    """Whether the last day is a working day; None where nobody knows."""
    if obligation.due is None or obligation.due.on is None:
        return None
    try:
        return days.calendar.is_working_day(obligation.due.on)
    except ScheduleNotPublishedError:
        return None


def deadline_form(obligation: Obligation, days: Days, lang: Lang = "zh") -> dict[str, Any]:
    """One obligation: whose, what, for when, and its last day (null: not yet known, or none)."""
    due = obligation.due
    return {
        "department": obligation.department.code,
        "duty": obligation.duty.code,
        "title": obligation.duty.title.read(lang),
        "cadence": obligation.duty.due.cadence.value,
        "period": str(obligation.period),
        "decided_on": _iso(obligation.decided_on),
        "reference": obligation.reference,
        "due": _iso(due and due.on),
        "not_before": _iso(due and due.earliest),
        "provisional": due is not None and due.provisional,
        "working_day": is_worked(obligation, days),
        "clause": obligation.cite.clause,
        "indicator": _indicator(obligation.duty),
    }


def _iso(day: Any) -> str | None:  # noqa: ANN401 -- a date or nothing
    return None if day is None else day.isoformat()


def _indicator(duty: Duty) -> str | None:
    return duty.feeds.indicator if duty.feeds else None
