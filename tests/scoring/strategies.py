"""Facts that an office could have reported, and every way of asking for a score.

Every generated set is valid: no periods overlap for a department and measure, and no part
exceeds its whole where both speak of one department and period. Beyond that it is made to
hurt: exact knots and one unit beside them, holes, zeros, quarters where months are wanted,
stocks of other years, facts of the government against those of its members.

A case is built by one :class:`random.Random`, whose seed is all that hypothesis draws: each
example is then new in all of its parts. Any subset of valid facts is valid, so a test that
fails can be cut down to the few facts that it needs.
"""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from hypothesis import Phase
from hypothesis import strategies as st
from tests.oracle import OPTIONS, Row

from credit_rules_genhe_2023.roster import ROSTER

GOVERNMENT = "genhe"
MEMBERS = [member.code for member in ROSTER.members]
YEARS = (2022, 2023, 2024)
UNITS = ("month", "quarter", "year")
MOST = 10**18 - 1
"""The largest count that a facts file may hold."""

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""For tests on cases: a smaller seed is no smaller case."""

SEEDS = st.randoms(use_true_random=True)
"""All that hypothesis draws of a case."""

Layout = tuple[str, ...]
"""Periods that do not overlap."""

Share = tuple[tuple[int, int], int]
"""A fraction, and how many units beside it."""


class Case(NamedTuple):
    """Everything that a scorecard depends on."""

    rows: list[Row]
    period: str
    department: str
    readings: dict[str, str]


class Part(NamedTuple):
    """A measure whose value is drawn as a share of another one.

    *knots* are shares that the formula bends or jumps at; each is tried exactly and one unit
    to either side.
    """

    code: str
    whole: str
    knots: tuple[tuple[int, int], ...]
    within: bool = True

    def share(self, random: Random) -> Share:
        """A knot, on it or one unit beside."""
        return random.choice(self.knots), random.choice((0, 0, 1, -1))


class Family(NamedTuple):
    """Measures that are reported together: counts with the values worth trying, and parts."""

    counts: dict[str, tuple[int, ...]]
    parts: tuple[Part, ...] = ()
    dated: bool = False


ONCE = ((0, 1), (1, 2), (1, 1))
SIZES = (100, 1000, 20, 200, 10, 50, 1, 7, 120, 10**6, 10**17 + 50, 0)

PERFECT: Share = ((1, 1), 0)
MOODS = ("varied", "varied", "varied", "steady", "steady", "steady", "perfect", "empty")
"""Whether a department's numbers change, repeat themselves, leave nothing to wish, or are 0."""

FAMILIES = (
    Family(
        {
            "double_publicity.reported": SIZES,
            "double_publicity.concealed": (0, 0, 0, 1, 0, 2, MOST),
        },
        (
            Part("double_publicity.compliant", "double_publicity.reported", ((98, 100), *ONCE)),
            Part("double_publicity.on_time", "double_publicity.reported", ((95, 100), *ONCE)),
        ),
        dated=True,
    ),
    Family(
        {"hotline.requests": SIZES, "hotline.rated": SIZES},
        (
            Part("hotline.resolved", "hotline.requests", ((9, 10), (95, 100), (9, 10), *ONCE)),
            Part("hotline.satisfied", "hotline.rated", ((9, 10), (97, 100), (9, 10), *ONCE)),
        ),
        dated=True,
    ),
    Family(
        {
            "monthly_report.on_time": (1, 0),
            "monthly_report.valid_items": (9, 0, 1, 11, 12, 13, 15, 16, 17, 20, 21, MOST),
        },
        dated=True,
    ),
    Family({"campaigns.held": (1, 0, 2, 3, 4, MOST)}, dated=True),
    Family({"joint_cases.collected": (0, 1, 2, MOST)}, dated=True),
    Family({"credit_checks.batches": (1, 0, 2, 4, 5, 6, MOST)}, dated=True),
    Family({"defaulters.records": (0, 1, 2, 0, MOST)}, dated=True),
    Family({"training.held": (0, 1, 2, 0, MOST)}, dated=True),
    Family({"integrity_education.held": (1, 0, 2, 3, MOST)}, dated=True),
    Family({"application_rules.domains": (1, 0, 5, 6, 7, MOST)}),
    Family({"commitment_rules.domains": (1, 0, 5, 6, 7, MOST)}),
    Family({"tiered_supervision_rules.domains": (1, 0, 5, 6, 7, MOST)}),
    Family({"repair_notice.domains": (1, 0, 3, 4, 5, MOST)}),
    Family({"work_mechanism.established": (1, 0)}),
    Family({"target_responsibility.included": (1, 0)}),
    Family({"arrears_resolution.mechanism_or_work": (1, 0)}),
    Family({"labour_relations.published": (0, 1, 0)}),
    Family(
        {"administrative_information.reported": SIZES},
        (
            Part(
                "administrative_information.compliant",
                "administrative_information.reported",
                ((97, 100), *ONCE),
            ),
        ),
    ),
    Family(
        {"public_employees.total": SIZES},
        (
            Part(
                "public_employees.collected",
                "public_employees.total",
                ((1, 2), (3, 10), (9, 10), *ONCE),
            ),
        ),
    ),
    Family(
        {
            "code_errors.found": (10, 0, 1, 2, 5, 9, 11, 100, 10**17),
            "social_credit_codes.total": (10**5, 0, 10**4, 10**6, 1, 2 * 10**5, MOST),
        },
        (Part("code_errors.corrected", "code_errors.found", ((9, 10), *ONCE)),),
    ),
    Family(
        {"taxpayers.rated": SIZES},
        (
            Part(
                "taxpayers.a_grade",
                "taxpayers.rated",
                ((6, 100), (10, 100), (8, 100), (12, 100), *ONCE),
            ),
        ),
    ),
    Family(
        {"market_entities.total": SIZES, "population.total": SIZES},
        (
            Part(
                "seriously_dishonest.entities",
                "market_entities.total",
                ((5, 100), (2, 100), (0, 1), (5, 100), *ONCE),
            ),
            Part(
                "real_name_authentication.entities",
                "market_entities.total",
                ((10, 100), (4, 100), (10, 100), *ONCE),
            ),
            Part(
                "commitments.collected",
                "market_entities.total",
                ((8, 10), (1, 1), (12, 10), *ONCE),
                within=False,
            ),
            Part(
                "special_information.enterprise",
                "market_entities.total",
                ((1, 2), (1, 1), (3, 2), *ONCE),
                within=False,
            ),
            Part(
                "special_information.person",
                "population.total",
                ((4, 1), (10, 1), (12, 1), *ONCE),
                within=False,
            ),
        ),
    ),
    Family(
        {
            "xinyi_plus.schemes": (7, 0, 1, 19, 20, 33, 34, MOST),
            "xinyi_plus.implemented": (5, 0, 1, 14, 20, MOST),
        },
        (Part("xinyi_plus.effective", "xinyi_plus.schemes", ((5, 7), *ONCE)),),
    ),
)


def months(year: int, first: int = 1, last: int = 12) -> Layout:
    """The months of *year* from *first* to *last*."""
    return tuple(f"{year}-{month:02d}" for month in range(first, last + 1))


def quarters(year: int) -> Layout:
    """The four quarters of *year*."""
    return tuple(f"{year}-Q{quarter}" for quarter in (1, 2, 3, 4))


def months_in(period: str) -> Layout:
    """The months that make up *period*."""
    year = int(period[:4])
    if "Q" in period:
        quarter = int(period[-1])
        return months(year, 3 * quarter - 2, 3 * quarter)
    return (period,) if "-" in period else months(year)


def quarters_around(period: str) -> Layout:
    """The quarters that *period* consists of, or the one that it lies in."""
    year = int(period[:4])
    found = {(int(month[-2:]) + 2) // 3 for month in months_in(period)}
    return tuple(f"{year}-Q{quarter}" for quarter in sorted(found))


def scored_period(random: Random, unit: str) -> str:
    """A month, quarter or year to be scored; most of 2023, which has a year on either side.

    None is earlier: the rulebook is not valid there. The ends of years come often: some rules
    wait for them.
    """
    year = random.choice((2023, 2023, 2023, 2024))
    if unit == "month":
        return f"{year}-{random.choice((*range(1, 13), 3, 12, 12)):02d}"
    return f"{year}-Q{random.choice((1, 2, 3, 4, 4))}" if unit == "quarter" else str(year)


def mixed_years(random: Random) -> Layout:
    """Months, quarters and years side by side, over all three years."""
    layout: list[str] = []
    for year in YEARS:
        kind = random.choice(("none", "parts", "parts", "year"))
        if kind == "year":
            layout.append(str(year))
        elif kind == "parts":
            # Of each quarter: the quarter itself, or any of its months.
            for quarter in (1, 2, 3, 4):
                named = months(year, 3 * quarter - 2, 3 * quarter)
                if random.random() < 1 / 4:
                    layout.append(f"{year}-Q{quarter}")
                else:
                    layout += random.sample(named, random.randint(0, 3))
    return tuple(layout)


def layout_of(random: Random, usual: Layout, layouts: tuple[Layout, ...]) -> Layout:
    """Most measures of a family share their periods; some lack one, or go their own way."""
    chance = random.random()
    if chance < 1 / 20:
        return ()
    if chance < 2 / 20:
        return random.choice(layouts)
    if chance < 3 / 20 and usual:
        gap = random.randrange(len(usual))
        return usual[:gap] + usual[gap + 1 :]
    return usual


def share_of(base: int, share: Share) -> int:
    """That share of *base*, rounded down."""
    (numerator, denominator), beside = share
    return min(max(base * numerator // denominator + beside, 0), MOST)


def family_rows(random: Random, family: Family, who: str, layouts: tuple[Layout, ...]) -> list[Row]:
    """What one department reports of one family."""
    usual = random.choice(layouts)
    size = random.choice(SIZES)
    mood = random.choice(MOODS)
    found: dict[tuple[str, str], int] = {}
    for code, values in family.counts.items():
        value = random.choice(values)
        if mood == "empty" and values[0]:
            value = 0
        elif values is SIZES:
            value = size
        elif mood == "perfect":
            value = values[0]
        for period in layout_of(random, usual, layouts):
            varied = random.choice((value, value, *values))
            found[code, period] = varied if mood == "varied" else value
    for part in family.parts:
        usual_share = PERFECT if mood == "perfect" else part.share(random)
        for period in layout_of(random, usual, layouts):
            share = part.share(random) if mood == "varied" else usual_share
            whole = found.get((part.whole, period))
            value = share_of(size if whole is None else whole, share)
            limit = value if whole is None or not part.within else whole
            found[part.code, period] = min(value, limit)
    return [(who, period, code, value) for (code, period), value in found.items()]


def reporters(random: Random, subject: str, members: list[str]) -> tuple[str, ...]:
    """Who reports a family: the one scored, others, both, or nobody."""
    one, two, three = members
    both = (GOVERNMENT, one)
    several: tuple[tuple[str, ...], ...]
    if subject == GOVERNMENT:
        several = ((GOVERNMENT,), (one, two), (one,), both, (one, two, three), (*both, two))
    else:
        several = ((one,), (one, two), (one,), both, (one,), (GOVERNMENT, two))
    return () if random.random() < 1 / 20 else random.choice(several)


def make_readings(random: Random) -> dict[str, str]:
    """An option of every reading."""
    return {key: random.choice(options) for key, options in OPTIONS.items()}


def make_case(
    random: Random, unit: str, department: str, readings: dict[str, str] | None = None
) -> Case:
    """Facts and a period of *unit* to score *department* in, under *readings* or any."""
    period = scored_period(random, unit)
    members = random.sample([member for member in MEMBERS if member != department], 3)
    if department != GOVERNMENT:
        members = [department, *members[:2]]
    year = int(period[:4])
    inside = months_in(period)
    mixed = mixed_years(random)
    last_year = f"{year - 1}-Q2"
    flows = (inside,) * 7 + (quarters_around(period), quarters(year), months(year), mixed)
    stocks = (
        (period,),
        inside[:1],
        (str(year - 1),),
        (last_year, inside[-1]),
        (last_year, *dict.fromkeys((f"{year}-01", inside[-1]))),
        (f"{year - 1}-11", f"{year + 1}-01"),
        quarters(year),
        (str(year),),
        mixed,
    )
    rows: list[Row] = []
    for family in FAMILIES:
        layouts = flows if family.dated else stocks
        for who in reporters(random, department, members):
            rows += family_rows(random, family, who, layouts)
    random.shuffle(rows)
    return Case(rows, period, department, readings or make_readings(random))


def alike_read(random: Random, unit: str, department: str, many: int) -> Iterator[Case]:
    """Cases under the same readings: a rulebook is compiled once for all of them.

    Compiling takes many times as long as scoring does.
    """
    readings = make_readings(random)
    return (make_case(random, unit, department, readings) for _ in range(many))


def somebody(random: Random, *, government: bool) -> str:
    """The government, or one of its members."""
    return GOVERNMENT if government else random.choice(MEMBERS)


def cases(unit: str, *, government: bool) -> st.SearchStrategy[Case]:
    """What to score of the government or of a member, in a month, quarter or year."""
    return SEEDS.map(
        lambda random: make_case(random, unit, somebody(random, government=government))
    )
