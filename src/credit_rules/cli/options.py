"""The options that several commands share, and how their values are read."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from credit_rules.cli.speaking import Argument, Command, Option, one_of
from credit_rules.csv_files import Columns
from credit_rules.errors import PeriodError, UsageError
from credit_rules.errors.cli import (
    FORMAT,
    contradictory_readings,
    not_a_choice_of_reading,
    not_a_number_of_days,
    not_a_number_of_examples,
    not_days_ahead,
)
from credit_rules.facts.csv_file import COLUMNS as FACTS
from credit_rules.ledger.rows import COLUMNS as LEDGER
from credit_rules.periods import Period, parse_day
from credit_rules.text import Text, same

_DAYS = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)
_AHEAD = re.compile(r"[1-9][0-9]?", re.ASCII)
_EXAMPLES = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)

Decorator = Callable[[Any], Any]


def command(name: str, words: Text, **attributes: Any) -> Callable[..., Command]:  # noqa: ANN401 -- click's
    """Make a function a command."""
    return click.command(name, cls=Command, words=words, **attributes)


def option(*names: str, words: Text, **attributes: Any) -> Decorator:  # noqa: ANN401 -- click's
    """Give a command an option."""
    return click.option(*names, cls=Option, words=words, **attributes)


def argument(name: str, words: Text, **attributes: Any) -> Decorator:  # noqa: ANN401 -- click's
    """Give a command an argument."""
    return click.argument(name, cls=Argument, words=words, **attributes)


def _period(_: click.Context, __: click.Parameter, value: str) -> Period:
    return Period.parse(value)


def _readings(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    adopted: dict[str, str] = {}
    for value in values:
        key, equals, chosen = (part.strip() for part in value.partition("="))
        if not (key and equals and chosen):
            raise UsageError(not_a_choice_of_reading(value))
        if adopted.setdefault(key, chosen) != chosen:
            raise UsageError(contradictory_readings(key, adopted[key], chosen))
    return adopted


def day(_: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The calendar day ``2023-08-10``; refused with the name of the option."""
    if value is None:
        return None
    try:
        return parse_day(value)
    except PeriodError as error:
        where = next((name for name in param.opts if name.startswith("-")), None)
        raise PeriodError(*(p.at(same(where)) if where else p for p in error.problems)) from None


def number_of_days(_: click.Context, __: click.Parameter, value: str) -> int:
    """A whole number; below 0 counts back."""
    if not _DAYS.fullmatch(value):
        raise UsageError(not_a_number_of_days(value))
    return int(value)


def days_ahead(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """So many working days before; none are named by default."""
    if value is None:
        return None
    if not _AHEAD.fullmatch(value):
        raise UsageError(not_days_ahead(value))
    return int(value)


def number_of_examples(_: click.Context, __: click.Parameter, value: str) -> int:
    """How often a law is tried: once at least."""
    if not _EXAMPLES.fullmatch(value):
        raise UsageError(not_a_number_of_examples(value))
    return int(value)


def _columns(of: Columns) -> Text:
    required, optional = ", ".join(of.required), ", ".join(of.optional)
    return Text(f"列 {required}，可加 {optional}", f"columns {required}; also {optional}")


_FACTS, _LEDGER = _columns(FACTS), _columns(LEDGER)
facts_argument = argument(
    "facts",
    Text(f"数据文件（CSV）：{_FACTS.zh}", f"the facts file (CSV): {_FACTS.en}"),
    metavar="FACTS",
    type=click.Path(path_type=Path),
)
ledger_words = Text(f"台账（CSV）：{_LEDGER.zh}", f"the ledger (CSV): {_LEDGER.en}")
period_option = option(
    "--period",
    words=Text(
        "计分期间：月 2023-07、季度 2023-Q3 或年 2023",
        "the period: a month 2023-07, a quarter 2023-Q3 or a year 2023",
    ),
    metavar="P",
    required=True,
    callback=_period,
)
department_option = option(
    "--department",
    words=Text(
        "被考核单位：代码或名称；默认本级政府",
        "who is scored: a code or a name; by default the government",
    ),
    metavar="D",
)
rulebook_option = option(
    "--rulebook",
    words=Text(
        "考核细则或其系列的代码，系列按期间取版本；默认唯一已安装者",
        "the rulebook, or a series: then its edition of the period; by default the only one installed",
    ),
    metavar="R",
)
reading_option = option(
    "--reading",
    "readings",
    words=Text(
        "采用某释义的某选项，可重复；见 credit-rules readings",
        "adopt an option of a reading; repeatable; see credit-rules readings",
    ),
    metavar="KEY=OPTION",
    multiple=True,
    callback=_readings,
)


def format_with(*more: str) -> Decorator:
    """The option ``--format``: text, JSON, and *more*."""
    forms = ("text", "json", *more)
    return option(
        "--format",
        "form",
        words=Text("输出格式；默认 text", "the form of the result; text by default"),
        metavar="|".join(forms),
        default="text",
        callback=one_of(FORMAT, forms),
    )


format_option = format_with()
owing_option = option(
    "--department",
    words=Text("只列这个部门：代码或名称", "only this department: a code or a name"),
    metavar="D",
)
extend_option = option(
    "--extend",
    words=Text(
        "每月的期限遇休息日顺延至下一工作日（民法典第二百零三条）；默认不顺延",
        "a monthly date that is not worked moves to the next working day (Civil Code, article "
        "203); by default it does not",
    ),
    is_flag=True,
)
output_option = option(
    "--output",
    words=Text("写入文件，而非标准输出", "write to a file instead of stdout"),
    metavar="FILE",
    type=click.Path(path_type=Path),
)
