"""Rows in columns come to the points, the bounds and the status that the plain reader gives them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.columns.rows import Clauses, Sheet, agreed, columns
from tests.readers.clauses import (
    JULY,
    TOWN,
    complaints,
    counts,
    formulas,
    grade,
    kept,
    made,
    members,
    people,
    per_head,
    plan,
    quality,
    rate,
    share,
    told,
)
from tests.readers.test_compiled import VARIANTS, folded, scored_periods, town_measures

from credit_rules import Amount, Fact, Node, Period
from credit_rules.columns import Amounts, Scored, Scorer
from credit_rules.columns.scorers import ROWS as BLOCK
from credit_rules.errors import UsageError
from credit_rules.facts import Facts, Reported
from credit_rules.formulas import (
    above,
    at_least,
    by_level,
    capped,
    each_month,
    each_quarter,
    earlier,
    floored,
    greatest,
    latest_month,
    least,
    line,
    node,
    not_applicable,
    once_a_year,
    rolling,
    started_units,
    sum_of_months,
    table,
    weighted,
    when,
    where_empty,
    whole_units,
)
from credit_rules.formulas.nodes import Clamp
from credit_rules.formulas.walk import measures
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Unit

THREE = Fraction(3)
HUGE = 10**18 - 1
UNSHRUNK = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""For tests whose rows are drawn by a seed: a smaller seed is no smaller example."""
LESS = settings(UNSHRUNK, max_examples=max(settings.default.max_examples // 4, 1))
FEW = 12
"""Rows of an example; each with facts of its own."""


def town(*facts: Fact) -> Reported:
    return Reported(Facts(facts), TOWN)


def only(formula: Node | int | str, *facts: Fact, period: str = JULY, maximum: int = 3) -> Scored:
    """One formula on one row, where both readers agree."""
    return agreed([(node(formula), Fraction(maximum))], Period.parse(period), [town(*facts)])


# ----------------------------------------------------------------- of any kind


def _of(random: Random, department: str, measure: Measure, most: int) -> Iterator[Fact]:
    """What one department says of one measure in two years: of months, of quarters or of years."""
    unit, often = random.choice([*Unit]), random.choice([0.5, 0.97, 1, 1])
    limit = measure.limit if measure.kind is Kind.JUDGED else None
    end = int(measure.limit or 0) if measure.limit is not None else most
    for year in (2022, 2023):
        for period in Period.of_year(year).split(unit):
            if random.random() < often:
                count = random.choice([0, 1, end, max(end - 1, 0), random.randint(0, end)])
                yield Fact(department, period, measure.code, Fraction(count, 4) if limit else count)


def anybody(random: Random, asked: Sequence[Measure], most: int) -> Reported:
    """A town that reports for itself, or that stands on two members; much is missing."""
    whose = random.choice([(TOWN,), (TOWN, "north", "south")])
    facts = [fact for who in whose for measure in asked for fact in _of(random, who, measure, most)]
    return Reported(Facts(facts), TOWN, rolls_up=len(whose) > 1)


SIZES = st.sampled_from([3, 12, 12, 1000, 10**9, 10**12, HUGE])
ROWS = st.integers(0, 2**32).map(Random)


@pytest.mark.parametrize("name", VARIANTS)
@LESS
@given(ROWS, SIZES, scored_periods)
def test_every_clause_under_every_reading(
    name: str, random: Random, most: int, period: Period
) -> None:
    clause = VARIANTS[name]
    rows = [anybody(random, measures(clause.formula), most) for _ in range(FEW)]
    agreed([(clause.formula, clause.maximum)], period, rows)


@given(st.lists(formulas, min_size=1, max_size=4), st.lists(counts(), min_size=1, max_size=FEW))
def test_any_formulas_of_one_window(
    several: list[Node], rows: list[dict[Amount, int | Fraction]]
) -> None:
    july = Period.parse(JULY)
    told_ = [town(*(Fact(TOWN, july, a.measure.code, n) for a, n in r.items())) for r in rows]
    agreed([(f, THREE) for f in several], july, told_)


@UNSHRUNK
@given(st.lists(folded, min_size=1, max_size=3), ROWS, SIZES, scored_periods)
def test_any_formulas_within_folds_and_after_them(
    several: list[Node], random: Random, most: int, period: Period
) -> None:
    rows = [anybody(random, town_measures, most) for _ in range(4)]
    agreed([(capped(floored(f, -9), 9), THREE) for f in several], period, rows)


# ----------------------------------------------------------------- one shape at a time

LEVELS = by_level(grade, {"good": 3, "fair": rate, "poor": not_applicable()})
STEPS = table(rate, {">=98%": 3, "(95%, 98%)": 2, "<=95%": not_applicable()})
MONTHLY = when(above(made, 0), then=made, otherwise=not_applicable())
SHAPES: dict[str, Node] = {
    "constant": node("5/2"),
    "never": not_applicable(),
    "scaled": "-1/3" * made,
    "sum of rates": 3 * rate + 2 * share - "0.7" * per_head,
    "whole and rate": 1 * made + 3 * rate,
    "same divisor": made / people + members / people,
    "many divisors": made / people + people / made + kept / complaints,
    "times after rounding": 64 * least(made / people, complaints / made),
    "thrice after rounding": 3 * greatest(made / people, complaints / made),
    "turned round": 2 - 3 * (made / people + people / made),
    "ratio of differences": (made - people) / (complaints - people),
    "divisor that is a number": made / (whole_units(plan, 2) + 3) + people,
    "number by count": node(7) / made,
    "nothing by nothing": node(0) / made,
    "by nothing": made / (0 * people),
    "clamp": Clamp(3 * rate, "1/7", "5/3"),
    "clamp of a sum": Clamp(made / people + people / made, 2, "7/3"),
    "clamp below all": capped(made, -1),
    "clamp above all": floored(2 * plan, 5),
    "line": line(rate, {"1/3": 1, "2/3": 2, "9/10": "1/3"}),
    "line of a count": line(people, {1: 0, 10: 2, 20: 5}),
    "line of a sum": line(made / people + people / made, {2: 1, 3: 0}),
    "flat line": line(rate, {0: 2, 1: 2}),
    "line beyond": line(-1 * made, {0: 3, 5: 1}),
    "least": least(3 * rate, 3 * share, node("3/2")),
    "greatest": greatest(3 * rate, per_head, node("1/2")),
    "units": whole_units(made, 10) + started_units(people - made, 3),
    "units of a rate": floored(3 - "0.2" * started_units("95%" - 1 * rate, "1%")),
    "table": STEPS,
    "table of a sum": table(made / people + people / made, {"<=2": 1, "(2, 3)": 2, ">=3": 3}),
    "levels": LEVELS,
    "judged": "1/3" * quality + 1 * rate,
    "when": when(at_least(rate, "90%"), above(people, 5), then=2, otherwise=3 * share),
    "when of a sum": when(above(made / people + people / made, 2), then=1, otherwise=0),
    "when of nothing": when(above(0 * made, 0), then=1, otherwise=2),
    "empty": where_empty(rate, share),
    "weighted": weighted((1, 2 + 1 * plan), (3, 1 * made)),
    "weighted, some empty": weighted((1, 4 * rate), (3, 4 * share), equally=True),
    "months": each_month(3 * rate),
    "months, where there are any": each_month(MONTHLY),
    "counts of months, where there are any": each_month(
        when(above(made, 0), then=capped(made, 3), otherwise=not_applicable())
    ),
    "months that never apply": each_month(not_applicable()) + each_month(made),
    "weighted months": each_month(3 * rate, weight=made),
    "sum of months": sum_of_months(capped("0.3" * made, 1), each=1),
    "latest": latest_month(3 * rate),
    "quarters": each_quarter(3 * rate),
    "once a year": once_a_year(2 * plan),
    "once a year, of a sum": once_a_year(made / people + people / made),
    "once a year, of nothing": once_a_year(0 * plan),
    "quarters of a number": each_quarter(once_a_year(3 * whole_units(plan, 2)) + 5),
    "rolling": 3 * rolling(rate),
    "rolling months": rolling(each_month(rate), months=3),
    "earlier": made / earlier(made),
    "fold and what comes off": floored(each_month(3 * rate) - 6 * complaints),
}


@pytest.mark.parametrize("name", SHAPES)
@LESS
@given(ROWS, st.sampled_from(["2023-07", "2023-Q3", "2023-Q4", "2023"]))
def test_every_shape(name: str, random: Random, period: str) -> None:
    asked, most = measures(SHAPES[name]), random.choice([3, 12, 100, 10**5])
    rows = []
    for _ in range(FEW):
        facts = [
            Fact(TOWN, month, measure.code, random.randint(0, int(measure.limit or most)))
            for year in (2022, 2023)
            for month in Period.of_year(year).split(Period.parse(JULY).unit)
            for measure in asked
            if random.random() < 0.95
        ]
        rows.append(town(*facts))
    agreed([(SHAPES[name], THREE), (3 * share, Fraction(2))], Period.parse(period), rows)


@pytest.mark.parametrize(
    "formula",
    [
        whole_units(made / people + people / made, "1/3"),
        (made / people + people / made) / made,
        made / (1 + made / people + people / made),
        each_month(3 * rate, weight=made),
        weighted((1, 4 * rate), (3, 4 * share)),
        made * Fraction(1, 10**17) * 1000003 + 1 * rate,
        capped(made, Fraction(10**18 + 1, 10**18 + 7)),
    ],
    ids=["units", "part", "whole", "weights", "absent", "factor", "edge"],
)
@given(st.lists(counts(), min_size=1, max_size=FEW))
def test_shapes_that_64_bits_cannot_decide_are_settled(
    formula: Node, rows: list[dict[Amount, int | Fraction]]
) -> None:
    july = Period.parse(JULY)
    told_ = [town(*(Fact(TOWN, july, a.measure.code, n) for a, n in r.items())) for r in rows]
    assert agreed([(formula, THREE)], july, told_).settled == len(rows)


# ----------------------------------------------------------------- knots

KNOTS = [
    (line(rate, {"90%": 0, "95%": 2, 1: 3}), (made, kept)),
    (when(at_least(rate, "95%"), then=2, otherwise=1), (made, kept)),
    (when(above(rate, "95%"), then=2, otherwise=1), (made, kept)),
    (STEPS, (made, kept)),
    (started_units(1 - 1 * rate, "1%"), (made, kept)),
    (whole_units(rate, "1%"), (made, kept)),
    (Clamp(3 * rate + "1/7" * made / made, "2.85", "2.95"), (made, kept)),
    (when(above(per_head + 1 * rate, "19/10"), then=2, otherwise=1), (made, kept)),
]


@pytest.mark.parametrize("size", [20, 100, 1000, 999_999_999, 10**12, HUGE])
@pytest.mark.parametrize(("formula", "asked"), KNOTS)
def test_each_knot_and_one_unit_around_it(
    formula: Node, asked: tuple[Amount, Amount], size: int
) -> None:
    whole, part = (amount.measure.code for amount in asked)
    july, rows = Period.parse(JULY), []
    for share_ in ("0", "1/7", "90%", "93%", "95%", "98%", "99%", "1"):
        at = size * Fraction(share_.strip("%")) / (100 if "%" in share_ else 1)
        for beside in (-1, 0, 1):
            count = min(max(int(at) + beside, 0), size)
            facts = {whole: size, part: count, "people.total": size}
            rows.append(town(*(Fact(TOWN, july, code, n) for code, n in facts.items())))
    agreed([(formula, THREE), (1 * rate, THREE)], july, rows)


# ----------------------------------------------------------------- ties


@pytest.mark.parametrize("whole", [200, 400, 1000, 16000, 3, 7, 625, 12800])
def test_exact_halves_of_a_hundredth_go_up_everywhere(whole: int) -> None:
    july = Period.parse(JULY)
    counts_ = [
        {"visits.made": whole, "visits.kept": k % (whole + 1), "people.total": 2 * whole, "people.members": (7 * k) % whole, "complaints.received": k}
        for k in range(200)
    ]  # fmt: skip
    rows = [town(*(Fact(TOWN, july, c, n) for c, n in row.items())) for row in counts_]
    clauses: Clauses = [
        (1 * rate, Fraction(1)),
        (3 * share, THREE),
        (least("5/2" * rate, 4 * share), Fraction(5, 2)),
        (3 * least(made / people, complaints / made), THREE),
        (64 * least(made / people, complaints / made), THREE),
        (-1 * share, Fraction(1)),
        (weighted((1, 3 * rate), (1, 3 * share + 0 * complaints)), THREE),
    ]
    agreed(clauses[:2], july, rows)
    agreed(clauses, july, rows)


@pytest.mark.parametrize(
    ("formula", "counts_", "expected"),
    [
        # 1/1400 seven times is half a hundredth, though neither is a whole number of grains
        (7 * least(made / people, complaints / kept), (1, 1400, 1, 9), 1),
        (7 * least(made / people, complaints / kept), (1, 1401, 1, 9), 0),
        # of seven times 6/1400 six grains are lost, all of one step
        (7 * least(made / people, complaints / kept) + "1/200", (6, 1400, 1, 9), 4),
        (7 * least(made / people, complaints / kept) + "1/200", (6, 1401, 1, 9), 3),
        # 1/12800 is no whole number of grains either
        (64 * least(made / people, complaints / kept), (1, 12800, 1, 9), 1),
        (64 * least(made / people, complaints / kept), (1, 12801, 1, 9), 0),
        (made / people + complaints / kept, (1, 1400, 700, 3), 1),
        (made / people + complaints / kept, (1, 1400, 701, 3), 0),
        (made / people - complaints / kept, (1, 100, 200, 1), 1),
        (complaints / kept - made / people, (1, 100, 200, 1), 0),
        # what comes off is just above half a hundredth, by less than a grain
        (made / people - complaints / kept, (1, 100, 19_999_999, 100_000), 0),
        (complaints / kept - made / people, (1, 200, 19_999_999, 200_000), 1),
    ],
)
def test_what_was_rounded_down_before_does_not_cost_a_hundredth(
    formula: Node, counts_: tuple[int, ...], expected: int
) -> None:
    codes = ("visits__made", "people__total", "visits__kept", "complaints__received")
    scored = only(formula, *told(**dict(zip(codes, counts_, strict=True))))
    assert scored.least.points[0, 0] == expected


def test_half_a_hundredth_below_0_goes_up_too() -> None:
    (below,) = only(-1 * made / people, *told(visits__made=1, people__total=200)).least.points[0]
    assert below == 0
    (below,) = only(-3 * made / people, *told(visits__made=1, people__total=200)).least.points[0]
    assert below == -1


# ----------------------------------------------------------------- what a program is told


def test_many_rows_are_scored_block_by_block() -> None:
    july, rows = Period.parse(JULY), 2 * BLOCK + 1
    few = [town(*told(visits__made=7, visits__kept=k)) for k in range(8)]
    many = [few[k % 8] for k in range(rows)]
    sheet = Sheet([(3 * rate, THREE)], july)
    expected = [sheet.defined(row).points for row in few]
    scorer = Scorer(sheet.asked)
    scored = scorer.score(columns(scorer, july, many), rows)
    assert scored.least.points.T.tolist() == [expected[k % 8] for k in range(rows)]
    assert scored.settled == 0


@pytest.mark.parametrize(
    ("formula", "part", "whole", "hundredths"),
    [
        (3 * rate, 250, 1200, 63),
        (line(rate, {0: 0, "10%": 8}), 955, 16000, 478),
        (line(rate, {"95%": 0, 1: "5/2"}), 1927, 2000, 68),
    ],
)
def test_halves_that_floats_round_down(
    formula: Node, part: int, whole: int, hundredths: int
) -> None:
    scored = only(formula, *told(visits__made=whole, visits__kept=part))
    assert scored.least.points[0, 0] == hundredths


# ----------------------------------------------------------------- what does not fit


def test_points_that_no_block_can_hold_are_refused_and_never_wrap_around() -> None:
    as_many, most = told(visits__made=21_474_836), 2 * 10**7
    assert only(1 * made, *as_many, maximum=most).least.points[0, 0] == 2_147_483_600
    assert only(-1 * made, *as_many, maximum=most).least.points[0, 0] == -2_147_483_600
    for formula in (1 * made, -1 * made):
        with pytest.raises(UsageError, match=r"21474837\.00"):
            only(formula, *told(visits__made=21_474_837), maximum=most)
    with pytest.raises(UsageError, match=r"1000000000\.00"):
        only(node(10**9), maximum=most)
    with pytest.raises(UsageError, match=r"100000000\.00"):  # of a hundred
        only(1 * made, *told(visits__made=10**6), maximum=1)


def test_a_number_reads_nothing() -> None:
    assert only(node("5/2")).least.points[0, 0] == 250


def test_of_a_bonus_alone_there_is_no_percentage() -> None:
    rows = [town(*told(visits__made=7, visits__kept=k)) for k in range(8)]
    agreed([(3 * rate, THREE)], Period.parse(JULY), rows, frozenset([0]))
    agreed([(3 * rate, THREE), (1 * plan, THREE)], Period.parse(JULY), rows, frozenset([0]))


def test_a_maximum_that_64_bits_do_not_hold_is_settled_where_something_is_missing() -> None:
    most, july = Fraction(10**18 + 1, 10**18), Period.parse(JULY)
    rows = [town(*told(visits__made=7, visits__kept=5)), town(*told(visits__made=7))]
    formula = capped(rate / 3 + share, most)
    rows += [town(*told(visits__made=7, visits__kept=5, people__total=9, people__members=4))]
    agreed([(formula, most)], july, rows)
    agreed([(rate, most)], july, rows)


def test_limits_are_tried_from_the_largest_count_downwards() -> None:
    sheet = Sheet([(capped(made / people * 1000 + share, 3), THREE)], Period.parse(JULY))
    counts_ = [2 * 10**7, 2 * 10**7 + 1, 10**9, 10**12 + 1, HUGE]
    for most in counts_:
        row = told(visits__made=most, people__total=most, people__members=most // 2)
        rows = [town(*row), town(*told(visits__made=3, people__total=1000, people__members=0))]
        scored = agreed(sheet.clauses, sheet.period, rows)
        assert scored.settled <= 1
    assert agreed(sheet.clauses, sheet.period, rows[1:]).settled == 0


SUM = made / people + complaints / members
AT_ONE: list[tuple[Node, int, int]] = [
    (when(at_least(SUM, 1), then=2, otherwise=1), 200, 100),
    (when(above(SUM, 1), then=2, otherwise=1), 100, 100),
    (table(SUM, {"<1": 1, ">=1": 2}), 200, 100),
    (table(SUM, {"<=1": 1, ">1": 2}), 100, 100),
    (when(at_least(-1 * SUM, -1), then=2, otherwise=1), 200, 200),
    (when(above(-1 * SUM, -1), then=2, otherwise=1), 100, 200),
    (when(at_least(3 * SUM - 1, 2), then=2, otherwise=1), 200, 100),
]


@pytest.mark.parametrize(("formula", "at", "below"), AT_ONE)
def test_a_sum_that_is_just_at_a_threshold(formula: Node, at: int, below: int) -> None:
    for sevenths, expected in (((1, 7, 6, 7), at), ((1, 7, 6 * 10**8 - 1, 7 * 10**8), below)):
        part, whole, other, of = sevenths
        counts_ = {"visits__made": part, "people__total": whole}
        more = {"complaints__received": other, "people__members": of}
        scored = only(formula, *told(**counts_, **more))
        assert scored.least.points[0, 0] == expected
        assert scored.settled == 1


def test_what_lies_clear_of_a_threshold_is_not_settled() -> None:
    more = told(visits__made=1, people__total=3, complaints__received=1, people__members=3)
    assert [only(formula, *more).settled for formula, _, _ in AT_ONE] == [0] * len(AT_ONE)


def test_a_percentage_that_is_just_a_half_when_its_points_lost_a_grain() -> None:
    # 1/7 - 13/140 is 0.05: of 1000 just 0.005 %
    counts_ = {"visits__made": 1, "people__total": 7, "complaints__received": 13}
    formula = made / people - complaints / members
    scored = only(formula, *told(**counts_, people__members=140), maximum=1000)
    assert scored.least.shares[-1, 0] == 1


def test_what_lost_nothing_may_be_turned_round() -> None:
    # two quarters of a hundredth, each a whole number of grains
    counts_ = {"visits__made": 1, "people__total": 400, "complaints__received": 1}
    scored = only(-1 * SUM, *told(**counts_, people__members=400))
    assert scored.least.points[0, 0] == 0


def test_of_two_cases_either_may_have_been_rounded_down() -> None:
    # 1/7 - 193/1400 is half a hundredth
    counts_ = {"visits__made": 1, "people__total": 7, "complaints__received": 193}
    rounded, row = made / people - complaints / members, told(**counts_, people__members=1400)
    for formula in (
        when(at_least(made, 2), then=2, otherwise=rounded),
        when(at_least(made, 1), then=rounded, otherwise=2),
        least(node(2), rounded),
        least(rounded, node(2)),
    ):
        assert only(formula, *row).least.points[0, 0] == 1


def test_a_mean_over_the_months_that_apply_is_just_a_half() -> None:
    # of 1/7 and 607/700: 0.505
    months = [
        *told("2023-07", visits__made=7, visits__kept=1),
        *told("2023-08", visits__made=700, visits__kept=607),
        *told("2023-09", visits__made=0, visits__kept=0),
    ]
    scored = only(each_month(1 * rate), *months, period="2023-Q3")
    assert scored.least.points[0, 0] == 51


def test_means_over_months_that_come_to_a_half_need_not_be_settled() -> None:
    # a third of 0.01 and a third of 0.005: neither is a whole number of hundred-millionths
    rates = {"2023-07": (100, 1, 200), "2023-08": (7, 0, 7), "2023-09": (7, 0, 7)}
    facts = [
        fact
        for month, (made_, kept_, of) in rates.items()
        for fact in told(
            month, visits__made=made_, visits__kept=kept_, people__total=of, people__members=kept_
        )
    ]
    clauses = [(each_month(1 * rate), THREE), (each_month(1 * share), THREE)]
    scored = agreed(clauses, Period.parse("2023-Q3"), [town(*facts)])
    assert scored.least.points[:, 0].tolist()[-1] == 1
    assert scored.settled == 0


def test_rows_that_have_to_be_settled_are_few() -> None:
    scorer, rows = Scorer(Sheet([(SUM, THREE)], Period.parse(JULY)).asked), 50_000
    some = np.random.default_rng(7)
    amounts = {
        (span, code): Amounts(some.integers(1, 10_000, rows))
        for span, measures_ in scorer.reads.items()
        for code in measures_
    }
    assert scorer.score(amounts, rows).settled < rows / 1000


def test_what_was_rounded_down_and_capped_at_sevenths_is_still_just_a_half() -> None:
    # 1/7 - 193/1400 is half a hundredth
    counts_ = {"visits__made": 1, "people__total": 7, "complaints__received": 193}
    rounded, row = made / people - complaints / members, told(**counts_, people__members=1400)
    assert only(capped(rounded, "15/7"), *row).least.points[0, 0] == 1
    assert only(floored(rounded, "-15/7"), *row).least.points[0, 0] == 1


def test_a_maximum_that_64_bits_do_not_hold_beside_a_rate() -> None:
    most, july = 1 + Fraction(1, 10**13), Period.parse(JULY)
    asked = evolve(Sheet([(1 * rate, most)], july).asked, share=False)
    rows = [town(*told(visits__made=8, visits__kept=5)), town(*told(visits__made=8))]
    scorer = Scorer(asked)
    scored = scorer.score(columns(scorer, july, rows), 2)
    assert scored.least.points[-1].tolist() == [63, 0]
    assert scored.most[-1].tolist() == [63, 100]
    assert scored.settled == 1
