"""What a rulebook makes of facts: points, status, working and citation of every indicator."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from credit_rules.departments import Department
from credit_rules.evaluate import Outcome, Status
from credit_rules.exact import display
from credit_rules.indicators import BoundIndicator, Origin
from credit_rules.later import Later
from credit_rules.measures import Measure
from credit_rules.periods import Period
from credit_rules.rulebooks import BoundEdition, Heading
from credit_rules.text import Text, join
from credit_rules.verdicts import Grade, Ladder, Veto

if TYPE_CHECKING:
    from credit_rules.working import Step

_NOTHING = Fraction()
_NOT_APPLICABLE = Status.NOT_APPLICABLE  # looked up once: an enumeration takes its time


@frozen
class Score:
    """One indicator's result. All points are exact; :func:`~credit_rules.exact.display` rounds."""

    indicator: BoundIndicator
    outcome: Outcome

    @property
    def scored_by(self) -> Origin | None:
        """The plugin, distribution and version that the formula came from."""
        return self.indicator.origin

    @property
    def status(self) -> Status:
        """Scored, missing or not applicable."""
        return self.outcome.status

    @property
    def points(self) -> Fraction:
        """What is certain: missing pieces count 0. 0 where not applicable."""
        lowest = self.outcome.lowest
        return _NOTHING if lowest is None else lowest

    @property
    def points_upper(self) -> Fraction:
        """What it may still come to: missing pieces count their maximum."""
        highest = self.outcome.highest
        return _NOTHING if highest is None else highest

    @property
    def attainable(self) -> Fraction:
        """The maximum; 0 where not applicable."""
        return _NOTHING if self.outcome.status is _NOT_APPLICABLE else self.indicator.maximum

    @property
    def steps(self) -> "tuple[Step, ...]":
        """The working: the steps from facts to points, each with its arithmetic."""
        from credit_rules.working import working

        return working(self.outcome)

    @property
    def explanation(self) -> Text:
        """The working in one paragraph."""
        from credit_rules.working import explanation

        return explanation(self.outcome)

    @property
    def lost(self) -> Fraction:
        """What is certainly lost, whatever missing facts may still bring."""
        return self.attainable - self.points_upper


class _Sums:
    """Sums over scores, for categories and for the whole."""

    __slots__ = ()

    scores: tuple[Score, ...]

    @property
    def points(self) -> Fraction:
        """The certain points of all its indicators."""
        return sum((score.points for score in self.scores), _NOTHING)

    @property
    def points_upper(self) -> Fraction:
        """The points that it may still come to."""
        return sum((score.points_upper for score in self.scores), _NOTHING)

    @property
    def attainable(self) -> Fraction:
        """The maxima of all its indicators that apply."""
        return sum((score.attainable for score in self.scores), _NOTHING)

    @property
    def lost(self) -> Fraction:
        """What is certainly lost, whatever missing facts may still bring; a bonus may make up."""
        return max(_NOTHING, self.attainable - self.points_upper)

    @property
    def maximum(self) -> Fraction:
        """The maxima of all its indicators."""
        return sum((score.indicator.maximum for score in self.scores), _NOTHING)


@frozen
class VetoScore:
    """Whether a veto holds: surely, surely not, or nobody reported what it asks for."""

    veto: Veto
    conditions: tuple[Outcome, ...]
    exemptions: tuple[Outcome, ...]

    @property
    def holds(self) -> bool | None:
        """None where that is not known; what does not apply does not hold."""
        conditions, exemptions = [*map(_known, self.conditions)], [*map(_known, self.exemptions)]
        if False in conditions or True in exemptions:
            return False
        return None if None in (*conditions, *exemptions) else True

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Everything that was asked."""
        return (*self.conditions, *self.exemptions)

    @property
    def missing(self) -> tuple[Measure, ...]:
        """The measures for want of which it is not known."""
        lacks = (
            [m for outcome in self.outcomes for m in outcome.lacks] if self.holds is None else []
        )
        return tuple(dict.fromkeys(lacks))

    def effects(self, ladder: Ladder | None) -> Text:
        """What it does where it holds; grades by their titles."""
        titles = ladder.titles if ladder else {}
        return join([effect.words(titles) for effect in self.veto.effects], zh="，", en=", ")

    @property
    def explanation(self) -> Text:
        """The working of all that was asked, one paragraph each."""
        from credit_rules.working import explanation

        return join([explanation(outcome) for outcome in self.outcomes], zh="", en=" ")


def _known(outcome: Outcome) -> bool | None:
    """Whether a condition holds; None where that is not known."""
    return None if outcome.lacks else bool(outcome.lowest)


@frozen
class Final:
    """What the points come to at last: as a formula of its parts says, and after vetoes.

    Attributes:
        outcome: the formula of the total; None where it is the sum.
        vetoes: every veto of the rulebook.
        attainable: what could be had of everything that applies, a bonus apart.
        lowest: the points that are certain.
        highest: the points that it may still come to.
        grade: the grade of the certain points, where the rulebook has grades.
        grade_upper: the grade that it may still come to.
    """

    outcome: Outcome | None
    vetoes: tuple[VetoScore, ...]
    attainable: Fraction
    lowest: Fraction
    highest: Fraction
    grade: Grade | None = None
    grade_upper: Grade | None = None


@frozen
class CategoryScore(_Sums):
    """One category's result."""

    heading: Heading
    scores: tuple[Score, ...]


@frozen
class Receipt:
    """What was scored with what: enough to score it again and get the same bytes."""

    credit_rules: str
    plugins: Mapping[str, str]
    distributions: Mapping[str, str]
    facts_sha256: str
    rulebook_sha256: str


@frozen
class Scorecard(_Sums, Later):
    """The result of one department or government in one period.

    ``str(scorecard)`` is one line; ``credit_rules.reports`` has tables and JSON. All points are
    found while scoring; facts, working, warnings and receipt when they are first looked at.
    """

    rulebook: BoundEdition = field(repr=False)
    department: Department
    period: Period
    categories: tuple[CategoryScore, ...] = field(repr=False)
    final: Final = field(repr=False)
    warnings: tuple[Text, ...] = field(repr=False)
    receipt: Receipt = field(repr=False)

    @property
    def scores(self) -> tuple[Score, ...]:  # type: ignore[override]
        """All indicators in the order of the text."""
        return tuple([score for category in self.categories for score in category.scores])

    @property
    def points(self) -> Fraction:
        """What is certain: missing pieces count 0."""
        return self.final.lowest

    @property
    def points_upper(self) -> Fraction:
        """What it may still come to."""
        return self.final.highest

    @property
    def attainable(self) -> Fraction:
        """What could be had of everything that applies, a bonus apart."""
        return self.final.attainable

    @property
    def maximum(self) -> Fraction:
        """What could be had if everything applied, a bonus apart."""
        return self.rulebook.maximum

    @property
    def percentage(self) -> Fraction | None:
        """100 x points / attainable; None where nothing applies."""
        return 100 * self.points / self.attainable if self.attainable else None

    def __getitem__(self, code: str) -> Score:
        """The score of the indicator with that full code.

        Raises:
            UsageError: there is none; names the nearest.
        """
        wanted = self.rulebook.indicator(code)
        return next(score for score in self.scores if score.indicator == wanted)

    def __str__(self) -> str:
        return (
            f"{self.rulebook.edition.code} {self.department.title.zh} {self.period}："
            f"{display(self.points)} / {display(self.attainable)}"
        )
