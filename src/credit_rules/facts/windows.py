"""Which facts a window uses: the rules by which facts become the numbers of a formula."""

from typing import TYPE_CHECKING

from attrs import frozen

from credit_rules.facts.values import Fact, Facts
from credit_rules.periods import Months, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credit_rules.measures import Measure, Quantity


@frozen
class Window:
    """Months whose facts a formula reads; standing facts begin no earlier than *since*."""

    period: Months
    since: int = 0

    def of_year(self) -> "Window":
        """The same window, on facts of its own year only."""
        return Window(self.period, self.period.year * 12)

    def moved(self, period: Months) -> "Window":
        """The window of *period*, on facts of its own year where this one is."""
        window = Window(period)
        return window.of_year() if self.since else window


def usable(facts: tuple[Fact, ...], measure: "Measure", window: Window) -> tuple[Fact, ...]:
    """Those of one department's *facts* of *measure* that *window* uses.

    A dated fact's period lies inside the window. Of standing facts the latest counts whose
    period ends at or before the window's end; of levels and judged points always the latest.
    """
    first, last = window.period.first, window.period.last
    if measure.dated:
        inside = tuple([f for f in facts if f.period.first >= first and f.period.last <= last])
        return inside if measure.kind.adds_up else inside[-1:]
    for fact in reversed(facts):
        if fact.period.last <= last:
            return (fact,) if fact.period.first >= window.since else ()
    return ()


def total(facts: tuple[Fact, ...], measure: "Measure") -> "Quantity":
    """One or more facts together: counts are added, of flags any one is enough."""
    return measure.kind.together([fact.value for fact in facts])


@frozen
class Reported:
    """What one scored subject has to show: its own facts, or those of its members.

    A government without a fact of its own that the window can use stands on its members'
    facts together, each by the same rule. A department never borrows: it has no members.
    """

    facts: Facts
    department: str
    rolls_up: bool = False

    def sources(self, measure: "Measure", window: Window) -> tuple[Fact, ...]:
        """The facts that make up :meth:`amount`."""
        by_department = self.facts.by_measure.get(measure.code, {})
        own = usable(by_department.get(self.department, ()), measure, window)
        return own or self.from_members(measure, window)

    def from_members(self, measure: "Measure", window: Window) -> tuple[Fact, ...]:
        """The members' facts that *window* can use, whether or not they are needed."""
        if not self.rolls_up or not measure.kind.adds_up:
            return ()
        by_department = self.facts.by_measure.get(measure.code, {})
        return tuple(
            fact
            for department, facts in by_department.items()
            if department != self.department
            for fact in usable(facts, measure, window)
        )

    def amount(self, measure: "Measure", window: Window) -> "Quantity | None":
        """The number that stands for *measure* in *window*; None where nothing was reported."""
        sources = self.sources(measure, window)
        return total(sources, measure) if sources else None

    def amounts(
        self, measures: "Mapping[str, Measure]", first: int, last: int, since: int
    ) -> "tuple[list[Quantity], int]":
        """What :meth:`amount` gives for each of *measures* from month *first* to *last*.

        0 stands where nothing was reported; bit k of the second number is set for the k-th of
        those. What most windows use needs no search. A fact of just their months is all that
        they can use, since no other of its measure and department may overlap it; and so is the
        newest fact of a standing measure, if they can use that one.
        """
        just = self.facts.by_period.get((self.department, first, last), {})
        if measures.keys() <= just.keys():
            return [*map(just.__getitem__, measures)], 0
        window = Window(Span(first, last), since)
        found = [
            just[code] if code in just else self._amount(measure, window)
            for code, measure in measures.items()
        ]
        lacks = sum(1 << k for k, amount in enumerate(found) if amount is None)
        return [amount or 0 for amount in found], lacks

    def _amount(self, measure: "Measure", window: Window) -> "Quantity | None":
        own = self.facts.by_measure.get(measure.code, {}).get(self.department)
        if own and not measure.dated:
            period = own[-1].period
            if period.last <= window.period.last and period.first >= window.since:
                return own[-1].value
        return self.amount(measure, window)
