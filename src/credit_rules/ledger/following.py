"""The facts that follow from a ledger, and where a facts file says otherwise."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from credit_rules.departments import Department
from credit_rules.duties import Follows
from credit_rules.facts import Fact, Facts
from credit_rules.ledger.items import DutyStatus, Item
from credit_rules.ledger.kept import Ledger
from credit_rules.measures import Kind, Measure, Quantity
from credit_rules.periods import Period

_IN_TIME = {DutyStatus.DONE: 1, DutyStatus.DONE_LATE: 0, DutyStatus.OVERDUE: 0}


@frozen
class _Said:
    """What one item, or one entry of it, says of a measure."""

    period: Period
    value: int
    evidence: tuple[str, ...]


def following(ledger: Ledger, government: Department) -> Facts:
    """The facts that follow from *ledger*.

    Silence is no fact, because missing is not zero: no event is counted that no entry names, and
    of a duty that has to be met in time nothing follows for periods before the first of which the
    ledger speaks for that department. From there on its flag follows as soon as that is settled:
    done, or overdue. The government's own flag follows from the first period for which the ledger
    speaks of anybody's, so that nobody else's stands in for it.
    """
    items = (*ledger.before, *ledger.items)
    fed = [(item, f) for item in items if (f := item.obligation.duty.feeds) and f.follows]
    begins: dict[tuple[str, ...], int] = {}
    for item, feeds in fed:
        for place in (_whose(item), feeds.measures[:1]) if item.entries else ():
            first = item.obligation.period.first
            begins[place] = min(first, begins.get(place, first))
    found: dict[tuple[str, str, Period], tuple[Follows, list[_Said]]] = {}
    for item, feeds in fed:
        begin = begins.get(feeds.measures[:1] if feeds.government else _whose(item))
        if feeds.follows and begin is not None and begin <= item.obligation.period.first:
            department = government if feeds.government else item.obligation.department
            for said in _said(item, feeds.follows):
                key = (department.code, feeds.measures[0], said.period)
                found.setdefault(key, (feeds.follows, []))[1].append(said)
    return Facts(tuple(_fact(key, *each) for key, each in found.items()))


def _whose(item: Item) -> tuple[str, ...]:
    return item.obligation.department.code, item.obligation.duty.code


def _said(item: Item, follows: Follows) -> Iterator[_Said]:
    if follows is Follows.IN_TIME:
        if item.status in _IN_TIME:
            evidence = tuple(entry.evidence for entry in item.entries)
            yield _Said(item.obligation.period, _IN_TIME[item.status], evidence)
        return
    for entry in item.entries:
        if (day := entry.done_on) is not None:
            period = Period.around(day) if follows is Follows.HELD else entry.period
            yield _Said(period, entry.count, (entry.evidence,))


def _fact(key: tuple[str, str, Period], follows: Follows, said: list[_Said]) -> Fact:
    department, measure, period = key
    values = [one.value for one in said]
    value = min(values) if follows is Follows.IN_TIME else sum(values)
    evidence = dict.fromkeys(words for one in said for words in one.evidence if words)
    return Fact(department, period, measure, value, "；".join(evidence))


@frozen
class Disagreement:
    """A fact of a file that is not what the ledger says.

    Attributes:
        fact: what the file says.
        follows: what follows from the ledger for the same months.
    """

    fact: Fact
    follows: Quantity


def disagreements(
    follow: Facts, given: Facts, measures: Mapping[str, Measure]
) -> Iterator[Disagreement]:
    """Where *given* facts are not what *follow*s, in the order of departments, measures, periods.

    Of a longer period, what follows is added up; a flag is true of it where it always is.
    """
    for fact in sorted(given, key=lambda f: (f.department, f.measure, f.period)):
        if within := _within(follow, fact):
            is_flag = measures[fact.measure].kind is Kind.FLAG
            together = min(within) if is_flag else sum(within)
            if together != fact.value:
                yield Disagreement(fact, together)


def together(follow: Facts, given: Facts) -> Facts:
    """*given* facts, and those that *follow* for months of which none of them speaks."""
    spoken = {about for fact in given for about in _months(fact)}
    return Facts((*given, *(fact for fact in follow if spoken.isdisjoint(_months(fact)))))


def _months(fact: Fact) -> Iterator[tuple[str, str, int]]:
    """The months of which *fact* speaks, with whose and which measure's they are."""
    for month in range(fact.period.first, fact.period.last + 1):
        yield fact.department, fact.measure, month


def _within(follow: Iterable[Fact], fact: Fact) -> list[Quantity]:
    return [
        one.value
        for one in follow
        if (one.department, one.measure) == (fact.department, fact.measure)
        and one.period in fact.period
    ]
