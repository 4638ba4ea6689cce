"""The few lines that check somebody else's plugin, run as its author would run them."""

from textwrap import dedent, indent

import pytest

from credit_rules import testing
from credit_rules.testing import LAWS

pytest_plugins = "pytester"

PLUGIN = """
from credit_rules import Cadence, Category, Citation, Indicator, Text, capped, flow, hookimpl

visits = flow("visits.made", zh="走访", en="visits")


@hookimpl
def categories():
    return [
        Category(
            rulebook="example-2024",
            code="outreach",
            indicators=[
                Indicator(
                    code="visits",
                    title=Text("走访", "visits"),
                    maximum=3,
                    cadence=Cadence.CUMULATIVE,
                    formula={formula},
                    cite=Citation("附件2·走访", "每走访一次得1分,共3分"),
                )
            ],
        )
    ]
"""

FIVE_LINES = """
from credit_rules.testing import parametrize_with_laws
from credit_rules_example import categories

@parametrize_with_laws(categories())
def test_law(indicator, law):
    law(indicator)
"""


A_QUICK_LOOK = """
from hypothesis import settings

settings.register_profile("quick", max_examples=10, derandomize=True, deadline=None)
settings.load_profile("quick")
"""


def run(pytester: pytest.Pytester, formula: str) -> pytest.RunResult:
    pytester.makeconftest(A_QUICK_LOOK)
    pytester.makepyfile(credit_rules_example=PLUGIN.format(formula=formula))
    pytester.makepyfile(test_example=FIVE_LINES)
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xdist", "-v")


def test_the_lines_are_those_of_the_docstring() -> None:
    assert indent(dedent(FIVE_LINES).strip(), " " * 4).replace("\n    \n", "\n\n") in (
        testing.__doc__ or ""
    )


def test_a_right_plugin_passes_every_law_by_name(pytester: pytest.Pytester) -> None:
    result = run(pytester, "capped(1 * visits, 3)")
    result.assert_outcomes(passed=len(LAWS))
    result.stdout.fnmatch_lines(
        [f"test_example.py::test_law?outreach.visits-{law}? PASSED*" for law in LAWS]
    )


def test_a_wrong_plugin_is_told_which_law_and_shown_the_facts(pytester: pytest.Pytester) -> None:
    result = run(pytester, "1 * visits")
    result.assert_outcomes(passed=len(LAWS) - 1, failed=1)
    result.stdout.fnmatch_lines(
        ["*outreach.visits-points_within_bounds? FAILED*", "*measure='visits.made', value=*"]
    )
