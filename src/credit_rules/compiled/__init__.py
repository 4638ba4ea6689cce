"""The *value* reader compiled: a rulebook becomes one function of integers.

:mod:`credit_rules.evaluate` is the definition; this gives exactly the same points, for those who
score many times. From the bottom up: ``source`` knows what may stand in such a function,
``windows`` reads the tree, ``quotients`` does arithmetic in it, ``writing`` puts the function
together, ``calling`` calls it. ``totals`` has the points alone; ``cards`` writes those of every
clause and piece, ``numbers`` reads what that gives, and ``tallies`` makes outcomes of them.
"""

from credit_rules.compiled.cards import Clause, Place
from credit_rules.compiled.numbers import CompiledCard, Ends
from credit_rules.compiled.tallies import Card, Tally
from credit_rules.compiled.totals import Total
from credit_rules.compiled.windows import Looks, Span, writable
from credit_rules.compiled.writing import MILLIONTHS, Written, write

__all__ = [
    "MILLIONTHS",
    "Card",
    "Clause",
    "CompiledCard",
    "Ends",
    "Looks",
    "Place",
    "Span",
    "Tally",
    "Total",
    "Written",
    "writable",
    "write",
]
