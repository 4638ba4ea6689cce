"""``rank``: everybody scored together, in order."""

from pathlib import Path

import click

from credit_rules.cli.loading import load
from credit_rules.cli.options import (
    command,
    facts_argument,
    format_option,
    option,
    output_option,
    period_option,
    reading_option,
    rulebook_option,
)
from credit_rules.cli.output import emit, refuse_input_as_output, show
from credit_rules.periods import Period
from credit_rules.reports.ranks import ranking_json, ranking_table
from credit_rules.text import Lang, Text


@command("rank", Text("为各部门计分并排名", "score all departments and rank them"))
@facts_argument
@period_option
@option("--group", words=Text("只排这一组", "only this group"), metavar="GROUP")
@option(
    "--department",
    "departments",
    words=Text("只排这些部门，可重复", "only these departments; may be repeated"),
    metavar="DEPARTMENT",
    multiple=True,
)
@rulebook_option
@reading_option
@format_option
@output_option
@click.pass_obj
def rank(  # noqa: PLR0913 -- click hands over every option
    lang: Lang,
    *,
    facts: Path,
    period: Period,
    group: str | None,
    departments: tuple[str, ...],
    rulebook: str | None,
    readings: dict[str, str],
    form: str,
    output: Path | None,
) -> None:
    """Groups apart, ties marked, and how far each is ahead of the next."""
    refuse_input_as_output(facts, output)
    book = load(rulebook, readings, period=period)
    found = book.score_all(
        book.read_csv(facts), period=period, departments=departments or None, group=group
    )
    if form == "json":
        emit(ranking_json(found, lang), output)
    else:
        show(ranking_table(found, lang), file=output)
