"""The guide to collecting shows the report that its command writes; the example is as its README says."""

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from stdnum.cn import uscc
from tests.docs.pages import DOCS, ROOT, blocks, read

from credit_rules.cli.app import app

EXAMPLE = DOCS / "examples/double-publicity"
GUIDE = read(DOCS / "how-to/collect-records.md")


def test_the_reports_of_the_guide_are_what_its_commands_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    shown = [block.body for block in blocks(GUIDE) if block.body.startswith("kind,source")]
    commands = re.findall(r"^\$ credit-rules (collect .+ --report (\S+))$", GUIDE, re.MULTILINE)
    assert len(shown) == 2
    for (command, report), written in zip(commands, shown, strict=True):
        assert CliRunner().invoke(app, command.split()).exit_code == 0
        assert Path(report).read_text(encoding="utf-8") == written


def test_the_lines_that_the_readme_of_the_codes_names_are_those_that_are_wrong() -> None:
    readme = read(DOCS / "examples/codes/README.md")
    named = [
        int(n)
        for last in re.findall(r"\| ([\d, and]+) \|$", readme, re.MULTILINE)
        for n in re.findall(r"\d+", last)
    ]
    (shown,) = [b.body for b in blocks(GUIDE) if "codes.csv,3," in b.body]
    assert sorted(named) == sorted(int(row["row"]) for row in csv.DictReader(shown.splitlines()))


def test_what_is_hidden_in_the_example_is_there() -> None:
    named = re.findall(r"^\| .+ \| (示\S〔)?", read(EXAMPLE / "README.md"), re.MULTILINE)
    assert named
    with (EXAMPLE / "licences.csv").open(encoding="utf-8", newline="") as opened:
        records = list(csv.DictReader(opened))
    wrong = [
        record["XK_WSH"]
        for record in records
        if record["XK_XDR_SHXYM"] and not uscc.is_valid(record["XK_XDR_SHXYM"])
    ]
    assert wrong == ["示教许〔2023〕3号"]
    assert [r["XK_JDRQ"] for r in records if r["XK_WSH"] == "示市许〔2023〕4号"] == ["2023/9/31"]
