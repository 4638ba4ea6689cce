"""The rulebook's own check: does the whole agree with its text and with itself?

Findings about the text (a heading that its clauses do not add up to) are reported every
time and are nobody's fault; faults (a quote that does not stand in the text, a formula that
exceeds its maximum) have to be mended by the author.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from attrs import frozen

from credit_rules.duties import Duty
from credit_rules.errors import Problem
from credit_rules.errors.intervals import not_covered
from credit_rules.errors.rulebooks import (
    below_maximum,
    below_nothing,
    beyond_maximum,
    each_gives_more,
    either_way_with_place,
    falls_with_fold,
    no_facts_reach,
    only_approaches,
    quote_not_found,
    unreachable,
)
from credit_rules.exact import percent, written
from credit_rules.formulas.folds import Each, Total
from credit_rules.formulas.nodes import Amount, Node, Opaque, Table
from credit_rules.formulas.walk import is_share, measures, walk
from credit_rules.indicators import BoundIndicator, Citation, Foreseen, Indicator
from credit_rules.intervals import Interval
from credit_rules.periods import Unit
from credit_rules.proof import Direction
from credit_rules.proof.bounds import bounds
from credit_rules.proof.branches import Branch, Path, branches
from credit_rules.proof.directions import along_folds, along_places
from credit_rules.proof.reaching import highest_with, needed, reached_with
from credit_rules.records import misfed
from credit_rules.rulebooks import (
    Applicability,
    BoundCategory,
    BoundEdition,
    Document,
    Edition,
    Reading,
)
from credit_rules.text import NOTHING, Text, same
from credit_rules.verdicts import Veto


@frozen
class Finding:
    """One thing that the check found: *about* is a code, *fault* whether it must be mended."""

    about: str
    text: Text
    fault: bool = False


def check(edition: BoundEdition) -> tuple[Finding, ...]:
    """Every finding: sums, quotes, bounds and reachability, what the text foresees, what kinds feed."""
    wrong = list(_faults(edition))
    for indicator in edition.indicators:
        wrong += [(indicator.code, p.at(same(_place(indicator)))) for p in out_of_reach(indicator)]
    # A stranger's kind of records may stand beside the rulebook: no reason to refuse it either.
    for kind in edition.declared_kinds:
        wrong += [(kind.code, problem) for problem in misfed(kind, edition.measures)]
    faulty = [Finding(about, problem.text, fault=True) for about, problem in wrong]
    short = [finding for indicator in edition.indicators for finding in unproved(indicator)]
    short += [finding for indicator in edition.indicators for finding in wanting(indicator)]
    sums = [finding for category in edition.categories for finding in unlike_heading(category)]
    sums += unlike_total(edition.edition, edition.categories)
    return (*sums, *faulty, *short)


def unlike_heading(category: BoundCategory) -> Iterator[Finding]:
    """Where a heading is not what its clauses add up to; of a bonus it may be the cap."""
    heading, declared, added = category.heading, category.heading.points, category.maximum
    if declared > added or (declared < added and not heading.bonus):
        yield Finding(
            heading.code,
            Text(
                f"{heading.title.zh}：标题 {written(declared)} 分，条款合计 {written(added)} 分",
                f"{heading.title.en}: the heading says {written(declared)}, "
                f"its clauses add up to {written(added)}",
            ),
        )


def unlike_total(edition: Edition, categories: Sequence[BoundCategory]) -> Iterator[Finding]:
    """Where the headings add up to something else than all clauses."""
    counted = [category for category in categories if not category.heading.bonus]
    declared = sum((category.heading.points for category in counted), Fraction())
    added = sum((category.maximum for category in counted), Fraction())
    if declared != added and edition.total is None:
        yield Finding(
            edition.code,
            Text(
                f"总分：标题合计 {written(declared)} 分，条款合计 {written(added)} 分",
                f"total: the headings add up to {written(declared)}, the clauses to {written(added)}",
            ),
        )


def faults(edition: BoundEdition) -> tuple[Problem, ...]:
    """All that its authors have to mend before anybody may be scored with *edition*.

    Decided from text and formulas alone; each with its place: the code, and the distribution.
    """
    return tuple(problem for _, problem in _faults(edition))


def _faults(edition: BoundEdition) -> Iterator[tuple[str, Problem]]:
    document = edition.edition.document
    for indicator in edition.indicators:
        for problem in (*misquoted(document, indicator), *out_of_bounds(indicator)):
            yield indicator.code, problem.at(same(_place(indicator)))
    if edition.total is not None and not _keeps_ends(edition.total):
        yield edition.edition.code, falls_with_fold().at(same(f"{edition.edition.code} total"))
    yield from misquoted_by(edition.edition)


def misquoted_by(edition: Edition) -> Iterator[tuple[str, Problem]]:
    """The quotes of an edition's own readings and table that do not stand in its text."""
    quoting: list[tuple[str, Quoting]] = []
    quoting += [(veto.code, veto) for veto in edition.vetoes]
    quoting += [(reading.key, reading) for reading in edition.readings]
    quoting += [(row.indicator, row) for row in edition.applies]
    quoting += [(duty.code, duty) for duty in edition.duties]
    for about, one in quoting:
        for problem in misquoted(edition.document, one):
            yield about, problem.at(same(f"{edition.code} {about}"))


def _place(indicator: BoundIndicator) -> str:
    """The indicator, and who to turn to."""
    return f"{indicator.code} ({indicator.origin})" if indicator.origin else indicator.code


Quoting = BoundIndicator | Indicator | Reading | Applicability | Veto | Duty
"""Whatever says where it stands in the text."""


def misquoted(document: Document, quoting: Quoting) -> Iterator[Problem]:
    """The quotes of an indicator, a reading, a veto, a duty or a table row that the text has not."""
    for cite in _cited(quoting):
        if not document.contains(cite.quote):
            yield quote_not_found(cite.quote, cite.clause)


def _cited(quoting: Quoting) -> Iterable[Citation]:
    match quoting:
        case Duty(owed_by=owed_by, due=due):
            shared: dict[str, Citation] = {}
            for cite in owed_by.values():
                shared.setdefault(cite.quote, cite)
            return [*shared.values(), Citation(f"{type(due).__name__}.quote", due.quote)]
        case Applicability(cites=cites):
            return cites
        case Reading(cite=cite) | Veto(cite=cite):
            return [cite]
        case _:
            return [quoting.cite, *(cite for named in quoting.foreseen for cite in named.named)]


def out_of_bounds(indicator: BoundIndicator) -> Iterator[Problem]:
    """Where the formula does not keep to 0, its maximum, and the ends of missing pieces."""
    maximum, ends = indicator.maximum, bounds(indicator.formula)
    if ends.highest is None or ends.highest > maximum:
        yield beyond_maximum(written(maximum), _shown(ends.highest))
    elif ends.highest < maximum:
        yield below_maximum(written(maximum), written(ends.highest))
    elif not ends.has_highest:
        yield only_approaches(written(maximum))
    if ends.lowest is None or ends.lowest < 0:
        yield below_nothing(_shown(ends.lowest))
    if not _keeps_ends(indicator.formula):
        yield falls_with_fold()
    if Direction.EITHER in along_places(indicator.formula):
        yield either_way_with_place()
    for part in walk(indicator.formula):
        yield from _wrong_within(part)


def _wrong_within(part: Node) -> Iterator[Problem]:
    """A table that does not cover what is looked up, periods of which one gives more than said."""
    if isinstance(part, Table) and (problem := _uncovered(part)):
        yield problem
    if isinstance(part, Total):
        most = bounds(part.of).highest
        if most is None or most > part.each:
            yield each_gives_more(written(part.each), _shown(most))


def _keeps_ends(formula: Node) -> bool:
    """Whether points rise with the points of pieces, or do not move."""
    return all(d in (Direction.RISES, Direction.NEITHER) for d in along_folds(formula))


def _uncovered(table: Table) -> Problem | None:
    """Where the rows end before what is looked up in them."""
    first, last = table.rows[0][0], table.rows[-1][0]
    ends = bounds(table.at)
    below = first.low is not None and _beyond(ends.lowest, first, reached=ends.has_lowest)
    above = last.high is not None and _beyond(ends.highest, last, reached=ends.has_highest)
    if not below and not above:
        return None
    share = is_share(table.at)
    shown = percent if share else written
    return not_covered(
        f"{first.written(as_percent=share)} … {last.written(as_percent=share)}",
        "−∞" if ends.lowest is None else shown(ends.lowest),
        "∞" if ends.highest is None else shown(ends.highest),
    )


def _beyond(end: Fraction | None, row: Interval, *, reached: bool) -> bool:
    """Whether what can be *reached* up to *end* leaves *row*, which is the outermost one."""
    if end is None:
        return True
    return end not in row and (reached or end not in (row.low, row.high))


def _shown(end: Fraction | None) -> str | None:
    return None if end is None else written(end)


def out_of_reach(indicator: BoundIndicator) -> Iterator[Problem]:
    """A maximum that lies within bounds and for which no facts are found.

    A search, and not decided: reported, but no reason to refuse a rulebook.
    """
    if not any(out_of_bounds(indicator)) and reached_with(indicator.formula) is None:
        yield no_facts_reach(written(indicator.maximum))


def unproved(indicator: BoundIndicator) -> Iterator[Finding]:
    """The Python functions in the formula: of these there is only their author's word."""
    functions = [part for part in walk(indicator.formula) if isinstance(part, Opaque)]
    for part in dict.fromkeys(functions):
        low, high = written(part.lowest), written(part.highest)
        yield Finding(
            indicator.code,
            Text(
                f"{indicator.title.zh}：“{part.name.zh}”是 Python 函数，其值在 {low} 至 {high} 之间"
                "为作者所声明，未经证明",
                f"{indicator.title.en}: “{part.name.en}” is a Python function; that it lies between "
                f"{low} and {high} is its author's word and not proved",
            ),
        )


def never_taken(indicator: Indicator) -> Iterator[Problem]:
    """Branches of the formula that nothing that can be reported takes, under any reading."""
    from credit_rules.wording import wording  # not needed to load a rulebook

    readings = indicator.open_readings
    found: dict[Path, Branch] = {}
    for options in product(*readings.values()):
        adopted = dict(zip(readings, options, strict=True))
        for path, branch in branches(indicator.formula, adopted):
            if branch.taken or path not in found:
                found[path] = branch
    for branch in found.values():
        if not branch.taken:
            said = wording(branch.part)
            part = Text(said.zh.removesuffix("。"), said.en.removesuffix("."))
            yield unreachable(branch.name, part)


def wanting(indicator: BoundIndicator) -> Iterator[Finding]:
    """Where the text itself foresees less of a measure than full marks need."""
    for foreseen in indicator.foreseen:
        amount = _amount(indicator, foreseen.measure)
        least = None if amount is None else needed(indicator.formula, amount)
        if amount is None or least is None:
            continue
        windows = _windows(indicator, foreseen.unit)
        if least * windows > foreseen.count:
            yield Finding(indicator.code, _wanting(indicator, foreseen, amount, least * windows))


def _amount(indicator: BoundIndicator, code: str) -> Amount | None:
    return next((Amount(m) for m in measures(indicator.formula) if m.code == code), None)


def _windows(indicator: BoundIndicator, unit: Unit | None) -> Fraction:
    """How many windows of the indicator there are in *unit*."""
    means = [node.unit for node in walk(indicator.formula) if isinstance(node, Each)]
    return Fraction(unit.value, means[0].value) if unit and means else Fraction(1)


def _wanting(
    indicator: BoundIndicator, foreseen: Foreseen, amount: Amount, least: Fraction
) -> Text:
    title, unit, count = amount.measure.title, amount.measure.unit, foreseen.count
    each = _EACH[foreseen.unit]
    most = highest_with(indicator.formula, amount, count) if foreseen.unit is None else None
    clauses = [cite.clause for cite in foreseen.named]
    annex = clauses[0].partition("·")[0]
    text = Text(
        f"{indicator.title.zh}：{each.zh}满分需要 {written(least)} {unit.zh}，"
        f"{annex} 只列出 {count}（{'、'.join(clauses)}）",
        f"{indicator.title.en}: full marks need {written(least)} {title.en}{each.en}, "
        f"{annex} names {count} ({', '.join(clauses)})",
    )
    if most is None:
        return text
    return text + Text(f"，至多可得 {written(most)} 分", f", worth {written(most)} points at most")


_EACH = {
    None: NOTHING,
    Unit.MONTH: Text("每月", " a month"),
    Unit.QUARTER: Text("每季度", " a quarter"),
    Unit.YEAR: Text("每年", " a year"),
}
