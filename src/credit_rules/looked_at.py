"""Scorecards: their points are found at once, whatever else they hold when somebody looks at it."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, cached_property
from importlib.metadata import version

from attrs import field, frozen

from credit_rules.compiled import Card, Clause, writable
from credit_rules.departments import Department
from credit_rules.facts import Facts
from credit_rules.finals import final
from credit_rules.indicators import BoundIndicator
from credit_rules.later import put
from credit_rules.notices import notices
from credit_rules.periods import Period
from credit_rules.rulebooks import BoundEdition
from credit_rules.rulebooks.bound import BoundCategory
from credit_rules.scorecards import CategoryScore, Final, Receipt, Score, Scorecard
from credit_rules.subjects import Asked, Sheet, Together
from credit_rules.text import Text


@cache
def _version() -> str:
    return version("credit-rules")


@frozen(eq=False)
class Scoring:
    """Whoever scores by one edition; what is compiled for it is kept.

    Attributes:
        plugins: name and version of every plugin behind it, for the receipt.
        distributions: those of every distribution that these are of.
    """

    edition: BoundEdition
    plugins: Mapping[str, str] = field(factory=dict)
    distributions: Mapping[str, str] = field(factory=dict)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """What is compiled, by department; those of the same indicators share it."""
        own = {i.code for i in self.edition.indicators if writable(i.formula)}
        made: dict[tuple[str, ...], Sheet] = {}
        found: dict[str, Sheet] = {}
        for department in self.edition.edition.roster:
            applying = self.edition.applying(department)
            codes = tuple(i.code for i in applying)
            if codes not in made:
                compiled = [i for i in applying if i.code in own]
                card = Card(tuple(Clause(i.formula, i.maximum, self._had(i)) for i in compiled))
                whole = len(compiled) == len(applying)
                made[codes] = Sheet(tuple(i.code for i in compiled), card, whole)
            found[department.code] = made[codes]
        return found

    def _had(self, indicator: BoundIndicator) -> Fraction:
        """What could be had of it: of a bonus nothing."""
        return Fraction() if indicator.code in self.edition.bonus else indicator.maximum

    @cached_property
    def is_plain(self) -> bool:
        """Whether the total is a sum of what hangs on a subject's own facts alone."""
        own = all(sheet.is_whole for sheet in self.sheets.values())
        return own and self.edition.total is None and not self.edition.vetoes

    def together(
        self, facts: Facts, period: Period, departments: tuple[Department, ...]
    ) -> Together:
        """Those who are scored together."""
        return Together(self.edition, facts, period, departments, self.sheets)

    def card(self, together: Together, subject: Department) -> Scorecard:
        """The scorecard of one of them."""
        card: Scorecard = Scorecard.__new__(Scorecard)
        put(card, "rulebook", self.edition)
        put(card, "department", subject)
        put(card, "period", together.period)
        put(card, "_found_by", (getattr, Rest(self, together, subject)))
        together.tally(subject)
        if not self.is_plain:
            _ = card.final  # what peers, parts, vetoes and functions come to, or refuse
        return card


@frozen(eq=False)
class Rest:
    """What a scorecard holds: for each of its fields what finds it."""

    scoring: Scoring
    together: Together
    subject: Department

    @cached_property
    def categories(self) -> tuple[CategoryScore, ...]:
        """Every score."""
        together, subject = self.together, self.subject
        counted = together.counted(subject)

        def scores(category: BoundCategory) -> list[Score]:
            return [
                Score(i, counted.get(i.code) or together.outcome(subject, i))
                for i in category.indicators
            ]

        categories = self.scoring.edition.categories
        return tuple([CategoryScore(one.heading, tuple(scores(one))) for one in categories])

    @property
    def _scores(self) -> tuple[Score, ...]:
        return tuple(score for category in self.categories for score in category.scores)

    @cached_property
    def final(self) -> Final:
        """What they come to together."""
        return final(Asked(self.together, self.subject), lambda: self._scores)

    @property
    def warnings(self) -> tuple[Text, ...]:
        """What to warn of."""
        outcomes = [
            *(score.outcome for score in self._scores),
            *(outcome for veto in self.final.vetoes for outcome in veto.outcomes),
        ]
        reported = Asked(self.together, self.subject).reported
        return notices(tuple(outcomes), reported, self.scoring.edition, self.together.period)

    @property
    def receipt(self) -> Receipt:
        """What was scored with what."""
        return Receipt(
            credit_rules=_version(),
            plugins=dict(sorted(self.scoring.plugins.items())),
            distributions=dict(sorted(self.scoring.distributions.items())),
            facts_sha256=self.together.facts.sha256,
            rulebook_sha256=self.scoring.edition.sha256,
        )
