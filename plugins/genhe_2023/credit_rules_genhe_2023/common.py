"""What 附件1 asks of many departments in the same words."""

from credit_rules import Every, Feeds, Follows, Text, Unit
from credit_rules_genhe_2023.tasks import (
    BY_AUGUST,
    BY_JULY,
    EACH_DECISION,
    MONTHLY,
    MONTHLY_INFORMATION,
    NOTHING_NAMED,
    ONGOING,
    Task,
)

APPLICATION_RULES = Task(
    "application_rules",
    Text("建立信用信息应用制度", "rules on applying credit information"),
    "建立健全监管行业信用信息应用制度,包括公共信用信息核查制度和信用报告应用制度。",
    BY_AUGUST,
    Feeds("institution_building.application_rules", "application_rules.domains"),
)
COMMITMENT_RULES = Task(
    "commitment_rules",
    Text("建立信用承诺制度", "rules on credit commitments"),
    "建立健全监管行业信用承诺制度,梳理可实施信用承诺的事项、要件、环节等,"
    "明确使用范围和使用规则,形成本单位信用承诺事项目录。",
    BY_AUGUST,
    Feeds("institution_building.commitment_rules", "commitment_rules.domains"),
)
TIERED_SUPERVISION_RULES = Task(
    "tiered_supervision_rules",
    Text("制定信用分级分类监管制度", "rules on tiered supervision"),
    "制定监管行业信用分级分类监管制度,根据信用主体的信用等级开展差异化监管。",
    BY_AUGUST,
    Feeds("institution_building.tiered_supervision_rules", "tiered_supervision_rules.domains"),
)

DOUBLE_PUBLICITY = Task(
    "double_publicity",
    Text("报送“双公示”信息", "report licences and penalties"),
    "报送“双公示”信息,确保合规律在99%以上,迟报、瞒报实现“双清零”。",
    EACH_DECISION,
    Feeds("information_collection.double_publicity", "double_publicity.on_time"),
)
ADMINISTRATIVE_INFORMATION = Task(
    "administrative_information",
    Text("报送5类行政管理信息", "report administrative information of five kinds"),
    "按照权责清单报送5类行政管理信息。",
    MONTHLY_INFORMATION,
    Feeds(
        "information_collection.administrative_information",
        "administrative_information.compliant",
    ),
)
COMMITMENTS = Task(
    "commitments",
    Text("报送信用承诺及履约践诺信息", "report credit commitments and how they are kept"),
    "报送信用承诺及履约践诺信息。",
    MONTHLY_INFORMATION,
    Feeds("information_collection.commitments", "commitments.collected"),
)
JOINT_CASES = Task(
    "joint_cases",
    Text("报送联合奖惩案例", "report cases of joint reward or discipline"),
    "报送联合奖惩案例。",
    MONTHLY_INFORMATION,
    Feeds("information_collection.joint_cases", "joint_cases.collected", Follows.REPORTED),
)
PUBLIC_EMPLOYEES = Task(
    "public_employees",
    Text("报送本部门公职人员基础信息", "report on public employees of its own"),
    "报送本部门公职人员基础信息。",
    MONTHLY_INFORMATION,
    Feeds("information_collection.public_employees", "public_employees.collected"),
)
_OTHER = Text("报送其他公共信用信息", "report other public credit information")
OTHER_INFORMATION = Task(
    "other_information",
    _OTHER,
    "依据《内蒙古自治区公共信用信息补充目录(2022版)》报送本单位职能所涉及的其他公共信用信息。",
    MONTHLY_INFORMATION,
)
OTHER_INFORMATION_STANDING = Task(
    "other_information_standing",
    _OTHER,
    "依据《内蒙古自治区公共信用信息补充目录(2022版)》报送本单位职能所涉及的其他公共信用信息",
    ONGOING,
)

_CODE_ERRORS = Feeds("information_collection.code_errors", "code_errors.corrected")
CODE_ERRORS = Task(
    "code_errors",
    Text("统一社会信用代码重错码纠错", "correct doubled and wrong social credit codes"),
    "开展统一社会信用代码重错码纠错工作,将重错码率控制在0.1‰以下。",
    BY_JULY,
    _CODE_ERRORS,
)
CODE_ERRORS_STANDING = Task(
    "code_errors_standing",
    CODE_ERRORS.title,
    CODE_ERRORS.quote,
    NOTHING_NAMED,
    _CODE_ERRORS,
)
REPAIR_NOTICE = Task(
    "repair_notice",
    Text("完善信用修复告知流程", "give notice of credit repair"),
    "完善信用修复告知流程,作出行政处罚决定时,应同时告知企业信用修复条件和修复流程。",
    NOTHING_NAMED,  # but in 附件1·23·4, which says 持续推进
    Feeds("repair.repair_notice", "repair_notice.domains"),
)
CREDIT_CHECKS = Task(
    "credit_checks",
    Text("公职人员录用等工作中查询信用信息", "check credit information in appointments"),
    "在公职人员录用、调任选任、评优评先、岗位晋升以及人大代表、政协委员资格审定等工作中"
    "通过自治区社会信用管理中心查询信用信息,"
    "将公职人员诚信记录作为提拔任用和评优评先的重要依据。",
    ONGOING,
    Feeds("government_integrity.credit_checks", "credit_checks.batches"),
)

CAMPAIGNS = Task(
    "campaigns",
    Text("开展诚信文化宣传", "hold campaigns"),
    "每季度至少开展1次诚信文化宣传",
    Every(Unit.QUARTER, quote="每季度至少开展1次"),
    Feeds("publicity.campaigns", "campaigns.held", Follows.HELD),
)
_EVERY_YEAR = Every(Unit.YEAR, quote="每年至少开展1次")
TRAINING = Task(
    "training",
    Text("开展信用相关培训", "hold trainings"),
    "每年至少开展1次信用相关培训,涉及政务诚信建设、信用信息报送、信用监管、信用应用、信用修复、"
    "诚信典型选树等相关内容",
    _EVERY_YEAR,
    Feeds("publicity.training", "training.held", Follows.HELD),
)
INTEGRITY_EDUCATION = Task(
    "integrity_education",
    Text("开展公职人员诚信教育", "hold integrity education of public employees"),
    "每年至少开展1次公职人员诚信教育",
    _EVERY_YEAR,
    Feeds("publicity.integrity_education", "integrity_education.held", Follows.HELD),
)
MONTHLY_REPORT = Task(
    "monthly_report",
    Text("填报月调度系统", "report to the monthly scheduling system"),
    "填报内蒙古自治区社会信用体系建设工作调度系统(自治区月调度系统)。",
    MONTHLY,
    Feeds("scheduling.monthly_report", "monthly_report.on_time", Follows.IN_TIME),
)
