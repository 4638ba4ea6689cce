"""What is wrong with a table is said by row, column and value, all at once, in both languages."""

from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from tests.readers.clauses import TIMES, made
from tests.scoring.counties import (
    BASE,
    CITE,
    FIRE,
    LADDER,
    Q3,
    cases,
    clause,
    fires,
    plain,
    told,
    town,
)
from tests.tables.townships import townships

from credit_rules import Rulebook, Text
from credit_rules.errors import CreditRulesError, FactsError, PeriodError, UsageError
from credit_rules.formulas import (
    Node,
    at_least,
    best_of_peers,
    capped,
    flow,
    opaque,
    points_of,
    rank,
)
from credit_rules.verdicts import Barred, Veto

TOWN = townships()
FIRST: dict[str, Any] = {"department": ["north", "south"], "period": ["2023-07", "2023-07"]}


def refused(table: Any, rulebook: Rulebook = TOWN, **how: Any) -> list[tuple[str, str]]:
    """Where and what, in English."""
    with pytest.raises(CreditRulesError) as caught:
        rulebook.score_table(table, **how)
    for problem in caught.value.problems:
        for lang in ("zh", "en"):
            assert problem.wrong.read(lang)
            assert problem.expected.read(lang)
            assert problem.remedy.read(lang)
    return [(p.where.en, p.wrong.en) for p in caught.value.problems]


def wide(**columns: list[Any] | pa.Array) -> pa.Table:
    return pa.table(FIRST | {name.replace("__", "."): values for name, values in columns.items()})


def long(*rows: tuple[Any, ...]) -> pa.Table:
    names = ("department", "period", "measure", "value")
    return pa.table({n: pa.array(c, pa.string()) for n, c in zip(names, zip(*rows, strict=True), strict=True)})  # fmt: skip


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        ([5, -1], "-1"),
        ([0, 10**18], str(10**18)),
        (pa.array([0, 2**64 - 1], pa.uint64()), str(2**64 - 1)),
        ([0.0, 2.5], "2.5"),
        ([0.0, float("nan")], "nan"),
        ([0.0, float("inf")], "inf"),
        ([0.0, 2.0**53], "9007199254740992.0"),
        (["0", "many"], "'many'"),
        (["0", "2.0"], "'2.0'"),
        ([b"0", b"1"], "b'1'"),
        ([[0], [1]], "[1]"),
        (pa.array(["0", "x"]).dictionary_encode(), "'x'"),
    ],
)
def test_what_is_no_count(column: Any, shown: str) -> None:
    found = refused(wide(visits__made=column))
    assert found[-1] == (
        "table line 2, column visits.made",
        f"the value {shown} is not a count",
    )
    assert len(found) == (2 if shown[0] in "b[" else 1)


def test_what_is_none_of_its_kind() -> None:
    table = wide(
        plan__adopted=["maybe", "yes"], visits__grade=["good", "best"], visits__quality=["6", "5"]
    )
    assert [(where, wrong.split(" ", 3)[:3]) for where, wrong in refused(table)] == [
        ("table line 1, column plan.adopted", ["the", "value", "'maybe'"]),
        ("table line 1, column visits.quality", ["the", "value", "'6'"]),
        ("table line 2, column visits.grade", ["the", "value", "'best'"]),
    ]
    assert refused(wide(plan__adopted=[2, 1]))[0][0] == "table line 1, column plan.adopted"
    assert refused(wide(plan__adopted=[2.0, 1.0]))[0][0] == "table line 1, column plan.adopted"


def test_a_part_above_its_whole_in_either_form() -> None:
    (found,) = refused(wide(visits__made=[3, 3], visits__kept=[3, 4]))
    assert found[0] == "table line 2, column visits.kept"
    (in_long,) = refused(
        long(
            ("north", "2023-07", "visits.made", "3"),
            ("south", "2023-07", "visits.made", "3"),
            ("south", "2023-07", "visits.kept", "4"),
        )
    )
    assert in_long == ("table line 3, column value", found[1])
    assert all(word in found[1] for word in ("visits.kept", "visits.made", "4", "3"))


def test_facts_that_are_told_twice() -> None:
    twice = pa.table(
        {"department": ["north"] * 3, "period": ["2023-07"] * 3, "visits.made": [1, None, 1]}
    )
    ((where, wrong),) = refused(twice)
    assert where == "table line 3, column period"
    assert "table line 1" in wrong
    spelt = pa.table(
        {"department": ["north", "北乡"], "period": ["2023-07", "2023-07 "], "visits.made": [1, 1]}
    )
    assert [where for where, _ in refused(spelt)] == ["table line 2, column period"]
    apart = pa.table(
        {
            "department": ["north", "south", "north"],
            "period": ["2023-Q3", "2023-07", "2023-08"],
            "visits.made": [1, 1, 1],
        }
    )
    ((where, wrong),) = refused(apart)
    assert where == "table line 3, column period"
    assert "2023-Q3" in wrong
    assert "2023-08" in wrong


def test_unknown_names_are_all_told_at_once_with_the_nearest() -> None:
    table = long(
        ("nroth", "2023-07", "visits.made", "3"),
        ("south", "July", "visits.made", "3"),
        (None, "2023-07", "visits.made", "3"),
    )
    assert [where for where, _ in refused(table)] == [
        "table line 1, column department",
        "table line 2, column period",
        "table line 3, column department",
    ]
    ((where, wrong),) = refused(long(("north", "2023-07", "visits.mode", "3")))
    assert (where, "'visits.mode'" in wrong) == ("table line 1, column measure", True)
    ((where, wrong),) = refused(wide(visits__mode=[1, 2]))
    assert (where, "'visits.mode'" in wrong) == ("table line 1, column visits.mode", True)
    with_more = long(("north", "2023-07", "visits.made", "3")).append_column("more", [["x"]])
    assert [where for where, _ in refused(with_more)] == ["table line 1, column more"]


def test_columns_that_are_lacking_doubled_or_no_words() -> None:
    ((where, wrong),) = refused(pa.table({"department": ["north"]}))
    assert where == "table line 1"
    assert "period" in wrong
    ((_, wrong),) = refused(pa.table({}))
    assert "department, period" in wrong
    names = [*FIRST, "period"]
    doubled = pa.table([*FIRST.values(), FIRST["period"]], names=names)
    assert refused(doubled) == [("table line 1", "the header names period twice")]
    assert refused(doubled.to_pandas()) == refused(doubled)
    nested = pa.table(FIRST | {"department": [["north"], ["south"]]})
    ((where, wrong),) = refused(nested)
    assert (where, "list" in wrong) == ("table line 1, column department", True)


def test_a_table_says_whom_it_is_about_or_the_caller_does() -> None:
    ((_, wrong),) = refused(wide(unit=["A", "B"]), scored_as="north")
    assert wrong == "there is a column unit, and scored_as as well"
    with pytest.raises(UsageError):
        TOWN.score_table(wide(), scored_as="nobody")


@pytest.mark.parametrize("thing", [None, {"department": ["north"]}, [1], "north", 7])
def test_what_is_no_table(thing: Any) -> None:
    ((_, wrong),) = refused(thing)
    assert wrong == f"{type(thing).__name__} is no table"


def test_a_kind_of_table_that_is_not_among_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    import narwhals as nw

    found = nw.from_native(wide())
    monkeypatch.setattr(type(found), "implementation", nw.Implementation.UNKNOWN)
    ((_, wrong),) = refused(wide())
    assert wrong == "Table is no table"


def test_points_in_no_known_form() -> None:
    ((_, wrong),) = refused(wide(), points="decimal")
    assert "'decimal'" in wrong


def test_pieces_of_more_digits_than_a_table_holds() -> None:
    others = [flow(f"town.n{k}", zh="甲", en="one", unit=TIMES) for k in range(3)]
    rulebook = town([BASE], ("base", clause(capped(sum(made / n for n in others), 9), 9)))
    counts = {"visits.made": 1, "town.n0": 10**17 - 3, "town.n1": 10**17 - 1, "town.n2": 10**17 - 9}
    table = wide(**{code: [n, n] for code, n in counts.items()})
    ((_, wrong),) = refused(table, rulebook, points="pieces")
    assert wrong == "some points have a numerator or denominator of 51 digits"
    (row, _) = rulebook.score_table(table, points="exact").to_pylist()
    exact = sum((Fraction(1, n) for n in list(counts.values())[1:]), Fraction())
    assert row["points_exact"] == str(exact)


def test_periods_outside_the_validity() -> None:
    late = town([BASE], ("base", clause(capped(made, 100), 100)), since="2023-08")
    for how in ({}, {"period": "2023-07"}):
        with pytest.raises(PeriodError):
            late.score_table(wide(visits__made=[1, 2]), **how)


@pytest.mark.parametrize(
    ("formula", "maximum"),
    [
        (opaque(lambda n: n, capped(made, 9), lowest=0, highest=9, zh="几何", en="any"), 9),
        (capped(rank(made), 3), 3),
        (3 * (made / best_of_peers(made)), 3),
    ],
)
def test_rulebooks_that_ask_for_more_than_own_facts(formula: Node, maximum: int) -> None:
    rulebook = town([BASE], ("base", clause(formula, maximum)))
    ((_, wrong),) = refused(wide(), rulebook)
    assert "base.cases" in wrong
    with pytest.raises(UsageError, match=r"base\.cases"):
        rulebook.columns("2023-07")


NO_PRIZE = Veto(
    "no_prize", Text("不评优", "no prize"), [at_least(fires, 1)], [Barred("good")], CITE
)
HALF = points_of("base") / 2


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"vetoes": [FIRE]}, "fire"),
        ({"vetoes": [FIRE, NO_PRIZE], "grades": LADDER}, "fire, no_prize"),
        ({"total": HALF}, "total"),
        ({"total": HALF, "vetoes": [FIRE]}, "total, fire"),
    ],
    ids=["veto", "vetoes", "total", "both"],
)
def test_rulebooks_whose_total_is_no_sum_of_their_indicators(
    more: dict[str, Any], named: str
) -> None:
    rulebook = plain(**more)
    said = f"the rulebook town cannot be scored as a table: {named}"
    counts: dict[str, Any] = {"department": ["north"], "period": [Q3], "cases.closed": [40]}
    for how in ({}, {"totals_only": True}, {"points": "exact"}):
        assert refused(pa.table(counts), rulebook, **how) == [("", said)]
    with pytest.raises(UsageError) as caught:
        rulebook.columns(Q3)
    assert [problem.wrong.en for problem in caught.value.problems] == [said]
    # What the message says to do instead can be done.
    burnt = [("north", fires, 0)] if "vetoes" in more else []
    facts = told(rulebook, ("north", cases, 40), *burnt)
    card = rulebook.score(facts, period=Q3, department="north")
    assert card.points == (20 if "total" in more else 40)


def test_grades_move_no_points_and_are_not_told() -> None:
    counts = pa.table({"department": ["north"], "period": [Q3], "cases.closed": [40]})
    graded = plain(grades=LADDER).score_table(counts)
    assert graded.equals(plain().score_table(counts))


def test_judged_points_come_without_evidence_and_reviewer() -> None:
    rows = [
        ("north", "2023-07", "visits.quality", "4.5"),
        ("south", "2023-07", "visits.quality", "3"),
    ]
    with pytest.raises(FactsError):
        TOWN.facts(rows)
    in_long = long(*rows)
    in_wide = wide(visits__quality=["4.5", "3"])
    signed = in_long.append_column("reviewer", [["Li", ""]]).append_column("evidence", [["7", ""]])
    for table in (in_long, in_wide, signed):
        found = TOWN.score_table(table).to_pylist()
        assert [str(row["base.quality.points"]) for row in found] == ["9.00", "6.00"]
        assert [row["base.quality.status"] for row in found] == ["scored", "scored"]


@pytest.mark.parametrize("wrong", [20, 21, 22, 500])
def test_many_problems_are_counted_and_the_first_are_listed(wrong: int) -> None:
    table = pa.table(
        {
            "department": [f"nobody {n}" for n in range(wrong)],
            "period": ["2023-07"] * wrong,
        }
    )
    _check(refused(table), wrong, "department")
    values = pa.table(
        {
            "department": [f"county {n}" for n in range(wrong)],
            "period": ["2023-07"] * wrong,
            "visits.made": [-1] * wrong,
        }
    )
    _check(refused(values, scored_as="north"), wrong, "visits.made")
    above = values.set_column(2, "visits.made", [[1] * wrong]).append_column(
        "visits.kept", [[2] * wrong]
    )
    _check(refused(above, scored_as="north"), wrong, "visits.kept")
    twice = pa.concat_tables([above.drop_columns("visits.kept")] * 2)
    _check(refused(twice, scored_as="north"), wrong, "period", first=wrong + 1)
    quarter = values.set_column(1, "period", [["2023-Q3"] * wrong])
    apart = pa.concat_tables(
        [values.set_column(2, "visits.made", [[1] * wrong]),
         quarter.set_column(2, "visits.made", [[1] * wrong])]
    )  # fmt: skip
    found = refused(apart, scored_as="north")
    assert len(found) == min(wrong, 21)


def _check(found: list[tuple[str, str]], wrong: int, column: str, first: int = 1) -> None:
    listed = [f"table line {n}, column {column}" for n in range(first, first + wrong)][:20]
    assert [where for where, _ in found[:20]] == listed
    if wrong > 20:
        assert found[20:] == [("", f"another {wrong - 20} problems are not listed")]
    else:
        assert not found[20:]


def test_problems_of_several_columns_are_counted_together() -> None:
    table = pa.table(
        {
            "department": [f"county {n}" for n in range(100)],
            "period": ["2023-07"] * 100,
            "visits.made": [-1] * 100,
            "people.total": [-1] * 100,
        }
    )
    found = refused(table, scored_as="north")
    assert len(found) == 21
    assert found[-1][1] == "another 180 problems are not listed"
