"""A table gets the points that `score` gives to each of its rows."""

from fractions import Fraction
from random import Random

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.scoring.counties import BASE, clause, town
from tests.scoring.strategies import UNITS, cases
from tests.tables.townships import HUGE, Row, long, of_card, rows, said, townships, wide

from credit_rules import Rulebook, Text
from credit_rules.facts import Facts
from credit_rules.formulas import by_level, flag, level

TOWN = townships()
WHO = ("north", "south", "east", "office")
FEW = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=settings.default.max_examples // 4,
)
"""Every example is a table of many rows, drawn by a seed: a smaller seed is no smaller table."""
SEEDS = st.integers(0, 2**32).map(Random)


def facts_of(rulebook: Rulebook, told: list[Row]) -> Facts:
    return rulebook.facts(
        [
            (r["department"], r["period"], r["measure"], r["value"], r["evidence"], "", r["reviewer"])
            for r in told
        ]
    )  # fmt: skip


def compare(rulebook: Rulebook, table: pa.Table, facts: Facts, period: str | None) -> int:
    """How many rows were compared with a scorecard each."""
    scored = rulebook.score_table(table, period=period, points="exact").to_pylist()
    for row in scored:
        card = rulebook.score(facts, period=row["period"], department=row["department"])
        wanted = of_card(card)
        assert said(row, wanted) == wanted, (row["department"], row["period"])
    pieces = rulebook.score_table(table, period=period, points="pieces").to_pylist()
    wanted_gaps = [
        (score.indicator.code, str(piece.window.period), [m.code for m in piece.lacks])
        for row in scored
        for score in rulebook.score(
            facts, period=row["period"], department=row["department"]
        ).scores
        for piece in score.outcome.pieces
    ]
    assert [(p["indicator"], p["piece"], p["missing"].split()) for p in pieces] == wanted_gaps
    return len(scored)


@FEW
@given(
    SEEDS, st.sampled_from([40, 10**9, HUGE]), st.sampled_from([None, "2023-Q3", "2023-12", "2023"])
)
def test_any_table_of_a_town(random: Random, most: int, period: str | None) -> None:
    # The town itself reports too, or stands on its members.
    told = rows(random, random.sample(["town", *WHO], random.randint(1, 5)), most)
    facts = facts_of(TOWN, told)
    asked = {(r["department"], r["period"]) for r in told}
    members = {who for who, _ in asked}
    expected = len(asked) if period is None else len(members | {"town"}) if told else 0
    assert compare(TOWN, long(told), facts, period) == expected
    assert compare(TOWN, wide(told), facts, period) == expected


@FEW
@given(st.sampled_from(UNITS).flatmap(lambda unit: cases(unit, government=True)))
def test_any_table_of_the_city(case) -> None:  # type: ignore[no-untyped-def]
    rulebook = Rulebook.load(readings=case.readings)
    names = ("department", "period", "measure", "value")
    columns = zip(*case.rows, strict=True) if case.rows else [[]] * 4
    table = pa.table(
        {n: pa.array([str(v) for v in c], pa.string()) for n, c in zip(names, columns, strict=True)}
    )
    compare(rulebook, table, rulebook.facts(case.rows), case.period)


def test_a_government_stands_on_its_members_facts_added_up() -> None:
    table = pa.table(
        {
            "department": ["north", "south"],
            "period": ["2023-07", "2023-07"],
            "visits.made": [100, 300],
        }
    )
    scored = TOWN.score_table(table, period="2023-07").to_pylist()
    assert [(r["department"], str(r["base.kept.points"]), str(r["bonus.many.points"])) for r in scored] == [
        ("north", "0.00", "0.50"), ("south", "0.00", "1.50"), ("town", "0.00", "2.00"),
    ]  # fmt: skip


def test_members_counts_may_come_to_more_than_64_bits() -> None:
    told = [
        {"department": who, "period": f"2023-{month:02}", "measure": code, "value": str(HUGE - less),
         "evidence": "", "reviewer": ""}
        for who in WHO for month in range(1, 13) for less, code in enumerate(["visits.made", "visits.kept"])
    ]  # fmt: skip
    (row,) = [
        r
        for r in TOWN.score_table(long(told), period="2023", points="exact").to_pylist()
        if r["department"] == "town"
    ]
    rate = Fraction(48 * HUGE - 48, 48 * HUGE)
    assert row["base.kept.points_exact"] == str(40 * rate)
    assert str(row["base.kept.points"]) == "40.00"
    compare(TOWN, long(told), facts_of(TOWN, told), "2023")


def test_units_keep_governments_apart() -> None:
    table = pa.table(
        {
            "unit": ["A", "B", "A", "C"],
            "department": ["north", "north", "south", "town"],
            "period": ["2023-07"] * 4,
            "visits.made": [100, 300, 500, 700],
        }
    )
    scored = TOWN.score_table(table, period="2023-07").to_pylist()
    assert [(r["unit"], r["department"], str(r["bonus.many.points"])) for r in scored] == [
        ("A", "north", "0.50"), ("B", "north", "1.50"), ("A", "south", "2.50"), ("C", "town", "3.50"),
        ("A", "town", "3.00"), ("B", "town", "1.50"),
    ]  # fmt: skip


def test_everybody_may_be_scored_as_one_member_of_the_roster() -> None:
    table = pa.table(
        {
            "department": ["the county of X", "the county of Y"],
            "period": ["2023-07"] * 2,
            "visits.made": [100, 300],
        }
    )
    for period in (None, "2023-07"):
        scored = TOWN.score_table(table, scored_as="North", period=period).to_pylist()
        assert [(r["department"], str(r["bonus.many.points"])) for r in scored] == [
            ("the county of X", "0.50"),
            ("the county of Y", "1.50"),
        ]


def test_a_stock_is_carried_forward_and_the_latest_counts() -> None:
    table = pa.table(
        {
            "department": ["north"] * 4,
            "period": ["2022", "2023-02", "2023-05", "2023-09"],
            "people.total": [100, 100, None, 100],
            "people.members": [10, 50, None, 100],
        }
    )
    scored = TOWN.score_table(table, period="2023-06", points="exact").to_pylist()[0]
    (july,) = [r for r in TOWN.score_table(table).to_pylist() if r["period"] == "2023-05"]
    assert scored["base.members.status"] == july["base.members.status"] == "missing"
    with_visits = table.append_column("visits.made", pa.array([0, None, None, None], pa.int64()))
    with_months = pa.concat_tables(
        [with_visits, pa.table({"department": ["north"], "period": ["2023-06"]})],
        promote_options="default",
    )
    assert len(TOWN.score_table(with_months)) == 5


def test_spellings_of_one_department_measure_and_period_are_one() -> None:
    table = pa.table(
        {
            "department": ["north", "North", " 北乡 ", "south"],
            "period": ["2023-07", " 2023-07", "2023-07 ", "2023-07"],
            "measure": ["visits.made", " visits.kept", "visits.kept ", "visits.kept"],
            "value": [" 100", "50", None, "3"],
        }
    ).slice(0, 2)
    (row,) = TOWN.score_table(table).to_pylist()
    assert (row["department"], row["period"]) == ("north", "2023-07")
    assert (str(row["base.kept.points"]), row["base.kept.status"]) == ("20.00", "scored")
    again = pa.table(
        {
            "department": ["north", "south"],
            "period": ["2023-07"] * 2,
            "measure": ["visits.kept", " visits.kept"],
            "value": ["1", "2"],
        }
    )
    assert {r["base.kept.status"] for r in TOWN.score_table(again).to_pylist()} == {"missing"}


def test_many_names_make_as_many_scorecards() -> None:
    names = [f"county {n}" for n in range(100_000)]
    table = pa.table(
        {"department": names, "period": ["2023-07"] * len(names), "visits.made": range(len(names))}
    )
    scored = TOWN.score_table(table, scored_as="north", totals_only=True, points="hundredths")
    assert scored["department"].to_pylist() == names
    expected = [min((n * 5 + 5) // 10, 500) for n in range(len(names))]
    assert scored["points"].to_pylist() == expected
    assert scored.column_names == ["department", "period", "points", "points_upper", "attainable", "percentage"]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "column", "expected"),
    [
        ({"hotline.requests": 200, "hotline.resolved": 193}, "hotline", "1.63"),
        ({"market_entities.total": 16000, "real_name_authentication.entities": 955}, "real_name_authentication", "4.78"),
    ],
)  # fmt: skip
def test_halves_that_floats_lose(counts: dict[str, int], column: str, expected: str) -> None:
    rulebook = Rulebook.load()
    if "hotline.requests" in counts:
        counts = counts | {"hotline.rated": 200, "hotline.satisfied": 0}
    table = pa.table(
        {"department": ["genhe"], "period": ["2023-07"]} | {code: [n] for code, n in counts.items()}
    )
    (row,) = rulebook.score_table(table).to_pylist()
    (code,) = [i.code for i in rulebook.indicators if i.code.endswith(column)]
    assert str(row[f"{code}.points"]) == expected


def test_departments_on_other_clauses_in_other_periods() -> None:
    rulebook = Rulebook.load()
    table = pa.table(
        {
            "department": ["genhe", "education", "justice"],
            "period": ["2023-07", "2023-08", "2023-08"],
            "double_publicity.reported": [10, 20, None],
        }
    )
    rows_ = [("genhe", "2023-07", 10), ("education", "2023-08", 20)]
    facts = rulebook.facts([(who, when, "double_publicity.reported", n) for who, when, n in rows_])
    assert compare(rulebook, table, facts, None) == 3


def test_what_is_dated_counts_within_its_window_alone() -> None:
    marks = level(
        "town.mark",
        zh="等次",
        en="mark",
        levels={"good": Text("优", "good"), "poor": Text("差", "poor")},
        dated=True,
    )
    held = flag("town.held", zh="已开展", en="held", dated=True)
    formula = by_level(marks, {"good": 3, "poor": 1}) + 2 * held
    rulebook = town([BASE], ("base", clause(formula, 5)))
    told = [
        ("north", "2023-07", "town.mark", "good"),
        ("north", "2023-08", "town.mark", "poor"),
        ("north", "2023-07", "town.held", "1"),
        ("north", "2023-08", "town.held", "0"),
        ("south", "2023-06", "town.mark", "good"),
    ]
    names = ("department", "period", "measure", "value")
    table = pa.table({n: list(c) for n, c in zip(names, zip(*told, strict=True), strict=True)})
    for period in (None, "2023-Q3", "2023-Q2", "2023"):
        assert compare(rulebook, table, rulebook.facts(told), period)
