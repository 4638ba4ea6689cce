"""Numbers are exact from where they are written to where they are shown."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.samples import Wrong

from credit_rules.errors import NumberError
from credit_rules.exact import Number, display, exact, number, percent, written

VAST = Fraction(10**30) + Fraction(1, 8)
"""More digits than a decimal context keeps by itself."""

decimals = st.builds(lambda n, k: Fraction(n, 10**k), st.integers(), st.integers(0, 12))
exacts = st.fractions() | decimals


# --- Reading -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (5, Fraction(5)),
        (-5, Fraction(-5)),
        (0, Fraction(0)),
        (Fraction(5, 2), Fraction(5, 2)),
        (Decimal("2.50"), Fraction(5, 2)),
        (Decimal("-1E+3"), Fraction(-1000)),
        ("5", Fraction(5)),
        ("+5", Fraction(5)),
        ("-5", Fraction(-5)),
        ("007", Fraction(7)),
        ("2.5", Fraction(5, 2)),
        ("-0.05", Fraction(-1, 20)),
        ("5/2", Fraction(5, 2)),
        ("-10/4", Fraction(-5, 2)),
        ("1/10", Fraction(1, 10)),
        ("90%", Fraction(9, 10)),
        ("90 %", Fraction(9, 10)),
        ("12.5%", Fraction(1, 8)),
        ("0.1‰", Fraction(1, 10000)),
        ("-5/2%", Fraction(-1, 40)),
        ("  100%\n", Fraction(1)),
    ],
)
def test_a_number_is_read_for_what_it_says(given: Number, meant: Fraction) -> None:
    read = number(given)

    assert read == meant
    assert type(read) is Fraction


def test_what_a_float_cannot_hold_is_read_exactly() -> None:
    assert number("0.1") + number("0.2") == number("0.3")
    assert number("0.1") == Fraction(1, 10) != Fraction(0.1)


@pytest.mark.parametrize("binary", [0.9, 0.5, 1.0, -0.0, 1e300, float("nan"), float("inf")])
def test_a_float_is_refused_with_the_remedy(binary: Wrong) -> None:
    with pytest.raises(NumberError) as refused:
        number(binary)

    english = refused.value.read("en")
    assert english.startswith(f"{binary!r} is a binary float; expected an exact number")
    assert f'"{binary!r}"' in refused.value.problems[0].remedy.en
    assert '"90%"' in refused.value.problems[0].remedy.en
    assert "二进制浮点数" in str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "abc",
        "12abc",
        "NaN",
        "inf",
        "1e3",
        ".5",
        "5.",
        "1.5/2",
        "1/0",
        "1/00",
        "1/-2",
        "1//2",
        "--5",
        "- 5",
        "1 000",
        "1,000",
        "1_000",
        "0x10",
        "%",
        "5%%",
        "5%‰",
        "５",  # full width
        "5％",
        "五",
        "٣",  # a digit elsewhere
        "−5",  # a minus sign, not a hyphen
        "5\n6",
    ],
)
def test_words_that_are_no_number_are_refused_with_what_was_written(words: str) -> None:
    with pytest.raises(NumberError) as refused:
        number(words)

    assert refused.value.problems[0].wrong.en == f"{words!r} is not a number"
    assert repr(words) in str(refused.value)


@pytest.mark.parametrize(
    "thing",
    [
        True,
        False,
        None,
        b"5",
        [5],
        5j,
        object,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("-Infinity"),
    ],
)
def test_what_is_no_number_is_refused(thing: Wrong) -> None:
    with pytest.raises(NumberError, match="不是数"):
        number(thing)


@pytest.mark.parametrize("digits", ["9" * 5000, "0." + "9" * 5000, "1/" + "9" * 5000])
def test_a_number_longer_than_any_is_refused_in_words(digits: str) -> None:
    with pytest.raises(NumberError):
        number(digits)


@given(st.text())
def test_any_text_is_a_number_or_refused(words: str) -> None:
    try:
        read = number(words)
    except NumberError:
        return
    assert type(read) is Fraction


# --- The lossless forms ----------------------------------------------------------------------


@given(exacts)
def test_the_exact_form_reads_back_equal_and_is_in_lowest_terms(value: Fraction) -> None:
    shown = exact(value)

    assert number(shown) == value
    assert shown == (
        f"{value.numerator}/{value.denominator}" if value.denominator > 1 else f"{value.numerator}"
    )


@pytest.mark.parametrize(
    ("value", "as_written"),
    [
        (Fraction(0), "0"),
        (Fraction(3), "3"),
        (Fraction(100), "100"),
        (Fraction(5, 2), "2.5"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(-1, 20), "-0.05"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 10**6), "0.000001"),
        (Fraction(1, 10**7), "1/10000000"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-193, 203), "-193/203"),
    ],
)
def test_a_number_is_written_as_a_person_would(value: Fraction, as_written: str) -> None:
    assert written(value) == as_written


@pytest.mark.parametrize(
    ("value", "as_written"),
    [
        (Fraction(0), "0%"),
        (Fraction(19, 20), "95%"),
        (Fraction(1), "100%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(-1, 200), "-0.5%"),
        (Fraction(1, 10000), "0.01%"),
        (Fraction(193, 203), "193/203"),
        (Fraction(1, 3), "1/3"),
    ],
)
def test_a_rate_is_written_as_a_percentage_where_that_is_short(
    value: Fraction, as_written: str
) -> None:
    assert percent(value) == as_written


@pytest.mark.parametrize("write", [written, percent])
@given(value=exacts)
@example(value=VAST)
@example(value=-VAST)
def test_what_is_written_reads_back_equal(
    write: Callable[[Fraction], str], value: Fraction
) -> None:
    assert number(write(value)) == value


def test_what_is_written_does_not_hang_on_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 3

        assert written(Fraction(12345)) == "12345"
        assert written(Fraction(12345, 10)) == "1234.5"
        assert percent(Fraction(12345, 100000)) == "12.345%"
        assert display(Fraction(12345678, 100)) == "123456.78"
        assert number(Decimal("1234.5")) == Fraction(2469, 2)


# --- The one rounding ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0.00"),
        ("3", "3.00"),
        ("2.5", "2.50"),
        ("0.004", "0.00"),
        ("0.005", "0.01"),
        ("1.005", "1.01"),
        ("1.015", "1.02"),
        ("2.675", "2.68"),
        ("0.994999999999", "0.99"),
        ("0.995", "1.00"),
        ("99.995", "100.00"),
        ("1/3", "0.33"),
        ("2/3", "0.67"),
        ("7537/96", "78.51"),
        ("-0.004", "0.00"),
        ("-0.005", "0.00"),
        ("-0.006", "-0.01"),
        ("-1.005", "-1.00"),
        ("-1.015", "-1.01"),
        ("-1.016", "-1.02"),
        ("-2/3", "-0.67"),
        ("-100", "-100.00"),
    ],
)
def test_points_are_shown_with_two_decimals_rounded_half_up(value: str, shown: str) -> None:
    assert display(number(value)) == shown


@given(st.integers(min_value=0, max_value=10**20), st.integers(min_value=0, max_value=6))
def test_points_are_shown_as_decimal_rounds_half_up(units: int, places: int) -> None:
    with localcontext() as context:
        context.prec = 60
        expected = Decimal(units).scaleb(-places).quantize(Decimal("0.01"), ROUND_HALF_UP)

    assert display(Fraction(units, 10**places)) == f"{expected:f}"


@given(st.integers())
def test_an_exact_tie_goes_up(hundredths: int) -> None:
    tie = Fraction(2 * hundredths + 1, 200)

    assert number(display(tie)) == Fraction(hundredths + 1, 100)


@given(exacts)
def test_what_is_shown_is_nearest_and_of_one_form(value: Fraction) -> None:
    shown = display(value)

    assert Fraction(-1, 200) < number(shown) - value <= Fraction(1, 200)
    assert shown[-3] == "."
    assert shown != "-0.00"


@given(exacts, exacts)
def test_more_points_are_never_shown_as_fewer(one: Fraction, other: Fraction) -> None:
    lower, higher = sorted([one, other])

    assert number(display(lower)) <= number(display(higher))
