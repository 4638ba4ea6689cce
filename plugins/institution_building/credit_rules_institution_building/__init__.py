"""制度建设, 12 points: the rules and the mechanism that a government has adopted."""

from collections.abc import Sequence

from credit_rules import (
    Amount,
    Cadence,
    Category,
    Citation,
    Indicator,
    Text,
    capped,
    flag,
    hookimpl,
    stock,
)

DOMAINS = Text("个领域", "domains")

application = stock(
    "application_rules.domains",
    zh="已建立信用信息应用制度的领域",
    en="domains with rules on applying credit information",
    unit=DOMAINS,
)
commitment = stock(
    "commitment_rules.domains",
    zh="已建立信用承诺制度的领域",
    en="domains with rules on credit commitments",
    unit=DOMAINS,
)
tiered_supervision = stock(
    "tiered_supervision_rules.domains",
    zh="已建立信用分级分类监管制度的领域",
    en="domains with rules on tiered supervision",
    unit=DOMAINS,
)
established = flag(
    "work_mechanism.established",
    zh="已建立本级信用体系建设工作机制",
    en="a working mechanism of the government's own is established",
)


def _by_domain(code: str, title: Text, domains: Amount, clause: int, rules: str) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        maximum=3,
        cadence=Cadence.CUMULATIVE,
        formula=capped("0.5" * domains, 3),
        cite=Citation(
            f"附件2·制度建设·{clause}",
            f"{clause}.建立健全监管行业{rules}制度。累计指标,共3分,涉及1个领域得0.5分。",
        ),
    )


@hookimpl
def categories() -> Sequence[Category]:
    """制度建设 of the rulebook of 2023."""
    return [
        Category(
            rulebook="genhe-2023",
            code="institution_building",
            indicators=[
                _by_domain(
                    "application_rules",
                    Text("信用信息应用制度", "rules on applying credit information"),
                    application,
                    1,
                    "信用信息应用",
                ),
                _by_domain(
                    "commitment_rules",
                    Text("信用承诺制度", "rules on credit commitments"),
                    commitment,
                    2,
                    "信用承诺",
                ),
                _by_domain(
                    "tiered_supervision_rules",
                    Text("信用分级分类监管制度", "rules on tiered supervision"),
                    tiered_supervision,
                    3,
                    "信用分级分类监管",
                ),
                Indicator(
                    code="work_mechanism",
                    title=Text("信用体系建设工作机制", "working mechanism"),
                    maximum=3,
                    cadence=Cadence.CUMULATIVE,
                    formula=3 * established,
                    cite=Citation(
                        "附件2·制度建设·4",
                        "4.建立完善本级信用体系建设工作机制。累计指标,共3分,有相关制度得3分。",
                    ),
                ),
            ],
        )
    ]
