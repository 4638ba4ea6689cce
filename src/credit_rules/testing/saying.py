"""What each law asks for, in a sentence: for reports to people who did not read the laws."""

from collections.abc import Mapping

from credit_rules.text import Text

SAYS: Mapping[str, Text] = {
    "codes_unique": Text(
        "类别和记录种类的代码不重复，每个数据项只有一种声明",
        "no category or kind of records has another's code, and a measure is declared in one way only",
    ),
    "kinds_feed_measures": Text(
        "记录种类汇总的数据项见于考核细则，类型相符",
        "what counts of records are facts of, a rulebook has, and of the right kind",
    ),
    "stands_in_its_rulebook": Text(
        "类别是细则的标题，选项与细则声明的释义一致",
        "categories are headings of their rulebook and choose as its readings say",
    ),
    "quotes_found": Text("引文逐字见于原文", "every quote stands in the text, word for word"),
    "sums_against_headings": Text(
        "条款合计与标题相对照", "what clauses add up to is compared with the headings"
    ),
    "maxima_reached": Text(
        "得分不低于 0，最高恰为满分", "points go from 0 or more up to just the maximum"
    ),
    "every_branch_taken": Text(
        "公式的每个分支都有数据能达到", "every branch of a formula is one that some facts take"
    ),
    "points_within_bounds": Text(
        "得分在 0 与满分之间，下限不高于上限",
        "points lie between 0 and the maximum, the lower never above the upper",
    ),
    "same_facts_same_points": Text("同样的数据同样的得分", "the same facts give the same points"),
    "order_changes_nothing": Text("数据的顺序不影响得分", "the order of facts changes nothing"),
    "monotone_as_proved": Text(
        "数据增加时，得分只按证明的方向变化",
        "one more of a measure moves points only the way that the proof says",
    ),
    "continuous_as_proved": Text(
        "证明为连续之处，得分不跳变", "where the proof knows of no jump, points do not jump"
    ),
    "exact_at_knots": Text(
        "在结点及其两侧，得分与证明一致", "at every knot and beside it points are as proved"
    ),
    "unrelated_facts_change_nothing": Text(
        "无关的数据不影响得分", "facts that no window uses change nothing"
    ),
    "missing_is_missing": Text(
        "缺数据的窗口计为 0 到满分，并指明所缺",
        "a window without a measure counts from 0 to the maximum and names it",
    ),
    "working_adds_up": Text(
        "每一步算式都等于所写的数，最后一步是得分",
        "every step's arithmetic gives its value, and the last gives the points",
    ),
    "form_reads_back": Text(
        "公式的 JSON 形式读回后不变", "the JSON form of a formula reads back equal"
    ),
}
