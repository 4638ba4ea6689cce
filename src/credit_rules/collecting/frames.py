"""What the plan works with: somebody's table, and tables of ours to be joined with it."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw

Values = Sequence[str] | Sequence[int]
"""A column of ours."""
Frame = nw.LazyFrame[Any]
"""Any table, nothing computed yet."""
