"""The laws about a plugin as a whole: each lets a right one pass and says what a wrong one lacks."""

from collections.abc import Iterable

import pytest
from attrs import evolve
from tests.core.samples import CITE, Wrong, category, edition, indicator, reading

from credit_rules import (
    Applicability,
    Cadence,
    Category,
    Citation,
    Column,
    Counted,
    Edition,
    Foreseen,
    Indicator,
    Node,
    Origin,
    PluginError,
    RecordKind,
    Text,
    UsageError,
    above,
    capped,
    choose,
    each_month,
    flow,
    line,
    points_of,
    stock,
    when,
)
from credit_rules.checks import Finding
from credit_rules.formulas import at_least
from credit_rules.plugins import Installed, Plugin
from credit_rules.testing import LAWS, PLUGIN_LAWS, Brought, LawBrokenError
from credit_rules.testing.plugin_laws import (
    codes_unique,
    every_branch_taken,
    kinds_feed_measures,
    maxima_reached,
    quotes_found,
    stands_in_its_rulebook,
    sums_against_headings,
)
from credit_rules.testing.saying import SAYS
from credit_rules.verdicts import Veto, Void

made = flow("visits.made", zh="走访次数", en="visits made")
kept = flow("visits.kept", zh="按期走访次数", en="visits kept", within=made)
people = stock("people.total", zh="人数", en="people")

COUNT = reading("visits.count", "all", "kept")
counted = choose("visits.count", all=made, kept=kept)
TEXT = edition("outreach", "service", readings=(COUNT,))
OUTREACH = category(indicator(capped(counted, 3)))
SERVICE = category(indicator(capped(people, 3), code="people"), code="service")
OURS = Origin("ours", "fake-ours", "1.0")
THEIRS = Origin("theirs", "fake-theirs", "2.0")

RIGHT = {
    "a whole rulebook": Brought([OUTREACH, SERVICE], [TEXT]),
    "a category of a rulebook that lies elsewhere": Brought([SERVICE], (), [OUTREACH], [TEXT]),
    "a rulebook whose categories lie elsewhere": Brought([], [TEXT], [OUTREACH, SERVICE]),
    "a rulebook with holes": Brought([OUTREACH], [TEXT]),
    "a category of a rulebook that is not there": Brought([SERVICE]),
}


def problems(law: Wrong, brought: Brought) -> list[str]:
    """What *law* finds wrong, and with what place."""
    with pytest.raises(LawBrokenError) as broken:
        law(brought)
    assert str(broken.value) == "\n".join(p.read("zh") for p in broken.value.problems)
    return [f"{p.where.en}: {p.wrong.en}" for p in broken.value.problems]


def said(findings: Iterable[Finding]) -> list[str]:
    return [finding.text.en for finding in findings]


@pytest.mark.parametrize("brought", RIGHT.values(), ids=RIGHT)
@pytest.mark.parametrize("law", PLUGIN_LAWS.values(), ids=PLUGIN_LAWS)
def test_a_right_plugin_obeys_every_law(law: Wrong, brought: Brought) -> None:
    assert not [finding for finding in law(brought) if finding.fault]


def test_every_law_says_in_two_languages_what_it_asks_for() -> None:
    assert list(SAYS) == [*PLUGIN_LAWS, *LAWS]


# --- kinds_feed_measures -------------------------------------------------------------------------

PATROLS = RecordKind(
    code="patrols",
    title=Text("巡查", "patrols"),
    columns=[Column(c, Text(c, c)) for c in ("BM", "BH", "RQ", "SB")],
    department="BM",
    number="BH",
    decided="RQ",
    reported="SB",
    rules=[],
    feeds=Counted("visits.made", "visits.kept"),
)
MEASURED = {"town": {m.measure.code: m.measure for m in (made, kept, people)}}


def of_kinds(*kinds: RecordKind, beside: Iterable[RecordKind] = ()) -> Brought:
    return Brought(
        [OUTREACH, SERVICE],
        [TEXT],
        record_kinds=tuple(("ours", kind) for kind in kinds),
        other_record_kinds=tuple(("theirs", kind) for kind in beside),
        measured=MEASURED,
    )


def test_a_kind_that_feeds_counts_of_its_rulebook_is_right() -> None:
    assert kinds_feed_measures(of_kinds(PATROLS)) == ()


def test_a_kind_that_feeds_a_measure_misspelt_or_of_another_kind_is_told() -> None:
    misspelt = evolve(PATROLS, feeds=Counted("visits.made", "visits.keep"))
    (problem,) = problems(kinds_feed_measures, of_kinds(misspelt))
    assert problem.startswith("what the kind of records patrols feeds: ")
    assert "visits.keep" in problem
    total = evolve(PATROLS, feeds=Counted("people.total"))
    assert problems(kinds_feed_measures, of_kinds(total)) == [
        "what the kind of records patrols feeds: the measure people.total is a stock"
    ]


def test_a_kind_of_no_rulebook_that_is_there_is_only_told() -> None:
    elsewhere = evolve(PATROLS, feeds=Counted("fires.seen", "fires.fought"))
    (finding,) = kinds_feed_measures(of_kinds(elsewhere))
    assert (finding.about, finding.fault) == ("patrols", False)
    assert "no rulebook that is installed has fires.seen, fires.fought" in finding.text.en


def test_a_kind_whose_code_somebody_else_uses_is_named_with_both() -> None:
    assert codes_unique(of_kinds(PATROLS)) == ()
    for brought, first in (
        (of_kinds(PATROLS, beside=[PATROLS]), "theirs"),
        (of_kinds(PATROLS, PATROLS), "ours"),
    ):
        assert problems(codes_unique, brought) == [f": {first} and ours both bring records patrols"]


# --- codes_unique --------------------------------------------------------------------------------


def test_a_category_that_another_distribution_brings_too_is_named_with_both() -> None:
    brought = Brought(
        [evolve(OUTREACH, origin=OURS)], [TEXT], [evolve(OUTREACH, origin=THEIRS), SERVICE]
    )
    assert problems(codes_unique, brought) == [
        ": theirs (fake-theirs 2.0) and ours (fake-ours 1.0) both bring town outreach"
    ]


def test_a_category_that_comes_twice_is_named() -> None:
    assert problems(codes_unique, Brought([OUTREACH, OUTREACH])) == [
        ": outreach and outreach both bring town outreach"
    ]


def test_a_rulebook_that_somebody_else_brings_too_is_named() -> None:
    assert problems(codes_unique, Brought([], [TEXT], [], [TEXT])) == [
        ": the rulebook town occurs twice"
    ]


def test_categories_of_several_rulebooks_may_have_one_code() -> None:
    village = category(indicator(capped(1 * made, 3)), rulebook="village")
    assert codes_unique(Brought([OUTREACH, village])) == ()


def test_measures_are_declared_as_others_declare_them() -> None:
    other = stock("people.total", zh="居民", en="residents")
    ours = category(indicator(capped(other, 3), code="others"))
    (problem,) = problems(codes_unique, Brought([ours], (), [SERVICE], [TEXT]))
    assert problem == (
        ": the measure people.total is declared in two ways, "
        "by service.people and by outreach.others: title people / residents"
    )
    # measures of different rulebooks have nothing to do with each other
    assert codes_unique(Brought([evolve(ours, rulebook="village")], (), [SERVICE])) == ()


def test_the_formulas_of_the_rulebook_itself_declare_measures_too() -> None:
    other = flow("visits.made", zh="来访", en="visitors")
    veto = Veto("none", Text("无人来访", "no visitors"), [at_least(other, 1)], [Void()], CITE)
    text = evolve(TEXT, vetoes=(veto,))
    (problem,) = problems(codes_unique, Brought([OUTREACH], [text]))
    assert problem.startswith(": the measure visits.made is declared in two ways, ")
    assert problems(codes_unique, Brought([], [text], [OUTREACH])) == [problem]
    # a category that has nothing to do with it does not answer for it
    assert codes_unique(Brought([SERVICE], (), [OUTREACH], [text])) == ()


def test_what_others_have_to_settle_between_them_is_not_said_of_this_plugin() -> None:
    other = stock("people.total", zh="居民", en="residents")
    theirs = category(indicator(capped(other, 3)), code="others")
    ours = category(indicator(capped(made, 3)))
    assert codes_unique(Brought([ours], (), [SERVICE, theirs])) == ()


# --- stands_in_its_rulebook ----------------------------------------------------------------------


def test_a_category_without_a_heading_is_refused() -> None:
    wrong = category(indicator(capped(made, 3)), code="outraech")
    assert problems(stands_in_its_rulebook, Brought([wrong], (), [], [TEXT])) == [
        ": the rulebook town has no category outraech"
    ]


def test_options_that_the_rulebook_does_not_declare_are_refused() -> None:
    wrong = category(indicator(capped(choose("visits.count", all=made, some=kept), 3)))
    (problem,) = problems(stands_in_its_rulebook, Brought([wrong], (), [SERVICE], [TEXT]))
    assert problem == ": outreach.visits chooses between all, some for the reading visits.count"


def test_a_reading_that_nobody_asks_for_is_wrong_once_all_categories_are_there() -> None:
    plain = category(indicator(capped(made, 3)))
    assert problems(stands_in_its_rulebook, Brought([plain, SERVICE], [TEXT])) == [
        ": no indicator asks for the reading visits.count"
    ]
    assert len(stands_in_its_rulebook(Brought([plain], [TEXT]))) == 1


def test_what_is_missing_is_reported_and_not_failed() -> None:
    (finding,) = stands_in_its_rulebook(Brought([OUTREACH], [TEXT]))
    assert finding.about == "town"
    assert finding.text.en.startswith(
        "the rulebook town is incomplete: installed outreach; missing service"
    )
    (finding,) = stands_in_its_rulebook(Brought([SERVICE]))
    assert finding.about == "service"
    assert finding.text.en.startswith(
        "the category service is for the rulebook town, which is not installed"
    )


# --- quotes_found --------------------------------------------------------------------------------


def quoting(quote: str, *foreseen: str) -> Indicator:
    named = tuple(Citation("附件1", words) for words in foreseen)
    return evolve(
        indicator(capped(made, 3)),
        cite=Citation("附件2", quote),
        foreseen=(Foreseen("visits.made", named),) if named else (),
    )


def test_every_quote_has_to_stand_in_the_text() -> None:
    wrong = category(quoting("每走访两次得1分", "每走访一次", "每月走访"))
    expected = [
        "outreach.visits: the text does not contain “每走访两次得1分” (附件2)",
        "outreach.visits: the text does not contain “每月走访” (附件1)",
    ]
    assert problems(quotes_found, Brought([wrong], [TEXT])) == expected
    assert problems(quotes_found, Brought([wrong], (), (), [TEXT])) == expected
    assert quotes_found(Brought([wrong])) == ()  # there is no text


def test_the_quotes_of_readings_are_their_rulebooks_affair() -> None:
    text = evolve(TEXT, readings=(evolve(COUNT, cite=Citation("附件2", "另行规定")),))
    assert problems(quotes_found, Brought([OUTREACH], [text])) == [
        "town visits.count: the text does not contain “另行规定” (附件2)"
    ]
    assert quotes_found(Brought([OUTREACH], (), (), [text])) == ()


def test_the_quotes_of_the_applicability_table_are_their_rulebooks_affair_too() -> None:
    row = Applicability(
        "outreach.visits", ["schools"], Text("无", "none"), [Citation("附件1", "教育局负责")]
    )
    text = evolve(TEXT, applies=(row,))
    assert problems(quotes_found, Brought([OUTREACH, SERVICE], [text])) == [
        "town outreach.visits: the text does not contain “教育局负责” (附件1)"
    ]
    assert quotes_found(Brought([OUTREACH], (), [SERVICE], [text])) == ()


# --- sums_against_headings -----------------------------------------------------------------------


def test_a_heading_that_its_clauses_do_not_add_up_to_is_reported_and_not_failed() -> None:
    more = category(indicator(capped(made, 2), maximum=2), indicator(5, code="more", maximum=5))
    less = edition("outreach", "service")
    heading = "outreach: the heading says 3, its clauses add up to 7"
    assert said(sums_against_headings(Brought([more, SERVICE], [less]))) == [
        heading,
        "total: the headings add up to 6, the clauses to 10",
    ]
    # the total is for whoever brings the rulebook, and of a rulebook that is whole
    assert said(sums_against_headings(Brought([more], (), [SERVICE], [less]))) == [heading]
    assert said(sums_against_headings(Brought([more], [less]))) == [heading]
    assert sums_against_headings(Brought([SERVICE], (), [more], [less])) == ()
    assert said(sums_against_headings(Brought([], [less], [more, SERVICE]))) == [
        "total: the headings add up to 6, the clauses to 10"
    ]


def test_sums_are_those_of_the_default_readings() -> None:
    maximum = choose("visits.count", kept=2, all=3)  # the default is that of the rulebook
    by = choose("visits.count", kept=capped(kept, 2), all=capped(made, 3))
    ours = category(indicator(by, maximum=maximum))
    assert sums_against_headings(Brought([ours], [TEXT])) == ()
    # where the rulebook declares none, the first option stands in
    undeclared = evolve(TEXT, readings=())
    assert said(sums_against_headings(Brought([ours], [undeclared]))) == [
        "outreach: the heading says 3, its clauses add up to 2"
    ]


# --- maxima_reached ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "wrong"),
    [
        (1 * made, "the formula can give points without end, above the maximum of 3"),
        (capped(made, 2), "the formula can give 2 at most and does not reach the maximum of 3"),
        (
            line(people, {2: 0, "5/2": 3, 3: 0}),
            "no facts were found that reach the maximum of 3",
        ),
    ],
)
def test_a_formula_has_to_reach_just_its_maximum(formula: Node, wrong: str) -> None:
    found = problems(maxima_reached, Brought([category(indicator(formula))]))
    assert found == [f"outreach.visits: {wrong}"]


def test_every_reading_is_looked_at_and_named() -> None:
    formula = choose("visits.count", all=capped(made, 3), kept=capped(kept, 2))
    assert problems(maxima_reached, Brought([category(indicator(formula))], [TEXT])) == [
        (
            "outreach.visits[visits.count=kept]: "
            "the formula can give 2 at most and does not reach the maximum of 3"
        )
    ]


def test_what_the_text_foresees_too_little_of_is_reported() -> None:
    clause = quoting(CITE.quote, "每走访一次", "每走访一次")
    findings = maxima_reached(Brought([category(clause)], (), (), [TEXT]))
    (words,) = said(findings)
    assert words.startswith("visits: full marks need 3 visits made, 附件1 names 2")
    assert maxima_reached(Brought([category(clause)])) == ()


def test_what_looks_at_the_rest_of_the_rulebook_is_judged_once_that_is_whole() -> None:
    # a tenth of at most 3 points
    bonus = category(indicator("0.1" * points_of("outreach"), code="bonus"), code="service")
    assert problems(maxima_reached, Brought([bonus], (), [OUTREACH], [TEXT])) == [
        "service.bonus: the formula can give 0.3 at most and does not reach the maximum of 3"
    ]
    assert maxima_reached(Brought([bonus], (), (), [TEXT])) == ()  # outreach is not there
    nowhere = category(indicator(capped(points_of("outraech"), 3)), code="service")
    assert maxima_reached(Brought([nowhere], (), [OUTREACH], [TEXT])) == ()  # another law says so


# --- every_branch_taken --------------------------------------------------------------------------

rate = kept / made


def test_a_branch_that_nothing_takes_is_named_with_its_place() -> None:
    dead = when(above(rate, "100%"), then=3, otherwise=capped(3 * rate, 3))
    ours = category(indicator(each_month(dead), cadence=Cadence.MONTHLY))
    (problem,) = problems(every_branch_taken, Brought([ours]))
    assert problem.startswith(
        "outreach.visits: no facts take the branch “where its conditions hold” of “"
    )
    assert problem.endswith("”")
    assert "visits kept/visits made is above 100%" in problem
    assert not problem.endswith(".”")


def test_a_branch_that_is_taken_under_one_reading_is_alive() -> None:
    either = choose("visits.count", all=made, kept=3 * rate)
    assert every_branch_taken(Brought([category(indicator(capped(either, 5), maximum=5))])) == ()


def test_an_option_within_another_option_of_the_same_reading_is_dead() -> None:
    inner = choose("visits.count", all=capped(made, 3), kept=3 * rate)
    outer = choose("visits.count", all=inner, kept=capped(kept, 3))
    (problem,) = problems(every_branch_taken, Brought([category(indicator(outer))]))
    assert "no facts take the branch “visits.count=kept”" in problem


# --- What a plugin brings ------------------------------------------------------------------------


def plugin(name: str, distribution: str, **brings: Wrong) -> Plugin:
    return Plugin(name, distribution, "1.0", f"module_of_{name}", **brings)


INSTALLED = Installed(
    (
        plugin("text", "the-town", editions=(TEXT,)),
        plugin("outreach", "the-town", categories=(OUTREACH,)),
        plugin("service", "The.Shops", categories=(SERVICE,)),
        plugin("village", "village", editions=(edition(code="village"),)),
    )
)


@pytest.mark.parametrize("name", ["the-town", "The_Town", "the.town"])
def test_a_distribution_is_all_of_its_plugins(name: str) -> None:
    brought = Brought.by(name, INSTALLED)
    assert (brought.categories, brought.editions) == ((OUTREACH,), (TEXT,))
    assert (brought.other_categories, brought.other_editions) == ((SERVICE,), ())
    assert [str(found.origin) for found in brought.categories] == ["the-town 1.0"]


@pytest.mark.parametrize("name", ["service", "module_of_service", "the-shops"])
def test_a_plugin_goes_by_its_entry_point_and_module_too(name: str) -> None:
    brought = Brought.by(name, INSTALLED)
    assert (brought.categories, brought.editions) == ((SERVICE,), ())
    assert (brought.other_categories, brought.other_editions) == ((OUTREACH,), (TEXT,))


def test_a_name_that_nothing_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        Brought.by("servise", INSTALLED)
    assert refused.value.read("en").startswith("there is no plugin 'servise'")
    assert refused.value.problems[0].remedy.en == "Did you mean service"


def test_a_plugin_that_cannot_be_used_is_refused_with_its_reason() -> None:
    (problem,) = PluginError("out of order").problems
    installed = Installed((*INSTALLED.plugins, plugin("park", "the-town", problem=problem)))
    with pytest.raises(PluginError, match="out of order"):
        Brought.by("the-town", installed)
    assert Brought.by("service", installed).categories == (SERVICE,)


def test_a_plugin_that_brings_kinds_alone_is_held_to_the_rulebooks_that_are_whole() -> None:
    patrols = plugin("patrols", "patrols", record_kinds=(PATROLS,))
    again = plugin("again", "again", record_kinds=(PATROLS,))
    holes = plugin("holes", "holes", editions=(edition("fields", code="holes"),))
    brought = Brought.by("patrols", Installed((*INSTALLED.plugins, holes, patrols, again)))
    assert sorted(brought.measured) == ["town", "village"]  # nobody fills the fields of the other
    assert set(brought.measured["town"]) == {"visits.made", "visits.kept", "people.total"}
    assert kinds_feed_measures(brought) == ()
    assert problems(codes_unique, brought) == [
        ": again (again 1.0) and patrols (patrols 1.0) both bring records patrols"
    ]
    misspelt = plugin(
        "patrols",
        "patrols",
        record_kinds=(evolve(PATROLS, feeds=Counted("visits.made", "visits.keep")),),
    )
    (problem,) = problems(
        kinds_feed_measures, Brought.by("patrols", Installed((*INSTALLED.plugins, misspelt)))
    )
    assert "visits.keep" in problem


def test_what_is_installed_here_is_what_counts_unless_told_otherwise() -> None:
    brought = Brought.by("scheduling")
    assert [found.code for found in brought.categories] == ["scheduling"]
    assert [text.code for text in brought.other_editions] == ["genhe-2023"]
    assert len(brought.other_categories) == 7


def test_lists_will_do() -> None:
    listed: list[Category] = [OUTREACH]
    texts: list[Edition] = [TEXT]
    assert Brought(listed, texts) == Brought((OUTREACH,), (TEXT,))
