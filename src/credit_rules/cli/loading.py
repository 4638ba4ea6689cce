"""Rulebooks for commands: what is installed, the one asked for, or why there is none."""

import sys
from collections.abc import Mapping
from contextlib import redirect_stdout

from credit_rules.errors import CreditRulesError, PluginError, Problem
from credit_rules.errors.plugins import broken
from credit_rules.plugins import Installed
from credit_rules.rulebooks import Edition, complete
from credit_rules.scoring import Rulebook


def find() -> Installed:
    """What is installed. A stranger's plugin may print; stdout carries results only."""
    with redirect_stdout(sys.stderr):
        return Installed.find()


def load(
    code: str | None,
    readings: Mapping[str, str] | None = None,
    installed: Installed | None = None,
) -> Rulebook:
    """The rulebook asked for.

    Raises:
        PluginError: a plugin is broken or doubled; says also what each rulebook lacks.
        RulebookError: a category is missing, or the plugins contradict each other.
        UsageError: there is no such rulebook, reading or option.
    """
    installed = installed or find()
    try:
        return Rulebook.load(code, readings=readings, installed=installed)
    except PluginError as error:
        found = [problem for edition in installed.editions for problem in lacks(edition, installed)]
        raise PluginError(*dict.fromkeys([*error.problems, *found])) from None


def lacks(edition: Edition, installed: Installed) -> tuple[Problem, ...]:
    """What keeps *edition* from being whole with the categories that are installed."""
    try:
        complete(edition, installed.categories(edition), {})
    except CreditRulesError as error:
        return error.problems
    # A stranger's rulebook may be anything; it is listed all the same.
    except Exception as error:  # noqa: BLE001
        return (broken(edition.code, f"{type(error).__name__}: {error}", edition.code),)
    return ()
