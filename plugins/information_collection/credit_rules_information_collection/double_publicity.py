"""“双公示”: licences and penalties, published within 7 working days."""

from credit_rules import (
    Cadence,
    Citation,
    Indicator,
    Node,
    Text,
    above,
    choose,
    each_month,
    floored,
    flow,
    not_applicable,
    when,
    where_empty,
)

RECORDS = Text("条", "records")

reported = flow(
    "double_publicity.reported", zh="“双公示”上报条数", en="records reported", unit=RECORDS
)
compliant = flow(
    "double_publicity.compliant",
    zh="“双公示”合规条数",
    en="compliant records",
    unit=RECORDS,
    within=reported,
)
on_time = flow(
    "double_publicity.on_time",
    zh="“双公示”按时上报条数",
    en="records reported in time",
    unit=RECORDS,
    within=reported,
)
concealed = flow(
    "double_publicity.concealed", zh="“双公示”瞒报条数", en="concealed records", unit=RECORDS
)

rates = 6 * (compliant / reported).named(zh="合规率", en="compliance rate") + 6 * (
    on_time / reported
).named(zh="及时率", en="timeliness rate")
without_records = choose(
    "double_publicity.empty_month", not_applicable=not_applicable(), full=12, zero=0
)


def _if_concealed(otherwise: Node) -> Node:
    """Nothing reported and something concealed is 0, whatever an empty month is."""
    return when(above(concealed, 0), then=0, otherwise=otherwise)


in_window = where_empty(floored(rates - 6 * concealed), _if_concealed(without_records))
months_first = where_empty(
    each_month(where_empty(rates, without_records)), _if_concealed(not_applicable())
)

double_publicity = Indicator(
    code="double_publicity",
    title=Text("“双公示”信息归集", "licences and penalties published"),
    maximum=12,
    cadence=Cadence.MONTHLY,
    formula=choose(
        "double_publicity.fold",
        mean=choose(
            "double_publicity.concealment",
            month=each_month(in_window),
            period=floored(months_first - 6 * concealed),
        ),
        pooled=in_window,
    ),
    cite=Citation(
        "附件2·公共信用信息归集·1",
        "1.及时、全量归集“双公示”信息。月度指标,共12分,得分=合规律*6+及时率*6。"
        "被国家抽查到一条瞒报扣6分。",
    ),
)
