"""The rulebook in ``decimal``, 28 digits: exact until something is divided by 3 or 7."""

from decimal import Decimal

from dialects import function
from zen_rulebook import TOTAL

in_decimals = function(TOTAL, Decimal)
"""The total of all 26 indicators."""
