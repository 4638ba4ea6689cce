"""重错码: social credit codes that are doubled or wrong, and how many were mended."""

from credit_rules import (
    Cadence,
    Citation,
    Indicator,
    Text,
    above,
    choose,
    floored,
    not_applicable,
    stock,
    when,
    where_empty,
)

CODES = Text("个", "codes")

found = stock("code_errors.found", zh="重错码数量", en="doubled or wrong codes", unit=CODES)
corrected = stock(
    "code_errors.corrected", zh="已纠正的重错码", en="codes corrected", unit=CODES, within=found
)
codes = stock(
    "social_credit_codes.total",
    zh="统一社会信用代码总数",
    en="social credit codes in all",
    unit=CODES,
)

outstanding = (floored(found - corrected) / codes).named(zh="重错码率", en="error rate")

code_errors = Indicator(
    code="code_errors",
    title=Text("统一社会信用代码重错码纠正", "social credit codes corrected"),
    maximum=3,
    cadence=Cadence.CUMULATIVE,
    formula=choose(
        "code_errors.proportion",
        corrected=where_empty(3 * (corrected / found).named(zh="纠正率", en="correction rate"), 3),
        target=where_empty(
            floored(3 - 3 * (outstanding / "0.1‰")),
            when(above(found, 0), then=not_applicable(), otherwise=3),
        ),
    ),
    cite=Citation(
        "附件2·公共信用信息归集·8",
        "8.统一社会信用代码重错码纠正。累计指标,共3分,本地区统一社会信用代码重错情况清零得满分,"
        "其余情况按比例得分。",
    ),
)
