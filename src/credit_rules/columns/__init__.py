"""The *columns* reader: a rulebook over millions of rows, in 64-bit integers.

:mod:`credit_rules.evaluate` is the definition; this gives exactly the same points to two decimals.
From the bottom up: ``integers`` knows what a column may hold, ``values`` does arithmetic with
columns, ``programs`` makes one function of a rulebook, and ``scorers`` has it score rows.
"""

from credit_rules.columns.programs import (
    MISSING,
    NO_PERCENTAGE,
    NOT_APPLICABLE,
    SCORED,
    Asked,
    Block,
    Total,
)
from credit_rules.columns.scorers import Amounts, Scored, Scorer

__all__ = [
    "MISSING",
    "NOT_APPLICABLE",
    "NO_PERCENTAGE",
    "SCORED",
    "Amounts",
    "Asked",
    "Block",
    "Scored",
    "Scorer",
    "Total",
]
