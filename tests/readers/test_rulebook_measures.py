"""What the rulebook asks for and how often: measures, kinds and cadences, by hand."""

from credit_rules import Kind, Rulebook

RULEBOOK = Rulebook.load()

FLOWS = (
    *(f"double_publicity.{name}" for name in ("reported", "compliant", "on_time", "concealed")),
    *(f"hotline.{name}" for name in ("requests", "resolved", "rated", "satisfied")),
    "joint_cases.collected",
    "credit_checks.batches",
    "defaulters.records",
    "campaigns.held",
    "training.held",
    "integrity_education.held",
    "monthly_report.valid_items",
)
FLAGS = (
    "work_mechanism.established",
    "labour_relations.published",
    "target_responsibility.included",
    "arrears_resolution.mechanism_or_work",
    "monthly_report.on_time",
)
STOCKS = (
    "application_rules.domains",
    "commitment_rules.domains",
    "tiered_supervision_rules.domains",
    "administrative_information.reported",
    "administrative_information.compliant",
    "commitments.collected",
    "market_entities.total",
    "public_employees.collected",
    "public_employees.total",
    "special_information.enterprise",
    "special_information.person",
    "population.total",
    "code_errors.found",
    "code_errors.corrected",
    "social_credit_codes.total",
    "taxpayers.a_grade",
    "taxpayers.rated",
    "seriously_dishonest.entities",
    "real_name_authentication.entities",
    "xinyi_plus.schemes",
    "xinyi_plus.implemented",
    "xinyi_plus.effective",
    "repair_notice.domains",
)

PART_OF = {
    "double_publicity.compliant": "double_publicity.reported",
    "double_publicity.on_time": "double_publicity.reported",
    "administrative_information.compliant": "administrative_information.reported",
    "hotline.resolved": "hotline.requests",
    "hotline.satisfied": "hotline.rated",
    "taxpayers.a_grade": "taxpayers.rated",
    "code_errors.corrected": "code_errors.found",
    "xinyi_plus.effective": "xinyi_plus.schemes",
    "seriously_dishonest.entities": "market_entities.total",
    "real_name_authentication.entities": "market_entities.total",
    "public_employees.collected": "public_employees.total",
}
"""What would be impossible above its whole; everything else may exceed its base."""

NOT_CUMULATIVE = {
    "information_collection.double_publicity": "monthly",
    "information_collection.joint_cases": "quarterly",
    "information_collection.labour_relations": "annual",
    "government_integrity.hotline": "monthly",
    "government_integrity.credit_checks": "quarterly",
    "government_integrity.defaulters": "quarterly",
    "publicity.campaigns": "monthly",
    "publicity.training": "quarterly",
    "publicity.integrity_education": "quarterly",
    "scheduling.monthly_report": "monthly",
}


def test_every_measure_is_of_its_kind() -> None:
    kinds = {code: measure.kind for code, measure in RULEBOOK.measures.items()}
    assert kinds == {
        **dict.fromkeys(FLOWS, Kind.FLOW),
        **dict.fromkeys(FLAGS, Kind.FLAG),
        **dict.fromkeys(STOCKS, Kind.STOCK),
    }


def test_only_flows_and_the_monthly_flag_speak_of_their_own_period_alone() -> None:
    dated = {code for code, measure in RULEBOOK.measures.items() if measure.dated}
    assert dated == {*FLOWS, "monthly_report.on_time"}


def test_only_what_is_impossible_is_a_part() -> None:
    parts = {code: m.within for code, m in RULEBOOK.measures.items() if m.within}
    assert parts == PART_OF


def test_every_clause_is_scored_as_often_as_the_text_says() -> None:
    assert {
        indicator.code: indicator.cadence.value
        for indicator in RULEBOOK.indicators
        if indicator.cadence.value != "cumulative"
    } == NOT_CUMULATIVE
    assert len(RULEBOOK.indicators) == 26


def test_every_measure_and_clause_is_named_in_both_languages() -> None:
    named = [measure.title for measure in RULEBOOK.measures.values()]
    named += [indicator.title for indicator in RULEBOOK.indicators]
    assert all(title.zh and title.en and title.zh != title.en for title in named)
    titles = [measure.title for measure in RULEBOOK.measures.values()]
    assert len({title.zh for title in titles}) == len({title.en for title in titles}) == len(titles)
