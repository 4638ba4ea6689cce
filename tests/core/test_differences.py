"""What changed between two editions of the town's rulebook: all of it, once, in the text's order."""

from datetime import date
from json import loads
from typing import Any

import pytest
from attrs import evolve, fields
from tests.core.samples import (
    CITE,
    PARKS,
    ROSTER,
    SCHOOLS,
    TOWN,
    Wrong,
    category,
    edition,
    indicator,
    kept,
    made,
    members,
    people,
    plan,
    reading,
)

from credit_rules import Change, Rulebook, changes, differences, duties
from credit_rules.departments import Department, Group, Roster
from credit_rules.duties import (
    AfterDecision,
    ByEndOf,
    Due,
    Duty,
    Every,
    Feeds,
    Follows,
    NextMonth,
    Standing,
)
from credit_rules.formulas import (
    Amount,
    Node,
    at_least,
    by_level,
    capped,
    choose,
    each_month,
    flow,
    from_form,
    level,
    line,
    points_of,
    stock,
)
from credit_rules.indicators import Category, Citation, Foreseen, Indicator
from credit_rules.measures import Kind, Measure
from credit_rules.periods import Cadence, Unit
from credit_rules.plugins import Installed, Plugin
from credit_rules.rulebooks import Applicability, Document, Edition, Heading, Reading
from credit_rules.text import Text, same
from credit_rules.verdicts import AtMost, Barred, Fixed, Grade, Graded, Ladder, Veto, Void

COUNT = reading("visits.count", "all", "kept")


def book(text: Edition, *categories: Category, **readings: str) -> Rulebook:
    """A rulebook that is installed alone; what is compared need not be fit to score with."""
    adopted = {f"visits.{key}": option for key, option in readings.items()}
    plugin = Plugin("town", "town", "1.0", "town", editions=(text,), categories=categories)
    found = Installed([plugin])
    return Rulebook(found.whole(text, adopted), {"town": "1.0"}, found.series(text))


def outreach(*indicators: Indicator, text: Edition | None = None, **readings: str) -> Rulebook:
    """A rulebook of one category."""
    return book(text or edition("outreach"), category(*indicators), **readings)


def brief(found: tuple[Change, ...]) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Changes in English."""
    return [
        (
            change.part.en,
            change.code,
            change.what and change.what.en,
            change.before and change.before.en,
            change.after and change.after.en,
        )
        for change in found
    ]


VISITS = indicator(capped(made, 3))
OLD = outreach(VISITS)


def of_visits(**altered: Wrong) -> list[tuple[str | None, str | None, str | None]]:
    """What is said to have changed of the one indicator that is altered."""
    found = brief(changes(OLD, outreach(evolve(VISITS, **altered))))
    assert all(found[:2] == ("indicator", "outreach.visits") for found in found)
    return [change[2:] for change in found]


# --- Nothing ---------------------------------------------------------------------------------------


def test_between_a_rulebook_and_itself_there_is_no_change() -> None:
    assert changes(OLD, OLD) == ()
    assert changes(OLD, outreach(indicator(capped(made, 3)))) == ()
    genhe = Rulebook.load("genhe-2023")
    assert changes(genhe, Rulebook.load("genhe-2023", readings={"hotline.fold": "pooled"})) == ()


def test_the_words_of_the_document_are_not_compared_only_what_is_quoted() -> None:
    text = edition("outreach")
    longer = evolve(text, document=evolve(text.document, text="另文", misprints={"甲": "乙"}))

    assert changes(OLD, outreach(VISITS, text=longer)) == ()


# --- Every property of every thing -----------------------------------------------------------------

TABLES: dict[type, tuple[dict[str, Text], set[str]]] = {
    Heading: (dict(differences.HEADING_WORDS), {"code"}),
    Indicator: (dict(differences.INDICATOR_WORDS | differences.OPEN_WORDS), {"code"}),
    Citation: (dict(differences.INDICATOR_WORDS), set()),
    Reading: (dict(differences.READING_WORDS), {"key"}),
    Measure: (dict(differences.MEASURE_WORDS), {"code"}),
    Department: (dict(differences.DEPARTMENT_WORDS), {"code"}),
    Document: (dict(differences.RULEBOOK_WORDS), {"text", "misprints"}),
    Edition: (
        dict(differences.RULEBOOK_WORDS),
        # its own functions compare headings, readings, duties and the table of who is scored on
        # what; the validity covers both ends
        {"code", "headings", "readings", "since", "until", "applies", "vetoes", "duties"},
    ),
    Veto: (dict(differences.VETO_WORDS), {"code", "conditions", "unless"}),
    Applicability: (dict(differences.APPLIES_WORDS), {"indicator"}),
    Duty: (dict(differences.DUTY_WORDS), {"code"}),
}


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_whatever_is_declared_is_compared_or_left_out_on_purpose(kind: type) -> None:
    words, left_out = TABLES[kind]
    compared = {part for path in words for part in path.split(".")}

    assert {field.name for field in fields(kind)} <= compared | left_out


def test_what_an_edition_says_of_itself_is_compared() -> None:
    document = Document("提升方案", "2号", date(2025, 7, 1), "每走访一次得1分")
    mayor = Department("mayor", Text("市长", "Mayor"))
    dated: dict[str, Any] = {"since": "2025-07", "until": "2026-12", "series": "city"}
    new = evolve(
        edition("outreach"),
        title=Text("新细则", "new rules"),
        document=document,
        roster=Roster(mayor, ROSTER.members),
        **dated,
    )

    assert brief(changes(OLD, outreach(VISITS, text=new))) == [
        ("rulebook", "town", "title", "the town's rulebook", "new rules"),
        ("rulebook", "town", "document", "小城考核细则", "提升方案"),
        ("rulebook", "town", "number", "1号", "2号"),
        ("rulebook", "town", "date", "2023-01-01", "2025-07-01"),
        ("rulebook", "town", "series", "town", "city"),
        ("rulebook", "town", "validity", "in any period", "from 2025-07 to 2026-12"),
        ("rulebook", "town", "government", "town", "mayor"),
        ("department", "town", None, "Town", None),
        ("department", "mayor", None, None, "Mayor"),
    ]


def test_what_overrides_a_total_is_compared() -> None:
    fire = Veto(
        "fire", Text("火灾", "fire"), [at_least(made, 1)], [Fixed(59), Barred("good")], CITE
    )
    ladder = Ladder(
        [Grade("good", Text("优", "good"), ">=80"), Grade("bad", Text("差", "bad"), "<80")]
    )
    new = evolve(edition("outreach"), vetoes=[fire], grades=ladder, total=2 * points_of("outreach"))
    later = evolve(new, vetoes=[evolve(fire, effects=[Void(), AtMost(3), Graded("bad")])])

    assert brief(changes(OLD, outreach(VISITS, text=new))) == [
        ("rulebook", "town", "total", None, "2 x the points of outreach."),
        ("rulebook", "town", "grades", None, "good ≥ 80, bad < 80"),
        ("veto", "fire", None, None, "fire"),
    ]
    assert brief(changes(outreach(VISITS, text=new), outreach(VISITS, text=later))) == [
        (
            "veto",
            "fire",
            "effects",
            "the total is 59, not good or better",
            "nothing is left of the total, the total is 3 at most, graded bad",
        )
    ]


def test_who_is_scored_on_a_clause_is_compared_by_clause() -> None:
    why = Text("由教育局负责", "the schools' task")
    row = Applicability("outreach.visits", ["schools"], why, [CITE])
    new = evolve(edition("outreach"), applies=[row])

    assert brief(changes(OLD, outreach(VISITS, text=new))) == [
        ("indicator", "outreach.visits", "departments scored", "every department", "schools"),
        ("indicator", "outreach.visits", "why these", None, "the schools' task"),
        ("indicator", "outreach.visits", "derived from", None, f"{CITE.clause} {CITE.quote}"),
    ]


def test_the_validity_is_that_of_what_is_installed() -> None:
    old, new = (
        evolve(edition("outreach", code=code), since=since, series="town")
        for code, since in (("town-2023", "2023-01"), ("town-2025", "2025-07"))
    )
    clauses = tuple(category(VISITS, rulebook=text.code) for text in (old, new))
    plugin = Plugin("town", "town", "1", "town", editions=(old, new), categories=clauses)
    before, after = (Rulebook.load(e.code, installed=Installed([plugin])) for e in (old, new))

    (change,) = changes(before, after)
    assert (change.code, change.before, change.after) == (
        "town-2025",
        Text("2023-01 至 2025-06", "from 2023-01 to 2025-06"),
        Text("自 2025-07 起", "from 2025-07"),
    )


# --- Headings ----------------------------------------------------------------------------------------


def headed(*headings: tuple[str, str, int]) -> Rulebook:
    """A rulebook with these headings, each with one clause of the heading's name."""
    text = evolve(
        edition(), headings=tuple(Heading(code, same(title), n) for code, title, n in headings)
    )
    filled = [category(indicator(made, code=code), code=code) for code, _, _ in headings]
    return book(text, *filled)


def test_headings_come_and_go_with_their_clauses_where_they_stand_or_stood() -> None:
    old = headed(("first", "1", 3), ("gone", "2", 3), ("last", "3", 3))
    new = headed(("first", "1st", 4), ("last", "3", 3), ("added", "4", 3))

    assert brief(changes(old, new)) == [
        ("heading", "first", "title", "1", "1st"),
        ("heading", "first", "points", "3", "4"),
        ("heading", "gone", None, "2", None),
        ("indicator", "gone.gone", None, "visits", None),
        ("heading", "added", None, None, "4"),
        ("indicator", "added.added", None, None, "visits"),
    ]


def test_what_is_gone_from_the_beginning_comes_first() -> None:
    old = headed(("gone", "1", 3), ("also", "2", 3), ("kept", "3", 3))
    found = brief(changes(old, headed(("kept", "3", 4))))

    assert [change[1] for change in found] == ["gone", "gone.gone", "also", "also.also", "kept"]


def test_headings_that_stand_in_another_order_are_one_change() -> None:
    old = headed(("first", "1", 3), ("gone", "0", 3), ("last", "2", 3))
    found = brief(changes(old, headed(("last", "2", 3), ("first", "1", 3))))

    assert found[0] == ("rulebook", "town", "order", "first, last", "last, first")
    assert [change[:2] for change in found[1:]] == [("heading", "gone"), ("indicator", "gone.gone")]


# --- Indicators ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("altered", "expected"),
    [
        ({"title": Text("拜访", "calls")}, ("title", "visits", "calls")),
        ({"maximum": "2.5"}, ("maximum", "3", "2.5")),
        ({"cite": Citation("二", CITE.quote)}, ("clause", CITE.clause, "二")),
        ({"cite": Citation(CITE.clause, "得1分")}, ("quote", CITE.quote, "得1分")),
        (
            {"foreseen": (Foreseen("visits.made", (CITE, Citation("三", "走访"))),)},
            ("foreseen", None, f"visits.made: {CITE.clause} {CITE.quote}; 三 走访"),
        ),
        (
            {"foreseen": (Foreseen("visits.made", (CITE,), Unit.MONTH),)},
            ("foreseen", None, f"visits.made/month: {CITE.clause} {CITE.quote}"),
        ),
        (
            {"formula": capped("0.5" * made, 3)},
            (
                "formula",
                "1 point for each of visits made, at most 3.",
                "0.5 points for each of visits made, at most 3.",
            ),
        ),
    ],
)
def test_a_property_of_an_indicator_is_said_before_and_after(
    altered: dict[str, Any], expected: tuple[str | None, ...]
) -> None:
    base = evolve(VISITS, formula=capped(1 * made, 3))
    found = changes(outreach(base), outreach(evolve(base, **altered)))

    assert brief(found) == [("indicator", "outreach.visits", *expected)]
    assert all(change.readings == () for change in found)


def test_another_cadence_is_another_formula() -> None:
    monthly = of_visits(formula=each_month(capped(made, 3)), cadence=Cadence.MONTHLY)

    assert monthly[0] == ("cadence", "cumulative", "monthly")
    assert [what for what, *_ in monthly] == ["cadence", "formula"]


def test_both_wordings_of_a_formula_are_given() -> None:
    change = changes(OLD, outreach(evolve(VISITS, formula=capped(people, 3))))[0]

    assert change.before == Text("走访次数，最多 3 分。", "visits made, at most 3.")
    assert change.after == Text("人数，最多 3 分。", "people, at most 3.")


def test_trees_that_are_worded_alike_are_shown_as_their_forms() -> None:
    twin = Amount(evolve(made.measure, code="visits.twin"))
    change = changes(OLD, outreach(evolve(VISITS, formula=capped(twin, 3))))[0]

    assert change.before is not None
    assert change.after is not None
    assert from_form(loads(change.before.en)) == capped(made, 3)
    assert from_form(loads(change.after.zh)) == capped(twin, 3)


def test_a_measure_declared_otherwise_is_no_change_of_the_formulas_that_read_it() -> None:
    rate = capped(line(members / people, {0: 0, 1: 3}), 3)
    free = Amount(evolve(members.measure, within=None, title=same("club")))
    other = capped(line(free / people, {0: 0, 1: 3}), 3)

    assert brief(changes(outreach(indicator(rate)), outreach(indicator(other)))) == [
        ("measure", "people.members", "title", "members", "club"),
        ("measure", "people.members", "within", "people.total", None),
    ]


def test_indicators_come_and_go_where_they_stand_or_stood() -> None:
    old = outreach(*(indicator(made, code=code) for code in ("one", "two", "four")))
    new = outreach(*(indicator(made, code=code) for code in ("one", "three", "four")))

    assert brief(changes(old, new)) == [
        ("indicator", "outreach.two", None, "visits", None),
        ("indicator", "outreach.three", None, None, "visits"),
    ]


def test_indicators_that_stand_in_another_order_are_one_change() -> None:
    old = outreach(*(indicator(made, code=code) for code in ("one", "two", "three")))
    new = outreach(*(indicator(made, code=code) for code in ("three", "four", "two", "one")))

    order, added = brief(changes(old, new))
    assert order == (
        "heading",
        "outreach",
        "order",
        "outreach.one, outreach.two, outreach.three",
        "outreach.three, outreach.two, outreach.one",
    )
    assert added == ("indicator", "outreach.four", None, None, "visits")


def two(first: list[Indicator], second: list[Indicator]) -> Rulebook:
    return book(
        edition("outreach", "service"),
        category(*first),
        category(*second, code="service"),
    )


def test_an_indicator_under_another_heading_was_moved_and_compared() -> None:
    stays = indicator(made, code="stays")
    old = two([stays, VISITS], [indicator(made, code="last")])
    new = two([stays], [evolve(VISITS, maximum=4), indicator(made, code="last")])

    assert brief(changes(old, new)) == [
        ("indicator", "service.visits", "category", "outreach", "service"),
        ("indicator", "service.visits", "maximum", "3", "4"),
    ]


def test_a_name_that_came_or_went_twice_is_nothing_that_moved() -> None:
    old = two([VISITS], [])
    text = edition("outreach", "service", "third")
    empty, full = category(), category(VISITS, code="service")
    new = book(text, empty, full, category(VISITS, code="third"))

    assert [change[:3] for change in brief(changes(old, new))] == [
        ("indicator", "outreach.visits", None),
        ("indicator", "service.visits", None),
        ("heading", "third", None),
        ("indicator", "third.visits", None),
    ]
    assert [change[:3] for change in brief(changes(new, old))][1:] == [
        ("indicator", "service.visits", None),
        ("heading", "third", None),
        ("indicator", "third.visits", None),
    ]


# --- Under readings ------------------------------------------------------------------------------


def counted(formula: Node, *readings: Reading, **adopted: str) -> Rulebook:
    text = edition("outreach", readings=readings or (COUNT,))
    return outreach(indicator(formula), text=text, **adopted)


def readings_of(found: tuple[Change, ...]) -> list[tuple[str | None, dict[str, str]]]:
    return [(change.after and change.after.en, dict(change.readings)) for change in found]


def test_a_formula_of_another_option_is_named_with_the_option() -> None:
    old = counted(choose("visits.count", all=capped(made, 3), kept=capped(kept, 3)))
    new = counted(choose("visits.count", all=capped(made, 3), kept=capped(kept, 2)))

    assert readings_of(changes(old, new)) == [
        ("visits kept, at most 2.", {"visits.count": "kept"}),
    ]


def test_the_options_adopted_play_no_part() -> None:
    old = choose("visits.count", all=capped(made, 3), kept=capped(kept, 3))
    new = choose("visits.count", all=capped(made, 2), kept=capped(kept, 3))

    assert readings_of(changes(counted(old), counted(new, count="kept"))) == [
        ("visits made, at most 2.", {}),
    ]


def test_what_changes_alike_under_several_readings_is_said_once() -> None:
    late = reading("visits.late", "no", "yes")
    options = {"no": capped(made, 3), "yes": choose("visits.count", all=made, kept=kept)}
    changed = {"no": capped(made, 2), "yes": choose("visits.count", all=made, kept=2 * kept)}
    old = counted(choose("visits.late", **options), COUNT, late)
    new = counted(choose("visits.late", **changed), COUNT, late)

    assert readings_of(changes(old, new)) == [
        ("visits made, at most 2.", {}),
        ("2 points for each of visits kept.", {"visits.late": "yes", "visits.count": "kept"}),
    ]


def test_a_maximum_may_change_under_one_reading_only() -> None:
    def rules(heading: int) -> Rulebook:
        maximum = choose("visits.count", all=3, kept=heading)
        text = edition("outreach", readings=(COUNT,))
        return outreach(indicator(capped(made, 3), maximum=maximum), text=text)

    (change,) = changes(rules(4), rules(5))
    assert (change.what, change.before, change.after) == (
        Text("满分", "maximum"),
        same("4"),
        same("5"),
    )
    assert change.readings == (("visits.count", "kept"),)


def test_another_default_is_a_change_of_the_reading_and_of_what_is_scored() -> None:
    formula = choose("visits.count", all=capped(made, 3), kept=capped(kept, 3))
    found = changes(counted(formula), counted(formula, reading("visits.count", "kept", "all")))

    assert brief(found) == [
        (
            "indicator",
            "outreach.visits",
            "formula",
            "visits made, at most 3.",
            "visits kept, at most 3.",
        ),
        ("reading", "visits.count", "default", "all", "kept"),
    ]
    assert found[0].readings == ()


def test_an_option_that_is_the_default_of_one_edition_only_is_named() -> None:
    old = choose("visits.count", all=capped(made, 3), kept=capped(kept, 3))
    new = choose("visits.count", kept=capped(kept, 2), some=capped(made, 3))
    found = changes(counted(old), counted(new, reading("visits.count", "some", "kept")))

    assert readings_of(found)[:1] == [("visits kept, at most 2.", {"visits.count": "kept"})]


def test_a_reading_that_came_or_went_leaves_the_defaults_to_compare() -> None:
    plain = outreach(indicator(capped(made, 3)))
    chosen = counted(choose("visits.count", all=capped(made, 2), kept=capped(kept, 3)))

    for old, new in ((plain, chosen), (chosen, plain)):
        found = changes(old, new)
        assert [(c.part.en, c.what and c.what.en) for c in found[:2]] == [
            ("indicator", "formula"),
            ("reading", None),
        ]
        assert found[0].readings == ()


def test_readings_are_compared_property_by_property() -> None:
    other = Reading(
        "visits.count",
        same("What?"),
        {"all": Text("全部", "all"), "none": same("none")},
        Citation("二", "走访"),
        why=same("so"),
        elsewhere=same("there"),
    )
    formula = choose("visits.count", all=made, kept=made)
    again = choose("visits.count", all=made, none=made)

    assert brief(changes(counted(formula), counted(again, other))) == [
        ("reading", "visits.count", "question", "How?", "What?"),
        ("reading", "visits.count", "options", "all: all; kept: kept", "all: all; none: none"),
        ("reading", "visits.count", "clause", CITE.clause, "二"),
        ("reading", "visits.count", "quote", CITE.quote, "走访"),
        ("reading", "visits.count", "why", "custom", "so"),
        ("reading", "visits.count", "elsewhere", None, "there"),
    ]


# --- Duties --------------------------------------------------------------------------------------


def owing(*declared: Duty) -> Rulebook:
    """A rulebook with two clauses and these duties."""
    visits, calls = (indicator(made + kept, code=code) for code in ("visits", "calls"))
    return outreach(visits, calls, text=evolve(edition("outreach"), duties=declared))


def owed(code: str, due: Due = NextMonth(4), feeds: Feeds | None = None, **by: str) -> Duty:  # noqa: B008 -- a value
    cites = {who: Citation(clause, CITE.quote) for who, clause in (by or {"parks": "一"}).items()}
    return Duty(code, Text(f"任务{code}", code), due, cites, feeds)


def test_duties_come_and_go_where_they_stood_before_the_readings() -> None:
    old = owing(owed("first"), owed("gone"), owed("last"))
    new = owing(owed("first"), owed("last"), owed("added"))
    found = changes(old, new)

    assert brief(found) == [
        ("duty", "gone", None, "gone", None),
        ("duty", "added", None, None, "added"),
    ]
    assert [(change.part.zh, change.before, change.after) for change in found] == [
        ("任务", Text("任务gone", "gone"), None),
        ("任务", None, Text("任务added", "added")),
    ]
    assert changes(old, owing(owed("last"), owed("first"), owed("gone"))) == ()


def test_a_duty_is_compared_property_by_property() -> None:
    feeds = Feeds("outreach.visits", ["visits.made"], Follows.HELD)
    old = Duty(
        "visit",
        Text("走访", "visit"),
        NextMonth(4, "走访"),
        {"parks": Citation("一", "走访")},
        feeds,
    )
    new = Duty(
        "visit",
        Text("拜访", "call"),
        Every(Unit.QUARTER, 2, "每走访一次"),
        {"parks": Citation("二", "走访"), "schools": Citation("三", "得1分")},
        Feeds("outreach.calls", ["visits.made", "visits.kept"], Follows.REPORTED, government=True),
    )
    found = changes(owing(old), owing(new))

    assert brief(found) == [
        ("duty", "visit", "title", "visit", "call"),
        ("duty", "visit", "due", "by day 4 of the next month", "at least 2 times a quarter"),
        ("duty", "visit", "words of the due date", "走访", "每走访一次"),
        ("duty", "visit", "owed by", "parks: 一 走访", "parks: 二 走访; schools: 三 得1分"),
        (
            "duty",
            "visit",
            "feeds",
            "outreach.visits, visits.made (held)",
            "outreach.calls, visits.made, visits.kept (reported), of the government",
        ),
    ]
    assert [change.what and change.what.zh for change in found] == [
        "名称",
        "期限",
        "期限原文",
        "承担部门及条款",
        "对应指标",
    ]
    assert [change.after and change.after.zh for change in found] == [
        "拜访",
        "每季度至少 2 次",
        "每走访一次",
        "parks: 二 走访；schools: 三 得1分",
        "outreach.calls、visits.made、visits.kept (reported)（计入本级政府）",
    ]


def test_what_a_duty_begins_or_ceases_to_feed_is_said() -> None:
    fed = owed("visit", feeds=Feeds("outreach.visits", []))

    assert brief(changes(owing(owed("visit")), owing(fed))) == [
        ("duty", "visit", "feeds", None, "outreach.visits")
    ]
    assert brief(changes(owing(fed), owing(owed("visit")))) == [
        ("duty", "visit", "feeds", "outreach.visits", None)
    ]


def test_who_owes_a_duty_may_be_declared_in_any_order() -> None:
    one, other = owed("visit", parks="一", schools="二"), owed("visit", schools="二", parks="一")

    assert changes(owing(one), owing(other)) == ()


QUOTED = {"quote": "走访"}
OTHERWISE: dict[Due | Feeds, dict[str, Wrong]] = {
    AfterDecision(7): {"working_days": 8, **QUOTED},
    NextMonth(4): {"day": 5, **QUOTED},
    Every(Unit.QUARTER): {"every": Unit.YEAR, "times": 2, **QUOTED},
    ByEndOf("2023-08"): {"period": "2023-09", **QUOTED},
    Standing(): QUOTED,
    Feeds("outreach.visits", ["visits.made"]): {
        "indicator": "outreach.calls",
        "measures": ["visits.kept"],
        "follows": Follows.HELD,
        "government": True,
    },
}


def test_every_rule_for_a_due_date_is_altered_here() -> None:
    kinds = [kind for kind in vars(duties).values() if isinstance(kind, type)]
    rules = {kind for kind in kinds if issubclass(kind, Due)} - {Due}

    assert {type(rule) for rule in OTHERWISE} == rules | {Feeds}


@pytest.mark.parametrize("value", OTHERWISE, ids=lambda value: type(value).__name__)
def test_whatever_a_duty_s_parts_hold_is_one_change_that_shows_in_words(value: Due | Feeds) -> None:
    def holding(part: Wrong) -> Rulebook:
        return owing(owed("visit", feeds=part) if isinstance(part, Feeds) else owed("visit", part))

    altered = OTHERWISE[value]
    assert {field.name for field in fields(type(value))} == set(altered)
    for name, other in altered.items():
        part: Wrong = value
        (change,) = changes(holding(part), holding(evolve(part, **{name: other})))
        before, after = change.before or same(""), change.after or same("")
        assert before.zh != after.zh, name
        assert before.en != after.en, name


# --- Measures and departments --------------------------------------------------------------------


def test_measures_are_compared_property_by_property() -> None:
    counts = Measure("calls.made", same("calls"), Text("次", "times"), Kind.STOCK, None)
    other = Measure("calls.made", same("rings"), same(""), Kind.FLAG, "visits.made", dated=True)
    old, new = (outreach(indicator(made + Amount(m))) for m in (counts, other))

    assert brief(changes(old, new)) == [
        ("measure", "calls.made", "title", "calls", "rings"),
        ("measure", "calls.made", "unit", "times", None),
        ("measure", "calls.made", "kind", "stock", "flag"),
        ("measure", "calls.made", "within", None, "visits.made"),
        ("measure", "calls.made", "dated", "no", "yes"),
    ]
    kind = changes(old, new)[2]
    assert (kind.before, kind.after) == (Text("存量", "stock"), Text("是/否", "flag"))


def test_a_flow_is_said_to_be_one() -> None:
    one, other = flow("calls.made", zh="次", en="calls"), stock("calls.made", zh="次", en="calls")

    assert brief(changes(outreach(indicator(one)), outreach(indicator(other)))) == [
        ("measure", "calls.made", "kind", "flow", "stock"),
        ("measure", "calls.made", "dated", "yes", "no"),
    ]


def test_measures_come_and_go_after_the_clauses_that_read_them() -> None:
    found = brief(changes(outreach(indicator(made + plan)), outreach(indicator(made + people))))

    assert found[1:] == [
        ("measure", "plan.adopted", None, "plan adopted", None),
        ("measure", "people.total", None, None, "people"),
    ]


def test_departments_are_added_removed_and_renamed() -> None:
    roads = Department("roads", Text("公路局", "Roads"), (), 2)
    schools = evolve(
        SCHOOLS, title=Text("教体局", "Schools"), short=("教体",), number=None, registrar="5"
    )
    text = evolve(edition("outreach"), roster=Roster(TOWN, (schools, roads)))
    found = changes(OLD, outreach(VISITS, text=text))

    assert brief(found) == [
        ("department", "schools", "title", "Schools", "Schools"),
        ("department", "schools", "short names", "教育局", "教体"),
        ("department", "schools", "number", "1", None),
        ("department", "schools", "registrar", None, "5"),
        ("department", "parks", None, PARKS.title.en, None),
        ("department", "roads", None, None, "Roads"),
    ]
    assert (found[0].before, found[0].after) == (SCHOOLS.title, schools.title)


def test_levels_and_groups_are_named_by_their_titles() -> None:
    def graded(*codes: str) -> Rulebook:
        levels = {code: same(code.upper()) for code in codes}
        grade = level("visits.grade", zh="等级", en="grade", levels=levels)
        return outreach(indicator(by_level(grade, {"a": 3} | dict.fromkeys(codes[1:], 0))))

    found = brief(changes(graded("a", "b"), graded("a", "b", "c")))
    assert ("measure", "visits.grade", "levels", "A, B", "A, B, C") in found
    apart = evolve(PARKS, group=Group("outer", same("outer")))
    roster = Roster(ROSTER.government, (SCHOOLS, apart))
    found = brief(changes(OLD, outreach(VISITS, text=evolve(edition("outreach"), roster=roster))))
    assert found == [("department", "parks", "group", None, "outer")]
