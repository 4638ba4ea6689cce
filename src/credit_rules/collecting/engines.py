"""What engines do not do alike: tables of ours beside theirs, rows out of them, rows with numbers.

Everything else is expressions of Narwhals, which mean the same on all of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import narwhals as nw
from attrs import field, frozen
from narwhals import Implementation, selectors

from credit_rules.collecting import servers
from credit_rules.collecting.frames import NOTHING, Frame, Look, Lookup, Values, as_text
from credit_rules.errors import UsageError
from credit_rules.errors.records import no_engine, no_table

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
    lazy: Frame = found.lazy()
    if lazy.implementation.is_pyarrow():
        # It has two kinds of words, and does not compare one with the other.
        lazy = lazy.with_columns(selectors.string().cast(nw.String))
    return lazy


def beside(frame: Frame, columns: Mapping[str, Values]) -> Frame:
    """A table of ours, of words and whole numbers, that can be joined with *frame*.

    Raises:
        UsageError: tables of that kind cannot be.
    """
    make = _BESIDE.get(frame.implementation)
    if make is None:
        raise UsageError(no_engine(frame.implementation.value))
    return make(nw.to_native(frame), columns)


def _beside_duckdb(native: Any, columns: Mapping[str, Values]) -> Frame:  # noqa: ANN401 -- not installed
    # A long list of values takes DuckDB a hundred times as long as one text to be split.
    lists = ", ".join(f"unnest({_split(v)}) AS {name}" for name, v in columns.items())
    made = native.query("_credit_rules_", f"SELECT {lists}")
    found: Frame = nw.from_native(made.materialize())
    return found


def _split(values: Values) -> str:
    quoted = (text.replace("'", "''") for text in as_text(values))
    split = "string_split('{}', '{}')".format(*quoted)
    return split if isinstance(values[0], str) else f"{split}::BIGINT[]"


def _in_memory(engine: Any) -> Callable[[Any, Mapping[str, Values]], Frame]:  # noqa: ANN401 -- one of four names
    def make(_: Any, columns: Mapping[str, Values]) -> Frame:  # noqa: ANN401
        dtypes = {name: _TYPES[type(values[0])] for name, values in columns.items()}
        made: Frame = nw.from_dict(dict(columns), dtypes, backend=engine).lazy()
        return made

    return make


_IN_MEMORY = (
    Implementation.PANDAS,
    Implementation.MODIN,
    Implementation.POLARS,
    Implementation.PYARROW,
)
_BESIDE: Mapping[Implementation, Callable[[Any, Mapping[str, Values]], Frame]] = {
    Implementation.DUCKDB: _beside_duckdb,
    Implementation.PYSPARK: servers.beside_spark,
    Implementation.IBIS: servers.beside_ibis,
    **{engine: _in_memory(engine) for engine in _IN_MEMORY},
}


@frozen(eq=False)
class Tables:
    """Tables of ours beside one of theirs, each made once, however often it is joined."""

    frame: Frame
    _made: dict[Lookup, Frame] = field(init=False, factory=dict, repr=False)

    def joined(self, frame: Frame, looks: Sequence[Look]) -> Frame:
        """*frame* with what is to be looked up.

        All tables are made before the first is joined: each new one makes DuckDB look again at
        every step that there is so far.
        """
        tables = [self._table(look.table) for look in looks]
        for look, table in zip(looks, tables, strict=True):
            if table is None:
                frame = frame.with_columns(NOTHING.alias(name) for name in look.wanted)
                continue
            key = f"{look.on}_key"
            wanted = (nw.col(old).alias(new) for new, old in look.wanted.items())
            named = table.select(nw.col("key").alias(key), *wanted)
            frame = frame.join(named, left_on=look.on, right_on=key, how="left")
        return frame

    def _table(self, lookup: Lookup) -> Frame | None:
        """The table beside theirs; None where it has no rows."""
        if lookup not in self._made and lookup.columns["key"]:
            self._made[lookup] = beside(self.frame, lookup.columns)
        return self._made.get(lookup)


_TYPES: dict[type, Any] = {str: nw.String, int: nw.Int64}


def different(frame: Frame, key: nw.Expr) -> Frame:
    """The different values of *key*, as the column ``key``.

    They are counted along, since Spark takes three times as long for groups that come to nothing.
    """
    return frame.select(key.alias("key")).group_by("key").agg(nw.len().alias("rows")).drop("rows")


def fetched(frame: Frame) -> Iterator[tuple[Any, ...]]:
    """The rows of *frame*: few enough to be held."""
    yield from _FETCHED.get(frame.implementation, _rows)(frame)


def _rows(frame: Frame) -> Iterator[tuple[Any, ...]]:
    return frame.collect().iter_rows(buffer_size=BATCH)


def _rows_of_duckdb(frame: Frame) -> Iterator[tuple[Any, ...]]:
    yield from nw.to_native(frame).iter_rows(BATCH)


def streamed(frame: Frame) -> Iterator[tuple[Any, ...]]:
    """The rows of *frame*, however many, a batch at a time where the engine has batches.

    Until the last one is read, or the iterator is closed, a connection of DuckDB is busy.
    """
    yield from _STREAMED.get(frame.implementation, fetched)(frame)


def _streamed_by_duckdb(frame: Frame) -> Iterator[tuple[Any, ...]]:
    """Without PyArrow there is no way but to hold all rows."""
    if not find_spec("pyarrow"):
        yield from fetched(frame)
        return
    with nw.to_native(frame).to_arrow_reader(BATCH) as batches:
        for batch in batches:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


_STREAMED: Mapping[Implementation, Callable[[Frame], Iterator[tuple[Any, ...]]]] = {
    Implementation.DUCKDB: _streamed_by_duckdb,
    Implementation.PYSPARK: servers.streamed_by_spark,
}


def _rows_of_pandas(frame: Frame) -> Iterator[tuple[Any, ...]]:
    """As other engines have them: pandas makes floats of whole numbers with gaps among them."""
    for row in _rows(frame):
        yield tuple(
            None if cell != cell else int(cell) if isinstance(cell, float) else cell  # noqa: PLR0124 -- a gap
            for cell in row
        )


_FETCHED: Mapping[Implementation, Callable[[Frame], Iterator[tuple[Any, ...]]]] = {
    Implementation.DUCKDB: _rows_of_duckdb,
    Implementation.PANDAS: _rows_of_pandas,
    Implementation.MODIN: _rows_of_pandas,
    Implementation.PYSPARK: servers.rows_of_spark,
}


def numbered(frame: Frame, name: str) -> Frame | None:
    """*frame* with a column that numbers its rows from 1 on; None where they have no order."""
    number = _NUMBERED.get(frame.implementation)
    return number and number(frame, name)


def _numbered_by_duckdb(frame: Frame, name: str) -> Frame:
    native: Any = nw.to_native(frame)
    found: Frame = nw.from_native(native.project(f'*, row_number() OVER () AS "{name}"'))
    return found


def _numbered_by_polars(frame: Frame, name: str) -> Frame:
    native: Any = nw.to_native(frame)
    found: Frame = nw.from_native(native.with_row_index(name, offset=1))
    return found


def _numbered_in_memory(frame: Frame, name: str) -> Frame:
    counted = frame.collect().with_row_index(name)
    return counted.with_columns(nw.col(name) + 1).lazy()


_NUMBERED: Mapping[Implementation, Callable[[Frame, str], Frame]] = {
    **dict.fromkeys(_IN_MEMORY, _numbered_in_memory),
    Implementation.DUCKDB: _numbered_by_duckdb,
    Implementation.POLARS: _numbered_by_polars,
}
