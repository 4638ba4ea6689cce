"""What an installation brings is what it requires, by whatever extra, and nothing else."""

import sys
from pathlib import Path

import pytest
from tests.benchmarks.install_size import ASKED, brought, table

CORE = {"credit-rules", "attrs", "holidays", "pluggy", "python-dateutil", "six"}


def installed(folder: Path, name: str, requires: list[str], contents: str = "") -> None:
    """A distribution with one file."""
    (folder / f"{name}.py").write_text(contents, "utf-8")
    known = folder / f"{name}-1.dist-info"
    known.mkdir()
    lines = [f"Name: {name}", "Version: 1", *(f"Requires-Dist: {one}" for one in requires)]
    (known / "METADATA").write_text("\n".join(lines) + "\n", "utf-8")
    (known / "RECORD").write_text(f"{name}.py,,\n__pycache__/{name}.pyc,,\ngone.py,,\n", "utf-8")


@pytest.fixture(autouse=True)
def _town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some that require each other, one of them in a circle."""
    installed(
        tmp_path,
        "town",
        ["well", 'pump>=1; extra == "deep"', 'town[deep]; extra == "all"'],
        "12345",
    )
    installed(tmp_path, "well", ["town", 'never; python_version < "3"'], "123")
    installed(tmp_path, "pump", ["valve"], "1")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "town.pyc").write_text("bytecode", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def test_the_core_brings_what_the_readme_says() -> None:
    there, lacking = brought("credit-rules")
    assert there.keys() == CORE
    assert there["holidays"] > there["six"] > 0
    assert not lacking


def test_bytes_are_those_of_files_that_are_there_without_bytecode() -> None:
    assert brought("town") == ({"town": 5, "well": 3}, frozenset())


@pytest.mark.parametrize("extra", ["deep", "all"])
def test_an_extra_brings_its_own_and_names_what_is_lacking(extra: str) -> None:
    assert brought(f"town[{extra}]") == ({"town": 5, "well": 3, "pump": 1}, {"valve"})


def test_the_table_has_a_row_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[table.__module__], "ASKED", ("town", "town[deep]"))
    assert table()[2:] == [
        "| town | 2 | 0.0 | 0.0 |",
        "| town[deep] | not installed here: valve | | |",
    ]
    assert ASKED[0] == "credit-rules"
