"""附件1 as a table: which department owes what, at the place where its own list has it.

Positions are the numbers of the text: the first element stands at 1., a tuple at (1), (2), ...
The list of 发改委 has two parts, 一 and 二; the first three departments have a line without a number.
"""

from collections.abc import Iterator, Mapping

from credit_rules import Citation, Duty
from credit_rules_genhe_2023.common import (
    ADMINISTRATIVE_INFORMATION,
    APPLICATION_RULES,
    CAMPAIGNS,
    CODE_ERRORS,
    CODE_ERRORS_STANDING,
    COMMITMENT_RULES,
    COMMITMENTS,
    CREDIT_CHECKS,
    DOUBLE_PUBLICITY,
    INTEGRITY_EDUCATION,
    JOINT_CASES,
    MONTHLY_REPORT,
    OTHER_INFORMATION,
    OTHER_INFORMATION_STANDING,
    PUBLIC_EMPLOYEES,
    REPAIR_NOTICE,
    TIERED_SUPERVISION_RULES,
    TRAINING,
)
from credit_rules_genhe_2023.coordinating import (
    ASSESSMENT,
    COORDINATE_ADMINISTRATIVE_INFORMATION,
    COORDINATE_CODE_ERRORS,
    COORDINATE_COMMITMENTS,
    COORDINATE_CREDIT_CHECKS,
    COORDINATE_DOUBLE_PUBLICITY,
    COORDINATE_JOINT_CASES,
    COORDINATE_MONTHLY_REPORT,
    COORDINATE_OTHER_INFORMATION,
    COORDINATE_PUBLIC_EMPLOYEES,
    COORDINATE_PUBLICITY,
    COORDINATE_SPECIAL_INFORMATION,
    COORDINATE_TIERED_SUPERVISION,
    COORDINATE_XINYI_LOANS,
    CREDIT_REPAIR,
    DEFAULTERS,
    DISHONEST_REGISTER,
    EMBED_CREDIT_QUERIES,
    LABOUR_RELATIONS,
    PLATFORM_SECURITY,
    WORK_MECHANISM,
)
from credit_rules_genhe_2023.particular import (
    A_GRADE_TAXPAYERS,
    ARREARS_RESOLUTION,
    BANKRUPTCY,
    DEREGISTRATION,
    ENTERPRISE_FINANCING,
    ETHICS_EDUCATION,
    FINANCIAL_PRODUCTS,
    HOTLINE,
    JOINT_MODELLING,
    LOAN_PLATFORM,
    LOAN_PLATFORM_ENTERPRISES,
    PERFORMANCE_REVIEWS,
    PROFESSIONAL_QUALIFICATIONS,
    PUBLICITY_RESOURCES,
    RISK_SHARING,
    SPECIAL_INFORMATION_ENVIRONMENT,
    SPECIAL_INFORMATION_REAL_ESTATE,
    SPECIAL_INFORMATION_WATER,
    SUPPORT_DOUBLE_PUBLICITY,
    TAX_OFFENDERS,
    XINYI_COMMERCE,
    XINYI_EDUCATION,
    XINYI_EMPLOYMENT,
    XINYI_HEALTH,
    XINYI_LOANS,
    XINYI_TOURISM,
    XINYI_TRAVEL,
)
from credit_rules_genhe_2023.printed import SO_PRINTED
from credit_rules_genhe_2023.roster import ROSTER
from credit_rules_genhe_2023.tasks import Task

Lines = tuple[Task | tuple[Task, ...], ...]

RULES = (APPLICATION_RULES, COMMITMENT_RULES, TIERED_SUPERVISION_RULES)
REPORTS = (
    DOUBLE_PUBLICITY,
    ADMINISTRATIVE_INFORMATION,
    COMMITMENTS,
    JOINT_CASES,
    PUBLIC_EMPLOYEES,
    OTHER_INFORMATION,
)
PUBLICITY = (CAMPAIGNS, TRAINING, INTEGRITY_EDUCATION)
WITHOUT_TRAINING = (CAMPAIGNS, INTEGRITY_EDUCATION)

# What many lists are, to the letter.
_REGULATING: Lines = (RULES, REPORTS, REPAIR_NOTICE, CREDIT_CHECKS, PUBLICITY, MONTHLY_REPORT)
_REPORTING: Lines = (REPORTS, REPAIR_NOTICE, CREDIT_CHECKS, PUBLICITY, MONTHLY_REPORT)

OWED: Mapping[str, Task | Lines | Mapping[str, Lines]] = {
    "organization": PERFORMANCE_REVIEWS,
    "propaganda": PUBLICITY_RESOURCES,
    "establishment": CODE_ERRORS_STANDING,
    "development_reform": {
        "一": (
            WORK_MECHANISM,
            PLATFORM_SECURITY,
            COORDINATE_CODE_ERRORS,
            (
                COORDINATE_DOUBLE_PUBLICITY,
                COORDINATE_SPECIAL_INFORMATION,
                COORDINATE_ADMINISTRATIVE_INFORMATION,
                COORDINATE_COMMITMENTS,
                COORDINATE_JOINT_CASES,
                COORDINATE_PUBLIC_EMPLOYEES,
                LABOUR_RELATIONS,
                COORDINATE_OTHER_INFORMATION,
            ),
            COORDINATE_MONTHLY_REPORT,
            EMBED_CREDIT_QUERIES,
            COORDINATE_TIERED_SUPERVISION,
            CREDIT_REPAIR,
            COORDINATE_XINYI_LOANS,
            COORDINATE_CREDIT_CHECKS,
            DEFAULTERS,
            DISHONEST_REGISTER,
            COORDINATE_PUBLICITY,
            ASSESSMENT,
        ),
        "二": _REGULATING,
    },
    "education": (
        RULES,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        XINYI_EDUCATION,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "agriculture": _REGULATING,
    "industry": (
        RULES,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        XINYI_COMMERCE,
        ARREARS_RESOLUTION,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "ethnic_affairs": (
        (PUBLIC_EMPLOYEES, OTHER_INFORMATION_STANDING),
        CREDIT_CHECKS,
        WITHOUT_TRAINING,
        MONTHLY_REPORT,
    ),
    "public_security": _REGULATING,
    "civil_affairs": (
        RULES,
        CODE_ERRORS,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "justice": (
        RULES,
        CODE_ERRORS,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "finance": (
        RULES,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        ENTERPRISE_FINANCING,
        RISK_SHARING,
        PUBLICITY,
        MONTHLY_REPORT,
        XINYI_LOANS,
    ),
    "human_resources": (
        RULES,
        (
            DOUBLE_PUBLICITY,
            ADMINISTRATIVE_INFORMATION,
            COMMITMENTS,
            JOINT_CASES,
            PROFESSIONAL_QUALIFICATIONS,
            PUBLIC_EMPLOYEES,
            OTHER_INFORMATION,
        ),
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        ETHICS_EDUCATION,
        XINYI_EMPLOYMENT,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "natural_resources": (
        RULES,
        (
            DOUBLE_PUBLICITY,
            SPECIAL_INFORMATION_REAL_ESTATE,
            ADMINISTRATIVE_INFORMATION,
            COMMITMENTS,
            JOINT_CASES,
            PUBLIC_EMPLOYEES,
            OTHER_INFORMATION,
        ),
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "environment": (
        RULES,
        (
            DOUBLE_PUBLICITY,
            SPECIAL_INFORMATION_ENVIRONMENT,
            ADMINISTRATIVE_INFORMATION,
            COMMITMENTS,
            JOINT_CASES,
            PUBLIC_EMPLOYEES,
            OTHER_INFORMATION,
        ),
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "housing": (
        RULES,
        (
            DOUBLE_PUBLICITY,
            ADMINISTRATIVE_INFORMATION,
            COMMITMENTS,
            JOINT_CASES,
            PUBLIC_EMPLOYEES,
            SPECIAL_INFORMATION_WATER,
            OTHER_INFORMATION,
        ),
        CREDIT_CHECKS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "transport": (
        RULES,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        XINYI_TRAVEL,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "culture_tourism": (
        RULES,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        XINYI_TOURISM,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "health": (
        RULES,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        XINYI_HEALTH,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "veterans": _REPORTING,
    "emergency": _REGULATING,
    "audit": (
        (PUBLIC_EMPLOYEES, OTHER_INFORMATION),
        CREDIT_CHECKS,
        WITHOUT_TRAINING,
        MONTHLY_REPORT,
    ),
    "market_regulation": (
        RULES,
        CODE_ERRORS,
        (
            SUPPORT_DOUBLE_PUBLICITY,
            DOUBLE_PUBLICITY,
            ADMINISTRATIVE_INFORMATION,
            COMMITMENTS,
            JOINT_CASES,
            PUBLIC_EMPLOYEES,
            OTHER_INFORMATION,
        ),
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        DEREGISTRATION,
        LOAN_PLATFORM,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "statistics": (
        (DOUBLE_PUBLICITY, ADMINISTRATIVE_INFORMATION, PUBLIC_EMPLOYEES, OTHER_INFORMATION),
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        WITHOUT_TRAINING,
        MONTHLY_REPORT,
    ),
    "forestry": _REPORTING,
    "medical_insurance": _REGULATING,
    "petitions": (PUBLIC_EMPLOYEES, WITHOUT_TRAINING, MONTHLY_REPORT),
    "government_services": (
        (PUBLIC_EMPLOYEES,),
        CREDIT_CHECKS,
        HOTLINE,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "fire": (
        TIERED_SUPERVISION_RULES,
        (DOUBLE_PUBLICITY, ADMINISTRATIVE_INFORMATION, PUBLIC_EMPLOYEES, OTHER_INFORMATION),
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "meteorology": (
        (DOUBLE_PUBLICITY, ADMINISTRATIVE_INFORMATION, PUBLIC_EMPLOYEES, OTHER_INFORMATION),
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "tobacco": (
        RULES,
        (ADMINISTRATIVE_INFORMATION, COMMITMENTS, PUBLIC_EMPLOYEES, OTHER_INFORMATION),
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "court": (
        (JOINT_CASES, PUBLIC_EMPLOYEES, OTHER_INFORMATION),
        CREDIT_CHECKS,
        BANKRUPTCY,
        WITHOUT_TRAINING,
        MONTHLY_REPORT,
    ),
    "trade_union": (
        PUBLIC_EMPLOYEES,
        CODE_ERRORS_STANDING,
        CREDIT_CHECKS,
        WITHOUT_TRAINING,
        MONTHLY_REPORT,
    ),
    "industry_commerce": (
        PUBLIC_EMPLOYEES,
        LOAN_PLATFORM_ENTERPRISES,
        CREDIT_CHECKS,
        (CAMPAIGNS, TRAINING),
        MONTHLY_REPORT,
    ),
    "tax": (
        RULES,
        REPORTS,
        REPAIR_NOTICE,
        CREDIT_CHECKS,
        A_GRADE_TAXPAYERS,
        TAX_OFFENDERS,
        PUBLICITY,
        MONTHLY_REPORT,
    ),
    "peoples_bank": (
        PUBLIC_EMPLOYEES,
        CREDIT_CHECKS,
        FINANCIAL_PRODUCTS,
        JOINT_MODELLING,
        WITHOUT_TRAINING,
        MONTHLY_REPORT,
    ),
}


def _placed(owed: Task | Lines | Mapping[str, Lines], place: str) -> Iterator[tuple[str, Task]]:
    """Every task with its place: 附件1·4·一·4(7), 附件1·5·3, 附件1·3."""
    match owed:
        case Task():
            yield place, owed
        case Mapping():
            for part, lines in owed.items():
                yield from _placed(lines, f"{place}·{part}")
        case lines:
            for number, line in enumerate(lines, start=1):
                if isinstance(line, Task):
                    yield f"{place}·{number}", line
                else:
                    for below, task in enumerate(line, start=1):
                        yield f"{place}·{number}({below})", task


def _duties() -> Iterator[Duty]:
    owed_by: dict[Task, dict[str, Citation]] = {}
    for member in ROSTER.members:
        for clause, task in _placed(OWED[member.code], f"附件1·{member.number}"):
            quote = SO_PRINTED.get(task.code, {}).get(member.code, task.quote)
            owed_by.setdefault(task, {})[member.code] = Citation(clause, quote)
    for task, cites in owed_by.items():
        yield Duty(task.code, task.title, task.due, cites, task.feeds)


DUTIES = tuple(_duties())
"""Every duty once, in the order in which 附件1 first names it."""
