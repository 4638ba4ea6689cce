"""What is said of CSV files that cannot be read."""

from collections.abc import Sequence

from credit_rules.errors.base import Problem, problem
from credit_rules.text import Text, one_line


def place(source: str, line: int, column: str | None = None) -> Text:
    """File, line and column, as every message about a row begins."""
    return Text(
        f"{source} 第 {line} 行" + (f" {column} 列" if column else ""),
        f"{source} line {line}" + (f", column {column}" if column else ""),
    )


def unreadable(reason: Text) -> Problem:
    """A file that the system does not give out."""
    return problem(
        zh=(f"无法读取：{reason.zh}", "可读的 CSV 文件", "检查路径和权限"),
        en=(f"cannot be read: {reason.en}", "a CSV file that can be read", "Check path and rights"),
    )


def not_text(byte: int) -> Problem:
    """Bytes in none of the encodings."""
    return problem(
        zh=(f"第 {byte} 字节起无法解码", "UTF-8 或 GB18030 编码的文本", "另存为 UTF-8 编码的 CSV"),
        en=(
            f"cannot be decoded from byte {byte} on",
            "text in UTF-8 or GB18030",
            "Save it as CSV in UTF-8",
        ),
    )


def not_csv(reason: Text) -> Problem:
    """Text that is no CSV."""
    return problem(
        zh=(f"不是有效的 CSV：{reason.zh}", "逗号分隔、引号成对的表格", "用表格软件重新导出"),
        en=(f"is not valid CSV: {reason.en}", "comma-separated cells", "Export it anew"),
    )


def missing_columns(
    missing: Sequence[str], found: Sequence[str], required: Sequence[str], optional: Sequence[str]
) -> Problem:
    """A header without the columns that every such file has."""
    last, more = required[-1], ", ".join(optional)
    may = (f"，可加 {more}", f", with or without {more}") if optional else ("", "")
    return problem(
        zh=(
            f"表头为 {one_line('、'.join(found)) or '空'}，缺少 {'、'.join(missing)}",
            f"{'、'.join(required)} 各列{may[0]}",
            "补上缺少的列名",
        ),
        en=(
            f"the header is {one_line(', '.join(found)) or 'empty'} and lacks {', '.join(missing)}",
            f"the columns {', '.join(required[:-1])} and {last}{may[1]}",
            "Add the missing names to the first line",
        ),
    )


def doubled_column(name: str) -> Problem:
    """A header that names a column twice."""
    return problem(
        zh=(f"表头中 {name} 出现两次", "每列一个名称", "删去或改名其中一列"),
        en=(f"the header names {name} twice", "each column once", "Delete or rename one of them"),
    )


def wrong_cells(found: int, wanted: int) -> Problem:
    """A row with more or fewer cells than the header."""
    return problem(
        zh=(
            f"有 {found} 个单元格",
            f"与表头相同的 {wanted} 个",
            "补全或删去多余单元格；含逗号的内容要加引号",
        ),
        en=(
            f"has {found} cells",
            f"{wanted}, as in the header",
            "Complete the row, or quote a cell that has a comma in it",
        ),
    )
