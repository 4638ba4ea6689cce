"""What it takes: facts that give the most, and the least of one measure for it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, product
from math import lcm

from credit_rules.evaluate import Leaves, value
from credit_rules.formulas.nodes import Amount, Fold, Node, Ratio
from credit_rules.formulas.walk import folds, own_measures
from credit_rules.measures import Measure
from credit_rules.proof.bounds import all_cases, bounds, outermost, pieces
from credit_rules.proof.cells import Case, atoms, cells, possible
from credit_rules.proof.linear import (
    System,
    Unknown,
    at_least,
    equal,
    feasible,
    known,
    point,
    smallest,
    spread,
    unknown,
)

_ZERO = Fraction()


def needed(node: Node, amount: Amount) -> Fraction | None:
    """The least of *amount* in one window with which *node* can reach its highest points."""
    if isinstance(node, Fold):
        return needed(node.of, amount)
    highest = bounds(node).highest
    if highest is None:
        return None
    full = [(*system, *equal(value, known(highest))) for value, system in pieces(all_cases(node))]
    ranges = [spread(unknown(amount), system) for system in full if feasible(system)]
    least = [smallest(ends) for ends in ranges if ends.low is not None]
    return min((count for count in least if count.denominator == 1), default=None)


def highest_with(node: Node, amount: Amount, count: int) -> Fraction | None:
    """The highest points that *node* can reach with no more than *count* of *amount*.

    A rate of which *amount* is the part is no more than *amount* itself, its whole being at
    least 1.
    """
    if isinstance(node, Fold):
        return highest_with(node.of, amount, count)
    rates = [a for a in atoms(node) if isinstance(a, Ratio) and a.is_rate and a.part == amount]
    limits = [at_least(known(Fraction(count)), unknown(limited)) for limited in (amount, *rates)]
    return outermost([spread(v, s).high for v, s in pieces(all_cases(node), *limits)], max)


def reached_with(node: Node) -> Mapping[Measure, int] | None:
    """Possible facts of one window with which *node* comes to its highest points.

    They are tried out with the value reader; None where none were found.
    """
    if isinstance(node, Fold):
        return reached_with(node.of)
    highest = bounds(node).highest
    if highest is None:
        return None
    for case in all_cases(node):
        for cell in case.cells:
            if cell.value is None:
                continue
            where = point((*case.domain, *cell.where, *equal(cell.value, known(highest))))
            facts = None if where is None else _facts(node, case, where)
            if facts is not None and _comes_to(node, facts) == highest:
                return facts
    return None


def _comes_to(node: Node, facts: Mapping[Measure, int]) -> Fraction | None:
    """The points of *node* with *facts*, its folds looking into the same window."""
    leaves: Leaves = {Amount(m): Fraction(n) for m, n in facts.items()}
    leaves |= {fold: _comes_to(fold.of, facts) for fold in folds(node)}
    return value(node, leaves)


def _facts(node: Node, case: Case, where: Mapping[Unknown, Fraction]) -> dict[Measure, int] | None:
    """Whole counts that give the rates and counts of *where*, those of the folds among them."""
    facts: dict[Measure, int] = {}
    for atom in atoms(node):
        if isinstance(atom, Fold):
            inner = reached_with(atom)
            if inner is None or where.get(atom) != bounds(atom).highest:
                return None  # facts of one window show a fold at its most, or not at all
            facts |= inner
    counts = _counts(node, case, where)
    return None if counts is None else facts | counts


def _counts(node: Node, case: Case, where: Mapping[Unknown, Fraction]) -> dict[Measure, int] | None:
    amounts = [Amount(measure) for measure in own_measures(node)]
    for system in _systems(node, case, where):
        found = point((*possible(amounts), *system))
        if found is not None and all(n.denominator == 1 for n in found.values()):
            return {a.measure: int(found[a]) for a in amounts}
    return None


def _systems(node: Node, case: Case, where: Mapping[Unknown, Fraction]) -> Iterator[System]:
    """Equations for the counts: one system for every way in which their formulas overlap.

    What *where* does not speak of may be anything.
    """
    wanted: list[tuple[Node, Fraction]] = []
    wholes: dict[Node, int] = {}
    for atom in atoms(node):
        if isinstance(atom, Amount):
            wanted.append((atom, where[atom]))
        elif isinstance(atom, Ratio) and atom.whole in case.empty:
            wanted.append((atom.whole, _ZERO))
        elif isinstance(atom, Ratio):
            denominator = where.get(atom, _ZERO).denominator
            wholes[atom.whole] = lcm(wholes.get(atom.whole, 1), denominator)
    wanted += [
        (atom.part, where[atom] * wholes[atom.whole])
        for atom in atoms(node)
        if isinstance(atom, Ratio) and atom.whole in wholes and atom in where
    ]
    wanted += [(whole, Fraction(count)) for whole, count in wholes.items()]
    equations = [
        [
            (*cell.where, *equal(cell.value, known(count)))
            for cell in cells(formula, frozenset())
            if cell.value is not None
        ]
        for formula, count in wanted
    ]
    return (tuple(chain(*chosen)) for chosen in product(*equations))
