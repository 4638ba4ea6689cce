"""Where records are, as somebody wrote it: ``records.csv``, ``data.duckdb::licences``."""

import re
from pathlib import Path
from typing import Self

from attrs import frozen

from credit_rules.errors import RecordsError
from credit_rules.errors.sources import needless_table, no_place, no_table

_KINDS = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".xlsx": "workbook",
    ".duckdb": "duckdb",
    ".db": "duckdb",
}
_URLS = ("postgresql", "postgres")
_HOLD_SEVERAL = ("duckdb", "postgresql")
_HOLD_ONE = ("csv", "parquet")


@frozen
class Place:
    """A file or database, and the table in it.

    Attributes:
        kind: ``csv``, ``parquet``, ``workbook``, ``duckdb`` or ``postgresql``.
        where: the path or the address. An address may hold a password: never shown.
        table: the table or sheet; empty where none is named.
        label: what messages and reports call it.
    """

    kind: str
    where: str
    table: str
    label: str

    @classmethod
    def parse(cls, written: str) -> Self:
        """The place that somebody *written*.

        Raises:
            RecordsError: it is of no kind that can be read, or lacks the table.
        """
        scheme = re.match(r"([a-z]+)://", written, re.IGNORECASE)
        if scheme:
            return cls._database(written, scheme[1].lower())
        where, _, table = written.partition("::") if "::" in written else (written, "", "")
        kind = _KINDS.get(Path(where).suffix.lower())
        if kind is None:
            raise RecordsError(no_place(written))
        if kind in _HOLD_SEVERAL and not table:
            raise RecordsError(no_table(where))
        if kind in _HOLD_ONE and table:
            raise RecordsError(needless_table(where, table))
        return cls(kind, where, table, written)

    @classmethod
    def _database(cls, written: str, scheme: str) -> Self:
        address, _, table = written.rpartition("::")
        label = _without_secrets(address or written)
        if scheme not in _URLS:
            raise RecordsError(no_place(label))
        if not address or not re.fullmatch(r"[^/@?\s]+", table):
            raise RecordsError(no_table(label))
        return cls("postgresql", address, table, f"{label}::{table}")

    @property
    def path(self) -> Path | None:
        """The file; None where it is a database elsewhere."""
        return None if self.kind == "postgresql" else Path(self.where)


def _without_secrets(address: str) -> str:
    """Scheme, host and database: no user, no password, no options.

    Where it is not certain which part is a password, nothing is shown but the scheme.
    """
    scheme, _, rest = address.partition("://")
    place = _ADDRESS.fullmatch(rest)
    return f"{scheme}://{place[1] if place else '…'}"


_ADDRESS = re.compile(r"(?:[^@/?#]*@)?([^@/?#]*(?:/[^@?#]*)?)(?:[?#][^@]*)?")
"""Who, then host and database, then options; an @ anywhere else makes it none."""
