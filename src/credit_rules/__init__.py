"""Exact, explained scores from government scoring rulebooks.

What this module names is public and kept; everything else may move. Plugins import from
here and from :mod:`credit_rules.testing` only. The names are loaded when one is first used.
"""

from importlib import import_module

TYPE_CHECKING = False  # as in `typing`, which takes ten times as long to load as this module
if TYPE_CHECKING:
    from credit_rules.checks import Finding
    from credit_rules.differences import Change, changes
    from credit_rules.duties import Days, DueDate, DutyCadence, Obligation
    from credit_rules.duty_lists import DutyList
    from credit_rules.ledger import Disagreement, DutyStatus, Entry, Item, Ledger, Risk
    from credit_rules.plot import Curve, Stretch, curves
    from credit_rules.proof import Direction, Knot, Proof
    from credit_rules.public import *
    from credit_rules.reports.as_json import scorecard_json
    from credit_rules.workdays import WorkingDayCalendar
    from credit_rules.working import Step

__all__ = [
    "AfterDecision",
    "Amount",
    "Applicability",
    "AtMost",
    "Barred",
    "BoundIndicator",
    "ByEndOf",
    "Cadence",
    "CalendarError",
    "Category",
    "Change",
    "Citation",
    "CreditRulesError",
    "Curve",
    "Days",
    "Department",
    "Direction",
    "Disagreement",
    "Document",
    "DueDate",
    "Duty",
    "DutyCadence",
    "DutyList",
    "DutyStatus",
    "Edition",
    "Entry",
    "Every",
    "Fact",
    "Facts",
    "FactsError",
    "Feeds",
    "Finding",
    "Fixed",
    "Follows",
    "Foreseen",
    "FormulaError",
    "Grade",
    "Graded",
    "Group",
    "Heading",
    "Indicator",
    "Item",
    "Kind",
    "Knot",
    "Ladder",
    "Ledger",
    "LedgerError",
    "Measure",
    "NextMonth",
    "Node",
    "NumberError",
    "Obligation",
    "Origin",
    "Period",
    "PeriodError",
    "Place",
    "PluginError",
    "Proof",
    "Ranking",
    "Reading",
    "Risk",
    "Roster",
    "Rulebook",
    "RulebookError",
    "ScheduleNotPublishedError",
    "Score",
    "Scorecard",
    "Standing",
    "Status",
    "Step",
    "Stretch",
    "Text",
    "Ties",
    "Unit",
    "UsageError",
    "Veto",
    "Void",
    "WorkingDayCalendar",
    "above",
    "at_least",
    "attainable_of",
    "best_of_peers",
    "by_level",
    "capped",
    "changes",
    "choose",
    "curves",
    "display",
    "each_month",
    "each_quarter",
    "earlier",
    "flag",
    "floored",
    "flow",
    "from_form",
    "greatest",
    "hookimpl",
    "judged",
    "latest_month",
    "latest_quarter",
    "least",
    "level",
    "line",
    "mean_of_peers",
    "not_applicable",
    "number",
    "once_a_year",
    "opaque",
    "points_of",
    "rank",
    "rolling",
    "scorecard_json",
    "short_of",
    "started_units",
    "stock",
    "sum_of_months",
    "sum_of_quarters",
    "table",
    "tiers",
    "to_form",
    "weighted",
    "when",
    "where_empty",
    "whole_units",
]


_APART = {
    "Change": "differences",
    "Curve": "plot",
    "Days": "duties",
    "Direction": "proof",
    "Disagreement": "ledger",
    "DueDate": "duties",
    "DutyCadence": "duties",
    "DutyList": "duty_lists",
    "DutyStatus": "ledger",
    "Entry": "ledger",
    "Finding": "checks",
    "Item": "ledger",
    "Knot": "proof",
    "Ledger": "ledger",
    "Obligation": "duties",
    "Proof": "proof",
    "Risk": "ledger",
    "Step": "working",
    "Stretch": "plot",
    "WorkingDayCalendar": "workdays",
    "changes": "differences",
    "curves": "plot",
    "scorecard_json": "reports.as_json",
}
"""The rooms of names that neither a plugin nor scoring needs: most programs do without them."""


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module(f"credit_rules.{_APART.get(name, 'public')}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return __all__
