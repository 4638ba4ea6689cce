"""What a government reports for one quarter: complete, drawn by a seed, the same for everybody.

A report names each of the 63 numbers that a scorecard of ``genhe-2023`` stands on once: what is
scored by month for each month of the quarter, everything else for the quarter. Nothing in it is
empty or impossible, so that no clause falls away and no rate passes 1.
"""

from random import Random

Report = dict[tuple[str, str], int]
"""Measure and period -> what was reported."""

QUARTER = "2023-Q3"
MONTHS = ("2023-07", "2023-08", "2023-09")


def report(seed: int) -> Report:
    """The report of that seed: some clauses in full, some capped, some at nothing."""
    random = Random(seed)  # noqa: S311 -- the same for everybody
    found: Report = {}
    for month in MONTHS:
        found |= {(measure, month): value for measure, value in _of_a_month(random).items()}
    for measure, value in (_of_a_quarter(random) | _standing(random)).items():
        found[measure, QUARTER] = value
    return found


def rows(of: Report) -> list[tuple[str, str, str, int]]:
    """The report as facts of the government itself."""
    return [("genhe", period, measure, value) for (measure, period), value in of.items()]


def numbers(of: Report) -> dict[str, int]:
    """The report as flat names: ``hotline_requests_07`` of July, ``training_held``."""
    months = {month: month.removeprefix("2023-") for month in MONTHS}
    return {
        "_".join([*measure.split("."), *([months[period]] if period in months else [])]): value
        for (measure, period), value in of.items()
    }


def _part(random: Random, whole: int, low: int, high: int) -> int:
    """From *low* to *high* percent of *whole*."""
    return random.randint(whole * low // 100, whole * high // 100)


def _of_a_month(random: Random) -> dict[str, int]:
    records, requests = random.randint(180, 620), random.randint(150, 900)
    rated = _part(random, requests, 30, 90)
    return {
        "double_publicity.reported": records,
        "double_publicity.compliant": _part(random, records, 90, 100),
        "double_publicity.on_time": _part(random, records, 85, 100),
        "double_publicity.concealed": random.choice((0, 0, 0, 0, 1, 2)),
        "hotline.requests": requests,
        "hotline.resolved": _part(random, requests, 88, 100),
        "hotline.rated": rated,
        "hotline.satisfied": _part(random, rated, 88, 100),
        "campaigns.held": random.randint(0, 5),
        "monthly_report.on_time": random.choice((1, 1, 0)),
        "monthly_report.valid_items": random.randint(4, 18),
    }


def _of_a_quarter(random: Random) -> dict[str, int]:
    return {
        "joint_cases.collected": random.randint(0, 3),
        "credit_checks.batches": random.randint(0, 7),
        "defaulters.records": random.choice((0, 0, 0, 1)),
        "training.held": random.randint(0, 2),
        "integrity_education.held": random.randint(0, 4),
    }


def _standing(random: Random) -> dict[str, int]:
    entities, population = random.randint(4000, 9000), random.randint(60_000, 110_000)
    records, employees = random.randint(200, 3000), random.randint(2500, 5200)
    rated, schemes = random.randint(400, 1500), random.randint(0, 24)
    errors = random.choice((0, random.randint(1, 60)))
    return {
        "application_rules.domains": random.randint(0, 9),
        "commitment_rules.domains": random.randint(0, 9),
        "tiered_supervision_rules.domains": random.randint(0, 9),
        "work_mechanism.established": random.choice((1, 1, 0)),
        "administrative_information.reported": records,
        "administrative_information.compliant": _part(random, records, 90, 100),
        "commitments.collected": _part(random, entities, 20, 130),
        "market_entities.total": entities,
        "public_employees.collected": _part(random, employees, 10, 90),
        "public_employees.total": employees,
        "special_information.enterprise": _part(random, entities, 10, 120),
        "special_information.person": _part(random, population, 100, 1200),
        "population.total": population,
        "labour_relations.published": 1,
        "code_errors.found": errors,
        "code_errors.corrected": _part(random, errors, 40, 100),
        "target_responsibility.included": random.choice((1, 1, 0)),
        "arrears_resolution.mechanism_or_work": random.choice((1, 1, 0)),
        "taxpayers.rated": rated,
        "taxpayers.a_grade": _part(random, rated, 4, 13),
        "seriously_dishonest.entities": _part(random, entities, 0, 7),
        "real_name_authentication.entities": _part(random, entities, 0, 14),
        "xinyi_plus.schemes": schemes,
        "xinyi_plus.effective": _part(random, schemes, 20, 100),
        "repair_notice.domains": random.randint(0, 6),
    }
