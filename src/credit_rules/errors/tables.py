"""What is said of tables that cannot be scored."""

from collections.abc import Sequence

from attrs import evolve

from credit_rules.errors.base import Problem, problem, shown
from credit_rules.errors.names import nearest
from credit_rules.text import Text, same


def header(source: str, column: str | None = None) -> Text:
    """A table's names of columns, or one of its columns: no row of it."""
    return Text(f"{source} {column} 列", f"{source}, column {column}") if column else same(source)


def not_a_table(value: object) -> Problem:
    """Something that holds no columns."""
    kind = type(value).__name__
    return problem(
        zh=(
            f"{kind} 不是数据表",
            "pandas、Polars、PyArrow、DuckDB 或 Spark 的表",
            "先转为其中一种表",
        ),
        en=(
            f"{kind} is no table",
            "a table of pandas, Polars, PyArrow, DuckDB or Spark",
            "Make it one of these first",
        ),
    )


def not_whole(what: Sequence[str], code: str) -> Problem:
    """A rulebook that needs more than each row's own facts."""
    named = ", ".join(what)
    return problem(
        zh=(
            f"考核细则 {code} 不能按表计分：{named}",
            "只取决于自身数据的公式，总分为各指标之和",
            "用 score 或 score_all 逐一计分",
        ),
        en=(
            f"the rulebook {code} cannot be scored as a table: {named}",
            "formulas of each one's own facts, and a total that is their sum",
            "Score one by one, with score or score_all",
        ),
    )


def more(count: int) -> Problem:
    """Further rows that are as wrong as those that were named."""
    return problem(
        zh=(f"另有 {count} 处问题未列出", "没有问题的表", "改正已列出的，再试一次"),
        en=(
            f"another {count} problems are not listed",
            "a table without any",
            "Mend those listed, and try again",
        ),
    )


def both_named(column: str) -> Problem:
    """A table that says itself whom each row is scored as, and a caller who does too."""
    return problem(
        zh=(
            f"既有 {column} 列，又写了 scored_as",
            "二者之一",
            f"删去 {column} 列，或不写 scored_as",
        ),
        en=(
            f"there is a column {column}, and scored_as as well",
            "one of the two",
            f"Leave out the column {column}, or scored_as",
        ),
    )


def no_name() -> Problem:
    """A row that does not say whose it is."""
    return problem(
        zh=("没有写明名称", "每一行都有名称", "补上名称，或删去这一行"),
        en=("there is no name", "a name in every row", "Add it, or delete the row"),
    )


def lacks_columns(missing: Problem) -> Problem:
    """A table without the columns that every one has; in pandas they may be its index."""
    remedy = Text(
        "补上缺少的列；pandas 的索引不是列，先用 reset_index()",
        "Add the missing columns; the index of pandas is none, make it one with reset_index()",
    )
    return evolve(missing, remedy=remedy)


def not_in_roster(nobody: Problem) -> Problem:
    """A name of no department: a table may be of others than those of the roster."""
    also = Text(
        "；名册以外的单位（如各县区）用 scored_as 写明按哪个部门计分",
        "; where they are none of the roster (counties, say), name in scored_as whom they are scored as",
    )
    return evolve(nobody, remedy=nobody.remedy + also)


def of_a_cell(wrong: Problem) -> Problem:
    """A value that is none of its kind, in a column of its own: the row tells of others too."""
    remedy = Text(
        "改正这一格；没有数据就让它空着（null，不是空文字或 NaN）",
        "Mend the cell; where there is no number leave it empty (null, not '' or NaN)",
    )
    return evolve(wrong, remedy=remedy)


def told_otherwise(points: object, forms: Sequence[str]) -> Problem:
    """A form in which no table tells points."""
    quoted = [f'"{form}"' for form in forms]
    return problem(
        zh=(
            f"points 为 {shown(points)}",
            "表格给出得分的一种写法",
            f"改为 {'、'.join(quoted[:-1])} 或 {quoted[-1]}",
        ),
        en=(
            f"points is {shown(points)}",
            "a form in which tables tell points",
            f"Write {', '.join(quoted[:-1])} or {quoted[-1]}",
        ),
    )


def unread(lacking: Sequence[str], unasked: Sequence[str]) -> Problem:
    """Arrays that a rulebook needs and was not given; *unasked* are those that nothing reads."""
    meant = [(name, near) for name in unasked if (near := nearest(name, lacking))]
    zh = [f"{name} 是否为 {near}；" for name, near in meant[:_FEW]]
    en = [f"Is {name} meant for {near}? " for name, near in meant[:_FEW]]
    spare = Text(f"，多出 {_few(unasked)}", f", and {_few(unasked)} is none of reads")
    spare = spare if unasked else same("")
    return problem(
        zh=(
            f"缺少数组 {_few(lacking)}{spare.zh}",
            "reads 中每一项各一个数组",
            f"{''.join(zh)}补上缺少的；没有数据的用 numpy.ma 遮盖",
        ),
        en=(
            f"there is no array for {_few(lacking)}{spare.en}",
            "one for each entry of reads",
            f"{''.join(en)}Add what is lacking; mask (numpy.ma) what was not reported",
        ),
    )


_FEW = 3


def _few(names: Sequence[str]) -> str:
    few, left = ", ".join(names[:_FEW]), len(names) - _FEW
    return f"{few} (+{left})" if left > 0 else few


def not_an_array(code: str, kind: str) -> Problem:
    """Something that is no array of whole numbers in one dimension."""
    return problem(
        zh=(
            f"{code} 为 {kind}",
            "一维整数 NumPy 数组",
            "先转为整数数组（Series 用 to_numpy()）；没有数据的用 numpy.ma 遮盖",
        ),
        en=(
            f"{code} is {kind}",
            "a NumPy array of integers in one dimension",
            "Make it one first (of a Series: to_numpy()); mask (numpy.ma) what was not reported",
        ),
    )


def unlike_lengths(name: str, found: int, wanted: int) -> Problem:
    """An array of another length than the others."""
    return problem(
        zh=(f"{name} 的长度为 {found}", f"{wanted}，与其他数组一致", "改为同样长度"),
        en=(f"{name} has the length {found}", f"{wanted}, as the others have", "Make it as long"),
    )


def not_to_be_filled(found: str, wanted: str) -> Problem:
    """Memory for points that is none for these."""
    return problem(
        zh=(f"out 为 {found}", f"{wanted}，每项得分一行、每份评分表一列", "改为这一大小和类型"),
        en=(
            f"out is {found}",
            f"{wanted}: a row for each number, a column for each scorecard",
            "Make it of this size and type",
        ),
    )


def too_many_points(points: str) -> Problem:
    """Points beyond what a table of points can hold: some formula has no cap."""
    return problem(
        zh=(
            f"得分 {points} 超出表格所能容纳的范围",
            "绝对值不超过 21474836.47 的得分",
            "为公式设上限，或用 score 逐一计分",
        ),
        en=(
            f"the points {points} are more than a table can hold",
            "points of at most 21474836.47, above or below 0",
            "Cap the formula, or score one by one with score",
        ),
    )


def not_words(kind: str) -> Problem:
    """A column of names that holds lists or the like."""
    return problem(
        zh=(f"该列的类型为 {kind}", "文字", "先转为文字"),
        en=(f"the column is of the type {kind}", "words", "Make it words first"),
    )


def not_periods(kind: str) -> Problem:
    """A column of days or moments, where periods are written out."""
    return problem(
        zh=(
            f"该列的类型为 {kind}",
            '写成文字的期间："2023-07"、"2023-Q3" 或 "2023"',
            '先转为文字，如 dt.strftime("%Y-%m")',
        ),
        en=(
            f"the column is of the type {kind}",
            'periods in words: "2023-07", "2023-Q3" or "2023"',
            'Make it words first, with dt.strftime("%Y-%m") for months',
        ),
    )


def too_many_digits(digits: int) -> Problem:
    """Exact points whose numerator or denominator no table holds as an integer."""
    return problem(
        zh=(
            f"有得分的分子或分母长达 {digits} 位",
            "至多 38 位",
            'points="exact" 以文字给出精确分数',
        ),
        en=(
            f"some points have a numerator or denominator of {digits} digits",
            "38 digits at most",
            'points="exact" tells exact fractions in words',
        ),
    )
