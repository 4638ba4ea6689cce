"""What very many governments report for one quarter, as arrays: 63 counts, complete, by a seed.

``ties`` are counts with round denominators, so that very many points end on half a hundredth.
"""

import numpy as np
from numpy.typing import NDArray
from quarters import MONTHS, QUARTER

Read = tuple[str, str]
Arrays = dict[Read, NDArray[np.int64]]

_ROUND = (8, 16, 40, 200, 400, 1000, 1250, 2000, 16_000)


def arrays(count: int, seed: int = 0, *, ties: bool = False) -> Arrays:
    """The counts of *count* governments."""
    random = np.random.default_rng(seed)

    def between(low: int, high: int) -> NDArray[np.int64]:
        if ties and high > 40:
            return random.choice(_ROUND, count).astype(np.int64)
        return random.integers(low, high + 1, count)

    def part(whole: NDArray[np.int64], low: int, high: int) -> NDArray[np.int64]:
        least, most = whole * low // 100, whole * high // 100
        return random.integers(least, np.maximum(most, least) + 1)

    found: Arrays = {}
    for month in MONTHS:
        records, requests = between(180, 620), between(150, 900)
        rated = part(requests, 30, 90)
        if ties:
            rated = between(150, 900)
        of_month = {
            "double_publicity.reported": records,
            "double_publicity.compliant": part(records, 90, 100),
            "double_publicity.on_time": part(records, 85, 100),
            "double_publicity.concealed": random.choice((0, 0, 0, 0, 1, 2), count),
            "hotline.requests": requests,
            "hotline.resolved": part(requests, 88, 100),
            "hotline.rated": rated,
            "hotline.satisfied": part(rated, 88, 100),
            "campaigns.held": between(0, 5),
            "monthly_report.on_time": random.choice((1, 1, 0), count),
            "monthly_report.valid_items": between(4, 18),
        }
        found |= {(measure, month): values for measure, values in of_month.items()}
    entities, population = between(4000, 9000), between(60_000, 110_000)
    records, employees = between(200, 3000), between(2500, 5200)
    rated, schemes, errors = between(400, 1500), between(0, 24), between(0, 30)
    of_quarter = {
        "joint_cases.collected": between(0, 3),
        "credit_checks.batches": between(0, 7),
        "defaulters.records": random.choice((0, 0, 0, 1), count),
        "training.held": between(0, 2),
        "integrity_education.held": between(0, 4),
        "application_rules.domains": between(0, 9),
        "commitment_rules.domains": between(0, 9),
        "tiered_supervision_rules.domains": between(0, 9),
        "work_mechanism.established": random.choice((1, 1, 0), count),
        "administrative_information.reported": records,
        "administrative_information.compliant": part(records, 90, 100),
        "commitments.collected": part(entities, 20, 130),
        "market_entities.total": entities,
        "public_employees.collected": part(employees, 10, 90),
        "public_employees.total": employees,
        "special_information.enterprise": part(entities, 10, 120),
        "special_information.person": part(population, 100, 1200),
        "population.total": population,
        "labour_relations.published": np.ones(count, np.int64),
        "code_errors.found": errors,
        "code_errors.corrected": part(errors, 40, 100),
        "target_responsibility.included": random.choice((1, 1, 0), count),
        "arrears_resolution.mechanism_or_work": random.choice((1, 1, 0), count),
        "taxpayers.rated": rated,
        "taxpayers.a_grade": part(rated, 4, 13),
        "seriously_dishonest.entities": part(entities, 0, 7),
        "real_name_authentication.entities": part(entities, 0, 14),
        "xinyi_plus.schemes": schemes,
        "xinyi_plus.effective": part(schemes, 20, 100),
        "repair_notice.domains": between(0, 6),
    }
    return found | {(measure, QUARTER): values for measure, values in of_quarter.items()}
