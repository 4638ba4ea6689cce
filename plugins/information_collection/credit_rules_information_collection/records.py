"""Other credit information: how much of what there is has been collected."""

from credit_rules import (
    Cadence,
    Citation,
    Indicator,
    Text,
    capped,
    choose,
    each_quarter,
    flag,
    flow,
    line,
    not_applicable,
    once_a_year,
    stock,
    where_empty,
)

RECORDS = Text("条", "records")
ENTITIES = Text("户", "entities")
PERSONS = Text("人", "persons")

market_entities = stock(
    "market_entities.total", zh="辖区内市场主体总数", en="market entities", unit=ENTITIES
)
population = stock("population.total", zh="辖区人口数量", en="inhabitants", unit=PERSONS)

administrative_reported = stock(
    "administrative_information.reported",
    zh="5类行政管理信息上报条数",
    en="administrative records reported",
    unit=RECORDS,
)
administrative_compliant = stock(
    "administrative_information.compliant",
    zh="5类行政管理信息合规条数",
    en="compliant administrative records",
    unit=RECORDS,
    within=administrative_reported,
)
administrative_information = Indicator(
    code="administrative_information",
    title=Text("5类行政管理信息归集", "five kinds of administrative information"),
    maximum=3,
    cadence=Cadence.CUMULATIVE,
    formula=where_empty(
        3
        * (administrative_compliant / administrative_reported).named(
            zh="合规率", en="compliance rate"
        ),
        choose("administrative_information.empty", zero=0, not_applicable=not_applicable()),
    ),
    cite=Citation(
        "附件2·公共信用信息归集·2",
        "2.按照权责清单归集5类行政管理信息。累计指标,共3分,得分=合规律*总分。",
    ),
)

commitments_collected = stock(
    "commitments.collected", zh="归集的信用承诺数量", en="commitments collected", unit=RECORDS
)
commitments = Indicator(
    code="commitments",
    title=Text("信用承诺及履约践诺信息归集", "credit commitments"),
    maximum=2,
    cadence=Cadence.CUMULATIVE,
    formula=line(
        (commitments_collected / market_entities).named(zh="承诺占比", en="commitments per entity"),
        {0: 0, "100%": 2},
    ),
    cite=Citation(
        "附件2·公共信用信息归集·3",
        "3.归集信用承诺及履约践诺信息。累计指标,共2分,归集的信用承诺数量与辖区内市场主体总数"
        "占比大于100%得2分,100%以下按比例得分。",
    ),
)

joint_cases_collected = flow(
    "joint_cases.collected",
    zh="归集的联合奖惩案例",
    en="cases of joint reward or discipline collected",
    unit=Text("条", "cases"),
)
joint_cases = Indicator(
    code="joint_cases",
    title=Text("联合奖惩案例归集", "joint reward and discipline cases"),
    maximum=1,
    cadence=Cadence.QUARTERLY,
    formula=each_quarter(capped(1 * joint_cases_collected, 1)),
    cite=Citation(
        "附件2·公共信用信息归集·4",
        "4.归集联合奖惩案例。季度指标,共1分,每归集1条得1分。",
    ),
)

employees = stock(
    "public_employees.total", zh="本地公职人员总数", en="public employees", unit=PERSONS
)
employees_collected = stock(
    "public_employees.collected",
    zh="归集的公职人员基础信息",
    en="public employees whose basic information is collected",
    unit=PERSONS,
    within=employees,
)
public_employees = Indicator(
    code="public_employees",
    title=Text("公职人员基础信息归集", "public employees' basic information"),
    maximum=2,
    cadence=Cadence.CUMULATIVE,
    formula=line(
        (employees_collected / employees).named(zh="公职人员占比", en="share of public employees"),
        {0: 0, "50%": 2},
    ),
    cite=Citation(
        "附件2·公共信用信息归集·5",
        "5.归集本地区公职人员基础信息。累计指标,共2分,归集的公职人员基础信息与本地公职人员"
        "占比大于50%得2分,50%以下按比例得分。",
    ),
)

special_enterprise = stock(
    "special_information.enterprise",
    zh="归集的企业特定信息",
    en="special information on enterprises",
    unit=RECORDS,
)
special_person = stock(
    "special_information.person",
    zh="归集的自然人特定信息",
    en="special information on persons",
    unit=RECORDS,
)
special_information = Indicator(
    code="special_information",
    title=Text("水、气等特定信息归集", "special information: water, gas and the like"),
    maximum=5,
    cadence=Cadence.CUMULATIVE,
    formula=line(
        (special_enterprise / market_entities).named(zh="企业比值", en="records per entity"),
        {0: 0, 1: 2},
    )
    + line(
        (special_person / population).named(zh="自然人比值", en="records per inhabitant"),
        {0: 0, 10: 3},
    ),
    cite=Citation(
        "附件2·公共信用信息归集·6",
        "6.归集水、气等特定信息。累计指标,共5分,归集的企业特定信息数量与辖区内市场主体数量比值"
        "≥1得2分,1以下按比例得分;归集的自然人特定信息数量与辖区人口数量比值≥10得3分,"
        "10以下按比例得分。",
    ),
)

labour_published = flag(
    "labour_relations.published",
    zh="归集并公示和谐劳动关系守信信息和拖欠农牧民工工资失信信息",
    en="information on labour relations and wage arrears is collected and published",
)
labour_relations = Indicator(
    code="labour_relations",
    title=Text("和谐劳动关系和拖欠工资信息归集", "labour relations and wage arrears"),
    maximum=2,
    cadence=Cadence.ANNUAL,
    formula=choose(
        "labour_relations.before_year_end",
        not_applicable=once_a_year(2 * labour_published),
        zero=once_a_year(2 * labour_published, strict=True),
    ),
    cite=Citation(
        "附件2·公共信用信息归集·7",
        "7.归集和谐劳动关系守信信息和拖欠农牧民工工资失信信息。年度指标,共2分,归集并公示得2分。",
    ),
)
