"""A rulebook over the caller's own table: facts in, points out, for any number of rows.

From the bottom up: ``cells`` holds the facts of a table as columns of integers, ``reading`` makes
them of a table and refuses what is wrong, ``windows`` finds the amounts that each window uses,
``scoring`` has the *columns* reader score them, and ``kinds`` knows the kinds of tables.
"""

from credit_rules.tables.kinds import Tables, Told
from credit_rules.tables.scoring import Cards

__all__ = ["Cards", "Tables", "Told"]
