"""``credit-rules``: the commands together, and what happens when one of them fails."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import NoReturn

import click

from credit_rules.cli.checking import check
from credit_rules.cli.collecting import collect
from credit_rules.cli.comparing import diff
from credit_rules.cli.conforming import conform
from credit_rules.cli.duties import deadlines, duties
from credit_rules.cli.explaining import explain
from credit_rules.cli.ledger import ledger
from credit_rules.cli.listing import departments, indicators, kinds, measures, readings
from credit_rules.cli.output import emit, tell
from credit_rules.cli.plugins import plugins
from credit_rules.cli.ranking import rank
from credit_rules.cli.scoring import score
from credit_rules.cli.speaking import Option, Spoken, language
from credit_rules.cli.workdays import add, between
from credit_rules.errors import CreditRulesError, UsageError
from credit_rules.errors.cli import COMMAND, internal
from credit_rules.errors.names import unknown
from credit_rules.text import Text

NAME = "credit-rules"
_INTERNAL, _BAD_USAGE = 1, 2


class Commands(Spoken, click.Group):
    """Several commands under one name; without one of them there is only the help."""

    def __init__(
        self, name: str, *commands: Spoken, words: Text, params: Sequence[Option] = ()
    ) -> None:
        super().__init__(
            name,
            words=words,
            params=list(params),
            commands=commands,
            invoke_without_command=True,  # else click says in its own words that one is missing
        )

    def usage(self, context: click.Context) -> str:
        """``credit-rules COMMAND [OPTIONS]``."""
        return f"{context.command_path} COMMAND [OPTIONS]"

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that *args* begin with.

        Raises:
            UsageError: there is none; names the nearest.
        """
        if args[0] not in self.commands and not ctx.resilient_parsing:
            listing = f"{ctx.command_path} --help"
            raise UsageError(unknown(COMMAND, args[0], self.commands, listing))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command asked for; nothing asked for is bad usage."""
        super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            tell(ctx.get_help().rstrip("\n"))
            ctx.exit(_BAD_USAGE)


class App(Commands):
    """The whole command line: whatever goes wrong ends in a message and an exit code."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str = NAME
    ) -> NoReturn:
        """Run, and end this process as a command ends."""
        if os.environ.get("_CREDIT_RULES_COMPLETE"):  # a shell asks what may come next
            super().main(args, prog_name)
        sys.exit(self.run(sys.argv[1:] if args is None else list(args), prog_name))

    def run(self, args: list[str], prog_name: str = NAME) -> int:
        """The exit code: 0 done, 1 a fault of ours or what does not conform, 2 of the input, 3 of the rulebook."""
        lang = language(args)
        try:
            with self.make_context(prog_name, args, obj=lang) as context:
                self.invoke(context)
        except click.exceptions.Exit as done:
            return done.exit_code
        except CreditRulesError as error:
            tell(error.read(lang))
            return error.exit_code
        # Whatever it is, nobody is helped by a traceback.
        except Exception as error:  # noqa: BLE001
            tell(internal(error).read(lang))
            return _INTERNAL
        return 0


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001
    if asked and not context.resilient_parsing:
        emit(f"{NAME} {version(NAME)}\n")
        context.exit()


app = App(
    NAME,
    score,
    explain,
    rank,
    collect,
    check,
    conform,
    diff,
    plugins,
    indicators,
    measures,
    kinds,
    readings,
    departments,
    duties,
    deadlines,
    ledger,
    Commands("workday", add, between, words=Text("推算法定工作日", "count working days")),
    words=Text(
        "按考核细则计分：数字精确，每一分都有出处。",
        "Score by a rulebook: exactly, and with the source of every point.",
    ),
    params=[
        Option(
            ["--version"],
            words=Text("显示版本", "show the version"),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
        )
    ],
)
