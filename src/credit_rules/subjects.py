"""Those who are scored together: what each of them comes to, and what they ask of each other."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from credit_rules.departments import Department
from credit_rules.evaluate import Ends, Outcome, Population, evaluate, not_scored
from credit_rules.facts import Facts, Reported, Window
from credit_rules.formulas import Node
from credit_rules.formulas.others import Part
from credit_rules.indicators import BoundIndicator
from credit_rules.periods import Period
from credit_rules.rulebooks import BoundEdition

if TYPE_CHECKING:
    from credit_rules.compiled import Card, Tally

_NOTHING = Fraction()
_T = TypeVar("_T")
_Place = tuple[object, ...]


@frozen
class Sheet:
    """What one function scores of those who are scored on the same indicators.

    Attributes:
        codes: its indicators.
        is_whole: whether these are all of them.
    """

    codes: tuple[str, ...]
    card: "Card"
    is_whole: bool


@frozen(eq=False)
class Together:
    """Everybody who is scored in one period; whatever one comes to is found once.

    Attributes:
        departments: all of them; those of one group are each other's peers.
        sheets: by department what is compiled; everything else is read plainly.
    """

    edition: BoundEdition
    facts: Facts
    period: Period
    departments: tuple[Department, ...]
    sheets: Mapping[str, Sheet] = field(factory=dict)
    _tallies: "dict[_Place, Tally]" = field(factory=dict, init=False)
    _counted: dict[str, dict[str, Outcome]] = field(factory=dict, init=False)
    _outcomes: dict[_Place, Outcome] = field(factory=dict, init=False)
    _populations: dict[_Place, Population] = field(factory=dict, init=False)

    def tally(self, department: Department) -> "Tally":
        """What is compiled comes to for *department*."""

        def found() -> "Tally":
            card = self.sheets[department.code].card
            return card.tally(self.reported(department), self.period)

        return _once(self._tallies, (department.code,), found)

    def reported(self, department: Department) -> Reported:
        """What *department* has to show: the government that stands on its members also theirs."""
        rolls_up = department.code == self.edition.edition.roster.government.code
        return Reported(self.facts, department.code, rolls_up=rolls_up)

    def whole(self, department: Department) -> "Tally | None":
        """What all indicators of *department* come to, if all are compiled."""
        sheet = self.sheets.get(department.code)
        return self.tally(department) if sheet and sheet.is_whole else None

    def counted(self, department: Department) -> Mapping[str, Outcome]:
        """What each indicator comes to that is compiled."""
        if department.code not in self._counted:
            sheet = self.sheets.get(department.code)
            outcomes = self.tally(department).outcomes() if sheet else ()
            found = dict(zip(sheet.codes if sheet else (), outcomes, strict=True))
            self._counted[department.code] = found
        return self._counted[department.code]

    def outcome(self, department: Department, indicator: BoundIndicator) -> Outcome:
        """What *indicator* comes to for *department*."""
        if found_ := self.counted(department).get(indicator.code):
            return found_

        def found() -> Outcome:
            window = Window(self.period)
            if not self.edition.applies(indicator, department):
                why = self.edition.applicability[indicator.code].refusal
                return not_scored(indicator.formula, window, why)
            asked = Asked(self, department, indicator)
            return asked.evaluate(indicator.formula, window, indicator.maximum)

        return _once(self._outcomes, (department.code, indicator.code), found)

    def _company(self, department: Department) -> _Place:
        """Whom it is compared with: its group, or nobody where it is the government."""
        return department.group, department == self.edition.edition.roster.government

    def peers(self, department: Department, indicator: BoundIndicator | None) -> list[Department]:
        """Those of its group, itself among them, on whom *indicator* is scored.

        The government is nobody's peer but its own: what it shows may be theirs.
        """
        return [
            peer
            for peer in self.departments
            if self._company(peer) == self._company(department)
            and (indicator is None or self.edition.applies(indicator, peer))
        ]

    def population(
        self, department: Department, indicator: BoundIndicator | None, of: Node, window: Window
    ) -> Population:
        """What *of* comes to for all peers of *department*."""

        def found() -> Population:
            peers = self.peers(department, indicator)
            outcomes = {
                peer.code: Asked(self, peer, indicator).evaluate(of, window, None) for peer in peers
            }
            known = [o.lowest for o in outcomes.values() if not o.lacks and o.lowest is not None]
            lacking = {code: o.lacks for code, o in outcomes.items() if o.lacks}
            return Population(tuple(known), lacking)

        months = window.period.first, window.period.last, window.since
        place = (self._company(department), indicator and indicator.code, of, months)
        return _once(self._populations, place, found)


def _once(found: dict[_Place, _T], place: _Place, find: Callable[[], _T]) -> _T:
    if place not in found:
        found[place] = find()
    return found[place]


@frozen(eq=False)
class Asked:
    """What one department's formula asks beyond its own facts, for one indicator or for the total."""

    together: Together
    department: Department
    indicator: BoundIndicator | None = None

    @cached_property
    def reported(self) -> Reported:
        """What it has to show."""
        return self.together.reported(self.department)

    def evaluate(self, node: Node, window: Window, maximum: Fraction | None) -> Outcome:
        """What *node* comes to for it."""
        return evaluate(node, window, self.reported, maximum, self)

    def population(self, of: Node, window: Window, own: Fraction | None) -> Population:  # noqa: ARG002 -- it is among them
        """What *of* comes to for it and its peers."""
        return self.together.population(self.department, self.indicator, of, window)

    def part(self, part: Part) -> Ends:
        """The points of another part of its scorecard, or what could be had there."""
        edition = self.together.edition
        scored = [
            (indicator, outcome)
            for indicator in edition.parts[part.code]
            for outcome in [self.together.outcome(self.department, indicator)]
            if outcome.lowest is not None
        ]
        if not scored:
            return Ends(None, None)
        if part.attainable:
            attainable = sum((indicator.maximum for indicator, _ in scored), _NOTHING)
            return Ends(attainable, attainable)
        return Ends(
            sum((outcome.lowest or _NOTHING for _, outcome in scored), _NOTHING),
            sum((outcome.highest or _NOTHING for _, outcome in scored), _NOTHING),
        )
