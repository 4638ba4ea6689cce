"""The arithmetic of a working, done again by other means."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_rules.testing import recompute


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("0", 0),
        ("2.5", "5/2"),
        ("95%", "19/20"),
        ("0.01%", "1/10000"),
        ("1/3", "1/3"),
        ("0.5×7", "7/2"),
        ("2 − 2×3", -4),
        ("−3 + 5", 2),
        ("-3 + 5", 2),
        ("(2 + 0 + 1)/3", 1),
        ("1/3×2", "2/3"),
        ("min(0.5×7, 3)", 3),
        ("max(2 − 2×3, 0)", 0),
        ("min(95%, 98%, 1)", "19/20"),
        ("(95% − 90%)/(100% − 90%)×2.5 + (97% − 90%)/(100% − 90%)×2.5", 3),
        ("3 − (109/9112)/5%×3", "5199/2278"),
        # nothing is rounded on the way
        ("0.1 + 0.2", "3/10"),
        ("1/3 + 1/3 + 1/3", 1),
    ],
)
def test_an_expression_has_its_exact_value(expression: str, expected: int | str) -> None:
    assert recompute(expression) == Fraction(expected)


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(0, 10**6))
def test_numbers_of_any_size_are_exact(a: int, b: int, c: int) -> None:
    assert recompute(f"{a}/{b} − {c}×{a}") == Fraction(a, b) - c * a


@pytest.mark.parametrize(
    "expression",
    [
        "x",
        "n",
        "n[0]",
        "f(1)",
        "abs(1)",
        "sum(1, 2)",
        "(1).real",
        "2**3",
        "7 % 4",
        "7//2",
        "not 1",
        "1 if 1 else 2",
        "1 < 2",
        "[1, 2]",
        "'3'",
        "n['a']",
        "min(1, 2)[0]",
        "min(2, key=1)",
        "min(*1)",
        "+1",
        "x1",
        "n1",
        "1.2.3",
        "1@2",
        "__import__('os').getcwd()",
    ],
)
def test_anything_but_arithmetic_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="no arithmetic"):
        recompute(expression)


@pytest.mark.parametrize("expression", ["", "1 = 1", "3 分"])
def test_what_is_no_expression_is_refused_too(expression: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- whatever it says
        recompute(expression)
