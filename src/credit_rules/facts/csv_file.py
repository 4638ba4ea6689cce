"""Facts from a CSV file, and as one."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from credit_rules.csv_files import Columns
from credit_rules.departments import Roster
from credit_rules.errors import FactsError, Problem
from credit_rules.facts.checking import Row
from credit_rules.facts.values import Facts
from credit_rules.measures import Measure

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


def as_csv(facts: Facts, roster: Roster, measures: Mapping[str, Measure]) -> str:
    """A facts file, in the order of departments, measures and periods."""
    departments = {department.code: place for place, department in enumerate(roster)}
    order = {code: place for place, code in enumerate(measures)}
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS.names)
    for f in sorted(facts, key=lambda f: (departments[f.department], order[f.measure], f.period)):
        value = measures[f.measure].stated(f.value)
        rows.writerow((f.department, f.period, f.measure, value, f.evidence, f.note, f.reviewer))
    return text.getvalue()
