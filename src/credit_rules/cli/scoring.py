"""``score``: a facts file becomes a scorecard."""

from collections.abc import Callable
from functools import reduce, wraps
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from credit_rules.cli.loading import load
from credit_rules.cli.options import (
    command,
    department_option,
    facts_argument,
    format_option,
    output_option,
    period_option,
    reading_option,
    rulebook_option,
)
from credit_rules.cli.output import emit, refuse_input_as_output, show
from credit_rules.facts import Facts
from credit_rules.periods import Period
from credit_rules.reports.as_json import scorecard_json
from credit_rules.reports.tables import scorecard_table
from credit_rules.scorecards import Scorecard
from credit_rules.scoring import Rulebook
from credit_rules.text import Lang, Text


@frozen
class Asked:
    """What to score: which facts, of whom, when, and read how."""

    facts: Path
    period: Period
    department: str | None
    rulebook: str | None
    readings: dict[str, str]

    def scored(self) -> tuple[Rulebook, Facts, Scorecard]:
        """The rulebook, the facts and the scorecard.

        Raises:
            CreditRulesError: whatever keeps it from being scored.
        """
        rulebook = load(self.rulebook, self.readings, period=self.period)
        facts = rulebook.read_csv(self.facts)
        card = rulebook.score(facts, period=self.period, department=self.department)
        return rulebook, facts, card


def asking(function: Callable[..., None]) -> Callable[..., None]:
    """Give *function* the options of a scoring, and what they say as its ``asked``."""

    @wraps(function)  # it may have options of its own
    def with_asked(lang: Lang, /, **options: Any) -> None:  # noqa: ANN401 -- click's
        asked = {field: options.pop(field) for field in Asked.__annotations__}
        function(lang, Asked(**asked), **options)

    given = [
        facts_argument,
        period_option,
        department_option,
        rulebook_option,
        reading_option,
        format_option,
        output_option,
    ]
    return reduce(lambda made, give: give(made), reversed(given), click.pass_obj(with_asked))


@command("score", Text("为一份数据文件计分", "score a facts file"))
@asking
def score(lang: Lang, asked: Asked, form: str, output: Path | None) -> None:
    """The scorecard, as a table or as JSON."""
    refuse_input_as_output(asked.facts, output)
    _, _, card = asked.scored()
    if form == "json":
        emit(scorecard_json(card, lang), output)
    else:
        show(scorecard_table(card, lang), file=output)
