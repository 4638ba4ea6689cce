"""What 附件1 asks of one department and of no other."""

from credit_rules import Feeds, Text
from credit_rules_genhe_2023.tasks import (
    BY_AUGUST,
    BY_JULY,
    BY_SEPTEMBER,
    MONTHLY_INFORMATION,
    NOTHING_NAMED,
    ONGOING,
    Task,
)

PERFORMANCE_REVIEWS = Task(
    "performance_reviews",
    Text("信用考核结果纳入绩效考核", "make the credit system part of performance reviews"),
    "建立工作考核机制,将各相关部门社会信用体系建设年度考核结果纳入各部门绩效考核工作内容,"
    "作为领导班子和领导干部年终考核评价的重要参考。",
    NOTHING_NAMED,
    Feeds("government_integrity.target_responsibility", "target_responsibility.included"),
)
PUBLICITY_RESOURCES = Task(
    "publicity_resources",
    Text("提供宣传资源", "provide means of publicity"),
    "提供宣传资源,为全市信用宣传工作提供基础保障。",
    NOTHING_NAMED,
)
ARREARS_RESOLUTION = Task(
    "arrears_resolution",
    Text("解决拖欠企业账款", "settle arrears to companies"),
    "治理政府失信行为,落实解决拖欠民营企业、中小企业账款问题。",
    ONGOING,
    Feeds("government_integrity.arrears_resolution", "arrears_resolution.mechanism_or_work"),
)
PROFESSIONAL_QUALIFICATIONS = Task(
    "professional_qualifications",
    Text("报送从业人员执业资格信息", "report on professional qualifications"),
    "报送本部门掌握的从业人员执业资格信息。",
    MONTHLY_INFORMATION,
)
# It is 公职人员诚信教育 too; that of once a year is what a ledger counts.
ETHICS_EDUCATION = Task(
    "ethics_education",
    Text("公职人员诚信、守法和道德教育", "educate public employees in integrity, law and ethics"),
    "深入开展公职人员诚信、守法和道德教育,将信用建设纳入公职人员培训和领导干部进修课程,"
    "加强公职人员信用知识学习提升公职人员信用意识和信用能力,"
    "打造守法守信、高效廉洁的公职人员队伍。",
    NOTHING_NAMED,
    Feeds("publicity.integrity_education", "integrity_education.held"),
)
SUPPORT_DOUBLE_PUBLICITY = Task(
    "support_double_publicity",
    Text("会同组织“双公示”信息归集", "help to organise the reporting of licences and penalties"),
    "会同市发改委组织开展“双公示”信息归集、报送、考核、通报等工作。",
    NOTHING_NAMED,
    Feeds("information_collection.double_publicity", "double_publicity.on_time"),
)
HOTLINE = Task(
    "hotline",
    Text("提升12345热线解决率和满意率", "raise the rates of the 12345 hotline"),
    "全力提升“12345政务服务便民热线”解决率和满意率,解决率和满意率均达到90%以上。",
    BY_JULY,
    Feeds("government_integrity.hotline", ("hotline.resolved", "hotline.satisfied")),
)
A_GRADE_TAXPAYERS = Task(
    "a_grade_taxpayers",
    Text("提升A级纳税人占比", "raise the share of A-grade taxpayers"),
    "制定相关措施,全力提升A级纳税人数量,将A级纳税人占比提升至10%以上。",
    ONGOING,
    Feeds("business_integrity.a_grade_taxpayers", "taxpayers.a_grade"),
)


def _special(code: str, title: Text, quote: str) -> Task:
    feeds = Feeds("information_collection.special_information", "special_information.enterprise")
    return Task(f"special_information_{code}", title, quote, MONTHLY_INFORMATION, feeds)


SPECIAL_INFORMATION_REAL_ESTATE = _special(
    "real_estate",
    Text("报送特定信用信息（不动产）", "report special information: real estate"),
    "报送本行业领域特定信用信息(不动产信息)。",
)
SPECIAL_INFORMATION_ENVIRONMENT = _special(
    "environment",
    Text("报送特定信用信息（生态环境）", "report special information: environment"),
    "报送本行业领域特定信用信息(生态环境领域信息)。",
)
SPECIAL_INFORMATION_WATER = _special(
    "water",
    Text("督促报送特定信息（水费）", "have special information reported: water"),
    "督促自来水公司、燃气公司报送特定信息(水费信息)。",
)


def _scheme(code: str, title: Text, named: str) -> Task:
    """A scheme of 信易+; *named* is what the text calls it."""
    measures = ("xinyi_plus.schemes", "xinyi_plus.implemented", "xinyi_plus.effective")
    feeds = Feeds("application.xinyi_plus", measures)
    quote = f"制定出台{named}工作方案并组织实施形成成效"
    return Task(f"xinyi_{code}", title, quote, BY_JULY, feeds)


XINYI_EDUCATION = _scheme(
    "education",
    Text("“信用+教育”工作方案", "scheme of credit in education"),
    "“信用+教育”",
)
XINYI_COMMERCE = _scheme(
    "commerce",
    Text("“信用+电子商务”工作方案", "scheme of credit in commerce"),
    "“信用+电子商务”(信易购)",
)
XINYI_LOANS = _scheme("loans", Text("“信易贷”工作方案", "scheme of loans by credit"), "“信易贷”")
XINYI_EMPLOYMENT = _scheme(
    "employment",
    Text("“信用+人社”工作方案", "scheme of credit in employment and social security"),
    "“信用+人社”",
)
XINYI_TRAVEL = _scheme("travel", Text("“信易行”工作方案", "scheme of credit in travel"), "“信易行”")
XINYI_TOURISM = _scheme(
    "tourism", Text("“信易游”工作方案", "scheme of credit in tourism"), "“信易游”"
)
XINYI_HEALTH = _scheme("health", Text("“信易医”工作方案", "scheme of credit in health"), "“信易医”")

ENTERPRISE_FINANCING = Task(
    "enterprise_financing",
    Text("“政金企”对接常态化机制", "bring banks and enterprises together"),
    "建立“政金企”对接常态化机制,引导金融机构入驻信易贷平台,对接企业融资需求。",
    BY_JULY,
)
FINANCIAL_PRODUCTS = Task(
    "financial_products",
    Text("引导金融机构入驻信易贷平台", "bring banks and their products to the loan platform"),
    "建立政金企对接常态化机制引导金融机构入驻信易贷平台,并发布金融产品。",
    BY_JULY,
)
JOINT_MODELLING = Task(
    "joint_modelling",
    Text("信易贷平台联合建模、全流程放款", "joint models and whole loans on the platform"),
    "协调金融机构与呼伦贝尔信易贷平合联合建模并实现全流程放款。",  # so printed: 平合
    NOTHING_NAMED,
)
RISK_SHARING = Task(
    "risk_sharing",
    Text("信易贷风险缓释和共担机制", "share the risks of loans by credit"),
    "推动落实信易贷平台的风险缓释和风险共担机制。",
    BY_AUGUST,
)


def _enrolling(code: str, title: Text, quote: str) -> Task:
    feeds = Feeds("application.real_name_authentication", "real_name_authentication.entities")
    return Task(code, title, quote, BY_SEPTEMBER, feeds)


LOAN_PLATFORM = _enrolling(
    "loan_platform",
    Text("宣传信易贷平台、提高实名认证量", "make the loan platform known"),
    "大力宣传呼伦贝尔市信易贷平台,提高平台市场主体的注册量和实名认证量。",
)
LOAN_PLATFORM_ENTERPRISES = _enrolling(
    "loan_platform_enterprises",
    Text("引导企业入驻信易贷平台", "bring enterprises to the loan platform"),
    "大力开展“信易贷”宣传,引导企业入驻信易贷平台,提高平台企业在信易贷平台的注册量和实名认证量。",
)


def _leaving(code: str, title: Text, quote: str) -> Task:
    """Somebody leaves the list of the seriously dishonest."""
    feeds = Feeds("business_integrity.seriously_dishonest", "seriously_dishonest.entities")
    return Task(code, title, quote, BY_SEPTEMBER, feeds)


DEREGISTRATION = _leaving(
    "deregistration",
    Text("督促被吊销企业办理注销登记", "have enterprises deregistered whose licence is revoked"),
    "督促严重失信主体名单中的被吊销企业依法依规办理注销登记。",
)
BANKRUPTCY = _leaving(
    "bankruptcy",
    Text("失信被执行人破产退出清单", "bankruptcy of enterprises in default"),
    "组织对符合条件的失信被执行人(企业)启动破产程序,进入破产程序后退出清单管理。",
)
TAX_OFFENDERS = _leaving(
    "tax_offenders",
    Text("重大税收违法案件当事人退出", "have tax offenders leave the list"),
    "对重大税收违法案件当事人,按照有关规定加紧实施退出。",
)
