"""Rows by the columns reader, beside what the reader that defines their points says."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from attrs import frozen

from credit_rules import Node, Period
from credit_rules.columns import NO_PERCENTAGE, Amounts, Asked, Scored, Scorer, Total
from credit_rules.compiled import Span
from credit_rules.evaluate import Status, evaluate
from credit_rules.exact import hundredths
from credit_rules.facts import Reported, Window

Clauses = Sequence[tuple[Node, Fraction]]
STATUSES = (Status.SCORED, Status.MISSING, Status.NOT_APPLICABLE)
MOST = 3


class Card(NamedTuple):
    """Everything that a row comes to: points and shares in hundredths."""

    points: list[int]
    highest: list[int]
    statuses: list[Status]
    shares: list[int]


@frozen
class Sheet:
    """Clauses that are scored in one period: each by itself, every other one, and all together.

    Attributes:
        clauses: formulas with their maxima.
        period: what is scored.
        bonus: positions of clauses that do not count in what could be had.
    """

    clauses: Clauses
    period: Period
    bonus: frozenset[int] = frozenset()

    @property
    def asked(self) -> Asked:
        """The same for the columns reader."""
        return Asked(
            tuple(self.clauses),
            tuple(Total(of, tuple(k for k in of if k not in self.bonus)) for of in self.sums),
            self.period.unit.value,
            self.period.ends_year,
        )

    @property
    def sums(self) -> list[tuple[int, ...]]:
        """What is added up."""
        places = range(len(self.clauses))
        return [tuple(places[::2]), tuple(places)]

    def defined(self, reported: Reported) -> Card:
        """A row by the reader that defines the points."""
        ends = [
            evaluate(formula, Window(self.period), reported, maximum)
            for formula, maximum in self.clauses
        ]
        nothing = Fraction()
        lowest = [end.lowest or nothing for end in ends]
        highest = [end.highest or nothing for end in ends]
        could = [
            nothing if end.status is Status.NOT_APPLICABLE else maximum
            for end, (_, maximum) in zip(ends, self.clauses, strict=True)
        ]
        there = [sum((could[k] for k in of if k not in self.bonus), nothing) for of in self.sums]
        percentage = hundredths(100 * sum(lowest, nothing) / there[-1]) if there[-1] else None
        return Card(
            self._shown(lowest),
            self._shown(highest),
            [end.status for end in ends],
            [*map(hundredths, there), NO_PERCENTAGE if percentage is None else percentage],
        )

    def _shown(self, points: Sequence[Fraction]) -> list[int]:
        sums = [sum((points[k] for k in of), Fraction()) for of in self.sums]
        return [*map(hundredths, [*points, *sums])]


def columns(
    scorer: Scorer, period: Period, rows: Sequence[Reported]
) -> dict[tuple[Span, str], Amounts]:
    """What every row reports, as columns."""
    found = {}
    for span, measures in scorer.reads.items():
        first = period.first + span.offset
        since = first // 12 * 12 if span.of_year else 0
        read = [r.amounts(measures, first, first + span.months - 1, since) for r in rows]
        for place, (code, measure) in enumerate(measures.items()):
            times = 10**6 if measure.kind.name == "JUDGED" else 1
            values = [int(amounts[place] * times) for amounts, _ in read]
            missing = np.array([bool(bits >> place & 1) for _, bits in read], np.bool_)
            column = np.array(values, object if max(values) >= 2**63 else np.int64)
            found[span, code] = Amounts(column, missing if missing.any() else None)
    return found


def cards(scored: Scored) -> list[Card]:
    """The rows of a result."""
    least = scored.least
    return [
        Card(
            least.points[:, row].tolist(),
            scored.most[:, row].tolist(),
            [STATUSES[told] for told in least.status[:, row]],
            least.shares[:, row].tolist(),
        )
        for row in range(least.points.shape[1])
    ]


def agreed(
    clauses: Clauses, period: Period, rows: Sequence[Reported], bonus: frozenset[int] = frozenset()
) -> Scored:
    """What the columns reader says, where both readers agree."""
    sheet = Sheet(clauses, period, bonus)
    scorer = Scorer(sheet.asked)
    scored = scorer.score(columns(scorer, period, rows), len(rows))
    found = cards(scored)
    for row, reported in enumerate(rows):
        wanted = sheet.defined(reported)
        assert found[row] == wanted, f"row {row}"
    return scored
