"""``ledger``: what was done of what is owed, what hangs on the rest, and the facts that follow."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from credit_rules.cli.loading import load
from credit_rules.cli.options import (
    argument,
    command,
    day,
    extend_option,
    format_option,
    ledger_words,
    option,
    output_option,
    owing_option,
    rulebook_option,
)
from credit_rules.cli.output import as_json, emit, refuse_input_as_output, show, tell
from credit_rules.duties import Days
from credit_rules.errors import UsageError
from credit_rules.errors.ledger import no_day_named
from credit_rules.facts import Facts
from credit_rules.facts.csv_file import as_csv
from credit_rules.ledger import Entry, disagreements, together
from credit_rules.periods import Period
from credit_rules.reports.ledger_pages import ledger_page
from credit_rules.reports.ledgers import Report, ledger_form
from credit_rules.text import Lang, Text
from credit_rules.workdays import WorkingDayCalendar

_DISAGREES = 1


@command("ledger", Text("按台账核对任务完成情况", "how it stands with what is owed, by a ledger"))
@argument("done", ledger_words, metavar="DONE", type=click.Path(path_type=Path))
@option(
    "--as-of",
    "as_of",
    words=Text(
        "截至日期，其后的记录不计；默认台账中最晚的日期",
        "as of this day, what is dated later is set aside; by default the last day in the ledger",
    ),
    metavar="DATE",
    callback=day,
)
@option(
    "--since",
    words=Text(
        "起始日期：此前到期的任务不列；默认细则有效期的第一天",
        "leave out what fell due before; by default before the first day of the rulebook's validity",
    ),
    metavar="DATE",
    callback=day,
)
@owing_option
@extend_option
@option(
    "--facts",
    words=Text("把由台账得出的数据写成数据文件", "write the facts that follow to a facts file"),
    metavar="OUT",
    type=click.Path(path_type=Path),
)
@option(
    "--against",
    words=Text(
        "与这份数据文件核对，不一致的列出；与 --facts 同用则合为一份",
        "compare with this facts file and report what differs; with --facts, write both as one",
    ),
    metavar="FACTS",
    type=click.Path(path_type=Path),
)
@rulebook_option
@format_option
@output_option
@click.pass_context
def ledger(  # noqa: PLR0913 -- click hands over every option
    context: click.Context,
    *,
    done: Path,
    as_of: date | None,
    since: date | None,
    department: str | None,
    extend: bool,
    facts: Path | None,
    against: Path | None,
    rulebook: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Totals, what is overdue, and the points at risk (exit 1: a facts file says otherwise)."""
    lang: Lang = context.obj
    for read in (done, against):
        for made in (facts, output):
            refuse_input_as_output(read, made)
    refuse_input_as_output(facts, output)
    period = None if as_of is None else Period.around(as_of)
    book, calendar = load(rulebook, period=period), WorkingDayCalendar.china()
    entries = book.duties.read_ledger(done)
    kept = book.duties.ledger(
        entries,
        as_of or _last_day(entries),
        department=department,
        since=since,
        extend=extend,
        calendar=calendar,
    )
    follow = book.duties.facts(kept)
    given = book.read_csv(against) if against else Facts(())
    differing = tuple(disagreements(follow, given, book.measures))
    report = Report(
        book.edition,
        kept,
        book.duties.at_risk(kept),
        Days(calendar, extend),
        differing if against else None,
    )

    def tell_all() -> None:
        if form == "json":
            emit(as_json(ledger_form(report, lang)), output)
        else:
            show(ledger_page(report, lang), file=output)

    def write_facts() -> None:
        if facts and not differing:
            emit(as_csv(together(follow, given), book.roster, book.measures), facts)

    # Whichever can be refused goes before that which cannot be taken back.
    for step in (tell_all, write_facts) if output else (write_facts, tell_all):
        step()
    if differing:
        words = Text(
            f"数据文件与台账不一致：{len(differing)} 处", f"what differs: {len(differing)}"
        )
        tell((words + _NOT_WRITTEN if facts else words).read(lang))
        context.exit(_DISAGREES)


def _last_day(entries: Iterable[Entry]) -> date:
    """The last day that a ledger names: no clock is asked which day it is.

    Raises:
        UsageError: it names none.
    """
    days = [day for entry in entries for day in (entry.decided_on, entry.done_on) if day]
    if not days:
        raise UsageError(no_day_named())
    return max(days)


_NOT_WRITTEN = Text("；未写出数据", "; no facts are written")
