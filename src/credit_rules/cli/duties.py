"""``duties`` and ``deadlines``: what departments owe, and by when."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from credit_rules.cli.loading import load
from credit_rules.cli.options import (
    command,
    day,
    days_ahead,
    extend_option,
    format_option,
    format_with,
    option,
    output_option,
    owing_option,
    rulebook_option,
)
from credit_rules.cli.output import as_json, emit, emit_all, refuse_input_as_output, show, tell
from credit_rules.departments import Department
from credit_rules.duties import Days, Duty, Obligation
from credit_rules.errors import UsageError
from credit_rules.errors.cli import reports_missing
from credit_rules.periods import Period
from credit_rules.reports.duties import (
    deadline_form,
    deadlines_table,
    duties_form,
    duties_table,
)
from credit_rules.scoring import Rulebook
from credit_rules.text import Lang, Text
from credit_rules.workdays import WorkingDayCalendar

if TYPE_CHECKING:
    from credit_rules.reports.calendars import Calendars


@command("duties", Text("列出各部门的任务、期限和出处", "what departments owe, by when, and why"))
@owing_option
@rulebook_option
@format_option
@click.pass_obj
def duties(lang: Lang, department: str | None, rulebook: str | None, form: str) -> None:
    """Every duty; of one department in the order of its list, with its own words."""
    book = load(rulebook)
    whose = _debtors(book, department)
    if form == "json":
        listed = [duties_form(book.duties.of(one.code), one, lang) for one in whose]
        emit(as_json([duty for owed in listed for duty in owed]))
    else:
        show(duties_table(_owed(book, department), whose, lang))


def _owed(book: Rulebook, department: str | None) -> tuple[Duty, ...]:
    return tuple(book.duties) if department is None else book.duties.of(department)


def _debtors(book: Rulebook, department: str | None) -> tuple[Department, ...]:
    return book.roster.members if department is None else (book.roster.find(department),)


@command("deadlines", Text("列出一段时间内到期的任务", "what falls due between two days"))
@option(
    "--from",
    "first",
    words=Text("起日，如 2023-08-01", "the first day, such as 2023-08-01"),
    metavar="A",
    required=True,
    callback=day,
)
@option(
    "--to",
    "last",
    words=Text("止日（含）", "the last day, included"),
    metavar="B",
    required=True,
    callback=day,
)
@owing_option
@option(
    "--ledger",
    words=Text(
        "台账（CSV）：加上其中的决定，去掉已完成的",
        "a ledger (CSV): its decisions are added, what is done is left out",
    ),
    metavar="DONE",
    type=click.Path(path_type=Path),
)
@extend_option
@option(
    "--remind",
    words=Text(
        "日历提前几个工作日提醒；默认 1，按决定计算的 7 个工作日期限则在第 5 个工作日",
        "remind so many working days ahead in a calendar; by default 1, and of 7 working days "
        "upon a decision on the fifth",
    ),
    metavar="N",
    callback=days_ahead,
)
@rulebook_option
@format_with("ics")
@output_option
@click.pass_obj
def deadlines(  # noqa: PLR0913 -- click hands over every option
    lang: Lang,
    *,
    first: date,
    last: date,
    department: str | None,
    ledger: Path | None,
    extend: bool,
    remind: int | None,
    rulebook: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Deadlines in order, for people, for programs, or for their calendars."""
    refuse_input_as_output(ledger, output)
    book = load(rulebook, period=Period.around(first))
    calendar = WorkingDayCalendar.china()
    entries = book.duties.read_ledger(ledger) if ledger else ()
    found = book.duties.deadlines(
        first, last, entries=entries, department=department, extend=extend, calendar=calendar
    )
    days = Days(calendar, extend)
    if form == "json":
        emit(as_json([deadline_form(obligation, days, lang) for obligation in found]), output)
    elif form == "ics":
        calendars, whose = _calendars(book, days, remind, lang), _debtors(book, department)
        _export(calendars, whose, found, output, ledger)
    else:
        owed = _owed(book, department)
        alone = department is not None
        show(deadlines_table(found, owed, days, lang, alone=alone), file=output)


def _calendars(book: Rulebook, days: Days, ahead: int | None, lang: Lang) -> "Calendars":
    try:
        from credit_rules.reports.calendars import Calendars
    except ImportError as error:
        raise UsageError(reports_missing(str(error))) from None
    return Calendars(book.edition.edition, days, ahead, lang)


def _export(
    calendars: "Calendars",
    departments: Iterable[Department],
    found: Iterable[Obligation],
    output: Path | None,
    ledger: Path | None,
) -> None:
    """One calendar for each department: one after the other, or each in a file of its own."""
    owed: dict[str, list[Obligation]] = {}
    for obligation in found:
        owed.setdefault(obligation.department.code, []).append(obligation)
    whose = list(departments)
    made = {d.code: calendars.of(d, owed.get(d.code, ())) for d in whose}
    written = {code: text for code, text in made.items() if text is not None}
    unknown = sum(o.due is not None and o.due.on is None for o in found)
    if not written:
        words = Text("没有到期的任务，未生成日历", "nothing is due: no calendar is made")
        tell(words.read(calendars.lang))
    elif output is None or len(whose) == 1:
        emit("".join(written.values()), output)
    else:
        files = {f"{code}.ics": text for code, text in written.items()}
        for name in files:
            refuse_input_as_output(ledger, output / name)
        emit_all(output, files)
    if unknown:
        words = Text(
            f"{unknown} 项期限取决于尚未公布的放假安排，不在日历中",
            f"{unknown} due dates hang on a schedule that is not published: they are left out",
        )
        tell(words.read(calendars.lang))
