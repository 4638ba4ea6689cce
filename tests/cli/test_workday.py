"""``workday``: counting forwards, backwards and between."""

import pytest
from tests.cli.running import done, refused, run


@pytest.mark.parametrize(
    ("start", "n", "found"),
    [
        ("2023-08-10", "7", "2023-08-21"),
        ("2023-08-10", "+7", "2023-08-21"),
        ("2023-09-28", "7", "2023-10-13"),
        ("2024-02-08", "7", "2024-02-23"),
        ("2023-08-10", "-7", "2023-08-01"),
        ("2023-08-10", "-17", "2023-07-18"),
        ("2023-08-12", "0", "2023-08-14"),
    ],
)
def test_add(start: str, n: str, found: str) -> None:
    assert done("workday", "add", start, n) == f"{found}\n"


def test_a_negative_number_needs_no_separator_and_may_have_one() -> None:
    assert done("workday", "add", "2023-08-10", "-7", "--lang", "en") == "2023-08-01\n"
    assert done("workday", "--lang", "en", "add", "--", "2023-08-10", "-7") == "2023-08-01\n"


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2023-08-10", "2023-08-21", "7"),
        ("2023-08-21", "2023-08-10", "-7"),
        ("2023-08-10", "2023-08-10", "0"),
    ],
)
def test_between(start: str, end: str, count: str) -> None:
    assert done("workday", "between", start, end) == f"{count}\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unannounced_year_is_refused(lang: str) -> None:
    assert "2007-01-01" in refused("workday", "add", "2006-12-29", "1", "--lang", lang)
    assert "2007-01-01" in refused("workday", "between", "2007-01-04", "1999-01-01")


def test_an_answer_that_the_next_notice_may_change_says_so() -> None:
    first, last = "2023-01-01", "{}-12-31"
    year = next(y for y in range(2099, 2022, -1) if _known(f"{y}-12-31"))
    result = run("workday", "between", first, last.format(year))
    assert result.exit_code == 0
    assert result.stdout.strip().isdigit()
    assert f"{year}-12-29" in result.stderr
    english = run("workday", "add", f"{year}-12-29", "0", "--lang", "en")
    assert (english.exit_code, english.stdout[:4]) == (0, str(year))
    assert "may still change" in english.stderr


def _known(day: str) -> bool:
    return run("workday", "add", day, "-1").exit_code == 0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2023-8-10", "2023-08-10"),
        ("20230810", "2023-08-10"),
        ("2023/08/10", "2023-08-10"),
        ("2023年8月10日", "2023-08-10"),
        ("2023-02-30", "'2023-02-30'"),
        ("2023-13-01", "'2023-13-01'"),
        ("2023-W32-4", "'2023-W32-4'"),
        ("yesterday", "'yesterday'"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_day_that_is_none_is_refused(written: str, said: str, lang: str) -> None:
    assert said in refused("workday", "add", written, "1", "--lang", lang)


@pytest.mark.parametrize("n", ["1.5", "x", "１", "-", "--seven", "1_0", "9999999999"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_number_that_is_none_is_refused(n: str, lang: str) -> None:
    assert repr(n) in refused("workday", "add", "2023-08-10", n, "--lang", lang)
