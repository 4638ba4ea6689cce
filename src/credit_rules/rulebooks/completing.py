"""What plugins declared of a rulebook, put together, or all that keeps it from being whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from credit_rules.duties import Duty, Follows
from credit_rules.errors import Problem, RulebookError
from credit_rules.errors.duties import wrong_kind
from credit_rules.errors.names import DEPARTMENT, INDICATOR, MEASURE, unknown
from credit_rules.errors.rulebooks import (
    cyclic,
    incomplete,
    measures_differ,
    reading_not_declared,
    readings_differ,
    total_of_facts,
    unknown_category,
    unknown_whole,
    unused_reading,
)
from credit_rules.formulas import Choice, Node, bind
from credit_rules.formulas.others import Part
from credit_rules.formulas.walk import choices, folds, measures
from credit_rules.indicators import Category
from credit_rules.measures import Kind, Measure, circles, unlike
from credit_rules.records import CodeList, RecordKind
from credit_rules.rulebooks.bound import BoundCategory, BoundEdition
from credit_rules.rulebooks.declared import Edition
from credit_rules.rulebooks.parts import Parts, wrong_parts
from credit_rules.text import Text, same
from credit_rules.verdicts import BoundVeto


def complete(
    edition: Edition,
    categories: Iterable[Category],
    asked: Mapping[str, str],
    record_kinds: Iterable[RecordKind | CodeList] = (),
) -> BoundEdition:
    """*edition* with its headings filled and its readings chosen.

    Raises:
        RulebookError: a heading is empty, a category has no heading, the parts do not agree
            on readings and measures, points hang on themselves, or the applicability table or a duty
            names an indicator, a measure or a department that there is not. All problems together.
        UsageError: a reading or option asked for does not exist.
    """
    adopted = edition.adopt(asked)
    by_code = {category.code: category for category in categories}
    problems = misplaced(edition, by_code.values())
    if missing := [heading.code for heading in edition.headings if heading.code not in by_code]:
        codes = [heading.code for heading in edition.headings]
        problems.append(incomplete(edition.code, sorted(by_code), codes, missing))
    if problems:
        raise RulebookError(*problems)
    ordered = [by_code[heading.code] for heading in edition.headings]
    problems = unlike_readings(edition, ordered) + unlike_measures(ordered, edition)
    if problems := [*problems, *loose_ends(edition, ordered)]:
        raise RulebookError(*dict.fromkeys(problems))
    bound = [
        BoundCategory(heading, tuple(i.bind(c.code, adopted, c.origin) for i in c.indicators))
        for heading, c in zip(edition.headings, ordered, strict=True)
    ]
    parts = Parts.of(bound)
    return BoundEdition(
        edition,
        tuple(parts.filled_category(category) for category in bound),
        adopted,
        measured(ordered, edition),
        {f"{c.code}.{i.code}": i for c in ordered for i in c.indicators},
        None if edition.total is None else parts.filled(bind(edition.total, adopted)),
        tuple(
            BoundVeto.of(veto, lambda node: parts.filled(bind(node, adopted)))
            for veto in edition.vetoes
        ),
        tuple(record_kinds),
    )


@frozen
class _Stated:
    """A formula, by the name of what it is of, and the distribution that declares it."""

    name: str
    formula: Node
    origin: str | None = None

    @property
    def place(self) -> str:
        """Where a person finds it."""
        return self.name if self.origin is None else f"{self.name} ({self.origin})"


_TOTAL = "total"
"""What the formula of the total is called."""


def _stated(categories: Iterable[Category], edition: Edition | None) -> Iterator[_Stated]:
    """Every formula that is scored, those of *edition* itself last."""
    for category in categories:
        origin = None if category.origin is None else str(category.origin)
        for indicator in category.indicators:
            code = f"{category.code}.{indicator.code}"
            yield _Stated(code, indicator.maximum, origin)
            yield _Stated(code, indicator.formula, origin)
    if edition is not None:
        if edition.total is not None:
            yield _Stated(_TOTAL, edition.total)
        yield from (_Stated(veto.code, veto.formula) for veto in edition.vetoes)


def misplaced(edition: Edition, categories: Iterable[Category]) -> list[Problem]:
    """What is wrong with the headings that *categories* mean to fill."""
    headings = [heading.code for heading in edition.headings]
    return [
        unknown_category(edition.code, category.code, headings, str(category.origin or ""))
        for category in categories
        if category.code not in headings
    ]


def unlike_readings(edition: Edition, categories: Iterable[Category]) -> list[Problem]:
    """Where *categories* choose otherwise than the readings of *edition* say."""
    declared = {reading.key: list(reading.options) for reading in edition.readings}
    problems = []
    for stated, choice in _choices(categories, edition):
        options = [name for name, _ in choice.options]
        known = declared.get(choice.reading)
        if known is None:
            problems.append(reading_not_declared(stated.name, choice.reading, options))
        elif sorted(options) != sorted(known):
            problems.append(readings_differ(stated.name, choice.reading, options, known))
    return problems


def unlike_measures(
    categories: Iterable[Category], edition: Edition | None = None
) -> list[Problem]:
    """Where one measure is declared in two ways, or measures lie within each other."""
    first: dict[str, tuple[str, Measure]] = {}
    differ: dict[str, Problem] = {}
    for place, measure in _measures(categories, edition):
        declarer, before = first.setdefault(measure.code, (place, measure))
        if before != measure:
            told = measures_differ(measure.code, declarer, place, unlike(before, measure))
            differ.setdefault(measure.code, told)
    known = [measure for _, measure in first.values()]
    return [*differ.values(), *map(cyclic, circles(known))]


def loose_ends(edition: Edition, categories: Sequence[Category]) -> list[Problem]:
    """What nobody asks for, measures or scores, where *categories* are all that there are."""
    asked = {choice.reading for _, choice in _choices(categories, edition)}
    known = measured(categories, edition)
    problems = [*_not_there(edition, categories), *_not_fed(edition, categories)]
    problems += [unused_reading(r.key) for r in edition.readings if r.key not in asked]
    problems += [
        unknown_whole(measure.code, measure.within)
        for measure in known.values()
        if measure.within is not None and measure.within not in known
    ]
    if edition.total is not None and not _of_parts_alone(edition.total):
        problems.append(total_of_facts().at(same(f"{edition.code} {_TOTAL}")))
    formulas = {stated.name: stated.formula for stated in _stated(categories, edition)}
    return [*problems, *wrong_parts(formulas, [category.code for category in categories])]


def _of_parts_alone(total: Node) -> bool:
    """Whether *total* speaks of the points of its parts, and of nothing else."""
    return not measures(total) and all(isinstance(fold, Part) for fold in folds(total))


def _not_there(edition: Edition, categories: Iterable[Category]) -> Iterator[Problem]:
    """Whatever the applicability table names and the rulebook has not."""
    indicators = [f"{c.code}.{indicator.code}" for c in categories for indicator in c.indicators]
    departments = [member.code for member in edition.roster.members]
    for row in edition.applies:
        if row.indicator not in indicators:
            where = Text("适用表", "the applicability table")
            yield unknown(INDICATOR, row.indicator, indicators, None).at(where)
        for code in row.departments:
            if code not in departments:
                where = Text(f"适用表 {row.indicator}", f"the applicability table, {row.indicator}")
                yield unknown(DEPARTMENT, code, departments, None).at(where)


_KINDS = {Follows.IN_TIME: Kind.FLAG, Follows.HELD: Kind.FLOW, Follows.REPORTED: Kind.FLOW}


def _not_fed(edition: Edition, categories: Iterable[Category]) -> Iterator[Problem]:
    """Whatever the duties name and the rulebook has not."""
    fed = {
        f"{c.code}.{indicator.code}": {m.code: m for m in measures(indicator.formula)}
        for c in categories
        for indicator in c.indicators
    }
    departments = [member.code for member in edition.roster.members]
    for duty in edition.duties:
        for problem in (*_unknown_debtors(duty, departments), *_unknown_fed(duty, fed)):
            yield problem.at(Text(f"任务 {duty.code}", f"the duty {duty.code}"))


def _unknown_debtors(duty: Duty, departments: Sequence[str]) -> Iterator[Problem]:
    for code in duty.owed_by:
        if code not in departments:
            yield unknown(DEPARTMENT, code, departments, None)


def _unknown_fed(duty: Duty, indicators: Mapping[str, Mapping[str, Measure]]) -> Iterator[Problem]:
    if (feeds := duty.feeds) is None:
        return
    if (known := indicators.get(feeds.indicator)) is None:
        yield unknown(INDICATOR, feeds.indicator, indicators, None)
        return
    for code in feeds.measures:
        if code not in known:
            yield unknown(MEASURE, code, known, None)
    first = known.get(feeds.measures[0]) if feeds.measures else None
    if feeds.follows and first and first.kind is not _KINDS[feeds.follows]:
        yield wrong_kind(first.code, _KINDS[feeds.follows].title, first.kind.title)


def measured(categories: Iterable[Category], edition: Edition) -> dict[str, Measure]:
    """Every measure that *categories* and *edition* itself ask for, by code."""
    return {measure.code: measure for _, measure in _measures(categories, edition)}


def _measures(
    categories: Iterable[Category], edition: Edition | None
) -> Iterator[tuple[str, Measure]]:
    """Every measure with the place where it is declared."""
    for stated in _stated(categories, edition):
        for measure in measures(stated.formula):
            yield stated.place, measure


def _choices(categories: Iterable[Category], edition: Edition) -> Iterator[tuple[_Stated, Choice]]:
    for stated in _stated(categories, edition):
        for choice in choices(stated.formula):
            yield stated, choice
