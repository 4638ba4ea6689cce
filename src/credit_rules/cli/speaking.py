"""Commands, options and arguments that say what they are in Chinese or in English.

The language asked for is the context's ``obj``; it is known before anything is parsed, so
that a line that makes no sense is answered in it too.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import click
from rich.table import Column, Table

from credit_rules.cli.output import emit
from credit_rules.errors import Problem, UsageError
from credit_rules.errors.cli import (
    LANGUAGE,
    bad_option,
    missing_value,
    not_understood,
    superfluous,
)
from credit_rules.errors.names import OPTION, unknown
from credit_rules.reports.tables import as_text
from credit_rules.text import Lang, Text

LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_WIDTH = 80
_USAGE = Text("用法：", "usage: ")
_ARGUMENTS = Text("参数", "arguments")
_OPTIONS = Text("选项", "options")
_COMMANDS = Text("命令", "commands")
_REQUIRED = Text("（必填）", " (required)")
_HELP = Text("显示帮助", "show this help")
_LANG = Text("输出和提示的语言", "the language of results and messages")


def language(args: Sequence[str]) -> Lang:
    """What the last ``--lang`` of a command line says, wherever it stands; else Chinese."""
    said: list[Lang] = re.findall(r"(?:^|\0)--lang[=\0](zh|en)(?=\0|$)", "\0".join(args))
    return said[-1] if said else LANGUAGES[0]


def one_of(kind: Text, choices: Sequence[str]) -> Callable[..., str | None]:
    """A callback that lets only *choices* through."""

    def check(context: click.Context, _: click.Parameter, value: str | None) -> str | None:
        if value is None or value in choices:
            return value
        raise UsageError(unknown(kind, value, choices, f"{context.command_path} --help"))

    return check


class Option(click.Option):
    """An option and what it is for."""

    def __init__(self, names: Sequence[str], *, words: Text, **attributes: Any) -> None:  # noqa: ANN401 -- click's
        super().__init__(names, **attributes)
        self.words = words

    @property
    def form(self) -> str:
        """``-h, --help`` or ``--period P``."""
        return f"{', '.join(self.opts)} {self.metavar or ''}".rstrip()


class Argument(click.Argument):
    """An argument and what it is."""

    def __init__(self, names: Sequence[str], *, words: Text, **attributes: Any) -> None:  # noqa: ANN401 -- click's
        super().__init__(names, **attributes)
        self.words = words

    @property
    def form(self) -> str:
        """``FACTS``."""
        return self.human_readable_name


class Spoken(click.Command):
    """A command with a help of its own; all of them know ``--help`` and ``--lang``."""

    def __init__(self, name: str, *, words: Text, **attributes: Any) -> None:  # noqa: ANN401
        super().__init__(name, add_help_option=False, **attributes)
        self.words = words
        self.params += [
            Option(
                ["--lang"],
                words=_LANG,
                metavar="zh|en",
                expose_value=False,
                callback=one_of(LANGUAGE, LANGUAGES),
            ),
            Option(
                ["-h", "--help"],
                words=_HELP,
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_help,
            ),
        ]

    @property
    def spoken(self) -> list[Option | Argument]:
        """Its parameters."""
        return [param for param in self.params if isinstance(param, Option | Argument)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take *args* apart.

        Raises:
            UsageError: they cannot be understood.
        """
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise UsageError(self._refusal(error, ctx.command_path)) from None

    def _refusal(self, error: click.UsageError, command: str) -> Problem:
        """What the parser has to say, in this library's words."""
        match error:
            case click.NoSuchOption(option_name=name):
                known = [form for param in self.spoken for form in param.opts if form[0] == "-"]
                return unknown(OPTION, name, known, f"{command} --help")
            case click.MissingParameter(param=Option() | Argument() as param):
                return missing_value(param.form, param.words, command)
            case click.BadOptionUsage(option_name=name):
                return bad_option(name, command)
            case _:
                return not_understood(error.format_message(), command)

    def usage(self, context: click.Context) -> str:
        """``credit-rules score FACTS --period P [OPTIONS]``."""
        required = [param.form for param in self.spoken if param.required]
        return " ".join([context.command_path, *required, "[OPTIONS]"])

    def get_help(self, ctx: click.Context) -> str:
        """What the command does, and everything that may follow it."""
        lang: Lang = ctx.obj
        arguments = [p for p in self.spoken if isinstance(p, Argument)]
        options = [p for p in self.spoken if isinstance(p, Option)]
        commands = self.commands.values() if isinstance(self, click.Group) else ()
        parts: list[Any] = [f"{_USAGE.read(lang)}{self.usage(ctx)}", "", self.words.read(lang)]
        for title, rows in (
            (_ARGUMENTS, _rows(arguments, lang)),
            (
                _COMMANDS,
                [(c.name or "", c.words.read(lang)) for c in commands if isinstance(c, Spoken)],
            ),
            (_OPTIONS, _rows(options, lang)),
        ):
            if rows:
                parts += ["", title.read(lang), _list(rows)]
        return as_text(*parts, width=_WIDTH)


class Command(Spoken):
    """A command that does something."""

    allow_extra_args = True  # so that they can be refused in our words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take *args* apart.

        Raises:
            UsageError: they cannot be understood, or the command has no use for all of them.
        """
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError(superfluous(rest, ctx.command_path))
        return rest


def _help(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001
    if asked and not context.resilient_parsing:
        emit(context.get_help())
        context.exit()


def _rows(params: Sequence[Option | Argument], lang: Lang) -> list[tuple[str, str]]:
    required = {p.name for p in params if p.required and isinstance(p, Option)}
    return [
        (p.form, p.words.read(lang) + (_REQUIRED.read(lang) if p.name in required else ""))
        for p in params
    ]


def _list(rows: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 2))
    for form, words in rows:
        table.add_row(f"  {form}", words)
    return table
