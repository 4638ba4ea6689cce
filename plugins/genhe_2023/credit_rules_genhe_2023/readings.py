"""What the text leaves open, how it is read unless asked otherwise, and why."""

from credit_rules import Citation, Reading, Text

_PUBLICITY = Citation(
    "附件2·公共信用信息归集·1", "得分=合规律*6+及时率*6。被国家抽查到一条瞒报扣6分。"
)
_HOTLINE = Citation(
    "附件2·政务诚信·2", "解决率、满意率达到90%以下不得分,100%得5分,90%-100%之间按比例得分。"
)
_MEAN = Text("各月得分的平均", "the mean of the months' points")
_POOLED = Text("以全期合计数按公式计算", "the formula on the period's sums")
_WHY_MEAN = Text(
    "月度指标每月都值满分，三个月全满即为满分，故取平均",
    "a monthly clause is worth its maximum every month, so three perfect months are the maximum",
)
_OTHERS_POOL = Text(
    "已公布的双公示通报（如青海 2024-02）按合计数计算比率",
    "published reports (such as Qinghai, 2024-02) pool their rates",
)

READINGS = (
    Reading(
        key="scheduling.maximum",
        question=Text(
            "月调度的满分是标题的 10 分还是条款的 8 分？",
            "Is the monthly report worth the heading's 10 points or the clause's 8?",
        ),
        options={
            "clause": Text("按条款，满分 8", "the clause: 8"),
            "heading": Text("按标题，满分与封顶均为 10", "the heading: cap and maximum are 10"),
        },
        cite=Citation("附件2·月调度系统填报", "月度指标,共8分,按时填报提交得2分"),
        why=Text(
            "条款是规则，标题只是合计；但只有 10 才使各类别相加为 100",
            "the clause is the rule and the heading a sum; yet only 10 makes the headings add to 100",
        ),
        elsewhere=Text(
            "苏州的平台页面也有同样的不一致", "a platform page of Suzhou has the same defect"
        ),
    ),
    Reading(
        key="double_publicity.fold",
        question=Text(
            "“双公示”各月得分如何合为一季或一年？",
            "How do months of licences and penalties make a quarter or a year?",
        ),
        options={"mean": _MEAN, "pooled": _POOLED},
        cite=_PUBLICITY,
        why=_WHY_MEAN,
        elsewhere=_OTHERS_POOL,
    ),
    Reading(
        key="hotline.fold",
        question=Text(
            "热线各月得分如何合为一季或一年？",
            "How do months of the hotline make a quarter or a year?",
        ),
        options={"mean": _MEAN, "pooled": _POOLED},
        cite=_HOTLINE,
        why=_WHY_MEAN,
    ),
    Reading(
        key="campaigns.fold",
        question=Text(
            "宣传各月得分如何合为一季或一年？",
            "How do months of campaigns make a quarter or a year?",
        ),
        options={"mean": _MEAN, "pooled": _POOLED},
        cite=Citation("附件2·诚信宣传教育·1", "月度指标,共3分,每开展一次得1分。"),
        why=_WHY_MEAN,
    ),
    Reading(
        key="double_publicity.concealment",
        question=Text(
            "瞒报在当月扣分，还是在全期得分上扣？",
            "Is concealment deducted in its month, or from the period's points?",
        ),
        options={
            "month": Text("在当月扣，先扣后平均", "in its month, before folding"),
            "period": Text("各月先平均，再从全期得分扣", "from the mean of the months"),
        },
        cite=_PUBLICITY,
        why=Text(
            "扣分写在月度指标之内，且单项扣分不超过该项分值",
            "the deduction stands within a monthly clause, and takes no more than the clause gives",
        ),
        elsewhere=Text(
            "国办秘函〔2019〕19号：单项指标扣分之和不超过本项指标总分值；南昌县 2023：扣完为止",
            "two other texts let a deduction take no more than the clause's own points",
        ),
    ),
    Reading(
        key="double_publicity.empty_month",
        question=Text(
            "一个月没有应报的双公示信息，如何计分？",
            "What is a month worth with nothing to report?",
        ),
        options={
            "not_applicable": Text("该月不适用，不参与平均", "not applicable, outside the mean"),
            "full": Text("该月满分", "full marks"),
            "zero": Text("该月零分", "nothing"),
        },
        cite=_PUBLICITY,
        why=Text("没有分母就没有合规率和及时率", "without a denominator there is no rate"),
    ),
    Reading(
        key="administrative_information.empty",
        question=Text(
            "没有上报任何 5 类行政管理信息，如何计分？",
            "What is it worth to have reported no administrative information at all?",
        ),
        options={
            "zero": Text("零分", "nothing"),
            "not_applicable": Text("不适用", "not applicable"),
        },
        cite=Citation("附件2·公共信用信息归集·2", "累计指标,共3分,得分=合规律*总分。"),
        why=Text(
            "累计指标自始未报就是没有归集", "a cumulative clause with nothing reported is not met"
        ),
    ),
    Reading(
        key="hotline.rates",
        question=Text("解决率和满意率如何合成 5 分？", "How do two rates make 5 points?"),
        options={
            "split": Text("各占 2.5 分，分别计算", "2.5 points each, on a line of its own"),
            "mean": Text("按两率的平均计 5 分", "5 points on their mean"),
            "lower": Text("按较低的一率计 5 分", "5 points on the lower one"),
            "both": Text(
                "两率均达 90% 才计分，再按平均", "nothing unless both reach 90%, then mean"
            ),
        },
        cite=_HOTLINE,
        why=Text("两率各自计分，互不弥补", "neither rate can make up for the other"),
        elsewhere=Text(
            "附件1·28：解决率和满意率均达到90%以上（对应 both）",
            "附件1·28 asks for both above 90%: the option both",
        ),
    ),
    Reading(
        key="code_errors.proportion",
        question=Text("“其余情况按比例得分”是什么比例？", "In proportion to what?"),
        options={
            "corrected": Text("已纠正占发现的比例", "corrected to found"),
            "target": Text("重错码率相对 0.1‰ 的目标", "the error rate to the target of 0.1‰"),
        },
        cite=Citation(
            "附件2·公共信用信息归集·8",
            "本地区统一社会信用代码重错情况清零得满分,其余情况按比例得分。",
        ),
        why=Text(
            "条款名为“纠正”，全国通报也把重错码率和纠正率分列",
            "the clause is titled correction, and national lists have the two rates apart",
        ),
    ),
    Reading(
        key="a_grade_taxpayers.line",
        question=Text("6% 到 10% 之间怎样按比例？", "In what proportion between 6% and 10%?"),
        options={
            "ramp": Text("从 6% 的 0 分到 10% 的 3 分", "from 0 at 6% to 3 at 10%"),
            "proportional": Text("达到 6% 后按占比/10%", "from 6% on, the share over 10%"),
        },
        cite=Citation("附件2·商务诚信·1", "6%以下不得分,10%以上得3分,6%-10%之间按比例得分。"),
        why=Text("在两端连续，不在 6% 处跳升", "it joins at both ends and does not jump at 6%"),
    ),
    Reading(
        key="seriously_dishonest.line",
        question=Text("5% 以下怎样按比例？", "In what proportion below 5%?"),
        options={
            "ramp": Text("从 0% 的 3 分到 5% 的 0 分", "from 3 at 0% to 0 at 5%"),
            "complement": Text("低于 5% 时为 3×(1−占比)", "below 5%, 3 x (1 - share)"),
        },
        cite=Citation("附件2·商务诚信·2", "5%以上不得分,5%以下按比例得分,比例越低分数越高。"),
        why=Text("在 5% 处连续", "it joins at 5%"),
    ),
    Reading(
        key="xinyi_plus.accrual",
        question=Text(
            "一个方案制定和落实，得一次 0.3 还是两次？",
            "Does a scheme earn 0.3 once, or once made and once implemented?",
        ),
        options={
            "once": Text("每个方案 0.3", "0.3 a scheme"),
            "each_stage": Text("制定 0.3，落实再 0.3", "0.3 made and 0.3 implemented"),
        },
        cite=Citation("附件2·信用信息应用·2", "每制定或落实一个方案得0.3分,形成成效得0.2分。"),
        why=Text("原文是“制定或落实”", "the text says made or implemented"),
    ),
    Reading(
        key="labour_relations.before_year_end",
        question=Text(
            "年度指标在年末之前尚未完成，如何计分？",
            "What is a yearly clause worth before the year has ended?",
        ),
        options={
            "not_applicable": Text("年末之前不适用", "not applicable until then"),
            "zero": Text("未完成即为零分", "nothing until it is done"),
        },
        cite=Citation("附件2·公共信用信息归集·7", "年度指标,共2分,归集并公示得2分。"),
        why=Text("一年未满，不能说没有完成", "before the year ends nobody has failed to do it"),
    ),
)
