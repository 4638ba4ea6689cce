"""Write the invented facts of Genhe's third quarter of 2023 to ``facts.csv`` beside this file.

Which department reports what follows 附件1 of the rulebook; every number is made up.
The same seed gives the same bytes on every Python: integers only, no floats anywhere.
"""

import csv
import io
import random
from pathlib import Path

SEED = 52
MONTHS = JUNE, JULY, AUGUST, SEPTEMBER = ("2023-06", "2023-07", "2023-08", "2023-09")
GOVERNMENT = "根河市人民政府"
HEADER = ("department", "period", "measure", "value", "evidence", "note")

# Each department in the order of 附件1: its public employees, its 双公示 records in a usual month.
SIZES = {
    "市委组织部": (0, 0), "市委编办": (0, 0), "市发改委": (62, 6), "市教体局": (1280, 5),
    "市农牧水利科技局": (120, 22), "市工信局": (38, 3), "市民委": (17, 0), "市公安局": (430, 52),
    "市民政局": (46, 6), "市司法局": (52, 5), "市财政局": (74, 2), "市人社局": (84, 12),
    "市自然资源局": (88, 24), "市生态环境局": (41, 9), "市住建局": (150, 21),
    "市交通运输局": (96, 33), "市文旅局": (92, 11), "市卫健委": (640, 27),
    "市退役军人事务局": (27, 2), "市应急局": (49, 10), "市审计局": (26, 0),
    "市市场监管局": (118, 86), "市统计局": (24, 1), "市林草局": (107, 16), "市医保局": (39, 4),
    "市信访局": (14, 0), "市政务服务局": (43, 0), "市消防支队": (33, 13), "市气象局": (22, 2),
    "市烟草专卖公司": (36, 0), "市人民法院": (71, 0), "市总工会": (19, 0), "市工商联": (11, 0),
    "税务局": (104, 31), "中国人民银行根河市中心支行": (29, 0),
}  # fmt: skip

# Which clauses of 附件1 each department has. A, C, G, R: see RULES; J, H, T, E: see EVENTS;
# P 双公示, I 5类行政管理信息, K 信用承诺及履约践诺, S 公职人员基础信息.
CLAUSES = {
    "ACG PIKJ S R HTE": "市发改委 市教体局 市农牧水利科技局 市工信局 市公安局 市民政局 市司法局 "
    "市财政局 市人社局 市自然资源局 市生态环境局 市交通运输局 市文旅局 市卫健委 市应急局 "
    "市市场监管局 市医保局 税务局",
    "ACG PIKJ S HTE": "市住建局",
    "ACG IK S R HTE": "市烟草专卖公司",
    "G PI S R HTE": "市消防支队",
    "PIKJ S R HTE": "市退役军人事务局 市林草局",
    "PI S R HTE": "市气象局",
    "PI S R HE": "市统计局",
    "J S HE": "市人民法院",
    "S HTE": "市政务服务局",
    "S HT": "市工商联",
    "S HE": "市民委 市审计局 市信访局 市总工会 中国人民银行根河市中心支行",
}
RULES = {  # the rules issued so far, with the month; others with the clause report 0
    "A application_rules.domains": "市发改委06 市公安局07 市卫健委08 市市场监管局07 税务局06 "
    "市交通运输局08 市医保局08",
    "C commitment_rules.domains": "市发改委06 市人社局08 市住建局08 市市场监管局07 税务局07",
    "G tiered_supervision_rules.domains": "市生态环境局08 市应急局09 市市场监管局07 税务局07",
    "R repair_notice.domains": "市交通运输局08 市应急局09 市市场监管局07",
}
EVENTS = {  # with the months in which a department says so when there was none
    "J": ("joint_cases.collected", (SEPTEMBER,)),
    "H": ("campaigns.held", (JULY, AUGUST)),  # September is the month of most campaigns
    "T": ("training.held", (SEPTEMBER,)),
    "E": ("integrity_education.held", (SEPTEMBER,)),
}
LAGGARDS = ("市民政局", "市林草局", "市烟草专卖公司")  # last counted their stocks in August

# What 附件1 asks of named departments, and what is not as usual in the rest:
# June, July, August, September ("-": as made above, or not reported).
COUNTED = {
    "work_mechanism.established": {GOVERNMENT: "是 - - -"},
    "monthly_report.on_time": {GOVERNMENT: "- 是 否 是"},
    "monthly_report.valid_items": {GOVERNMENT: "- 12 9 9"},
    "target_responsibility.included": {"市委组织部": "- - 是 -"},
    "arrears_resolution.mechanism_or_work": {"市工信局": "- 是 - -"},
    "credit_checks.batches": {"市委组织部": "- 1 0 1", "市人社局": "- 0 1 1"},
    "defaulters.records": {"市人民法院": "- 0 0 0"},
    "hotline.requests": {"市政务服务局": "- 463 0 387"},
    "hotline.resolved": {"市政务服务局": "- 446 0 371"},
    "hotline.rated": {"市政务服务局": "- 229 0 203"},
    "hotline.satisfied": {"市政务服务局": "- 224 0 193"},
    "double_publicity.reported": {"市统计局": "- 0 - -", "市气象局": "- - 0 -"},
    "double_publicity.compliant": {"市统计局": "- 0 - -", "市气象局": "- - 0 -"},
    "double_publicity.on_time": {"市统计局": "- 0 - -", "市气象局": "- - 0 -"},
    "double_publicity.concealed": {"市住建局": "- - 1 -"},
    "administrative_information.reported": {"市气象局": "- 0 - 0"},
    "administrative_information.compliant": {"市气象局": "- 0 - 0"},
    "joint_cases.collected": {"市人民法院": "- - 1 -", "税务局": "- - - 1"},
    "campaigns.held": {"市发改委": "- 1 - -", "市市场监管局": "- - 1 -", "税务局": "- - 1 -"},
    "training.held": {"市发改委": "- - 1 -"},
    "integrity_education.held": {"市人社局": "- - - 1"},
    "market_entities.total": {"市市场监管局": "9037 - 9112 -"},
    "population.total": {"市统计局": "98216 - - -"},
    "taxpayers.rated": {"税务局": "2117 - - -"},
    "seriously_dishonest.entities": {"市市场监管局": "- 118 - 109"},
    "real_name_authentication.entities": {"市市场监管局": "- 781 - 839"},
    "special_information.enterprise": {
        "市自然资源局": "- 1184 - 1263", "市生态环境局": "- 402 - 437",
        "市住建局": "- 2071 - 2209", "税务局": "- 3318 - 3506"},
    "special_information.person": {"市发改委": "- 148260 - 163417",
        "市人社局": "- 287931 - 302586", "市住建局": "- 81442 - 88903"},
    "code_errors.found": {
        "市委编办": "- 0 - 0", "市民政局": "- 6 - 6", "市司法局": "- 0 - 0",
        "市市场监管局": "- 43 - 47", "市总工会": "- 3 - 3"},
    "code_errors.corrected": {
        "市委编办": "- 0 - 0", "市民政局": "- 2 - 5", "市司法局": "- 0 - 0",
        "市市场监管局": "- 19 - 41", "市总工会": "- 1 - 1"},
    "xinyi_plus.schemes": {
        "市教体局": "- 1 - 1", "市工信局": "- 1 - 1", "市财政局": "- 1 - 1", "市人社局": "- 1 - 1",
        "市交通运输局": "- 1 - 1", "市文旅局": "- 1 - 2", "市卫健委": "- 1 - 1"},
    "xinyi_plus.effective": {
        "市教体局": "- 0 - 1", "市工信局": "- 0 - 0", "市财政局": "- 1 - 1", "市人社局": "- 0 - 1",
        "市交通运输局": "- 0 - 0", "市文旅局": "- 1 - 2", "市卫健委": "- 1 - 1"},
}  # fmt: skip
NOTES = {  # by department, period, and a measure or the first part of several
    (GOVERNMENT, AUGUST, "monthly_report.on_time"): "8月情况迟报, 未按时提交",
    ("市住建局", AUGUST, "double_publicity.concealed"): "国家抽查发现瞒报1条",
    ("税务局", JUNE, "taxpayers"): "A级纳税人户数未报送, 待核实后补报: 缺 taxpayers.a_grade",
    ("市政务服务局", AUGUST, "hotline"): "热线系统迁移停机, 本月无受理",
    ("市统计局", JULY, "double_publicity"): "本月无许可和处罚决定",
    ("市气象局", AUGUST, "double_publicity"): "本月无许可和处罚决定",
    ("市气象局", SEPTEMBER, "administrative_information"): "权责清单内无5类事项",
    ("市统计局", JUNE, "population"): "上半年末常住人口, 后续月份沿用",
    ("市市场监管局", AUGUST, "market_entities"): "8月末存量, 含个体工商户, 9月沿用",
} | {
    (name, AUGUST, part): "9月未更新, 沿用8月存量" for name in LAGGARDS
    for part in ("administrative_information", "commitments", "public_employees")
}  # fmt: skip
SOURCES = {  # what the evidence is called, by measure or by the first part of several
    "double_publicity": "双公示报送台账", "double_publicity.concealed": "示例抽查通报",
    "administrative_information": "5类信息报送台账", "commitments": "信用承诺归集表",
    "public_employees": "公职人员信息汇总表", "hotline": "热线办理月报", "campaigns": "活动记录",
    "monthly_report": "月调度系统截图", "application_rules": "示例制度",
    "commitment_rules": "示例制度", "tiered_supervision_rules": "示例制度",
}  # fmt: skip


def usual(rng: random.Random, name: str, clauses: str) -> dict[tuple[str, str], int]:
    """Make what a department reports under the shared clauses, by measure and period."""
    staff, records = SIZES[name]
    values = {}
    for month in MONTHS[1:] if "P" in clauses else ():
        reported = rng.randint(records - records // 4, records + records // 4)
        flawed = sum(rng.randrange(60) == 0 for _ in range(reported))
        late = sum(rng.randrange(40) == 0 for _ in range(reported))
        values["double_publicity.reported", month] = reported
        values["double_publicity.compliant", month] = reported - flawed
        values["double_publicity.on_time", month] = reported - late
        values["double_publicity.concealed", month] = 0
    items, pledges = records * 6 + rng.randint(9, 60), records * 17 + rng.randint(20, 90)
    known = staff * rng.randint(330, 520) // 1000
    last = AUGUST if name in LAGGARDS else SEPTEMBER  # the latest month counted
    for month, share in ((JULY, rng.randint(790, 930)), (last, 1000)):
        if "I" in clauses:
            total = items * share // 1000
            flawed = total * rng.randrange(60) // 1000
            values["administrative_information.reported", month] = total
            values["administrative_information.compliant", month] = total - flawed
        if "K" in clauses:
            values["commitments.collected", month] = pledges * share // 1000
        if "S" in clauses:
            values["public_employees.collected", month] = known * share // 1000
            values["public_employees.total", JUNE] = staff
    for rule, issued in RULES.items():
        letter, measure = rule.split()
        months = {word[:-2]: f"2023-{word[-2:]}" for word in issued.split()}
        if letter in clauses:
            values[measure, months.get(name, SEPTEMBER)] = int(name in months)
    for letter, (measure, quiet) in EVENTS.items():
        values |= {(measure, month): 0 for month in quiet if letter in clauses}
    if "H" in clauses:
        values["campaigns.held", SEPTEMBER] = rng.randrange(3)
    return values


def facts(seed: int = SEED) -> list[tuple[str, ...]]:
    """List every fact, sorted by department, measure and period."""
    rng = random.Random(seed)  # noqa: S311 - example data that must repeat, nothing secret
    clauses = {name: letters for letters, names in CLAUSES.items() for name in names.split()}
    values: dict[tuple[str, str, str], str] = {}
    for name in SIZES:
        made = usual(rng, name, clauses.get(name, ""))
        values |= {(name, *key): str(number) for key, number in made.items()}
    for measure, reports in COUNTED.items():
        for name, cells in reports.items():
            row = zip(MONTHS, cells.split(), strict=True)
            values |= {(name, measure, month): cell for month, cell in row if cell != "-"}
    order = (GOVERNMENT, *SIZES)
    numbers: dict[tuple[str, str, str], int] = {}
    rows: list[tuple[str, ...]] = []
    for name, measure, month in sorted(values, key=lambda key: (order.index(key[0]), *key[1:])):
        value, part = values[name, measure, month], measure.split(".")[0]
        note = NOTES.get((name, month, measure), NOTES.get((name, month, part), ""))
        number = numbers.setdefault((name, month, part), rng.randint(1, 240))
        source = SOURCES.get(measure, SOURCES.get(part, "汇总表"))
        bare = value == "0" or (number % 4 == 0 and not note)
        evidence = "" if bare else f"{source}{month}-{number:03d}"
        rows.append((name, month, measure, value, evidence, note))
    return rows


if __name__ == "__main__":
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *facts()])
    Path(__file__).with_name("facts.csv").write_bytes(text.getvalue().encode())
