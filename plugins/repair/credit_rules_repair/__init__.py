"""信用修复, 2 points: whether those who are punished are told how to mend their credit."""

from collections.abc import Sequence

from credit_rules import Cadence, Category, Citation, Indicator, Text, capped, hookimpl, stock

domains = stock(
    "repair_notice.domains",
    zh="处罚决定时同时告知信用修复的领域",
    en="domains that tell of credit repair with each penalty",
    unit=Text("个领域", "domains"),
)
repair_notice = Indicator(
    code="repair_notice",
    title=Text("信用修复告知流程", "notice of credit repair"),
    maximum=2,
    cadence=Cadence.CUMULATIVE,
    formula=capped("0.5" * domains, 2),
    cite=Citation(
        "附件2·信用修复",
        "完善信用修复告知流程,作出行政处罚决定时,应同时告知企业信用修复条件和修复流程。"
        "累计指标,共2分,涉及1个领域得0.5分。",
    ),
)


@hookimpl
def categories() -> Sequence[Category]:
    """信用修复 of the rulebook of 2023."""
    return [Category(rulebook="genhe-2023", code="repair", indicators=[repair_notice])]
