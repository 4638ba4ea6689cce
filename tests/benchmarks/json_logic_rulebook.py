"""The rulebook for JsonLogic, by ``json-logic-qubit``.

The package ``json-logic`` is older, and stops at the first rule under Python 3.
"""

from dialects import Numbers, json_logic, tree
from json_logic import jsonLogic
from zen_rulebook import TOTAL

LOGIC = json_logic(tree(TOTAL))
"""What a rulebook in JSON would hold."""


def total(n: Numbers) -> float:
    """The total of all 26 indicators."""
    return float(jsonLogic(LOGIC, n))
