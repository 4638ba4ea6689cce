"""What is said of kinds of records, of tables of records, and of what stands in them.

Never what a record says of anybody: a record is named by its document number and row.
"""

from collections.abc import Mapping, Sequence

from credit_rules.errors.base import Problem, problem, shown
from credit_rules.text import Text, one_line, same


def bad_limit(limit: object) -> Problem:
    """A limit that is no number of working days."""
    return problem(
        zh=(f"期限为 {shown(limit)} 个工作日", "大于 0 的整数", "写明期限的工作日数"),
        en=(
            f"the limit is {shown(limit)} working days",
            "a whole number above 0",
            "Say within how many working days a report is in time",
        ),
    )


def unknown_column(kind: str, name: str, known: Sequence[str]) -> Problem:
    """A kind of records that speaks of a column which it does not have."""
    return problem(
        zh=(
            f"记录种类 {kind} 用到的列 {shown(name)} 未列出",
            f"以下各列之一：{'、'.join(known)}",
            "在 columns 中列出该列，或改正列名",
        ),
        en=(
            f"the kind of records {kind} speaks of the column {shown(name)}, which it does not list",
            f"one of {', '.join(known)}",
            "List it among the columns, or mend its name",
        ),
    )


def kind_place(kind: str) -> Text:
    """Where it says what a kind of records feeds."""
    return Text(f"记录种类 {kind} 的 feeds", f"what the kind of records {kind} feeds")


def wrong_counts(measure: str, wanted: Text, kind: Text) -> Problem:
    """A measure that counts of records cannot be facts of."""
    return problem(
        zh=(
            f"数据项 {measure} 的类型是“{kind.zh}”",
            f"类型为“{wanted.zh}”的数据项",
            "改正 feeds，或数据项的类型",
        ),
        en=(
            f"the measure {measure} is a {kind.en}",
            f"a measure that is a {wanted.en}",
            "Mend feeds, or the kind of the measure",
        ),
    )


def feeds_nothing(kind: str, measures: Sequence[str]) -> Problem:
    """A kind of records whose measures no rulebook has."""
    return problem(
        zh=(
            f"已安装的考核细则都没有数据项 {'、'.join(measures)}",
            "某部考核细则的数据项（credit-rules measures 可查）",
            "改正 feeds，或安装相应的细则",
        ),
        en=(
            f"no rulebook that is installed has {', '.join(measures)}",
            "measures of a rulebook (credit-rules measures shows them)",
            "Mend feeds, or install the rulebook",
        ),
    ).at(kind_place(kind))


def lacking_columns(kind: str, lacking: Sequence[str], found: Sequence[str]) -> Problem:
    """A table without columns that every record needs."""
    there = one_line("、".join(found)) or "无"
    return problem(
        zh=(
            f"表中没有 {kind} 所需的列 {'、'.join(lacking)}（现有：{there}）",
            "计数所必需的各列",
            "补上缺少的列；列名不同的，用 columns= 写明对应关系",
        ),
        en=(
            f"the table lacks the columns {', '.join(lacking)} of {kind} (it has {there})",
            "all columns without which nothing can be counted",
            "Add them, or say with columns= which columns of the table they are",
        ),
    )


def unmapped(name: str, of: str, found: Sequence[str]) -> Problem:
    """A mapping that speaks of a column which is not there."""
    return problem(
        zh=(
            f"没有列 {shown(name)}，无法作为 {of}",
            f"表中的列：{one_line('、'.join(found))}",
            "改正列名",
        ),
        en=(
            f"there is no column {shown(name)} to be {of}",
            f"one of {one_line(', '.join(found))}",
            "Mend the name",
        ),
    )


def unknown_departments(spellings: Sequence[tuple[str, int, str | None]], others: int) -> Problem:
    """Departments that the roster does not know: spelling, number of rows, the nearest name."""
    zh = [f"{shown(s)}（{n} 条{f'，是否为 {near}' if near else ''}）" for s, n, near in spellings]
    en = [
        f"{shown(s)} ({n} records{f'; did you mean {near}' if near else ''})"
        for s, n, near in spellings
    ]
    return problem(
        zh=(
            f"名单中没有这些部门：{'、'.join(zh)}"
            + (f"，以及另外 {others} 种写法" if others else ""),
            "部门的代码、全称或简称（credit-rules departments 可查）",
            (
                "用 --departments（called=）写明这些写法各指哪个部门，"
                '或用 --set-aside（unknown="set_aside"）另计这些记录'
            ),
        ),
        en=(
            f"departments that the roster does not know: {', '.join(en)}"
            + (f", and {others} other spellings" if others else ""),
            "a department's code, name or short name (credit-rules departments shows them)",
            (
                "Say with --departments (called=) which departments these are, "
                'or set the records aside with --set-aside (unknown="set_aside")'
            ),
        ),
    )


def record_place(
    number: str, row: int | None, source: str | None = None, *, own: bool = False
) -> Text:
    """A record, named by its document number and row, and what it comes from if that is known.

    *own*: its source numbers the rows, by lines for instance; else they are counted from 1 on.
    """
    if source is not None:
        return same(f"{one_line(source)} ") + record_place(number, row, own=own)
    called = one_line(number) or "—"
    if row is None:
        return Text(f"文书号 {called}", f"document {called}")
    if own:
        return Text(f"第 {row} 行（文书号 {called}）", f"row {row} (document {called})")
    return Text(f"第 {row} 条记录（文书号 {called}）", f"record {row} (document {called})")


def unknown_kind(name: str, known: Sequence[str]) -> Problem:
    """A kind of records that nobody declares."""
    return problem(
        zh=(f"记录种类 {shown(name)} 不存在", f"其中之一：{'、'.join(known)}", "改正种类"),
        en=(f"there is no kind of records {shown(name)}", f"one of {', '.join(known)}", "Name one"),
    )


def no_kinds(rulebook: str, others: Mapping[str, Sequence[str]]) -> Problem:
    """A rulebook that no kind of records feeds; *others* need measures that it does not have."""
    zh = [f"{kind} 需要 {'、'.join(lacking)}" for kind, lacking in others.items()]
    en = [f"{kind} needs {', '.join(lacking)}" for kind, lacking in others.items()]
    return problem(
        zh=(
            f"考核细则 {rulebook} 没有声明记录种类"
            + (f"（细则中没有这些种类的数据项：{'；'.join(zh)}）" if zh else ""),
            "由记录汇总数据的考核细则",
            "换一部细则，改正种类的 feeds，或直接填写数据文件"
            if zh
            else "换一部细则，或直接填写数据文件",
        ),
        en=(
            f"the rulebook {rulebook} declares no kinds of records"
            + (f" (others feed measures that it does not have: {'; '.join(en)})" if en else ""),
            "a rulebook with facts that are made of records",
            "Name another one, mend what the kinds feed, or write the facts file yourself"
            if en
            else "Name another one, or write the facts file yourself",
        ),
    )


def kind_elsewhere(rulebook: str, kind: str, lacking: Sequence[str]) -> Problem:
    """A kind of records that needs measures of another rulebook."""
    return problem(
        zh=(
            f"考核细则 {rulebook} 没有记录种类 {kind} 所需的数据项 {'、'.join(lacking)}",
            "有这些数据项的考核细则（credit-rules measures 可查）",
            "换一部细则，或改正该种类的 feeds",
        ),
        en=(
            f"the rulebook {rulebook} does not have {', '.join(lacking)}, which the kind of records {kind} feeds",
            "a rulebook that has them (credit-rules measures shows its measures)",
            "Name another rulebook, or mend what the kind feeds",
        ),
    )


def unclear_kind(fitting: Sequence[str], known: Sequence[str]) -> Problem:
    """A table whose columns are those of no kind, or of several."""
    zh = f"表中的列同时符合 {'、'.join(fitting)}" if fitting else "表中的列不属于任何记录种类"
    en = (
        f"its columns fit {', '.join(fitting)}" if fitting else "its columns fit no kind of records"
    )
    return problem(
        zh=(zh, f"其中之一：{'、'.join(known)}", "写明记录种类"),
        en=(en, f"one of {', '.join(known)}", "Say which kind it is"),
    )


def no_table(value: object) -> Problem:
    """Records that are no table: they may be of persons, so only their type is named."""
    kind = type(value).__name__
    return problem(
        zh=(f"{kind} 不是表", "DataFrame、Relation 或其他表", "传入一张表"),
        en=(
            f"{kind} is no table",
            "a data frame, a relation or another table",
            "Pass a table",
        ),
    )


def bad_option(name: str, value: object, known: Sequence[str]) -> Problem:
    """An option that is none of those that there are."""
    return problem(
        zh=(f"{name} 为 {shown(value)}", f"其中之一：{'、'.join(known)}", "改正选项"),
        en=(f"{name} is {shown(value)}", f"one of {', '.join(known)}", "Name one of them"),
    )


def bad_months(value: object) -> Problem:
    """A range of months that is none."""
    return problem(
        zh=(
            f"{shown(value)} 不是月份范围",
            "首月..末月，如 2023-07..2023-09，或一个月份",
            "写成 A..B",
        ),
        en=(
            f"{shown(value)} is no range of months",
            "the first and the last, such as 2023-07..2023-09, or one month",
            "Write A..B",
        ),
    )


def zoned(column: str, zone: str) -> Problem:
    """Moments of another time zone, which may lie in another day."""
    return problem(
        zh=(
            f"列 {column} 的时区为 {zone}",
            "北京时间（Asia/Shanghai）",
            (
                "先换算：pandas 用 dt.tz_convert，Polars 用 dt.convert_time_zone，"
                "DuckDB 用 SET TimeZone = 'Asia/Shanghai'"
            ),
        ),
        en=(
            f"the column {column} is in the time zone {zone}",
            "Beijing time (Asia/Shanghai)",
            (
                "Convert it first: with dt.tz_convert of pandas, dt.convert_time_zone of Polars, "
                "or SET TimeZone = 'Asia/Shanghai' of DuckDB"
            ),
        ),
    )


def no_engine(name: str) -> Problem:
    """A table of a kind that cannot be joined with tables of ours."""
    return problem(
        zh=(
            f"不支持 {name} 的表",
            "DuckDB、Polars、pandas、PyArrow、Ibis 或 Spark",
            "先转换为其中一种",
        ),
        en=(
            f"tables of {name} are not supported",
            "DuckDB, Polars, pandas, PyArrow, Ibis or Spark",
            "Convert it to one of them",
        ),
    )


def concealed_twice(record: str, where: Text) -> Problem:
    """A record that the list of what was concealed names again."""
    return problem(
        zh=(f"记录 {shown(record)} 已见于{where.zh}", "每条瞒报记录一行", "只保留其中一行"),
        en=(
            f"the record {shown(record)} again (the first: {where.en})",
            "a line for each concealed record",
            "Keep only one of the two",
        ),
    )


def no_record_named() -> Problem:
    """A concealed record without an id."""
    return problem(
        zh=("没有写明记录", "被瞒报记录的编号或文书号", "补上编号"),
        en=("no record is named", "the id or document number of what was concealed", "Name it"),
    )


def nothing_concealed(kinds: Sequence[str]) -> Problem:
    """A list of concealed records for kinds of records that know of no such thing."""
    named = "、".join(kinds)
    return problem(
        zh=(f"{named} 不统计瞒报", "统计瞒报的记录种类", "去掉瞒报清单"),
        en=(
            f"{', '.join(kinds)} does not count what was concealed",
            "a kind of records that does",
            "Leave the list out",
        ),
    )


def no_month(kind: str) -> Problem:
    """A list of codes of which nobody says when it was drawn up."""
    return problem(
        zh=(f"没有写明名单 {kind} 是哪个月的", "一个月份，如 2023-09", "用 --month（month=）写明"),
        en=(
            f"nobody says of which month the list {kind} is",
            "a month, such as 2023-09",
            "Name it with --month (month=)",
        ),
    )


def bad_month(value: object) -> Problem:
    """A word that is no month."""
    return problem(
        zh=(f"{shown(value)} 不是月份", "一个月份，如 2023-09", "改写为这种形式"),
        en=(f"{shown(value)} is no month", "a month, such as 2023-09", "Write it so"),
    )


def needless(option: str, kinds: Sequence[str]) -> Problem:
    """An option that says nothing of the tables that there are."""
    named = option.replace("_", "-")
    return problem(
        zh=(
            f"--{named}（{option}=）与 {'、'.join(kinds)} 无关",
            "与所给的记录或名单有关的选项",
            "去掉该选项",
        ),
        en=(
            f"--{named} ({option}=) has nothing to do with {', '.join(kinds)}",
            "options that go with the tables that there are",
            "Leave it out",
        ),
    )


def no_registrars() -> Problem:
    """Codes, and nobody who gives any out."""
    return problem(
        zh=(
            "名单中没有登记管理部门",
            "至少一个部门写有 registrar（所赋代码的首位字符）",
            "换一部细则，或补上部门的 registrar",
        ),
        en=(
            "no department of the roster gives out social credit codes",
            "one department at least with registrar, the first characters of its codes",
            "Name another rulebook, or give its departments their registrar",
        ),
    )


def no_registrar(code: str, known: Sequence[str]) -> Problem:
    """A department that gives out no codes."""
    return problem(
        zh=(
            f"部门 {code} 不是登记管理部门",
            f"其中之一：{'、'.join(known)}",
            "改正 --registrar（registrars=）",
        ),
        en=(
            f"the department {code} gives out no social credit codes",
            f"one of {', '.join(known)}",
            "Mend --registrar (registrars=)",
        ),
    )


def shared_registrar(begins: str, first: str, second: str) -> Problem:
    """Two departments whose codes begin alike."""
    return problem(
        zh=(
            f"{first} 和 {second} 所赋代码都以 {begins} 开头",
            "首位字符各不相同的登记管理部门",
            "用 --registrar（registrars=）写明名单是谁的",
        ),
        en=(
            f"the codes of {first} and of {second} both begin with {begins}",
            "departments whose codes begin differently",
            "Say with --registrar (registrars=) whose list it is",
        ),
    )
