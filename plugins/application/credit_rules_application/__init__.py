"""信用信息应用, 18 points: what credit information is used for."""

from collections.abc import Sequence

from credit_rules import (
    Cadence,
    Category,
    Citation,
    Foreseen,
    Indicator,
    Text,
    capped,
    choose,
    hookimpl,
    line,
    stock,
)

ENTITIES = Text("户", "entities")
SCHEMES = Text("个方案", "schemes")

market_entities = stock(
    "market_entities.total", zh="辖区内市场主体总数", en="market entities", unit=ENTITIES
)
authenticated = stock(
    "real_name_authentication.entities",
    zh="市场主体实名认证量",
    en="entities with real-name authentication",
    unit=ENTITIES,
    within=market_entities,
)
real_name_authentication = Indicator(
    code="real_name_authentication",
    title=Text("信易贷平台实名认证", "real-name authentication on the loan platform"),
    maximum=8,
    cadence=Cadence.CUMULATIVE,
    formula=line(
        (authenticated / market_entities).named(zh="实名认证占比", en="share authenticated"),
        {0: 0, "10%": 8},
    ),
    cite=Citation(
        "附件2·信用信息应用·1",
        "1.市场主体在信易贷平台的实名认证情况。累计指标,共8分,市场主体实名认证量与辖区内市场主体"
        "(含个体工商户)占比10%以上得满分,10%以下按比例得分。",
    ),
)

schemes = stock(
    "xinyi_plus.schemes",
    zh="制定或落实的“信易+”方案",
    en="schemes made or implemented",
    unit=SCHEMES,
)
implemented = stock(
    "xinyi_plus.implemented", zh="已落实的“信易+”方案", en="schemes implemented", unit=SCHEMES
)
effective = stock(
    "xinyi_plus.effective",
    zh="形成成效的“信易+”方案",
    en="schemes with results",
    unit=SCHEMES,
    within=schemes,
)
NAMED = (
    Citation("附件1·5·5", "制定出台“信用+教育”工作方案并组织实施形成成效"),
    Citation("附件1·7·5", "制定出台“信用+电子商务”(信易购)工作方案并组织实施形成成效"),
    Citation("附件1·12·9", "制定出台“信易贷”工作方案并组织实施形成成效"),
    Citation("附件1·13·6", "制定出台“信用+人社”工作方案并组织实施形成成效"),
    Citation("附件1·17·5", "制定出台“信易行”工作方案并组织实施形成成效"),
    Citation("附件1·18·5", "制定出台“信易游”工作方案并组织实施形成成效"),
    Citation("附件1·19·5", "制定出台“信易医”工作方案并组织实施形成成效"),
)
xinyi_plus = Indicator(
    code="xinyi_plus",
    title=Text("“信易+”工作", "schemes of benefits for the trustworthy"),
    maximum=10,
    cadence=Cadence.CUMULATIVE,
    formula=choose(
        "xinyi_plus.accrual",
        once=capped("0.3" * schemes + "0.2" * effective, 10),
        each_stage=capped("0.3" * schemes + "0.3" * implemented + "0.2" * effective, 10),
    ),
    cite=Citation(
        "附件2·信用信息应用·2",
        "2.“信易+”工作开展情况。累计指标,共10分,每制定或落实一个方案得0.3分,形成成效得0.2分。",
    ),
    foreseen=(Foreseen("xinyi_plus.schemes", NAMED),),
)


@hookimpl
def categories() -> Sequence[Category]:
    """信用信息应用 of the rulebook of 2023."""
    return [
        Category(
            rulebook="genhe-2023",
            code="application",
            indicators=[real_name_authentication, xinyi_plus],
        )
    ]
