"""Scorecards for tests, from facts written in a few words."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tests.oracle import Row

from credit_rules import Rulebook, Score, Scorecard
from credit_rules.plugins import Installed

INSTALLED = Installed.find()
JULY = "2023-07"
THIRD_QUARTER = ("2023-07", "2023-08", "2023-09")

Values = dict[str, int]
"""What is reported, by measure."""


def told(period: str, values: Values, by: str = "genhe") -> list[Row]:
    """What one department reports for one period."""
    return [(by, period, measure, value) for measure, value in values.items()]


def each(periods: Iterable[str], values: Values, by: str = "genhe") -> list[Row]:
    """The same numbers in several periods."""
    return [row for period in periods for row in told(period, values, by)]


def rulebook_of(readings: Mapping[str, str]) -> Rulebook:
    """The rulebook under *readings*; those of late are kept, with what they compiled."""
    return _rulebook(frozenset(readings.items()))


@lru_cache(maxsize=64)
def _rulebook(readings: frozenset[tuple[str, str]]) -> Rulebook:
    return Rulebook.load(readings=dict(readings), installed=INSTALLED)


def scorecard(
    rows: Iterable[Row],
    period: str = JULY,
    readings: Mapping[str, str] | None = None,
    department: str | None = None,
) -> Scorecard:
    """The scorecard of the government, or of *department*.

    The points that are computed without a scorecard are seen to be the same.
    """
    rulebook = rulebook_of(readings or {})
    facts = rulebook.facts(rows)
    card = rulebook.score(facts, period=period, department=department)
    assert rulebook.points(facts, period=period, department=department) == card.points
    return card


def indicator(
    name: str,
    rows: Iterable[Row],
    period: str = JULY,
    readings: Mapping[str, str] | None = None,
    department: str | None = None,
) -> Score:
    """The score of the one indicator of that short name."""
    card = scorecard(rows, period, readings, department)
    return next(s for s in card.scores if s.indicator.code.endswith(f".{name}"))


def brief(score: Score) -> tuple[str, str, str]:
    """Status, points and the upper end, written as ``"n"`` or ``"n/d"``."""
    return score.status.value, str(score.points), str(score.points_upper)


def missing(score: Score) -> set[str]:
    """The codes of the measures that nobody reported."""
    return {measure.code for measure in score.outcome.lacks}


def pieces(score: Score) -> list[tuple[str, str]]:
    """Period and status of every piece."""
    return [(str(piece.window.period), piece.status.value) for piece in score.outcome.pieces]


def tokens(words: str) -> set[str]:
    """The codes, periods and numbers in a sentence, Chinese or English."""
    return {found.strip(".") for found in re.findall(r"[0-9A-Za-z_.-]+", words)}


def warned(card: Scorecard, *words: object) -> bool:
    """Whether one warning has all of *words*, in Chinese and in English."""
    wanted = {str(word) for word in words}
    return any(wanted <= tokens(text.zh) & tokens(text.en) for text in card.warnings)
