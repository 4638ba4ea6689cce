"""Running the command line: in this process, or as a real one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from click.testing import CliRunner, Result

from credit_rules.cli.app import app

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "docs" / "examples" / "genhe-2023-q3" / "facts.csv"
QUARTER = ("--period", "2023-Q3")
HEADER = "department,period,measure,value,evidence,note\n"
COMMAND = [sys.executable, "-m", "credit_rules"]


def run(*args: str | Path) -> Result:
    """What the command line answers to *args*."""
    return CliRunner().invoke(app, [str(arg) for arg in args], catch_exceptions=False)


def done(*args: str | Path) -> str:
    """The answer, where nothing went wrong and nobody was told anything."""
    result = run(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def answered(*args: str | Path) -> Any:
    """The answer as JSON."""
    return json.loads(done(*args, "--format", "json"))


def refused(*args: str | Path, code: int = 2) -> str:
    """The message, where the command refused and answered nothing."""
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.endswith("\n")
    assert "Traceback" not in result.stderr
    return result.stderr


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what decides about language and colour."""
    told = ("LANG", "LC_", "PYTHONIOENCODING", "PYTHONUTF8", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(told)}
    return kept | changes


def start(*args: str | Path, **changes: str) -> "subprocess.CompletedProcess[bytes]":
    """A process of its own, run to its end."""
    command = [*COMMAND, *map(str, args)]
    return subprocess.run(command, capture_output=True, env=environment(**changes), check=False)


def cells(words: str) -> int:
    """How wide a terminal shows *words*: Chinese letters take two cells."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)
