"""What the working-day calendar says when it refuses."""

import reprlib
from collections.abc import Collection
from datetime import date, datetime

from credit_rules.errors.base import Problem, problem
from credit_rules.text import same

_INSTALL = "python -m pip install --upgrade holidays"

_short = reprlib.Repr()
_short.maxother = 80  # room for a whole datetime


def unknown_day(day: date, first: date, last: date) -> Problem:
    """*day* lies outside the years whose schedule is known."""
    return beyond(str(day), day.year, first, last, early=day < first)


def beyond(day: str, year: int, first: date, last: date, *, early: bool) -> Problem:
    """*day*, which no ``date`` need be able to say, lies before or after what is known."""
    return _unpublished(f"{day} ", day, year, first, last, early=early)


def spilled(start: date, n: int, first: date, last: date) -> Problem:
    """The *n*-th working day from *start* lies outside the years that are known."""
    zh, en = f"{start} 当日或之后的第一个工作日", f"the first working day from {start} on"
    if n:
        zh = f"{start} 之{'后' if n > 0 else '前'}的第 {abs(n)} 个工作日"
        en = f"working day number {abs(n)} {'after' if n > 0 else 'before'} {start}"
    year = last.year + ((last.month, last.day) == (12, 31))
    return _unpublished(zh, en, year, first, last, early=n < 0)


def _unpublished(  # noqa: PLR0913
    zh: str, en: str, year: int, first: date, last: date, *, early: bool
) -> Problem:
    if early:
        why_zh, why_en = f"日历始于 {first}", f"it begins on {first}"
        remedy_zh, remedy_en = f"请使用 {first} 及以后的日期", f"Use dates from {first} on"
    else:
        why_zh = f"{year} 年的国务院放假安排尚未公布或尚未收录"
        why_en = f"the State Council's schedule of {year} is not published, or not known here"
        remedy_zh = f"通知如已发布，请升级 holidays（{_INSTALL}）；如未发布，请待其发布"
        remedy_en = (
            f"If the notice is out, upgrade holidays ({_INSTALL}); "
            "if not, wait for the State Council to publish it"
        )
    years = f"{first.year}-{last.year}"
    return problem(
        zh=(
            f"{zh}不在工作日历之内：{why_zh}",
            f"已知年份 {years}（{first} 至 {last}）之内的日期",
            remedy_zh,
        ),
        en=(
            f"{en} is not in the calendar: {why_en}",
            f"a date in the known years {years} ({first} to {last})",
            remedy_en,
        ),
    )


def incomplete_table(years: Collection[int], version: str) -> Problem:
    """The installed `holidays` has no notice for *years*."""
    listed = ", ".join(map(str, years))
    return problem(
        zh=(
            f"holidays {version} 的中国放假表缺少 {listed} 年",
            "自 2007 年起每一年都有国务院通知的放假表",
            f"请安装其他版本的 holidays（{_INSTALL}）",
        ),
        en=(
            f"the table of China in holidays {version} lacks {listed}",
            "a State Council notice for every year from 2007 on",
            f"Install another version of holidays ({_INSTALL})",
        ),
    )


def reversed_range(first: date, last: date) -> Problem:
    """A calendar that ends before it begins."""
    return problem(
        zh=(f"日历起于 {first}、止于 {last}", "起日不晚于止日", "请对调或更正两个日期"),
        en=(
            f"the calendar begins on {first} and ends on {last}",
            "a first day that is not after the last",
            "Swap or correct the two dates",
        ),
    )


def contradictory_overrides(days: Collection[date]) -> Problem:
    """*days* are declared both off and worked."""
    listed = ", ".join(map(str, days))
    return problem(
        zh=(
            f"{listed} 同时列为休息日（off）和工作日（work）",
            "每个日期只属于其中一类",
            "请从 off 或 work 中删去该日期",
        ),
        en=(
            f"{listed}: declared both off and work",
            "each date in one of the two only",
            "Take it out of off or out of work",
        ),
    )


def bad_report_month(year: int, month: int) -> Problem:
    """There is no such month, or no month after it."""
    return problem(
        zh=(
            f"{year} 年 {month} 月不是可用的报告月份",
            "1 年 1 月至 9999 年 11 月之间的月份（1 至 12 月）",
            "请更正 year 或 month",
        ),
        en=(
            f"year {year}, month {month} is no month to report on",
            "a month (1 to 12) from January of year 1 to November 9999",
            "Correct year or month",
        ),
    )


def bad_due_day(year: int, month: int, day: int, length: int) -> Problem:
    """The month in which the report is due has no such *day*."""
    return problem(
        zh=(
            f"报送期限所在的 {year} 年 {month} 月没有 {day} 日",
            f"1 至 {length} 日",
            "请更正 day；次月没有该日时，规则须另行写明",
        ),
        en=(
            f"{year:04}-{month:02}, the month in which the report is due, has no day {day}",
            f"a day from 1 to {length}",
            "Correct day; the rule itself must say what holds in a shorter month",
        ),
    )


def not_a_date(value: object, at: str = "") -> str:
    """The words of a TypeError: *value*, found *at*, is a moment, or no date at all."""
    remedy_zh, remedy_en = "请传入 date(年, 月, 日)", "Pass date(year, month, day)"
    if isinstance(value, datetime):
        remedy_zh = "请先按北京时间确定日期，再用 .date() 取出"
        remedy_en = "Settle the day in Beijing time, then take it with .date()"
    return _wrong_type(
        value,
        zh=("不是日期", "不带时刻的 datetime.date", remedy_zh),
        en=("is not a date", "a datetime.date without a time", remedy_en),
        at=at,
    )


def not_an_array_of_days(name: str, kind: str) -> str:
    """The words of a TypeError: the argument *name* is an array of something else."""
    found = problem(
        zh=(
            f"{name} 的类型是 {kind}",
            "numpy 的 datetime64[D] 数组，或若干 datetime.date",
            '如为时刻，请先按北京时间确定日期，再用 .astype("datetime64[D]") 取出',
        ),
        en=(
            f"{name} is of type {kind}",
            "a numpy array of datetime64[D], or several datetime.date",
            'Settle moments into days in Beijing time, then take them with .astype("datetime64[D]")',
        ),
    )
    return _both(found)


def cannot_take_counts(out: object, shape: tuple[int, ...]) -> str:
    """The words of a TypeError: counts of that *shape* cannot be written into *out*."""
    kind = getattr(out, "dtype", type(out).__name__)
    found = problem(
        zh=(
            f"out 的形状是 {getattr(out, 'shape', '无')}，类型是 {kind}",
            f"形状为 {shape}、类型为 int32、可写入且按行连续存放的 numpy 数组",
            f"请用 numpy.empty({shape}, numpy.int32) 建立，或省略 out",
        ),
        en=(
            f"out has the shape {getattr(out, 'shape', 'none')} and the type {kind}",
            f"a numpy array of shape {shape} and int32 that can be written to, in rows without gaps",
            f"Make one by numpy.empty({shape}, numpy.int32), or call it without out",
        ),
    )
    return _both(found)


def needs_numpy(reason: str) -> Problem:
    """The package that arrays are made with is not there."""
    return problem(
        zh=(
            f"无法按数组推算工作日：{reason}",
            "已安装附加组件 columns（numpy）",
            '运行 pip install "credit-rules[columns]"',
        ),
        en=(
            f"no working days of arrays can be counted: {reason}",
            "the extra columns to be installed (numpy)",
            'Run pip install "credit-rules[columns]"',
        ),
    )


def not_dates(value: object) -> str:
    """The words of a TypeError: *value* is not a collection of dates."""
    return _wrong_type(
        value,
        zh=("不是日期的集合", "若干 datetime.date", "请传入列表，即使只有一个日期"),
        en=("is no collection of dates", "several datetime.date", "Pass a list, even of one"),
    )


def not_an_integer(name: str, value: object) -> str:
    """The words of a TypeError: the argument *name* is not an int (a bool is none)."""
    return _wrong_type(
        value,
        zh=(f"不能作为 {name}", "整数 int", "请传入整数"),
        en=(f"cannot be {name}", "an int", "Pass a whole number"),
    )


def not_words(name: str, value: object) -> str:
    """The words of a TypeError: the argument *name* is not a string."""
    return _wrong_type(
        value,
        zh=(f"不能作为 {name}", "文字 str", "请传入字符串"),
        en=(f"cannot be {name}", "a str", "Pass a string"),
    )


def _wrong_type(
    value: object, *, zh: tuple[str, str, str], en: tuple[str, str, str], at: str = ""
) -> str:
    shown = f"{_short.repr(value)} ({type(value).__name__})"
    found = problem(zh=(f"{shown} {zh[0]}", *zh[1:]), en=(f"{shown} {en[0]}", *en[1:]))
    return _both(found.at(same(at)))


def _both(found: Problem) -> str:
    # A TypeError is a plain one, for whoever writes the call: both languages, a line each.
    return f"{found.read('zh')}\n{found.read('en')}"
