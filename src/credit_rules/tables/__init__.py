"""A rulebook over the caller's own table: facts in, points out, for any number of rows.

From the bottom up: ``cells`` holds the facts of a table as columns of integers, ``reading`` makes
them of a table and refuses what is wrong, ``windows`` finds the amounts that each window uses,
``scoring`` has the *columns* reader score them, ``exactly`` the exact one, and ``kinds`` knows the
kinds of tables. ``arrays`` is for those who need no table.
"""

from credit_rules.tables.arrays import ArrayScores, Columns
from credit_rules.tables.kinds import Tables, Told
from credit_rules.tables.scoring import Cards

__all__ = ["ArrayScores", "Cards", "Columns", "Tables", "Told"]
