"""What plugins and scoring need of ``credit_rules``, in one place.

``credit_rules`` itself hands these names on when one is first asked for: whoever only starts the
command line, or interrupts it at once, does not wait for all of them.
"""

from credit_rules.departments import Department, Roster
from credit_rules.errors import (
    CalendarError,
    CreditRulesError,
    FactsError,
    FormulaError,
    NumberError,
    PeriodError,
    PluginError,
    RulebookError,
    ScheduleNotPublishedError,
    UsageError,
)
from credit_rules.evaluate import Status
from credit_rules.exact import display, number
from credit_rules.facts import Fact, Facts
from credit_rules.formulas import (
    Amount,
    Node,
    above,
    at_least,
    capped,
    choose,
    each_month,
    each_quarter,
    flag,
    floored,
    flow,
    from_form,
    least,
    line,
    not_applicable,
    once_a_year,
    stock,
    to_form,
    when,
    where_empty,
)
from credit_rules.hookspecs import hookimpl
from credit_rules.indicators import BoundIndicator, Category, Citation, Foreseen, Indicator
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Cadence, Period, Unit
from credit_rules.rulebooks import Document, Edition, Heading, Reading
from credit_rules.scorecards import Score, Scorecard
from credit_rules.scoring import Rulebook
from credit_rules.text import Text

__all__ = [
    "Amount",
    "BoundIndicator",
    "Cadence",
    "CalendarError",
    "Category",
    "Citation",
    "CreditRulesError",
    "Department",
    "Document",
    "Edition",
    "Fact",
    "Facts",
    "FactsError",
    "Foreseen",
    "FormulaError",
    "Heading",
    "Indicator",
    "Kind",
    "Measure",
    "Node",
    "NumberError",
    "Period",
    "PeriodError",
    "PluginError",
    "Reading",
    "Roster",
    "Rulebook",
    "RulebookError",
    "ScheduleNotPublishedError",
    "Score",
    "Scorecard",
    "Status",
    "Text",
    "Unit",
    "UsageError",
    "above",
    "at_least",
    "capped",
    "choose",
    "display",
    "each_month",
    "each_quarter",
    "flag",
    "floored",
    "flow",
    "from_form",
    "hookimpl",
    "least",
    "line",
    "not_applicable",
    "number",
    "once_a_year",
    "stock",
    "to_form",
    "when",
    "where_empty",
]
