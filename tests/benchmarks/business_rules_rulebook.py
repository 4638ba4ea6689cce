"""The rulebook for business-rules: conditions in JSON, numbers and actions in Python.

It knows no arithmetic, so every indicator is a variable that Python computes. The rules see to
what they can: an indicator at its maximum or above gives that, and below it what it comes to.
"""

from collections.abc import Callable
from typing import Any

from business_rules.actions import BaseActions, rule_action
from business_rules.engine import run_all
from business_rules.fields import FIELD_NUMERIC, FIELD_TEXT
from business_rules.variables import BaseVariables, numeric_rule_variable
from dialects import Numbers, function
from zen_rulebook import POINTS

from credit_rules import Rulebook

MOST = {i.code.rsplit(".", 1)[-1]: float(i.maximum) for i in Rulebook.load().indicators}
"""What each indicator gives at most."""


class Indicators(BaseVariables):  # type: ignore[misc] -- untyped
    """The points of each indicator, found once."""

    def __init__(self, n: Numbers) -> None:
        self.n, self.found = n, {}

    def points(self, code: str) -> float:
        """Those of one indicator."""
        if code not in self.found:
            self.found[code] = _FLOATS[code](self.n)
        return self.found[code]


_FLOATS: dict[str, Callable[[Numbers], float]] = {
    code: function(expression, float) for code, expression in POINTS.items()
}
for _code in POINTS:
    _variable = numeric_rule_variable(label=_code)(
        lambda self, code=_code: round(self.points(code), 12)
    )
    setattr(Indicators, _code, _variable)


class Total(BaseActions):  # type: ignore[misc] -- untyped
    """What was given so far."""

    def __init__(self, indicators: Indicators) -> None:
        self.indicators, self.points = indicators, 0.0

    @rule_action(params={"points": FIELD_NUMERIC})
    def give(self, points: float) -> None:
        """So many points."""
        self.points += points

    @rule_action(params={"code": FIELD_TEXT})
    def give_what_it_comes_to(self, code: str) -> None:
        """The points of an indicator."""
        self.points += self.indicators.points(code)


def _rules(code: str) -> list[dict[str, Any]]:
    reached = {"name": code, "operator": "greater_than_or_equal_to", "value": MOST[code]}
    below = {"name": code, "operator": "less_than", "value": MOST[code]}
    return [
        {
            "conditions": {"all": [reached]},
            "actions": [{"name": "give", "params": {"points": MOST[code]}}],
        },
        {
            "conditions": {"all": [below]},
            "actions": [{"name": "give_what_it_comes_to", "params": {"code": code}}],
        },
    ]


RULES = [rule for code in POINTS for rule in _rules(code)]


def total(n: Numbers) -> float:
    """The total of all 26 indicators."""
    indicators = Indicators(n)
    given = Total(indicators)
    run_all(RULES, indicators, given)
    return given.points
