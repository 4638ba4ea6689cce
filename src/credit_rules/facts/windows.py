"""Which facts a window uses: the rules by which facts become the numbers of a formula."""

from attrs import frozen

from credit_rules.facts.values import Fact, Facts
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Period


@frozen
class Window:
    """A period whose facts a formula reads; standing facts begin no earlier than *since*."""

    period: Period
    since: int = 0

    def of_year(self) -> "Window":
        """The same window, on facts of its own year only."""
        return Window(self.period, self.period.year * 12)


def usable(facts: tuple[Fact, ...], measure: Measure, window: Window) -> tuple[Fact, ...]:
    """Those of one department's *facts* of *measure* that *window* uses.

    A dated fact's period lies inside the window. Of standing facts the latest counts whose
    period ends at or before the window's end.
    """
    period = window.period
    if measure.dated:
        return tuple(f for f in facts if f.period in period)
    standing = [f for f in facts if f.period.last <= period.last and f.period.first >= window.since]
    return tuple(standing[-1:])


def total(facts: tuple[Fact, ...], measure: Measure) -> int:
    """One or more facts together: counts are added, of flags any one is enough."""
    values = [fact.value for fact in facts]
    return max(values) if measure.kind is Kind.FLAG else sum(values)


@frozen
class Reported:
    """What one scored subject has to show: its own facts, or those of its members.

    A government without a fact of its own that the window can use stands on its members'
    facts together, each by the same rule. A department never borrows: it has no members.
    """

    facts: Facts
    department: str
    rolls_up: bool = False

    def sources(self, measure: Measure, window: Window) -> tuple[Fact, ...]:
        """The facts that make up :meth:`amount`."""
        by_department = self.facts.by_measure.get(measure.code, {})
        own = usable(by_department.get(self.department, ()), measure, window)
        return own or self.from_members(measure, window)

    def from_members(self, measure: Measure, window: Window) -> tuple[Fact, ...]:
        """The members' facts that *window* can use, whether or not they are needed."""
        if not self.rolls_up:
            return ()
        by_department = self.facts.by_measure.get(measure.code, {})
        return tuple(
            fact
            for department, facts in sorted(by_department.items())
            if department != self.department
            for fact in usable(facts, measure, window)
        )

    def amount(self, measure: Measure, window: Window) -> int | None:
        """The number that stands for *measure* in *window*; None where nothing was reported."""
        sources = self.sources(measure, window)
        return total(sources, measure) if sources else None
