"""The reference names everything that there is to name, and nothing is written twice."""

import re
from functools import cache
from typing import Any

import pluggy
import pytest
from tests.docs import pages

import credit_rules
import credit_rules_docs
from credit_rules import CreditRulesError, Rulebook, errors, hookspecs, testing
from credit_rules.cli.app import app
from credit_rules_docs import SECTIONS, api, expand, kit, rulebook
from credit_rules_docs.markdown import plain


@cache
def expanded(section: str) -> str:
    """What the docs have of one section."""
    return SECTIONS[section]()


def test_every_public_name_is_in_a_group() -> None:
    left_over = [name.name for name in api.grouped()[""]]
    assert left_over == [], "name their rooms in docs/_ext/credit_rules_docs/api.py, GROUPS"


def test_a_name_of_a_room_without_a_group_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(api.GROUPS, "The calendar")
    assert "WorkingDayCalendar" in [name.name for name in api.grouped()[""]]


def test_every_public_name_is_on_its_page_once() -> None:
    documented = re.findall(r"^\.\. [a-z:]+:: (\S+)$", expanded("api"), re.MULTILINE)
    public = [f"credit_rules.{name}" for name in credit_rules.__all__]
    public += [f"credit_rules.testing.{name}" for name in testing.__all__]
    assert sorted(documented) == sorted(public)


def test_classes_functions_exceptions_and_constants_are_documented_as_what_they_are() -> None:
    page = expanded("api")
    assert ".. autoclass:: credit_rules.Rulebook\n   :members:" in page
    assert ".. autofunction:: credit_rules.capped\n" in page
    assert ".. autoexception:: credit_rules.FactsError\n" in page
    assert ".. py:data:: credit_rules.testing.LAWS\n\n   Every law by its name.\n" in page
    assert ".. py:data:: credit_rules.hookimpl\n\n   Marks a plugin's function as" in page


def test_a_public_constant_without_words_is_refused() -> None:
    with pytest.raises(LookupError, match="NOBODY_WROTE_THIS needs a docstring"):
        api.constant("NOBODY_WROTE_THIS")


def test_every_hook_is_on_its_page() -> None:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    hooks = [name for name in vars(manager.hook) if not name.startswith("_")]
    assert len(hooks) >= 2
    for hook in hooks:
        assert f".. autofunction:: credit_rules.hookspecs.{hook}\n" in expanded("hooks")
        assert "Example::" in getattr(hookspecs, hook).__doc__


def test_every_law_is_on_its_page_with_its_words() -> None:
    assert "LAWS" in kit.all_laws()
    for law in testing.LAWS.values():
        first = str(law.__doc__).split("\n", 1)[0]
        assert f"### {law.__name__}\n\n````{{eval-rst}}\n{first}\n" in expanded("laws")


def test_every_error_is_on_its_page_with_its_exit_code() -> None:
    public = {name: getattr(errors, name) for name in errors.__all__}
    kinds = {n: k for n, k in public.items() if isinstance(k, type) and issubclass(k, Exception)}
    found = dict(
        re.findall(r"^## (\w+)$.*?^Exit code (\d)", expanded("errors"), re.MULTILINE | re.DOTALL)
    )
    assert found == {name: str(kind.exit_code) for name, kind in kinds.items()}
    assert "Exit code 2; is a CreditRulesError and a ValueError." in expanded("errors")


def test_errors_of_others_are_not_in_the_reference() -> None:
    class ForeignError(CreditRulesError):
        """Somebody's plugin refuses too."""

    assert ForeignError not in kit.error_classes()


def test_every_command_is_on_its_page_in_both_languages() -> None:
    page = expanded("commands")
    for name, command in app.commands.items():
        for path in [name, *(f"{name} {below}" for below in getattr(command, "commands", {}))]:
            assert f"\n## credit-rules {path}\n" in page
            assert f"\nusage: credit-rules {path} " in page
            assert f"\n用法：credit-rules {path} " in page
    assert "workday add" in page


def section_of(indicator: str) -> str:
    """What the page says of one indicator, all readings."""
    (found,) = (
        part
        for part in re.split(r"^### ", expanded("indicators"), flags=re.MULTILINE)
        if f"`{indicator}` ·" in part
    )
    return found


@pytest.mark.parametrize("indicator", Rulebook.load().indicators, ids=lambda i: str(i.code))
def test_every_indicator_has_clause_words_proof_and_curve(
    indicator: credit_rules.BoundIndicator,
) -> None:
    section = section_of(indicator.code)
    assert f"> {plain(indicator.cite.quote)}\n" in section
    assert f"* {plain(indicator.rule.zh)}\n* {plain(indicator.rule.en)}\n" in section
    assert f"From 0 to {indicator.maximum} points" in section
    for code, direction in indicator.proof.directions.items():
        assert f"| `{code}` | {direction.value} |" in section
    assert "<svg " in section


def test_every_option_of_every_reading_is_shown_where_it_counts() -> None:
    for reading in Rulebook.load().readings:
        default, *others = reading.options
        for option in others:
            assert f"\n#### {reading.key}={option}\n" in expanded("indicators")
        assert f"\n#### {reading.key}={default}\n" not in expanded("indicators")


def test_an_option_that_changes_no_curve_draws_none_again() -> None:
    hotline = section_of("government_integrity.hotline")
    pooled = hotline.split("#### hotline.fold=pooled")[1].split("####")[0]
    lower = hotline.split("#### hotline.rates=lower")[1].split("####")[0]
    assert "The curves are the same." in pooled
    assert "<svg " not in pooled
    assert lower.count("<svg ") == 2


def test_a_jump_is_named() -> None:
    both = expanded("indicators").split("#### hotline.rates=both")[1]
    assert both.split("####")[0].count("From 0 to 5 points, with jumps.") == 1


def test_bounds_that_are_open_or_missing_are_said_so() -> None:
    assert rulebook.bound(None, reached=False) == "any number of"
    assert rulebook.bound(rulebook.Fraction(5, 2), reached=False) == "nearly 2.5"


def test_every_measure_reading_and_department_is_on_its_page() -> None:
    book = Rulebook.load()
    for code, measure in book.measures.items():
        assert f"| `{code}` | {plain(measure.title.zh)} |" in expanded("measures")
    for reading in book.readings:
        section = expanded("readings").split(f"## {reading.key}\n")[1].split("\n## ")[0]
        for option, meaning in reading.options.items():
            assert f"| `{option}` | {plain(meaning.zh)} | {plain(meaning.en)} |" in section
        assert f"Why `{reading.default}` is the default: {plain(reading.why.en)}." in section
        assert ("Elsewhere: " in section) == (reading.elsewhere is not None)
    for department in book.roster:
        assert f"| `{department.code}` | {plain(department.title.zh)} |" in expanded("departments")


def test_every_kind_of_records_is_on_its_page_with_its_columns_rules_and_limit() -> None:
    for kind in Rulebook.load().record_kinds:
        title = f"## {plain(kind.title.zh)} · {plain(kind.title.en)}\n\n`{kind.code}` · feeds "
        section = expanded("kinds").split(title)[1].split("\n## ")[0]
        fed, *rows = section.splitlines()
        for measure in kind.feeds.measures:
            assert f"`{measure}`" in fed
        for column in kind.columns:
            (row,) = (row for row in rows if row.startswith(f"| `{column.code}` |"))
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            assert cells[1] == plain(column.title.zh)
            assert cells[3] == plain("、".join(column.older))
            assert (cells[4] == "yes") == (column.code in kind.needed)
        for rule in getattr(kind, "rules", ()):
            asked = [row for row in rows if row.startswith(f"| `{rule.code}` |")]
            assert any(f"`{rule.column}`" in r and plain(rule.words.zh) in r for r in asked)
        assert ("in time within 7 working days" in fed) == (kind.code != "codes")


def test_what_a_licence_must_have_is_on_the_page_of_kinds() -> None:
    licences = expanded("kinds").split("\n## ")[0]
    (number,) = (row for row in licences.splitlines() if row.startswith("| `XK_WSH` |"))
    assert number.endswith("| yes | yes | which records are one |")
    (remark,) = (row for row in licences.splitlines() if row.startswith("| `BZ` |"))
    assert remark.endswith("| 备注 | remark |  |  |  |  |")
    assert "普通、特许、认可、核准、登记、其他" in licences


def duty_section(code: str) -> str:
    """What the page says of one duty."""
    (found,) = (
        part
        for part in re.split(r"^###? ", expanded("duties"), flags=re.MULTILINE)
        if f"\n\n`{code}` ·" in part
    )
    return found


def test_every_duty_is_on_its_page_with_its_words_and_all_of_its_clauses() -> None:
    edition = Rulebook.load().edition.edition
    several, one = expanded("duties").split("## Owed by one department\n")
    for duty in edition.duties:
        section = duty_section(duty.code)
        assert section in (several if len(duty.owed_by) > 1 else one)
        assert section.startswith(f"{plain(duty.title.zh)} · {plain(duty.title.en)}\n")
        quotes = dict.fromkeys(plain(cite.quote) for cite in duty.owed_by.values())
        assert sorted(re.findall(r"^> (.*)$", section, re.MULTILINE)) == sorted(quotes)
        for code, cite in duty.owed_by.items():
            under = section.split(f"> {plain(cite.quote)}\n")[1].split("\n>")[0]
            said = re.findall(rf"(\w+) {re.escape(cite.clause)}(?:;|$)", under, re.MULTILINE)
            assert said == [edition.roster.find(code).short[0]]


def test_a_duty_says_by_when_and_what_it_feeds() -> None:
    own, all_of_them = duty_section("monthly_report"), duty_section("coordinate_monthly_report")
    due = "每月, `monthly` · 次月 4 日前, by day 4 of the next month"
    fed = "feeds `scheduling.monthly_report`: `monthly_report.on_time`, which follows"
    assert f"\n`monthly_report` · {due} · {fed}\n" in own
    assert f"\n`coordinate_monthly_report` · {due} · {fed} of the government\n" in all_of_them
    assert "\n`credit_repair` · 持续推进, `ongoing`\n" in duty_section("credit_repair")
    hotline = "feeds `government_integrity.hotline`: `hotline.resolved`, `hotline.satisfied`\n"
    assert f"2023-07 底前, by the end of 2023-07 · {hotline}" in duty_section("hotline")


def test_every_section_stands_on_one_page() -> None:
    asked = [
        name
        for page in pages.PAGES
        for name in re.findall(
            r"^<!-- generated: (\w+) -->$", pages.read(pages.DOCS / page), re.MULTILINE
        )
    ]
    assert sorted(asked) == sorted(SECTIONS)


def test_a_section_that_nobody_writes_is_refused() -> None:
    with pytest.raises(KeyError, match="nothing"):
        expand("<!-- generated: nothing -->")


def test_what_asks_for_nothing_stays_as_it_is() -> None:
    assert expand("A page.\n<!-- a remark -->\n") == "A page.\n<!-- a remark -->\n"


def test_the_curves_of_a_page_are_those_of_its_own_python() -> None:
    page = """
```python
from credit_rules import capped, flow
formula = capped("0.5" * flow("a.b", zh="次数", en="times"), 3)
print("kept back")
```

<!-- curves: formula -->

```python
formula = None
```
"""
    found = expand(page)
    assert found.count('<figure class="curve">\n<svg ') == 1
    assert "0 得 0 分，6 得 3 分。" in found
    assert "\n\n" not in found[found.index("<figure") : found.index("</figure>")]


def test_words_from_the_code_are_no_markup() -> None:
    assert plain("合规率*6 <b> [a](b) `c`\n|") == r"合规率\*6 \<b\> \[a\](b) \`c\` \|"


class Sphinx:
    """What the extension asks of Sphinx."""

    def __init__(self) -> None:
        self.connected: dict[str, Any] = {}

    def connect(self, event: str, what: Any, priority: int = 500) -> None:
        self.connected[event] = (what, priority)


def test_sphinx_gets_expanded_pages() -> None:
    sphinx = Sphinx()
    assert credit_rules_docs.setup(sphinx)["parallel_read_safe"]
    read, _ = sphinx.connected["source-read"]
    source = ["<!-- generated: hooks -->"]
    read(sphinx, "reference/hooks", source)
    assert source == [expanded("hooks")]


def test_a_colon_in_a_property_stays_a_colon() -> None:
    sphinx = Sphinx()
    credit_rules_docs.setup(sphinx)
    keep_colons, priority = sphinx.connected["autodoc-process-docstring"]
    assert priority < 500
    lines = {"property": ["What: this."], "function": ["What: this."]}
    for what, docstring in lines.items():
        keep_colons(sphinx, what, "name", None, {}, docstring)
    assert lines == {"property": ["..", "", "What: this."], "function": ["What: this."]}
