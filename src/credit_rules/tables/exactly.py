"""The exact points of a table: fractions, one scorecard after the other."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from attrs import frozen

from credit_rules.columns.scorers import row_of
from credit_rules.compiled import Clause, CompiledCard, Ends, Looks, Place, Span
from credit_rules.evaluate import Status
from credit_rules.formulas.walk import own_measures
from credit_rules.indicators import BoundIndicator
from credit_rules.periods import Period, months_between
from credit_rules.tables.cells import Places
from credit_rules.tables.scoring import Alike, Cards
from credit_rules.tables.windows import Windows

_NOTHING = Fraction()


class ExactPiece(NamedTuple):
    """What one piece of one scorecard comes to.

    Attributes:
        row: which scorecard it belongs to.
        indicator: the indicator's code.
        period: the months that were scored.
        status: what became of it.
        points: what is certain; None where it does not apply.
        points_upper: what it may still come to.
        missing: the measures that it needs and that nobody reported.
    """

    row: int
    indicator: str
    period: str
    status: Status
    points: Fraction | None
    points_upper: Fraction | None
    missing: tuple[str, ...]


class _Read(NamedTuple):
    """A window of one scorecard, and what it comes to."""

    row: int
    indicator: BoundIndicator
    period: Period
    place: Place
    ends: Ends
    lacking: frozenset[tuple[Span, str]]
    """What the whole scorecard lacks."""


@frozen(eq=False)
class Exactly:
    """Exact points for the scorecards of a table.

    Denominators outgrow machine integers as soon as quotients are added up. So these are Python's
    own integers, which takes about a thousand times as long as the columns do.
    """

    cards: Cards
    windows: Windows
    subject: Places
    period: Places

    def points(self) -> tuple[list[list[Fraction]], list[list[Fraction]]]:
        """Of each indicator, each category and the total: what is certain, and what may be."""
        codes = [indicator.code for indicator in self.cards.indicators]
        lowest = [[_NOTHING] * len(self.subject) for _ in codes]
        highest = [[_NOTHING] * len(self.subject) for _ in codes]
        for read in self._each(pieces_apart=False):
            place = codes.index(read.indicator.code)
            low, high, _ = read.ends
            lowest[place][read.row] = low or _NOTHING
            highest[place][read.row] = high or _NOTHING
        return self._with_totals(codes, lowest), self._with_totals(codes, highest)

    def _with_totals(
        self, codes: Sequence[str], points: list[list[Fraction]]
    ) -> list[list[Fraction]]:
        totals = [
            [place for place, code in enumerate(codes) if code in t] for t in self.cards.totals
        ]
        sums = [
            [sum(column, _NOTHING) for column in zip(*(points[k] for k in total), strict=True)]
            or [_NOTHING] * len(self.subject)
            for total in totals
        ]
        return [*points, *sums]

    def pieces(self) -> Iterator[ExactPiece]:
        """Every piece of every scorecard, in the order of the text."""
        found = [*map(_piece, self._each(pieces_apart=True))]
        return iter(sorted(found, key=lambda piece: piece.row))

    def _each(self, *, pieces_apart: bool) -> Iterator[_Read]:
        """Each window of each scorecard."""
        facts = self.windows.facts
        for alike in self.cards.alike(facts, self.subject, self.period):
            period = facts.periods[alike.period]
            applying = [i for i in self.cards.indicators if i.code in alike.codes]
            clauses = tuple(Clause(i.formula, i.maximum, i.maximum) for i in applying)
            months, ends_year = period.unit.value, period.ends_year
            card = CompiledCard.of(clauses, months, ends_year=ends_year, millionths=True)
            for row, ends, lacking in self._ends(alike, card):
                for indicator, place in zip(applying, card.written.places, strict=True):
                    whole = not pieces_apart or place.pieces is None
                    for there in (place,) if whole else place.pieces or ():
                        yield _Read(row, indicator, period, there, ends[there.position], lacking)

    def _ends(
        self, alike: Alike, card: CompiledCard
    ) -> Iterator[tuple[int, Sequence[Ends], frozenset[tuple[Span, str]]]]:
        """Of each row what every window comes to, and the amounts that it lacks."""
        amounts = self.windows.of_each(card.reads, alike.period, self.subject[alike.places])
        keys = [(span, code) for span, measures in card.reads.items() for code in measures]
        values = [amounts[key].values for key in keys]
        lacks = [amounts[key].missing for key in keys]
        gaps = [(key, lack) for key, lack in zip(keys, lacks, strict=True) if lack is not None]
        for number, row in enumerate(alike.places):
            ends = card.read(row_of(values, lacks, number, map(len, card.reads.values())))
            yield int(row), ends, frozenset(key for key, lack in gaps if lack[number])


def _piece(read: _Read) -> ExactPiece:
    lowest, highest, status = read.ends
    node, span = read.place.node, read.place.span
    months, code = _months(read.period, span), read.indicator.code
    missing: list[str] = []
    if status is Status.MISSING:
        looks = Looks(read.period.unit.value, read.period.ends_year)
        missing = [
            measure.code
            for needed, at in looks.needs(node, span)
            for measure in own_measures(needed)
            if (at, measure.code) in read.lacking
        ]
    return ExactPiece(read.row, code, months, status, lowest, highest, (*dict.fromkeys(missing),))


def _months(period: Period, at: Span) -> str:
    first = period.first + at.offset
    return str(months_between(first, first + at.months - 1))
