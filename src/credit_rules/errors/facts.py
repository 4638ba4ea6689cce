"""What is said of facts that cannot be read, or cannot be true."""

from credit_rules.errors.base import Problem, problem, shown
from credit_rules.text import Text


def not_a_count(value: object) -> Problem:
    """A count that is no whole number."""
    return problem(
        zh=(
            f"数值 {shown(value)} 不是计数",
            "不小于 0 的整数（至多 18 位）",
            "填写实际件数；没有数据就不写这一行",
        ),
        en=(
            f"the value {shown(value)} is not a count",
            "an integer of 0 or more (18 digits at most)",
            "Enter the number counted; leave the row out where there is none",
        ),
    )


def not_a_level(value: object, codes: list[str], titles: list[str]) -> Problem:
    """Something that is none of a measure's levels."""
    both = f"{'/'.join(titles)}（{'/'.join(codes)}）", f"{'/'.join(codes)} ({'/'.join(titles)})"
    return problem(
        zh=(f"数值 {shown(value)} 不是等级", f"{both[0]}之一", "改为其中一个等级"),
        en=(f"the value {shown(value)} is no level", f"one of {both[1]}", "Enter one of these"),
    )


def not_judged(value: object, highest: str) -> Problem:
    """Judged points that are no number, or beyond their end."""
    return problem(
        zh=(
            f"数值 {shown(value)} 不是评分",
            f"0 至 {highest} 的数，至多六位小数",
            "填写评审给出的分数",
        ),
        en=(
            f"the value {shown(value)} is no judged score",
            f"a number from 0 to {highest} with six decimals at most",
            "Enter the points that the reviewer gave",
        ),
    )


def unsigned(measure: str) -> Problem:
    """Judged points without the one who judged, or without what that rests on."""
    return problem(
        zh=(
            f"评分 {measure} 没有写明评审人或依据",
            "evidence 列中的依据和 reviewer 列中的评审人",
            "补上这两列",
        ),
        en=(
            f"the judged points {measure} do not say who gave them, or on what",
            "evidence in the column evidence and a name in the column reviewer",
            "Complete these columns",
        ),
    )


def not_a_flag(value: object) -> Problem:
    """A yes or no that is neither."""
    return problem(
        zh=(
            f"数值 {shown(value)} 不是是/否",
            "true/false、1/0、yes/no 或 是/否",
            "改为其中一种写法",
        ),
        en=(
            f"the value {shown(value)} is not a flag",
            "true/false, 1/0, yes/no or 是/否",
            "Write it in one of these ways",
        ),
    )


def overlapping(measure: str, period: str, other: str, where: Text) -> Problem:
    """Two facts of one measure and department that speak of the same days."""
    if period == other:
        return problem(
            zh=(
                f"{measure} 在 {period} 的数据已见于{where.zh}",
                "同一部门、期间、数据项只有一条",
                "只保留其中一条",
            ),
            en=(
                f"a second fact of {measure} for {period} (the first: {where.en})",
                "one for each department, period and measure",
                "Keep only one of the two",
            ),
        )
    return problem(
        zh=(
            f"{measure} 的期间 {period} 与 {where.zh}的 {other} 重叠",
            "同一部门同一数据项的期间互不重叠",
            "只保留其中一条",
        ),
        en=(
            f"the period {period} of {measure} overlaps {other} ({where.en})",
            "periods of one department and measure that do not overlap",
            "Keep only one of the two",
        ),
    )


def impossible(part: str, value: object, whole: str, limit: object) -> Problem:
    """A part that is larger than its whole."""
    return problem(
        zh=(
            f"{part} 为 {value}，超过 {whole} 的 {limit}",
            f"{part} 不大于 {whole}",
            "核对这两个数据",
        ),
        en=(
            f"{part} is {value}, above {whole}, which is {limit}",
            f"{part} no larger than {whole}",
            "Check both numbers",
        ),
    )


def wrong_row(found: int, least: int, most: int) -> Problem:
    """A fact written with too few or too many parts."""
    return problem(
        zh=(
            f"有 {found} 项",
            f"{least} 至 {most} 项：部门、期间、数据项、数值，可加依据、备注、评审人",
            "补全或删去多余的项",
        ),
        en=(
            f"has {found} parts",
            f"{least} to {most}: department, period, measure and value, with or without evidence, note, reviewer",
            "Complete the row, or leave out what is too much",
        ),
    )
