"""Facts from a CSV file."""

from pathlib import Path

from credit_rules.csv_files import Columns
from credit_rules.errors import FactsError, Problem
from credit_rules.facts.checking import Row

COLUMNS = Columns(
    ("department", "period", "measure", "value"),
    ("evidence", "note", "reviewer"),
    FactsError,
    "credit-rules score --help",
)


def read_rows(path: str | Path) -> tuple[list[Row], list[tuple[int, Problem]]]:
    """The rows of a facts file, and what is wrong with its header and with rows that are none.

    Raises:
        FactsError: the file cannot be read, is no text, or its header lacks a column.
    """
    rows, problems = COLUMNS.read(path)
    return [Row(line, **cells) for line, cells in rows], problems
