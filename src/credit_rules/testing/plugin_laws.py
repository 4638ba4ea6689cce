"""The laws about a plugin as a whole: what it brings, in the rulebook that it belongs to.

A law fails where the plugin's author has something to mend. What is to be known of the text
itself (a heading that its clauses do not add up to) is nobody's fault: a law returns it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from credit_rules.checks import (
    Finding,
    misquoted,
    misquoted_by,
    never_taken,
    out_of_bounds,
    out_of_reach,
    unlike_heading,
    unlike_total,
    wanting,
)
from credit_rules.errors import PluginError, Problem
from credit_rules.errors.names import RULEBOOK
from credit_rules.errors.records import feeds_nothing
from credit_rules.errors.rulebooks import doubled, incomplete, repeated, unknown_rulebook
from credit_rules.formulas.nodes import Node
from credit_rules.formulas.others import Part
from credit_rules.formulas.walk import walk
from credit_rules.indicators import BoundIndicator, Category, Indicator
from credit_rules.measures import Measure
from credit_rules.plugins import Installed
from credit_rules.records import CodeList, RecordKind, misfed
from credit_rules.rulebooks import BoundCategory, Edition
from credit_rules.rulebooks.completing import (
    loose_ends,
    measured,
    misplaced,
    unlike_measures,
    unlike_readings,
)
from credit_rules.rulebooks.parts import Parts
from credit_rules.testing.breaking import LawBrokenError
from credit_rules.testing.variants import variants
from credit_rules.text import same


def _tuple(listed: Iterable[Category]) -> tuple[Category, ...]:
    return tuple(listed)


def _editions(listed: Iterable[Edition]) -> tuple[Edition, ...]:
    return tuple(listed)


@frozen
class Brought:
    """What a plugin (or several of them) brings, and what others bring beside it.

    Attributes:
        categories: its own.
        editions: its own.
        other_categories: those of others, for the same rulebooks.
        other_editions: those of others that its categories are for.
        record_kinds: its own, each with the name of its plugin.
        other_record_kinds: those of others, likewise.
        measured: the measures of every rulebook that is whole, by its code.
    """

    categories: tuple[Category, ...] = field(converter=_tuple)
    editions: tuple[Edition, ...] = field(default=(), converter=_editions)
    other_categories: tuple[Category, ...] = field(default=(), converter=_tuple)
    other_editions: tuple[Edition, ...] = field(default=(), converter=_editions)
    record_kinds: tuple[tuple[str, RecordKind | CodeList], ...] = ()
    other_record_kinds: tuple[tuple[str, RecordKind | CodeList], ...] = ()
    measured: Mapping[str, Mapping[str, Measure]] = field(factory=dict)

    @classmethod
    def by(cls, name: str, installed: Installed | None = None) -> "Brought":
        """What the installed plugins of *name* bring: a distribution, entry point or module.

        Raises:
            UsageError: nothing of that name is installed; names the nearest.
            PluginError: one of them cannot be used.
        """
        found = installed or Installed.find()
        plugins = found.called(name)
        if problems := [plugin.problem for plugin in plugins if plugin.problem]:
            raise PluginError(*problems)
        editions = [edition for plugin in plugins for edition in plugin.editions]
        codes = {edition.code for edition in editions}
        codes |= {category.rulebook for plugin in plugins for category in plugin.categories}
        own: list[Category] = []
        beside: list[Category] = []
        for plugin in found.plugins:
            placed = [evolve(category, origin=plugin.origin) for category in plugin.categories]
            listed = own if plugin in plugins else beside
            listed += [category for category in placed if category.rulebook in codes]
        others = [
            edition
            for plugin in found.plugins
            if plugin not in plugins
            for edition in plugin.editions
            if edition.code in codes
        ]
        there = [(edition, found.categories(edition)) for edition in found.editions]
        return cls(
            own,
            editions,
            beside,
            others,
            tuple((p.label, kind) for p in plugins for kind in p.record_kinds),
            tuple((p.label, k) for p in found.plugins if p not in plugins for k in p.record_kinds),
            {
                edition.code: measured(categories, edition)
                for edition, categories in there
                if {h.code for h in edition.headings} <= {c.code for c in categories}
            },
        )

    @property
    def rulebooks(self) -> tuple[Edition, ...]:
        """All rulebooks that it has to do with and that are there."""
        return (*self.editions, *self.other_editions)

    def within(self, edition: Edition) -> list[Category]:
        """Its categories for *edition*."""
        return [category for category in self.categories if category.rulebook == edition.code]

    def all_within(self, edition: Edition) -> list[Category]:
        """Everybody's categories for *edition*, its own last."""
        others = [c for c in self.other_categories if c.rulebook == edition.code]
        return [*others, *self.within(edition)]

    def missing(self, edition: Edition) -> list[str]:
        """The headings of *edition* that nobody fills."""
        there = {category.code for category in self.all_within(edition)}
        return [heading.code for heading in edition.headings if heading.code not in there]


PluginLaw = Callable[[Brought], tuple[Finding, ...]]
"""Takes what a plugin brings and returns findings about the text; raises LawBrokenError."""


def _hold(problems: Iterable[Problem]) -> None:
    """Fail with all of *problems*, if there are any."""
    if found := dict.fromkeys(problems):
        raise LawBrokenError(*found)


def codes_unique(brought: Brought) -> tuple[Finding, ...]:
    """No category or kind of records has another's code; a measure is declared in one way only."""
    problems: list[Problem] = []
    declarers = {kind.code: label for label, kind in brought.other_record_kinds}
    for label, kind in brought.record_kinds:
        if kind.code in declarers:
            problems.append(doubled(f"records {kind.code}", declarers[kind.code], label))
        declarers[kind.code] = label
    first = {_name(category): category for category in brought.other_categories}
    for category in brought.categories:
        if before := first.get(_name(category)):
            problems.append(doubled(_name(category), _label(before), _label(category)))
        first[_name(category)] = category
    codes = [edition.code for edition in brought.rulebooks]
    problems += [repeated(RULEBOOK, code) for code in codes if codes.count(code) > 1]
    by_code = {edition.code: edition for edition in brought.rulebooks}
    for rulebook in dict.fromkeys([*by_code, *(c.rulebook for c in brought.categories)]):
        others = [c for c in brought.other_categories if c.rulebook == rulebook]
        own = [c for c in brought.categories if c.rulebook == rulebook]
        text = by_code.get(rulebook)
        beside = None if text in brought.editions else text
        known = unlike_measures(others, beside)  # not this plugin's fault
        found = unlike_measures(others + own, text)
        problems += [problem for problem in found if problem not in known]
    _hold(problems)
    return ()


def _name(category: Category) -> str:
    return f"{category.rulebook} {category.code}"


def _label(category: Category) -> str:
    origin = category.origin
    return category.code if origin is None else f"{origin.plugin} ({origin})"


def kinds_feed_measures(brought: Brought) -> tuple[Finding, ...]:
    """What counts of records are facts of, a rulebook has, and of the right kind.

    Returns which kinds of records no rulebook that is installed has anything to do with.
    """
    problems: list[Problem] = []
    findings: list[Finding] = []
    for _, kind in brought.record_kinds:
        for measures in brought.measured.values():
            problems += misfed(kind, measures)
        fed = kind.feeds.measures
        if not any(code in known for known in brought.measured.values() for code in fed):
            findings.append(Finding(kind.code, feeds_nothing(kind.code, fed).text))
    _hold(problems)
    return tuple(findings)


def stands_in_its_rulebook(brought: Brought) -> tuple[Finding, ...]:
    """Its categories are headings of their rulebook, and choose as that one's readings say.

    What nobody asks for or measures is wrong only in a rulebook that is whole.
    """
    problems: list[Problem] = []
    findings: list[Finding] = []
    known = [edition.code for edition in brought.rulebooks]
    for category in brought.categories:
        if category.rulebook not in known:
            lacking = unknown_rulebook(category.rulebook, category.code, known)
            findings.append(Finding(category.code, lacking.text))
    for edition in brought.rulebooks:
        own, there = brought.within(edition), brought.all_within(edition)
        problems += misplaced(edition, own) + unlike_readings(edition, own)
        if missing := brought.missing(edition):
            headings = [heading.code for heading in edition.headings]
            codes = sorted({category.code for category in there})
            lacking = incomplete(edition.code, codes, headings, missing)
            findings.append(Finding(edition.code, lacking.text))
        else:
            problems += loose_ends(edition, there)
    _hold(problems)
    return tuple(findings)


def quotes_found(brought: Brought) -> tuple[Finding, ...]:
    """Every quote stands in the text, word for word: of indicators, readings and the table."""
    problems: list[Problem] = []
    for edition in brought.rulebooks:
        for category, indicator in _indicators(brought.within(edition)):
            place = same(f"{category.code}.{indicator.code}")
            problems += [p.at(place) for p in misquoted(edition.document, indicator)]
        if edition in brought.editions:
            problems += [problem for _, problem in misquoted_by(edition)]
    _hold(problems)
    return ()


def sums_against_headings(brought: Brought) -> tuple[Finding, ...]:
    """What clauses add up to is compared with what headings say, and the total with theirs.

    Under the default readings. It never fails: a text may contradict itself, and then has to
    be scored as it stands.
    """
    findings: list[Finding] = []
    for edition in brought.rulebooks:
        own = {category.code for category in brought.within(edition)}
        bound = list(_bound(edition, brought.all_within(edition)))
        for category in bound:
            if category.heading.code in own:
                findings += unlike_heading(category)
        if edition in brought.editions and not brought.missing(edition):
            findings += unlike_total(edition, bound)
    return tuple(findings)


def maxima_reached(brought: Brought) -> tuple[Finding, ...]:
    """Points go from 0 or more up to just the maximum, under every reading.

    Returns where the text itself foresees less than full marks need.
    """
    problems: list[Problem] = []
    for category in brought.categories:
        parts = _parts(brought, category.rulebook)
        for name, indicator in variants([category]):
            if _parts_of(indicator.formula) - parts.known.keys():
                continue  # what these are worth is known in a whole rulebook only
            filled = evolve(indicator, formula=parts.filled(indicator.formula))
            found = (*out_of_bounds(filled), *out_of_reach(filled))
            problems += [problem.at(same(name)) for problem in found]
    _hold(problems)
    return tuple(
        finding
        for edition in brought.rulebooks
        for category in _bound(edition, brought.within(edition))
        for indicator in category.indicators
        for finding in wanting(indicator)
    )


def _parts(brought: Brought, rulebook: str) -> Parts:
    """What the parts of *rulebook* are worth under its default readings, if it is whole."""
    whole = [e for e in brought.rulebooks if e.code == rulebook and not brought.missing(e)]
    return Parts.of([part for e in whole for part in _bound(e, brought.all_within(e))])


def _parts_of(formula: Node) -> set[str]:
    return {part.code for part in walk(formula) if isinstance(part, Part)}


def every_branch_taken(brought: Brought) -> tuple[Finding, ...]:
    """Every branch of a formula, and every option of a reading, is one that some facts take."""
    _hold(
        problem.at(same(f"{category.code}.{indicator.code}"))
        for category, indicator in _indicators(brought.categories)
        for problem in never_taken(indicator)
    )
    return ()


def _indicators(categories: Iterable[Category]) -> Iterator[tuple[Category, Indicator]]:
    return ((category, one) for category in categories for one in category.indicators)


def _bound(edition: Edition, categories: Iterable[Category]) -> Iterator[BoundCategory]:
    """*categories* in the order of their headings, the default readings adopted.

    Where a reading is declared otherwise than it is chosen (another law says so) the first
    option stands in.
    """
    declared = edition.adopt({})
    by_code = {category.code: category for category in categories}
    for heading in edition.headings:
        if category := by_code.get(heading.code):
            bound = [_by_default(category, one, declared) for one in category.indicators]
            yield BoundCategory(heading, tuple(bound))


def _by_default(
    category: Category, indicator: Indicator, declared: Mapping[str, str]
) -> BoundIndicator:
    adopted = {
        key: declared[key] if declared.get(key) in options else options[0]
        for key, options in indicator.open_readings.items()
    }
    return indicator.bind(category.code, adopted)


PLUGIN_LAWS: dict[str, PluginLaw] = {
    law.__name__: law
    for law in (
        codes_unique,
        kinds_feed_measures,
        stands_in_its_rulebook,
        quotes_found,
        sums_against_headings,
        maxima_reached,
        every_branch_taken,
    )
}
"""Every law about a plugin as a whole, by its name."""
