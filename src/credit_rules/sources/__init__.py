"""Where tables of records come from: files and databases, opened without guessing a type.

Whatever it was, a source becomes a Narwhals frame of the engine that counts it, with the columns
that were asked for, the source's name and the number of the row. What the columns mean is no
concern of this room.
"""

from credit_rules.sources.columns import Renamed
from credit_rules.sources.gathering import gathered
from credit_rules.sources.places import Place
from credit_rules.sources.pooling import ROW, SOURCE, Chosen, Engine, Table, computed, pooled
from credit_rules.sources.workspace import Workspace

__all__ = [
    "ROW",
    "SOURCE",
    "Chosen",
    "Engine",
    "Place",
    "Renamed",
    "Table",
    "Workspace",
    "computed",
    "gathered",
    "pooled",
]
