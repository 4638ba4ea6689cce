"""Exact numbers: how they are read, and the one place where they are rounded.

Every number between a file and a total is a :class:`fractions.Fraction` or an
``int``. Nothing here, and nothing that builds on it, accepts a binary float.
"""

import re
from decimal import Decimal
from fractions import Fraction

from credit_rules.errors import NumberError
from credit_rules.errors.numbers import binary_float, not_a_number

Number = int | str | Decimal | Fraction
"""What may stand for an exact number; strings may end in ``%`` or ``‰``."""

_WRITTEN = re.compile(
    r"(?P<number>[+-]?[0-9]+(\.[0-9]+|/[0-9]*[1-9][0-9]*)?)\s*(?P<unit>[%‰]?)", re.ASCII
)
_DECIMALS_READABLE = 6
_LONGEST = 1000
_UNITS = {"": 1, "%": 100, "‰": 1000}


def number(value: Number) -> Fraction:
    """*value* as a fraction: ``"90%"`` is 9/10, ``"0.1‰"`` is 1/10000.

    Raises:
        NumberError: a float, or anything that is no number.
    """
    if isinstance(value, float):
        raise NumberError(binary_float(value))
    if isinstance(value, str):
        match = _WRITTEN.fullmatch(value.strip())
        if match and len(match["number"]) <= _LONGEST:
            return Fraction(match["number"]) / _UNITS[match["unit"]]
    elif _is_exact(value):
        return Fraction(value)
    raise NumberError(not_a_number(value))


def _is_exact(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def exact(value: Fraction) -> str:
    """The lossless form: ``"n"``, or ``"n/d"`` in lowest terms."""
    return str(value)


def hundredths(value: Fraction) -> int:
    """*value* rounded half up to two decimals, as points are shown: the only rounding there is."""
    return (value.numerator * 200 + value.denominator) // (value.denominator * 2)


def display(value: Fraction) -> str:
    """*value* as points are shown: :func:`hundredths` in words."""
    whole, part = divmod(abs(hundredths(value)), 100)
    return f"{'-' if hundredths(value) < 0 else ''}{whole}.{part:02d}"


def written(value: Fraction) -> str:
    """As a person would write it without losing anything: ``"2.5"``, else ``"1/3"``."""
    for decimals in range(_DECIMALS_READABLE + 1):
        if 10**decimals % value.denominator == 0:
            digits = f"{abs(value.numerator) * 10**decimals // value.denominator:0{decimals + 1}d}"
            whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
            return f"{'-' if value < 0 else ''}{whole}{'.' if part else ''}{part}"
    return str(value)


def percent(value: Fraction) -> str:
    """A rate as a percentage where that is short (``"95%"``), else as a fraction (``"193/203"``)."""
    shown = written(value * 100)
    return str(value) if "/" in shown else f"{shown}%"
