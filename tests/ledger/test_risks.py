"""The points that hang on what is not done, worked out by hand from 附件2."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.core.samples import category, edition, indicator
from tests.ledger.samples import (
    BOOK,
    DUTIES,
    HELD,
    TWICE,
    Row,
    at_risk,
    day,
    decision,
    duty_list,
    kept,
    made,
    row,
)

from credit_rules import (
    ByEndOf,
    Cadence,
    Department,
    Every,
    Feeds,
    Follows,
    NextMonth,
    Rulebook,
    Text,
    Unit,
)
from credit_rules.duty_lists import DutyList
from credit_rules.formulas import Node, by_level, capped, judged, level
from credit_rules.ledger import Ledger
from credit_rules.rulebooks import complete
from credit_rules.series import Series

# --- What the clauses of 附件2 give --------------------------------------------------------------


def test_a_monthly_report_is_worth_its_two_points_until_it_is_made() -> None:
    overdue = at_risk([], "2023-08-05")
    assert overdue["monthly_report", "2023-07"] == 2  # 按时填报得2分
    assert ("monthly_report", "2023-08") not in overdue  # the month is not over

    made_late = at_risk([row("monthly_report", "2023-07", "2023-08-05")], "2023-08-05")
    assert ("monthly_report", "2023-07") not in made_late  # nothing brings them back


@pytest.mark.parametrize(
    ("indicator", "window", "points"),
    [
        ("campaigns", "2023-09", 1),  # 每开展一次得1分, in the last month at the latest
        ("training", "2023-Q4", 2),  # 每开展一次得2分
        ("integrity_education", "2023-Q4", 1),  # 每开展一次得1分
        ("joint_cases", "2023-Q3", 1),  # 每归集一例得1分
        ("application_rules", "2023", "0.5"),  # 每制定一个领域得0.5分
        ("commitment_rules", "2023", "0.5"),
        ("tiered_supervision_rules", "2023", "0.5"),
        ("xinyi_plus", "2023", "0.5"),  # 0.3 for the scheme, 0.2 for its effect
        ("administrative_information", "2023", 3),
        ("commitments", "2023", 2),
        ("public_employees", "2023", 2),
    ],
)
def test_what_is_not_done_costs_what_its_clause_gives(
    indicator: str, window: str, points: int | str
) -> None:
    assert at_risk([], "2023-08-20")[indicator, window] == Fraction(points)


@pytest.mark.parametrize(
    ("department", "indicator", "window", "points"),
    [
        ("government_services", "hotline", "2023-07", 5),  # 达到100%得5分, below 90% none
        ("court", "seriously_dishonest", "2023", 3),  # 3 points fall to 0
        ("tax", "seriously_dishonest", "2023", 3),
        ("civil_affairs", "code_errors", "2023", 3),
        ("market_regulation", "real_name_authentication", "2023", 8),
        ("environment", "special_information", "2023", 2),  # of enterprises alone
        ("development_reform", "special_information", "2023", 5),  # 2, and 3 for 10 a head
        ("development_reform", "work_mechanism", "2023", 3),
        ("development_reform", "labour_relations", "2023", 2),
        ("development_reform", "tiered_supervision_rules", "2023", "0.5"),
    ],
)
def test_what_one_department_owes_costs_what_its_clause_gives(
    department: str, indicator: str, window: str, points: int | str
) -> None:
    found = at_risk([], "2023-09-20", department=department)
    assert found[indicator, window] == Fraction(points)


def test_of_four_decisions_one_that_is_not_reported_is_a_quarter_of_being_on_time() -> None:
    rows = [decision(f"2023-08-0{d}", f"2023-08-0{d}" if d < 4 else "") for d in (1, 2, 3, 4)]

    assert at_risk(rows, "2023-08-20")["double_publicity", "2023-08"] == Fraction(6, 4)
    (risk,) = (
        risk
        for risk in DUTIES.at_risk(kept(rows, "2023-08-20"))
        if risk.indicator.code == "information_collection.double_publicity"
    )
    assert (risk.undone, risk.of, risk.department.code) == (1, 4, "education")
    late = [*rows[:3], decision("2023-08-04", "2023-08-18")]
    assert ("double_publicity", "2023-08") not in at_risk(late, "2023-08-20")


def test_each_month_of_decisions_stands_for_itself() -> None:
    rows = [decision("2023-07-31"), decision("2023-08-01"), decision("2023-08-02", "2023-08-03")]
    found = at_risk(rows, "2023-08-20")

    assert found["double_publicity", "2023-07"] == 6
    assert found["double_publicity", "2023-08"] == Fraction(6, 2)


def test_three_of_seven_monthly_reports_are_three_sevenths_of_the_rate() -> None:
    rows = [row("administrative_information", f"2023-0{m}", "2023-08-04") for m in (1, 2, 3, 4)]
    assert at_risk(rows, "2023-08-20")["administrative_information", "2023"] == Fraction(3 * 3, 7)


def test_one_of_seven_is_one_seventh() -> None:
    rows = [row("administrative_information", f"2023-0{m}", "2023-08-04") for m in range(1, 7)]
    assert at_risk(rows, "2023-08-20")["administrative_information", "2023"] == Fraction(3, 7)


def test_a_clause_that_is_full_all_the_same_loses_nothing() -> None:
    half = [row("public_employees", f"2023-0{m}", "2023-08-04") for m in (1, 2, 3, 4)]
    # 50% gives all: four of seven are more, three of seven are 2 x 2 x 3/7.
    assert at_risk(half, "2023-08-20")["public_employees", "2023"] == 0
    assert at_risk(half[:3], "2023-08-20")["public_employees", "2023"] == 2 - Fraction(12, 7)


# --- Events are counted as events ------------------------------------------------------------------


def test_another_case_of_the_quarter_leaves_nothing_at_risk() -> None:
    rows = [row("joint_cases", "2023-07", "2023-08-04")]
    assert at_risk(rows, "2023-09-01")["joint_cases", "2023-Q3"] == 0


def test_a_report_of_no_case_leaves_the_point_at_risk() -> None:
    rows = [row("joint_cases", "2023-07", "2023-08-04", count="0")]
    assert at_risk(rows, "2023-09-01")["joint_cases", "2023-Q3"] == 1
    assert ("joint_cases", "2023-Q3") not in at_risk(rows, "2023-08-20")  # August is not over


def test_a_row_that_says_not_yet_is_no_case() -> None:
    assert at_risk([row("joint_cases", "2023-07")], "2023-08-20")["joint_cases", "2023-Q3"] == 1


def test_cases_count_whichever_duty_of_the_department_asks_for_them() -> None:
    rows = [row("joint_cases", "2023-07", "2023-08-04", department="development_reform")]
    (risk,) = (
        risk
        for risk in DUTIES.at_risk(kept(rows, "2023-08-20", department="development_reform"))
        if risk.indicator.code == "information_collection.joint_cases"
        and str(risk.window) == "2023-Q3"
    )
    assert (risk.undone, risk.of, risk.points) == (1, 2, 0)


def test_a_yes_of_a_year_hangs_on_each_of_its_months() -> None:
    rows = [
        row("labour_relations", f"2023-0{m}", "2023-08-04", department="development_reform")
        for m in range(1, 7)
    ]
    found = at_risk(rows, "2023-08-20", department="development_reform")
    assert found["labour_relations", "2023"] == 2


@pytest.mark.parametrize(
    ("rows", "points"),
    [
        ([], 2),
        ([row("drills", "2023-Q3", "2023-07-05")], 1),
        ([row("drills", "2023-Q3", "2023-07-05", count="0")], 2),
        ([row("drills", "2023-Q3", "2023-07-05", count="2")], None),
    ],
)
def test_what_is_asked_for_twice_is_worth_as_much_as_is_lacking(
    rows: list[Row], points: int | None
) -> None:
    assert at_risk(rows, "2023-08-20", of=TWICE).get(("campaigns", "2023-09")) == points


def test_it_is_never_more_than_the_maximum() -> None:
    often = duty_list(made("drills", Every(Unit.QUARTER, 9), HELD))
    assert at_risk([], "2023-08-20", of=often)["campaigns", "2023-09"] == 3


# --- Other readings say otherwise ------------------------------------------------------------------


def reading(**adopted: str) -> DutyList:
    """The duties under other readings, by names with ``__`` for the dot."""
    return Rulebook.load(readings={k.replace("__", "."): v for k, v in adopted.items()}).duties


def test_a_scheme_that_earns_at_each_stage_costs_more() -> None:
    each = reading(xinyi_plus__accrual="each_stage")  # 0.3 made, 0.3 implemented, 0.2 in effect
    assert at_risk([], "2023-08-20", of=each)["xinyi_plus", "2023"] == Fraction(8, 10)


def test_under_a_target_codes_that_are_not_corrected_cost_all() -> None:
    target = reading(code_errors__proportion="target")  # any of so few is above 0.1‰
    found = at_risk([], "2023-08-20", of=target, department="civil_affairs")
    assert found["code_errors", "2023"] == 3


def test_both_rates_of_the_hotline_under_one_reading() -> None:
    both = reading(hotline__rates="both")
    found = at_risk([], "2023-08-20", of=both, department="government_services")
    assert found["hotline", "2023-07"] == 5


# --- What feeds nothing, and what is not due -------------------------------------------------------


def test_what_feeds_no_indicator_puts_nothing_at_risk() -> None:
    plain = duty_list(made("rounds", Every(Unit.MONTH)), made("plan", ByEndOf("2023-02")))
    assert at_risk([], "2023-08-20", of=plain) == {}


def test_what_is_done_or_not_yet_due_puts_nothing_at_risk() -> None:
    report = duty_list(
        made(
            "report",
            NextMonth(4),
            Feeds("scheduling.monthly_report", "monthly_report.on_time", Follows.IN_TIME),
        )
    )
    rows = [row("report", f"2023-0{m}", "2023-07-03") for m in range(1, 7)]

    assert at_risk(rows, "2023-07-31", of=report) == {}
    assert at_risk(rows, "2023-08-01", of=report) == {("monthly_report", "2023-07"): 2}


def test_what_is_the_governments_is_at_risk_apart_from_what_is_the_departments() -> None:
    rows = [
        row(duty, "2023-07", "2023-08-04", department="development_reform")
        for duty in ("monthly_report", "coordinate_monthly_report", "coordinate_tiered_supervision")
    ]
    for left, points in (
        ([], [2, 2, Fraction(1, 2)]),  # the last: 每填报一条有效信息得0.5分
        (rows[:1], [2, Fraction(1, 2)]),
        (rows[:2], [Fraction(1, 2)]),
        (rows, []),
    ):
        ledger = kept(left, "2023-08-20", department="development_reform")
        found = [
            (risk.points, risk.undone, risk.of)
            for risk in DUTIES.at_risk(ledger)
            if risk.indicator.code == "scheduling.monthly_report" and str(risk.window) == "2023-07"
        ]
        assert sorted(found, reverse=True) == [(number, 1, 1) for number in points]


@given(st.dates(date(2023, 1, 1), date(2024, 3, 31)), st.sampled_from(BOOK.roster.members))
def test_no_window_loses_more_than_its_maximum(as_of: date, department: Department) -> None:
    code = department.code
    rows = [decision(as_of, department=code)] if _decides(code) else []
    for risk in DUTIES.at_risk(kept(rows, as_of, department=code)):
        assert 0 <= risk.points <= risk.indicator.maximum
        assert 1 <= risk.undone <= risk.of


def _decides(department: str) -> bool:
    return "double_publicity" in {duty.code for duty in DUTIES.of(department)}


@given(st.integers(0, 7), st.integers(0, 7))
def test_the_more_is_done_the_less_is_at_risk(one: int, other: int) -> None:
    fewer, more = sorted([one, other])
    rows = [row("commitments", f"2023-0{m}", "2023-08-04") for m in range(1, 8)]
    least, most = (
        at_risk(rows[:count], "2023-08-20").get(("commitments", "2023"), 0)
        for count in (more, fewer)
    )
    assert least <= most


# --- Levels and judged points, of a town's rulebook --------------------------------------------------

_LEVELS = {"poor": Text("差", "poor"), "fair": Text("中", "fair"), "good": Text("好", "good")}
quality = level("visits.quality", zh="质量", en="quality", levels=_LEVELS)
novelty = judged("visits.novelty", zh="创新", en="novelty", highest="1.5")


def town(formula: Node, measure: str) -> DutyList:
    """One monthly duty of the schools that feeds one indicator of that formula."""
    feeds = Feeds("outreach.visits", measure)
    duties = (made("visit", Every(Unit.MONTH), feeds, "schools"),)
    whole = evolve(edition("outreach"), duties=duties)
    clause = indicator(formula, cadence=Cadence.CUMULATIVE)
    return DutyList(complete(whole, [category(clause)], {}), Series([whole]))


def town_ledger(of: DutyList, months: int) -> Ledger:
    """The first three months of which so many were visited."""
    rows = [
        row("visit", f"2023-0{m}", f"2023-0{m}-01", department="schools")
        for m in range(1, months + 1)
    ]
    return of.ledger(of.entries(rows), day("2023-03-31"), department="schools")


@pytest.mark.parametrize(("months", "points"), [(0, 3), (1, 2), (2, 0)])
def test_a_level_rises_with_each_that_is_done_up_to_the_best(months: int, points: int) -> None:
    of = town(by_level(quality, {"poor": 0, "fair": 1, "good": 3}), "visits.quality")
    (risk,) = of.at_risk(town_ledger(of, months))
    assert risk.points == points


@pytest.mark.parametrize(("months", "points"), [(0, "1.5"), (1, "0.5"), (2, 0)])
def test_judged_points_rise_with_each_that_is_done_up_to_the_highest(
    months: int, points: int | str
) -> None:
    of = town(capped(1 * novelty, 3), "visits.novelty")
    (risk,) = of.at_risk(town_ledger(of, months))
    assert risk.points == Fraction(points)


def test_without_a_validity_the_year_is_looked_at() -> None:
    of = town(capped(1 * novelty, 3), "visits.novelty")
    assert town_ledger(of, 0).since == day("2023-01-01")
    later = of.ledger((), day("2024-02-01") + timedelta(days=1), department="schools")
    assert later.since == day("2024-01-01")
    assert [str(one.obligation.period) for one in later.items] == ["2024-01", "2024-02"]
