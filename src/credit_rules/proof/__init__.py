"""The *proof* reader: what can be said of a clause before any fact is known.

``cells`` reads a tree as finitely many affine pieces, ``linear`` decides inequalities
exactly; ``bounds``, ``directions``, ``knots`` and ``reaching`` each answer one question.
"""

from credit_rules.proof.deciding import Proof, prove
from credit_rules.proof.directions import Direction
from credit_rules.proof.knots import Knot

__all__ = ["Direction", "Knot", "Proof", "prove"]
