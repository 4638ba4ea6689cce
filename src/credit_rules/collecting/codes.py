"""Whether codes are valid, by joins: the sum that checks them is looked up three characters at a time.

No engine has a function for it, and character by character it costs one and a half times as much
as everything else together. A slice that has a character out of place is in no table, so the
alphabet is checked by the same lookup.
"""

from functools import cache, partial
from itertools import product

import narwhals as nw

from credit_rules.collecting.engines import Tables
from credit_rules.collecting.frames import Frame, Values
from credit_rules.records.codes import ALPHABET, LENGTH, MODULUS, letters, weight

_WIDTH = 3


def with_validity(frame: Frame, code: str, name: str, tables: Tables) -> Frame:
    """*frame* with a column *name*: whether the words in the column *code* are a valid code."""
    total, parts = nw.lit(0), []
    for first in range(0, LENGTH, _WIDTH):
        part, sums = f"{name}_{first}", f"{name}_sum_{first}"
        # The last slice takes all that is left, so that what is too long is in no table.
        width = _WIDTH if first + _WIDTH < LENGTH else None
        frame = frame.with_columns(nw.col(code).str.slice(first, width).alias(part))
        frame = tables.joined(frame, part, _SUMS[first], {sums: "sum"})
        total += nw.col(sums)
        parts += [part, sums]
    valid = (total % MODULUS == 0).fill_null(value=False)
    return frame.with_columns(valid.alias(name)).drop(parts)


@cache
def _table(first: int) -> dict[str, Values]:
    """Every slice that may stand at *first*, and what it adds to the sum."""
    counted = [
        [(letter, ALPHABET.index(letter) * weight(at)) for letter in letters(at)]
        for at in range(first, first + _WIDTH)
    ]
    slices = [a + b + c for (a, _), (b, _), (c, _) in product(*counted)]
    sums = [(a + b + c) % MODULUS for (_, a), (_, b), (_, c) in product(*counted)]
    return {"key": slices, "sum": sums}


_SUMS = {first: partial(_table, first) for first in range(0, LENGTH, _WIDTH)}
