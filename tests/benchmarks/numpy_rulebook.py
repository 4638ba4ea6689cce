"""The rulebook by hand in NumPy's floats: whole arrays, as somebody who knows NumPy writes it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from quarters import MONTHS, QUARTER

Floats = NDArray[np.float64]
Numbers = dict[tuple[str, str], Floats]


def indicators(n: Numbers) -> list[Floats]:
    """The points of all 26, in the order of the text."""

    def of(measure: str) -> Floats:
        return n[measure, QUARTER]

    entities, found = of("market_entities.total"), of("code_errors.found")
    months = [_month(n, month) for month in MONTHS]
    publicity, hotline, campaigns, reports = (
        sum(of_each) / 3 for of_each in zip(*months, strict=True)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        codes = np.where(found > 0, 3 * of("code_errors.corrected") / found, 3.0)
    return [
        np.minimum(0.5 * of("application_rules.domains"), 3),
        np.minimum(0.5 * of("commitment_rules.domains"), 3),
        np.minimum(0.5 * of("tiered_supervision_rules.domains"), 3),
        3 * of("work_mechanism.established"),
        publicity,
        3 * of("administrative_information.compliant") / of("administrative_information.reported"),
        np.minimum(2 * of("commitments.collected") / entities, 2),
        np.minimum(of("joint_cases.collected"), 1),
        np.minimum(4 * of("public_employees.collected") / of("public_employees.total"), 2),
        np.minimum(2 * of("special_information.enterprise") / entities, 2)
        + np.minimum(0.3 * of("special_information.person") / of("population.total"), 3),
        2 * of("labour_relations.published"),
        codes,
        2 * of("target_responsibility.included"),
        hotline,
        np.minimum(0.8 * of("credit_checks.batches"), 4),
        2 * of("arrears_resolution.mechanism_or_work"),
        np.maximum(2 - 2 * of("defaulters.records"), 0),
        np.clip(75 * of("taxpayers.a_grade") / of("taxpayers.rated") - 4.5, 0, 3),
        np.maximum(3 - 60 * of("seriously_dishonest.entities") / entities, 0),
        np.minimum(80 * of("real_name_authentication.entities") / entities, 8),
        np.minimum(0.3 * of("xinyi_plus.schemes") + 0.2 * of("xinyi_plus.effective"), 10),
        np.minimum(0.5 * of("repair_notice.domains"), 2),
        campaigns,
        np.minimum(2 * of("training.held"), 2),
        np.minimum(of("integrity_education.held"), 2),
        reports,
    ]


def _month(n: Numbers, month: str) -> tuple[Floats, Floats, Floats, Floats]:
    def of(measure: str) -> Floats:
        return n[measure, month]

    in_time = of("double_publicity.compliant") + of("double_publicity.on_time")
    return (
        np.maximum(
            6 * in_time / of("double_publicity.reported") - 6 * of("double_publicity.concealed"), 0
        ),
        np.maximum(25 * of("hotline.resolved") / of("hotline.requests") - 22.5, 0)
        + np.maximum(25 * of("hotline.satisfied") / of("hotline.rated") - 22.5, 0),
        np.minimum(of("campaigns.held"), 3),
        np.minimum(2 * of("monthly_report.on_time") + 0.5 * of("monthly_report.valid_items"), 8),
    )


def shown(n: Numbers) -> list[Floats]:
    """The 26 and their total, as they are shown: two decimals."""
    points = indicators(n)
    return [np.round(one, 2) for one in (*points, sum(points))]


def totals(n: Numbers) -> Any:
    """The total alone, two decimals."""
    return np.round(sum(indicators(n)), 2)
