"""Editions on the command line: which one scores, and what ``diff`` says of two."""

import json
from pathlib import Path

import pytest
from tests.cli.running import answered, cells, done, refused, run
from tests.fake_plugins import install_plugin, uninstall
from tests.two_editions import TWO_EDITIONS


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Both editions installed beside the built-in rulebook, and facts of the town."""
    install_plugin(monkeypatch, tmp_path, "two_editions", TWO_EDITIONS)
    file = tmp_path / "facts.csv"
    file.write_text(
        "department,period,measure,value\n"
        "town,2023-02,visits.made,1\ntown,2025-06,visits.made,2\ntown,2025-07,visits.made,2\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def alone(facts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same without the built-in rulebook."""
    uninstall(monkeypatch, *(p["name"] for p in answered("plugins") if p["name"] != "two_editions"))
    return facts


def scored(facts: Path, period: str, *more: str) -> tuple[str, str]:
    card = answered("score", facts, "--period", period, *more)
    return card["rulebook"], card["points"]


# --- Which edition scores ------------------------------------------------------------------------


def test_of_one_series_the_edition_of_the_period_scores(alone: Path) -> None:
    assert scored(alone, "2025-06") == ("town-2023", "2.00")
    assert scored(alone, "2025-07") == ("town-2025", "1.00")
    explained = done(
        "explain", alone, "--period", "2025-Q2", "--indicator", "outreach.visits", "--lang", "en"
    )
    assert "2.00 / 3" in explained


def test_an_edition_that_is_named_has_to_be_valid_then(facts: Path) -> None:
    assert scored(facts, "2025-07", "--rulebook", "town-2025") == ("town-2025", "1.00")
    for command in (("score",), ("explain", "--indicator", "outreach.visits")):
        asked = (*command, facts, "--rulebook", "town-2023", "--period", "2025-07")
        assert "--rulebook town-2025" in refused(*asked)


def test_of_a_series_that_is_named_the_edition_of_the_period_scores(facts: Path) -> None:
    assert scored(facts, "2025-06", "--rulebook", "town") == ("town-2023", "2.00")
    assert scored(facts, "2025-07", "--rulebook", "town") == ("town-2025", "1.00")
    assert answered("check", "--rulebook", "town")["rulebook"] == "town-2025"
    assert answered("check", "--rulebook", "genhe")["rulebook"] == "genhe-2023"


def test_deadlines_and_ledgers_are_those_of_the_edition_of_their_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_duties = (
        TWO_EDITIONS.replace("Document, Edition,", "Document, Duty, Edition, NextMonth,")
        .replace("(TOWN, ())", '(TOWN, (Department("schools", Text("学校", "Schools")),))')
        .replace(
            "series=",
            'duties=[Duty("returns", Text("报表", "returns"), NextMonth(int(code[-1])),'
            ' {"schools": Citation("一", "每走访一次得1分")})], series=',
        )
    )
    install_plugin(monkeypatch, tmp_path, "two_editions", with_duties)

    def due(first: str, last: str) -> list[str]:
        asked = ("--from", first, "--to", last, "--rulebook", "town")
        return [one["due"] for one in answered("deadlines", *asked)]

    assert due("2023-03-01", "2023-03-31") == ["2023-03-03"]
    assert due("2025-09-01", "2025-09-30") == ["2025-09-05"]
    ledger = tmp_path / "done.csv"
    ledger.write_text("department,duty,period,done_on\n学校,returns,2023-02,2023-03-03\n", "utf-8")
    asked = ("ledger", ledger, "--rulebook", "town", "--as-of")
    assert answered(*asked, "2023-03-31")["rulebook"] == "town-2023"
    assert "--rulebook town-2023" in refused(*asked, "2025-09-30")  # a row of another time


def test_a_code_wins_over_a_series_of_the_same_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    renamed = TWO_EDITIONS.replace("town-2023", "town")
    install_plugin(monkeypatch, tmp_path, "two_editions", renamed)
    assert answered("check", "--rulebook", "town")["rulebook"] == "town"


def test_a_year_of_two_editions_is_refused_with_both(alone: Path) -> None:
    message = refused("score", alone, "--period", "2025", "--lang", "en")
    assert "town-2023 (from 2023-01 to 2025-06), town-2025 (from 2025-07)" in message


def test_genhe_is_valid_from_january_2023(facts: Path) -> None:
    message = refused(
        "score", facts, "--rulebook", "genhe-2023", "--period", "2022", "--lang", "en"
    )
    assert message.startswith("facts.csv")  # of another rulebook; and without facts of it:
    facts.write_text("department,period,measure,value\n")
    message = refused(
        "score", facts, "--rulebook", "genhe-2023", "--period", "2022", "--lang", "en"
    )
    assert message.startswith("the rulebook genhe-2023 is valid from 2023-01, not throughout 2022;")


def test_without_a_period_the_latest_edition_is_listed(alone: Path) -> None:
    assert alone.exists()
    assert "0.5" in answered("indicators")[0]["rule"]
    assert "0.5" not in answered("indicators", "--rulebook", "town-2023")[0]["rule"]
    assert answered("check")["rulebook"] == "town-2025"


def test_of_several_series_one_must_be_named(facts: Path) -> None:
    assert "--rulebook" in refused("score", facts, "--period", "2025-07")


def test_plugins_says_when_each_edition_is_valid(facts: Path) -> None:
    assert facts.exists()
    town = next(p for p in answered("plugins") if p["name"] == "two_editions")
    assert town["validity"] == {
        "town-2023": {"series": "town", "since": "2023-01", "until": "2025-06"},
        "town-2025": {"series": "town", "since": "2025-07", "until": None},
    }
    assert done("plugins", "--lang", "en").splitlines()[-3:] == [
        "rulebook genhe-2023: all categories are there (8); valid from 2023-01",
        "rulebook town-2025: all categories are there (1); valid from 2025-07",
        "rulebook town-2023: all categories are there (1); valid from 2023-01 to 2025-06",
    ]


def test_editions_that_begin_alike_are_listed_and_nothing_scores(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_plugin(
        monkeypatch, tmp_path, "two_editions", TWO_EDITIONS.replace("2025-07", "2023-01")
    )
    result = run("plugins", "--format", "json", "--lang", "en")
    town = next(p for p in json.loads(result.stdout) if p["name"] == "two_editions")
    assert town["status"] == "doubled"
    assert "town-2025 and town-2023, begin alike (from 2023-01)" in town["problem"]
    assert "begin alike" in refused("indicators", "--lang", "en", code=3)


# --- diff ----------------------------------------------------------------------------------------

CHANGED = {
    "number": ("1号", "2号"),
    "validity": ("from 2023-01 to 2025-06", "from 2025-07"),
    "formula": (
        "1 point for each of visits made, at most 3.",
        "0.5 points for each of visits made, at most 3.",
    ),
}


@pytest.mark.usefixtures("facts")
def test_diff_lists_every_change_as_json() -> None:
    answer = answered("diff", "town-2023", "town-2025", "--lang", "en")
    assert (answer["before"], answer["after"]) == ("town-2023", "town-2025")
    assert [change.pop("part") for change in answer["changes"]] == [
        "rulebook",
        "rulebook",
        "indicator",
    ]
    assert answer["changes"] == [
        {
            "code": "outreach.visits" if what == "formula" else "town-2025",
            "change": "changed",
            "what": what,
            "readings": {},
            "before": before,
            "after": after,
        }
        for what, (before, after) in CHANGED.items()
    ]
    assert answered("diff", "town-2023", "town-2025")["changes"][1]["after"] == "自 2025-07 起"


@pytest.mark.usefixtures("facts")
def test_diff_shows_what_was_and_what_is() -> None:
    assert done("diff", "town-2023", "town-2025", "--lang", "en").splitlines() == [
        "town-2023 → town-2025, changes: 3",
        "",
        "rulebook town-2025",
        "  number   - 1号",
        "           + 2号",
        "  validity - from 2023-01 to 2025-06",
        "           + from 2025-07",
        "",
        "indicator outreach.visits",
        "  formula - 1 point for each of visits made, at most 3.",
        "          + 0.5 points for each of visits made, at most 3.",
    ]
    chinese = done("diff", "town-2023", "town-2025")
    assert chinese.startswith("town-2023 → town-2025，变化 3 处\n\n考核细则 town-2025\n")
    assert "\n指标 outreach.visits\n  公式 - " in chinese
    assert max(map(cells, chinese.splitlines())) <= 100


@pytest.mark.usefixtures("facts")
def test_diff_of_rulebooks_that_have_nothing_in_common_lists_all_of_both() -> None:
    changed = answered("diff", "genhe-2023", "town-2023")["changes"]
    kinds = {
        change: [c for c in changed if c["change"] == change] for change in ("added", "removed")
    }
    assert {c["part"] for c in kinds["added"]} == {"heading", "indicator", "measure", "department"}
    assert sum(c["part"] == "indicator" for c in kinds["removed"]) == 26
    assert all(c["before"] is None and c["what"] is None for c in kinds["added"])
    assert all(c["after"] is None and c["what"] is None for c in kinds["removed"])
    page = done("diff", "genhe-2023", "town-2023")
    assert "指标 repair.repair_notice\n  删去 - 信用修复告知流程\n" in page
    assert "指标 outreach.visits\n  新增 + 走访\n" in page
    backwards = done("diff", "town-2023", "genhe-2023", "--lang", "en")
    assert "reading hotline.rates\n  added + " in backwards


def test_diff_names_the_readings_under_which_something_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = TWO_EDITIONS.replace(
        "capped(points * visits, 3)",
        "choose('visits.how', one=capped(visits, 3), other=capped(points * visits, 3))",
    )
    source = source.replace("capped, flow", "Reading, capped, choose, flow").replace(
        "readings=[]",
        "readings=[Reading('visits.how', Text('?', '?'), {'one': Text('1', '1'), 'other': "
        "Text('2', '2')}, Citation('一', '每走访一次得1分'), Text('', ''))]",
    )
    install_plugin(monkeypatch, tmp_path, "two_editions", source)
    assert done("diff", "town-2023", "town-2025", "--lang", "en").splitlines()[-3:] == [
        "  formula   visits.how = other",
        "          - 1 point for each of visits made, at most 3.",
        "          + 0.5 points for each of visits made, at most 3.",
    ]
    change = answered("diff", "town-2023", "town-2025")["changes"][-1]
    assert change["readings"] == {"visits.how": "other"}


def test_diff_without_a_change_says_so() -> None:
    assert done("diff", "genhe-2023", "genhe-2023") == "genhe-2023 与 genhe-2023 没有差别\n"
    english = done("diff", "genhe-2023", "genhe-2023", "--lang", "en")
    assert english == "nothing differs between genhe-2023 and genhe-2023\n"
    assert answered("diff", "genhe-2023", "genhe-2023")["changes"] == []


def test_diff_of_a_rulebook_that_there_is_not_is_refused_with_the_nearest() -> None:
    message = refused("diff", "genhe-2023", "genhe-2024", "--lang", "en")
    assert "there is no rulebook 'genhe-2024'" in message
    assert "Did you mean genhe-2023" in message


def test_diff_needs_two() -> None:
    assert "B" in refused("diff", "genhe-2023", "--lang", "en")
