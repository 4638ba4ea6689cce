"""商务诚信, 6 points: how many are trustworthy, and how few are not."""

from collections.abc import Sequence

from credit_rules import (
    Cadence,
    Category,
    Citation,
    Indicator,
    Text,
    at_least,
    capped,
    choose,
    hookimpl,
    line,
    stock,
    when,
)

ENTITIES = Text("户", "entities")

rated = stock("taxpayers.rated", zh="参加信用评价的纳税人", en="rated taxpayers", unit=ENTITIES)
a_grade = stock(
    "taxpayers.a_grade", zh="A级纳税人", en="A-grade taxpayers", unit=ENTITIES, within=rated
)
a_share = (a_grade / rated).named(zh="A级纳税人占比", en="share of A-grade taxpayers")
a_grade_taxpayers = Indicator(
    code="a_grade_taxpayers",
    title=Text("A级纳税人占比", "A-grade taxpayers"),
    maximum=3,
    cadence=Cadence.CUMULATIVE,
    formula=choose(
        "a_grade_taxpayers.line",
        ramp=line(a_share, {"6%": 0, "10%": 3}),
        proportional=when(
            at_least(a_share, "6%"), then=capped(3 * (a_share / "10%"), 3), otherwise=0
        ),
    ),
    cite=Citation(
        "附件2·商务诚信·1",
        "1.提升A级纳税人占比。累计指标,共3分,6%以下不得分,10%以上得3分,6%-10%之间按比例得分。",
    ),
)

market_entities = stock(
    "market_entities.total", zh="辖区内市场主体总数", en="market entities", unit=ENTITIES
)
dishonest = stock(
    "seriously_dishonest.entities",
    zh="严重失信主体",
    en="seriously dishonest entities",
    unit=ENTITIES,
    within=market_entities,
)
dishonest_share = (dishonest / market_entities).named(
    zh="严重失信主体占比", en="share of seriously dishonest entities"
)
seriously_dishonest = Indicator(
    code="seriously_dishonest",
    title=Text("严重失信主体占比", "seriously dishonest entities"),
    maximum=3,
    cadence=Cadence.CUMULATIVE,
    formula=choose(
        "seriously_dishonest.line",
        ramp=line(dishonest_share, {0: 3, "5%": 0}),
        complement=when(at_least(dishonest_share, "5%"), then=0, otherwise=3 - 3 * dishonest_share),
    ),
    cite=Citation(
        "附件2·商务诚信·2",
        "2.降低严重失信主体占比。累计指标,共3分,5%以上不得分,5%以下按比例得分,比例越低分数越高。",
    ),
)


@hookimpl
def categories() -> Sequence[Category]:
    """商务诚信 of the rulebook of 2023."""
    return [
        Category(
            rulebook="genhe-2023",
            code="business_integrity",
            indicators=[a_grade_taxpayers, seriously_dishonest],
        )
    ]
