"""Choosing between the trees of a reading."""

from collections.abc import Mapping

from credit_rules.formulas.nodes import Choice, Node
from credit_rules.formulas.walk import rebuild


def bind(node: Node, adopted: Mapping[str, str]) -> Node:
    """The tree in which every choice is replaced by the adopted option's tree."""
    if isinstance(node, Choice):
        return bind(dict(node.options)[adopted[node.reading]], adopted)
    return rebuild(node, lambda child: bind(child, adopted))
