"""Tables put together: the same columns for all of them, each row with where it comes from."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from attrs import frozen

from credit_rules.errors import RecordsError
from credit_rules.errors.sources import stopped
from credit_rules.sources.interrupting import interruptible
from credit_rules.sources.places import Place

if TYPE_CHECKING:
    from narwhals import LazyFrame

_T = TypeVar("_T")

ROW, SOURCE = "credit_rules_row", "credit_rules_source"
"""The columns that a table gets besides its own: which row of which source this is."""

Own = Mapping[str, str]
"""What a table calls each column, by the official name."""


@frozen
class Table:
    """A table that can be read.

    Attributes:
        label: what messages and reports call it.
        header: what its columns are called.
        frame: the columns asked for, under their official names, and :data:`ROW`: the number of
            the row as a person counts it, or nothing where rows have no numbers.
    """

    label: str
    header: Sequence[str]
    frame: "Callable[[Own], LazyFrame[Any]]"


class Engine(Protocol):
    """Who reads and counts."""

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What it raises when it cannot go on."""

    def stop(self) -> None:
        """Give up what is being computed."""

    def table(self, place: Place) -> Table:
        """What stands at *place*.

        Raises:
            RecordsError: it cannot be read as what it is said to be, or is empty.
        """


def computed(engine: Engine, work: Callable[[], _T]) -> _T:
    """What *work* makes with *engine*; Ctrl-C ends it.

    Raises:
        RecordsError: the engine failed, and with which kind of error: its words may quote records.
    """
    try:
        return interruptible(work, engine.stop)
    except engine.failures as error:
        raise RecordsError(stopped(type(error).__name__)) from None


Chosen = tuple[Table, Own]
"""A table, and what it calls the columns that are wanted."""


def selected(frame: "LazyFrame[Any]", own: Own) -> "LazyFrame[Any]":
    """The columns of *frame* by their official names, and :data:`ROW`."""
    import narwhals as nw

    return frame.select(*(nw.col(name).alias(official) for official, name in own.items()), ROW)


def pooled(chosen: Sequence[Chosen], columns: Sequence[str]) -> "LazyFrame[Any]":
    """All rows of the tables, with *columns*, :data:`ROW` and :data:`SOURCE`.

    A column that a table lacks is empty there. Where tables do not agree on its type, it is text.
    """
    import narwhals as nw

    frames = [(table.label, table.frame(own)) for table, own in chosen]
    schemas = [dict(frame.collect_schema()) for _, frame in frames]
    types = {name: {schema[name] for schema in schemas if name in schema} for name in columns}

    def cells(schema: Mapping[str, object], name: str) -> nw.Expr:
        if name not in schema:
            (kind, *others) = types[name] or {nw.String()}
            return nw.lit(None, dtype=nw.String() if others else kind).alias(name)
        return nw.col(name) if len(types[name]) == 1 else nw.col(name).cast(nw.String())

    return nw.concat(
        [
            frame.select(
                *(cells(schema, name) for name in columns),
                nw.col(ROW).cast(nw.Int64()),
                nw.lit(label, dtype=nw.String()).alias(SOURCE),
            )
            for (label, frame), schema in zip(frames, schemas, strict=True)
        ]
    )
