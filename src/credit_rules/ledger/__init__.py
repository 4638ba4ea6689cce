"""The ledger (台账): what was done of what is owed, in time or late, and what hangs on the rest."""

from credit_rules.ledger.entries import Entry
from credit_rules.ledger.following import Disagreement, disagreements, following, together
from credit_rules.ledger.items import DutyStatus, Item
from credit_rules.ledger.kept import Ledger, keep, on_time_rate
from credit_rules.ledger.risks import Risk, risks
from credit_rules.ledger.rows import check, read_entries

__all__ = [
    "Disagreement",
    "DutyStatus",
    "Entry",
    "Item",
    "Ledger",
    "Risk",
    "check",
    "disagreements",
    "following",
    "keep",
    "on_time_rate",
    "read_entries",
    "risks",
    "together",
]
