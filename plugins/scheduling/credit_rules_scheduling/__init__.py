"""月调度系统填报, 10 points by its heading and 8 by its only clause: the monthly report."""

from collections.abc import Sequence

from credit_rules import (
    Cadence,
    Category,
    Citation,
    Indicator,
    Text,
    capped,
    choose,
    each_month,
    flag,
    flow,
    hookimpl,
)

on_time = flag(
    "monthly_report.on_time",
    zh="本月按时填报提交",
    en="the month's report was submitted in time",
    dated=True,
)
valid_items = flow(
    "monthly_report.valid_items",
    zh="月调度有效信息",
    en="valid items in the monthly report",
    unit=Text("条", "items"),
)
points = 2 * on_time + "0.5" * valid_items

monthly_report = Indicator(
    code="monthly_report",
    title=Text("月调度系统填报", "monthly report to the scheduling system"),
    maximum=choose("scheduling.maximum", clause=8, heading=10),
    cadence=Cadence.MONTHLY,
    formula=each_month(
        choose("scheduling.maximum", clause=capped(points, 8), heading=capped(points, 10))
    ),
    cite=Citation(
        "附件2·月调度系统填报",
        "按照自治区相关工作要求,汇总报送本地区信用体系建设相关工作情况至内蒙古自治区社会信用体系"
        "建设工作调度系统(自治区月调度系统)。月度指标,共8分,按时填报提交得2分,一条有效信息得0.5分。",
    ),
)


@hookimpl
def categories() -> Sequence[Category]:
    """月调度系统填报 of the rulebook of 2023."""
    return [Category(rulebook="genhe-2023", code="scheduling", indicators=[monthly_report])]
