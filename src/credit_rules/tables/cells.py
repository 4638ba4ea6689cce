"""The facts of a table, as columns of integers."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
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
        units: the unit that each subject belongs to: those of one unit report to one government.
        departments: the department of the roster that each subject is.
        periods: the periods of the table.
        subject: of each scorecard that the table's rows ask for, whose it is.
        period: and for which of *periods*.
        cells: measure -> first and last month -> the facts.
    """

    names: Sequence[str]
    units: Places
    unit_names: Sequence[str]
    departments: Sequence[Department]
    periods: Sequence[Period]
    subject: Places
    period: Places
    cells: Mapping[str, Mapping[tuple[int, int], Cells]]

    @property
    def subjects(self) -> int:
        """How many there are."""
        return len(self.names)

    @property
    def scored(self) -> list[Period]:
        """The periods that scorecards are asked for."""
        return [self.periods[number] for number in np.unique(self.period)]

    def asked(self, period: Period, government: Department | None) -> "TableFacts":
        """The same facts, with everybody asked for in *period*.

        So is the *government* of every unit, though only its departments may have reported.
        """
        units = np.arange(0) if government is None else np.arange(len(self.unit_names))
        own = [
            unit for unit, d in zip(self.units, self.departments, strict=True) if d == government
        ]
        silent = np.setdiff1d(units, own)
        names = [government.code] * len(silent) if government else []
        departments = [government] * len(silent) if government else []
        whose = np.arange(self.subjects + len(silent))
        return evolve(
            self,
            names=[*self.names, *names],
            units=np.concatenate([self.units, silent]),
            departments=[*self.departments, *departments],
            periods=[*self.periods, period],
            subject=whose,
            period=np.full_like(whose, len(self.periods)),
        )

    @cached_property
    def everybody(self) -> Places:
        """The number of every subject."""
        return np.arange(self.subjects)
