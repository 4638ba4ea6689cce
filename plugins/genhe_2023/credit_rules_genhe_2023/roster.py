"""附件1: the 36 departments, in its order and by its numbers.

附件1 uses the short names; full names are the ones that the bodies bear.
"""

from credit_rules import Department, Roster, Text

GOVERNMENT = Department(
    "genhe", Text("根河市人民政府", "Genhe Municipal People's Government"), ("根河市", "市政府")
)

# code, full name, English, short names (the first as in 附件1), first characters of the social
# credit codes that it issues
_DEPARTMENTS = (
    ("organization", "中共根河市委组织部", "Organization Department", ("市委组织部", "组织部"), ""),
    ("propaganda", "中共根河市委宣传部", "Publicity Department", ("市委宣传部", "宣传部"), ""),
    (
        "establishment",
        "中共根河市委机构编制委员会办公室",
        "Office of the Establishment Committee",
        ("市委编办", "编办"),
        "1",
    ),
    (
        "development_reform",
        "根河市发展和改革委员会",
        "Development and Reform Commission",
        ("市发改委", "发改委"),
        "",
    ),
    (
        "education",
        "根河市教育体育局",
        "Education and Sports Bureau",
        ("市教体局", "教体局"),
        "",
    ),
    (
        "agriculture",
        "根河市农牧水利科技局",
        "Agriculture, Water and Science Bureau",
        ("市农牧水利科技局", "农牧水利科技局"),
        "",
    ),
    (
        "industry",
        "根河市工业和信息化局",
        "Industry and Information Bureau",
        ("市工信局", "工信局"),
        "",
    ),
    (
        "ethnic_affairs",
        "根河市民族事务委员会",
        "Ethnic Affairs Commission",
        ("市民委", "民委"),
        "",
    ),
    ("public_security", "根河市公安局", "Public Security Bureau", ("市公安局", "公安局"), ""),
    ("civil_affairs", "根河市民政局", "Civil Affairs Bureau", ("市民政局", "民政局"), "5"),
    ("justice", "根河市司法局", "Justice Bureau", ("市司法局", "司法局"), "3"),
    ("finance", "根河市财政局", "Finance Bureau", ("市财政局", "财政局"), ""),
    (
        "human_resources",
        "根河市人力资源和社会保障局",
        "Human Resources and Social Security Bureau",
        ("市人社局", "人社局"),
        "",
    ),
    (
        "natural_resources",
        "根河市自然资源局",
        "Natural Resources Bureau",
        ("市自然资源局", "自然资源局"),
        "",
    ),
    (
        "environment",
        "呼伦贝尔市生态环境局根河市分局",
        "Ecology and Environment Bureau",
        ("市生态环境局", "生态环境局"),
        "",
    ),
    (
        "housing",
        "根河市住房和城乡建设局",
        "Housing and Construction Bureau",
        ("市住建局", "住建局"),
        "",
    ),
    ("transport", "根河市交通运输局", "Transport Bureau", ("市交通运输局", "交通运输局"), ""),
    (
        "culture_tourism",
        "根河市文化旅游广电局",
        "Culture and Tourism Bureau",
        ("市文旅局", "文旅局", "文旅广局"),
        "",
    ),
    ("health", "根河市卫生健康委员会", "Health Commission", ("市卫健委", "卫健委"), ""),
    (
        "veterans",
        "根河市退役军人事务局",
        "Veterans Affairs Bureau",
        ("市退役军人事务局", "退役军人事务局"),
        "",
    ),
    (
        "emergency",
        "根河市应急管理局",
        "Emergency Management Bureau",
        ("市应急局", "应急局", "应急管理局"),
        "",
    ),
    ("audit", "根河市审计局", "Audit Bureau", ("市审计局", "审计局"), ""),
    (
        "market_regulation",
        "根河市市场监督管理局",
        "Market Regulation Bureau",
        ("市市场监管局", "市场监管局"),
        "9",
    ),
    ("statistics", "根河市统计局", "Statistics Bureau", ("市统计局", "统计局"), ""),
    (
        "forestry",
        "根河市林业和草原局",
        "Forestry and Grassland Bureau",
        ("市林草局", "林草局"),
        "",
    ),
    (
        "medical_insurance",
        "根河市医疗保障局",
        "Medical Insurance Bureau",
        ("市医保局", "医保局"),
        "",
    ),
    ("petitions", "根河市信访局", "Petitions Bureau", ("市信访局", "信访局"), ""),
    (
        "government_services",
        "根河市政务服务局",
        "Government Services Bureau",
        ("市政务服务局", "政务服务局"),
        "",
    ),
    ("fire", "根河市消防救援大队", "Fire and Rescue", ("市消防支队", "消防支队"), ""),
    ("meteorology", "根河市气象局", "Meteorological Bureau", ("市气象局", "气象局"), ""),
    (
        "tobacco",
        "根河市烟草专卖公司",
        "Tobacco Monopoly Company",
        ("市烟草专卖公司", "烟草专卖公司"),
        "",
    ),
    ("court", "根河市人民法院", "People's Court", ("市人民法院", "人民法院"), ""),
    ("trade_union", "根河市总工会", "Federation of Trade Unions", ("市总工会", "总工会"), "8"),
    (
        "industry_commerce",
        "根河市工商业联合会",
        "Federation of Industry and Commerce",
        ("市工商联", "工商联"),
        "",
    ),
    (
        "tax",
        "国家税务总局根河市税务局",
        "State Taxation Administration, Genhe Office",
        ("税务局", "市税务局"),
        "",
    ),
    (
        "peoples_bank",
        "中国人民银行根河市中心支行",
        "People's Bank of China, Genhe Branch",
        ("人民银行", "市人民银行"),
        "",
    ),
)

ROSTER = Roster(
    GOVERNMENT,
    tuple(
        Department(code, Text(zh, en), short, number, registrar)
        for number, (code, zh, en, short, registrar) in enumerate(_DEPARTMENTS, 1)
    ),
)
