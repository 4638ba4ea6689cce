"""``indicators``, ``measures``, ``kinds``, ``readings``, ``departments``: what a rulebook consists of."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import click
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text as Styled

from credit_rules.cli.loading import whole
from credit_rules.cli.options import (
    command,
    format_option,
    reading_option,
    rulebook_option,
)
from credit_rules.cli.output import as_json, emit, show
from credit_rules.departments import Department
from credit_rules.exact import exact, written
from credit_rules.formulas.walk import measures as measures_of
from credit_rules.indicators import BoundIndicator
from credit_rules.measures import Measure
from credit_rules.records import CodeList, RecordKind
from credit_rules.reports.tables import Phrases, stacked, table
from credit_rules.rulebooks import BoundEdition, Reading
from credit_rules.text import Lang, Text, join, same
from credit_rules.wording import wording


@command("indicators", Text("列出全部指标及规则", "all indicators and their rules"))
@rulebook_option
@reading_option
@format_option
@click.pass_obj
def indicators(lang: Lang, rulebook: str | None, readings: dict[str, str], form: str) -> None:
    """Every indicator in the order of the text, and how many departments are scored on it."""
    edition = whole(rulebook, readings)
    if form == "json":
        listed = [
            _indicator(indicator, category.heading.code, edition, lang)
            for category in edition.categories
            for indicator in category.indicators
        ]
        emit(as_json(listed))
        return
    page = table(
        lang,
        Text("指标", "indicator"),
        Text("满分", "maximum"),
        Text("周期", "cadence"),
        Text("部门", "departments"),
    )
    for indicator in edition.indicators:
        page.add_row(
            stacked(
                indicator.code, indicator.title.read(lang), wording(indicator.formula).read(lang)
            ),
            written(indicator.maximum),
            indicator.cadence.title.read(lang),
            _ALL.read(lang) if (to := _applies_to(edition, indicator)) is None else str(len(to)),
        )
    show(page)


_ALL = Text("全部", "all")


def _applies_to(edition: BoundEdition, indicator: BoundIndicator) -> list[str] | None:
    """The departments that are scored on it; None where nothing says that some are not."""
    row = edition.applicability.get(indicator.code)
    return None if row is None else list(row.departments)


def _indicator(
    indicator: BoundIndicator, category: str, edition: BoundEdition, lang: Lang
) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "title": indicator.title.read(lang),
        "category": category,
        "maximum_exact": exact(indicator.maximum),
        "cadence": indicator.cadence.value,
        "clause": indicator.cite.clause,
        "quote": indicator.cite.quote,
        "rule": wording(indicator.formula).read(lang),
        "measures": [measure.code for measure in measures_of(indicator.formula)],
        "applies_to": _applies_to(edition, indicator),
    }


@command("measures", Text("列出全部数据项", "all measures"))
@rulebook_option
@format_option
@click.pass_obj
def measures(lang: Lang, rulebook: str | None, form: str) -> None:
    """Every measure that a facts file may name, and who asks for it under any reading."""
    edition = whole(rulebook)
    asked: dict[str, list[str]] = {}
    for code, indicator in edition.clauses.items():
        for measure in measures_of(indicator.formula):
            asked.setdefault(measure.code, []).append(code)
    if form == "json":
        listed = [_measure(m, asked[m.code], lang) for m in edition.measures.values()]
        emit(as_json(listed))
        return
    page = table(lang, Text("数据项", "measure"), Text("类型", "kind"), Text("单位", "unit"))
    for measure in edition.measures.values():
        page.add_row(
            stacked(measure.code, measure.title.read(lang), *_limits(measure, lang)),
            measure.kind.title.read(lang),
            measure.unit.read(lang),
        )
    show(page)


def _measure(measure: Measure, asked: list[str], lang: Lang) -> dict[str, Any]:
    return {
        "code": measure.code,
        "title": measure.title.read(lang),
        "unit": measure.unit.read(lang),
        "kind": measure.kind.value,
        "within": measure.within,
        "levels": [
            {"code": level.code, "title": level.title.read(lang)} for level in measure.levels
        ],
        "highest": None if measure.highest is None else measure.stated(measure.highest),
        "indicators": asked,
    }


def _limits(measure: Measure, lang: Lang) -> Sequence[str]:
    """What a fact of it can be, as far as its kind does not say so."""
    found = []
    if measure.within is not None:
        found.append(Text(f"不大于 {measure.within}", f"no larger than {measure.within}"))
    if measure.levels:
        named = [same(f"{level.code} ") + level.title for level in measure.levels]
        found.append(Text("等级：", "levels: ") + join(named, zh="、", en=", "))
    if measure.highest is not None:
        highest = written(measure.highest)
        found.append(Text(f"最高 {highest}", f"{highest} at most"))
    return [line.read(lang) for line in found]


@command(
    "kinds", Text("列出可由记录汇总数据的记录种类", "the kinds of records that facts are made of")
)
@rulebook_option
@format_option
@click.pass_obj
def kinds(lang: Lang, rulebook: str | None, form: str) -> None:
    """Every kind of records: what it feeds, and what its tables need."""
    found = whole(rulebook).record_kinds
    if form == "json":
        emit(as_json([_kind(kind, lang) for kind in found]))
        return
    page = table(
        lang,
        Text("种类", "kind"),
        Text("汇总的数据项", "feeds"),
        Text("必需的列", "columns needed"),
        Text("期限（工作日）", "limit (working days)"),
    )
    for kind in found:
        limit = _limit(kind)
        page.add_row(
            stacked(kind.code, kind.title.read(lang)),
            "\n".join(kind.feeds.measures),
            "\n".join(kind.needed),
            "" if limit is None else str(limit),
        )
    show(page)


def _kind(kind: RecordKind | CodeList, lang: Lang) -> dict[str, Any]:
    rules = kind.rules if isinstance(kind, RecordKind) else ()
    return {
        "code": kind.code,
        "title": kind.title.read(lang),
        "feeds": list(kind.feeds.measures),
        "needed": list(kind.needed),
        "limit": _limit(kind),
        "columns": [
            {"code": c.code, "title": c.title.read(lang), "names": list(c.names)}
            for c in kind.columns
        ],
        "rules": [
            {"rule": rule.code, "column": rule.column, "asks": rule.words.read(lang)}
            for rule in rules
        ],
    }


def _limit(kind: RecordKind | CodeList) -> int | None:
    """Within how many working days a report is in time; of a list nobody asks."""
    return kind.limit if isinstance(kind, RecordKind) else None


@command("readings", Text("列出原文未明之处及各种释义", "what the text leaves open"))
@rulebook_option
@reading_option
@format_option
@click.pass_obj
def readings(lang: Lang, rulebook: str | None, readings: dict[str, str], form: str) -> None:
    """Every reading: the question, the options, which is adopted and why."""
    edition = whole(rulebook, readings)
    adopted = edition.adopted
    if form == "json":
        emit(as_json([_reading(r, adopted[r.key], lang) for r in edition.edition.readings]))
    else:
        show(*(_page(reading, adopted[reading.key], lang) for reading in edition.edition.readings))


def _reading(reading: Reading, adopted: str, lang: Lang) -> dict[str, Any]:
    return {
        "key": reading.key,
        "question": reading.question.read(lang),
        "adopted": adopted,
        "default": reading.default,
        "options": [
            {"option": option, "meaning": meaning.read(lang)}
            for option, meaning in reading.options.items()
        ],
        "clause": reading.cite.clause,
        "quote": reading.cite.quote,
        "why": reading.why.read(lang),
        "elsewhere": reading.elsewhere and reading.elsewhere.read(lang),
    }


def _page(reading: Reading, adopted: str, lang: Lang) -> Padding:
    page = Table.grid(Column(overflow="fold"))
    page.add_row(Styled(reading.key, style="bold"))
    page.add_row(reading.question.read(lang))
    options = Table.grid("", "", Column(overflow="fold"), padding=(0, 2))
    for option, meaning in reading.options.items():
        mark, style = ("*", "bold") if option == adopted else ("", "")
        options.add_row(mark, option, meaning.read(lang), style=style)
    page.add_row(options)
    told = [same(f"{reading.cite.clause}：{reading.cite.quote}")]
    told.append(Text("默认的理由：", "why: ") + reading.why)
    if reading.elsewhere:
        told.append(Text("别处的做法：", "elsewhere: ") + reading.elsewhere)
    for words in told:
        page.add_row(Phrases.of(words.read(lang)), style="dim")
    return Padding(page, (0, 0, 1, 0))


def _maximum(edition: BoundEdition, applying: Sequence[BoundIndicator]) -> Fraction:
    """What can be attained of these, as a scorecard counts it."""
    return edition.at_best({indicator.code: indicator.maximum for indicator in applying})


@command("departments", Text("列出本级政府和各部门", "the government and its departments"))
@rulebook_option
@reading_option
@format_option
@click.pass_obj
def departments(lang: Lang, rulebook: str | None, readings: dict[str, str], form: str) -> None:
    """The roster, the government first, and what each of it is scored on."""
    edition = whole(rulebook, readings)
    roster = edition.edition.roster
    if form == "json":
        emit(as_json([_department(department, edition, lang) for department in roster]))
        return
    grouped = any(department.group for department in roster)
    page = table(
        lang,
        Text("序号", "number"),
        Text("代码", "code"),
        Text("名称", "title"),
        Text("简称", "short names"),
        *([Text("组别", "group")] if grouped else []),
        Text("登记码", "registrar"),
        Text("指标", "indicators"),
        Text("满分", "maximum"),
    )
    for department in roster:
        applying = edition.applying(department)
        group = department.group
        page.add_row(
            "" if department.number is None else str(department.number),
            department.code,
            department.title.read(lang),
            Phrases.of("、".join(department.short)),
            *([group.title.read(lang) if group else ""] if grouped else []),
            department.registrar,
            str(len(applying)),
            written(_maximum(edition, applying)),
        )
    show(page)


def _department(department: Department, edition: BoundEdition, lang: Lang) -> dict[str, Any]:
    applying, group = edition.applying(department), department.group
    return {
        "code": department.code,
        "title": department.title.read(lang),
        "short_names": list(department.short),
        "number": department.number,
        "registrar": department.registrar,
        "group": group and {"code": group.code, "title": group.title.read(lang)},
        "indicators": [indicator.code for indicator in applying],
        "maximum_exact": exact(_maximum(edition, applying)),
    }
