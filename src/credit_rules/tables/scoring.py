"""The scorecards that a table asks for, all of one period and one set of clauses at once."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from credit_rules.columns import NOT_APPLICABLE, Asked, Scored, Scorer, Total
from credit_rules.compiled import writable
from credit_rules.departments import Department
from credit_rules.errors import UsageError
from credit_rules.errors.tables import not_whole
from credit_rules.indicators import BoundIndicator
from credit_rules.periods import Period
from credit_rules.rulebooks import BoundEdition
from credit_rules.tables.arrays import Columns
from credit_rules.tables.cells import Places, TableFacts
from credit_rules.tables.windows import Windows


@frozen(eq=False)
class Scores:
    """Points in hundredths: a row for each number, a column for each scorecard.

    Attributes:
        points: of each indicator, of each category, and the total.
        points_upper: what each may still come to.
        status: of each indicator.
        attainable: of each category, of the whole, and the percentage last.
    """

    points: NDArray[np.int32]
    points_upper: NDArray[np.int32]
    status: NDArray[np.int8]
    attainable: NDArray[np.int32]


@frozen(eq=False)
class Cards:
    """Scores the scorecards of tables with one rulebook."""

    edition: BoundEdition
    _scorers: dict[tuple[object, ...], Scorer] = field(factory=dict, init=False)

    def check(self) -> None:
        """Refuse a rulebook that asks for more than everybody's own facts.

        Raises:
            UsageError: it does; names what does.
        """
        asks = [i.code for i in self.indicators if not writable(i.formula)]
        asks += ["total"] if self.edition.total is not None else []
        asks += [bound.veto.code for bound in self.edition.vetoes]
        if asks:
            raise UsageError(not_whole(asks, self.edition.edition.code))

    @cached_property
    def indicators(self) -> tuple[BoundIndicator, ...]:
        """All indicators in the order of the text."""
        return self.edition.indicators

    @cached_property
    def totals(self) -> tuple[frozenset[str], ...]:
        """The indicators of each category, and all of them."""
        categories = [frozenset(i.code for i in c.indicators) for c in self.edition.categories]
        return *categories, frozenset().union(*categories)

    def scored(self, windows: Windows, subject: Places, period: Places) -> Scores:
        """The scorecard of every *subject* for its *period*."""
        scores = None
        for alike in self.alike(windows.facts, subject, period):
            scorer = self._scorer(alike.codes, windows.facts.periods[alike.period])
            amounts = windows.of_each(scorer.reads, alike.period, subject[alike.places])
            result = scorer.score(amounts, len(alike.places))
            if len(alike.places) == len(subject) and len(alike.codes) == len(self.indicators):
                least = result.least
                return Scores(least.points, result.most, least.status, least.shares)
            scores = scores or self._empty(len(subject))
            self._fill(scores, alike, result)
        return scores or self._empty(len(subject))

    def _empty(self, rows: int) -> Scores:
        """Scorecards on which nothing applies."""
        indicators, totals = len(self.indicators), len(self.totals)
        points = np.zeros((indicators + totals, rows), np.int32)
        status = np.full((indicators, rows), NOT_APPLICABLE, np.int8)
        shares = np.zeros((totals + 1, rows), np.int32)
        return Scores(points, np.zeros_like(points), status, shares)

    def alike(self, facts: TableFacts, subject: Places, period: Places) -> Iterator["Alike"]:
        """Scorecards of one period whose subjects are scored on the same clauses."""
        sets: dict[tuple[str, ...], int] = {}
        clauses = [
            sets.setdefault(tuple(i.code for i in self.edition.applying(department)), len(sets))
            for department in facts.departments
        ]
        number_of = np.array(clauses, np.intp)[facts.department[subject]]
        for number in np.unique(period):
            of_period = period == number
            for codes, place in sets.items():
                there = np.flatnonzero(of_period & (number_of == place))
                if there.size:
                    yield Alike(codes, int(number), there)

    def _fill(self, scores: Scores, alike: "Alike", result: Scored) -> None:
        """The scorecards of *alike*."""
        applying = [place for place, i in enumerate(self.indicators) if i.code in alike.codes]
        rows = np.array([*applying, *range(len(self.indicators), len(scores.points))], np.intp)
        scores.points[np.ix_(rows, alike.places)] = result.least.points
        scores.points_upper[np.ix_(rows, alike.places)] = result.most
        scores.status[np.ix_(rows[: len(applying)], alike.places)] = result.least.status
        scores.attainable[:, alike.places] = result.least.shares

    def _scorer(self, codes: tuple[str, ...], period: Period) -> Scorer:
        key = codes, period.unit, period.ends_year
        if key not in self._scorers:
            self._scorers[key] = Scorer(self.asked(codes, period))
        return self._scorers[key]

    def asked(self, codes: Sequence[str], period: Period) -> Asked:
        """What is asked of somebody who is scored on the indicators *codes*."""
        applying = [i for i in self.indicators if i.code in codes]
        places = {indicator.code: place for place, indicator in enumerate(applying)}
        totals = []
        for number, total in enumerate(self.totals):
            of = tuple(place for code, place in places.items() if code in total)
            whole = number == len(self.totals) - 1
            bonus = self.edition.bonus if whole else frozenset()
            attainable = tuple(p for c, p in places.items() if c in total and c not in bonus)
            totals.append(Total(of, attainable))
        formulas = tuple((i.formula, i.maximum) for i in applying)
        return Asked(formulas, tuple(totals), period.unit.value, period.ends_year)

    def columns(self, department: Department, period: Period, *, totals_only: bool) -> Columns:
        """The rulebook over arrays, for scorecards of one *department*."""
        indicators = self.edition.applying(department)
        asked = self.asked([i.code for i in indicators], period)
        asked = evolve(asked, parts=not totals_only, share=False)
        rows = [i.code for i in indicators]
        rows += [category.heading.code for category in self.edition.categories]
        if totals_only:
            asked, rows = evolve(asked, totals=asked.totals[-1:]), []
        return Columns(period, indicators, (*rows, "total"), Scorer(asked))


class Alike(NamedTuple):
    """The clauses, the number of the period, and where the scorecards stand."""

    codes: tuple[str, ...]
    period: int
    places: Places
