"""DuckDB as the engine: text is put on disk first, the rest is read where it lies."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from credit_rules.errors import RecordsError
from credit_rules.errors.sources import (
    DAMAGED,
    DUCKDB,
    HELD,
    PARQUET,
    TABLE,
    no_such_table,
    not_given_out,
)
from credit_rules.errors.systems import reason
from credit_rules.sources import texts, workbooks
from credit_rules.sources.interrupting import interruptible
from credit_rules.sources.places import Place
from credit_rules.sources.pooling import ROW, Own, Table, selected
from credit_rules.text import Text, same

if TYPE_CHECKING:
    from narwhals import LazyFrame

_SETTINGS = (
    # Nothing is looked for on the network, and nothing is printed.
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "enable_progress_bar = false",
    # Rows carry their numbers: their order is of no use to anybody, and costs memory.
    "preserve_insertion_order = false",
    # The rest lies on disk: however many records there are, it takes no more memory.
    "memory_limit = '256MB'",
    # A moment of any zone lies in the day that it was in Beijing, whatever the zone of the machine.
    "TimeZone = 'Asia/Shanghai'",
)

Progress = Callable[[str, int], None]
"""What is told which source is read, and up to which byte."""


def _nobody(label: str, position: int) -> None: ...


class Workspace:
    """A folder and a database of its own, for as long as its records are needed.

    What does not fit into memory lies there, where nobody else can read it, and is gone at the end.
    """

    def __init__(self, progress: Progress = _nobody) -> None:
        self._progress = progress
        self._count = 0

    def __enter__(self) -> Self:
        import duckdb

        with ExitStack() as opened:
            folder = TemporaryDirectory(prefix="credit-rules-", ignore_cleanup_errors=True)
            self.folder = Path(opened.enter_context(folder))
            self.connection = opened.enter_context(duckdb.connect(self.folder / "records.duckdb"))
            for setting in _SETTINGS:
                self.connection.execute(f"SET {setting}")
            self.opened = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.opened.__exit__(kind, error, trace)

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What DuckDB raises."""
        import duckdb

        return (duckdb.Error,)

    def stop(self) -> None:
        """Give up the query that runs."""
        self.connection.interrupt()

    def table(self, place: Place) -> Table:
        """What stands at *place*.

        Raises:
            RecordsError: it cannot be read as what it is said to be, or is empty.
        """
        match place.kind:
            case "csv":
                path = Path(place.where)
                written, header = texts.header(path, place.label)
                rows = partial(texts.rows, path, place.label, written, len(header))
                return self._text(place.label, header, rows)
            case "workbook":
                header, below = workbooks.sheet(place.where, place.table, place.label)
                return self._text(place.label, header, lambda _: below)
            case "parquet":
                return self._parquet(place)
            case "duckdb":
                return self._database(place)
            case _:
                from credit_rules.sources.postgresql import brought

                return brought(self, place)

    def put(self, columns: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
        """The name of a new table of *columns* of text, and :data:`ROW`, the last in each of *rows*."""
        spool = self.folder / "spool.csv"
        with spool.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, quoting=csv.QUOTE_ALL).writerows(rows)
        named = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in columns)
        listed = ", ".join(map(_literal, columns))
        # Said in full, so that nothing is guessed; one thread, as cells may hold line breaks.
        name = self.keep(
            f"FROM read_csv({_literal(spool)}, columns = {{{named}, {_literal(ROW)}: 'BIGINT'}}, "
            f"""header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', """
            f"new_line = '\\r\\n', parallel = false, force_not_null = [{listed}])"
        )
        spool.unlink()
        return name

    def keep(self, query: str) -> str:
        """The name of a new table with what *query* gives."""
        self._count += 1
        name = f"source_{self._count}"
        made = f"CREATE TABLE {name} AS {query}"
        interruptible(lambda: self.connection.execute(made), self.stop)
        return name

    def frame(self, query: str) -> "LazyFrame[Any]":
        """What *query* gives, when it is asked for."""
        import narwhals as nw

        return nw.from_native(self.connection.sql(query))

    def _text(
        self,
        label: str,
        header: Sequence[str],
        rows: Callable[[texts.Seen], Iterator[texts.Row]],
    ) -> Table:
        """Rows of text: what is wanted of them is put into the database as they are read."""

        def frame(own: Own) -> "LazyFrame[Any]":
            at = [header.index(name) for name in own.values()]
            read = rows(partial(self._progress, label))
            kept = ([*(cells[place] for place in at), number] for number, cells in read)
            return self.frame(f"FROM {self.put(list(own), kept)}")

        return Table(label, header, frame)

    def _parquet(self, place: Place) -> Table:
        source = f"read_parquet({_literal(place.where)}, file_row_number = true)"
        with _refused(place, PARQUET, DAMAGED):
            found = self.frame(
                f"SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS {ROW} FROM {source}"
            )
            header = [name for name in found.collect_schema() if name != ROW]
        return Table(place.label, header, partial(selected, found))

    def _database(self, place: Place) -> Table:
        self._count += 1
        database = f"database_{self._count}"
        with _refused(place, DUCKDB, HELD):
            attached = f"ATTACH {_literal(place.where)} AS {database} (TYPE duckdb, READ_ONLY)"
            self.connection.execute(attached)
            there = self.connection.execute(
                "SELECT schema_name, table_name, true FROM duckdb_tables() "
                "WHERE database_name = $1 UNION ALL "
                "SELECT schema_name, view_name, false FROM duckdb_views() "
                "WHERE database_name = $1 AND NOT internal",
                [database],
            ).fetchall()
            known = {
                name if schema == "main" else f"{schema}.{name}": (schema, name, stored)
                for schema, name, stored in there
            }
            if place.table not in known:
                told = no_such_table(TABLE, place.table, sorted(known))
                raise RecordsError(told.at(same(place.label)))
            *path, stored = known[place.table]
            source = ".".join(map(_quoted, (database, *path)))
            header = self.frame(f"FROM {source}").collect_schema().names()
        row = "rowid + 1" if stored else "NULL::BIGINT"  # the rows of a view have no numbers
        found = self.frame(f"SELECT *, {row} AS {ROW} FROM {source}")
        return Table(place.label, header, partial(selected, found))


@contextmanager
def _refused(place: Place, kind: Text, why: Text) -> Iterator[None]:
    """What keeps a file from being read, as a refusal: the engine's words may quote what it read.

    Raises:
        RecordsError: the file is not there, or is no *kind*, for *why*.
    """
    import duckdb

    try:
        Path(place.where).open("rb").close()  # a pattern, or a database to be made, is none
        yield
    except OSError as error:
        raise RecordsError(not_given_out(kind, reason(error)).at(same(place.label))) from None
    except duckdb.Error:
        raise RecordsError(not_given_out(kind, why).at(same(place.label))) from None


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _literal(words: str | PathLike[str]) -> str:
    escaped = str(words).replace("'", "''")
    return f"'{escaped}'"
