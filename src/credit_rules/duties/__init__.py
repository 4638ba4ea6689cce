"""Duties: what a department has to do, how often, and by when."""

from credit_rules.duties.days import Days, DueDate
from credit_rules.duties.declared import Duty, Feeds, Follows, listed
from credit_rules.duties.dues import (
    AfterDecision,
    ByEndOf,
    Due,
    DutyCadence,
    Every,
    NextMonth,
    Standing,
)
from credit_rules.duties.obligations import Obligation, deadlines, owed

__all__ = [
    "AfterDecision",
    "ByEndOf",
    "Days",
    "Due",
    "DueDate",
    "Duty",
    "DutyCadence",
    "Every",
    "Feeds",
    "Follows",
    "NextMonth",
    "Obligation",
    "Standing",
    "deadlines",
    "listed",
    "owed",
]
