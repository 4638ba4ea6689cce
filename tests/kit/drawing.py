"""Looking for what a strategy can draw."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import Phase, find, settings
from hypothesis import strategies as st

Drawn = TypeVar("Drawn")


def draws(strategy: st.SearchStrategy[Drawn], wanted: Callable[[Drawn], bool]) -> Drawn:
    """Something of *strategy* that is *wanted*; raises where none is found."""
    first = settings(max_examples=2000, phases=[Phase.generate], database=None)
    return find(strategy, wanted, settings=first)
