"""Lines of 附件1 that some departments have in other letters than the rest."""

from collections.abc import Mapping

_CHECKS_WITH_COMMAS = (
    "在公职人员录用、调任选任、评优评先,岗位晋升以及人大代表,政协委员资格审定等工作中"
    "通过自治区社会信用管理中心查询信用信息,"
    "将公职人员诚信记录作为提拔任用和评优评先的重要依据。"
)
_CHECKS_MISREAD = (
    "在公职人员录用、调任选任、评优评先,岗位晋升以及人大代表、政协委员资格审定等工作中"
    "通过自治区社会信用管理中心查询信用信意,"
    "将公敢人贫诚信记录作为提拨任用和评优评先的重要依据。"
)

SO_PRINTED: Mapping[str, Mapping[str, str]] = {
    "double_publicity": {
        # straight quotation marks
        "market_regulation": '报送“双公示”信息,确保合规律在99%以上,迟报、瞒报实现"双清零"。',
    },
    "code_errors_standing": {
        # 降低至 for 控制在, and no full stop
        "trade_union": "开展统一社会信用代码重错码纠错工作,将重错码率降低至0.1‰以下",
    },
    "credit_checks": {
        "audit": _CHECKS_WITH_COMMAS,
        "market_regulation": _CHECKS_WITH_COMMAS,
        # 公取人员 for 公职人员
        "statistics": (
            "在公职人员录用、调任选任、评优评先、岗位晋升以及人大代表、政协委员资格审定等工作中"
            "通过自治区社会信用管理中心查询信用信息,"
            "将公取人员诚信记录作为提拔任用和评优评先的重要依据。"
        ),
        # 信意, 公敢人贫, 提拨 for 信息, 公职人员, 提拔
        "court": _CHECKS_MISREAD,
        "trade_union": _CHECKS_MISREAD,
        "industry_commerce": _CHECKS_MISREAD,
    },
    "campaigns": {
        # 每举度 for 每季度
        "statistics": "每举度至少开展1次诚信文化宣传",
    },
    "training": {
        # a comma for 、
        "development_reform": (
            "每年至少开展1次信用相关培训,涉及政务诚信建设、信用信息报送、信用监管,信用应用、"
            "信用修复、诚信典型选树等相关内容"
        ),
        # The table breaks the line here.
        "market_regulation": (
            "每年至少开展1次信用相关培训,涉及政务诚信建设、信用信息报送、信用监管、"
        ),
    },
}
"""Quotes by task and department."""
