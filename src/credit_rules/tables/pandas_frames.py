"""Frames of pandas, whose columns may hold anything, and which have an index beside them."""

from typing import Any

import pyarrow as pa


def of_pandas(frame: Any) -> pa.Table:  # noqa: ANN401 -- a frame of pandas
    """The columns of *frame*; its index is none.

    A column in which Arrow finds no one type becomes words, so that each cell is read, or refused,
    by itself.
    """
    try:
        return pa.Table.from_pandas(frame, preserve_index=False)
    except (pa.ArrowException, OverflowError):
        return pa.table({str(name): _column(frame[name]) for name in frame.columns})


def _column(values: Any) -> Any:  # noqa: ANN401 -- a column, an array or several
    try:
        return pa.array(values, from_pandas=True)
    except (pa.ArrowException, OverflowError):
        empty = values.isna()
        words = [None if no else _word(v) for v, no in zip(values, empty, strict=True)]
        return pa.array(words, pa.string())


def _word(value: object) -> str:
    """As it is written; whole numbers that became floats as the numbers that they were."""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def decimals(kind: pa.DataType) -> Any:  # noqa: ANN401 -- a type of pandas
    """Decimals stay what they are: pandas by itself has only floats for them."""
    import pandas as pd

    return pd.ArrowDtype(kind) if pa.types.is_decimal(kind) else None
