"""A ledger kept up to a day: everything that is owed, and how it stands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from attrs import evolve, frozen

from credit_rules.departments import Department
from credit_rules.duties import Days, Duty, Obligation, owed
from credit_rules.ledger.entries import Entry
from credit_rules.ledger.items import DutyStatus, Item
from credit_rules.validity import Validity

_SETTLED = {DutyStatus.DONE, DutyStatus.DONE_LATE, DutyStatus.OVERDUE}


@frozen
class Ledger:
    """Everything that was owed as of a day.

    Attributes:
        as_of: that day; nothing that is dated later was looked at.
        since: obligations that fell due before are among *items* only where an entry speaks of them.
        departments: whose they are.
        items: the obligations, in the order of departments, of the days on which they are due
            (those without one last), and of their lists.
        ignored: entries of which something is dated later than *as_of*.
        before: the obligations that fell due before *since* and of which no entry speaks. Nothing
            is told of them, but facts do not hang on where somebody begins to look.
    """

    as_of: date
    since: date
    departments: tuple[Department, ...]
    items: tuple[Item, ...]
    ignored: tuple[Entry, ...]
    before: tuple[Item, ...] = ()

    def of(self, department: Department) -> tuple[Item, ...]:
        """The items of one department."""
        return tuple(item for item in self.items if item.obligation.department == department)


def on_time_rate(items: Iterable[Item]) -> Fraction | None:
    """The share of what was done in time among all that was done or is overdue."""
    settled = [i for i in items if i.status in _SETTLED and i.obligation.due is not None]
    done = sum(item.status is DutyStatus.DONE for item in settled)
    return Fraction(done, len(settled)) if settled else None


def keep(  # noqa: PLR0913 -- all that there is to ask
    duties: Iterable[Duty],
    departments: Sequence[Department],
    entries: Iterable[Entry],
    *,
    begin: date,
    since: date,
    as_of: date,
    valid: Validity,
    days: Days,
) -> Ledger:
    """How it stands with everything that *departments* owe, from *begin* to a day.

    What fell due before *since*, and of which no entry speaks, is kept apart. What is dated later is as if it had not been written: a decision of which only the report
    is later stands as a decision.
    """
    concerned = [entry for entry in entries if entry.department in departments]
    later = [entry for entry in concerned if _is_later(entry, as_of)]
    written: dict[tuple[str, ...], list[Entry]] = {}
    found: dict[tuple[str, ...], Obligation] = {
        obligation.key: obligation
        for obligation in owed(duties, departments, (min(begin, since), as_of), valid, days)
    }
    upto = sorted(_up_to(concerned, as_of), key=lambda e: (e.done_on or as_of, e.reference))
    for entry in upto:
        obligation = _about(entry, days)
        found.setdefault(obligation.key, obligation)
        written.setdefault(obligation.key, []).append(entry)
    items = [Item.of(o, written.get(key, []), as_of, days) for key, o in found.items()]
    order = {department.code: place for place, department in enumerate(departments)}
    items.sort(key=lambda item: _place(item.obligation, order))
    told: list[Item] = []
    before: list[Item] = []
    for item in items:
        (before if _is_before(item, since) else told).append(item)
    return Ledger(as_of, since, tuple(departments), tuple(told), tuple(later), tuple(before))


def _is_before(item: Item, since: date) -> bool:
    """Whether it fell due before *since* and no entry speaks of it."""
    due = item.obligation.due
    return not item.entries and due is not None and due.earliest < since


def _is_later(entry: Entry, as_of: date) -> bool:
    return any(day is not None and day > as_of for day in (entry.decided_on, entry.done_on))


def _up_to(entries: Iterable[Entry], as_of: date) -> Iterator[Entry]:
    """What *entries* say as of a day."""
    for entry in entries:
        later = entry.done_on is not None and entry.done_on > as_of
        begun = entry.decided_on or (entry.period.start if entry.done_on is None else entry.done_on)
        if begun <= as_of:
            yield evolve(entry, done_on=None) if later else entry


def _about(entry: Entry, days: Days) -> Obligation:
    """The obligation that *entry* speaks of."""
    reference = entry.reference if entry.decided_on else ""
    return Obligation.of(
        entry.department, entry.duty, entry.period, days, entry.decided_on, reference=reference
    )


def _place(obligation: Obligation, order: dict[str, int]) -> tuple[object, ...]:
    due = obligation.due
    return (
        order[obligation.department.code],
        due is None,
        due and due.earliest,
        obligation.place,
        obligation.key,
    )
