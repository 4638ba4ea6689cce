"""``plugins``: what is installed, and what keeps it from being scored with. Never refuses."""

from collections.abc import Iterator
from typing import Any

import click
from rich.text import Text as Styled

from credit_rules.cli.loading import find
from credit_rules.cli.options import command, format_option
from credit_rules.cli.output import as_json, emit, show, tell
from credit_rules.errors import Problem
from credit_rules.errors.plugins import no_rulebook
from credit_rules.plugins import Installed, Plugin
from credit_rules.reports.tables import Phrases, stacked, table
from credit_rules.rulebooks import Edition
from credit_rules.text import Lang, Text

_STATUS = {
    "ok": Text("正常", "ok"),
    "broken": Text("无法使用", "broken"),
    "doubled": Text("重复", "doubled"),
}


@command("plugins", Text("列出已安装的插件及其状态", "the installed plugins and their state"))
@format_option
@click.pass_obj
def plugins(lang: Lang, form: str) -> None:
    """Every plugin with its state, then what each rulebook lacks."""
    installed = find()
    states = [(plugin, *_state(plugin, installed)) for plugin in installed.plugins]
    rulebooks = list(_rulebooks(installed))
    problems = [problem.read(lang) for _, lacking in rulebooks for problem in lacking]
    if not rulebooks:
        problems.append(no_rulebook(installed.awaited).read(lang))
    if form == "json":
        emit(as_json([_form(*state, installed, lang) for state in states]))
        for problem in problems:
            tell(problem)
        return
    page = table(
        lang,
        Text("插件", "plugin"),
        Text("发行包", "distribution"),
        Text("状态", "state"),
        Text("提供", "brings"),
    )
    for plugin, status, wrong in states:
        below = [plugin.module] + ([wrong.read(lang)] if wrong else [])
        page.add_row(
            stacked(plugin.name, *below),
            f"{plugin.distribution} {plugin.version}",
            Styled(_STATUS[status].read(lang), style="green" if status == "ok" else "bold red"),
            "\n".join([e.code for e in plugin.editions] + [c.code for c in plugin.categories]),
        )
    whole = [_whole(e, installed).read(lang) for e, lacking in rulebooks if not lacking]
    show(page, "", *(Phrases.of(line) for line in [*whole, *problems]))


def _form(
    plugin: Plugin, status: str, problem: Problem | None, installed: Installed, lang: Lang
) -> dict[str, Any]:
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "module": plugin.module,
        "status": status,
        "rulebooks": [edition.code for edition in plugin.editions],
        "validity": {edition.code: _validity(edition, installed) for edition in plugin.editions},
        "categories": [category.code for category in plugin.categories],
        "problem": problem and problem.read(lang),
    }


def _validity(edition: Edition, installed: Installed) -> dict[str, Any]:
    valid = installed.series(edition).validity(edition)
    return {
        "series": edition.series,
        "since": valid.since and str(valid.since),
        "until": valid.until and str(valid.until),
    }


def _state(plugin: Plugin, installed: Installed) -> tuple[str, Problem | None]:
    """The plugin's status, and what is wrong with it."""
    for fault in installed.faults:
        if fault.plugin is plugin:
            return "doubled" if fault.doubled else "broken", fault.problem
    return "ok", None


def _rulebooks(installed: Installed) -> Iterator[tuple[Edition, tuple[Problem, ...]]]:
    """Every rulebook once, and what it lacks."""
    for edition in {edition.code: edition for edition in installed.editions}.values():
        yield edition, installed.lacks(edition)


def _whole(edition: Edition, installed: Installed) -> Text:
    count = len(edition.headings)
    valid = installed.series(edition).validity(edition).title
    return Text(
        f"考核细则 {edition.code}：{count} 个类别齐全；有效期：{valid.zh}",
        f"rulebook {edition.code}: all categories are there ({count}); valid {valid.en}",
    )
