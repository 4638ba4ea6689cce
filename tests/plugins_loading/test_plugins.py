"""Plugins are found, asked one by one, listed whatever they do, and refused by name."""

import sys
from fractions import Fraction
from importlib.metadata import version
from itertools import permutations
from types import ModuleType

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from tests.core.samples import Wrong, category, edition, indicator, kept, made
from tests.fake_plugins import without
from tests.plugins_loading.fakes import PARTS, TOWN, Fakes, line_of

from credit_rules import Rulebook
from credit_rules.errors import PluginError, RulebookError, UsageError
from credit_rules.hookspecs import hookimpl
from credit_rules.plugins import Installed, Plugin, ask
from credit_rules.rulebooks import complete

HEADINGS = [
    "institution_building",
    "information_collection",
    "government_integrity",
    "business_integrity",
    "application",
    "repair",
    "publicity",
    "scheduling",
]


def told(plugin: Plugin) -> str:
    """Why *plugin* cannot be used, in English."""
    assert plugin.problem is not None
    assert plugin.problem.read("zh")
    return plugin.problem.read("en")


def refusal(installed: Installed, code: str | None = None) -> PluginError:
    """How scoring with *installed* is refused."""
    with pytest.raises(PluginError) as refused:
        installed.edition(code)
    assert refused.value.exit_code == 3
    return refused.value


# --- What is built in ----------------------------------------------------------------------------


def test_the_built_in_plugins_come_in_by_entry_points() -> None:
    installed = Installed.find()

    assert [plugin.name for plugin in installed.plugins] == sorted([*HEADINGS, "genhe_2023"])
    assert {plugin.distribution for plugin in installed.plugins} == {"credit-rules"}
    assert {plugin.version for plugin in installed.plugins} == {version("credit-rules")}
    assert all(plugin.module == f"credit_rules_{plugin.name}" for plugin in installed.plugins)
    assert installed.faults == ()


def test_the_only_rulebook_is_found_with_or_without_its_code() -> None:
    installed = Installed.find()

    assert installed.edition(None).code == "genhe-2023"
    assert installed.edition("genhe-2023") == installed.edition(None)


def test_the_built_in_categories_fill_all_headings_of_the_rulebook() -> None:
    installed = Installed.find()
    text = installed.edition(None)

    assert [heading.code for heading in text.headings] == HEADINGS
    assert sorted(c.code for c in installed.categories(text)) == sorted(HEADINGS)
    assert complete(text, installed.categories(text), {}).maximum == 98
    assert [p.name for p in installed.behind(text)] == sorted([*HEADINGS, "genhe_2023"])


def test_a_rulebook_that_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        Installed.find().edition("genhe-2024")

    assert refused.value.read("en").startswith("there is no rulebook 'genhe-2024'")
    assert refused.value.problems[0].remedy.en == "Did you mean genhe-2023"


# --- A stranger's plugin -----------------------------------------------------------------------------


def test_anybodys_plugin_is_found_like_a_built_in_one(fakes: Fakes) -> None:
    fakes.module("town", TOWN)
    plugin = fakes.found("town")

    assert (plugin.distribution, plugin.version) == ("fake-town", "1.0")
    assert plugin.label == "town (fake-town 1.0)"
    assert plugin.module == "fake_town"
    assert plugin.problem is None
    assert [text.code for text in plugin.editions] == ["town"]
    assert [each.code for each in plugin.categories] == ["outreach"]
    assert Installed.find().faults == ()


def test_entry_points_of_other_groups_are_nothing_to_us(fakes: Fakes) -> None:
    fakes.distribution(
        "other",
        files={"fake_other.py": "raise RuntimeError('not asked for')"},
        entry_points="[console_scripts]\nother = fake_other:main\n[pytest11]\nother = fake_other\n",
    )

    assert "other" not in [plugin.name for plugin in Installed.find().plugins]
    assert "fake_other" not in sys.modules


def test_an_entry_point_may_name_an_object_in_a_module(fakes: Fakes) -> None:
    code = """
        class Town:
            @hookimpl
            def editions(self):
                return (edition(),)

            @hookimpl
            def categories(self):
                return (category(),)

        town = Town()
        """
    fakes.module("other", code)
    fakes.distribution(
        "fake-town", files={}, entry_points="[credit_rules]\ntown = fake_other:town\n"
    )
    plugin = fakes.found("town")

    assert plugin.problem is None
    assert plugin.module == "fake_other:town"
    assert len(plugin.editions) == len(plugin.categories) == 1


def test_a_path_that_occurs_twice_makes_no_plugin_double(
    fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.module("town", TOWN)
    monkeypatch.setattr(sys, "path", [*sys.path, sys.path[0]])

    assert fakes.found("town").problem is None
    assert Installed.find().faults == ()


def test_of_a_distribution_that_is_there_twice_only_the_one_that_is_imported_counts(
    fakes: Fakes,
) -> None:
    fakes.module("town", TOWN)
    fakes.distribution("Fake.Town", files={}, entry_points="[credit_rules]\nvillage = fake_town\n")

    assert [p.name for p in Installed.find().plugins if p.module == "fake_town"] == ["village"]


def test_the_version_is_that_of_the_distribution_that_is_imported(fakes: Fakes) -> None:
    points = "[credit_rules]\ntown = fake_town\n"
    for number in ("1.0", "2.0"):  # the second one lies before the first on the path
        source = f"{PARTS}\nVERSION = {number!r}\n{TOWN}"
        fakes.distribution(
            "fake-town", files={"fake_town.py": source}, entry_points=points, version=number
        )
    plugin = fakes.found("town")

    assert sys.modules["fake_town"].VERSION == "2.0"
    assert plugin.version == "2.0"


# --- Listing always works ----------------------------------------------------------------------------

BROKEN: dict[str, tuple[str, str]] = {
    "an exception": ("raise RuntimeError('boom')", "RuntimeError: boom"),
    "an exception with lines": ("raise RuntimeError('one\\ntwo')", "RuntimeError: one"),
    "an exit": ("import sys; sys.exit(3)", "SystemExit: 3"),
    "an exit with words": ("raise SystemExit('goodbye')", "SystemExit: goodbye"),
    "a missing module": ("import no_such_module", "No module named 'no_such_module'"),
    "a missing name": ("from credit_rules import no_such_name", "no_such_name"),
    "a syntax error": ("def categories(:\n", "SyntaxError"),
    "a null byte": ("x = 1\0", "source code"),
    "endless recursion": ("def f(): f()\nf()", "RecursionError"),
    "an assertion": ("assert False", "AssertionError"),
    "a hook that fails": ("@hookimpl\ndef categories(): return 1 / 0", "ZeroDivisionError"),
    "a hook that exits": ("@hookimpl\ndef categories(): raise SystemExit(3)", "SystemExit: 3"),
    "a hook that asks": ("@hookimpl\ndef categories(rulebook): return []", "'rulebook'"),
    "a thing that cannot be shown": (
        (
            "class Thing:\n    def __repr__(self): raise RuntimeError('no')\n"
            "@hookimpl\ndef categories(): return Thing()"
        ),
        "returned <Thing>",
    ),
    "an error that cannot be shown": (
        "class Mute(Exception):\n    def __str__(self): raise RuntimeError('no')\nraise Mute",
        "Mute",
    ),
    "an error of ours in plain words": ("raise FormulaError('plain words')", "plain words"),
    "an error of ours without words": ("raise FormulaError", "FormulaError"),
    "an error of ours in lines": ("raise FormulaError('one\\ntwo')", "one"),
    "an error in code of no file": ("exec(compile('1 / 0', '', 'exec'))", "ZeroDivisionError"),
    "an error in code of no name": ("exec('1 / 0')", "ZeroDivisionError"),
    "a name doubled in a roster": (
        "town = Department('town', Text('a', 'b'))\nRoster(town, (Department('a', Text('c', 'd')),))",
        "town and a",
    ),
}


@pytest.mark.parametrize(("code", "cause"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("shape", ["module", "package"])
def test_a_broken_plugin_is_listed_with_its_cause_and_keeps_scoring_from_beginning(
    fakes: Fakes, code: str, cause: str, shape: str
) -> None:
    getattr(fakes, shape)("broken", code)
    installed = Installed.find()

    assert [p.name for p in installed.plugins] == sorted([*HEADINGS, "genhe_2023", "broken"])
    (plugin,) = (p for p in installed.plugins if p.problem)
    assert plugin.name == "broken"
    assert plugin.editions == plugin.categories == ()
    assert cause in told(plugin)
    assert "\n" not in told(plugin)
    assert refusal(installed).problems == (plugin.problem,)
    assert refusal(installed, "genhe-2023").problems == (plugin.problem,)


def test_a_broken_plugin_is_told_by_name_and_place_with_a_remedy(fakes: Fakes) -> None:
    fakes.package("broken", "\n\nraise RuntimeError('boom')")

    assert told(fakes.found("broken")) == (
        "the plugin broken cannot be used "
        f"(fake_broken/__init__.py:{line_of('raise RuntimeError', 'raise RuntimeError') + 2}): "
        "RuntimeError: boom; expected a module that can be imported and returns rulebooks or "
        "categories. Mend, update or uninstall the plugin."
    )


POINTS: dict[str, str] = {
    "a module that there is not": "town = no_such_module",
    "an object that there is not": "town = fake_town:nothing",
    "no name of a module": "town = not a module!",
    "nothing": "town = ",
    "an object that is no plugin": "town = fake_town:number",
    "None": "town = fake_town:none",
}


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
def test_an_entry_point_that_leads_nowhere_is_listed(fakes: Fakes, point: str) -> None:
    fakes.distribution(
        "fake-town",
        files={"fake_town.py": "number = 7\nnone = None\n"},
        entry_points=f"[credit_rules]\n{point}\n",
    )
    plugin = fakes.found("town")

    assert "the plugin town " in told(plugin)
    assert refusal(Installed.find()).problems == (plugin.problem,)


SPOILT: dict[str, str | bytes] = {
    "a line without a sign": "[credit_rules]\nno equals sign\n",
    "the same in another group": "[other]\nno equals sign\n",
    "a line before any group": "town = fake_town\n",
    "another encoding": "[credit_rules]\n小城 = fake_town\n".encode("gb18030"),
    "nothing": "",
}


@pytest.mark.parametrize("entry_points", SPOILT.values(), ids=SPOILT)
@pytest.mark.parametrize("metadata", [None, "", "Version: 1.0\n", "Name: spoilt\nVersion: 1.0\n"])
def test_a_distribution_that_is_spoilt_does_not_keep_others_from_being_listed(
    fakes: Fakes, entry_points: str | bytes, metadata: str | None
) -> None:
    fakes.distribution("spoilt", files={}, entry_points=entry_points, metadata=metadata)

    names = [plugin.name for plugin in Installed.find().plugins]
    assert [name for name in names if name in {*HEADINGS, "genhe_2023"}] == sorted(
        [*HEADINGS, "genhe_2023"]
    )


def test_entry_points_of_ours_that_cannot_be_read_are_listed_as_broken(fakes: Fakes) -> None:
    fakes.distribution("spoilt", files={}, entry_points="[credit_rules]\nno equals sign\n")
    (plugin,) = (p for p in Installed.find().plugins if p.problem)

    assert plugin.distribution == "spoilt"
    assert "spoilt" in told(plugin)
    assert refusal(Installed.find()).problems == (plugin.problem,)


@pytest.mark.parametrize("metadata", [None, "", "Version: 1.0\n"])
def test_what_was_left_over_of_a_distribution_is_listed_all_the_same(
    fakes: Fakes, metadata: str | None
) -> None:
    fakes.distribution(
        "left-over",
        files={"fake_left.py": "from credit_rules import hookimpl\n"},
        entry_points="[credit_rules]\nleft = fake_left\nrepair = fake_left\n",
        metadata=metadata,
    )
    installed = Installed.find()

    assert [p.name for p in installed.plugins if p.problem] == ["left", "repair"]
    assert {p.name for p in installed.plugins} == {*HEADINGS, "genhe_2023", "left"}
    assert refusal(installed).problems


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        ("Metadata-Version: 2.1\nname:  Left-Over\nVersion: 1.0\n", "Left-Over 1.0"),
        ("Name: left-over\nLicense: words\n  Version: 9\nVersion: 1.0\n", "left-over 1.0"),
        ("Version: 1.0\n\nName: of the description\n", "? 1.0"),
    ],
)
def test_name_and_version_are_those_of_the_headers(fakes: Fakes, metadata: str, told: str) -> None:
    code = "from credit_rules import hookimpl\n"
    points = "[credit_rules]\nleft = fake_left\n"
    files = {"fake_left.py": code}
    fakes.distribution("left-over", files=files, entry_points=points, metadata=metadata)

    assert str(fakes.found("left").origin) == told


def test_a_user_who_interrupts_is_obeyed(fakes: Fakes) -> None:
    fakes.module("broken", "raise KeyboardInterrupt")

    with pytest.raises(KeyboardInterrupt):
        Installed.find()


# --- What a plugin may bring ---------------------------------------------------------------------------


@pytest.mark.parametrize("hook", ["category", "edition", "indicators", "Categories"])
def test_an_unknown_hook_is_named_with_the_known_ones(fakes: Fakes, hook: str) -> None:
    fakes.module("town", f"{TOWN}\n@hookimpl\ndef {hook}_(): return []\n".replace("_()", "()"))
    plugin = fakes.found("town")

    assert told(plugin).endswith(
        f"the plugin town implements the unknown hook {hook}; "
        "expected one of editions, categories, record_kinds. Rename the function, or update this library."
    )
    assert plugin.editions == ()


@pytest.mark.parametrize(
    ("returned", "shown"),
    [
        ("category()", "Category("),
        ("{'outreach': category()}", "'outreach'"),
        ("'outreach'", "'outreach'"),
        ("7", "7"),
        ("[category(), 7]", "7"),
        ("[None]", "None"),
        ("[edition()]", "Edition("),
        ("[[category()]]", "[Category("),
        ("[Category]", "<class"),
    ],
)
def test_what_is_no_list_of_categories_is_refused(fakes: Fakes, returned: str, shown: str) -> None:
    fakes.module("town", f"@hookimpl\ndef categories(): return {returned}\n")

    words = told(fakes.found("town"))
    assert f"categories of the plugin town returned {shown}" in words
    assert "expected a list of Category. Mend what it returns." in words


def test_what_is_no_list_of_rulebooks_is_refused(fakes: Fakes) -> None:
    fakes.module("town", "@hookimpl\ndef editions(): return [category()]\n")

    assert "editions of the plugin town returned Category(" in told(fakes.found("town"))
    assert "expected a list of Edition" in told(fakes.found("town"))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "def categories(): return [category()]  # not marked",
        "@hookimpl\ndef categories(): return []",
        "@hookimpl\ndef editions(): return ()\n@hookimpl\ndef categories(): return []",
    ],
)
def test_a_plugin_that_brings_nothing_is_refused(fakes: Fakes, code: str) -> None:
    fakes.module("town", code)

    assert told(fakes.found("town")).endswith(
        "the plugin town brings nothing; expected editions, categories or record_kinds, marked with hookimpl. "
        "Add the hook, or uninstall the plugin."
    )


@pytest.mark.parametrize(("hook", "wanted"), [("editions", "Edition"), ("categories", "Category")])
def test_a_hook_that_forgets_to_return_is_refused(fakes: Fakes, hook: str, wanted: str) -> None:
    fakes.module("town", f"@hookimpl\ndef {hook}(): [edition(), category()]\n")

    words = told(fakes.found("town"))
    assert f"{hook} of the plugin town returned None; expected a list of {wanted}. " in words
    assert words.endswith("Did it forget return.")


def test_a_module_may_be_asked_without_being_installed() -> None:
    module: Wrong = ModuleType("fake_asked")
    module.categories = hookimpl(lambda: [category(indicator(made))])
    module.categories.__name__ = "categories"

    brought = ask(module, "asked")
    assert {hook: found for hook, found in brought.items() if found} == {
        "categories": (category(indicator(made)),)
    }


# --- Floats ------------------------------------------------------------------------------------------

FLOATS: dict[str, str] = {
    "a cap": "rule = capped(visits, 0.9)",
    "a factor": "rule = 0.9 * visits",
    "a knot": "rule = line(visits, {0: 0, 0.9: 1})",
    "points of a knot": "rule = line(visits, {0: 0, 1: 0.9})",
    "a maximum": "rule = Indicator('a', Text('a', 'b'), 0.9, Cadence.MONTHLY, visits, Citation('', ''))",
    "an argument": "rule = line(0.9, {0: 0, 1: 1})",
    "what is capped": "rule = capped(0.9, 3)",
    "the points of a heading": "rule = Heading('outreach', Text('a', 'b'), 0.9)",
}


@pytest.mark.parametrize("code", FLOATS.values(), ids=FLOATS)
@pytest.mark.parametrize(
    ("shape", "file"), [("module", "fake_town.py"), ("package", "fake_town/__init__.py")]
)
def test_a_float_in_a_formula_is_refused_with_the_plugins_file_and_line(
    fakes: Fakes, code: str, shape: str, file: str
) -> None:
    getattr(fakes, shape)("town", code)

    words = told(fakes.found("town"))
    assert "0.9 is a binary float" in words
    assert '"0.9" or "90%"' in words
    assert f"{file}:{line_of(code, 'rule =')}: " in words


def test_a_float_is_placed_where_it_was_written_though_it_is_met_later(fakes: Fakes) -> None:
    code = """
        def rule():
            return 0.9 * visits

        @hookimpl
        def categories():
            return [category("outreach", "town", indicator(rule()))]
        """
    fakes.package("town", code)

    place = f"fake_town/__init__.py:{line_of(code, '0.9 * visits')}: 0.9 is a binary float"
    assert told(fakes.found("town")).startswith(place)


def test_a_float_is_placed_in_the_module_of_the_package_that_holds_it(fakes: Fakes) -> None:
    fakes.distribution(
        "fake-town",
        files={
            "fake_town/__init__.py": "from fake_town import rules\n",
            "fake_town/rules.py": "from credit_rules import number\n\nhalf = number(0.5)\n",
        },
        entry_points="[credit_rules]\ntown = fake_town\n",
    )

    assert told(fakes.found("town")).startswith("fake_town/rules.py:3: 0.5 is a binary float")


def test_a_circle_of_measures_is_placed_in_the_plugins_file_and_line(fakes: Fakes) -> None:
    code = """
        done = flow("visits.done", zh="甲", en="a", within=flow("visits.due", zh="乙", en="b"))
        due = flow("visits.due", zh="乙", en="b", within=done)

        @hookimpl
        def categories():
            return [category("outreach", "town", indicator(capped(done + due, 3)))]
        """
    fakes.package("town", code)

    words = told(fakes.found("town"))
    assert words.startswith("fake_town/__init__.py:")
    assert "cyclic reference by within: visits.done → visits.due → visits.done" in words


# --- Faults of clauses -------------------------------------------------------------------------------

FAULTY = """
@hookimpl
def editions():
    return [edition("town", "outreach", "service")]


@hookimpl
def categories():
    wrong = Citation("2", "每走访两次得1分")
    return [
        category("outreach", "town", indicator(1 * visits)),
        category("service", "town", evolve(indicator(capped(visits, 2)), cite=wrong)),
    ]
"""


def test_a_faulty_clause_is_refused_at_load_with_place_and_remedy(fakes: Fakes) -> None:
    fakes.module("town", f"from attrs import evolve\n{FAULTY}")
    with pytest.raises(RulebookError) as refused:
        Rulebook.load("town")

    assert refused.value.exit_code == 3
    assert refused.value.read("en").splitlines() == [
        (
            "outreach.visits (fake-town 1.0): the formula can give points without end, above the "
            "maximum of 3; expected a formula that gives the maximum at most. "
            "Cap it with capped(..., 3), or mend the maximum."
        ),
        (
            "service.visits (fake-town 1.0): the text does not contain “每走访两次得1分” (2); "
            "expected the words of the text, white space and declared misprints apart. "
            "Mend the quote, or declare the misprint in the Document's misprints."
        ),
        (
            "service.visits (fake-town 1.0): the formula can give 2 at most and does not reach the "
            "maximum of 3; expected a formula that reaches its maximum. "
            "Mend the formula or the maximum."
        ),
    ]


def test_a_faulty_rulebook_is_still_put_together_and_its_faults_are_what_it_lacks(
    fakes: Fakes,
) -> None:
    fakes.module("town", f"from attrs import evolve\n{FAULTY}")
    installed = Installed.find()
    town = installed.edition("town")

    assert [i.code for i in installed.whole(town).indicators] == [
        "outreach.visits",
        "service.visits",
    ]
    assert [problem.where.en for problem in installed.lacks(town)] == [
        "outreach.visits (fake-town 1.0)",
        *["service.visits (fake-town 1.0)"] * 2,
    ]


# --- What is there twice -----------------------------------------------------------------------------


def test_an_entry_point_of_the_same_name_in_two_distributions_is_refused(fakes: Fakes) -> None:
    fakes.module("town", TOWN)
    fakes.distribution(
        "fake-again",
        files={"fake_again.py": "from fake_town import PARTS\n"},
        entry_points="[credit_rules]\ntown = fake_again\n",
    )
    twice = [p for p in Installed.find().plugins if p.name == "town"]

    assert [p.distribution for p in twice] == ["fake-again", "fake-town"]
    faults = [fault for fault in Installed.find().faults if fault.doubled]
    assert [fault.plugin for fault in faults] == twice
    (problem,) = {fault.problem for fault in faults}
    assert problem.read("en") == (
        "town (fake-again 1.0) and town (fake-town 1.0) both bring entry point town; "
        "expected one plugin only. Uninstall one of them."
    )
    assert problem in refusal(Installed.find()).problems


def test_a_category_that_two_plugins_fill_is_refused_with_both(fakes: Fakes) -> None:
    fakes.module("again", "@hookimpl\ndef categories(): return [category('repair', 'genhe-2023')]")
    error = refusal(Installed.find())

    assert error.read("en") == (
        f"again (fake-again 1.0) and repair (credit-rules {version('credit-rules')}) both bring "
        "genhe-2023 repair; expected one plugin only. Uninstall one of them."
    )


def test_a_rulebook_that_two_plugins_bring_is_refused_with_both(fakes: Fakes) -> None:
    fakes.module("one", TOWN)
    fakes.module("two", "@hookimpl\ndef editions(): return [edition()]")
    error = refusal(Installed.find(), "town")

    assert [p.wrong.en for p in error.problems] == [
        "one (fake-one 1.0) and two (fake-two 1.0) both bring town"
    ]


@pytest.mark.parametrize(
    "code",
    [
        (
            "@hookimpl\ndef categories(): return [category(), category()]\n"
            "@hookimpl\ndef editions(): return [edition()]"
        ),
        (
            "@hookimpl\ndef categories(): return [category()]\n"
            "@hookimpl\ndef editions(): return [edition(), edition()]"
        ),
    ],
)
def test_what_one_plugin_brings_twice_is_refused(fakes: Fakes, code: str) -> None:
    fakes.module("town", code)

    assert "town" in refusal(Installed.find(), "town").read("en")


# --- What is not there -------------------------------------------------------------------------------


def test_a_category_for_a_rulebook_that_is_not_installed_is_refused(fakes: Fakes) -> None:
    fakes.module("stray", "@hookimpl\ndef categories(): return [category()]")
    error = refusal(Installed.find())

    assert error.read("en") == (
        "the category outreach is for the rulebook town, which is not installed; "
        "expected one of genhe-2023. Install that rulebook, or mend the plugin."
    )


def test_a_category_that_nobody_fills_is_refused_when_the_rulebook_is_completed(
    fakes: Fakes,
) -> None:
    code = """
        @hookimpl
        def editions():
            return [edition("town", "outreach", "service")]

        @hookimpl
        def categories():
            return [category()]
        """
    fakes.module("town", code)
    installed = Installed.find()
    text = installed.edition("town")
    with pytest.raises(RulebookError) as refused:
        complete(text, installed.categories(text), {})

    words = refused.value.read("en")
    assert "installed outreach" in words
    assert "missing service" in words
    assert "expected outreach, service" in words
    assert refused.value.exit_code == 3


def test_a_faulty_plugin_and_a_missing_category_are_told_together(fakes: Fakes) -> None:
    fakes.module("broken", "raise RuntimeError('boom')")
    fakes.module("town", "@hookimpl\ndef editions(): return [edition()]")
    installed = without(Installed.find(), "repair")
    words = [problem.wrong.en for problem in refusal(installed, "town").problems]

    assert len(words) == 3
    assert "RuntimeError: boom" in words[0]
    assert "genhe-2023 is incomplete" in words[1]
    assert words[2] == "the rulebook town is incomplete: installed none; missing outreach"


def test_what_a_rulebook_lacks_is_listed_without_refusing_anything() -> None:
    installed = Installed.find()
    text = installed.edition(None)

    assert installed.lacks(text) == ()
    (problem,) = without(installed, "repair").lacks(text)
    assert problem.wrong.en.endswith("missing repair")


def test_a_strangers_rulebook_that_cannot_even_be_looked_at_is_listed_as_broken(
    fakes: Fakes,
) -> None:
    code = """
        @hookimpl
        def editions():
            return [Edition("town", Text("a", "b"), None, [7], None, [])]
        """
    fakes.module("town", code)
    words = told(fakes.found("town"))

    assert "AttributeError" in words
    assert "\n" not in words


def test_a_built_in_plugin_that_is_taken_away_leaves_its_category_missing() -> None:
    rest = without(Installed.find(), "repair")
    text = rest.edition(None)
    with pytest.raises(RulebookError, match="缺少类别 repair") as refused:
        complete(text, rest.categories(text), {})

    wrong, expected = refused.value.problems[0].wrong.en, refused.value.problems[0].expected.en
    left = ", ".join(sorted(set(HEADINGS) - {"repair"}))
    assert wrong == f"the rulebook genhe-2023 is incomplete: installed {left}; missing repair"
    assert expected.endswith(": expected " + ", ".join(HEADINGS))


def test_without_any_rulebook_there_is_nothing_to_score_with() -> None:
    assert refusal(Installed(())).read("en") == (
        "no rulebook is installed; expected one plugin at least that brings an edition. "
        "Install credit-rules anew."
    )
    assert "没有安装任何考核细则" in str(refusal(Installed(()), "genhe-2023"))


def test_one_of_several_rulebooks_must_be_named(fakes: Fakes) -> None:
    fakes.module("town", TOWN)
    installed = Installed.find()
    with pytest.raises(UsageError) as refused:
        installed.edition(None)

    assert refused.value.exit_code == 2
    assert refused.value.read("en") == (
        "2 rulebooks are installed; expected one of them to be named: genhe-2023, town. "
        "Name it with --rulebook."
    )
    assert installed.edition("town").code == "town"
    assert installed.edition("genhe-2023").code == "genhe-2023"


def test_an_empty_name_is_no_way_to_name_a_rulebook(fakes: Fakes) -> None:
    fakes.module("town", TOWN)
    with pytest.raises(UsageError):
        Installed.find().edition("")


def test_only_the_plugins_behind_a_rulebook_count_for_it(fakes: Fakes) -> None:
    fakes.module("town", TOWN)
    installed = Installed.find()

    assert [p.name for p in installed.behind(installed.edition("town"))] == ["town"]
    assert len(installed.behind(installed.edition("genhe-2023"))) == 9
    assert [c.code for c in installed.categories(installed.edition("town"))] == ["outreach"]


# --- Order -------------------------------------------------------------------------------------------


def plugins() -> list[Plugin]:
    """Three plugins of a rulebook, and one of another."""
    text = edition("outreach", "service")
    one, two = category(indicator(made)), category(indicator(kept, code="kept"), code="service")
    return [
        Plugin("town", "a", "1", "town", editions=(text,)),
        Plugin("service", "a", "1", "service", categories=(two,)),
        Plugin("outreach", "b", "1", "outreach", categories=(evolve(one), category(rulebook="x"))),
        Plugin("outreach", "a", "1", "outreach", categories=(one,)),
    ]


def summary(installed: Installed) -> tuple[object, ...]:
    """Everything that anybody can ask of *installed*."""
    text = installed.editions[0]
    return (
        installed.plugins,
        installed.faults,
        [installed.lacks(each) for each in installed.editions],
        installed.categories(text),
        installed.behind(text),
    )


def test_the_order_in_which_plugins_are_found_changes_nothing() -> None:
    found = {repr(summary(Installed(order))) for order in permutations(plugins())}

    assert len(found) == 1
    installed = Installed(tuple(plugins()))
    assert [(p.name, p.distribution) for p in installed.plugins] == [
        ("outreach", "a"),
        ("outreach", "b"),
        ("service", "a"),
        ("town", "a"),
    ]
    assert [(fault.plugin.distribution, fault.doubled) for fault in installed.faults] == [
        ("a", True),
        ("b", True),
        ("a", True),
        ("b", True),
        ("b", False),
    ]


def test_the_order_of_the_path_changes_no_score(
    fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = {
        "text": "@hookimpl\ndef editions(): return [edition('town', 'one', 'two')]",
        "first": "@hookimpl\ndef categories(): return [category('one')]",
        "second": "@hookimpl\ndef categories(): return [category('two')]",
    }
    for name, code in pieces.items():
        fakes.module(name, code)
    sites, rest = sys.path[:3], sys.path[3:]
    prints = set()
    for order in permutations(sites):
        monkeypatch.setattr(sys, "path", [*order, *rest])
        installed = Installed.find()
        bound = complete(
            installed.edition("town"), installed.categories(installed.edition("town")), {}
        )
        prints.add((bound.sha256, tuple(p.name for p in installed.plugins), bound.maximum))

    assert len(prints) == 1
    assert prints.pop()[2] == Fraction(6)


def test_plugins_are_values() -> None:
    one: Wrong = plugins()[0]

    assert one == plugins()[0]
    assert Installed((one,)) == Installed((one,))
    with pytest.raises(FrozenInstanceError):
        one.name = "other"
