"""The rulebook ``genhe-2023`` for zen-engine: all default readings, one quarter, one total.

The input are the numbers of :func:`quarters.numbers`, the output is ``{"total": points}``. What
zen-engine need not do is left out: nothing is empty, missing or above its whole, so no clause
falls away and no rate is cut to 1. ``code_errors.found`` of 0 stays: it moves points.

The forms were measured, and the fastest is taken:

* one expression, with conditions instead of ``min`` and ``max``, which build arrays;
* an engine that holds the compiled graph behind a loader. A decision object, as the engine's
  own first example makes it, takes several times as long for each call;
* the context as a dict: writing it as JSON costs more than reading JSON saves. ``trace`` is off
  unless asked for, and passing options makes no call faster.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import zen

MONTHS = ("07", "08", "09")


def _each(name: str, most: int, *, points: str = "1", full: int) -> str:
    """*points* for each of *name*, *full* from *most* of them on."""
    return f"({name} >= {most} ? {full} : {points} * {name})"


def _capped(points: str, full: int) -> str:
    return f"({points} >= {full} ? {full} : {points})"


def _share(part: str, whole: str, end: str, slope: str, full: int) -> str:
    """*slope* times the share of *part* in *whole*; from *end* on, *full*."""
    return f"({part} >= {end} * {whole} ? {full} : {slope} * {part} / {whole})"


def _ramp(part: str, whole: str, start: str, line: str) -> str:
    """*line* times the share of *part* in *whole*, nothing up to *start*."""
    slope, offset = line.split(" - ")
    return f"({part} <= {start} * {whole} ? 0 : {slope} * {part} / {whole} - {offset})"


def _mean(formula: str) -> str:
    """The mean over the months; ``@`` in *formula* stands for the month."""
    return f"({' + '.join(formula.replace('@', month) for month in MONTHS)}) / 3"


DOUBLE_PUBLICITY = (
    "(double_publicity_compliant_@ + double_publicity_on_time_@"
    " <= double_publicity_concealed_@ * double_publicity_reported_@ ? 0"
    " : 6 * (double_publicity_compliant_@ + double_publicity_on_time_@)"
    " / double_publicity_reported_@ - 6 * double_publicity_concealed_@)"
)
HOTLINE = (
    _ramp("hotline_resolved_@", "hotline_requests_@", "0.9", "25 - 22.5")
    + " + "
    + _ramp("hotline_satisfied_@", "hotline_rated_@", "0.9", "25 - 22.5")
)
ENTITIES = "market_entities_total"

POINTS: Mapping[str, str] = {
    "application_rules": _each("application_rules_domains", 6, points="0.5", full=3),
    "commitment_rules": _each("commitment_rules_domains", 6, points="0.5", full=3),
    "tiered_supervision_rules": _each("tiered_supervision_rules_domains", 6, points="0.5", full=3),
    "work_mechanism": "3 * work_mechanism_established",
    "double_publicity": _mean(DOUBLE_PUBLICITY),
    "administrative_information": (
        "3 * administrative_information_compliant / administrative_information_reported"
    ),
    "commitments": _share("commitments_collected", ENTITIES, "1", "2", 2),
    "joint_cases": _each("joint_cases_collected", 1, full=1),
    "public_employees": _share(
        "public_employees_collected", "public_employees_total", "0.5", "4", 2
    ),
    "special_information": (
        _share("special_information_enterprise", ENTITIES, "1", "2", 2)
        + " + "
        + _share("special_information_person", "population_total", "10", "0.3", 3)
    ),
    "labour_relations": "2 * labour_relations_published",
    "code_errors": "(code_errors_found == 0 ? 3 : 3 * code_errors_corrected / code_errors_found)",
    "target_responsibility": "2 * target_responsibility_included",
    "hotline": _mean(HOTLINE),
    "credit_checks": _each("credit_checks_batches", 5, points="0.8", full=4),
    "arrears_resolution": "2 * arrears_resolution_mechanism_or_work",
    "defaulters": "(defaulters_records >= 1 ? 0 : 2)",
    "a_grade_taxpayers": (
        "(taxpayers_a_grade >= 0.1 * taxpayers_rated ? 3 : "
        + _ramp("taxpayers_a_grade", "taxpayers_rated", "0.06", "75 - 4.5")
        + ")"
    ),
    "seriously_dishonest": (
        f"(seriously_dishonest_entities >= 0.05 * {ENTITIES} ? 0"
        f" : 3 - 60 * seriously_dishonest_entities / {ENTITIES})"
    ),
    "real_name_authentication": _share(
        "real_name_authentication_entities", ENTITIES, "0.1", "80", 8
    ),
    "xinyi_plus": _capped("0.3 * xinyi_plus_schemes + 0.2 * xinyi_plus_effective", 10),
    "repair_notice": _each("repair_notice_domains", 4, points="0.5", full=2),
    "campaigns": _mean(_each("campaigns_held_@", 3, full=3)),
    "training": _each("training_held", 1, full=2),
    "integrity_education": _each("integrity_education_held", 2, full=2),
    "monthly_report": _mean(
        _capped("2 * monthly_report_on_time_@ + 0.5 * monthly_report_valid_items_@", 8)
    ),
}
"""The 26 indicators in the order of the text, as expressions."""

TOTAL = " + ".join(POINTS.values())
"""All of them as one expression."""


def graph(wanted: Mapping[str, str] = MappingProxyType({"total": TOTAL})) -> dict[str, Any]:
    """The decision graph: input, one node of the *wanted* expressions, output."""
    expressions = [{"id": code, "key": code, "value": value} for code, value in wanted.items()]
    contents = {"inputNode": {}, "expressionNode": {"expressions": expressions}, "outputNode": {}}
    return {
        "nodes": [
            {
                "id": kind,
                "name": kind,
                "type": kind,
                "position": {"x": 0, "y": 0},
                "content": inside,
            }
            for kind, inside in contents.items()
        ],
        "edges": [
            {"id": "in", "type": "edge", "sourceId": "inputNode", "targetId": "expressionNode"},
            {"id": "out", "type": "edge", "sourceId": "expressionNode", "targetId": "outputNode"},
        ],
    }


def engine(wanted: Mapping[str, str] = MappingProxyType({"total": TOTAL})) -> zen.ZenEngine:
    """An engine that has the graph compiled: ``engine().evaluate("genhe-2023", numbers)``."""
    content = {"genhe-2023": graph(wanted)}
    return zen.ZenEngine({"loader": {"type": "static", "content": content}})
