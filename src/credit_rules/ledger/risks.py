"""What hangs on that which is not done yet: points, by way of the indicators that duties feed."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from credit_rules.departments import Department
from credit_rules.duties import Feeds
from credit_rules.evaluate import Outcome
from credit_rules.facts import Fact, Facts, Window
from credit_rules.formulas.nodes import Amount, Line, Ratio
from credit_rules.formulas.walk import measures, walk
from credit_rules.indicators import BoundIndicator
from credit_rules.ledger.items import Item
from credit_rules.measures import Kind, Measure, Quantity
from credit_rules.periods import Cadence, Period, Unit
from credit_rules.rulebooks import BoundEdition
from credit_rules.subjects import Asked, Together

_WINDOWS = {Cadence.MONTHLY: Unit.MONTH, Cadence.QUARTERLY: Unit.QUARTER}


@frozen
class Risk:
    """The points of one indicator that hang on what is not done in one of its windows.

    Attributes:
        department: who has to do it.
        indicator: what it feeds.
        window: the month, quarter or year that is scored.
        undone: how many obligations are not done.
        of: of how many that had to be done by now.
        points: what the indicator gives more where all of them are done.
    """

    department: Department
    indicator: BoundIndicator
    window: Period
    undone: int
    of: int
    points: Fraction


def risks(edition: BoundEdition, items: Iterable[Item]) -> tuple[Risk, ...]:
    """The points that hang on *items* that are not done, by department, indicator and window.

    Each is what the clause itself gives when everything is done, less what it gives when only
    that is done which is, with nothing else reported: what the duties bring by themselves. Where
    a ledger counts events they are counted, each obligation that is not done as those that it
    lacks, one at least; everything else by obligations, rates too.
    """
    groups: dict[tuple[str, Feeds, Period], list[Item]] = {}
    for item in items:
        department, feeds = item.obligation.department, item.obligation.duty.feeds
        if feeds is not None:
            window = _window(edition.indicator(feeds.indicator), item.obligation.period)
            groups.setdefault((department.code, evolve(feeds, follows=None), window), []).append(
                item
            )
    return tuple(
        _risk(edition, feeds, window, group)
        for (_, feeds, window), group in groups.items()
        if any(item.is_undone for item in group)
    )


def _window(indicator: BoundIndicator, period: Period) -> Period:
    """The window of *indicator* in which *period* ends."""
    unit = _WINDOWS.get(indicator.cadence, Unit.YEAR)
    return Period.around(period.end, unit)


def _risk(edition: BoundEdition, feeds: Feeds, window: Period, items: Sequence[Item]) -> Risk:
    """What hangs on *items*, which one department owes and one window of an indicator counts."""
    undone = sum(item.is_undone for item in items)
    of = undone + sum(item.done_on is not None for item in items)
    done, lacking = sum(map(_done, items)), sum(map(_lacking, items))
    whole = done + lacking
    department, indicator = items[0].obligation.department, edition.indicator(feeds.indicator)
    clause, fed = _Clause(edition, indicator, department, window), set(feeds.measures)
    points = abs(clause.points(fed, whole, whole) - clause.points(fed, done, whole))
    return Risk(department, indicator, window, undone, of, points)


def _done(item: Item) -> int:
    """What was done of it: events where these are counted."""
    if item.obligation.duty.counts:
        return sum(entry.count for entry in item.entries if entry.done_on)
    return int(item.done_on is not None)


def _lacking(item: Item) -> int:
    """What has still to be done of it."""
    return max(1, item.obligation.duty.due.needed - _done(item)) if item.is_undone else 0


@frozen
class _Clause:
    """One indicator, to be tried on numbers of its own."""

    edition: BoundEdition
    indicator: BoundIndicator
    department: Department
    window: Period

    def points(self, fed: set[str], done: int, of: int) -> Fraction:
        """What it gives where *done* of so many raise the measures that are *fed*."""
        known = measures(self.indicator.formula)
        whole = {m.code for m in known if self.is_whole(m)}
        whole |= {m.within for m in known if m.code in fed and m.within}
        values = {
            m.code: _value(m, done if m.code in fed else of if m.code in whole else 0, of)
            * (self.for_each(m) if m.code in fed else 1)
            for m in known
        }
        code, window = self.department.code, self.window
        facts = Facts(tuple(Fact(code, window, m, value) for m, value in values.items()))
        return self.outcome(facts).lowest or Fraction()

    def is_whole(self, measure: Measure) -> bool:
        """Whether something is divided by *measure*, so that there is no rate without it."""
        ratios = [part for part in walk(self.indicator.formula) if isinstance(part, Ratio)]
        return any(measure in measures(ratio.whole) for ratio in ratios)

    def for_each(self, measure: Measure) -> Fraction:
        """How many of *measure* there have to be for each of what it is divided by; 1 at least."""
        lines = [part for part in walk(self.indicator.formula) if isinstance(part, Line)]
        wanted = [
            max(line.knots, key=lambda knot: knot[1])[0]  # where it gives the most
            for line in lines
            if isinstance(line.at, Ratio) and line.at.part == Amount(measure)
        ]
        return max([Fraction(1), *wanted])

    def outcome(self, facts: Facts) -> Outcome:
        """The outcome of the window."""
        together = Together(self.edition, facts, self.window, (self.department,))
        asked = Asked(together, self.department, self.indicator)
        return asked.evaluate(self.indicator.formula, Window(self.window), self.indicator.maximum)


def _value(measure: Measure, done: int, of: int) -> Quantity:
    """*done* of so many, as a fact of *measure*."""
    match measure.kind:
        case Kind.FLAG:
            return int(done == of)
        case Kind.LEVEL:
            return min(done, len(measure.levels) - 1)
        case Kind.JUDGED:
            return min(Fraction(done), measure.highest or Fraction())
        case _:
            return done
