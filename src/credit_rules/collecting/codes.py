"""Whether codes are valid, by joins: the sum that checks them is looked up three characters at a time.

No engine has a function for it, and character by character it costs one and a half times as much
as everything else together. A slice that has a character out of place is in no table, so the
alphabet is checked by the same lookup.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

import narwhals as nw

from credit_rules.collecting.engines import Tables
from credit_rules.collecting.frames import Frame, Look, Lookup
from credit_rules.records.codes import ALPHABET, LENGTH, MODULUS, letters, weight

_WIDTH = 3
_FIRSTS = range(0, LENGTH, _WIDTH)


def with_validity(frame: Frame, code: str, name: str, tables: Tables) -> Frame:
    """*frame* with a column *name*: whether the words in the column *code* are a valid code."""
    joined = tables.joined(frame.with_columns(*slices(code)), list(looks(code)))
    return joined.with_columns(valid(code).alias(name))


def slices(code: str) -> Iterator[nw.Expr]:
    """What is looked up of the words in the column *code*."""
    for first in _FIRSTS:
        # The last slice takes all that is left, so that what is too long is in no table.
        width = _WIDTH if first + _WIDTH < LENGTH else None
        yield nw.col(code).str.slice(first, width).alias(f"{code}_{first}")


def looks(code: str) -> Iterator[Look]:
    """Where :func:`slices` are looked up."""
    for first in _FIRSTS:
        by_weight = [weight(at) * _inverse(first) % MODULUS for at in _places(first)]
        table = _table(tuple(map(letters, _places(first))), tuple(by_weight))
        yield Look(f"{code}_{first}", table, {_sum(code, first): "sum"})


def valid(code: str) -> nw.Expr:
    """Whether the words are a valid code, by what was looked up."""
    total = nw.lit(0)
    for first in _FIRSTS:
        total += nw.col(_sum(code, first)) * weight(first)
    return (total % MODULUS == 0).fill_null(value=False)


def _places(first: int) -> range:
    return range(first, first + _WIDTH)


def _inverse(first: int) -> int:
    """What makes the first weight of a slice 1, so that slices further on share a table."""
    return pow(weight(first), -1, MODULUS)


def _sum(code: str, first: int) -> str:
    return f"{code}_sum_{first}"


@cache
def _table(alphabets: tuple[str, ...], weights: tuple[int, ...]) -> Lookup:
    """Every slice of letters of *alphabets*, and what it adds to the sum."""
    values = [
        [ALPHABET.index(letter) * by for letter in of]
        for of, by in zip(alphabets, weights, strict=True)
    ]
    keys = list(map("".join, product(*alphabets)))
    return Lookup({"key": keys, "sum": [sum(each) % MODULUS for each in product(*values)]})
