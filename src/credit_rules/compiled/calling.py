"""A function that was written is compiled, and called with what was reported."""

from collections.abc import Callable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any

from attrs import field, frozen

from credit_rules.compiled.windows import Span
from credit_rules.compiled.writing import Written
from credit_rules.facts import Reported
from credit_rules.measures import Measure, Quantity

Function = Callable[..., Any]


@frozen
class Read:
    """The numbers of one window that a function takes."""

    span: Span
    measures: Mapping[str, Measure]
    _get: Callable[[Mapping[str, Quantity]], Any] = field(init=False, eq=False, repr=False)
    """The numbers of all measures at once; of one alone it is no tuple."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_get", itemgetter(*self.measures))

    def amounts(self, reported: Reported, begin: int) -> tuple[Any, int]:
        """They, and as bits which of them are missing, in the period beginning with *begin*."""
        first = begin + self.span.offset
        last = first + self.span.months - 1
        just = reported.facts.by_period.get((reported.department, first, last))
        if just is not None:
            try:
                found = self._get(just)
            except KeyError:
                pass
            else:
                return (found if len(self.measures) > 1 else (found,)), 0
        since = first // 12 * 12 if self.span.of_year else 0
        return reported.amounts(self.measures, first, last, since)


@frozen
class Called:
    """A function, and what it wants to be called with."""

    written: Written
    reads: tuple[Read, ...]

    @classmethod
    def of(cls, written: Written) -> "Called":
        """What was *written*."""
        return cls(written, tuple(Read(*read) for read in written.reads.items()))

    def given(self, reported: Reported, begin: int) -> tuple[list[tuple[Any, int]], bool]:
        """What it is called with in the period that begins with *begin*; whether anything lacks."""
        given = [read.amounts(reported, begin) for read in self.reads]
        for _, lacks in given:
            if lacks:
                return given, True
        return given, False

    def result(self, given: list[tuple[Any, int]], *, lacks: bool) -> Any:  # noqa: ANN401 -- its own
        """What it comes to."""
        if lacks:
            return self._any(*given)
        return self._complete(*[amounts for amounts, _ in given])

    @cached_property
    def _any(self) -> Function:
        return compiled(self.written.source)

    @cached_property
    def _complete(self) -> Function:
        return compiled(self.written.complete)


def compiled(source: str) -> Function:
    """The function of that source."""
    # Nothing of what a plugin or a file says stands in the source, only integers and names made
    # there; and it may call nothing.
    scope: dict[str, Function] = {}
    exec(source, {"__builtins__": {}}, scope)  # noqa: S102
    (function,) = scope.values()
    return function
