"""A table as it was handed in, and what is looked up beside it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import field, frozen

from credit_rules.collecting.engines import Tables
from credit_rules.collecting.frames import Frame


@frozen(eq=False)
class Given:
    """A table whose columns are known by their official codes.

    Attributes:
        table: its rows.
        row: the column that numbers them, where there is one.
        with_rows: the rows with that column, where it costs to number them.
        source: the column that says what a row comes from, where there is one.
    """

    table: Frame
    row: str | None = None
    with_rows: Frame | None = None
    source: str | None = None
    _tables: Tables = field(init=False, repr=False)

    @_tables.default
    def _beside(self) -> Tables:
        return Tables(self.table)

    @cached_property
    def schema(self) -> Mapping[str, Any]:
        """The types of the columns."""
        return self.table.collect_schema()

    @property
    def numbered(self) -> Frame:
        """The rows, with their numbers where there are any."""
        return self.table if self.with_rows is None else self.with_rows
