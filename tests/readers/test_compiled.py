"""Points compiled into integers are the points of the reader that defines them."""

import io
import pickle
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from random import Random
from tokenize import NAME, NUMBER, OP, generate_tokens

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.clauses import (
    AMOUNTS,
    CATEGORIES,
    JULY,
    TOWN,
    Unheard,
    complaints,
    counts,
    formulas,
    kept,
    made,
    members,
    people,
    per_head,
    plan,
    rate,
    share,
    told,
)

from credit_rules import Amount, Fact, Node, Period, Rulebook
from credit_rules.compiled import Total, writable, write
from credit_rules.errors import FormulaError
from credit_rules.evaluate import evaluate
from credit_rules.facts import Facts, Reported, Window
from credit_rules.formulas import (
    above,
    at_least,
    capped,
    choose,
    each_month,
    each_quarter,
    earlier,
    floored,
    least,
    line,
    node,
    not_applicable,
    once_a_year,
    rolling,
    when,
    where_empty,
)
from credit_rules.formulas.folds import Latest, Mean
from credit_rules.formulas.folds import Total as Added
from credit_rules.formulas.nodes import Clamp, Sum
from credit_rules.formulas.walk import rebuild
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Unit
from credit_rules.testing import variants

VARIANTS = dict(variants(CATEGORIES))
NOTHING = Fraction()
SIGNAL = Fraction("12345/67")
"""Points that no formula here comes to by itself."""


@lru_cache(maxsize=4)
def totals(of: Node) -> tuple[Total, Total]:
    """*of*, and *of* with a signal where it does not apply; those of late are kept compiled."""
    return Total((of,)), Total((where_empty(of, SIGNAL),))


def compiled(of: Node, reported: Reported, period: Period) -> Fraction | None:
    """The points by the compiled reader; None where it finds that *of* does not apply."""
    points, signalled = (total.points(reported, period) for total in totals(of))
    return None if (points, signalled) == (NOTHING, SIGNAL) else points


def agreed(of: Node, reported: Reported, period: Period) -> Fraction | None:
    """The points by both readers, the compiled one and the one that defines them."""
    found = compiled(of, reported, period)
    assert found == evaluate(of, Window(period), reported, Fraction(3)).lowest
    return found


MEMBERS = ("north", "south")
HUGE = 10**18 - 1


def _told(random: Random, department: str, measure: Measure) -> Iterator[Fact]:
    """What one department may say of one measure in two years: of months, of quarters or of years."""
    unit, often = random.choice([*Unit]), random.choice([0, 0.5, 0.9, 1])
    most = measure.limit or random.choice([0, 3, 12, HUGE])
    parts = 4 if measure.kind is Kind.JUDGED else 1
    for year in (2022, 2023):
        for period in Period.of_year(year).split(unit):
            if random.random() < often:
                told_ = Fraction(random.randint(0, int(most) * parts), parts)
                yield Fact(department, period, measure.code, told_)


@st.composite
def reports(draw: st.DrawFn, asked: tuple[Measure, ...]) -> Facts:
    """Facts of a town and its members that the door would let in, some of them missing."""
    random = draw(st.randoms(use_true_random=False))
    places = (TOWN, *draw(st.sampled_from([(), MEMBERS])))
    return Facts(tuple(f for p in places for measure in asked for f in _told(random, p, measure)))


scored_periods = st.sampled_from(
    [
        *Period.of_year(2023).split(Unit.MONTH),
        *Period.of_year(2023).split(Unit.QUARTER),
        *[Period.of_year(2023)] * 4,
    ]
)
town_measures = tuple(amount.measure for amount in AMOUNTS)


@given(formulas, counts())
def test_any_formula_of_one_window(formula: Node, found: dict[Amount, int]) -> None:
    july = Period.parse(JULY)
    facts = Facts(tuple(Fact(TOWN, july, a.measure.code, n) for a, n in found.items()))
    agreed(formula, Reported(facts, TOWN), july)


UNITS = st.sampled_from(Unit)
MONTHS = st.sampled_from([1, 2, 3, 5, 12, 13])

folded: st.SearchStrategy[Node] = st.recursive(
    formulas,
    lambda of: st.one_of(
        st.builds(Mean, UNITS, of, st.none() | of),
        st.builds(lambda unit, a: Added(unit, a, each=3), UNITS, of),
        st.builds(Latest, UNITS, of),
        st.builds(once_a_year, of, strict=st.booleans()),
        st.builds(rolling, of, months=MONTHS),
        st.builds(earlier, of, months=MONTHS),
        st.builds(lambda a, b: a + b, of, of),
        st.builds(lambda a, b: a - b, of, of),
        st.builds(lambda a, b: a / b, of, of),
        st.builds(where_empty, of, of),
        st.builds(lambda a: floored(a - 1), of),
    ),
    max_leaves=3,
).filter(writable)


@given(st.data())
def test_any_formula_within_folds_and_after_them(data: st.DataObject) -> None:
    of, facts = data.draw(folded), data.draw(reports(town_measures))
    rolls_up = data.draw(st.booleans())
    agreed(of, Reported(facts, TOWN, rolls_up=rolls_up), data.draw(scored_periods))


@given(st.lists(folded, max_size=4), st.data())
def test_several_formulas_together_come_to_their_sum(
    several: list[Node], data: st.DataObject
) -> None:
    reported, period = Reported(data.draw(reports(town_measures)), TOWN), data.draw(scored_periods)
    ends = [evaluate(of, Window(period), reported, Fraction(3)).lowest for of in several]
    assert Total(tuple(several)).points(reported, period) == sum(end or NOTHING for end in ends)


@pytest.mark.parametrize(
    ("formula", "counts_", "expected"),
    [
        (node("5/2"), {}, "5/2"),
        (not_applicable(), {}, None),
        ("0.3" * made, {"visits__made": 7}, "2.1"),
        ("-1/3" * made, {"visits__made": 2}, "-2/3"),
        (made - people, {"visits__made": 2, "people__total": 5}, -3),
        (made + not_applicable(), {"visits__made": 2}, None),
        (rate, {"visits__made": 20, "visits__kept": 19}, "19/20"),
        (rate, {"visits__made": 20, "visits__kept": 21}, 1),  # cut
        (rate, {"visits__made": 0, "visits__kept": 0}, None),
        (per_head, {"visits__made": 21, "people__total": 20}, "21/20"),  # no rate, not cut
        # part and whole both below 0, and only the whole
        (
            (made - people) / (complaints - people),
            {"visits__made": 1, "complaints__received": 2, "people__total": 5},
            "4/3",
        ),
        (
            made / (complaints - people),
            {"visits__made": 1, "complaints__received": 2, "people__total": 5},
            "-1/3",
        ),
        (Clamp(made, 2, 5), {"visits__made": 1}, 2),
        (Clamp(made, 2, 5), {"visits__made": 2}, 2),
        (Clamp(made, 2, 5), {"visits__made": 3}, 3),
        (Clamp(made, 2, 5), {"visits__made": 6}, 5),
        (capped(rate, 3), {"visits__made": 0, "visits__kept": 0}, None),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 0}, 0),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 1}, 0),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 4}, "2/3"),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 10}, 2),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 15}, "7/2"),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 20}, 5),
        (line(people, {1: 0, 10: 2, 20: 5}), {"people__total": 21}, 5),
        (line(people, {0: 3, 4: -1}), {"people__total": 3}, 0),
        (line(people, {0: 3, 4: -1}), {"people__total": 1}, 2),
        (line(people, {"5/2": 1, "7/2": 3}), {"people__total": 3}, 2),
        (line(people, {"5/2": 1, "7/2": 3}), {"people__total": 2}, 1),
        # a part or a whole that does not apply itself
        (rate / people, {"visits__made": 0, "visits__kept": 0, "people__total": 4}, None),
        (people / rate, {"visits__made": 0, "visits__kept": 0, "people__total": 4}, None),
        (rate / people, {"visits__made": 2, "visits__kept": 1, "people__total": 4}, "1/8"),
        (line(rate, {0: 0, 1: 3}), {"visits__made": 0, "visits__kept": 0}, None),
        (line(people / 2, {0: 0, 10: 5}), {"people__total": 6}, "3/2"),
        # what does not apply is not looked at, whatever number stands for it
        (
            people / line(rate, {0: 3, 1: 4}),
            {"visits__made": 0, "visits__kept": 0, "people__total": 4},
            None,
        ),
        (least(node(1), line(rate, {0: 3, 1: 4})), {"visits__made": 0, "visits__kept": 0}, None),
        (least(made, people, node(4)), {"visits__made": 9, "people__total": 5}, 4),
        (least(made, people, node(4)), {"visits__made": 3, "people__total": 5}, 3),
        (least(made, people) + 1, {"visits__made": 9, "people__total": 5}, 6),
        (least(rate, node(1)), {"visits__made": 0, "visits__kept": 0}, None),
        (least(node(1), rate), {"visits__made": 0, "visits__kept": 0}, None),
        (when(at_least(made, 3), then=2, otherwise=1), {"visits__made": 3}, 2),
        (when(at_least(made, 3), then=2, otherwise=1), {"visits__made": 2}, 1),
        (when(above(made, 3), then=2, otherwise=1), {"visits__made": 3}, 1),
        (when(above(made, 3), then=2, otherwise=1), {"visits__made": 4}, 2),
        (
            when(at_least(rate, 0), then=2, otherwise=1),
            {"visits__made": 0, "visits__kept": 0},
            None,
        ),
        (
            when(at_least(made, 3), above(people, 5), then=2, otherwise=1),
            {"visits__made": 3, "people__total": 5},
            1,
        ),
        (where_empty(rate, 4), {"visits__made": 0, "visits__kept": 0}, 4),
        (where_empty(rate, 4), {"visits__made": 2, "visits__kept": 1}, "1/2"),
        (
            floored(share - rate),
            {"visits__made": 1, "visits__kept": 1, "people__total": 2, "people__members": 1},
            0,
        ),
    ],
)
def test_a_shape_comes_to_what_its_words_say(
    formula: Node, counts_: dict[str, int], expected: int | str | None
) -> None:
    reported = Reported(Facts(tuple(told(JULY, **counts_))), TOWN)
    wanted = None if expected is None else Fraction(expected)
    assert agreed(formula, reported, Period.parse(JULY)) == wanted


def visits(**by_month: int) -> list[Fact]:
    return [fact for m, n in by_month.items() for fact in told(f"2023-{m[1:]}", visits__made=n)]


@pytest.mark.parametrize(
    ("formula", "facts", "period", "expected"),
    [
        (each_month(capped(made, 3)), visits(m07=2, m08=9, m09=0), "2023-Q3", ("5/3", "5/3")),
        (each_month(capped(made, 3)), visits(m07=2, m09=1), "2023-Q3", (1, 2)),
        (each_quarter(capped(made, 3)), visits(m07=2, m09=2), "2023-Q3", (3, 3)),
        (each_quarter(capped(made, 3)), visits(m07=2), "2023-07", (None, None)),
        (each_quarter(capped(made, 3)), visits(m07=2, m12=1), "2023", ("3/4", "9/4")),
        (each_month(when(above(made, 0), then=made, otherwise=not_applicable())), visits(m07=2, m08=0, m09=4), "2023-Q3", (3, 3)),
        (each_month(when(above(made, 0), then=made, otherwise=not_applicable())), visits(m07=0, m08=0, m09=0), "2023-Q3", (None, None)),
        # a fold, and what comes off it: both ends are carried through
        (floored(each_month(capped(made, 3)) - 1 * people), [*visits(m07=3, m08=3), *told("2023-09", people__total=1)], "2023-Q3", (1, 2)),
        (floored(each_month(capped(made, 3)) - 1 * people), visits(m07=3), "2023-07", (0, 3)),
        (each_quarter(each_month(capped(made, 3))), visits(m07=3, m08=2, m09=1), "2023-Q3", (2, 2)),
        (each_month(capped(made, 1)) + each_quarter(capped(made, 3)), visits(m07=3, m08=0, m09=0), "2023-Q3", ("10/3", "10/3")),
        (Mean(Unit.YEAR, capped(made, 3)), visits(m07=1, m08=1), "2023", (2, 2)),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=1), "2023-Q2", (2, 2)),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=1), "2023-06", (None, None)),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=0), "2023-Q2", (None, None)),
        (once_a_year(2 * plan), [], "2023-Q2", (None, None)),
        (once_a_year(2 * plan), told("2023-05", plan__adopted=0), "2023-Q4", (0, 0)),
        (once_a_year(2 * plan), told("2022-05", plan__adopted=1), "2023", (0, 3)),
        (once_a_year(2 * plan, strict=True), told("2023-05", plan__adopted=0), "2023-Q2", (0, 0)),
        (once_a_year(2 * plan, strict=True), [], "2023-Q2", (0, 3)),
        (once_a_year(2 * share), told("2023", people__total=0, people__members=0), "2023", (None, None)),
        (where_empty(once_a_year(2 * plan), 1 * members), told("2023-03", people__members=4), "2023-Q1", (4, 4)),
    ],
)  # fmt: skip
def test_windows_come_together_as_their_words_say(
    formula: Node,
    facts: list[Fact],
    period: str,
    expected: tuple[int | str | None, int | str | None],
) -> None:
    low, high = (None if end is None else Fraction(end) for end in expected)
    reported, scored = Reported(Facts(tuple(facts)), TOWN), Period.parse(period)
    assert agreed(formula, reported, scored) == low
    assert evaluate(formula, Window(scored), reported, Fraction(3)).highest == high


@pytest.mark.parametrize(
    ("formula", "facts", "period", "expected"),
    [
        # what counts 0 for certain still counts among the months
        (each_month(rate), [*told("2023-07", visits__made=2, visits__kept=2), *told("2023-08", visits__made=0, visits__kept=0)], "2023-Q3", "1/2"),
        # and what does not apply does not, whatever number stands for it
        (each_month(line(rate, {0: 3, 1: 4})), [*told("2023-07", visits__made=2, visits__kept=2), *told("2023-08", visits__made=0, visits__kept=0), *told("2023-09", visits__made=0, visits__kept=0)], "2023-Q3", 4),
        (each_month(not_applicable()) + each_month(made), visits(m07=1, m08=1, m09=4), "2023-Q3", None),
        # no month lacks what its quarter lacks
        (each_month(made) + each_quarter(made + people), visits(m07=1, m08=1, m09=4), "2023-Q3", 2),
        # what goes on after a fold may turn it round
        (5 - each_month(made), visits(m07=3), "2023-Q3", 4),
        (5 - each_month(made) + 0 * people, visits(m07=3), "2023-Q3", 0),
        (node(2) / each_month(made), visits(m07=0, m08=0, m09=0), "2023-Q3", None),
        (once_a_year(0 * plan), told("2023-05", plan__adopted=1), "2023-Q2", None),
        (once_a_year(plan - 1), told("2023-05", plan__adopted=0), "2023-Q2", -1),
        (each_quarter(once_a_year(plan)), told("2023-02", plan__adopted=0), "2023", 0),
        (each_quarter(once_a_year(plan)), told("2023-02", plan__adopted=1), "2023", 1),
        (each_quarter(once_a_year(plan)), [*told("2023-02", plan__adopted=0), *told("2023-05", plan__adopted=1)], "2023", 1),
        (once_a_year(line(share, {0: 3, 1: 4})), told("2023-Q2", people__total=0, people__members=0), "2023-Q2", None),
        (once_a_year(2 * plan), told("2023-02", plan__adopted=1), "2023-Q2", 2),
        (each_month(once_a_year(plan)), told("2023-02", plan__adopted=1), "2023", None),
        (once_a_year(each_month(people)), told("2022-12", people__total=5), "2023-Q1", None),
        (each_month(people), told("2022-12", people__total=5), "2023-Q1", 5),
        (Mean(Unit.MONTH, not_applicable()), [], "2023", None),
        (each_month(node(2)), [], "2023", 2),
        (Sum(()), [], "2023", 0),
        (node(2) / (0 * made), visits(m07=1), JULY, None),
        (made / node("-1/2"), visits(m07=3), JULY, -6),
        (-each_month(made), visits(m07=3), JULY, -3),
    ],
)  # fmt: skip
def test_folds_and_edges(
    formula: Node, facts: list[Fact], period: str, expected: int | str | None
) -> None:
    wanted = None if expected is None else Fraction(expected)
    reported = Reported(Facts(tuple(facts)), TOWN)
    assert agreed(formula, reported, Period.parse(period)) == wanted


@pytest.mark.parametrize(
    ("shape", "said"), [(Unheard(made), "Unheard"), (choose("a.b", x=made, y=kept), "a.b")]
)
def test_a_shape_that_the_reader_does_not_know_is_refused(shape: Node, said: str) -> None:
    facts = Reported(Facts(tuple(told(visits__made=1, visits__kept=1))), TOWN)
    with pytest.raises(FormulaError, match=said):
        Total((shape,)).points(facts, Period.parse(JULY))


# ------------------------------------------------------------------- what is written


def source(*of: Node, months: int = 3, ends_year: bool = False) -> str:
    return write(of, months, ends_year=ends_year).source


def renamed(of: Node) -> Node:
    """The same formula over measures that are called something else."""
    if not isinstance(of, Amount):
        return rebuild(of, renamed)
    measure = of.measure
    whole = measure.within and f"other.x{measure.within.replace('.', '_')}"
    code = f"other.x{measure.code.replace('.', '_')}"
    return Amount(
        evolve(measure, code=code, within=whole, title=evolve(measure.title, en="exit()"))
    )


@given(
    several=st.lists(folded, max_size=3),
    months=st.sampled_from([1, 3, 12]),
    ends_year=st.booleans(),
)
def test_the_same_formulas_are_written_the_same_way_whatever_they_count(
    *, several: list[Node], months: int, ends_year: bool
) -> None:
    written = source(*several, months=months, ends_year=ends_year)
    assert written == source(*several, months=months, ends_year=ends_year)
    assert written == source(*map(renamed, several), months=months, ends_year=ends_year)


WORDS = {"def", "return", "total", "if", "not", "else", "and", "or", "True", "False"}
MADE_HERE = re.compile(r"v[0-9]+|(a[0-9]+|lacks|read)_[0-9]+_[0-9]+_[01]")
SIGNS = {*"()[],:=+-*&<>", "<=", ">="}


@pytest.mark.parametrize("months", [1, 3, 12])
def test_nothing_but_integers_and_names_made_here_is_written(months: int) -> None:
    every = [indicator.formula for indicator in VARIANTS.values()]
    tokens = [*generate_tokens(io.StringIO(source(*every, months=months)).readline)]

    names = {token.string for token in tokens if token.type == NAME}
    assert {name for name in names if not MADE_HERE.fullmatch(name)} <= WORDS
    assert all(token.string.isdigit() for token in tokens if token.type == NUMBER)
    assert {token.string for token in tokens if token.type == OP} <= SIGNS


def test_a_function_is_as_short_as_its_formulas() -> None:
    """Nothing is multiplied by 1 or added to 0, and nothing is computed that nobody uses."""
    written = source("5/2" * rate + made, capped(share, "0.5"), months=1)
    assert written.split("\n    ") == [
        "def total(read_0_1_0):",
        "[a0_0_1_0, a1_0_1_0, a2_0_1_0, a3_0_1_0], lacks_0_1_0 = read_0_1_0",
        "v0 = a0_0_1_0 if a0_0_1_0 <= a1_0_1_0 else a1_0_1_0",
        "v1 = a1_0_1_0 or 1",
        "v2 = 5*v0",
        "v3 = 2*a1_0_1_0",
        "v4 = v2 + v3*v1",
        "v5 = lacks_0_1_0 & 3",
        "v6 = 0 if v5 else v4",
        "v7 = v5 or a1_0_1_0",
        "v8 = a2_0_1_0 if a2_0_1_0 <= a3_0_1_0 else a3_0_1_0",
        "v9 = a3_0_1_0 or 1",
        "v10 = 2*v8",
        "v11 = v9 if v10 > v9 else v10",
        "v12 = lacks_0_1_0 & 12",
        "v13 = 0 if v12 else v11",
        "v14 = v12 or a3_0_1_0",
        "v15 = v6 if v7 else 0",
        "v16 = v13 if v14 else 0",
        "v17 = v15*v9 + v16*v1",
        "v18 = v1*v9",
        "return v17, 2*v18",
    ]


def test_a_measure_is_read_once_in_each_window() -> None:
    read = write([made + people, made - 1, each_month(made)], 3, ends_year=False).reads
    assert [
        (span.offset, span.months, span.of_year, list(asked)) for span, asked in read.items()
    ] == [
        (0, 3, False, ["visits.made", "people.total"]),
        *((month, 1, False, ["visits.made"]) for month in range(3)),
    ]


def test_an_expression_is_computed_once() -> None:
    assert source(rate, 2 * rate).count("<=") == 1


def test_a_total_is_compiled_once_for_periods_of_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    total, reported = Total((once_a_year(plan),)), Reported(Facts(()), TOWN)
    asked = []
    monkeypatch.setattr(
        "credit_rules.compiled.totals.write",
        lambda *args, **kwargs: asked.append((*args, *kwargs.values())) or write(*args, **kwargs),
    )
    for period in ("2023-07", "2023-Q1", "2022-Q2", "2023-Q4", "2023-08", "2023", "2022"):
        total.points(reported, Period.parse(period))
    assert [(months, ends) for _, months, ends in asked] == [
        (1, False),
        (3, False),
        (3, True),
        (12, True),
    ]


def test_what_is_written_can_call_nothing() -> None:
    total = Total((made,))
    total.points(Reported(Facts(()), TOWN), Period.parse(JULY))
    (compiled_once,) = total._compiled.values()
    for function in (compiled_once._any, compiled_once._complete):
        assert function.__globals__ == {"__builtins__": {}}


def test_a_rulebook_can_be_sent_elsewhere_after_it_has_scored() -> None:
    rulebook, period = Rulebook.load(), "2023-Q3"
    facts = rulebook.facts([(rulebook.roster.government.code, period, "training.held", 2)])
    before = rulebook.points(facts, period=period)
    again, sent = pickle.loads(pickle.dumps((rulebook, facts)))  # noqa: S301 -- our own
    assert again == rulebook
    assert (
        again.points(sent, period=period) == before == rulebook.score(facts, period=period).points
    )
