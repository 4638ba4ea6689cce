"""The rulebook for rule-engine: its language has the same conditions, its numbers are decimals.

One rule that is parsed once; a rule of its own for each indicator takes longer.
"""

import rule_engine
from dialects import Numbers
from zen_rulebook import TOTAL

_RULE = rule_engine.Rule(TOTAL)


def total(n: Numbers) -> float:
    """The total of all 26 indicators."""
    return float(_RULE.evaluate(n))
