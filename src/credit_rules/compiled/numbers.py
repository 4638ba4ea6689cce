"""The numbers of a card that was written: points, the most they may come to, and how they stand."""

from collections.abc import Iterator, Mapping, Sequence
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


Ends = tuple[Fraction | None, Fraction | None, Status]
"""What a window comes to, at least and at most, None where it does not apply; how it stands."""


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

    def ends(self, certain: Sequence[int], most: Sequence[int] | None) -> Iterator[Ends]:
        """Every window in order, of what the functions returned."""
        numbers = iter(certain[4:])
        if most is None:
            for up, down in zip(numbers, numbers, strict=True):
                if down:
                    points = of_few_parts(up, down) if down < _SMALL else Fraction(up, down)
                    yield points, points, _SCORED
                else:
                    yield None, None, _NOT_APPLICABLE
            return
        upper = iter(most[4:])
        for up, down, lacks, high, by in zip(numbers, numbers, numbers, upper, upper, strict=True):
            lowest = Fraction(up, down) if down else None
            if lacks:
                yield lowest, Fraction(high, by) if by else None, _MISSING
            else:
                yield lowest, lowest, _SCORED if down else _NOT_APPLICABLE

    def read(self, given: list[tuple[Any, int]]) -> list[Ends]:
        """Every window in order, of amounts and bits for those missing."""
        lacks = any(bits for _, bits in given)
        certain = self.called.result(given, lacks=lacks)
        return list(self.ends(certain, self.most(*given) if lacks else None))
