"""The built-in rulebook: every clause with its words, its formula, what it proves, its curves."""

from collections.abc import Iterator
from fractions import Fraction

from credit_rules import BoundIndicator, Duty, Feeds, Indicator, Reading, Rulebook, curves
from credit_rules.exact import written
from credit_rules.formulas.walk import choices
from credit_rules.formulas.walk import measures as measures_of
from credit_rules.plugins import Installed
from credit_rules_docs.markdown import figure, plain, quote, table

CODE = "genhe-2023"


def indicators() -> str:
    """Every indicator as it is read by default, then what each other option makes of it."""
    book = Rulebook.load(CODE)
    open_to = {code: _readings_of(indicator, book) for code, indicator in _declared().items()}
    parts = []
    for category in book.edition.categories:
        heading = category.heading
        parts.append(
            f"## {plain(heading.title.zh)} · {plain(heading.title.en)}\n\n"
            f"`{heading.code}`: the heading says {written(heading.points)} points, its clauses add"
            f" up to {written(category.maximum)}.\n"
        )
        for indicator in category.indicators:
            parts += [*_indicator(indicator), *_otherwise(indicator, open_to[indicator.code])]
    return "\n".join(parts)


def measures() -> str:
    """Everything that a facts file may report, under any reading."""
    book = Rulebook.load(CODE)
    asked: dict[str, list[str]] = {}
    for code, indicator in _declared().items():
        for measure in measures_of(indicator.formula):
            asked.setdefault(measure.code, []).append(f"`{code}`")
    rows = [
        (
            f"`{m.code}`",
            plain(m.title.zh),
            plain(m.title.en),
            m.kind.value,
            plain(m.unit.zh),
            f"`{m.within}`" if m.within else "",
            ", ".join(asked[m.code]),
        )
        for m in book.measures.values()
    ]
    return table(("code", "中文", "English", "kind", "unit", "part of", "indicators"), rows)


def readings() -> str:
    """Every question that the text leaves open, with its options and why the first is adopted."""
    parts = []
    for reading in Rulebook.load(CODE).readings:
        rows = [
            (f"`{option}`", plain(meaning.zh), plain(meaning.en))
            for option, meaning in reading.options.items()
        ]
        parts += [
            f"## {reading.key}\n",
            f"{plain(reading.question.zh)} {plain(reading.question.en)}\n",
            f"{plain(reading.cite.clause)}\n",
            quote(reading.cite.quote),
            table(("option", "中文", "English"), rows),
            f"Why `{reading.default}` is the default: {plain(reading.why.en)}.\n",
        ]
        if reading.elsewhere:
            parts.append(f"Elsewhere: {plain(reading.elsewhere.en)}.\n")
    return "\n".join(parts)


def departments() -> str:
    """The government and its departments."""
    rows = [
        (
            "" if department.number is None else str(department.number),
            f"`{department.code}`",
            plain(department.title.zh),
            plain(department.title.en),
            plain("、".join(department.short)),
        )
        for department in Rulebook.load(CODE).roster
    ]
    return table(("number", "code", "中文", "English", "short names"), rows)


def duties() -> str:
    """Every duty once: those of several departments first."""
    book = Rulebook.load(CODE)
    owed = book.edition.edition.duties
    parts = ["## Owed by several departments\n"]
    parts += [part for duty in owed if len(duty.owed_by) > 1 for part in _duty(duty, book)]
    parts += ["## Owed by one department\n"]
    parts += [part for duty in owed if len(duty.owed_by) == 1 for part in _duty(duty, book)]
    return "\n".join(parts)


def _duty(duty: Duty, book: Rulebook) -> Iterator[str]:
    """What it is, by when, what it feeds; then its words, with the clauses that have them."""
    yield f"### {plain(duty.title.zh)} · {plain(duty.title.en)}\n"
    cadence, words = duty.due.cadence, duty.due.words
    due = "" if words == cadence.title else f" · {words.zh}, {words.en}"
    feeds = "" if duty.feeds is None else f" · {_feeds(duty.feeds)}"
    yield f"`{duty.code}` · {cadence.title.zh}, `{cadence.value}`{due}{feeds}\n"
    clauses: dict[str, list[str]] = {}
    for member in book.edition.edition.roster.members:
        if (cite := duty.owed_by.get(member.code)) is not None:
            named = f"{plain(member.short[0])} {plain(cite.clause)}"
            clauses.setdefault(cite.quote, []).append(named)
    for said, by in clauses.items():
        yield quote(said)
        yield f"{'; '.join(by)}\n"


def _feeds(feeds: Feeds) -> str:
    """The indicator, and what of it."""
    measures = ", ".join(f"`{code}`" for code in feeds.measures)
    whose = " of the government" if feeds.government else ""
    follows = f", which follows{whose}" if feeds.follows else ""
    return f"feeds `{feeds.indicator}`: {measures}{follows}"


def _declared() -> dict[str, Indicator]:
    """Every indicator with its readings open, by full code."""
    found = Installed.find()
    named = found.categories(found.edition(CODE))
    return {f"{category.code}.{i.code}": i for category in named for i in category.indicators}


def _readings_of(indicator: Indicator, book: Rulebook) -> list[Reading]:
    found = (*choices(indicator.maximum), *choices(indicator.formula))
    keys = {choice.reading for choice in found}
    return [reading for reading in book.readings if reading.key in keys]


def _indicator(indicator: BoundIndicator) -> Iterator[str]:
    yield f"### {plain(indicator.title.zh)} · {plain(indicator.title.en)}\n"
    cadence = indicator.cadence.title
    yield (
        f"`{indicator.code}` · {written(indicator.maximum)} points · {cadence.zh},"
        f" {cadence.en} · {plain(indicator.cite.clause)}\n"
    )
    yield quote(indicator.cite.quote)
    yield from _formula(indicator)
    yield from (figure(curve) for curve in curves(indicator.formula))


def _otherwise(indicator: BoundIndicator, readings: list[Reading]) -> Iterator[str]:
    """What *indicator* is under each option that is not the default, one at a time."""
    for reading in readings:
        for option, meaning in list(reading.options.items())[1:]:
            yield f"#### {reading.key}={option}\n"
            yield f"{plain(meaning.zh)}; {plain(meaning.en)}.\n"
            book = Rulebook.load(CODE, readings={reading.key: option})
            other = book.edition.indicator(indicator.code)
            yield from _formula(other)
            drawn = curves(other.formula)
            if drawn == curves(indicator.formula):
                yield "The curves are the same.\n"
            else:
                yield from (figure(curve) for curve in drawn)


def _formula(indicator: BoundIndicator) -> Iterator[str]:
    """The formula in words, and what it proves."""
    proof = indicator.proof
    yield f"* {plain(indicator.rule.zh)}\n* {plain(indicator.rule.en)}\n"
    low = bound(proof.lowest, reached=proof.has_lowest)
    high = bound(proof.highest, reached=proof.has_highest)
    yield f"From {low} to {high} points{'' if proof.continuous else ', with jumps'}.\n"
    full = {m.code: str(n) for m, n in (proof.reached_with or {}).items()}
    yield table(
        ("measure", "as it rises, points", "full marks, for example, with"),
        [(f"`{c}`", d.value, full.get(c, "")) for c, d in proof.directions.items()],
    )


def bound(points: Fraction | None, *, reached: bool) -> str:
    """An end of what a formula comes to, in words."""
    if points is None:
        return "any number of"
    return written(points) if reached else f"nearly {written(points)}"
