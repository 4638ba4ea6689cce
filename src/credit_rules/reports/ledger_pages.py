"""A ledger as tables that a person reads."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from credit_rules.duties import Days
from credit_rules.exact import display
from credit_rules.ledger import Disagreement, DutyStatus, Entry, Item, Risk, on_time_rate
from credit_rules.measures import Measure
from credit_rules.reports.duties import due_words, titled
from credit_rules.reports.ledgers import COUNTED, Report, at_risk, count
from credit_rules.reports.tables import Phrases, table
from credit_rules.text import Lang, Text, same

_STYLES = {DutyStatus.OVERDUE: "bold red", DutyStatus.DONE_LATE: "yellow"}


def ledger_page(report: Report, lang: Lang = "zh") -> RenderableType:
    """Totals of every department, then what is overdue; of one everything, and what hangs on it."""
    ledger = report.ledger
    heading = Styled()
    edition = report.edition.edition
    heading.append(edition.title.read(lang), style="bold")
    heading.append(f"\n{edition.code} · {edition.document.number}\n", style="dim")
    when = Text(
        f"截至 {ledger.as_of}，自 {ledger.since} 起", f"as of {ledger.as_of}, since {ledger.since}"
    )
    heading.append(f"{when.read(lang)}\n", style="bold")
    parts: list[RenderableType] = [heading, _totals(report, lang)]
    alone = len(ledger.departments) == 1
    shown = [item for item in ledger.items if alone or item.status is DutyStatus.OVERDUE]
    if shown:
        parts += [
            "",
            _title(Text("全部任务", "everything") if alone else DutyStatus.OVERDUE.title, lang),
        ]
        parts.append(_items(shown, report.days, lang, alone=alone))
    if alone and (at_stake := [risk for risk in report.risks if risk.points]):
        words = Text("未完成任务涉及的分值（各自期间）", "points that hang on what is not done")
        parts += ["", _title(words, lang), _risks(at_stake, lang)]
    if ledger.ignored:
        words = Text(f"晚于 {ledger.as_of}，未计入", f"later than {ledger.as_of}, not counted")
        parts += ["", _title(words, lang), *(Phrases.of(_row(e, lang)) for e in ledger.ignored)]
    if report.disagreements is not None and not report.disagreements:
        parts += ["", Text("与数据文件一致", "the facts file says the same").read(lang)]
    if report.disagreements:
        words = Text("与数据文件不一致", "the facts file says otherwise")
        measures = report.edition.measures
        parts += ["", _title(words, lang)]
        parts += [
            Phrases.of(_differs(d, measures[d.fact.measure], lang)) for d in report.disagreements
        ]
    return Group(*parts)


def _title(words: Text, lang: Lang) -> Styled:
    return Styled(words.read(lang), style="bold")


def _totals(report: Report, lang: Lang) -> Table:
    page = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    page.add_column(Text("部门", "department").read(lang), overflow="fold")
    counted = [status for status in COUNTED if count(report.ledger.items, status)]
    for words in (
        *(status.title for status in counted),
        Text("按时率", "on time"),
        Text("涉及分值", "at risk"),
    ):
        page.add_column(words.read(lang), justify="right", overflow="fold")
    for department in report.ledger.departments:
        items = report.ledger.of(department)
        rate, points = on_time_rate(items), at_risk(report.of(department))
        page.add_row(
            department.called.read(lang),
            *(str(count(items, status) or "") for status in counted),
            "" if rate is None else f"{display(rate * 100)}%",
            display(points) if points else "",
        )
    return page


def _items(items: Sequence[Item], days: Days, lang: Lang, *, alone: bool) -> Table:
    """A line for each; where all are of one department it has room without the name."""
    whose = () if alone else (Text("部门", "department"),)
    rest = (Text("任务", "duty"), Text("期间", "period"), Text("情况", "status"))
    page = table(lang, Text("期限", "due"), *whose, *rest)
    for item in items:
        obligation = item.obligation
        page.add_row(
            due_words(obligation, days, lang),
            *(() if alone else (obligation.department.called.read(lang),)),
            titled(obligation, lang),
            str(obligation.period),
            Styled(standing(item).read(lang), style=_STYLES.get(item.status, "")),
        )
    return page


def standing(item: Item) -> Text:
    """How it stands, with the days that are left or by which it is late."""
    words = item.status.title
    if item.done_on is not None:
        words += same(f" {item.done_on}")
    match item:
        case Item(working_days_late=int(late)):
            days = "1 working day" if late == 1 else f"{late} working days"
            words += Text(f"（{late} 个工作日）", f" ({days})")
        case Item(days_left=int(left), working_days_left=int(working)):
            words += _left(left) + Text(f"（{working} 个工作日）", f" ({working} worked)")
        case Item(days_left=int(left)):
            words += _left(left)
    return words


def _left(days: int) -> Text:
    return Text(f"，剩 {days} 天", ", 1 day left" if days == 1 else f", {days} days left")


def _risks(found: Sequence[Risk], lang: Lang) -> Table:
    page = table(
        lang,
        Text("部门", "department"),
        Text("指标", "indicator"),
        Text("期间", "period"),
        Text("未完成", "not done"),
        Text("分值", "points"),
    )
    for risk in found:
        page.add_row(
            risk.department.called.read(lang),
            risk.indicator.title.read(lang),
            str(risk.window),
            f"{risk.undone}/{risk.of}",
            display(risk.points),
        )
    return page


def _row(entry: Entry, lang: Lang) -> str:
    words = Text(f"第 {entry.line} 行", f"line {entry.line}")
    days = [day.isoformat() for day in (entry.decided_on, entry.done_on) if day is not None]
    told = [
        words.read(lang),
        entry.department.called.read(lang),
        entry.duty.title.read(lang),
        str(entry.period),
    ]
    return "  ".join([*told, *days])


def _differs(found: Disagreement, measure: Measure, lang: Lang) -> str:
    fact = found.fact
    given, follows = measure.stated(fact.value), measure.stated(found.follows)
    return Text(
        f"{fact.department} {fact.measure} {fact.period}：数据文件为 {given}，台账为 {follows}",
        f"{fact.department} {fact.measure} {fact.period}: {given} in the facts, {follows} in the ledger",
    ).read(lang)
