"""Small systems of inequalities, decided exactly; a grid of points tries to refute it."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from credit_rules.proof.linear import (
    Affine,
    Constraint,
    Range,
    System,
    above,
    at_least,
    equal,
    feasible,
    known,
    point,
    spread,
    unknown,
)

X, Y, Z = (unknown(name) for name in "xyz")
NOTHING = known(Fraction())


def n(number: int | str) -> Affine:
    return known(Fraction(number))


def holds(constraint: Constraint, at: dict[object, Fraction]) -> bool:
    """By the definition of a constraint, with sums written out."""
    side = constraint.side.constant + sum(f * at[name] for name, f in constraint.side.terms)
    return side > 0 if constraint.strict else side >= 0


def names(system: Iterable[Constraint]) -> set[object]:
    return {name for constraint in system for name, _ in constraint.side.terms}


# ---------------------------------------------------------------------- affine functions


def test_equal_functions_compare_equal_however_they_were_made() -> None:
    assert X + Y == Y + X
    assert X - X == NOTHING
    assert (X + Y) - Y == X
    assert X.times(Fraction(0)) == NOTHING
    assert X.times(Fraction(2)) == X + X


def test_a_coefficient_that_is_not_there_is_0() -> None:
    assert (X.times(Fraction(3)) + Y).factor("x") == 3
    assert X.factor("y") == 0


def test_a_function_is_put_in_for_an_unknown() -> None:
    twice = X.times(Fraction(2)) + Y
    assert twice.replaced("x", Y + n(1)) == Y.times(Fraction(3)) + n(2)
    assert twice.replaced("z", n(9)) == twice
    assert above(X, n(1)).replaced("x", n(3)) == Constraint(n(2), strict=True)


def test_the_value_at_a_point() -> None:
    assert (X.times(Fraction(2)) - Y + n("1/2")).at({"x": Fraction(3), "y": Fraction(1)}) == (
        Fraction("11/2")
    )


def test_closing_a_constraint_takes_its_border_in() -> None:
    assert above(X, Y).closed == at_least(X, Y)
    assert at_least(X, Y).closed == at_least(X, Y)


# --------------------------------------------------------------------------- feasibility


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ((), True),
        ((at_least(X, n(1)), at_least(n(1), X)), True),
        ((above(X, n(1)), at_least(n(1), X)), False),
        ((at_least(X, n(1)), above(n(1), X)), False),
        ((at_least(X, n(2)), at_least(n(1), X)), False),
        ((above(X, Y), above(Y, Z), above(Z, X)), False),
        ((at_least(X, Y), at_least(Y, Z), at_least(Z, X)), True),
        ((*equal(X + Y, n(1)), *equal(X - Y, n(1)), above(Y, NOTHING)), False),
        ((*equal(X + Y, n(1)), *equal(X - Y, n(1)), at_least(Y, NOTHING)), True),
        ((at_least(n(0), n(1)),), False),
        ((above(n(0), n(0)),), False),
        ((at_least(n(0), n(0)),), True),
        # the same border twice: the stricter one counts, in either order
        ((at_least(X, NOTHING), above(X, NOTHING), at_least(NOTHING, X)), False),
        ((above(X, NOTHING), at_least(X, NOTHING), at_least(NOTHING, X)), False),
        # and the tighter one, in either order
        ((at_least(X, n(1)), at_least(X, n(3)), at_least(n(2), X)), False),
        ((at_least(X, n(3)), at_least(X, n(1)), at_least(n(2), X)), False),
        ((at_least(X, n(1)), above(n(3), X + X)), True),
    ],
)
def test_a_system_is_feasible_or_not(system: System, *, expected: bool) -> None:
    assert feasible(system) is expected
    assert (point(system) is not None) is expected


# --------------------------------------------------------------------------------- spread


def test_an_end_is_reached_or_only_approached() -> None:
    inside = (at_least(X, n(1)), above(n(4), X))
    assert spread(X, inside) == Range(Fraction(1), Fraction(4), has_low=True, has_high=False)
    turned = (above(X, n(1)), at_least(n(4), X))
    assert spread(X, turned) == Range(Fraction(1), Fraction(4), has_low=False, has_high=True)


def test_an_open_end_is_none_and_not_reached() -> None:
    free = Range(None, None, has_low=False, has_high=False)
    assert spread(X, ()) == free
    assert spread(X, (at_least(Y, NOTHING),)) == free
    upwards = Range(Fraction(0), None, has_low=True, has_high=False)
    assert spread(X + Y, (at_least(X, NOTHING), at_least(Y, NOTHING))) == upwards


def test_a_number_spreads_over_itself() -> None:
    assert spread(n(7), (at_least(X, NOTHING),)) == (
        Range(Fraction(7), Fraction(7), has_low=True, has_high=True)
    )


def test_a_sum_reaches_its_end_only_where_all_of_its_terms_do() -> None:
    square = (at_least(X, NOTHING), at_least(n(1), X), at_least(Y, NOTHING), above(n(1), Y))
    assert spread(X + Y, square) == Range(Fraction(0), Fraction(2), has_low=True, has_high=False)


def test_a_quantity_tied_to_another_spreads_as_far_as_that() -> None:
    tied = (*equal(X, Y + Y), at_least(Y, n(1)), above(n("5/2"), Y))
    assert spread(X, tied) == Range(Fraction(2), Fraction(5), has_low=True, has_high=False)


# ---------------------------------------------------------------------------------- point


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ((at_least(X, n("1/2")),), 1),
        ((above(X, n(1)),), 2),
        ((at_least(X, n(1)),), 1),
        ((above(n(3), X),), 2),
        ((above(n("7/2"), X),), 3),
        ((at_least(n("7/2"), X),), 3),
        ((above(X, n("1/2")), above(n(1), X)), "3/4"),
        ((at_least(X, n("1/2")), above(n(1), X)), "1/2"),
        ((above(X, n("1/2")), at_least(n(1), X)), 1),
    ],
)
def test_a_point_is_as_small_and_as_whole_as_may_be(system: System, expected: int | str) -> None:
    assert point(system) == {"x": Fraction(expected)}


@pytest.mark.parametrize(
    "system",
    [
        (at_least(X, Y), above(X, Z), *equal(Y, NOTHING), *equal(Z, NOTHING)),
        (above(X, Z), at_least(X, Y), *equal(Y, NOTHING), *equal(Z, NOTHING)),
        (at_least(Y, X), above(Z, X), *equal(Y, n(2)), *equal(Z, n(2))),
        (above(Z, X), at_least(Y, X), *equal(Y, n(2)), *equal(Z, n(2))),
    ],
)
def test_of_two_limits_that_fall_together_the_strict_one_counts(system: System) -> None:
    found = point(system)
    assert found is not None
    assert all(holds(constraint, found) for constraint in system)


def test_a_looser_limit_takes_nothing_off_a_tighter_one() -> None:
    from_below = (at_least(X, Y), above(X, Z), *equal(Y, n(3)), *equal(Z, n(1)))
    assert point(from_below) == {"x": 3, "y": 3, "z": 1}
    from_above = (at_least(Y, X), above(Z, X), *equal(Y, n(3)), *equal(Z, n(5)))
    assert point(from_above) == {"x": 3, "y": 3, "z": 5}


def test_a_point_has_a_number_for_every_unknown() -> None:
    system = (at_least(X + Y, n(3)), above(X, Z))
    found = point(system)
    assert found is not None
    assert set(found) == {"x", "y", "z"}
    assert all(holds(constraint, found) for constraint in system)


# ------------------------------------------------------------------------- any system

_HALVES = range(-4, 5)
_FACTORS = st.integers(-2, 2).map(Fraction)
_SIDES = st.builds(
    lambda x, y, z, constant: Affine.of({"x": x, "y": y, "z": z}, constant),
    _FACTORS,
    _FACTORS,
    _FACTORS,
    st.integers(-4, 4).map(Fraction),
)
_SYSTEMS = st.lists(st.builds(Constraint, _SIDES, st.booleans()), max_size=6).map(tuple)
_BOX = tuple(c for u in (X, Y, Z) for c in (at_least(u, n(-2)), at_least(n(2), u)))


def satisfying(system: System) -> list[dict[object, Fraction]]:
    """Every point of a grid of halves that satisfies *system*, found in integers."""
    rows = [
        (*(int(c.side.factor(u)) for u in "xyz"), int(2 * c.side.constant) - c.strict)
        for c in system
    ]
    return [
        {"x": Fraction(x, 2), "y": Fraction(y, 2), "z": Fraction(z, 2)}
        for x, y, z in product(_HALVES, repeat=3)
        if all(a * x + b * y + c * z + d >= 0 for a, b, c, d in rows)
    ]


@given(_SYSTEMS)
def test_what_some_point_satisfies_is_feasible(system: System) -> None:
    if satisfying(system):
        assert feasible(system)


@given(_SYSTEMS | _SYSTEMS.map(lambda system: (*_BOX, *system)))
def test_a_point_satisfies_its_system(whole: System) -> None:
    found = point(whole)
    assert (found is not None) is feasible(whole)
    if found is not None:
        at = dict.fromkeys(names(whole), Fraction()) | found
        assert all(holds(constraint, at) for constraint in whole), found


@given(_SYSTEMS, _SIDES)
def test_no_point_exceeds_the_spread(system: System, objective: Affine) -> None:
    whole = (*_BOX, *system)
    assume(feasible(whole))
    ends = spread(objective, whole)
    assert ends.low is not None
    assert ends.high is not None
    for at in satisfying(whole):
        value = objective.at(at)
        assert ends.low < value or (ends.has_low and ends.low == value)
        assert value < ends.high or (ends.has_high and ends.high == value)


@given(_SYSTEMS, _SIDES)
def test_an_end_that_is_reached_is_reached_and_no_other(system: System, objective: Affine) -> None:
    whole = (*_BOX, *system)
    assume(feasible(whole))
    ends = spread(objective, whole)
    assert ends.low is not None
    assert ends.high is not None
    assert feasible((*whole, *equal(objective, known(ends.low)))) is ends.has_low
    assert feasible((*whole, *equal(objective, known(ends.high)))) is ends.has_high
    near = (ends.high - ends.low) / 1000
    assert feasible((*whole, at_least(objective, known(ends.high - near)))) or not near
    assert feasible((*whole, at_least(known(ends.low + near), objective))) or not near
