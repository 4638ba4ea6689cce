"""Every way the library can refuse, in words: one module of messages for each room.

The classes say what kind of refusal it is; the functions in the modules beside
this one build the :class:`Problem` with the value, the expectation and the remedy.
"""

from credit_rules.errors.base import (
    CalendarError,
    CreditRulesError,
    FactsError,
    FormulaError,
    LedgerError,
    NumberError,
    PeriodError,
    PluginError,
    Problem,
    RecordsError,
    RulebookError,
    ScheduleNotPublishedError,
    UsageError,
    problem,
    shown,
)

__all__ = [
    "CalendarError",
    "CreditRulesError",
    "FactsError",
    "FormulaError",
    "LedgerError",
    "NumberError",
    "PeriodError",
    "PluginError",
    "Problem",
    "RecordsError",
    "RulebookError",
    "ScheduleNotPublishedError",
    "UsageError",
    "problem",
    "shown",
]
