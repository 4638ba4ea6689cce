"""The numbers of a card that was written: points, the most they may come to, and how they stand."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from attrs import field, frozen

from credit_rules.compiled.calling import Called, Function, compiled
from credit_rules.compiled.cards import Clause, WrittenCard, write_card
from credit_rules.compiled.windows import Span
from credit_rules.evaluate import Status
from credit_rules.measures import Measure

_SMALL = 100
_SCORED, _MISSING, _NOT_APPLICABLE = Status.SCORED, Status.MISSING, Status.NOT_APPLICABLE


@lru_cache(maxsize=1024)
def of_few_parts(up: int, down: int) -> Fraction:
    """A quotient such as 5/2, which is the same in many scorecards: counts times points."""
    return Fraction(up, down)


Points = list[Fraction | None]
Ends = tuple[Fraction | None, Fraction | None, Status]
"""What a window comes to, at least and at most, None where it does not apply; how it stands."""


def _quotients(ups: Sequence[int], downs: Sequence[int]) -> Points:
    """Points; None where they are divided by 0, for nothing applies there."""
    return [
        of_few_parts(up, down) if 0 < down < _SMALL else Fraction(up, down) if down else None
        for up, down in zip(ups, downs, strict=True)
    ]


@frozen
class CompiledCard:
    """What was written, compiled.

    Attributes:
        windows: every place in the order of their numbers: which clause it belongs to, and which
            piece of it it is.
    """

    written: WrittenCard
    called: Called
    windows: tuple[tuple[int, int | None], ...] = field(init=False)

    @classmethod
    def of(
        cls, clauses: tuple[Clause, ...], months: int, *, ends_year: bool, millionths: bool = False
    ) -> "CompiledCard":
        """The card of *clauses*, as :func:`~credit_rules.compiled.cards.write_card` writes it.

        Raises:
            FormulaError: a reading is still open, or a shape is none of this library's.
        """
        written = write_card(clauses, months, ends_year=ends_year, millionths=millionths)
        return cls(written, Called.of(written.certain))

    def __attrs_post_init__(self) -> None:
        found: list[tuple[int, int | None]] = []
        for number, place in enumerate(self.written.places):
            found += [(number, None), *((number, k) for k, _ in enumerate(place.pieces or ()))]
        object.__setattr__(self, "windows", tuple(found))

    @property
    def reads(self) -> Mapping[Span, Mapping[str, Measure]]:
        """The measures that are read in each window, by code."""
        return self.written.certain.reads

    @cached_property
    def most(self) -> Function:
        """What gives the most that everything may still come to."""
        return compiled(self.written.most)

    def ends(
        self, certain: Sequence[int], most: Sequence[int] | None
    ) -> tuple[Points, Points, list[Status]]:
        """Of all windows the points that are certain, the most, and how they stand.

        It is told what the functions returned; list by list that takes less time than window by
        window.
        """
        numbers = certain[4:]
        if most is None:
            points = _quotients(numbers[::2], numbers[1::2])
            return points, points, [_NOT_APPLICABLE if p is None else _SCORED for p in points]
        ups, downs, lacks = (numbers[place::3] for place in range(3))
        lowest, upper = _quotients(ups, downs), _quotients(most[4::2], most[5::2])
        highest = [
            high if lacking else low
            for low, high, lacking in zip(lowest, upper, lacks, strict=True)
        ]
        statuses = [
            _MISSING if lacking else _NOT_APPLICABLE if low is None else _SCORED
            for low, lacking in zip(lowest, lacks, strict=True)
        ]
        return lowest, highest, statuses

    def read(self, given: list[tuple[Any, int]]) -> list[Ends]:
        """Every window in order, of amounts and bits for those missing."""
        lacks = any(bits for _, bits in given)
        certain = self.called.result(given, lacks=lacks)
        most = self.most(*given) if lacks else None
        return list(zip(*self.ends(certain, most), strict=True))
