"""Small parts that the tests of the lower floors are made of: a town that counts visits."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from credit_rules.departments import Department, Roster
from credit_rules.facts import Fact, Facts, Reported, Window
from credit_rules.formulas import Amount, Node, flag, flow, stock
from credit_rules.indicators import Category, Citation, Indicator
from credit_rules.measures import Measure
from credit_rules.periods import Cadence, Period
from credit_rules.rulebooks import Document, Edition, Heading, Reading
from credit_rules.text import Text, same

Wrong: TypeAlias = Any
"""A value of a type that the signature forbids."""

CITE = Citation("附件2·走访·1", "每走访一次得1分")

made = flow("visits.made", zh="走访次数", en="visits made")
kept = flow("visits.kept", zh="按期走访次数", en="visits kept", within=made)
people = stock("people.total", zh="人数", en="people")
members = stock("people.members", zh="会员数", en="members", within=people)
plan = flag("plan.adopted", zh="已有方案", en="plan adopted")
report = flag("report.on_time", zh="按时报送", en="report on time", dated=True)

TOWN = Department("town", Text("小城市人民政府", "Town"), ("小城",))
SCHOOLS = Department("schools", Text("小城市教育局", "Schools"), ("教育局",), 1)
PARKS = Department("parks", Text("小城市园林局", "Parks"), ("园林局", "绿化局"), 2)
ROSTER = Roster(TOWN, (SCHOOLS, PARKS))

MEASURES: Mapping[str, Measure] = {
    amount.measure.code: amount.measure for amount in (made, kept, people, members, plan, report)
}


def indicator(
    formula: Node | int | str,
    *,
    code: str = "visits",
    maximum: Node | int | str = 3,
    cadence: Cadence = Cadence.CUMULATIVE,
) -> Indicator:
    """An indicator with the words filled in."""
    of: Wrong = maximum
    by: Wrong = formula
    return Indicator(code, Text("走访", "visits"), of, cadence, by, CITE)


def category(*indicators: Indicator, code: str = "outreach", rulebook: str = "town") -> Category:
    """A category of the town's rulebook."""
    return Category(rulebook, code, indicators)


def reading(key: str, *options: str) -> Reading:
    """A reading with the words filled in."""
    meanings = {option: same(option) for option in options}
    return Reading(key, Text("怎么算？", "How?"), meanings, CITE, Text("惯例", "custom"))


def edition(
    *headings: str, readings: tuple[Reading, ...] = (), points: str = "3", code: str = "town"
) -> Edition:
    """A rulebook with those headings, each of the same points."""
    return Edition(
        code,
        Text("小城考核细则", "the town's rulebook"),
        Document("小城考核细则", "1号", date(2023, 1, 1), "每走访一次得1分"),
        tuple(Heading(name, same(name), Fraction(points)) for name in headings),
        ROSTER,
        readings,
    )


def fact(amount: Amount, period: str, value: int, department: str = "town") -> Fact:
    """One fact."""
    return Fact(department, Period.parse(period), amount.measure.code, value)


def reported(*facts: Fact, by: str = "town") -> Reported:
    """What *by* has to show; the town stands on its departments."""
    return Reported(Facts(facts), by, rolls_up=by == "town")


def window(period: str) -> Window:
    """The window of that period."""
    return Window(Period.parse(period))
