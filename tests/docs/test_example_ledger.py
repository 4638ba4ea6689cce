"""The ledger of the example holds what its README says, and agrees with the example's facts."""

import json
import re
from collections import defaultdict
from datetime import date

import pytest
from click.testing import CliRunner
from tests.docs.pages import DOCS, read

from credit_rules import DutyStatus, Facts, Ledger, Rulebook
from credit_rules.cli.app import app

FOLDER = DOCS / "examples/genhe-2023-q3"
README = read(FOLDER / "README.md").partition("\n## The ledger\n")[2]
BOOK = Rulebook.load("genhe-2023")
WHOLE = ["development_reform", "education", "market_regulation", "court", "tax"]


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    entries = BOOK.duties.read_ledger(FOLDER / "done.csv")
    return BOOK.duties.ledger(entries, date(2023, 10, 10), since=date(2023, 8, 9))


@pytest.fixture(scope="module")
def given() -> Facts:
    return BOOK.read_csv(FOLDER / "facts.csv")


def test_it_agrees_with_the_facts_and_their_evidence(ledger: Ledger, given: Facts) -> None:
    told = ["ledger", str(FOLDER / "done.csv"), "--as-of", "2023-10-10", "--format", "json"]
    found = CliRunner().invoke(app, [*told, "--against", str(FOLDER / "facts.csv")])
    assert (found.exit_code, json.loads(found.output)["disagreements"]) == (0, [])
    follow = BOOK.duties.facts(ledger)
    typed = {(f.department, f.measure, f.period): f for f in given}
    both = [f for f in follow if (f.department, f.measure, f.period) in typed]
    assert len(both) > 30
    for fact in both:
        assert fact.evidence == typed[fact.department, fact.measure, fact.period].evidence


def test_what_both_speak_of_is_what_the_readme_says(ledger: Ledger, given: Facts) -> None:
    follow = {(f.department, f.measure, f.period): f.value for f in BOOK.duties.facts(ledger)}
    typed = {(f.department, f.measure, f.period): f.value for f in given}
    measures = {measure for _, measure, _ in follow}
    silent = {key for key in typed if key[1] in measures and key not in follow}
    assert {typed[key] for key in silent} == {0}
    ledger_alone = {key[1] for key in follow.keys() - typed.keys()}
    assert ledger_alone == {"joint_cases.collected", "monthly_report.on_time"}
    zeros = {key[0] for key, n in follow.items() if n == 0 and key[1] == "campaigns.held"}
    assert zeros == {"market_regulation"}


def test_the_five_that_are_whole_are_those_that_the_readme_names(ledger: Ledger) -> None:
    named = re.search(r"^\| (市\S+, .+) \| everything", README, re.MULTILINE)
    assert named
    assert [BOOK.roster.find(name).code for name in named[1].split(", ")] == WHOLE
    done = defaultdict(set)
    for item in ledger.items:
        if item.entries:
            done[item.obligation.department.code].add(item.obligation.duty.code)
    others = {code: found for code, found in done.items() if code not in WHOLE}
    held = {"monthly_report", "campaigns", "training", "integrity_education"}
    assert all("monthly_report" in found <= held for found in others.values())
    assert len(others) + len(WHOLE) == 33


def test_what_the_readme_says_is_hidden_in_it_is_there(ledger: Ledger) -> None:
    late, never = DutyStatus.DONE_LATE, DutyStatus.OVERDUE
    status = {
        (i.obligation.department.code, i.obligation.duty.code, str(i.obligation.period)): i.status
        for i in ledger.items
        if i.obligation.decided_on is None
    }
    assert status["development_reform", "coordinate_monthly_report", "2023-08"] is late
    assert status["development_reform", "tiered_supervision_rules", "2023-08"] is never
    assert status["education", "other_information", "2023-08"] is never
    assert status["education", "campaigns", "2023-Q3"] is never
    assert status["trade_union", "monthly_report", "2023-09"] is never
    after_the_holiday = [
        item
        for item in ledger.items
        if item.obligation.department.code == "education" and item.done_on == date(2023, 10, 7)
    ]
    assert [item.status for item in after_the_holiday] == [late] * 3
    decisions = [
        item.obligation
        for item in ledger.items
        if item.obligation.department.code == "market_regulation" and item.obligation.decided_on
    ]
    days = [obligation.decided_on for obligation in decisions]
    assert days.count(date(2023, 9, 5)) == 2
    assert [o.due.on for o in decisions if o.due and o.decided_on == date(2023, 9, 25)] == [
        date(2023, 10, 10)
    ]
    assert [entry.duty.code for entry in ledger.ignored] == ["double_publicity", "training"]
