"""What was reported: values, the windows that use them, and how they are read."""

from credit_rules.facts.values import Fact, Facts
from credit_rules.facts.windows import Reported, Window, total

__all__ = ["Fact", "Facts", "Reported", "Window", "total"]
