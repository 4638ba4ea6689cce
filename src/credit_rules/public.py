"""Everything that ``credit_rules`` promises, in one place.

``credit_rules`` itself hands these names on when they are first asked for: whoever only starts the
command line, or interrupts it at once, does not wait for all of them.
"""

from credit_rules.checks import Finding
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
from credit_rules.exact import display, exact, number
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
from credit_rules.proof import Direction, Knot, Proof
from credit_rules.reports.as_json import scorecard_json
from credit_rules.rulebooks import Document, Edition, Heading, Reading
from credit_rules.scorecards import Score, Scorecard
from credit_rules.scoring import Rulebook
from credit_rules.text import Text
from credit_rules.workdays import WorkingDayCalendar
from credit_rules.working import Step

__all__ = [
    "Amount",
    "BoundIndicator",
    "Cadence",
    "CalendarError",
    "Category",
    "Citation",
    "CreditRulesError",
    "Department",
    "Direction",
    "Document",
    "Edition",
    "Fact",
    "Facts",
    "FactsError",
    "Finding",
    "Foreseen",
    "FormulaError",
    "Heading",
    "Indicator",
    "Kind",
    "Knot",
    "Measure",
    "Node",
    "NumberError",
    "Period",
    "PeriodError",
    "PluginError",
    "Proof",
    "Reading",
    "Roster",
    "Rulebook",
    "RulebookError",
    "ScheduleNotPublishedError",
    "Score",
    "Scorecard",
    "Status",
    "Step",
    "Text",
    "Unit",
    "UsageError",
    "WorkingDayCalendar",
    "above",
    "at_least",
    "capped",
    "choose",
    "display",
    "each_month",
    "each_quarter",
    "exact",
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
    "scorecard_json",
    "stock",
    "to_form",
    "when",
    "where_empty",
]
