"""The facts that follow from a ledger, so that nobody types them twice."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from tests.ledger.samples import (
    BOOK,
    DUTIES,
    HELD,
    Row,
    day,
    decision,
    duty_list,
    facts,
    kept,
    made,
    row,
)

from credit_rules import AfterDecision, Every, Fact, Feeds, Follows, Period, Unit
from credit_rules.facts import Facts
from credit_rules.ledger import Disagreement, disagreements, together

ON_TIME = "monthly_report.on_time"


# --- In time or not --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done_on", "as_of", "fact"),
    [
        ("2023-08-04", "2023-08-20", 1),
        ("2023-08-05", "2023-08-20", 0),  # late
        ("", "2023-08-05", 0),  # overdue: nothing can make it in time
        ("", "2023-08-04", None),  # open
        ("", "2023-07-31", None),  # the month is not over
        ("2023-08-04", "2023-08-03", None),  # done later than anybody can know
        ("2023-07-20", "2023-07-25", 1),  # done before the month was over
    ],
)
def test_a_monthly_report_was_in_time_or_not_once_that_is_settled(
    done_on: str, as_of: str, fact: int | None
) -> None:
    rows = [row("monthly_report", "2023-07", done_on)]
    found = facts(rows, as_of)
    assert found.get(("education", ON_TIME, "2023-07")) == fact


def test_from_the_first_month_of_which_a_ledger_speaks_silence_is_not_in_time() -> None:
    assert facts([], "2023-06-05") == {}
    for row_of_march in (
        row("monthly_report", "2023-03", "2023-04-04"),
        row("monthly_report", "2023-03"),
    ):
        found = facts([row_of_march, row("monthly_report", "2023-05", "2023-06-02")], "2023-06-05")
        assert found == {
            ("education", ON_TIME, "2023-03"): int(bool(row_of_march["done_on"])),
            ("education", ON_TIME, "2023-04"): 0,
            ("education", ON_TIME, "2023-05"): 1,
        }


def test_what_one_department_or_duty_says_begins_no_other() -> None:
    rows = [
        row("monthly_report", "2023-01", "2023-02-03", department="justice"),
        row("campaigns", "2023-Q1", "2023-02-03"),
        row("monthly_report", "2023-03", "2023-04-03"),
    ]
    found = facts(rows, "2023-04-05", department=None)

    assert {key[2] for key in found if key[:2] == ("education", ON_TIME)} == {"2023-03"}
    assert {key[2] for key in found if key[:2] == ("justice", ON_TIME)} == {
        "2023-01",
        "2023-02",
        "2023-03",
    }


def test_the_governments_own_report_is_that_of_who_coordinates_it() -> None:
    commission = "development_reform"
    rows = [
        row("monthly_report", "2023-07", "2023-08-09", department=commission),
        row("coordinate_monthly_report", "2023-07", "2023-08-03", department=commission),
        row("monthly_report", "2023-07", "2023-08-03"),
    ]
    found = facts(rows, "2023-08-20", department=None)

    assert found["genhe", ON_TIME, "2023-07"] == 1
    assert found[commission, ON_TIME, "2023-07"] == 0
    assert found["education", ON_TIME, "2023-07"] == 1
    assert [key for key in found if key[0] == "genhe"] == [("genhe", ON_TIME, "2023-07")]


def test_the_governments_own_report_begins_with_anybodys() -> None:
    rows = [row("monthly_report", "2023-06", "2023-07-03")]
    found = facts(rows, "2023-08-20", department=None)

    assert {key: value for key, value in found.items() if key[0] == "genhe"} == {
        ("genhe", ON_TIME, "2023-06"): 0,
        ("genhe", ON_TIME, "2023-07"): 0,
    }
    assert "development_reform" not in {key[0] for key in found}


def test_facts_do_not_hang_on_where_somebody_begins_to_look() -> None:
    rows = [
        row("monthly_report", "2023-07", "2023-08-04"),
        row("coordinate_monthly_report", "2023-08", "2023-09-04", department="development_reform"),
    ]
    whole = kept(rows, "2023-10-10", department=None)
    later = kept(rows, "2023-10-10", department=None, since=day("2023-08-09"))

    assert len(later.items) < len(whole.items)
    assert DUTIES.facts(later).sha256 == DUTIES.facts(whole).sha256
    # 发改委 never sent the city's report on July: the bureau's own is not the government's.
    assert ("genhe", "2023-07", "monthly_report.on_time", 0) in {
        (f.department, str(f.period), f.measure, f.value) for f in DUTIES.facts(later)
    }


def test_the_governments_own_report_wins_over_those_of_its_departments() -> None:
    rows = [row("monthly_report", "2023-07", "2023-08-03")]
    late = row(
        "coordinate_monthly_report", "2023-07", "2023-08-09", department="development_reform"
    )
    for extra, points in (([late], 0), ([late | {"done_on": "2023-08-04"}], 2)):
        ledger = kept([*rows, *extra], "2023-08-20", department=None)
        valid = BOOK.facts([("genhe", "2023-07", "monthly_report.valid_items", 0)])
        card = BOOK.score(together(DUTIES.facts(ledger), valid), period="2023-07")
        (score,) = (s for s in card.scores if s.indicator.code == "scheduling.monthly_report")
        assert score.points == points


def test_two_duties_that_raise_one_flag_have_both_to_be_in_time() -> None:
    feeds = Feeds("scheduling.monthly_report", ON_TIME, Follows.IN_TIME)
    of = duty_list(made("one", Every(Unit.MONTH), feeds), made("two", Every(Unit.MONTH), feeds))
    rows = [
        row("one", "2023-01", "2023-01-05", evidence="甲"),
        row("two", "2023-01", "2023-02-05", evidence="乙"),
        row("one", "2023-02", "2023-02-05"),
        row("two", "2023-02", "2023-02-06"),
    ]
    assert facts(rows, "2023-02-20", of=of) == {
        ("education", ON_TIME, "2023-01"): 0,
        ("education", ON_TIME, "2023-02"): 1,
    }
    assert next(iter(of.facts(kept(rows, "2023-02-20", of=of)))).evidence == "甲；乙"


# --- Events ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duty", "measure", "period"),
    [
        ("campaigns", "campaigns.held", "2023-Q3"),
        ("training", "training.held", "2023"),
        ("integrity_education", "integrity_education.held", "2023"),
    ],
)
def test_events_count_in_the_months_in_which_they_were_held(
    duty: str, measure: str, period: str
) -> None:
    rows = [
        row(duty, period, "2023-07-31"),
        row(duty, period, "2023-08-01", count="2"),
        row(duty, period, "2023-08-01", reference="晚上"),
        row(duty, period, "2024-01-05"),
    ]
    found = facts(rows, "2024-01-31")

    assert {key[2]: value for key, value in found.items() if key[1] == measure} == {
        "2023-07": 1,
        "2023-08": 3,
        "2024-01": 1,
    }


def test_cases_count_in_the_period_that_is_reported_on() -> None:
    rows = [
        row("joint_cases", "2023-07", "2023-08-04", count="2"),
        row("joint_cases", "2023-07", "2023-09-04"),
        row("joint_cases", "2023-08", "2023-09-04", count="0"),
    ]
    found = facts(rows, "2023-09-30")

    assert {key[2]: value for key, value in found.items() if key[1] == "joint_cases.collected"} == {
        "2023-07": 3,
        "2023-08": 0,
    }


def test_missing_is_not_zero() -> None:
    found = facts([row("campaigns", "2023-Q3", "2023-08-01", count="0")], "2023-12-31")

    assert found["education", "campaigns.held", "2023-08"] == 0
    assert {key[2] for key in found if key[1] == "campaigns.held"} == {"2023-08"}
    assert not {key for key in found if key[1] in {"training.held", "joint_cases.collected"}}


@pytest.mark.parametrize("follows", [Follows.HELD, Follows.REPORTED])
def test_a_decision_that_is_not_reported_is_no_event(follows: Follows) -> None:
    of = duty_list(made("licences", AfterDecision(3), evolve(HELD, follows=follows)))
    rows = [
        row("licences", "", "2023-08-01", decided_on="2023-07-31"),
        row("licences", "", "", decided_on="2023-07-31", reference="2"),
    ]
    month = "2023-08" if follows is Follows.HELD else "2023-07"
    assert facts(rows, "2023-08-20", of=of) == {("education", "campaigns.held", month): 1}


def test_what_feeds_without_following_makes_no_fact() -> None:
    rows = [
        row("public_employees", "2023-07", "2023-08-04"),
        row("application_rules", "", "2023-08-04"),
        row("other_information", "2023-07", "2023-08-04"),
        row("repair_notice", "", "2023-08-04"),
        decision("2023-08-01", "2023-08-02"),
    ]
    assert facts(rows, "2023-08-20") == {}


def test_evidence_is_joined_each_once() -> None:
    rows = [
        row("campaigns", "2023-Q3", "2023-08-03", evidence="照片2"),
        row("campaigns", "2023-Q3", "2023-08-01", evidence="照片1"),
        row("campaigns", "2023-Q3", "2023-08-02", evidence="照片2"),
        row("campaigns", "2023-Q3", "2023-08-04"),
    ]
    (fact,) = (f for f in DUTIES.facts(kept(rows, "2023-08-20")) if f.measure == "campaigns.held")
    assert (fact.value, fact.evidence) == (4, "照片1；照片2")


# --- Beside a facts file -------------------------------------------------------------------------------


def of_july(measure: str, value: int, period: str = "2023-07", by: str = "education") -> Fact:
    """One fact."""
    return Fact(by, Period.parse(period), measure, value)


def differing(follow: list[Fact], *given: Fact) -> list[tuple[str, str, int | Fraction]]:
    """Where facts of a file are not what follows, as measure, period, what follows."""
    found = disagreements(Facts(tuple(follow)), Facts(given), BOOK.measures)
    return [(d.fact.measure, str(d.fact.period), d.follows) for d in found]


CAMPAIGNS = [of_july("campaigns.held", 2), of_july("campaigns.held", 1, "2023-09")]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (of_july("campaigns.held", 2), []),
        (of_july("campaigns.held", 3), [("campaigns.held", "2023-07", 2)]),
        (of_july("campaigns.held", 3, "2023-Q3"), []),
        (of_july("campaigns.held", 2, "2023-Q3"), [("campaigns.held", "2023-Q3", 3)]),
        (of_july("campaigns.held", 2, "2023"), [("campaigns.held", "2023", 3)]),
        (of_july("campaigns.held", 9, "2023-08"), []),  # the ledger is silent
        (of_july("campaigns.held", 9, "2023-Q2"), []),
        (of_july("campaigns.held", 9, by="justice"), []),
        (of_july("training.held", 9), []),
    ],
)
def test_facts_are_held_against_what_follows_for_the_same_months(
    given: Fact, found: list[tuple[str, str, int]]
) -> None:
    assert differing(CAMPAIGNS, given) == found


@pytest.mark.parametrize(
    ("given", "third", "found"),
    [(1, 1, []), (1, 0, [(ON_TIME, "2023-Q3", 0)]), (0, 0, []), (0, 1, [(ON_TIME, "2023-Q3", 1)])],
)
def test_a_flag_of_a_quarter_is_true_where_all_of_its_months_are(
    given: int, third: int, found: list[tuple[str, str, int]]
) -> None:
    months = [of_july(ON_TIME, value, f"2023-0{m}") for m, value in ((7, 1), (8, 1), (9, third))]
    assert differing(months, of_july(ON_TIME, given, "2023-Q3")) == found


def test_disagreements_come_by_department_measure_and_period() -> None:
    follow = [*CAMPAIGNS, of_july(ON_TIME, 1), of_july(ON_TIME, 1, by="agriculture")]
    given = [
        of_july(ON_TIME, 0),
        of_july("campaigns.held", 0, "2023-09"),
        of_july("campaigns.held", 0),
        of_july(ON_TIME, 0, by="agriculture"),
    ]
    found = disagreements(Facts(tuple(follow)), Facts(tuple(given)), BOOK.measures)

    assert list(found) == [
        Disagreement(given[3], 1),
        Disagreement(given[2], 2),
        Disagreement(given[1], 1),
        Disagreement(given[0], 1),
    ]


def test_together_a_given_fact_stands_for_all_of_its_months() -> None:
    given = Facts((of_july("campaigns.held", 3, "2023-Q3"), of_july("training.held", 1)))
    follow = [
        *CAMPAIGNS,
        of_july("campaigns.held", 4, "2023-10"),
        of_july("campaigns.held", 5, by="justice"),
        of_july("training.held", 1, "2023-08"),
    ]
    assert list(together(Facts(tuple(follow)), given)) == [*given, *follow[2:]]


def test_what_follows_for_a_quarter_gives_way_to_any_of_its_months() -> None:
    follow = Facts((of_july("campaigns.held", 3, "2023-Q3"),))
    for month in ("2023-07", "2023-08", "2023-09"):
        given = Facts((of_july("campaigns.held", 1, month),))
        assert together(follow, given) == given
    before = Facts((of_july("campaigns.held", 1, "2023-06"),))
    assert list(together(follow, before)) == [*before, *follow]


def test_a_department_is_scored_on_what_follows_as_on_what_was_typed() -> None:
    rows: list[Row] = [
        row("monthly_report", "2023-07", "2023-08-04"),
        row("monthly_report", "2023-08", "2023-09-05"),
        row("monthly_report", "2023-09", "2023-10-04"),
        row("campaigns", "2023-Q3", "2023-07-04", count="2"),
        row("campaigns", "2023-Q3", "2023-08-04", count="0"),
        row("campaigns", "2023-Q3", "2023-09-04", count="5"),
        row("training", "2023", "2023-09-04"),
        row("integrity_education", "2023", "2023-09-04"),
        row("joint_cases", "2023-08", "2023-09-04"),
    ]
    typed = BOOK.facts(
        [
            ("education", "2023-07", ON_TIME, "1"),
            ("education", "2023-08", ON_TIME, "0"),
            ("education", "2023-09", ON_TIME, "1"),
            ("education", "2023-07", "campaigns.held", "2"),
            ("education", "2023-08", "campaigns.held", "0"),
            ("education", "2023-09", "campaigns.held", "5"),
            ("education", "2023-Q3", "training.held", "1"),
            ("education", "2023-Q3", "integrity_education.held", "1"),
            ("education", "2023-Q3", "joint_cases.collected", "1"),
        ]
    )
    follow = DUTIES.facts(kept(rows, date(2023, 10, 31)))
    one, other = (BOOK.score(f, period="2023-Q3", department="education") for f in (follow, typed))

    assert one.points == other.points
    publicity = {s.indicator.code: s.points for s in one.scores}
    assert publicity["publicity.campaigns"] == Fraction(2 + 0 + 3, 3)
    assert publicity["publicity.training"] == 2
    assert publicity["publicity.integrity_education"] == 1
    assert publicity["information_collection.joint_cases"] == 1
