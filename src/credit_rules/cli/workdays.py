"""``workday``: counting working days by the State Council's schedules."""

from datetime import date

import click

from credit_rules.cli.options import argument, command, day, number_of_days
from credit_rules.cli.output import emit, tell
from credit_rules.text import Lang, Text
from credit_rules.workdays import WorkingDayCalendar

_DATE = Text("日期，如 2023-08-10", "a day, such as 2023-08-10")


@command(
    "add",
    Text(
        "某日之后（N 为负则之前）的第 N 个工作日；当日不计",
        "the N-th working day after a day (before it, where N is negative)",
    ),
    context_settings={"ignore_unknown_options": True},  # so that -7 is a number
)
@argument("start", _DATE, metavar="DATE", callback=day)
@argument("n", Text("工作日数，可为负", "how many; may be negative"), callback=number_of_days)
@click.pass_obj
def add(lang: Lang, start: date, n: int) -> None:
    """The day that is so many working days away."""
    calendar = WorkingDayCalendar.china()
    found = calendar.add_working_days(start, n)
    emit(f"{found}\n")
    _caution(calendar, max(start, found), lang)


@command(
    "between",
    Text(
        "A 之后至 B（含）的工作日数；B 在 A 之前则为负",
        "how many working days lie after A, up to and including B; negative when B is before A",
    ),
)
@argument("start", _DATE, metavar="A", callback=day)
@argument("end", _DATE, metavar="B", callback=day)
@click.pass_obj
def between(lang: Lang, start: date, end: date) -> None:
    """The working days between two days."""
    calendar = WorkingDayCalendar.china()
    emit(f"{calendar.working_days_between(start, end)}\n")
    _caution(calendar, max(start, end), lang)


def _caution(calendar: WorkingDayCalendar, last: date, lang: Lang) -> None:
    """Say so where the next notice may still change the answer."""
    if last >= calendar.provisional_from:
        words = Text(
            f"注意：{calendar.provisional_from} 起的安排可能被下一年度的放假通知调整。",
            f"note: the next notice may still change days from {calendar.provisional_from} on.",
        )
        tell(words.read(lang))
