"""Distributions of others, as others have them: built, installed into an environment, used there."""

import importlib.util
import json
import os
import shutil
import site
import subprocess
import sys
import venv
from importlib.metadata import distribution
from pathlib import Path

import pytest
from attrs import frozen
from tests.docs.pages import DOCS, ROOT
from tests.docs.test_pages import CONFTEST

EXAMPLE = DOCS / "examples" / "credit-rules-example"
GENHE = ROOT / "docs" / "examples" / "genhe-2023-q3" / "facts.csv"


@frozen
class Environment:
    """A virtual environment of its own, that also sees what this one has installed."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> "Environment":
        """Nothing is fetched: pip, hatchling and the library are those of this environment."""
        venv.create(folder, symlinks=os.name != "nt")
        made = cls(folder)
        seen = "".join(f"import site; site.addsitedir({path!r})\n" for path in _here())
        (made.packages / "zz_those_around_it.pth").write_text(seen)
        return made

    @property
    def packages(self) -> Path:
        """Where it has its own distributions."""
        if os.name == "nt":
            return self.folder / "Lib" / "site-packages"
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.folder / "lib" / version / "site-packages"

    def run(self, *arguments: str | Path, where: Path) -> "subprocess.CompletedProcess[str]":
        """What ``python -m`` with *arguments* answers."""
        python = self.folder / ("Scripts" if os.name == "nt" else "bin") / "python"
        ours = ("PYTHON", "PIP_", "COVERAGE_")  # it is not this environment, and not measured
        environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        return subprocess.run(
            [python, "-m", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=where,
            env=environment | {"PYTHONUTF8": "1"},
        )

    def answered(self, *arguments: str | Path, where: Path) -> str:
        """The same, where nothing went wrong."""
        done = self.run(*arguments, where=where)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def install(self, project: Path) -> None:
        """What ``pip install`` makes of *project*, which lies in a folder that it may write to."""
        # With hatchling at hand (as under tox) nothing is fetched; else pip looks for it.
        built = ["--no-index", "--no-build-isolation"] if _has("hatchling") else []
        self.answered("pip", "install", "--quiet", "--no-deps", *built, project, where=project)


def _here() -> list[str]:
    return [path for path in site.getsitepackages() if Path(path).is_dir()]


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Environment, Path]:
    """The example distribution, installed; and a folder with its test and its facts."""
    folder = tmp_path_factory.mktemp("example")
    project = shutil.copytree(EXAMPLE, folder / "project")
    made = Environment.make(folder / "environment")
    made.install(project)
    beside = folder / "beside"  # the module must come from the environment
    beside.mkdir()
    for name in ("test_credit_rules_example.py", "facts.csv"):
        shutil.copy(project / name, beside)
    (beside / "conftest.py").write_text(CONFTEST)
    return made, beside


def test_the_example_passes_its_own_test(example: tuple[Environment, Path]) -> None:
    environment, beside = example
    answer = environment.answered("pytest", "-q", "-p", "no:cacheprovider", where=beside)
    assert " passed" in answer
    assert "skipped" not in answer


def test_the_example_is_checked_and_conforms(example: tuple[Environment, Path]) -> None:
    environment, beside = example
    check = ["credit_rules", "check", "--rulebook", "willow-bay-2024", "--lang", "en"]
    assert environment.answered(*check, where=beside) == (
        "\nwillow-bay-2024: findings about the text: 0, faults: 0\n"
    )
    conform = ["credit_rules", "conform", "credit-rules-example", "--examples", "3"]
    assert "全部规律成立" in environment.answered(*conform, where=beside)


@pytest.mark.parametrize(
    ("township", "points", "indicators"),
    [
        # 98 of 100 is 98%; 49/50 is the best of its group; 22; 1 x 3 + 3 x 1 is 6, capped at 5
        ("东洲镇", "102", ["40", "35", "22", "5"]),
        # 95%; 76/80 and 38/40 share the second place; 20; 2, which 78 does not let through
        ("柳下镇", "78", ["30", "28", "20", "2"]),
        # 97%; the second place; 23.5; nothing yet, in a year that is not over
        ("平桥乡", "163/2", ["30", "28", "47/2", "0"]),
        # 97 together, and 59 for the incident
        ("石门乡", "59", ["40", "35", "21", "1"]),
        # 46/50 is 92%; the second of two; 19.5
        ("云台乡", "125/2", ["15", "28", "39/2", "0"]),
    ],
)
def test_the_example_scores_what_was_computed_by_hand(
    example: tuple[Environment, Path], township: str, points: str, indicators: list[str]
) -> None:
    environment, beside = example
    score = ["score", "facts.csv", "--rulebook", "willow-bay-2024", "--period", "2024-Q1"]
    command = ["credit_rules", *score, "--department", township, "--format", "json"]
    card = json.loads(environment.answered(*command, where=beside))
    assert [one["points_exact"] for one in card["indicators"]] == indicators
    assert (card["points_exact"], card["attainable_exact"]) == (points, "100")
    assert card["receipt"]["distributions"] == {"credit-rules-example": "1.0"}


LIFTED = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "credit-rules-repair"
version = "2.0"
dependencies = ["credit-rules"]

[project.entry-points.credit_rules]
repair = "credit_rules_repair"

[tool.hatch.build.targets.wheel]
packages = ["credit_rules_repair"]
"""


def _without_repair(packages: Path) -> None:
    """Have the library's own distribution be found in *packages*, with all plugins but one."""
    ours = distribution("credit-rules")
    about = packages / f"credit_rules-{ours.version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: credit-rules\nVersion: {ours.version}\n"
    )
    points = [p for p in ours.entry_points if p.group == "credit_rules" and p.name != "repair"]
    lines = "".join(f"{point.name} = {point.value}\n" for point in points)
    (about / "entry_points.txt").write_text(f"[credit_rules]\n{lines}")


def test_a_built_in_category_scores_the_same_as_a_distribution_of_its_own(tmp_path: Path) -> None:
    command = ["credit_rules", "score", GENHE, "--period", "2023-Q3", "--format", "json"]
    environment = Environment.make(tmp_path / "environment")
    before = json.loads(environment.answered(*command, where=tmp_path))
    lifted = shutil.copytree(ROOT / "plugins" / "repair", tmp_path / "lifted")
    (lifted / "pyproject.toml").write_text(LIFTED)

    _without_repair(environment.packages)
    alone = environment.run(*command, where=tmp_path)
    assert (alone.returncode, "repair" in alone.stderr) == (3, True)

    environment.install(lifted)
    assert (environment.packages / "credit_rules_repair" / "__init__.py").is_file()
    after = json.loads(environment.answered(*command, where=tmp_path))
    assert after["points_exact"] == before["points_exact"]
    assert after["receipt"]["rulebook_sha256"] == before["receipt"]["rulebook_sha256"]
    versions = before["receipt"]["distributions"] | {"credit-rules-repair": "2.0"}
    assert after["receipt"]["distributions"] == versions
    by = {one["code"]: one["scored_by"] for one in after["indicators"]}
    assert by.pop("repair.repair_notice") == "credit-rules-repair 2.0"
    assert set(by.values()) == {f"credit-rules {distribution('credit-rules').version}"}
