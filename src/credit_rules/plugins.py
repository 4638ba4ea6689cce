"""Finding, loading, listing and refusing plugins: the only caller of pluggy.

Built-in categories come in by the same door as anybody else's: an entry point of the
group ``credit_rules``. Every plugin is asked on its own, so that a fault has one name to
it and no result depends on the order in which plugins are found.
"""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, EntryPoint, distributions
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

from attrs import evolve, field, frozen
from pluggy import PluginManager

from credit_rules import hookspecs
from credit_rules.errors import CreditRulesError, PluginError, Problem, UsageError
from credit_rules.errors.names import PLUGIN, RULEBOOK, unknown
from credit_rules.errors.plugins import (
    broken,
    no_rulebook,
    nothing_brought,
    returned_none,
    unknown_hook,
    which_rulebook,
    wrong_contribution,
)
from credit_rules.errors.rulebooks import doubled, unknown_rulebook
from credit_rules.hookspecs import PROJECT
from credit_rules.indicators import Category, Origin
from credit_rules.periods import Period
from credit_rules.records import CodeList, RecordKind
from credit_rules.rulebooks import BoundEdition, Edition, complete
from credit_rules.series import Series, clashes
from credit_rules.text import same

_HOOKS: dict[str, tuple[type, ...]] = {
    "editions": (Edition,),
    "categories": (Category,),
    "record_kinds": (RecordKind, CodeList),
}


@frozen
class Plugin:
    """One entry point: where it comes from, what it brought, or why it cannot be used."""

    name: str
    distribution: str
    version: str
    module: str
    editions: tuple[Edition, ...] = ()
    categories: tuple[Category, ...] = ()
    problem: Problem | None = None
    record_kinds: tuple[RecordKind | CodeList, ...] = ()

    @property
    def brings(self) -> tuple[str, ...]:
        """All that only one plugin may bring, by name."""
        editions = [edition.code for edition in self.editions]
        categories = [f"{category.rulebook} {category.code}" for category in self.categories]
        records = [f"records {kind.code}" for kind in self.record_kinds]
        return (f"entry point {self.name}", *editions, *categories, *records)

    @property
    def origin(self) -> Origin:
        """What results say of where they came from."""
        return Origin(self.name, self.distribution, self.version)

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"{self.name} ({self.origin})"


@frozen
class Fault:
    """What is wrong with one plugin: broken, or (with another one) *doubled*."""

    plugin: Plugin
    problem: Problem
    doubled: bool = False


def _normal(name: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub("[-_.]+", "-", name).lower()


def _distribution(plugin: Plugin) -> str:
    return _normal(plugin.distribution)


def _entry_point(plugin: Plugin) -> str:
    return plugin.name


def _module(plugin: Plugin) -> str:
    return plugin.module.partition(":")[0].strip()


def _sorted(plugins: Iterable[Plugin]) -> tuple[Plugin, ...]:
    return tuple(sorted(plugins, key=lambda p: (p.name, p.distribution, p.module)))


@frozen
class Installed:
    """Everything that is installed, sorted by name; listing never fails."""

    plugins: tuple[Plugin, ...] = field(converter=_sorted)

    @classmethod
    def find(cls) -> "Installed":
        """All plugins of this Python, loaded and asked."""
        return cls(tuple(_load(*where) for where in _entry_points()))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that keeps these plugins from being scored with, but for missing categories."""
        found = [Fault(p, p.problem) for p in self.plugins if p.problem]
        codes = [edition.code for edition in self.editions]
        brought: dict[str, Plugin] = {}
        alike = clashes(self.editions)
        for plugin in self.plugins:
            for name in plugin.brings:
                if first := brought.get(name):
                    twice = doubled(name, first.label, plugin.label)
                    found += [Fault(p, twice, doubled=True) for p in (first, plugin)]
                brought.setdefault(name, plugin)
            twins = [alike[edition.code] for edition in plugin.editions if edition.code in alike]
            found += [Fault(plugin, twin, doubled=True) for twin in dict.fromkeys(twins)]
            found += [
                Fault(plugin, unknown_rulebook(category.rulebook, category.code, codes))
                for category in plugin.categories
                # A rulebook whose own plugin is broken is not unknown, and that was said; and
                # where there is none at all, that is said once.
                if codes
                and category.rulebook not in codes
                and not any(p.problem for p in self.plugins)
            ]
        return tuple(found)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults in words, once each."""
        return tuple(dict.fromkeys(fault.problem for fault in self.faults))

    def lacks(self, edition: Edition) -> tuple[Problem, ...]:
        """What keeps *edition* from being scored with, as the categories that are there make it."""
        from credit_rules.checks import faults

        try:
            return faults(self.whole(edition))
        except CreditRulesError as error:
            return error.problems

    def whole(self, edition: Edition, readings: Mapping[str, str] | None = None) -> BoundEdition:
        """*edition* with its categories and readings in place, however faulty they are.

        Raises:
            RulebookError: a category is missing, or the plugins contradict each other.
            UsageError: there is no such reading or option.
        """
        kinds = [kind for plugin in self.plugins for kind in plugin.record_kinds]
        return complete(edition, self.categories(edition), readings or {}, kinds)

    def called(self, name: str) -> tuple[Plugin, ...]:
        """The plugins of that distribution; else those of that entry point, or that module.

        Raises:
            UsageError: there are none; names the nearest.
        """
        for names in (_distribution, _entry_point, _module):
            wanted = _normal(name) if names is _distribution else name
            if found := tuple(plugin for plugin in self.plugins if names(plugin) == wanted):
                return found
        known = [names(p) for names in (_entry_point, _distribution, _module) for p in self.plugins]
        raise UsageError(unknown(PLUGIN, name, dict.fromkeys(known), "credit-rules plugins"))

    @property
    def awaited(self) -> tuple[str, ...]:
        """The rulebooks that the categories are for, once each."""
        codes = (category.rulebook for plugin in self.plugins for category in plugin.categories)
        return tuple(dict.fromkeys(codes))

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition, in the order of its plugin's name."""
        return tuple(edition for plugin in self.plugins for edition in plugin.editions)

    def series(self, edition: Edition) -> Series:
        """*edition* and all others of its series."""
        return Series(e for e in self.editions if e.series == edition.series)

    def edition(self, code: str | None, period: Period | None = None) -> Edition:
        """The edition of that code, or of the series of that name; without one, of the only series.

        Of a series it is the edition for *period*, without a period the latest.

        Raises:
            PluginError: a plugin is broken or doubled (says also what each rulebook lacks), or
                no rulebook is installed.
            UsageError: no such rulebook, or those of several series and none named.
        """
        if problems := self.problems:
            lacking = [problem for edition in self.editions for problem in self.lacks(edition)]
            raise PluginError(*dict.fromkeys([*problems, *lacking]))
        by_code = {edition.code: edition for edition in self.editions}
        if not by_code:
            raise PluginError(no_rulebook(self.awaited))
        if code is None:
            if len({edition.series for edition in self.editions}) > 1:
                raise UsageError(which_rulebook(by_code))
            return Series(self.editions).at(period)
        if code in by_code:
            return by_code[code]
        if followers := [edition for edition in self.editions if edition.series == code]:
            return Series(followers).at(period)
        raise UsageError(unknown(RULEBOOK, code, by_code, "credit-rules plugins"))

    def categories(self, edition: Edition) -> tuple[Category, ...]:
        """The categories that are there for *edition*, each with its origin."""
        return tuple(
            evolve(category, origin=plugin.origin)
            for plugin in self.plugins
            for category in plugin.categories
            if category.rulebook == edition.code
        )

    def behind(self, edition: Edition) -> tuple[Plugin, ...]:
        """The plugins that *edition* and its categories come from."""
        return tuple(
            plugin
            for plugin in self.plugins
            if edition in plugin.editions
            or any(category.rulebook == edition.code for category in plugin.categories)
        )


def _entry_points() -> list[tuple[Distribution, EntryPoint]]:
    """The entry points of the group.

    Of a distribution that is there twice the first counts, as it does when it is imported.
    """
    found: dict[str, Distribution] = {}
    for place, distribution in enumerate(distributions()):
        name = _said(distribution, "Name")
        found.setdefault(f"{place}" if name == _UNSAID else _normal(name), distribution)
    return [(where, point) for where in found.values() for point in _points(where)]


def _points(distribution: Distribution) -> list[EntryPoint]:
    """The entry points of one distribution; an unreadable list stands as one that fails."""
    try:
        return [point for point in distribution.entry_points if point.group == PROJECT]
    except Exception:  # noqa: BLE001 -- any file may lie there, and most are not meant for us
        ours = _is_ours(distribution)
        name = _said(distribution, "Name")
        return [EntryPoint(name, "entry_points.txt", PROJECT)] if ours else []


_UNSAID = "?"


def _said(distribution: Distribution, key: str) -> str:
    """Its name or version; what was left over of an uninstalled one says neither."""
    files = ("METADATA", "PKG-INFO", "")  # the last one is the distribution itself, if a file
    text = next(filter(None, map(distribution.read_text, files)), "")
    # Of everything that is installed: reading all of these as letters takes longer than scoring.
    headers, _, _ = text.partition("\n\n")
    said = re.search(rf"^{key}:(.*)", headers, re.MULTILINE | re.IGNORECASE)
    return said[1].strip() if said else _UNSAID


def _is_ours(distribution: Distribution) -> bool:
    """Whether its spoilt list of entry points means to bring plugins, as far as can be seen."""
    try:
        return f"[{PROJECT}]" in (distribution.read_text("entry_points.txt") or "")
    except UnicodeDecodeError:
        return False


def _load(distribution: Distribution, point: EntryPoint) -> Plugin:
    name, version = _said(distribution, "Name"), _said(distribution, "Version")
    origin = (point.name, name, version, point.value)
    try:
        brought = ask(point.load(), point.name)
    # Whatever a stranger's module does while it is imported is listed, not passed on.
    except (Exception, SystemExit) as error:  # noqa: BLE001
        return Plugin(*origin, problem=_problem(error, point))
    return evolve(Plugin(*origin), **brought)


def _problem(error: BaseException, point: EntryPoint) -> Problem:
    """What *error* means for the plugin: our own words where it is ours, else its words."""
    place = _place(error, point)
    match error:
        case CreditRulesError(problems=[Problem() as first, *_]):
            return first.at(same(place))
    try:
        said = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 -- it may not even be able to say what it is
        said = "?"
    return broken(point.name, f"{type(error).__name__}: {said}", place)


def ask(module: ModuleType, name: str) -> dict[str, Any]:
    """What *module* brings by each hook, asked through a plugin manager of its own.

    Raises:
        PluginError: it brings nothing, implements a hook that does not exist, or returns
            something else than the hook should.
    """
    manager = PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(module, name)
    for hook in manager.get_hookcallers(manager.get_plugin(name)) or ():
        if hook.spec is None:
            raise PluginError(unknown_hook(name, hook.name, _HOOKS))
    brought = {hook: _brought(manager, name, hook) for hook in _HOOKS}
    if not any(brought.values()):
        raise PluginError(nothing_brought(name, [*_HOOKS]))
    return brought


def _brought(manager: PluginManager, name: str, hook: str) -> tuple[Any, ...]:
    wanted = _HOOKS[hook]
    found: list[Any] = []
    caller = getattr(manager.hook, hook)
    answers = caller()
    if caller.get_hookimpls() and not answers:  # pluggy leaves out whatever is None
        raise PluginError(returned_none(name, hook, wanted))
    for returned in answers:
        if isinstance(returned, str) or not isinstance(returned, Iterable):
            raise PluginError(wrong_contribution(name, hook, returned, wanted))
        found.extend(returned)
    for item in found:
        if not isinstance(item, wanted):
            raise PluginError(wrong_contribution(name, hook, item, wanted))
    return tuple(found)


def _place(error: BaseException, point: EntryPoint) -> str:
    """The deepest line of the plugin's own package or module that *error* passed through."""
    package = point.value.partition(":")[0].partition(".")[0].strip()
    for frame in reversed(extract_tb(error.__traceback__)):
        parts = Path(frame.filename).parts
        names = [part.removesuffix(".py") for part in parts]
        if package in names:
            return f"{'/'.join(parts[names.index(package) :])}:{frame.lineno}"
    return point.value
