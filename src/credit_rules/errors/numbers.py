"""What is said of numbers that are not exact."""

from credit_rules.errors.base import Problem, problem, shown


def binary_float(value: float) -> Problem:
    """A float where an exact number belongs."""
    return problem(
        zh=(
            f"{value!r} 是二进制浮点数",
            "精确的数：整数、分数或字符串",
            f'改写为字符串，如 "{value!r}" 或 "90%"',
        ),
        en=(
            f"{value!r} is a binary float",
            "an exact number: an integer, a fraction or a string",
            f'Write it as a string, such as "{value!r}" or "90%"',
        ),
    )


def not_a_number(value: object) -> Problem:
    """Something that is no number at all."""
    return problem(
        zh=(
            f"{shown(value)} 不是数",
            '整数、分数，或 "0.5"、"5/2"、"90%"、"0.1‰" 这样的字符串',
            "检查写法",
        ),
        en=(
            f"{shown(value)} is not a number",
            'an integer, a fraction, or a string such as "0.5", "5/2", "90%" or "0.1‰"',
            "Check how it is written",
        ),
    )
