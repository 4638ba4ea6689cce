"""The two kinds of “双公示” records: their official columns, and what makes a record compliant.

Names of columns are those of the national data standard of 双公示 (XK_*, CF_*), and of the tables
before it (XK_XZJG, CF_XZJG, CF_JG). No standard names those of a list of social credit codes: they
go by their initials, and by what registers call them.
"""

from credit_rules import (
    CodeList,
    Column,
    Counted,
    CountedCodes,
    Filled,
    InOrder,
    OneOf,
    PossibleDay,
    RecordKind,
    SocialCreditCode,
    Text,
)

FEEDS = Counted(
    reported="double_publicity.reported",
    compliant="double_publicity.compliant",
    on_time="double_publicity.on_time",
    concealed="double_publicity.concealed",
)
REPORTED = Column("SJC", Text("上报时间", "time of the report"))
REMARK = Column("BZ", Text("备注", "remark"))
ORGANISATIONS = ("法人及非法人组织", "法人和非法人组织", "法人", "非法人组织")
PERSONS = ("自然人",)

licences = RecordKind(
    code="licences",
    title=Text("行政许可", "administrative licences"),
    columns=[
        Column("XK_XDR_MC", Text("行政相对人名称", "name of the counterparty")),
        Column("XK_XDR_LB", Text("行政相对人类别", "what the counterparty is")),
        Column("XK_XDR_SHXYM", Text("统一社会信用代码", "social credit code")),
        Column("XK_XKWS", Text("行政许可决定文书名称", "title of the decision")),
        Column("XK_WSH", Text("行政许可决定文书号", "document number")),
        Column("XK_XKLB", Text("许可类别", "kind of licence")),
        Column("XK_NR", Text("许可内容", "what is licensed")),
        Column("XK_JDRQ", Text("许可决定日期", "day of the decision")),
        Column("XK_YXQZ", Text("有效期自", "valid from")),
        Column("XK_YXQZI", Text("有效期至", "valid until")),
        Column("XK_XKJG", Text("许可机关", "who decided"), ("XK_XZJG",)),
        Column("XK_XKJGDM", Text("许可机关统一社会信用代码", "its social credit code")),
        Column("XK_ZT", Text("当前状态", "state")),
        Column("XK_LYDW", Text("数据来源单位", "who delivers")),
        Column("XK_LYDWDM", Text("数据来源单位统一社会信用代码", "its social credit code")),
        REMARK,
        REPORTED,
    ],
    department="XK_XKJG",
    department_code="XK_XKJGDM",
    number="XK_WSH",
    decided="XK_JDRQ",
    reported="SJC",
    rules=[
        *map(
            Filled,
            (
                "XK_XDR_MC",
                "XK_XKWS",
                "XK_WSH",
                "XK_XKLB",
                "XK_NR",
                "XK_JDRQ",
                "XK_XKJG",
                "SJC",
            ),
        ),
        *map(PossibleDay, ("XK_JDRQ", "XK_YXQZ", "XK_YXQZI", "SJC")),
        InOrder("XK_YXQZI", since="XK_YXQZ"),
        InOrder("SJC", since="XK_JDRQ"),
        SocialCreditCode(
            "XK_XDR_SHXYM", category="XK_XDR_LB", organisations=ORGANISATIONS, persons=PERSONS
        ),
        OneOf("XK_XKLB", ("普通", "特许", "认可", "核准", "登记", "其他"), beginning=True),
        OneOf("XK_ZT", ("0", "1", "2", "3", "正常", "有效", "无效", "撤销", "异议", "其他")),
    ],
    feeds=FEEDS,
)

penalties = RecordKind(
    code="penalties",
    title=Text("行政处罚", "administrative penalties"),
    columns=[
        Column("CF_XDR_MC", Text("行政相对人名称", "name of the counterparty")),
        Column("CF_XDR_LB", Text("行政相对人类别", "what the counterparty is")),
        Column("CF_XDR_SHXYM", Text("统一社会信用代码", "social credit code")),
        Column("CF_WSH", Text("行政处罚决定书文号", "document number")),
        Column("CF_WFXW", Text("违法行为类型", "kind of offence")),
        Column("CF_SY", Text("违法事实", "facts of the offence")),
        Column("CF_YJ", Text("处罚依据", "legal ground")),
        Column("CF_CFLB", Text("处罚类别", "kind of penalty")),
        Column("CF_NR", Text("处罚内容", "the penalty")),
        Column("CF_NR_FK", Text("罚款金额（万元）", "fine, in ten thousand yuan")),
        Column("CF_JDRQ", Text("处罚决定日期", "day of the decision")),
        Column("CF_YXQ", Text("处罚有效期", "valid until")),
        Column("CF_GSJZQ", Text("公示截止期", "published until")),
        Column("CF_CFJG", Text("处罚机关", "who decided"), ("CF_XZJG", "CF_JG")),
        Column("CF_CFJGDM", Text("处罚机关统一社会信用代码", "its social credit code")),
        Column("CF_SJLY", Text("数据来源单位", "who delivers")),
        Column("CF_SJLYDM", Text("数据来源单位统一社会信用代码", "its social credit code")),
        REMARK,
        REPORTED,
    ],
    department="CF_CFJG",
    department_code="CF_CFJGDM",
    number="CF_WSH",
    decided="CF_JDRQ",
    reported="SJC",
    rules=[
        *map(
            Filled,
            (
                "CF_XDR_MC",
                "CF_WSH",
                "CF_WFXW",
                "CF_SY",
                "CF_YJ",
                "CF_CFLB",
                "CF_NR",
                "CF_JDRQ",
                "CF_CFJG",
                "SJC",
            ),
        ),
        *map(PossibleDay, ("CF_JDRQ", "CF_YXQ", "CF_GSJZQ", "SJC")),
        InOrder("CF_YXQ", since="CF_JDRQ"),
        InOrder("CF_GSJZQ", since="CF_JDRQ"),
        InOrder("SJC", since="CF_JDRQ"),
        SocialCreditCode(
            "CF_XDR_SHXYM", category="CF_XDR_LB", organisations=ORGANISATIONS, persons=PERSONS
        ),
    ],
    feeds=FEEDS,
)

codes = CodeList(
    code="codes",
    title=Text("统一社会信用代码", "social credit codes"),
    columns=[
        Column(
            "TYSHXYDM", Text("统一社会信用代码", "social credit code"), ("社会信用代码", "代码")
        ),
        Column(
            "DJH",
            Text("登记号", "number in the register"),
            ("注册号", "登记证号", "登记管理号", "ZCH"),
        ),
        Column(
            "JGMC",
            Text("机构名称", "name of the body"),
            ("主体名称", "单位名称", "企业名称", "法人名称", "名称"),
        ),
        Column(
            "SFJZ",
            Text("是否已纠正", "whether it was corrected, or the day of it"),
            ("纠正日期", "纠正时间", "已纠正", "是否纠正"),
        ),
    ],
    social_credit_code="TYSHXYDM",
    bodies=["DJH", "JGMC"],
    corrected="SFJZ",
    feeds=CountedCodes(
        found="code_errors.found",
        corrected="code_errors.corrected",
        total="social_credit_codes.total",
    ),
)
