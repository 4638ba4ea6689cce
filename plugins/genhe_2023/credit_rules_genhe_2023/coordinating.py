"""社会信用体系建设牵头工作: what 附件1·4·一 asks of 发改委, which leads the others.

Where a line names in brackets by when the others report, its own collecting is due as often.
"""

from credit_rules import ByEndOf, Every, Feeds, Follows, NextMonth, Text, Unit
from credit_rules_genhe_2023.common import CREDIT_CHECKS
from credit_rules_genhe_2023.tasks import (
    BY_AUGUST,
    BY_JULY,
    EACH_DECISION,
    MONTHLY,
    NOTHING_NAMED,
    ONGOING,
    Task,
)

WORK_MECHANISM = Task(
    "work_mechanism",
    Text("建立信用体系建设工作机制", "establish the working mechanism"),
    "贯彻落实党中央、国务院决策部署以及国家社会信用体系建设要求,"
    "建立有关工作机制、制定规划计划和实施方案推进社会信用体系建设,"
    "落实国家12个社会信用体系建设顶层制度文件。",
    BY_AUGUST,
    Feeds("institution_building.work_mechanism", "work_mechanism.established"),
)
PLATFORM_SECURITY = Task(
    "platform_security",
    Text("优化信用平台和网站、完成等保测评", "improve platform and site, and have them assessed"),
    # One pair of quotation marks is printed straight.
    "配合市发改委优化“全国信用信息共享平台(内蒙古呼伦贝尔)”和"
    '"信用中国(内蒙古呼伦贝尔)"网站,提高数据归集便捷性,'
    "按时完成信用平台和信用网站安全等保测评。",
    ByEndOf("2023-06", quote="完成时限:2023年6月"),
)
COORDINATE_CODE_ERRORS = Task(
    "coordinate_code_errors",
    Text("组织重错码纠错工作", "organise the correcting of social credit codes"),
    "组织相关部门开展统一社会信用代码重错码纠错工作,将全市重错码率降低至0.1‰以下。",
    BY_JULY,
    Feeds("information_collection.code_errors", "code_errors.corrected"),
)

_OF_LAST_MONTH = NextMonth(4, quote="当月4日前报送上月信息")
COORDINATE_DOUBLE_PUBLICITY = Task(
    "coordinate_double_publicity",
    Text("组织“双公示”信息归集", "organise the reporting of licences and penalties"),
    "会同市市场监管局组织开展“双公示”信息归集、报送、考核、通报等工作,"
    "确保合规律在99%以上,迟报、瞒报实现“双清零”。",
    EACH_DECISION,
    Feeds("information_collection.double_publicity", "double_publicity.on_time"),
)
COORDINATE_SPECIAL_INFORMATION = Task(
    "coordinate_special_information",
    Text("归集特定信息", "collect special information"),
    "拓展信用信息归集的广度和深度,全面归集水、电、气、纳税、社保等特定信息。",
    _OF_LAST_MONTH,
    # All of it is asked for (全面归集), that of persons (社保) too.
    Feeds(
        "information_collection.special_information",
        ("special_information.enterprise", "special_information.person"),
    ),
)
COORDINATE_ADMINISTRATIVE_INFORMATION = Task(
    "coordinate_administrative_information",
    Text("归集5类行政管理信息", "collect administrative information of five kinds"),
    "按照权责清单归集5类行政管理信息,确保合规律达到100%.。",
    _OF_LAST_MONTH,
    Feeds(
        "information_collection.administrative_information",
        "administrative_information.compliant",
    ),
)
COORDINATE_COMMITMENTS = Task(
    "coordinate_commitments",
    Text("归集信用承诺及履约践诺信息", "collect credit commitments and how they are kept"),
    "归集信用承诺及履约践诺信息。",
    _OF_LAST_MONTH,
    Feeds("information_collection.commitments", "commitments.collected"),
)
COORDINATE_JOINT_CASES = Task(
    "coordinate_joint_cases",
    Text("归集联合奖惩案例", "collect cases of joint reward or discipline"),
    "归集联合奖惩案例。",
    _OF_LAST_MONTH,
    Feeds("information_collection.joint_cases", "joint_cases.collected"),
)
COORDINATE_PUBLIC_EMPLOYEES = Task(
    "coordinate_public_employees",
    Text("归集公职人员基础信息", "collect information on public employees"),
    "归集公职人员基础信息。",
    MONTHLY,
    Feeds("information_collection.public_employees", "public_employees.collected"),
)
LABOUR_RELATIONS = Task(
    "labour_relations",
    Text("归集劳动关系和拖欠工资信息", "collect information on labour relations and wage arrears"),
    "归集和谐劳动关系守信信息和拖欠农牧民工工资失信信息。",
    MONTHLY,
    Feeds("information_collection.labour_relations", "labour_relations.published"),
)
COORDINATE_OTHER_INFORMATION = Task(
    "coordinate_other_information",
    Text("归集其他信用信息", "collect other credit information"),
    "依据国家级自治区公共信用信息目录归集其他信用信息。",
    ByEndOf("2023-09", quote="完成时限:2023年9月底"),
)

COORDINATE_MONTHLY_REPORT = Task(
    "coordinate_monthly_report",
    Text("组织各部门填报月调度系统", "have all departments report to the monthly system"),
    "组织各部门填报内蒙古自治区社会信用体系建设工作调度系统(自治区月调度系统)。",
    MONTHLY,
    Feeds("scheduling.monthly_report", "monthly_report.on_time", Follows.IN_TIME, government=True),
)
EMBED_CREDIT_QUERIES = Task(
    "embed_credit_queries",
    Text("将信用信息查询嵌入业务系统", "embed credit queries in the systems of departments"),
    "协调各相关部门,将信用信息查询嵌入各部门业务系统,实现事前信用核查。",
    BY_AUGUST,
)
COORDINATE_TIERED_SUPERVISION = Task(
    "coordinate_tiered_supervision",
    Text("指导信用分级分类监管", "guide tiered supervision"),
    "指导各行业监管部门制定信用分级分类监管制度并开展以信用为基础的分级分类监管,"
    "并形成具体案例和总结,"
    "填报内蒙古自治区社会信用体系建设工作调度系统(自治区月调度系统)。",
    MONTHLY,
    # Cases and summaries are what makes the report long: 一条有效信息得0.5分.
    Feeds("scheduling.monthly_report", "monthly_report.valid_items"),
)
CREDIT_REPAIR = Task(
    "credit_repair",
    Text("信用修复初审", "first review of credit repair"),
    "积极开展信用修复,按时完成初审,杜绝信用修复处理超期情况发生。",
    ONGOING,
)
COORDINATE_XINYI_LOANS = Task(
    "coordinate_xinyi_loans",
    Text("组织部署信易贷工作", "organise the work on loans by credit"),
    "依托呼伦贝尔市信易贷平台,实现与自治区节点的对接。"
    "指导、协调、组织部署信易贷相关工作,推动各部门完成信易贷相关工作。",
    BY_JULY,
)
COORDINATE_CREDIT_CHECKS = Task(
    "coordinate_credit_checks",
    Text("牵头公职人员录用等查询信用信息", "lead the checking of credit information"),
    CREDIT_CHECKS.quote,
    CREDIT_CHECKS.due,
    CREDIT_CHECKS.feeds,
)
DEFAULTERS = Task(
    "defaulters",
    Text("政府机构失信案件动态清零", "clear the government's own defaults"),
    "全力推进诚信政府建设,"
    "切实维护政府公信力全面梳理规范治理现有政府机构涉法涉诉案件、行政处罚案件,"
    "全面实现政府、政府机关、事业单位失信被执行人案件、被执行人案件"
    "和满足最短公示期行政处罚案件三个“动态清零”。"
    "政府及其部门失信被执行人整改到位率达到100%。",
    NOTHING_NAMED,
    Feeds("government_integrity.defaulters", "defaulters.records"),
)
DISHONEST_REGISTER = Task(
    "dishonest_register",
    Text("建立严重失信主体基础台账", "keep a register of the seriously dishonest"),
    "建立严重失信主体基础台账,确认吊销、注销、迁出、停业、失联、清算,破产等企业状态,"
    "对注销、迁出本市、清算、破产等失信行为主体,退出清单管理。",
    BY_JULY,
    Feeds("business_integrity.seriously_dishonest", "seriously_dishonest.entities"),
)
COORDINATE_PUBLICITY = Task(
    "coordinate_publicity",
    Text("组织全市诚信宣传教育", "organise publicity and education in the city"),
    "组织全市开展诚信宣传教育。",
    ONGOING,
)
ASSESSMENT = Task(
    "assessment",
    Text("对市直部门季度与年度工作考核", "assess the departments every quarter and year"),
    "对各市直相关部门实施季度与年度工作考核,"
    "同时将《自治区市市区季度监测报告》结果作为考核工作的重要内容。",
    Every(Unit.QUARTER, quote="实施季度与年度工作考核"),
)
