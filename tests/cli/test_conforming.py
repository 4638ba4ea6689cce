"""``conform``: every law on an installed plugin; 0 where all hold, 1 where not, 3 where it is broken."""

import json
import re
import sys
from io import StringIO
from pathlib import Path

import pytest
from tests.cli.running import answered, done, environment, refused, run, start
from tests.fake_plugins import install_plugin, write_plugin
from tests.plugins_loading.fakes import PARTS, TOWN

from credit_rules.cli import conforming

FEW = ("--examples", "5")
BAD = PARTS + TOWN.replace(
    "category()", "category('outreach', 'town', indicator(capped(2 * visits, 4)))"
)


@pytest.fixture
def bad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install_plugin(monkeypatch, tmp_path, "bad", BAD)


def test_a_plugin_that_obeys_every_law_ends_with_0_and_says_what_was_looked_at() -> None:
    page = done("conform", "scheduling", *FEW)
    assert page.splitlines()[0].split()[0] == "scheduling"
    assert "1 个指标（连同各种释义 2 个）× 17 条规律，每条试 5 组数据" in page
    assert "原文  月调度系统填报：标题 10 分，条款合计 8 分\n" in page
    assert page.endswith("\n全部规律成立\n")


def test_where_nothing_is_to_be_said_that_is_all() -> None:
    lines = done("conform", "repair", *FEW, "--lang", "en").splitlines()
    assert lines[1:] == [
        "",
        "indicators: 1 (under all readings: 1), laws: 17, reports tried for each: 5",
        "",
        "every law holds",
    ]


def test_it_speaks_english() -> None:
    page = done("conform", "scheduling", *FEW, "--lang", "en")
    assert "indicators: 1 (under all readings: 2), laws: 17, reports tried for each: 5" in page
    assert "text  monthly scheduling system: the heading says 10, its clauses add up to 8" in page
    assert page.endswith("\nevery law holds\n")


def test_25_reports_are_tried_unless_told_otherwise() -> None:
    assert answered("conform", "repair")["examples"] == 25


def test_json_has_all_of_it() -> None:
    form = answered("conform", "scheduling", *FEW)
    assert form["package"] == "scheduling"
    assert [plugin["distribution"] for plugin in form["plugins"]] == ["credit-rules"]
    assert (form["indicators"], form["variants"], len(form["laws"])) == (1, 2, 17)
    assert (form["holds"], form["failures"]) == (True, [])
    assert [finding["about"] for finding in form["findings"]] == ["scheduling"]


@pytest.mark.usefixtures("bad")
def test_what_does_not_hold_ends_with_1_and_is_shown_with_its_counterexample() -> None:
    found = run("conform", "fake-bad", *FEW, "--lang", "en")
    assert (found.exit_code, found.stderr) == (1, "what does not hold: 2\n")
    words = " ".join(found.stdout.split())
    assert "broken outreach.visits maxima_reached points go from 0 or more" in words
    assert "the formula can give 4, above the maximum of 3" in words
    assert "broken outreach.visits points_within_bounds" in words
    assert re.search(r"counterexample (\S+): \1 visits.made = \d+ 0 ≤ 4 ≤ 4 ≤ 3", words)
    assert "every law holds" not in words


@pytest.mark.usefixtures("bad")
def test_it_says_so_in_chinese_too() -> None:
    found = run("conform", "bad", *FEW)
    assert (found.exit_code, found.stderr) == (1, "不成立 2 处\n")
    words = " ".join(found.stdout.split())
    assert "不成立 outreach.visits points_within_bounds 得分在 0 与满分之间" in words
    assert re.search(r"反例 (\S+)：\1 visits.made = \d+ 0 ≤ 4 ≤ 4 ≤ 3", words)
    assert "全部规律成立" not in words


@pytest.mark.usefixtures("bad")
def test_json_has_the_counterexample() -> None:
    found = run("conform", "fake_bad", *FEW, "--format", "json", "--lang", "en")
    assert found.exit_code == 1
    form = json.loads(found.stdout)
    assert form["holds"] is False
    whole, one = form["failures"]
    assert (whole["law"], whole["period"], whole["facts"]) == ("maxima_reached", None, [])
    assert (one["law"], one["about"]) == ("points_within_bounds", "outreach.visits")
    assert one["observed"] == "0 ≤ 4 ≤ 4 ≤ 3"
    (fact,) = one["facts"]
    assert fact.startswith(f"{one['period']} visits.made = ")


def test_numbers_of_one_window_are_shown_without_a_period(monkeypatch: pytest.MonkeyPatch) -> None:
    from credit_rules.testing import LAWS, CounterexampleError

    def wrong(_: object) -> None:
        raise CounterexampleError(None, ("a.b = 1", "a.c = 2"), "3 ≠ 4")

    monkeypatch.setitem(LAWS, "exact_at_knots", wrong)
    assert (
        "counterexample: a.b = 1, a.c = 2\n"
        in run("conform", "repair", *FEW, "--lang", "en").stdout
    )
    assert "反例：a.b = 1、a.c = 2\n" in run("conform", "repair", *FEW).stdout


def test_a_broken_plugin_ends_with_3_and_its_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_plugin(monkeypatch, tmp_path, "bad", "from credit_rules import number\nnumber(0.9)\n")
    message = refused("conform", "bad", "--lang", "en", code=3)
    assert message.startswith("fake_bad.py:2: 0.9 is a binary float")


@pytest.mark.parametrize("name", ["schedulign", "credit-rule"])
def test_a_name_that_nothing_has_is_bad_usage_with_the_nearest(name: str) -> None:
    message = refused("conform", name, "--lang", "en")
    assert message.startswith(f"there is no plugin '{name}'")
    assert "Did you mean " in message


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "1000000", "²"])
def test_a_number_of_examples_that_is_none_is_bad_usage(value: str) -> None:
    message = refused("conform", "repair", "--examples", value, "--lang", "en")
    assert message.startswith(f"{value!r} is no number of examples")


def test_without_hypothesis_it_says_which_extra_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [name for name in sys.modules if name.startswith("credit_rules.testing")]:
        monkeypatch.delitem(sys.modules, name)
    import credit_rules

    monkeypatch.delattr(credit_rules, "testing", raising=False)
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    message = refused("conform", "repair", "--lang", "en")
    assert 'pip install "credit-rules[testing]"' in message
    assert "hypothesis" in message


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_whoever_waits_at_a_terminal_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with conforming._counting() as progress:
        progress(0, 2)
        progress(1, 2)
    assert screen.getvalue() == "\r0/2\r1/2\r\x1b[K"


@pytest.mark.parametrize("stream", [StringIO(), None])
def test_nobody_else_is_told(stream: StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with conforming._counting() as progress:
        progress(0, 2)
    assert stream is None or stream.getvalue() == ""


def test_two_processes_give_the_same_bytes_and_leave_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, here = tmp_path / "site", tmp_path / "here"
    here.mkdir()
    write_plugin(site, "bad", BAD)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PYTHONPATH", str(site))
    assert environment()["PYTHONPATH"] == str(site)
    first, again = (start("conform", "bad", *FEW) for _ in range(2))
    assert first.returncode == again.returncode == 1
    assert first.stdout == again.stdout
    assert b"visits.made = " in first.stdout
    assert list(here.iterdir()) == []


def test_the_laws_need_no_pytest() -> None:
    program = (
        "import sys; sys.modules['pytest'] = None\n"
        "from credit_rules.testing import LAWS, conform\n"
        "print(conform('repair', examples=1).holds)"
    )
    import subprocess

    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "True\n"
