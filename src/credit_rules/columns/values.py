"""What a formula comes to in each row: a quotient of integers, or one that was rounded down."""

from fractions import Fraction

from attrs import evolve, frozen

from credit_rules.columns.integers import NOTHING, ONCE, Term
from credit_rules.compiled.source import FALSE, TRUE

GRAIN = 6 * 10**7
"""In how many parts of a point a quotient is rounded down where it meets others.

Points with few decimals are whole numbers of these, and so are their halves, thirds and quarters:
a mean over months that lies just on half a hundredth can be told. 35 points fit 32 bits.
"""


class UndecidableError(ArithmeticError):
    """A step that needs the exact value of what was rounded down."""


@frozen
class Value:
    """*factor* times (*up* + e) / *down*, where 0 <= e < *error*, and e is 0 without an *error*.

    Attributes:
        factor: what is known while the function is written.
        up: a column, or a number.
        down: a column that is above 0, or 1. With an *error* it is 1.
        applies: the condition under which the formula applies. Elsewhere the value is any
            number, and nobody looks at it.
        error: by how many units of *up* the value may be above what is written here.
        low: the least that it can come to.
        high: the most.
    """

    factor: Fraction
    up: Term
    low: Fraction
    high: Fraction
    down: Term = ONCE
    applies: str = TRUE
    error: int = 0


def constant(value: Fraction) -> Value:
    """A number that is known while the function is written."""
    return Value(value, ONCE if value else NOTHING, value, value)


NOUGHT = constant(Fraction())
NEVER = evolve(NOUGHT, applies=FALSE)
