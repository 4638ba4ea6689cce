"""Words with blanks around them: what they say, each engine in the way that it is quick at.

Most cells need nothing taken off. DuckDB is told so, since it is slow at taking off blanks of our
choice; of others a question more only makes the work longer (Spark's, twice as long).
"""

from collections.abc import Callable, Iterable, Mapping

import narwhals as nw
from narwhals import Implementation

from credit_rules.collecting import servers
from credit_rules.collecting.frames import Frame
from credit_rules.records.cells import BLANKS

_SOMETHING = f"[^{BLANKS}]"


def stripped(text: nw.Expr, frame: Frame) -> nw.Expr:
    """*text* without blanks around it."""
    return _STRIPPED.get(frame.implementation, _stripped)(text)


def filled(text: nw.Expr, frame: Frame) -> nw.Expr:
    """Whether there is anything but blanks in *text*."""
    if not frame.implementation.is_duckdb():
        return stripped(text, frame) != ""
    begins = ~equal(text.str.slice(0, 1), ["", *BLANKS])
    return nw.when(begins).then(nw.lit(value=True)).otherwise(text.str.contains(_SOMETHING))


def among(text: nw.Expr, frame: Frame, values: Iterable[str], *, beginning: bool) -> nw.Expr:
    """Whether *text*, without blanks around it, is one of *values*, or begins with one."""
    known = list(values)
    cleaned = _among(stripped(text, frame), frame, known, beginning=beginning)
    if not frame.implementation.is_duckdb():
        return cleaned
    as_is = _among(text, frame, known, beginning=beginning)
    return nw.when(as_is).then(nw.lit(value=True)).otherwise(cleaned)


def equal(text: nw.Expr, values: Iterable[str]) -> nw.Expr:
    """Whether *text* is one of *values*.

    DuckDB makes a join of a list, and computes *text* for it even in an arm of a choice that it
    would not come to.
    """
    found = nw.lit(value=False)
    for value in values:
        found |= text == value
    return found


def _among(text: nw.Expr, frame: Frame, values: list[str], *, beginning: bool) -> nw.Expr:
    duckdb = frame.implementation.is_duckdb()
    known = equal(text, values) if duckdb else text.is_in(values)
    if beginning:
        for value in filter(None, values):
            known |= text.str.starts_with(value)
    return known


def _stripped(text: nw.Expr) -> nw.Expr:
    return text.str.strip_chars(BLANKS)


def _stripped_by_duckdb(text: nw.Expr) -> nw.Expr:
    # Looking whether there are any at all costs a third of taking them off.
    return nw.when(text.str.contains(f"[{BLANKS}]")).then(_stripped(text)).otherwise(text)


_STRIPPED: Mapping[Implementation, Callable[[nw.Expr], nw.Expr]] = {
    Implementation.DUCKDB: _stripped_by_duckdb,
    Implementation.IBIS: servers.stripped_by_ibis,
}
