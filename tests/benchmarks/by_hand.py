"""The rulebook ``genhe-2023`` as somebody would write it down for one quarter, without a library.

Once in floats, which is as fast as plain Python gets and loses the last digits; once in
fractions, which is exact. The input are the numbers of :func:`quarters.numbers`: complete, so
there is nothing to be said of what is missing or empty.
"""

from collections.abc import Mapping
from fractions import Fraction
from operator import itemgetter

Numbers = Mapping[str, int]

_OF_A_MONTH = (
    "double_publicity_reported",
    "double_publicity_compliant",
    "double_publicity_on_time",
    "double_publicity_concealed",
    "hotline_requests",
    "hotline_resolved",
    "hotline_rated",
    "hotline_satisfied",
    "campaigns_held",
    "monthly_report_on_time",
    "monthly_report_valid_items",
)
_MONTHS = [itemgetter(*(f"{name}_{month}" for name in _OF_A_MONTH)) for month in ("07", "08", "09")]


def in_floats(n: Numbers) -> float:
    """The total of all 26 indicators, as nearly as floats can say it."""
    entities, found = n["market_entities_total"], n["code_errors_found"]
    return (
        min(0.5 * n["application_rules_domains"], 3)
        + min(0.5 * n["commitment_rules_domains"], 3)
        + min(0.5 * n["tiered_supervision_rules_domains"], 3)
        + 3 * n["work_mechanism_established"]
        + 3 * n["administrative_information_compliant"] / n["administrative_information_reported"]
        + min(2 * n["commitments_collected"] / entities, 2)
        + min(n["joint_cases_collected"], 1)
        + min(4 * n["public_employees_collected"] / n["public_employees_total"], 2)
        + min(2 * n["special_information_enterprise"] / entities, 2)
        + min(0.3 * n["special_information_person"] / n["population_total"], 3)
        + 2 * n["labour_relations_published"]
        + (3 * n["code_errors_corrected"] / found if found else 3)
        + 2 * n["target_responsibility_included"]
        + min(0.8 * n["credit_checks_batches"], 4)
        + 2 * n["arrears_resolution_mechanism_or_work"]
        + max(2 - 2 * n["defaulters_records"], 0)
        + min(max(75 * n["taxpayers_a_grade"] / n["taxpayers_rated"] - 4.5, 0), 3)
        + max(3 - 60 * n["seriously_dishonest_entities"] / entities, 0)
        + min(80 * n["real_name_authentication_entities"] / entities, 8)
        + min(0.3 * n["xinyi_plus_schemes"] + 0.2 * n["xinyi_plus_effective"], 10)
        + min(0.5 * n["repair_notice_domains"], 2)
        + min(2 * n["training_held"], 2)
        + min(n["integrity_education_held"], 2)
        + sum(_month_in_floats(*month(n)) for month in _MONTHS) / 3
    )


def _month_in_floats(  # noqa: PLR0913, PLR0917 -- the eleven numbers of a month
    reported: int,
    compliant: int,
    on_time: int,
    concealed: int,
    requests: int,
    resolved: int,
    rated: int,
    satisfied: int,
    campaigns: int,
    report_on_time: int,
    valid_items: int,
) -> float:
    return (
        max(6 * (compliant + on_time) / reported - 6 * concealed, 0)
        + max(25 * resolved / requests - 22.5, 0)
        + max(25 * satisfied / rated - 22.5, 0)
        + min(campaigns, 3)
        + min(2 * report_on_time + 0.5 * valid_items, 8)
    )


_HALF, _TENTH, _FIFTH = Fraction(1, 2), Fraction(1, 10), Fraction(1, 5)


def in_fractions(n: Numbers) -> Fraction:
    """The total of all 26 indicators, exactly."""
    entities, found = n["market_entities_total"], n["code_errors_found"]
    return (
        min(_HALF * n["application_rules_domains"], 3)
        + min(_HALF * n["commitment_rules_domains"], 3)
        + min(_HALF * n["tiered_supervision_rules_domains"], 3)
        + 3 * n["work_mechanism_established"]
        + Fraction(
            3 * n["administrative_information_compliant"], n["administrative_information_reported"]
        )
        + min(Fraction(2 * n["commitments_collected"], entities), 2)
        + min(n["joint_cases_collected"], 1)
        + min(Fraction(4 * n["public_employees_collected"], n["public_employees_total"]), 2)
        + min(Fraction(2 * n["special_information_enterprise"], entities), 2)
        + min(Fraction(3 * n["special_information_person"], 10 * n["population_total"]), 3)
        + 2 * n["labour_relations_published"]
        + (Fraction(3 * n["code_errors_corrected"], found) if found else 3)
        + 2 * n["target_responsibility_included"]
        + min(4 * _FIFTH * n["credit_checks_batches"], 4)
        + 2 * n["arrears_resolution_mechanism_or_work"]
        + max(2 - 2 * n["defaulters_records"], 0)
        + min(max(Fraction(75 * n["taxpayers_a_grade"], n["taxpayers_rated"]) - 9 * _HALF, 0), 3)
        + max(3 - Fraction(60 * n["seriously_dishonest_entities"], entities), 0)
        + min(Fraction(80 * n["real_name_authentication_entities"], entities), 8)
        + min(3 * _TENTH * n["xinyi_plus_schemes"] + _FIFTH * n["xinyi_plus_effective"], 10)
        + min(_HALF * n["repair_notice_domains"], 2)
        + min(2 * n["training_held"], 2)
        + min(n["integrity_education_held"], 2)
        + sum(_month_in_fractions(*month(n)) for month in _MONTHS) / 3
    )


def _month_in_fractions(  # noqa: PLR0913, PLR0917 -- the eleven numbers of a month
    reported: int,
    compliant: int,
    on_time: int,
    concealed: int,
    requests: int,
    resolved: int,
    rated: int,
    satisfied: int,
    campaigns: int,
    report_on_time: int,
    valid_items: int,
) -> Fraction:
    return (
        max(Fraction(6 * (compliant + on_time), reported) - 6 * concealed, 0)
        + max(Fraction(25 * resolved, requests) - 45 * _HALF, 0)
        + max(Fraction(25 * satisfied, rated) - 45 * _HALF, 0)
        + min(campaigns, 3)
        + min(2 * report_on_time + _HALF * valid_items, 8)
    )
