"""What the plan works with: somebody's table, and tables of ours to be joined with it."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

Values = Sequence[str] | Sequence[int]
"""A column of ours."""
Frame = nw.LazyFrame[Any]
"""Any table, nothing computed yet."""
NOTHING = nw.when(nw.lit(value=False)).then(nw.lit(0))
"""A column of nothing."""


@frozen(eq=False)
class Lookup:
    """A table of ours to look things up in by its column ``key``."""

    columns: Mapping[str, Values]


@frozen
class Look:
    """That the words in the column *on* are looked up.

    Attributes:
        on: the column with what is looked up.
        table: where.
        wanted: new columns, and what they are called in the table; nothing where it is not there.
    """

    on: str
    table: Lookup
    wanted: Mapping[str, str]


def as_text(values: Values) -> tuple[str, str]:
    """*values* as one text, and the sign to split it at, which none of them has: cells may hold any."""
    words = list(map(str, values))
    together = "".join(words)
    between = next(sign for sign in map(chr, range(1, 0x110000)) if sign not in together)
    return between.join(words), between
