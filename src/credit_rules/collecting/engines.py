"""What engines do not do alike: tables of ours beside theirs, rows out of them, rows with numbers.

Everything else is expressions of Narwhals, which mean the same on all of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import narwhals as nw
from attrs import field, frozen
from narwhals import Implementation, selectors

from credit_rules.errors import UsageError
from credit_rules.errors.records import no_engine, no_table
from credit_rules.records.cells import BLANKS

Values = Sequence[str] | Sequence[int]
Frame = nw.LazyFrame[Any]
"""Any table, nothing computed yet."""
BATCH = 10_000


def opened(table: object) -> Frame:
    """*table*, whatever library it is of, to be computed with when its rows are asked for.

    Raises:
        UsageError: it is no table.
    """
    try:
        found: Any = nw.from_native(table)
    except TypeError:
        raise UsageError(no_table(table)) from None
    if isinstance(found, nw.DataFrame | nw.LazyFrame):
        lazy: Frame = found.lazy()
        if lazy.implementation.is_pyarrow():
            # It has two kinds of words, and does not compare one with the other.
            lazy = lazy.with_columns(selectors.string().cast(nw.String))
        return lazy
    raise UsageError(no_table(table))


def beside(frame: Frame, columns: Mapping[str, Values]) -> Frame:
    """A table of ours, of words and whole numbers, that can be joined with *frame*.

    Raises:
        UsageError: tables of that kind cannot be.
    """
    engine = frame.implementation
    native: Any = nw.to_native(frame)
    match engine:
        case Implementation.DUCKDB:
            # A long list of values takes DuckDB a hundred times as long as one text to be split.
            lists = ", ".join(f"unnest({_split(v)}) AS {name}" for name, v in columns.items())
            made = native.query("_credit_rules_", f"SELECT {lists}")
            return nw.from_native(made.materialize())
        case Implementation.PYSPARK:
            rows = list(zip(*columns.values(), strict=True))
            types = [f"{name} {_SPARK[type(v[0])]}" for name, v in columns.items()]
            return nw.from_native(native.sparkSession.createDataFrame(rows, ", ".join(types)))
        case Implementation.IBIS:
            import ibis

            rows = list(zip(*columns.values(), strict=True))
            schema = {name: _IBIS[type(v[0])] for name, v in columns.items()}
            return nw.from_native(ibis.memtable(rows, schema=schema))
        case _ if engine.is_pandas_like() or engine.is_polars() or engine.is_pyarrow():
            dtypes = {name: _TYPES[type(v[0])] for name, v in columns.items()}
            made = nw.from_dict(dict(columns), dtypes, backend=engine)
            return made.lazy()
    raise UsageError(no_engine(engine.value))


@frozen(eq=False)
class Tables:
    """Tables of ours beside one of theirs, each made once, however often it is joined."""

    frame: Frame
    _made: dict[object, Frame] = field(init=False, factory=dict, repr=False)

    def joined(self, frame: Frame, on: str, columns: "Lookup", wanted: Mapping[str, str]) -> Frame:
        """*frame*, and for each row the *wanted* columns of the row whose ``key`` is in *on*.

        *wanted* are new names, and what they are called in *columns*.
        """
        made = self._made.get(columns)
        if made is None:
            made = self._made[columns] = beside(self.frame, columns())
        key = f"{on}_key"
        named = made.select(
            nw.col("key").alias(key), *(nw.col(old).alias(new) for new, old in wanted.items())
        )
        return frame.join(named, left_on=on, right_on=key, how="left")


Lookup = Callable[[], Mapping[str, Values]]
"""A table to look things up in, by its column ``key``."""

_TYPES: dict[type, Any] = {str: nw.String, int: nw.Int64}
_SPARK = {str: "string", int: "bigint"}
_IBIS = {str: "string", int: "int64"}


def _split(values: Values) -> str:
    """*values* as one text, split at a sign that none of them has: cells may hold any."""
    words = [str(value) for value in values]
    used = {sign for word in words for sign in word}
    between = next(sign for sign in map(chr, count(1)) if sign not in used and sign != "'")
    written = between.join(words).replace("'", "''")
    split = f"string_split('{written}', '{between}')"
    return split if isinstance(values[0], str) else f"{split}::BIGINT[]"


def fetched(frame: Frame) -> Iterator[tuple[Any, ...]]:
    """The rows of *frame*, a batch at a time where the engine has batches."""
    native: Any = nw.to_native(frame)
    match frame.implementation:
        case Implementation.DUCKDB:
            yield from native.iter_rows(BATCH)
        case Implementation.PYSPARK:
            yield from map(tuple, native.toLocalIterator())
        case engine if engine.is_pandas_like():
            rows = frame.collect().iter_rows(buffer_size=BATCH)
            yield from (tuple(map(_whole, row)) for row in rows)
        case _:
            yield from frame.collect().iter_rows(buffer_size=BATCH)


def _whole(value: Any) -> Any:  # noqa: ANN401
    """*value* as other engines have it: pandas makes floats of whole numbers with gaps among them."""
    if value != value:  # noqa: PLR0124 -- not a number: a gap
        return None
    return int(value) if isinstance(value, float) else value


def numbered(frame: Frame, name: str) -> Frame | None:
    """*frame* with a column that numbers its rows from 1 on; None where they have no order."""
    native: Any = nw.to_native(frame)
    found: Frame | None = None
    match engine := frame.implementation:
        case Implementation.DUCKDB:
            found = nw.from_native(native.project(f'*, row_number() OVER () AS "{name}"'))
        case Implementation.POLARS:
            found = nw.from_native(native.with_row_index(name, offset=1))
        case _ if engine.is_pandas_like() or engine.is_pyarrow():
            counted = frame.collect().with_row_index(name)
            found = counted.with_columns(nw.col(name) + 1).lazy()
    return found


def among(text: nw.Expr, values: Iterable[str]) -> nw.Expr:
    """Whether *text* is one of *values*.

    Some engines make a join of a longer list, and compute *text* for it even in an arm of a choice
    that they would not come to.
    """
    found = nw.lit(value=False)
    for value in values:
        found |= text == value
    return found


def stripped(text: nw.Expr, frame: Frame) -> nw.Expr:
    """*text* without blanks around it."""
    if frame.implementation.is_ibis():  # which only knows its own blanks
        return text.str.replace_all(f"^[{BLANKS}]+|[{BLANKS}]+$", "")
    # Looking whether there are any costs a third of taking them off.
    around = text.str.contains(f"^[{BLANKS}]|[{BLANKS}]$")
    return nw.when(around).then(text.str.strip_chars(BLANKS)).otherwise(text)
