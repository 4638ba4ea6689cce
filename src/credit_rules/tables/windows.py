"""Which facts of a table a window uses, for all subjects at once.

The rules are those of :mod:`credit_rules.facts.windows`, where they are stated for one subject.
"""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from credit_rules.columns.integers import MOST
from credit_rules.columns.scorers import Amounts
from credit_rules.compiled import Span
from credit_rules.departments import Department
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Period
from credit_rules.tables.cells import Cells, Integers, Places, TableFacts


@frozen(eq=False)
class Windows:
    """The amounts of every subject of a table.

    Attributes:
        government: whose members' facts stand in for its own; None where nobody has members.
    """

    facts: TableFacts
    government: Department | None
    _found: dict[tuple[int, Span, str], Amounts] = field(factory=dict, init=False)

    def of_each(
        self, reads: Mapping[Span, Mapping[str, Measure]], period: int, subject: Places
    ) -> dict[tuple[Span, str], Amounts]:
        """All that is read in the period of that number, for each *subject*."""
        everybody = np.array_equal(subject, self.facts.everybody)
        amounts = {}
        for span, measures in reads.items():
            for code, measure in measures.items():
                key = period, span, code
                if key not in self._found:
                    self._found[key] = self.amounts(measure, span, self.facts.periods[period])
                amounts[span, code] = (
                    self._found[key] if everybody else _of(self._found[key], subject)
                )
        return amounts

    def amounts(self, measure: Measure, span: Span, period: Period) -> Amounts:
        """What stands for *measure* in the window *span* of *period*; a subject for each row."""
        first = period.first + span.offset
        last = first + span.months - 1
        since = first // 12 * 12 if span.of_year else 0
        found = self._own(measure, first, last, since)
        if found.missing is None or not measure.kind.adds_up or not self._governments.size:
            return found
        return self._rolled_up(measure, found)

    def _own(self, measure: Measure, first: int, last: int, since: int) -> Amounts:
        by_period = self.facts.cells.get(measure.code, {})
        if measure.dated:
            inside = sorted(p for p in by_period if first <= p[0] and p[1] <= last)
        else:
            inside = sorted((p for p in by_period if p[1] <= last), key=lambda p: p[1])
        if len(inside) == 1 and inside[0][0] >= since and self._is_everybody(by_period[inside[0]]):
            return Amounts(by_period[inside[0]].values)
        adds_up = measure.dated and measure.kind.adds_up
        most = sum(int(by_period[months].values.max()) for months in inside) if adds_up else 0
        values = _zeros(len(self.facts.names), most)
        there = np.zeros(len(self.facts.names), np.bool_)
        for months in inside:
            cells = by_period[months]
            if not measure.dated:
                values[cells.subjects] = cells.values
                there[cells.subjects] = months[0] >= since
            elif measure.kind is Kind.FLAG:
                np.maximum.at(values, cells.subjects, cells.values)
                there[cells.subjects] = True
            elif measure.kind.adds_up:
                values[cells.subjects] += cells.values
                there[cells.subjects] = True
            else:
                values[cells.subjects] = cells.values
                there[cells.subjects] = True
        return _amounts(values, there)

    def _is_everybody(self, cells: Cells) -> bool:
        return np.array_equal(cells.subjects, self.facts.everybody)

    @cached_property
    def _governments(self) -> NDArray[np.intp]:
        """The subjects that may stand on their members."""
        return (
            np.flatnonzero(self.facts.are_of(self.government)) if self.government else np.arange(0)
        )

    @cached_property
    def _members(self) -> NDArray[np.bool_]:
        found = np.ones(len(self.facts.names), np.bool_)
        found[self._governments] = False
        return found

    def _rolled_up(self, measure: Measure, found: Amounts) -> Amounts:
        """Governments without a fact of their own: what their members have, added up."""
        assert found.missing is not None  # noqa: S101 -- else there is nothing to stand in for
        reporting = np.flatnonzero(self._members & ~found.missing)
        units = self.facts.unit[reporting]
        together = _zeros(len(self.facts.units), int(found.values.max()) * len(reporting))
        add = np.maximum if measure.kind is Kind.FLAG else np.add
        add.at(together, units, found.values[reporting])
        reported = np.zeros(len(self.facts.units), np.bool_)
        reported[units] = True
        own = self.facts.unit[self._governments]
        stands = self._governments[found.missing[self._governments] & reported[own]]
        values, there = found.values.astype(together.dtype), ~found.missing
        values[stands] = together[self.facts.unit[stands]]
        there[stands] = True
        return _amounts(values, there)


def _zeros(count: int, most: int) -> Integers:
    """A column to add up in: of Python's own integers where sums may not fit 64 bits."""
    return np.zeros(count, np.int64 if most <= MOST else object)


def _of(amounts: Amounts, subject: Places) -> Amounts:
    """Those of each *subject*."""
    missing = None if amounts.missing is None else amounts.missing[subject]
    return Amounts(
        amounts.values[subject], missing if missing is not None and missing.any() else None
    )


def _amounts(values: Integers, there: NDArray[np.bool_]) -> Amounts:
    if there.all():
        return Amounts(values)
    values[~there] = 0
    return Amounts(values, ~there)
