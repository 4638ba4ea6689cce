"""The page on duties says of Genhe what its duties say."""

import re
from collections import Counter
from pathlib import Path

from credit_rules import Rulebook

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/explanation/duties.md").read_text(encoding="utf-8")
EDITION = Rulebook.load().edition.edition
DUTIES = {duty.code: duty for duty in EDITION.duties}
ROWS = [
    [cell.strip(" `") for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]


def test_the_page_counts_duties_and_lines_of_every_cadence() -> None:
    duties = Counter(duty.due.cadence for duty in DUTIES.values())
    lines = Counter(duty.due.cadence for duty in DUTIES.values() for _ in duty.owed_by)
    assert [row[:4] for row in ROWS] == [
        [cadence.value, cadence.title.zh, str(duties[cadence]), str(lines[cadence])]
        for cadence in type(next(iter(duties)))
    ]
    assert f"That makes {sum(lines.values())} lines" in PAGE
    assert f"there are {len(DUTIES)} duties:" in PAGE
    unfed = [duty for duty in DUTIES.values() if duty.feeds is None]
    assert f"{len(unfed)} duties feed none" in PAGE


def test_the_page_names_duties_and_clauses_that_there_are() -> None:
    known = {*DUTIES, *(row[0] for row in ROWS), *(member.code for member in EDITION.roster)}
    text = PAGE.replace("\n", " ")
    assert set(re.findall(r"`(\w+)`", text)) <= {*known, "Duty"}
    clauses = {cite.clause for duty in DUTIES.values() for cite in duty.owed_by.values()}
    cited = set(re.findall(r"附件1(?:·[一二\d]+)+(?:\(\d\))?", text))
    assert cited - {"附件1·4·一"} <= clauses
    assert len(cited) > 10


def test_the_page_says_where_a_line_with_another_deadline_is_another_duty() -> None:
    assert set(DUTIES["other_information_standing"].owed_by) == {"ethnic_affairs"}
    assert len(DUTIES["other_information"].owed_by) == 27
    assert len(DUTIES["code_errors"].owed_by) == 3
    standing = {cite.clause for cite in DUTIES["code_errors_standing"].owed_by.values()}
    assert standing == {"附件1·3", "附件1·33·2"}
    assert len(DUTIES["repair_notice"].owed_by) == 1 + 23


def test_the_page_says_how_many_lines_name_months_before_the_text() -> None:
    months = Counter(
        str(period)
        for duty in DUTIES.values()
        if (period := getattr(duty.due, "period", None)) is not None
        for _ in duty.owed_by
    )
    before = {month: n for month, n in months.items() if month < "2023-08"}
    assert before == {"2023-06": 1, "2023-07": 16}
    assert "2023-06 once, 2023-07 sixteen times" in PAGE
