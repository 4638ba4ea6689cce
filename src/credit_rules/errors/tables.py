"""What is said of tables that cannot be scored."""

from collections.abc import Sequence

from credit_rules.errors.base import Problem, problem


def not_a_table(value: object) -> Problem:
    """Something that holds no columns."""
    kind = type(value).__name__
    return problem(
        zh=(
            f"{kind} 不是数据表",
            "pandas、Polars、PyArrow、DuckDB 或 Spark 的表",
            "先转为其中一种表",
        ),
        en=(
            f"{kind} is no table",
            "a table of pandas, Polars, PyArrow, DuckDB or Spark",
            "Make it one of these first",
        ),
    )


def not_whole(what: Sequence[str], code: str) -> Problem:
    """A rulebook that needs more than each row's own facts."""
    named = ", ".join(what)
    return problem(
        zh=(
            f"考核细则 {code} 不能按表计分：{named}",
            "只取决于自身数据的公式，总分为各指标之和",
            "用 score 或 score_all 逐一计分",
        ),
        en=(
            f"the rulebook {code} cannot be scored as a table: {named}",
            "formulas of each one's own facts, and a total that is their sum",
            "Score one by one, with score or score_all",
        ),
    )


def more(count: int) -> Problem:
    """Further rows that are as wrong as those that were named."""
    return problem(
        zh=(f"另有 {count} 处问题未列出", "没有问题的表", "改正已列出的，再试一次"),
        en=(
            f"another {count} problems are not listed",
            "a table without any",
            "Mend those listed, and try again",
        ),
    )


def both_named(column: str) -> Problem:
    """A table that says itself whom each row is scored as, and a caller who does too."""
    return problem(
        zh=(
            f"既有 {column} 列，又写了 scored_as",
            "二者之一",
            f"删去 {column} 列，或不写 scored_as",
        ),
        en=(
            f"there is a column {column}, and scored_as as well",
            "one of the two",
            f"Leave out the column {column}, or scored_as",
        ),
    )


def unread(lacking: Sequence[str]) -> Problem:
    """Arrays that a rulebook needs and was not given."""
    few, left = ", ".join(lacking[:3]), len(lacking) - 3
    named = f"{few} (+{left})" if left > 0 else few
    return problem(
        zh=(f"缺少数组 {named}", "reads 中每一项各一个数组", "补上；没有数据的用 numpy.ma 遮盖"),
        en=(
            f"there is no array for {named}",
            "one for each entry of reads",
            "Add them; mask (numpy.ma) what was not reported",
        ),
    )


def not_an_array(code: str, value: object) -> Problem:
    """Something that is no array of whole numbers in one dimension."""
    kind = getattr(value, "dtype", type(value).__name__)
    return problem(
        zh=(f"{code} 为 {kind}", "一维整数 NumPy 数组", "先转为整数数组"),
        en=(f"{code} is {kind}", "a NumPy array of integers in one dimension", "Make it one first"),
    )


def unlike_lengths(name: str, found: str, wanted: str) -> Problem:
    """An array of another size than the others."""
    return problem(
        zh=(
            f"{name} 的大小为 {found}",
            f"{wanted}，与其他数组一致（out 为 int32）",
            "改为同样大小",
        ),
        en=(
            f"{name} has the size {found}",
            f"{wanted}, as the others have (int32 for out)",
            "Give it the same size",
        ),
    )


def too_many_points(points: str) -> Problem:
    """Points beyond what a table of points can hold: some formula has no cap."""
    return problem(
        zh=(
            f"得分 {points} 超出表格所能容纳的范围",
            "绝对值不超过 21474836.47 的得分",
            "为公式设上限，或用 score 逐一计分",
        ),
        en=(
            f"the points {points} are more than a table can hold",
            "points of at most 21474836.47, above or below 0",
            "Cap the formula, or score one by one with score",
        ),
    )


def not_words(kind: str) -> Problem:
    """A column of names that holds lists or the like."""
    return problem(
        zh=(f"该列的类型为 {kind}", "文字", "先转为文字"),
        en=(f"the column is of the type {kind}", "words", "Make it words first"),
    )


def too_many_digits(digits: int) -> Problem:
    """Exact points whose numerator or denominator no table holds as an integer."""
    return problem(
        zh=(
            f"有得分的分子或分母长达 {digits} 位",
            "至多 38 位",
            'points="exact" 以文字给出精确分数',
        ),
        en=(
            f"some points have a numerator or denominator of {digits} digits",
            "38 digits at most",
            'points="exact" tells exact fractions in words',
        ),
    )
