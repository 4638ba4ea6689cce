"""What Spark and Ibis (PostgreSQL) do in their own ways. It only runs where there is one of them."""

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals as nw

from credit_rules.collecting.frames import Frame, Values, as_text
from credit_rules.records.cells import BLANKS

_SPARK = {str: "string", int: "bigint"}
_IBIS = {str: "string", int: "int64"}


def beside_spark(native: Any, columns: Mapping[str, Values]) -> Frame:  # noqa: ANN401 -- not installed
    """A table of ours in the session of one of Spark's, which sends it to every worker.

    It is told so, since it does not know how small the table is, and would sort both sides instead.
    As texts to be split the rows need no Python on the workers, which takes seconds to start there.
    """
    from pyspark.sql import functions as fn

    def split(values: Values) -> Any:  # noqa: ANN401
        text, between = as_text(values)
        found = fn.split(fn.lit(text), rf"\Q{between}\E")
        return found.cast(f"array<{_SPARK[type(values[0])]}>")

    arrays = fn.arrays_zip(*(split(values).alias(name) for name, values in columns.items()))
    made = native.sparkSession.range(1).select(fn.inline(arrays))
    found: Frame = nw.from_native(made.hint("broadcast"))
    return found


def beside_ibis(_: Any, columns: Mapping[str, Values]) -> Frame:  # noqa: ANN401
    """A table of ours that Ibis brings to where it counts."""
    import ibis

    rows = list(zip(*columns.values(), strict=True))
    schema = {name: _IBIS[type(values[0])] for name, values in columns.items()}
    made: Frame = nw.from_native(ibis.memtable(rows, schema=schema))
    return made


def rows_of_spark(frame: Frame) -> Iterator[tuple[Any, ...]]:
    """The rows, all at once: one job."""
    yield from map(tuple, nw.to_native(frame).collect())


def streamed_by_spark(frame: Frame) -> Iterator[tuple[Any, ...]]:
    """The rows, a partition at a time: a job for each."""
    yield from map(tuple, nw.to_native(frame).toLocalIterator())


def stripped_by_ibis(text: nw.Expr) -> nw.Expr:
    """*text* without blanks around it; Ibis only knows its own blanks."""
    return text.str.replace_all(f"^[{BLANKS}]+|[{BLANKS}]+$", "")
