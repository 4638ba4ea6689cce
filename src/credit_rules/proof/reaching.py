"""What it takes: facts that give the most, and the least of one measure for it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import ceil, lcm

from credit_rules.evaluate import Leaves, value
from credit_rules.formulas.nodes import Amount, Fold, Node, Ratio
from credit_rules.formulas.walk import own_measures
from credit_rules.measures import Measure
from credit_rules.proof.bounds import all_cases, bounds, outermost, pieces
from credit_rules.proof.cells import Case, Cell, atoms, cells, possible
from credit_rules.proof.linear import (
    Constraint,
    System,
    Unknown,
    at_least,
    equal,
    known,
    point,
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
    least = [
        spread(unknown(amount), (*system, *equal(value, known(highest)))).low
        for value, system in pieces(all_cases(node))
        if point((*system, *equal(value, known(highest))))
    ]
    return min((Fraction(ceil(low)) for low in least if low is not None), default=None)


def highest_with(node: Node, amount: Amount, count: int) -> Fraction | None:
    """The highest points that *node* can reach with no more than *count* of *amount*."""
    if isinstance(node, Fold):
        return highest_with(node.of, amount, count)
    limit = at_least(known(Fraction(count)), unknown(amount))
    return outermost([spread(v, s).high for v, s in pieces(all_cases(node), limit)], max)


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
            if where and facts and _comes_to(node, where, facts) == highest:
                return facts
    return None


def _comes_to(
    node: Node, where: Mapping[Unknown, Fraction], facts: Mapping[Measure, int]
) -> Fraction | None:
    leaves: Leaves = {Amount(m): Fraction(n) for m, n in facts.items()}
    leaves |= {atom: where[atom] for atom in atoms(node) if isinstance(atom, Fold)}
    return value(node, leaves)


def _facts(node: Node, case: Case, where: Mapping[Unknown, Fraction]) -> dict[Measure, int] | None:
    """Whole counts that give the rates and counts of *where*, those of the folds among them."""
    facts: dict[Measure, int] = {}
    for atom in atoms(node):
        if isinstance(atom, Fold) and atom not in case.empty:
            inner = reached_with(atom)
            if inner is None or where[atom] != bounds(atom).highest:
                return None
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
    """Equations for the counts: one system for every way in which their formulas overlap."""
    wanted: list[tuple[Node, Fraction]] = []
    wholes: dict[Node, int] = {}
    for atom in atoms(node):
        if isinstance(atom, Amount):
            wanted.append((atom, where[atom]))
        elif isinstance(atom, Ratio) and atom.whole in case.empty:
            wanted.append((atom.whole, _ZERO))
        elif isinstance(atom, Ratio):
            wholes[atom.whole] = lcm(wholes.get(atom.whole, 1), where[atom].denominator)
    wanted += [
        (atom.part, where[atom] * wholes[atom.whole])
        for atom in atoms(node)
        if isinstance(atom, Ratio) and atom.whole in wholes
    ]
    wanted += [(whole, Fraction(count)) for whole, count in wholes.items()]
    for combination in product(*(cells(formula, frozenset()) for formula, _ in wanted)):
        yield tuple(_equations(wanted, combination))


def _equations(
    wanted: list[tuple[Node, Fraction]], chosen: tuple[Cell, ...]
) -> Iterator[Constraint]:
    for (_, count), cell in zip(wanted, chosen, strict=True):
        yield from cell.where
        if cell.value is not None:
            yield from equal(cell.value, known(count))
