"""Formulas of every shape: one of each by hand, and hypothesis' own of any size."""

from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st
from tests.core.samples import kept, made, people

from credit_rules.formulas import Node
from credit_rules.formulas.nodes import (
    Amount,
    Choice,
    Clamp,
    Constant,
    InYear,
    Least,
    Line,
    Mean,
    NotApplicable,
    Ratio,
    Reaches,
    Scaled,
    Sum,
    When,
    WhereEmpty,
)
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Unit
from credit_rules.text import Text

rate = (kept / made).named(zh="按期率", en="rate of visits kept")

Knots: TypeAlias = tuple[tuple[Fraction, Fraction], ...]

ONE_OF_EACH: dict[type[Node], Node] = {
    type(tree): tree
    for tree in (
        Constant("5/2"),
        NotApplicable(),
        Amount(people.measure),
        rate,
        Sum((people, Constant(1))),
        Scaled("-1/3", people),
        Clamp(people, lowest="0.5", highest="90%"),
        Line(rate, {"90%": 0, "100%": "2.5"}),
        Least((people, Constant(3))),
        Reaches(people, "0.1‰", beyond=True),
        When((Reaches(rate, "90%"), Reaches(people, 1)), people, 0),
        WhereEmpty(rate, 1),
        Mean(Unit.QUARTER, rate),
        InYear(people, strict=True),
        Choice("visits.count", (("all", made), ("kept", kept))),
    )
}

exacts = st.fractions(max_denominator=10**6)
names = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
texts = st.builds(Text, st.text(max_size=5), st.text(max_size=5))
measures = st.builds(
    Measure,
    st.builds("{}.{}".format, names, names),
    texts,
    texts,
    st.sampled_from(Kind),
    st.none() | st.builds("{}.{}".format, names, names),
    st.booleans(),
)
amounts = st.builds(Amount, measures) | st.sampled_from([made, kept, people])
steps = st.fractions(min_value="1/100", max_value=5, max_denominator=100)


def _knots(at: Fraction, rises: list[tuple[Fraction, Fraction]]) -> Knots:
    """Knots whose arguments begin at *at* and rise by steps."""
    made_of = [(at, at)]
    for step, points in rises:
        made_of.append((made_of[-1][0] + step, points))
    return tuple(made_of)


knots = st.builds(_knots, exacts, st.lists(st.tuples(steps, exacts), min_size=1, max_size=3))


def _larger(of: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    bounds = st.lists(exacts, min_size=2, max_size=2).map(sorted)
    conditions = st.builds(Reaches, of, exacts, st.booleans())
    several = st.lists(of, min_size=2, max_size=3).map(tuple)
    options = several.map(lambda found: tuple(zip("abc", found, strict=False)))
    return st.one_of(
        st.builds(Ratio, of, of, st.none() | texts),
        st.builds(Sum, st.lists(of, max_size=4).map(tuple)),
        st.builds(Scaled, exacts, of),
        st.builds(lambda inner, ends: Clamp(inner, *ends), of, bounds),
        st.builds(lambda inner, end: Clamp(inner, lowest=end), of, exacts),
        st.builds(lambda inner, end: Clamp(inner, highest=end), of, exacts),
        st.builds(Line, of, knots),
        st.builds(Least, several),
        st.builds(When, st.lists(conditions, min_size=1, max_size=2).map(tuple), of, of),
        st.builds(WhereEmpty, of, of),
        st.builds(Mean, st.sampled_from(Unit), of),
        st.builds(InYear, of, st.booleans()),
        st.builds(Choice, names, options),
    )


leaves = st.builds(Constant, exacts) | st.just(NotApplicable()) | amounts
trees: st.SearchStrategy[Node] = st.recursive(leaves, _larger, max_leaves=8)
