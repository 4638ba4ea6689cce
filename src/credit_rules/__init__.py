"""Exact, explained scores from government scoring rulebooks.

What this module names is public and kept; everything else may move. Plugins import from
here and from :mod:`credit_rules.testing` only. The names are loaded when one is first used.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from credit_rules.public import *

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


def __getattr__(name: str) -> object:
    if name in __all__:
        from credit_rules import public

        return getattr(public, name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return __all__
