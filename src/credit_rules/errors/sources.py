"""What is said of files and databases that give out no records."""

from collections.abc import Iterable, Sequence

from credit_rules.errors.base import Problem, problem, shown
from credit_rules.errors.names import nearest
from credit_rules.text import Text, one_line

_PLACES = Text(
    "CSV（.csv）、Parquet（.parquet）、Excel（.xlsx）文件，文件.duckdb::表，或 postgresql://…::表",
    "a file of CSV (.csv), Parquet (.parquet) or Excel (.xlsx), FILE.duckdb::TABLE, "
    "or postgresql://…::TABLE",
)


def no_place(written: str) -> Problem:
    """A word that says of no kind of file or database that it is one."""
    return problem(
        zh=(f"不知道如何读取 {shown(written)}", _PLACES.zh, "改名或另存为其中一种"),
        en=(
            f"there is no telling how to read {shown(written)}",
            _PLACES.en,
            "Rename it, or save it as one of these",
        ),
    )


def no_table(label: str) -> Problem:
    """A database without the table in it."""
    return problem(
        zh=(f"{label} 没有写明哪张表", "数据库::表，如 data.duckdb::licences", "加上 ::表名"),
        en=(
            f"{label} does not say which table",
            "DATABASE::TABLE, such as data.duckdb::licences",
            "Add :: and its name",
        ),
    )


def needless_table(label: str, table: str) -> Problem:
    """A table in a file that holds only one."""
    return problem(
        zh=(f"{label} 中没有表 {shown(table)} 可选", "只写文件名", "删去 :: 及其后的内容"),
        en=(
            f"{label} holds one table only, and none is called {shown(table)}",
            "the name of the file alone",
            "Leave out :: and what follows",
        ),
    )


def not_given_out(kind: Text, reason: Text) -> Problem:
    """A file of some kind that cannot be read as what it is said to be."""
    return problem(
        zh=(f"无法作为{kind.zh}读取：{reason.zh}", f"完整的{kind.zh}", "检查路径，或重新导出"),
        en=(
            f"cannot be read as {kind.en}: {reason.en}",
            f"{kind.en} that is whole",
            "Check the path, or export it anew",
        ),
    )


PARQUET = Text("Parquet 文件", "a Parquet file")
WORKBOOK = Text("Excel 工作簿", "an Excel workbook")
DUCKDB = Text("DuckDB 数据库", "a DuckDB database")
POSTGRESQL = Text("PostgreSQL 数据库", "a PostgreSQL database")
REGULAR = Text("CSV 文件", "a CSV file")

DAMAGED = Text("文件不完整或已损坏", "it is cut off or damaged")
NOT_ONE = Text("格式不符", "it is none")
NOT_REGULAR = Text("不是普通文件，而要读两遍", "it is no regular file, and has to be read twice")
HELD = Text("无法打开，可能正被其他程序占用", "it cannot be opened, or another program holds it")
NOT_FOUND = Text("Spark 没有找到，或无法读取", "Spark does not find it, or cannot read it")
NO_ANSWER = Text(
    "无法连接或登录，或查询失败",
    "no connection, no right to it, or a query that it does not answer",
)


def elsewhere() -> Problem:
    """Something that does not lie where the counting is done."""
    return problem(
        zh=(
            "不在同一个 PostgreSQL 数据库中",
            "--engine postgresql 时，各处都是同一数据库的表",
            "不写 --engine，由 DuckDB 汇总",
        ),
        en=(
            "does not lie in the one PostgreSQL database",
            "tables of one database with --engine postgresql",
            "Leave out --engine: DuckDB puts them together",
        ),
    )


def no_spark() -> Problem:
    """Spark does not start."""
    return problem(
        zh=(
            "Spark 没有启动",
            "Java 17 或更新的版本，以及可用的集群",
            "检查 JAVA_HOME 和 Spark 的设置",
        ),
        en=(
            "Spark does not start",
            "Java 17 or later, and a cluster that answers",
            "Look at JAVA_HOME and at the settings of Spark",
        ),
    )


def not_parquet() -> Problem:
    """Something that Spark is not asked to read."""
    return problem(
        zh=("Spark 不读取这种文件", "--engine spark 时，各处都是 Parquet", "先另存为 Parquet"),
        en=(
            "is not read by Spark",
            "Parquet everywhere with --engine spark",
            "Save it as Parquet first",
        ),
    )


def stopped(error: str) -> Problem:
    """An engine that did not come to an end; its words may quote records, so only the kind is told."""
    return problem(
        zh=(
            f"读取或计数未完成（{error}）",
            "完整的文件、足够的磁盘空间和内存，以及答复的数据库",
            "检查这些；文件损坏的，重新导出",
        ),
        en=(
            f"reading or counting did not come to an end ({error})",
            "files that are whole, room on the disk and in memory, and a database that answers",
            "Look at these; export files that are damaged anew",
        ),
    )


def nul(line: int) -> Problem:
    """Text with bytes of 0 in it."""
    return problem(
        zh=(
            f"第 {line} 行含有值为 0 的字节，多半是 UTF-16 编码或二进制文件",
            "UTF-8 或 GB18030 编码的文本",
            "另存为 UTF-8 编码的 CSV",
        ),
        en=(
            f"line {line} has bytes of 0: it may be UTF-16, or no text at all",
            "text in UTF-8 or GB18030",
            "Save it as CSV in UTF-8",
        ),
    )


def more_rows(count: int) -> Problem:
    """There may be more that is wrong; nobody reads it all."""
    return problem(
        zh=(f"只列出前 {count} 处", "没有错误的文件", "改正后再试，其余的会列出"),
        en=(
            f"only the first {count} are listed",
            "a file without faults",
            "Mend them and try again to see the rest",
        ),
    )


def no_such_table(kind: Text, name: str, known: Sequence[str]) -> Problem:
    """A table or sheet that is not there."""
    near = nearest(name, known)
    few = "、".join(known[:8]) or "无", ", ".join(known[:8]) or "none"
    return problem(
        zh=(
            f"{kind.zh} {shown(name)} 不存在",
            f"已有的{kind.zh}：{one_line(few[0])}",
            f"是否为 {one_line(near)}" if near else "改正名称",
        ),
        en=(
            f"there is no {kind.en} {shown(name)}",
            f"one that is there: {one_line(few[1])}",
            f"Did you mean {one_line(near)}" if near else "Correct the name",
        ),
    )


SHEET = Text("工作表", "sheet")
TABLE = Text("表", "table")


def several_sheets(sheets: Iterable[str]) -> Problem:
    """A workbook with more than one sheet that has rows."""
    listed = "、".join(sheets), ", ".join(sheets)
    return problem(
        zh=(
            f"有内容的工作表不止一个：{one_line(listed[0])}",
            "一个工作表",
            "写明读哪一个：文件.xlsx::工作表",
        ),
        en=(
            f"more than one sheet has rows: {one_line(listed[1])}",
            "one sheet",
            "Say which one: FILE.xlsx::SHEET",
        ),
    )


def empty_table() -> Problem:
    """Not even a header."""
    return problem(
        zh=("是空的", "第一行为列名的表格", "检查导出的内容"),
        en=("is empty", "a table with the names of its columns in the first row", "Export it anew"),
    )


def no_header(like: Sequence[str]) -> Problem:
    """A first row in which no column is called as it should be; it may be a record, so it is not quoted."""
    listed = "、".join(like), ", ".join(like)
    return problem(
        zh=(
            "第一行没有一个官方列名",
            f"第一行为列名，如 {listed[0]}",
            "补上列名行，或用 --columns 对照列名",
        ),
        en=(
            "the first row has none of the official names",
            f"the names of the columns there, such as {listed[1]}",
            "Add them, or name them with --columns",
        ),
    )


def lacking_column(
    name: str, title: Text, found: Sequence[str], left: Sequence[str], mapped: Sequence[str]
) -> Problem:
    """A table without a column that no record can do without, and what it may be called there.

    That is one of those *left*, which are no other column; *mapped* is what somebody said.
    """
    near = nearest(name, left) or nearest(title.zh, left)
    guess = one_line(near or "")
    said = "、".join(map(shown, mapped)), " or ".join(map(shown, mapped))
    return problem(
        zh=(
            f"缺少列 {name}（{title.zh}）",
            (
                f"官方列名{f'，或 --columns 所写的 {said[0]}' if mapped else ''}；"
                f"现有 {one_line('、'.join(found))}"
            ),
            f"是否为 {guess}；用 --columns 对照列名" if near else "用 --columns 对照列名",
        ),
        en=(
            f"lacks the column {name} ({title.en})",
            (
                f"the official name{f', or {said[1]} of --columns' if mapped else ''}; "
                f"it has {one_line(', '.join(found))}"
            ),
            f"Is it {guess}? Name it with --columns" if near else "Name it with --columns",
        ),
    )


def called_twice(official: str, names: Sequence[str]) -> Problem:
    """A table with two columns that are said to be one."""
    return problem(
        zh=(
            f"--columns 所写的 {'、'.join(map(shown, names))} 都在表中，都对应 {official}",
            "一张表中每个官方列名对应一列",
            "从对照表中删去其中一个，或把这张表单独汇总",
        ),
        en=(
            f"has {' and '.join(map(shown, names))}, and --columns says that each is {official}",
            "one column of a table for each official one",
            "Take one of them out of the map, or collect this table by itself",
        ),
    )
