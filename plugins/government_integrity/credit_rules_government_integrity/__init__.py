"""政务诚信, 15 points: whether the government keeps its own word."""

from collections.abc import Sequence

from credit_rules import (
    Cadence,
    Category,
    Citation,
    Indicator,
    Node,
    Text,
    at_least,
    capped,
    choose,
    each_month,
    each_quarter,
    flag,
    floored,
    flow,
    hookimpl,
    least,
    line,
    when,
)

CASES = Text("件", "cases")

included = flag(
    "target_responsibility.included",
    zh="“社会信用体系建设工作”已纳入本级政府目标责任考核体系",
    en="work on the credit system is part of the government's own target responsibility system",
)
target_responsibility = Indicator(
    code="target_responsibility",
    title=Text("纳入目标责任考核体系", "target responsibility system"),
    maximum=2,
    cadence=Cadence.CUMULATIVE,
    formula=2 * included,
    cite=Citation(
        "附件2·政务诚信·1",
        "1.将“社会信用体系建设工作”纳入本级政府目标责任考核体系。累计指标,共2分,纳入得2分,"
        "未纳入不得分。",
    ),
)

requests = flow("hotline.requests", zh="热线诉求件数", en="requests received", unit=CASES)
resolved = flow(
    "hotline.resolved", zh="热线解决件数", en="requests resolved", unit=CASES, within=requests
)
rated = flow("hotline.rated", zh="热线参评件数", en="requests rated", unit=CASES)
satisfied = flow(
    "hotline.satisfied", zh="热线满意件数", en="requests rated satisfied", unit=CASES, within=rated
)
resolution = (resolved / requests).named(zh="解决率", en="resolution rate")
satisfaction = (satisfied / rated).named(zh="满意率", en="satisfaction rate")


def _whole(rate: Node) -> Node:
    """5 points on one rate: 90% is 0, 100% is 5."""
    return line(rate, {"90%": 0, "100%": 5})


mean_rate = (resolution + satisfaction) / 2
by_rates = choose(
    "hotline.rates",
    split=line(resolution, {"90%": 0, "100%": "2.5"})
    + line(satisfaction, {"90%": 0, "100%": "2.5"}),
    mean=_whole(mean_rate),
    lower=_whole(least(resolution, satisfaction)),
    both=when(
        at_least(resolution, "90%"),
        at_least(satisfaction, "90%"),
        then=_whole(mean_rate),
        otherwise=0,
    ),
)
hotline = Indicator(
    code="hotline",
    title=Text("12345热线解决率和满意率", "12345 hotline"),
    maximum=5,
    cadence=Cadence.MONTHLY,
    formula=choose("hotline.fold", mean=each_month(by_rates), pooled=by_rates),
    cite=Citation(
        "附件2·政务诚信·2",
        "2.“12345政务服务便民热线”解决率和满意率情况。月度指标,共5分,解决率、满意率达到90%以下"
        "不得分,100%得5分,90%-100%之间按比例得分。",
    ),
)

batches = flow(
    "credit_checks.batches",
    zh="查询信用信息的批次",
    en="batches of credit checks",
    unit=Text("个批次", "batches"),
)
credit_checks = Indicator(
    code="credit_checks",
    title=Text("公职人员录用等查询信用信息", "credit checks in appointments"),
    maximum=4,
    cadence=Cadence.QUARTERLY,
    formula=each_quarter(capped("0.8" * batches, 4)),
    cite=Citation(
        "附件2·政务诚信·3",
        "3.公职人员录用、调任选任、评优评先、岗位晋升等工作中查询信用信息情况。季度指标,共4分,"
        "查询一个批次得0.8分。",
    ),
)

mechanism_or_work = flag(
    "arrears_resolution.mechanism_or_work",
    zh="已建立治理拖欠账款工作机制或开展相关工作",
    en="there is a mechanism for arrears to companies, or work on them",
)
arrears_resolution = Indicator(
    code="arrears_resolution",
    title=Text("治理拖欠民营企业、中小企业账款", "arrears to companies"),
    maximum=2,
    cadence=Cadence.CUMULATIVE,
    formula=2 * mechanism_or_work,
    cite=Citation(
        "附件2·政务诚信·4",
        "4.治理政府失信行为,落实解决拖欠民营企业、中小企业账款问题。累计指标,共2分,"
        "建立相关工作机制或开展相关工作得2分。",
    ),
)

records = flow(
    "defaulters.records",
    zh="政府及其部门被列入失信被执行人的信息",
    en="listings of the government as a defaulter",
    unit=Text("条", "records"),
)
defaulters = Indicator(
    code="defaulters",
    title=Text("政府及其部门被列入失信被执行人", "the government listed as a defaulter"),
    maximum=2,
    cadence=Cadence.QUARTERLY,
    formula=each_quarter(floored(2 - 2 * records)),
    cite=Citation(
        "附件2·政务诚信·5",
        "5.政府及其部门被列入失信被执行人情况。季度指标,共2分,有一条相关信息扣2分。",
    ),
)


@hookimpl
def categories() -> Sequence[Category]:
    """政务诚信 of the rulebook of 2023."""
    return [
        Category(
            rulebook="genhe-2023",
            code="government_integrity",
            indicators=[
                target_responsibility,
                hotline,
                credit_checks,
                arrears_resolution,
                defaulters,
            ],
        )
    ]
