"""PostgreSQL as the engine, by way of Ibis: its tables are counted where they are.

DuckDB may ask for their rows instead, to count them together with files.
"""

from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from credit_rules.errors import RecordsError
from credit_rules.errors.sources import (
    NO_ANSWER,
    POSTGRESQL,
    TABLE,
    elsewhere,
    no_such_table,
    not_given_out,
)
from credit_rules.sources.places import Place
from credit_rules.sources.pooling import ROW, Own, Table, selected
from credit_rules.sources.workspace import Workspace
from credit_rules.text import same

if TYPE_CHECKING:
    from narwhals import LazyFrame

_BATCH = 50_000


class Server:
    """A connection for every address asked; closed at the end."""

    def __init__(self) -> None:
        self._backends: dict[str, Any] = {}  # Ibis tells no types

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for backend in self._backends.values():
            backend.disconnect()

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What Ibis and the driver raise."""
        import psycopg
        from ibis.common.exceptions import IbisError

        return (psycopg.Error, IbisError)

    def stop(self) -> None:
        """Have the server give up the query that runs."""
        for backend in self._backends.values():
            backend.con.cancel()

    def table(self, place: Place) -> Table:
        """The table at *place*; its rows have no numbers.

        Raises:
            RecordsError: it is on no server or another one, or does not answer.
        """
        if place.kind != "postgresql" or {place.where} | set(self._backends) != {place.where}:
            raise RecordsError(elsewhere().at(same(place.label)))
        import narwhals as nw

        found = nw.from_native(self.ask(place))
        numbered = found.with_columns(nw.lit(None, dtype=nw.Int64()).alias(ROW))
        header = found.collect_schema().names()
        return Table(place.label, header, partial(selected, numbered))

    def ask(self, place: Place) -> Any:  # noqa: ANN401 -- Ibis tells no types
        """The table at *place*, as Ibis has it.

        Raises:
            RecordsError: there is no such server, database or table, or no right to it.
        """
        import ibis
        import psycopg

        *schema, name = place.table.split(".", 1)
        try:
            if place.where not in self._backends:
                connection = psycopg.connect(place.where, autocommit=True)
                self._backends[place.where] = ibis.postgres.from_connection(connection)
            backend = self._backends[place.where]
            known = backend.list_tables(database=schema[0] if schema else None)
            if name in known:
                return backend.table(name, database=schema[0] if schema else None)
        except self.failures:  # their words may hold the address
            raise RecordsError(not_given_out(POSTGRESQL, NO_ANSWER).at(same(place.label))) from None
        raise RecordsError(no_such_table(TABLE, name, sorted(known)).at(same(place.label)))


def brought(workspace: Workspace, place: Place) -> Table:
    """The table at *place*, brought into *workspace* to be counted together with others."""
    server = workspace.opened.enter_context(Server())
    found = server.table(place)

    def frame(own: Own) -> "LazyFrame[Any]":
        wanted = [server.ask(place)[name].name(official) for official, name in own.items()]
        batches = server.ask(place).select(*wanted).to_pyarrow_batches(chunk_size=_BATCH)
        workspace.connection.register("batches", batches)
        try:
            kept = workspace.keep(f"SELECT *, NULL::BIGINT AS {ROW} FROM batches")  # noqa: S608 -- ours
        except (*server.failures, *workspace.failures):  # either passes on what the server says
            raise RecordsError(not_given_out(POSTGRESQL, NO_ANSWER).at(same(place.label))) from None
        return workspace.frame(f"FROM {kept}")

    return Table(place.label, found.header, frame)
