"""``collect``: records, wherever they lie, become facts; what fails is listed."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

import click
from rich.console import RenderableType
from rich.table import Table

from credit_rules.cli.loading import load
from credit_rules.cli.options import argument, command, option, rulebook_option
from credit_rules.cli.output import emit, refuse_input_as_output, show, written_to
from credit_rules.cli.speaking import one_of
from credit_rules.cli.waiting import Waiting, waiting
from credit_rules.csv_files import Columns
from credit_rules.errors import RecordsError, UsageError
from credit_rules.errors.cli import ENGINE, MONTH_OF, records_missing
from credit_rules.errors.records import bad_limit
from credit_rules.facts.csv_file import as_csv
from credit_rules.records import TableKind
from credit_rules.reports.tables import Phrases, table
from credit_rules.sources import (
    ROW,
    SOURCE,
    Engine,
    Place,
    Renamed,
    Workspace,
    computed,
    gathered,
)
from credit_rules.text import Lang, Text

if TYPE_CHECKING:
    from credit_rules.collecting.collected import Collected, Totals

_ENGINES = ("duckdb", "postgresql", "spark")
_CALLED = Columns(("spelling", "department"), (), RecordsError, "credit-rules collect --help")
_REPORT = ("kind", "source", "row", "number", "department", "rule", "column", "what")


def _path(*names: str, words: Text, metavar: str, **attributes: Any) -> Callable[[Any], Any]:  # noqa: ANN401 -- click's
    return option(
        *names, words=words, metavar=metavar, type=click.Path(path_type=Path), **attributes
    )


def _limit(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """A number of working days; by default as the kind of records says."""
    if value is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,2}", value, re.ASCII):
        raise UsageError(bad_limit(value))
    return int(value)


@command(
    "collect",
    Text(
        "由双公示记录或统一社会信用代码名单汇总出数据",
        "make facts of records, or of a list of codes",
    ),
)
@argument(
    "records",
    Text(
        "记录：.csv、.parquet、.xlsx[::工作表]、文件.duckdb::表、postgresql://…::表，可写多个",
        "the records: .csv, .parquet, .xlsx[::SHEET], FILE.duckdb::TABLE, postgresql://…::TABLE; "
        "as many as you like",
    ),
    metavar="RECORDS...",
    nargs=-1,
    required=True,
)
@_path(
    "-o",
    "--output",
    words=Text("写入数据文件", "the facts file to write"),
    metavar="FACTS",
    required=True,
)
@option(
    "--kind",
    words=Text(
        "记录种类，如 licences、penalties、codes；默认由列名判断",
        "the kind of records: licences, penalties, codes or another; by default the columns tell",
    ),
    metavar="KIND",
)
@option(
    "--limit-days",
    "limit",
    words=Text(
        "决定之后几个工作日内上报为及时；默认按细则（双公示为 7）",
        "within how many working days a report is in time; by default as the rulebook says "
        "(7 for licences and penalties)",
    ),
    metavar="N",
    callback=_limit,
)
@option(
    "--month-of",
    words=Text(
        "记录归入决定（decision，默认）还是上报（report）的月份",
        "a record belongs to the month of its decision (the default) or of its report",
    ),
    metavar="decision|report",
    default="decision",
    callback=one_of(MONTH_OF, ("decision", "report")),
)
@option(
    "--months",
    words=Text(
        "这些月份没有记录的，写为 0，如 2023-07..2023-09",
        "write 0 for those of these months that have no records, such as 2023-07..2023-09",
    ),
    metavar="A..B",
)
@_path(
    "--concealed",
    words=Text(
        "瞒报清单（CSV）：列 record, department, month，可加 rescinded",
        "the list of what was concealed (CSV): columns record, department, month; also rescinded",
    ),
    metavar="LIST",
)
@option(
    "--month",
    words=Text(
        "代码名单是哪个月（月末）的，如 2023-09；只用于代码名单，且必须写明",
        "at the end of which month a list of codes stood so, such as 2023-09; a list of codes needs it",
    ),
    metavar="M",
)
@option(
    "--registrar",
    "registrars",
    words=Text(
        "代码名单只含这个登记管理部门所赋的代码，可重复；默认含全部登记管理部门",
        "the list of codes covers this department only, which gives them out; repeatable; by default "
        "it covers all that do",
    ),
    metavar="D",
    multiple=True,
)
@option(
    "--excerpt",
    words=Text(
        "代码名单只是一部分代码：不写出代码总数",
        "the list of codes has some of them only: how many there are is not written",
    ),
    is_flag=True,
)
@_path(
    "--report",
    words=Text(
        "把每条不合规、逾期、重复或未计入的记录写成 CSV，注明所违反的规则",
        "list every record that fails, is late, doubled or not counted, with the rule, as CSV",
    ),
    metavar="FILE",
)
@_path(
    "--columns",
    words=Text(
        "列名对照（CSV）：列 official, column",
        "what the tables call the official columns (CSV): columns official, column",
    ),
    metavar="MAP",
)
@_path(
    "--departments",
    words=Text(
        "部门写法对照（CSV）：列 spelling, department",
        "what the records call departments (CSV): columns spelling, department",
    ),
    metavar="MAP",
)
@option(
    "--set-aside",
    words=Text(
        "名单中没有的部门，其记录计为未归入；默认拒绝",
        "records of departments that nobody knows count as unassigned; by default they are refused",
    ),
    is_flag=True,
)
@option(
    "--engine",
    words=Text(
        "在哪里计数：duckdb（默认，本机）、postgresql（数据库内）、spark（集群）",
        "who counts: duckdb (by default, here), postgresql (where the tables are), spark (a cluster)",
    ),
    metavar="|".join(_ENGINES),
    default=_ENGINES[0],
    callback=one_of(ENGINE, _ENGINES),
)
@rulebook_option
@click.pass_obj
def collect(  # noqa: PLR0913 -- click hands over every option
    lang: Lang,
    *,
    records: tuple[str, ...],
    output: Path,
    kind: str | None,
    limit: int | None,
    month_of: Literal["decision", "report"],
    months: str | None,
    concealed: Path | None,
    month: str | None,
    registrars: tuple[str, ...],
    excerpt: bool,
    report: Path | None,
    columns: Path | None,
    departments: Path | None,
    set_aside: bool,
    engine: str,
    rulebook: str | None,
) -> None:
    """Facts for each department and month, and what became of every row."""
    places = [Place.parse(written) for written in records]
    for made in (output, report):
        for read in (*(place.path for place in places), concealed, columns, departments):
            refuse_input_as_output(read, made)
    refuse_input_as_output(report, output)
    book = load(rulebook)
    kinds = book.edition.kinds(kind)
    renamed = Renamed.read(columns, _codes(kinds)) if columns else Renamed()
    called = dict(_spellings(departments)) if departments else {}
    with _needing(engine, places):
        from credit_rules.collecting.asking import Question

        asked = Question.of(
            kinds,
            book.roster,
            book.measures,
            kind,
            limit_days=limit,
            month_of=month_of,
            months=months,
            concealed=concealed,
            called=called,
            unknown="set_aside" if set_aside else "refuse",
            month=month,
            registrars=registrars,
            excerpt=excerpt,
        )
    with (
        _needing(engine, places),
        waiting(places, lang) as waits,
        _engine(engine, waits) as counter,
    ):
        tables = gathered(counter, places, kinds, renamed)
        waits.count()
        by_kind = {found.code: frame for found, frame in tables}
        collected = computed(counter, lambda: asked.answered(by_kind, row=ROW, source=SOURCE))
        facts = as_csv(collected.facts, book.roster, book.measures)
        if report:
            waits.list()
            with written_to(report) as opened:
                computed(counter, lambda: _list(collected, opened, lang))
                emit(facts, output)
        else:
            emit(facts, output)
    titled = {found.code: found for found in kinds}
    remarks = [*_remarks(collected, titled, lang)]
    if concealed and not months:
        remarks.append(Phrases.of(_UNKNOWN_MONTHS.read(lang)))
    show(_totals(collected, titled, lang), *remarks)


def _codes(kinds: Sequence[TableKind]) -> list[str]:
    return list(dict.fromkeys(column.code for kind in kinds for column in kind.columns))


def _spellings(path: Path) -> Iterator[tuple[str, str]]:
    """What records call departments.

    Raises:
        RecordsError: the file cannot be read.
    """
    rows, problems = _CALLED.read(path)
    if problems:
        raise RecordsError(*(problem for _, problem in problems))
    for _, cells in rows:
        yield cells["spelling"], cells["department"]


def _engine(name: str, waits: Waiting) -> AbstractContextManager[Engine]:
    match name:
        case "spark":
            from credit_rules.sources.spark import Cluster

            return Cluster()
        case "postgresql":
            from credit_rules.sources.postgresql import Server

            return Server()
    return Workspace(waits.read)


@contextmanager
def _needing(engine: str, places: Iterable[Place]) -> Iterator[None]:
    """Says what to install where a package is not there.

    Raises:
        UsageError: it is not.
    """
    kinds = {engine, *(place.kind for place in places)}
    extra = next((name for name in ("spark", "postgresql") if name in kinds), "records")
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(records_missing(extra, str(error))) from None


def _list(collected: "Collected", opened: TextIO, lang: Lang) -> None:
    """Every failing record: by row and document number, and nothing else that it says."""
    rows = csv.writer(opened, lineterminator="\n")
    rows.writerow(_REPORT)
    for f in collected.failures():
        cells = (f.kind, f.source, f.row, f.number, f.department, f.rule, f.column)
        rows.writerow((*cells, f.what.read(lang)))


_NUMBERS = (
    Text("读取", "read"),
    Text("计入", "counted"),
    Text("重复", "duplicates"),
    Text("未归入", "unassigned"),
)
_UNKNOWN_MONTHS = Text(
    "瞒报清单没有写明的月份，瞒报条数仍为未知；用 --months A..B 写明清单涵盖的月份",
    "what was concealed is still unknown of every month that the list does not name; "
    "say with --months A..B which months it covers",
)
_KIND = Text("记录", "records")
_TOTAL = Text("合计", "total")


def _totals(collected: "Collected", kinds: Mapping[str, TableKind], lang: Lang) -> Table:
    """What became of the rows that were read: the first number is the sum of the others."""
    page = table(lang, _KIND, *_NUMBERS)
    for column in page.columns[1:]:
        column.justify = "right"
    lines: list[tuple[Text, Totals | Collected]] = [
        (kinds[code].title, total) for code, total in collected.by_kind.items()
    ]
    for title, numbers in (*lines, (_TOTAL, collected)):
        cells = numbers.rows_read, numbers.counted, numbers.duplicates, numbers.unassigned
        page.add_row(title.read(lang), *map(str, cells))
    return page


def _remarks(
    collected: "Collected", kinds: Mapping[str, TableKind], lang: Lang
) -> Iterator[RenderableType]:
    """What somebody who reads the numbers has to know."""
    if unknown := collected.unknown_departments:
        yield Phrases.of(
            Text(
                f"名单中没有的部门：{len(unknown)} 种写法，{sum(unknown.values())} 条记录未归入",
                f"departments that nobody knows: {len(unknown)} spellings, "
                f"{sum(unknown.values())} records unassigned",
            ).read(lang)
        )
    for code, columns in collected.not_checked.items():
        title = kinds[code].title
        yield Phrases.of(
            Text(
                f"没有这些列，相关规则未检查（{title.zh}）：{'、'.join(columns)}",
                "no table has these columns, and rules about them are not checked "
                f"({title.en}): {', '.join(columns)}",
            ).read(lang)
        )
