"""The points of every clause and piece from one function, and which of them lack something."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count

from attrs import evolve, field, frozen

from credit_rules.compiled.quotients import Quotient
from credit_rules.compiled.source import TRUE, ZERO, choice
from credit_rules.compiled.windows import Piece, Span, Writer, has_pieces, pieces
from credit_rules.compiled.writing import Quotients, Reads, Written, function, pair
from credit_rules.formulas import Node
from credit_rules.formulas.folds import InYear


@frozen
class Clause:
    """A formula.

    Attributes:
        maximum: the most that it comes to.
        attainable: what it adds, where it applies, to what can be had of all: of a bonus nothing.
    """

    formula: Node
    maximum: Fraction
    attainable: Fraction


@frozen
class Place:
    """A window, and where in a result its numbers stand.

    Attributes:
        pieces: the windows below in which its points are scored; None where it holds them itself.
    """

    node: Node
    span: Span
    position: int
    pieces: "tuple[Place, ...] | None" = None


@frozen
class WrittenCard:
    """The functions for several clauses in periods of one length.

    They return quotients, of which the second number is 0 where nothing applies: what could be
    had of all clauses, their points together, and the points of each window.

    Attributes:
        certain: the points that are certain. Where facts are missing, those of each window are
            followed by whether it lacks any.
        most: the source of a function of the points that all may still come to.
        places: the clauses.
    """

    certain: Written
    most: str
    places: tuple[Place, ...]


def write_card(
    clauses: tuple[Clause, ...], months: int, *, ends_year: bool, millionths: bool = False
) -> WrittenCard:
    """The functions for *clauses* in any period of so many *months*.

    If *millionths*, what was judged is given in millionths of a point, as columns hold it.

    Raises:
        FormulaError: a reading is still open, or a shape is none of this library's.
    """
    reads: Reads = {}

    def results(body: Quotients) -> _Results:
        found = _Results(Writer(months, ends_year, body, reads), body)
        found.card(clauses)
        return found

    gaps = results(Quotients(millionths=millionths))
    most = results(Quotients(millionths=millionths, highest=True))
    complete = results(Quotients(millionths=millionths, complete=True))
    certain = Written(gaps.source, reads, complete.source)
    return WrittenCard(certain, most.source, tuple(gaps.places))


@frozen
class _Results:
    """What a function returns, while it is written."""

    writer: Writer[Quotient]
    body: Quotients
    places: list[Place] = field(factory=list, init=False)
    found: list[str] = field(factory=list, init=False)
    positions: Iterator[int] = field(factory=count, init=False)

    @property
    def source(self) -> str:
        """The function."""
        return function("card", self.writer.reads, self.body, self.found)

    def card(self, clauses: Sequence[Clause]) -> None:
        """All of it."""
        whole = Span(0, self.writer.months)
        points = [self.writer.window(c.formula, whole, c.maximum) for c in clauses]
        had = [self.attainable(*both, whole) for both in zip(clauses, points, strict=True)]
        self.found.extend(pair(self.body.sum(had)))
        self.found.extend(pair(self.body.sum([self.body.kept(one) for one in points])))
        for clause in clauses:
            place = self.window(clause.formula, whole, clause.maximum)
            if has_pieces(clause.formula):
                below = pieces(clause.formula, clause.maximum, whole)
                place = evolve(place, pieces=tuple(map(self.piece, below)))
            self.places.append(place)

    def attainable(self, clause: Clause, points: Quotient, at: Span) -> Quotient:
        """What could be had of *clause* if it applies, or may as yet."""
        lacking = self.writer.missing(clause.formula, at)
        applies = self.body.any_of([points.applies, *lacking])
        return self.body.kept(Quotient(clause.attainable, applies=applies))

    def window(self, node: Node, at: Span, maximum: Fraction) -> Place:
        """A window, written: its points, where that is open whether it lacks any."""
        points = self.writer.window(node, at, maximum)
        up, down = pair(points)
        applies = points.applies == TRUE
        self.found.extend([up, down if applies else choice([(points.applies, down)], ZERO)])
        if not (self.body.complete or self.body.highest):
            self.found.append(self.body.any_of(self.writer.missing(node, at)))
        return Place(node, at, next(self.positions))

    def piece(self, piece: Piece) -> Place:
        """A window below, written."""
        node, maximum, at = piece
        place = self.window(node, at, maximum)
        if isinstance(node, InYear):
            return evolve(place, node=node.of, span=evolve(at, of_year=True))
        return place
