"""What is said of ledgers that cannot be true."""

from datetime import date

from credit_rules.errors.base import Problem, problem, shown
from credit_rules.text import Text


def wrong_unit(duty: str, written: str, unit: Text, example: str) -> Problem:
    """A period of another kind than the duty is owed for, or none."""
    zh = f"任务 {duty} 的期间为 {shown(written)}" if written else f"任务 {duty} 没有写明期间"
    en = f"the period of {duty} is {shown(written)}" if written else f"{duty} names no period"
    return problem(
        zh=(zh, f"{unit.zh}，如 {example}", "写明所完成的是哪一期"),
        en=(en, f"{unit.en}, such as {example}", "Name the one that it was done for"),
    )


def other_period(duty: str, written: str, only: str) -> Problem:
    """A period of a duty that is owed once, for another one."""
    return problem(
        zh=(f"任务 {duty} 的期间为 {shown(written)}", f"{only}，或空白", "改正期间，或清空"),
        en=(
            f"the period of {duty} is {shown(written)}",
            f"{only}, or nothing",
            "Correct the period, or empty it",
        ),
    )


def not_owed(duty: str, kind: Text, listing: str) -> Problem:
    """A duty that others owe, but not this department."""
    return problem(
        zh=(
            f"{shown(duty)} 不是{kind.zh}，而是其他部门的",
            f"{kind.zh}名称",
            f"改正部门或任务；运行 {listing} 查看该部门的全部任务",
        ),
        en=(
            f"{shown(duty)} is no {kind.en}, but one of others",
            f"a {kind.en}",
            f"Correct the department or the duty; {listing} lists what it owes",
        ),
    )


def not_decided(duty: str, day: date) -> Problem:
    """A day of a decision where there is none to be made."""
    return problem(
        zh=(
            f"任务 {duty} 写有决定日期 {day}",
            "空白：只有按决定计算期限的任务才有决定日期",
            "清空 decided_on，或改正任务",
        ),
        en=(
            f"{duty} is given a day of decision, {day}",
            "nothing there: only duties that follow upon decisions have one",
            "Empty decided_on, or correct the duty",
        ),
    )


def undated_decision(duty: str) -> Problem:
    """A duty upon a decision without its day."""
    return problem(
        zh=(f"任务 {duty} 没有写明决定日期", "decided_on 列中的日期", "补上作出决定的日期"),
        en=(
            f"{duty} does not say when the decision was made",
            "a day in the column decided_on",
            "Add the day of the decision",
        ),
    )


def not_in_period(decided_on: date, period: str, month: str) -> Problem:
    """A decision outside of the period that is named with it."""
    return problem(
        zh=(f"决定日期 {decided_on} 不在期间 {period} 之内", f"{month}，或空白", "改正其中之一"),
        en=(
            f"the decision of {decided_on} is not in the period {period}",
            f"{month}, or nothing",
            "Correct one of the two",
        ),
    )


def nothing_said(duty: str) -> Problem:
    """A row about a duty that is always to be done, without any day."""
    return problem(
        zh=(
            f"持续推进的任务 {duty} 没有写明日期和期间",
            "done_on 中的日期，或 period 中的期间",
            "补上，或删去这一行",
        ),
        en=(
            f"nothing is said of the ongoing duty {duty}",
            "a day in done_on, or a period",
            "Add it, or delete the row",
        ),
    )


def before_decision(done_on: date, decided_on: date) -> Problem:
    """Done before it was decided."""
    return problem(
        zh=(
            f"完成日期 {done_on} 早于决定日期 {decided_on}",
            f"{decided_on} 或之后",
            "改正其中一个日期",
        ),
        en=(
            f"done on {done_on}, before the decision of {decided_on}",
            f"{decided_on} or later",
            "Correct one of the two",
        ),
    )


def before_period(done_on: date, period: str, start: date) -> Problem:
    """Done before the period begins that it was done for."""
    return problem(
        zh=(
            f"完成日期 {done_on} 早于期间 {period}",
            f"{start} 或之后",
            "改正日期，或改为完成时所在的期间",
        ),
        en=(
            f"done on {done_on}, before {period} begins",
            f"{start} or later",
            "Correct the day, or name the period that it was done for",
        ),
    )


def not_counted(duty: str, count: str) -> Problem:
    """A number of events where none are counted."""
    return problem(
        zh=(f"任务 {duty} 写有数量 {shown(count)}", "空白：这项任务不计数量", "清空 count"),
        en=(
            f"{duty} is given the count {shown(count)}",
            "nothing there: its events are not counted",
            "Empty count",
        ),
    )


def whole_number(count: str) -> Problem:
    """A number of events that is none."""
    return problem(
        zh=(f"数量 {shown(count)} 不是计数", "不小于 0 的整数（至多 9 位）", "填写实际次数"),
        en=(
            f"{shown(count)} is not a count",
            "an integer of 0 or more (9 digits at most)",
            "Enter how many there were",
        ),
    )


def doubled_entry(duty: str, period: str, where: Text) -> Problem:
    """Two rows on what can be done only once."""
    return problem(
        zh=(
            f"任务 {duty} 在 {period} 已见于{where.zh}",
            "同一任务、期间只有一行",
            "只保留其中一行",
        ),
        en=(
            f"a second row on {duty} in {period} (the first: {where.en})",
            "one row for each duty and period",
            "Keep one of the two",
        ),
    )


def doubled_event(duty: str, period: str, where: Text) -> Problem:
    """Two rows that cannot be told apart, on what may be decided or done several times."""
    return problem(
        zh=(
            f"任务 {duty} 在 {period} 的同一次已见于{where.zh}",
            "同一天、同一编号只有一行",
            "只保留其中一行；同日有多次的，用 reference 区分",
        ),
        en=(
            f"a second row on the same event of {duty} in {period} (the first: {where.en})",
            "one row for each day and reference",
            "Keep one of the two; tell several of one day apart by reference",
        ),
    )


def no_day_named() -> Problem:
    """A ledger without any day, to be looked at as of its last one."""
    return problem(
        zh=("台账中没有任何日期", "截至日期", "用 --as-of 写明"),
        en=("the ledger names no day", "the day as of which to look at it", "Name it with --as-of"),
    )
