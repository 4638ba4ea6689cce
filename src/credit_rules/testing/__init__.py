"""For authors of plugins: laws that every indicator obeys, and strategies that find facts.

Five lines check a plugin::

    from credit_rules.testing import parametrize_with_laws
    from credit_rules_example import categories

    @parametrize_with_laws(categories())
    def test_law(indicator, law):
        law(indicator)

Needs the extra ``testing``. Every pair of an indicator (under each of its readings) and a
law is a test of its own, with an id that names both.
"""

from collections.abc import Iterable

import pytest

from credit_rules.indicators import Category
from credit_rules.testing.arithmetic import recompute
from credit_rules.testing.laws import LAWS, Law, Readers
from credit_rules.testing.strategies import counts_for, facts_for, leaves_for, periods
from credit_rules.testing.variants import variants

__all__ = [
    "LAWS",
    "Law",
    "Readers",
    "counts_for",
    "facts_for",
    "leaves_for",
    "parametrize_with_laws",
    "periods",
    "recompute",
    "variants",
]


def parametrize_with_laws(categories: Iterable[Category]) -> pytest.MarkDecorator:
    """Give a test every pair of an indicator and a law, as ``indicator`` and ``law``."""
    pairs = [
        pytest.param(indicator, law, id=f"{name}-{law_name}")
        for name, indicator in variants(categories)
        for law_name, law in LAWS.items()
    ]
    return pytest.mark.parametrize(("indicator", "law"), pairs)
