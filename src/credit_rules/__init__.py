"""Exact, explained scores from government scoring rulebooks.

What this module names is public and kept; everything else may move. Plugins import from
here and from :mod:`credit_rules.testing` only. The names are loaded when one is first used.
"""

from importlib import import_module

TYPE_CHECKING = False  # as in `typing`, which takes ten times as long to load as this module
if TYPE_CHECKING:
    from credit_rules.checks import Finding
    from credit_rules.collecting.collected import Collected
    from credit_rules.collecting.failing import Failure
    from credit_rules.day_arrays import DayArrays
    from credit_rules.departments import Department, Group, Roster
    from credit_rules.differences import Change, changes
    from credit_rules.duties import (
        AfterDecision,
        ByEndOf,
        Days,
        DueDate,
        Duty,
        DutyCadence,
        Every,
        Feeds,
        Follows,
        NextMonth,
        Obligation,
        Standing,
    )
    from credit_rules.duty_lists import DutyList
    from credit_rules.errors import (
        CalendarError,
        CreditRulesError,
        FactsError,
        FormulaError,
        LedgerError,
        NumberError,
        PeriodError,
        PluginError,
        RecordsError,
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
        attainable_of,
        best_of_peers,
        by_level,
        capped,
        choose,
        each_month,
        each_quarter,
        earlier,
        flag,
        floored,
        flow,
        from_form,
        greatest,
        judged,
        latest_month,
        latest_quarter,
        least,
        level,
        line,
        mean_of_peers,
        not_applicable,
        once_a_year,
        opaque,
        points_of,
        rank,
        rolling,
        short_of,
        started_units,
        stock,
        sum_of_months,
        sum_of_quarters,
        table,
        tiers,
        to_form,
        weighted,
        when,
        where_empty,
        whole_units,
    )
    from credit_rules.formulas.others import Ties
    from credit_rules.hookspecs import hookimpl
    from credit_rules.indicators import (
        BoundIndicator,
        Category,
        Citation,
        Foreseen,
        Indicator,
        Origin,
    )
    from credit_rules.ledger import Disagreement, DutyStatus, Entry, Item, Ledger, Risk
    from credit_rules.measures import Kind, Measure
    from credit_rules.periods import Cadence, Period, Unit
    from credit_rules.plot import Curve, Stretch, curves
    from credit_rules.proof import Direction, Knot, Proof
    from credit_rules.rankings import Place, Ranking
    from credit_rules.records import (
        CodeList,
        Column,
        Counted,
        CountedCodes,
        Filled,
        InOrder,
        OneOf,
        PossibleDay,
        RecordKind,
        RecordRule,
        SocialCreditCode,
    )
    from credit_rules.reports.as_json import scorecard_json
    from credit_rules.rulebooks import Applicability, Document, Edition, Heading, Reading
    from credit_rules.scorecards import Score, Scorecard
    from credit_rules.scoring import Rulebook
    from credit_rules.text import Text
    from credit_rules.verdicts import AtMost, Barred, Fixed, Grade, Graded, Ladder, Veto, Void
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
    "CodeList",
    "Collected",
    "Column",
    "Counted",
    "CountedCodes",
    "CreditRulesError",
    "Curve",
    "DayArrays",
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
    "Failure",
    "Feeds",
    "Filled",
    "Finding",
    "Fixed",
    "Follows",
    "Foreseen",
    "FormulaError",
    "Grade",
    "Graded",
    "Group",
    "Heading",
    "InOrder",
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
    "OneOf",
    "Origin",
    "Period",
    "PeriodError",
    "Place",
    "PluginError",
    "PossibleDay",
    "Proof",
    "Ranking",
    "Reading",
    "RecordKind",
    "RecordRule",
    "RecordsError",
    "Risk",
    "Roster",
    "Rulebook",
    "RulebookError",
    "ScheduleNotPublishedError",
    "Score",
    "Scorecard",
    "SocialCreditCode",
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


_ROOMS = {
    "checks": "Finding",
    "collecting.collected": "Collected",
    "collecting.failing": "Failure",
    "day_arrays": "DayArrays",
    "departments": "Department Group Roster",
    "differences": "Change changes",
    "duties": (
        "AfterDecision ByEndOf Days DueDate Duty DutyCadence Every Feeds Follows NextMonth "
        "Obligation Standing"
    ),
    "duty_lists": "DutyList",
    "errors": (
        "CalendarError CreditRulesError FactsError FormulaError LedgerError NumberError "
        "PeriodError PluginError RecordsError RulebookError ScheduleNotPublishedError UsageError"
    ),
    "evaluate": "Status",
    "exact": "display number",
    "facts": "Fact Facts",
    "formulas": (
        "Amount Node above at_least attainable_of best_of_peers by_level capped choose "
        "each_month each_quarter earlier flag floored flow from_form greatest judged "
        "latest_month latest_quarter least level line mean_of_peers not_applicable once_a_year "
        "opaque points_of rank rolling short_of started_units stock sum_of_months "
        "sum_of_quarters table tiers to_form weighted when where_empty whole_units"
    ),
    "formulas.others": "Ties",
    "hookspecs": "hookimpl",
    "indicators": "BoundIndicator Category Citation Foreseen Indicator Origin",
    "ledger": "Disagreement DutyStatus Entry Item Ledger Risk",
    "measures": "Kind Measure",
    "periods": "Cadence Period Unit",
    "plot": "Curve Stretch curves",
    "proof": "Direction Knot Proof",
    "rankings": "Place Ranking",
    "records": (
        "CodeList Column Counted CountedCodes Filled InOrder OneOf PossibleDay RecordKind RecordRule "
        "SocialCreditCode"
    ),
    "reports.as_json": "scorecard_json",
    "rulebooks": "Applicability Document Edition Heading Reading",
    "scorecards": "Score Scorecard",
    "scoring": "Rulebook",
    "text": "Text",
    "verdicts": "AtMost Barred Fixed Grade Graded Ladder Veto Void",
    "workdays": "WorkingDayCalendar",
    "working": "Step",
}
"""Who is asked for which names; a name loads its own room, and what that room needs."""

_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name in _ROOM_OF:
        return getattr(import_module(f"credit_rules.{_ROOM_OF[name]}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return __all__
