"""What is said of periods that are none."""

from credit_rules.errors.base import Problem, problem, shown


def not_a_period(value: object, nearest: str | None) -> Problem:
    """A text that names no month, quarter or year."""
    return problem(
        zh=(
            f"期间 {shown(value)} 无法识别",
            "月（2023-07）、季度（2023-Q3）或年（2023）",
            f"是否为 {nearest}" if nearest else "按上述写法填写期间",
        ),
        en=(
            f"{shown(value)} is not a period",
            "a month (2023-07), a quarter (2023-Q3) or a year (2023)",
            f"Did you mean {nearest}" if nearest else "Write the period in one of these forms",
        ),
    )


def out_of_range(what: str, value: int, first: int, last: int) -> Problem:
    """A year, month or quarter number that does not exist."""
    return problem(
        zh=(f"{what} 为 {value}", f"{first} 至 {last} 的整数", "改为存在的期间"),
        en=(
            f"{what} is {value}",
            f"an integer from {first} to {last}",
            "Name a period that exists",
        ),
    )


def not_a_day(value: object, nearest: str | None) -> Problem:
    """A word that is no calendar day."""
    return problem(
        zh=(
            f"日期 {shown(value)} 无法识别",
            "存在的日期，如 2023-08-10",
            f"是否为 {nearest}" if nearest else "按年-月-日填写",
        ),
        en=(
            f"{shown(value)} is not a date",
            "a day that exists, such as 2023-08-10",
            f"Did you mean {nearest}" if nearest else "Write it as year-month-day",
        ),
    )
