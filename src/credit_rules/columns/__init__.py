"""The *columns* reader: a rulebook over millions of rows, in machine integers.

:mod:`credit_rules.evaluate` is the definition; this gives exactly the same points to two decimals.
From the bottom up: ``integers`` knows what a column may hold, ``values`` does arithmetic with
columns, ``steps`` are what functions call, ``programs`` makes one function of a rulebook, and
``scorers`` has it score rows.
"""

from credit_rules.columns.programs import NO_PERCENTAGE, Asked, Block, Total
from credit_rules.columns.scorers import Amounts, Scored, Scorer
from credit_rules.columns.steps import MISSING, NOT_APPLICABLE, SCORED

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
