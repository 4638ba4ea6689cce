"""What clauses come to: all points at once, the rest from the plain reader when it is looked at."""

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import field, frozen

from credit_rules.compiled.cards import Clause
from credit_rules.compiled.numbers import CompiledCard, of_few_parts
from credit_rules.compiled.windows import Span
from credit_rules.evaluate import Outcome, Status, evaluate
from credit_rules.facts import Reported, Window
from credit_rules.periods import Period, months_between

_low, _high, _stands, _lacks, _below, _found_by = (
    getattr(Outcome, name).__set__
    for name in ("lowest", "highest", "status", "lacks", "pieces_below", "_found_by")
)
"""Set fields of an outcome that is being made, as ``put`` does, but quicker."""
_MISSING = Status.MISSING
_new: Callable[[type[Outcome]], Outcome] = Outcome.__new__


@frozen
class Card:
    """Several clauses, compiled once for periods of each length.

    It stands for facts that were checked: of one measure and department no two overlap.
    """

    clauses: tuple[Clause, ...]
    _compiled: "dict[tuple[int, bool], CompiledCard]" = field(
        factory=dict, init=False, eq=False, repr=False
    )
    """By months of the period, and whether it ends a year: all that a formula asks of one."""

    def tally(self, reported: Reported, period: Period) -> "Tally":
        """What they come to in *period*.

        Raises:
            FormulaError: a reading is still open, or a shape is none of this library's.
        """
        shape = months, ends_year = period.unit.value, period.ends_year
        if shape not in self._compiled:
            self._compiled[shape] = CompiledCard.of(self.clauses, months, ends_year=ends_year)
        card = self._compiled[shape]
        given, lacks = card.called.given(reported, period.first)
        most = card.most(*given) if lacks else None
        result = card.called.result(given, lacks=lacks)
        return Tally(self.clauses, card, reported, period, result, most)


def _window(span: Span, begin: int) -> Window:
    first = begin + span.offset
    window = Window(months_between(first, first + span.months - 1))
    return window.of_year() if span.of_year else window


@frozen(eq=False)
class Tally:
    """The points of clauses for one subject and period, of which nothing is read before asked."""

    clauses: tuple[Clause, ...]
    _of: CompiledCard
    _reported: Reported
    _period: Period
    _certain: tuple[Any, ...]
    _most: tuple[int, ...] | None
    _plain: dict[int, Outcome] = field(factory=dict, init=False)

    @property
    def complete(self) -> bool:
        """Whether nothing that was read is missing."""
        return self._most is None

    @property
    def attainable(self) -> Fraction:
        """What could be had of all that applies."""
        up, down, *_ = self._certain
        return of_few_parts(up, down)

    @cached_property
    def points(self) -> Fraction:
        """What is certain of all together."""
        _, _, up, down, *_ = self._certain
        return Fraction(up, down)

    @property
    def points_upper(self) -> Fraction:
        """What all together may still come to."""
        if self._most is None:
            return self.points
        _, _, up, down, *_ = self._most
        return Fraction(up, down)

    def outcomes(self) -> list[Outcome]:
        """What each clause comes to: its points and status, and whatever is asked of it later."""
        find, made = self._find, []
        ends = self._of.ends(self._certain, self._most)
        for (number, piece), lowest, highest, status in zip(self._of.windows, *ends, strict=True):
            outcome = _new(Outcome)
            _low(outcome, lowest)
            _high(outcome, highest)
            _stands(outcome, status)
            _found_by(outcome, (find, number, piece))
            if status is not _MISSING:
                _lacks(outcome, ())
            made.append(outcome)
        found = []
        for place in self._of.written.places:
            outcome, pieces = made[place.position], place.pieces
            _below(outcome, None if pieces is None else tuple([made[p.position] for p in pieces]))
            found.append(outcome)
        return found

    def _find(self, number: int, piece: int | None, name: str) -> object:
        """What is asked of a clause, or of a piece of it."""
        place = self._of.written.places[number]
        if piece is not None and place.pieces is not None:
            place = place.pieces[piece]
        if name == "node":
            return place.node
        if name == "window":
            return _window(place.span, self._period.first)
        plain = self._read(number)
        return getattr(plain if piece is None else plain.pieces[piece], name)

    def _read(self, number: int) -> Outcome:
        if number not in self._plain:
            clause, window = self.clauses[number], Window(self._period)
            found = evaluate(clause.formula, window, self._reported, clause.maximum)
            self._plain[number] = found
        return self._plain[number]
