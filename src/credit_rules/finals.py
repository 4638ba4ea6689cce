"""The points of a scorecard at last: its total, what vetoes leave of it, and its grade."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from credit_rules.evaluate import Outcome
from credit_rules.facts import Window
from credit_rules.formulas import Node
from credit_rules.rulebooks import BoundEdition
from credit_rules.scorecards import Final, Score, VetoScore
from credit_rules.subjects import Asked
from credit_rules.verdicts import Effect, Grade, overridden

_NOTHING = Fraction()


def final(asked: Asked, scores: Callable[[], tuple[Score, ...]]) -> Final:
    """What *scores*, all of one scorecard, come to together.

    Nobody asks for them where they are compiled, and the total is their sum.
    """
    rulebook = asked.together.edition
    window = Window(asked.together.period)
    outcome, (attainable, lowest, highest) = None, _sums(asked, scores)
    if rulebook.total is not None:
        outcome = asked.evaluate(rulebook.total, window, None)
        lowest, highest = outcome.lowest or _NOTHING, outcome.highest or _NOTHING
    if not rulebook.vetoes and rulebook.edition.grades is None:
        least, most = (lowest, highest) if lowest is highest else sorted([lowest, highest])
        return Final(outcome, (), attainable, least, most)

    def found(conditions: tuple[Node, ...]) -> tuple[Outcome, ...]:
        return tuple(asked.evaluate(one, window, Fraction(1)) for one in conditions)

    vetoes = tuple(
        VetoScore(bound.veto, found(bound.conditions), found(bound.exemptions))
        for bound in rulebook.vetoes
    )
    ends = [
        (overridden(points, effects), effects)
        for points in (lowest, highest)
        for effects in _possible(vetoes)
    ]
    points = [end for end, _ in ends]
    grades = list(_grades(rulebook, ends, attainable))
    ladder = rulebook.edition.grades
    if ladder is not None:
        grades.sort(key=ladder.grades.index)
    return Final(
        outcome,
        vetoes,
        attainable,
        min(points),
        max(points),
        grades[-1] if grades else None,
        grades[0] if grades else None,
    )


def _sums(
    asked: Asked, scores: Callable[[], tuple[Score, ...]]
) -> tuple[Fraction, Fraction, Fraction]:
    """What could be had of all that applies; the points that are certain, and the most of them."""
    rulebook, tally = asked.together.edition, asked.together.whole(asked.department)
    if rulebook.total is None and tally is not None:
        return tally.attainable, tally.points, tally.points_upper
    of = scores()
    attainable = rulebook.at_best({s.indicator.code: s.attainable for s in of if s.attainable})
    lowest = sum((score.points for score in of), _NOTHING)
    return attainable, lowest, sum((score.points_upper for score in of), _NOTHING)


def _possible(vetoes: tuple[VetoScore, ...]) -> Iterator[tuple[Effect, ...]]:
    """What may be in effect: all that surely holds, with any of what is not known."""
    sure = [effect for veto in vetoes if veto.holds for effect in veto.veto.effects]
    open_ones = [veto for veto in vetoes if veto.holds is None]
    for count in range(len(open_ones) + 1):
        for chosen in combinations(open_ones, count):
            yield (*sure, *(effect for veto in chosen for effect in veto.veto.effects))


def _grades(
    rulebook: BoundEdition,
    ends: Iterable[tuple[Fraction, tuple[Effect, ...]]],
    attainable: Fraction,
) -> Iterator[Grade]:
    ladder = rulebook.edition.grades
    if ladder is None:
        return
    for points, effects in ends:
        if not ladder.of_percentage:
            yield ladder.given(points, effects)
        elif attainable:
            yield ladder.given(100 * points / attainable, effects)
