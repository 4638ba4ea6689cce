"""What is said to the author of a formula."""

from credit_rules.errors.base import Problem, problem, shown


def bad_code(code: str) -> Problem:
    """A code that is not written as codes are."""
    return problem(
        zh=(
            f"代码 {code!r} 写法不对",
            "两段小写英文以点相连，如 hotline.requests",
            "改写代码",
        ),
        en=(
            f"{code!r} is not a code",
            "two lower-case names joined by a dot, such as hotline.requests",
            "Write the code in that form",
        ),
    )


def not_a_formula(value: object) -> Problem:
    """Something in a formula that is neither a formula nor a number."""
    return problem(
        zh=(f"公式中出现 {shown(value)}", "公式、数据项或精确的数", "改用本库的构造函数"),
        en=(
            f"{shown(value)} stands in a formula",
            "a formula, a measure or an exact number",
            "Build it with this library's functions",
        ),
    )


def not_a_condition(value: object) -> Problem:
    """Something else where a condition belongs."""
    return problem(
        zh=(f"条件处出现 {shown(value)}", "at_least(…) 或 above(…)", "用这两个函数写明条件"),
        en=(
            f"{shown(value)} stands where a condition belongs",
            "at_least(...) or above(...)",
            "State the condition with one of them",
        ),
    )


def divided_by_zero() -> Problem:
    """A formula divided by the constant 0."""
    return problem(
        zh=("公式除以常数 0", "不为 0 的常数，或另一个公式", "改正除数"),
        en=(
            "a formula is divided by the constant 0",
            "a constant other than 0, or another formula",
            "Mend the divisor",
        ),
    )


def not_linear(operation: str) -> Problem:
    """A product of two formulas."""
    return problem(
        zh=(
            f"公式不能{operation}公式",
            "分段线性的公式：只能乘以常数",
            "改用 line、capped、when 等形式表达该条款",
        ),
        en=(
            f"a formula cannot be {operation} a formula",
            "a piecewise-linear formula: it may be multiplied by constants only",
            "State the clause with line, capped, when and the like",
        ),
    )


def bad_knots(knots: str) -> Problem:
    """A line whose knots do not make one."""
    return problem(
        zh=(
            f"折线的节点为 {knots}",
            "至少两个节点，横坐标严格递增",
            '按由小到大写明各节点，如 {"90%": 0, "100%": "2.5"}',
        ),
        en=(
            f"the knots of a line are {knots}",
            "two knots at least, with strictly rising arguments",
            'State the knots from low to high, such as {"90%": 0, "100%": "2.5"}',
        ),
    )


def empty_clamp() -> Problem:
    """Bounds that bound nothing, or that cross."""
    return problem(
        zh=("上下限缺失或相互矛盾", "至少一个界限，且下限不高于上限", "写明封顶或保底的分值"),
        en=(
            "bounds that are missing or cross each other",
            "one bound at least, and the lower not above the upper",
            "State the cap or the floor in points",
        ),
    )


def too_few(what: str, count: int) -> Problem:
    """Fewer members than the shape needs."""
    return problem(
        zh=(f"{what} 有 {count} 个成员", "至少两个", "补全成员，或直接写该成员本身"),
        en=(
            f"{what} has {count} members",
            "two at least",
            "Add the others, or write the one alone",
        ),
    )


def fold_in_condition() -> Problem:
    """A fold where only one window's numbers belong."""
    return problem(
        zh=("条件或比率之中出现跨期汇总", "只含数据项的表达式", "把汇总移到外层"),
        en=(
            "a fold over windows stands inside a condition or a ratio",
            "an expression of measures only",
            "Move the fold outwards",
        ),
    )


def not_bound(reading: str) -> Problem:
    """A choice between readings met by a reader."""
    return problem(
        zh=(f"释义 {reading} 尚未选定", "已选定全部释义的公式", "先用 bind 选定释义"),
        en=(
            f"the reading {reading} is still open",
            "a formula with every reading chosen",
            "Bind the readings first",
        ),
    )


def unknown_shape(name: str, reader: str) -> Problem:
    """A shape that a reader has no arm for."""
    return problem(
        zh=(f"{reader} 不认识公式形状 {name}", "本库的公式形状", "为该形状补充读法"),
        en=(
            f"the reader {reader} does not know the shape {name}",
            "a shape of this library",
            "Give that reader an arm for the shape",
        ),
    )


def unknown_form(shape: object) -> Problem:
    """A JSON form of something that this library does not have."""
    return problem(
        zh=(
            f"公式的 JSON 中形状为 {shown(shape)}",
            "本库的公式形状",
            "核对 shape，或换用较新的版本",
        ),
        en=(
            f"the shape {shown(shape)} stands in the JSON form of a formula",
            "a shape of this library",
            "Check the key shape, or use a newer version",
        ),
    )


def wrong_fields(shape: str, reason: str) -> Problem:
    """A JSON form that lacks a field, or has one too many."""
    return problem(
        zh=(
            f"公式的 JSON 中 {shape} 的字段不符：{reason}",
            "该形状的字段",
            "与 to_form 的结果对照",
        ),
        en=(
            f"the fields of {shape} in the JSON form of a formula do not fit: {reason}",
            "the fields of that shape",
            "Compare with what to_form gives",
        ),
    )
