"""The kinds of refusal, and the one form of their messages."""

from reprlib import Repr
from typing import ClassVar

from attrs import evolve, frozen

from credit_rules.text import NOTHING, Lang, Text, one_line, same

_short = Repr()
_short.maxstring = 60
_short.maxlong = 60


def shown(value: object) -> str:
    """*value* as messages quote it: on one line, and no longer than can be read."""
    try:
        words = _short.repr(value)
    except ValueError:  # Python itself does not write integers of thousands of digits
        words = _ADDRESS
    return f"<{type(value).__name__}>" if _ADDRESS in words else words


_ADDRESS = " at 0x"
"""Where in memory something lies: different in every run, and of use to nobody."""


@frozen
class Problem:
    """One thing that is wrong, in words.

    Every problem says what is wrong (with the value), what was expected, and what to
    do about it; *where* is a file, line and column, or the name of a formula.
    """

    wrong: Text
    expected: Text
    remedy: Text
    where: Text = NOTHING

    def at(self, where: Text) -> "Problem":
        """The same problem, found at *where*."""
        return evolve(self, where=where)

    @property
    def text(self) -> Text:
        """The whole message in both languages."""
        return Text(self.read("zh"), self.read("en"))

    def read(self, lang: Lang = "zh") -> str:
        """The whole message in *lang*, on one line."""
        where, wrong = self.where.read(lang), self.wrong.read(lang)
        expected, remedy = self.expected.read(lang), self.remedy.read(lang)
        if lang == "zh":
            return f"{where}{'：' if where else ''}{wrong}；应为{expected}。{remedy}。"
        return f"{where}{': ' if where else ''}{wrong}; expected {expected}. {remedy}."


def problem(*, zh: tuple[str, str, str], en: tuple[str, str, str]) -> Problem:
    """A problem from (what is wrong, what was expected, what to do) in both languages."""
    wrong, expected, remedy = (Text(*pair) for pair in zip(zh, en, strict=True))
    return Problem(wrong, expected, remedy)


def _plain(words: str) -> Problem:
    """A plugin's own words, which may be one sentence in one language."""
    return Problem(
        same(one_line(words)),
        Text("插件作者所要求的内容", "what the plugin's author asks for"),
        Text("联系插件作者", "Ask the author"),
    )


class CreditRulesError(Exception):
    """Anything that this library refuses; holds every problem found, not only the first.

    ``str(error)`` is Chinese; :meth:`read` gives either language.
    """

    exit_code: ClassVar[int] = 2
    """What the command line ends with: 2, bad usage or input; 3, rulebook or plugin at fault."""

    def __init__(self, *problems: Problem | str) -> None:
        super().__init__(*problems)
        self.problems = tuple(p if isinstance(p, Problem) else _plain(p) for p in problems)

    def read(self, lang: Lang = "zh") -> str:
        """All problems in *lang*, a line each."""
        return "\n".join(problem.read(lang) for problem in self.problems)

    def __str__(self) -> str:
        return self.read()


class NumberError(CreditRulesError, ValueError):
    """Not an exact number: a float, or text that is no number."""


class PeriodError(CreditRulesError, ValueError):
    """Not a month, a quarter or a year, or one in which a rulebook is not valid."""


class ScheduleNotPublishedError(CreditRulesError, LookupError):
    """The State Council has not published (or the calendar does not know) the year's schedule."""


class CalendarError(CreditRulesError, ValueError):
    """A working-day calendar was given something that it cannot be asked."""


class FactsError(CreditRulesError, ValueError):
    """Facts that cannot be read, or cannot be true."""


class LedgerError(CreditRulesError, ValueError):
    """A ledger that cannot be read, or cannot be true."""


class RecordsError(CreditRulesError, ValueError):
    """Records that cannot be read, or that a file or database does not give out."""


class UsageError(CreditRulesError, ValueError):
    """A name that nothing has, or options that do not go together."""


class FormulaError(CreditRulesError, ValueError):
    """A formula, measure or indicator that its author wrote wrongly."""

    exit_code = 3


class RulebookError(CreditRulesError):
    """A rulebook that is incomplete or contradicts itself."""

    exit_code = 3


class PluginError(RulebookError):
    """A plugin that is missing, doubled or broken."""
