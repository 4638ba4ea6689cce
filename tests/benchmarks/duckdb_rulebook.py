"""The rulebook as SQL for DuckDB, in decimals: what an office that keeps to ``DECIMAL`` gets.

A quotient is a double in DuckDB, whatever it is of; it is cast back to ten digits after the
point, as many as leave room for the numbers before it.
"""

from collections.abc import Mapping, Sequence

import duckdb
import polars as pl
from dialects import EVERYTHING, sql, tree

DECIMAL, DOUBLE = ("DECIMAL(18, 4)", "DECIMAL(24, 10)"), ("BIGINT", "DOUBLE")
"""The type of a count, and of a quotient."""


def everything(
    columns: Mapping[str, Sequence[int]], types: tuple[str, str] = DECIMAL
) -> dict[str, list[str]]:
    """All indicators and the total of many scorecards, rounded and written by DuckDB itself."""
    numbers = pl.DataFrame(columns)
    asked = ", ".join(
        f"round(({sql(tree(expression), *types)})::{types[1]}, 2)::DECIMAL(9, 2)::VARCHAR AS {code}"
        for code, expression in EVERYTHING.items()
    )
    found = duckdb.sql(f"SELECT {asked} FROM numbers").pl()  # noqa: S608 -- its own
    return {code: found[code].to_list() for code in EVERYTHING if len(numbers) == len(found)}
