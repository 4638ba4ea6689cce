"""The formula of a clause, stated once, as a value.

``nodes`` are the shapes, ``building`` the words in which an author writes them,
``walk`` goes through a tree, ``binding`` chooses between readings, ``forms`` is the
JSON form.
"""

from credit_rules.formulas.binding import bind
from credit_rules.formulas.building import (
    above,
    at_least,
    capped,
    choose,
    each_month,
    each_quarter,
    flag,
    floored,
    flow,
    least,
    line,
    not_applicable,
    once_a_year,
    stock,
    when,
    where_empty,
)
from credit_rules.formulas.forms import from_form, to_form
from credit_rules.formulas.nodes import Amount, Choice, Node, node

__all__ = [
    "Amount",
    "Choice",
    "Node",
    "above",
    "at_least",
    "bind",
    "capped",
    "choose",
    "each_month",
    "each_quarter",
    "flag",
    "floored",
    "flow",
    "from_form",
    "least",
    "line",
    "node",
    "not_applicable",
    "once_a_year",
    "stock",
    "to_form",
    "when",
    "where_empty",
]
