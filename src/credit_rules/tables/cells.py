"""The facts of a table, as columns of integers."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen
from numpy.typing import NDArray

from credit_rules.departments import Department
from credit_rules.periods import Period

Integers = NDArray[np.int64]
Places = NDArray[np.intp]


class Cells(NamedTuple):
    """The facts of one measure for one period.

    Attributes:
        subjects: whose they are, by number.
        values: what was reported; of judged points millionths.
        rows: where in the table each stands.
    """

    subjects: Places
    values: Integers
    rows: Places


@frozen(eq=False)
class TableFacts:
    """Everything that a table reports.

    Attributes:
        names: what the table calls each subject; by these numbers facts name them.
        unit: the number of the unit that each subject belongs to: those of one unit report to
            one government.
        units: what the units are called.
        department: the number, among *departments*, of what each subject is in the roster.
        departments: those that occur.
        periods: the periods of the table.
        subject: of each scorecard that the table's rows ask for, whose it is.
        period: and for which of *periods*.
        cells: measure -> first and last month -> the facts.
    """

    names: pa.Array
    unit: Places
    units: Sequence[str]
    department: Places
    departments: Sequence[Department]
    periods: Sequence[Period]
    subject: Places
    period: Places
    cells: Mapping[str, Mapping[tuple[int, int], Cells]]

    @cached_property
    def everybody(self) -> Places:
        """The number of every subject."""
        return np.arange(len(self.names))

    def are_of(self, department: Department) -> NDArray[np.bool_]:
        """Which subjects are that one."""
        numbers = [n for n, there in enumerate(self.departments) if there == department]
        return np.isin(self.department, numbers)

    def asked(self, period: Period) -> "TableFacts":
        """The same facts, with everybody asked for in *period*."""
        number = np.full(len(self.names), len(self.periods))
        return evolve(self, periods=[*self.periods, period], subject=self.everybody, period=number)

    def with_governments(self, government: Department) -> "TableFacts":
        """The same facts; a unit of which only departments report has its *government* too."""
        own = self.unit[self.are_of(government)]
        silent = np.setdiff1d(np.arange(len(self.units)), own)
        names = pa.array([government.code] * len(silent), self.names.type)
        number = np.full(len(silent), len(self.departments))
        return evolve(
            self,
            names=pa.concat_arrays([self.names, names]),
            unit=np.concatenate([self.unit, silent]),
            department=np.concatenate([self.department, number]),
            departments=[*self.departments, government],
        )

    @cached_property
    def cards(self) -> Places:
        """The rows that ask for a scorecard first; later ones ask for the same again."""
        if np.array_equal(self.subject, self.everybody):
            return self.everybody
        pair = self.subject * len(self.periods) + self.period
        return np.sort(np.unique(pair, return_index=True)[1])
