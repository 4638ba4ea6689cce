"""Facts: what was reported, and nothing else. What is not here is missing, never zero."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from credit_rules.periods import Period

if TYPE_CHECKING:
    from credit_rules.measures import Quantity


@frozen
class Fact:
    """The value of one measure for one department and one period.

    Attributes:
        department: the department's code.
        period: the month, quarter or year that it speaks of.
        measure: the measure's code.
        value: the count; of a flag 1 or 0, of a level its place, of what was judged the points.
        evidence: where it can be looked up, in the reporter's words.
        note: anything else that the reporter wrote.
        reviewer: who judged it.
    """

    department: str
    period: Period
    measure: str
    value: "Quantity"
    evidence: str = ""
    note: str = ""
    reviewer: str = ""


@frozen
class Facts:
    """Facts that passed every check, in any order; read them with a rulebook."""

    facts: tuple[Fact, ...]
    by_period: "Mapping[tuple[str, int, int], Mapping[str, Quantity]]" = field(
        init=False, eq=False, repr=False
    )
    """Department, first and last month -> measure -> value: for windows of just those months."""

    def __attrs_post_init__(self) -> None:
        index: dict[tuple[str, int, int], dict[str, Quantity]] = {}
        for fact in self.facts:
            period = fact.period
            place = fact.department, period.first, period.last
            found = index.get(place)
            if found is None:
                found = index[place] = {}
            found[fact.measure] = fact.value
        object.__setattr__(self, "by_period", index)

    @cached_property
    def by_measure(self) -> Mapping[str, Mapping[str, tuple[Fact, ...]]]:
        """Measure -> department, in order of codes -> its facts, earliest first.

        It is made when something is looked for, which facts of just a window's months need not be.
        """
        index: dict[str, dict[str, list[Fact]]] = {}
        for fact in sorted(self.facts, key=lambda f: f.period.last):
            index.setdefault(fact.measure, {}).setdefault(fact.department, []).append(fact)
        return {
            measure: {department: tuple(found) for department, found in sorted(found_by.items())}
            for measure, found_by in index.items()
        }

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    @cached_property
    def sha256(self) -> str:
        """The hash of the normalised, sorted facts; the order of rows changes nothing.

        Evidence and notes are left out: they explain a fact and never move a point.
        """
        from hashlib import sha256

        lines = sorted(f"{f.department}\t{f.period}\t{f.measure}\t{f.value}\n" for f in self)
        return sha256("".join(lines).encode()).hexdigest()
