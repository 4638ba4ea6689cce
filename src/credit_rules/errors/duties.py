"""What is said to those who declare duties."""

from datetime import date

from credit_rules.errors.base import Problem, problem, shown
from credit_rules.text import Text


def bad_term(kind: str, field: str, value: object, low: int, high: int) -> Problem:
    """A number of days or times that cannot be meant."""
    return problem(
        zh=(
            f"{kind} 的 {field} 为 {shown(value)}",
            f"{low} 至 {high} 的整数",
            f"按原文改写 {field}",
        ),
        en=(
            f"{field} of {kind} is {shown(value)}",
            f"a whole number from {low} to {high}",
            f"Write the {field} that the text names",
        ),
    )


def same_title(department: str, title: str, first: str, second: str) -> Problem:
    """Two duties of one department that a ledger could not tell apart by title."""
    return problem(
        zh=(
            f"{department} 的任务 {first} 和 {second} 同名：{title}",
            "同一部门的任务各有名称",
            "为其中一项改名",
        ),
        en=(
            f"the duties {first} and {second} of {department} are both titled {title}",
            "a title of its own for each duty of a department",
            "Give one of them another title",
        ),
    )


def nothing_follows(indicator: str, follows: str) -> Problem:
    """A duty from which a fact is to follow, of no measure."""
    return problem(
        zh=(
            f"Feeds 由台账得出 {follows}，却没有写明指标 {indicator} 的数据项",
            "至少一个数据项",
            "在 measures 中写明数据项",
        ),
        en=(
            f"{follows} is to follow from a duty, but of no measure of {indicator}",
            "one measure at least",
            "Name the measure in measures",
        ),
    )


def wrong_kind(measure: str, wanted: Text, kind: Text) -> Problem:
    """A fact that is to follow from a duty, of a kind that cannot."""
    return problem(
        zh=(
            f"由该任务得出的数据项 {measure} 的类型是{kind.zh}",
            f"类型为{wanted.zh}的数据项",
            "改正任务的 feeds，或数据项的类型",
        ),
        en=(
            f"the measure {measure}, which is to follow from the duty, is a {kind.en}",
            f"a measure that is a {wanted.en}",
            "Mend what the duty feeds, or the kind of the measure",
        ),
    )


def reversed_days(first: date, last: date) -> Problem:
    """A range that ends before it begins."""
    return problem(
        zh=(f"起于 {first}，止于 {last}", "起日不晚于止日", "对调或更正两个日期"),
        en=(
            f"from {first} to {last}",
            "a first day that is not after the last",
            "Swap or correct the two dates",
        ),
    )


def owed_by_nobody(duty: str) -> Problem:
    """A duty of no department."""
    return problem(
        zh=(
            f"任务 {duty} 没有承担部门",
            "owed_by 中至少一个部门",
            "写明部门及其条款，或删去该任务",
        ),
        en=(
            f"nobody owes the duty {duty}",
            "one department at least in owed_by",
            "Name departments with their clauses, or leave the duty out",
        ),
    )


def never_late(duty: str) -> Problem:
    """Whether it was in time is to follow from a duty that has no last day."""
    return problem(
        zh=(
            f"任务 {duty} 没有期限，却要得出是否按时",
            "有期限的 due",
            "写明期限，或改用 Follows.HELD、Follows.REPORTED",
        ),
        en=(
            f"the duty {duty} has no last day, and yet it is to follow whether it was in time",
            "a due rule that names one",
            "Name it, or take Follows.HELD or Follows.REPORTED",
        ),
    )


def no_entry(value: object) -> Problem:
    """Something among the entries of a ledger that is none."""
    return problem(
        zh=(
            f"台账条目中有 {shown(value)}",
            "rulebook.duties.read_ledger(文件) 或 .entries(各行) 给出的条目",
            "先用其中之一读入",
        ),
        en=(
            f"{shown(value)} stands among the entries of a ledger",
            "what rulebook.duties.read_ledger(file) or .entries(rows) gives",
            "Read it with one of these first",
        ),
    )


def no_rows(value: object) -> Problem:
    """Something that holds no rows of a ledger."""
    return problem(
        zh=(
            f"{shown(value)} 不是台账的行",
            '按列名写的字典，如 {"department": …, "duty": …}',
            "改为这样的列表；文件用 read_ledger 读入",
        ),
        en=(
            f"{shown(value)} is no row of a ledger",
            'dictionaries by column, such as {"department": …, "duty": …}',
            "Pass a list of these; read a file with read_ledger",
        ),
    )
