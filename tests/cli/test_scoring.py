"""``score``: the example quarter, its JSON, and what may be asked of it."""

import json
from pathlib import Path

import pytest
from tests.cli.running import FACTS, HEADER, QUARTER, answered, done, refused, run

# Computed without this library from the facts of the example.
EXPECTED = {
    "information_collection.double_publicity": "9.74",
    "government_integrity.hotline": "3.14",
    "business_integrity.a_grade_taxpayers": "0.00",
}


def test_example_quarter_is_scored_for_the_government() -> None:
    card = answered("score", FACTS, *QUARTER)
    assert (card["rulebook"], card["department"], card["period"]) == (
        "genhe-2023",
        "genhe",
        "2023-Q3",
    )
    assert (card["points"], card["attainable_exact"]) == ("71.91", "96")
    assert card["percentage"] == "74.90"
    points = {indicator["code"]: indicator["points"] for indicator in card["indicators"]}
    assert len(points) == 26
    assert {code: points[code] for code in EXPECTED} == EXPECTED


def test_missing_and_not_applicable_are_said_in_json() -> None:
    card = answered("score", FACTS, *QUARTER)
    by_code = {indicator["code"]: indicator for indicator in card["indicators"]}
    taxpayers = by_code["business_integrity.a_grade_taxpayers"]
    assert (taxpayers["status"], taxpayers["missing"]) == ("missing", ["taxpayers.a_grade"])
    assert (taxpayers["points_exact"], taxpayers["points_upper_exact"]) == ("0", "3")
    assert by_code["information_collection.labour_relations"]["status"] == "not_applicable"


def test_text_is_the_default_and_shows_the_total() -> None:
    lines = done("score", FACTS, *QUARTER).splitlines()
    assert any(line.split()[:4] == ["合计", "71.91", "–", "74.91"] for line in lines)


def test_a_department_is_scored_by_code_or_name_on_its_own_facts() -> None:
    by_code = done("score", FACTS, *QUARTER, "--department", "tax", "--format", "json")
    by_name = done("score", FACTS, *QUARTER, "--department", "税务局", "--format", "json")
    assert by_code == by_name
    assert json.loads(by_code)["department"] == "tax"


def test_readings_are_adopted() -> None:
    asked = ("--reading", "scheduling.maximum=heading", "--reading", "hotline.rates = lower")
    card = answered("score", FACTS, *QUARTER, *asked)
    assert card["maximum_exact"] == "100"
    assert card["readings"]["hotline.rates"] == "lower"


def test_one_reading_named_twice_alike_is_no_contradiction() -> None:
    asked = ("--reading", "hotline.rates=lower") * 2
    assert answered("score", FACTS, *QUARTER, *asked)["readings"]["hotline.rates"] == "lower"


def test_the_rulebook_may_be_named() -> None:
    card = answered("score", FACTS, *QUARTER, "--rulebook", "genhe-2023")
    assert card["rulebook"] == "genhe-2023"


def test_words_of_json_are_in_the_language_asked_for() -> None:
    chinese = answered("score", FACTS, *QUARTER)
    english = answered("--lang", "en", "score", FACTS, *QUARTER)
    assert chinese["categories"][0]["title"] == "制度建设"
    assert english["categories"][0]["title"] == "institution building"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--period", "2023-7"), "2023-07"),
        (("--period", "2023-Q3", "--department", "税务居"), "税务局"),
        (("--period", "2023-Q3", "--rulebook", "genhe-2024"), "genhe-2023"),
        (("--period", "2023-Q3", "--reading", "hotline.rate=mean"), "hotline.rates"),
        (("--period", "2023-Q3", "--reading", "hotline.rates=lowest"), "lower"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unknown_names_are_refused_with_the_nearest(
    asked: tuple[str, ...], said: str, lang: str
) -> None:
    assert said in refused("score", FACTS, *asked, "--lang", lang)


def test_a_reading_needs_a_key_and_an_option() -> None:
    for written in ("hotline.rates", "hotline.rates=", "=mean", "="):
        message = refused("score", FACTS, *QUARTER, "--reading", written, "--lang", "en")
        assert repr(written) in message
        assert "KEY=OPTION" in message


def test_contradictory_readings_are_refused() -> None:
    asked = ("--reading", "hotline.rates=lower", "--reading", "hotline.rates=both")
    message = refused("score", FACTS, *QUARTER, *asked)
    assert "hotline.rates" in message
    assert "lower" in message
    assert "both" in message


def test_all_bad_rows_are_reported_together(tmp_path: Path) -> None:
    facts = tmp_path / "bad.csv"
    rows = ["tax,2023-7,taxpayers.rated,5,,", "tax,2023-Q3,taxpayers.ratd,5,,", "x,2023,y.z,-1,,"]
    facts.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    message = refused("score", facts, *QUARTER)
    for place in ("第 2 行 period 列", "第 3 行 measure 列", "第 4 行 department 列"):
        assert f"bad.csv {place}" in message
    english = refused("score", facts, *QUARTER, "--lang", "en")
    assert "bad.csv line 2, column period" in english


def test_an_absent_facts_file_is_refused() -> None:
    assert "nowhere.csv" in refused("score", "nowhere.csv", *QUARTER)


def test_a_facts_file_without_rows_misses_everything_but_scores(tmp_path: Path) -> None:
    facts = tmp_path / "empty.csv"
    facts.write_text(HEADER)
    result = run("score", facts, *QUARTER)
    assert result.exit_code == 0
    assert "0.00 – " in result.stdout
