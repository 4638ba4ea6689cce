"""Three townships and a rulebook of a few clauses, put together in each test as it needs them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from credit_rules import Rulebook
from credit_rules.departments import Department, Group, Roster
from credit_rules.facts import Facts
from credit_rules.formulas import Amount, Node, at_least, capped, flag, flow
from credit_rules.indicators import Category, Citation, Indicator
from credit_rules.periods import Cadence
from credit_rules.plugins import Installed, Plugin
from credit_rules.rulebooks import Document, Edition, Heading
from credit_rules.text import Text, same
from credit_rules.verdicts import Fixed, Grade, Ladder, Veto

Wrong: TypeAlias = Any

CITE = Citation("一", "按件得分")
Q3 = "2023-Q3"

cases = flow("cases.closed", zh="办结件数", en="cases closed")
received = flow("cases.received", zh="受理件数", en="cases received")
awards = flow("awards.won", zh="获奖次数", en="awards won")
fires = flow("fires.counted", zh="火灾起数", en="fires")
excused = flag("fires.excused", zh="不可抗力", en="nobody's fault")

LADDER = Ladder(
    [Grade("good", Text("好", "good"), ">=50"), Grade("poor", Text("差", "poor"), "<50")]
)
FIRE = Veto("fire", Text("火灾", "fire"), [at_least(fires, 1)], [Fixed(59)], CITE)

COUNTIES = Group("counties", Text("区县", "counties"))
CITY = Group("city", Text("市直", "city departments"))
NORTH = Department("north", Text("北乡", "North"), group=COUNTIES)
SOUTH = Department("south", Text("南乡", "South"), group=COUNTIES)
EAST = Department("east", Text("东乡", "East"), group=COUNTIES)
OFFICE = Department("office", Text("办公室", "Office"), group=CITY)
ROSTER = Roster(Department("town", Text("小城", "Town")), (NORTH, SOUTH, EAST, OFFICE))


def clause(
    formula: Node, maximum: int | str, *, code: str = "cases", cadence: Cadence = Cadence.CUMULATIVE
) -> Indicator:
    """An indicator with the words filled in."""
    most: Wrong = maximum
    return Indicator(code, Text("办件", "cases"), most, cadence, formula, CITE)


def town(
    headings: Iterable[Heading],
    *indicators: tuple[str, Indicator],
    roster: Roster = ROSTER,
    **more: Wrong,
) -> Rulebook:
    """A rulebook with those headings; each indicator beside the heading that it stands under."""
    listed = list(headings)
    document = Document("考核细则", "1号", date(2023, 1, 1), "按件得分")
    text = Edition("town", same("town"), document, listed, roster, (), **more)
    under = {h.code: [i for code, i in indicators if code == h.code] for h in listed}
    brought = tuple(Category("town", code, found) for code, found in under.items())
    plugin = Plugin("town", "town", "1.0", "town", editions=(text,), categories=brought)
    return Rulebook.load(installed=Installed([plugin]))


BASE = Heading("base", Text("基础", "base"), 100)
BONUS = Heading("bonus", Text("加分", "bonus"), 5, bonus=True)


def plain(**more: Wrong) -> Rulebook:
    """100 points for 100 cases."""
    return town([BASE], ("base", clause(capped(cases, 100), 100)), **more)


def told(rulebook: Rulebook, *facts: tuple[str, Amount, int]) -> Facts:
    """What departments report for the third quarter."""
    return rulebook.facts([(who, Q3, amount.measure.code, n) for who, amount, n in facts])
