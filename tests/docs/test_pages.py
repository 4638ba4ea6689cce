"""Every page can be found, every link leads somewhere, and everything that can be run runs."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.docs import pages
from tests.docs.pages import DOCS, PAGES, ROOT

import credit_rules
from credit_rules import Category, DutyCadence, Follows, Indicator, Veto
from credit_rules.cli.app import app
from credit_rules.duties import Due
from credit_rules.testing import variants
from credit_rules_docs import api

_TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def listed(words: str) -> list[str]:
    """What the tables of contents in some words name."""
    lines = "".join(_TOCTREE.findall(words)).splitlines()
    return [line for line in lines if line and not line.startswith(":")]


def guides() -> list[list[str]]:
    """The guides for each kind of reader, as the index tells them apart by its headings."""
    _, *parts = re.split("^## ", pages.read(DOCS / "how-to/index.md"), flags=re.MULTILINE)
    return [[f"how-to/{name}.md" for name in listed(part)] for part in parts]


FOR_USERS, FOR_PROGRAMS, CLAUSES, BESIDE = guides()
"""Guides to the program; for programs; to a shape of clause; to what stands beside the clauses."""
HOW_TO = [*FOR_USERS, *FOR_PROGRAMS, *CLAUSES, *BESIDE]


BUILT = {DOCS / page for page in PAGES}


def bare(source: str) -> str:
    """The words of a page without its code."""
    return re.sub(r"^```.*?^```$|`[^`\n]*`", "", source, flags=re.MULTILINE | re.DOTALL)


def in_toctrees() -> Iterator[Path]:
    """Every page that some other page lists."""
    for page in PAGES:
        folder = (DOCS / page).parent
        for name in listed(pages.read(DOCS / page)):
            yield from (p for p in folder.glob(f"{name}.md") if p != DOCS / page)


def anchors(page: Path) -> set[str]:
    """What links to headings of *page* may say."""
    headings = re.findall(r"^#+ (.+)$", pages.read(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_in_a_table_of_contents() -> None:
    listed = {page.relative_to(DOCS).as_posix() for page in in_toctrees()}
    assert listed == set(PAGES) - {"index.md"}


@pytest.mark.parametrize("page", [*PAGES, "../README.md", "../README.zh-Hans.md"])
def test_every_link_leads_somewhere(page: str) -> None:
    here = (DOCS / page).resolve()
    for link in _LINK.findall(bare(pages.read(here))):
        if "://" not in link:
            path, _, anchor = link.partition("#")
            target = (here.parent / path).resolve() if path else here
            assert target.exists(), link
            assert page not in PAGES or target in BUILT, f"{link} is not built"
            assert not anchor or anchor in anchors(target), link


def test_explanations_and_reference_are_listed_in_words_too() -> None:
    for part in ("explanation", "reference"):
        index = pages.read(DOCS / part / "index.md")
        unlisted = [
            page
            for page in PAGES
            if page.startswith(f"{part}/") and f"({page.split('/')[-1]})" not in index
        ]
        assert unlisted == [f"{part}/index.md"]


@pytest.mark.parametrize("page", PAGES)
def test_python_of_a_page_prints_what_it_shows(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    source = pages.read(DOCS / page)
    assert pages.printed(source) == pages.shown(source)


CONFTEST = """
from hypothesis import settings

collect_ignore = ["docs"]
settings.register_profile("few", max_examples=3, derandomize=True, database=None)
settings.load_profile("few")
"""
"""That the laws are run is tested here; what they find is tested elsewhere."""


class Project:
    """The files that a page gives, installed for one test as ``pip install`` would.

    They stand beside the examples of the documentation, so that what a page writes is not written there.
    """

    def __init__(self, folder: Path, source: str) -> None:
        self.folder = folder
        (folder / "conftest.py").write_text(CONFTEST)
        (folder / "docs").symlink_to(DOCS)
        self.blocks = pages.blocks(source)
        for block in self.blocks:
            if block.file and block.file.endswith("pyproject.toml"):
                self._install(tomllib.loads(block.body))

    def _install(self, declared: dict[str, dict[str, object]]) -> None:
        project = declared["project"]
        points = project["entry-points"]["credit_rules"]  # type: ignore[index]
        about = self.folder / f"{str(project['name']).replace('-', '_')}-1.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        )
        lines = [f"{name} = {module}\n" for name, module in points.items()]
        (about / "entry_points.txt").write_text("[credit_rules]\n" + "".join(lines))

    def write(self, block: pages.Block) -> Path:
        """A file as the page has it by now; what was imported of it before is forgotten."""
        path = block.write(self.folder)
        sys.modules.pop(path.stem, None)
        return path

    def run(self, command: str) -> tuple[int, str]:
        """The exit code of a command, and what it prints on either stream."""
        program, *arguments = shlex.split(command)
        if program == "credit-rules":
            done = CliRunner().invoke(app, arguments)
            return done.exit_code, done.output
        assert (program, arguments[:2]) == ("python", ["-m", "pytest"]), command
        tested = subprocess.run(
            [sys.executable, *arguments, "-p", "no:cacheprovider"],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
        )
        return tested.returncode, tested.stdout


@pytest.fixture
def project(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Project]:
    made = Project(tmp_path, pages.read(DOCS / request.param))
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    yield made
    for block in made.blocks:
        if block.file:
            sys.modules.pop(Path(block.file).stem, None)


def with_blocks(language: str) -> list[str]:
    return [
        page
        for page in PAGES
        if any(b.file if language == "file" else b.language == language for b in FOUND[page])
    ]


FOUND = {page: pages.blocks(pages.read(DOCS / page)) for page in PAGES}


@pytest.mark.parametrize("project", with_blocks("file"), indirect=True)
def test_modules_that_a_page_gives_can_be_imported(project: Project) -> None:
    import importlib

    files = {project.write(block) for block in project.blocks if block.file}
    for path in sorted(files):
        if path.suffix == ".py":
            importlib.import_module(path.stem)


def commands(session: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what is shown below it."""
    shown = re.split(r"^\$ ", session, flags=re.MULTILINE)
    assert shown[0] == "", "a console block begins with a command"
    return [(one.split("\n", 1)[0], one.split("\n", 1)[1]) for one in shown[1:]]


@pytest.mark.parametrize("project", with_blocks("console"), indirect=True)
def test_commands_of_a_page_end_and_print_as_shown(project: Project) -> None:
    """What a page shows in a console: 0 unless the next line asks ``echo $?``."""
    for block in project.blocks:
        if block.file:
            project.write(block)
        if block.language != "console":
            continue
        steps = commands(block.body)
        for (command, shown), (after, code) in zip(steps, [*steps[1:], ("", "")], strict=True):
            if command == "echo $?":
                continue
            ended, printed = project.run(command)
            assert ended == (int(code) if after == "echo $?" else 0), printed
            assert pages.same(shown, printed), printed


def test_every_shape_of_a_formula_is_shown_by_a_guide() -> None:
    code = "".join(
        block.body for page in HOW_TO for block in FOUND[page] if block.language == "python"
    )
    words = [name.name for name in api.grouped()["The words of a formula"]]
    shapes = {word for word in words if word.islower()} - {"from_form", "to_form"}
    undocumented = {shape for shape in shapes if not re.search(rf"\b{shape}\(", code)}
    assert undocumented == set(), "give each a page in docs/how-to/"


def test_every_word_of_a_verdict_is_shown_by_a_guide() -> None:
    code = "".join(
        block.body for page in HOW_TO for block in FOUND[page] if block.language == "python"
    )
    words = [n.name for n in api.grouped()["What a plugin declares"] if n.room == "verdicts"]
    assert [word for word in words if f"{word}(" not in code] == []


def test_every_word_of_a_duty_is_shown_by_a_guide() -> None:
    code = "".join(
        block.body for page in HOW_TO for block in FOUND[page] if block.language == "python"
    )
    words = ["Duty", "Feeds", *(rule.__name__ for rule in Due.__subclasses__())]
    assert len(words) > 5
    assert [word for word in words if f"{word}(" not in code] == []


def test_the_guide_to_duties_has_every_way_to_say_by_when_and_what_follows() -> None:
    page = pages.read(DOCS / "how-to/duties.md")
    rows = re.findall(r"^\| (.+) \| `(\w+\(.*\))` \| `(\w+)` \|$", page, re.MULTILINE)
    names = {name: getattr(credit_rules, name) for name in credit_rules.__all__}
    made = [(said, eval(code, names), cadence) for said, code, cadence in rows]  # noqa: S307
    assert {type(due) for _, due, _ in made} == set(Due.__subclasses__())
    assert {cadence for _, _, cadence in made} == {cadence.value for cadence in DutyCadence}
    for said, due, cadence in made:
        assert (due.quote or "nothing", due.cadence.value) == (said, cadence)
    assert re.findall(r"^\| `Follows\.(\w+)` \|", page, re.MULTILINE) == [f.name for f in Follows]


@pytest.mark.parametrize("page", [*CLAUSES, *BESIDE])
def test_a_guide_cites_its_clause_and_reaches_its_maximum(page: str) -> None:
    source = pages.read(DOCS / page)
    shown = re.findall(r"^> (.+)$", source, re.MULTILINE)
    names, _ = pages.run(source)
    made = [one for one in names.values() if isinstance(one, Indicator | Veto)]
    assert bool(made) == (page in CLAUSES)
    for one in made:
        assert one.cite.quote in shown
    for indicator in [one for one in made if isinstance(one, Indicator)]:
        for _, bound in variants([Category("town", "town", [indicator])]):
            proof = bound.proof
            assert proof.lowest is not None
            assert proof.lowest >= 0
            assert (proof.highest, proof.has_highest) == (bound.maximum, True)


@pytest.mark.parametrize("page", [*CLAUSES, *BESIDE])
def test_a_guide_has_clause_code_words_curve_and_a_warning(page: str) -> None:
    source = pages.read(DOCS / page)
    clause, _, rest = source.partition("```python\n")
    assert re.search(r"^> .*[\u4e00-\u9fff]", clause, re.MULTILINE), "the clause in Chinese"
    answers = "".join(b.body for b in FOUND[page] if b.language in {"text", "console"})
    assert re.search(r"[\u4e00-\u9fff]", answers), "what it says, in words"
    assert page in BESIDE or re.search(r"^<!-- curves: \w+ -->$", rest, re.MULTILINE)
    assert "\n## Beware\n" in rest


@pytest.mark.parametrize("page", FOR_USERS)
def test_a_guide_for_those_who_use_the_program_has_commands_in_chinese_and_a_warning(
    page: str,
) -> None:
    sessions = [block.body for block in FOUND[page] if block.language == "console"]
    answers = [shown for session in sessions for _, shown in commands(session)]
    assert sum(bool(re.search(r"[\u4e00-\u9fff]", shown)) for shown in answers) > 3
    assert not any(block.language == "python" for block in FOUND[page]), "no Python is needed"
    assert "\n## Beware\n" in pages.read(DOCS / page)


def test_every_word_of_a_formula_stands_beside_what_a_clause_says() -> None:
    page = pages.read(DOCS / "explanation/plugins.md")
    table = page.partition("\n## The clause says, write\n")[2].partition("\n## ")[0]
    words = [n.name for n in api.grouped()["The words of a formula"] if n.name.islower()]
    words += [n.name for n in api.grouped()["What a plugin declares"] if n.room == "verdicts"]
    unsaid = {word for word in words if not re.search(rf"\b{word}\(", table)}
    assert unsaid == {"from_form", "to_form"}


NEEDED = """
from credit_rules import *
other_rate = (flow("a.d", zh="d", en="d") / flow("a.c", zh="c", en="c"))
one, other, errors, cases, national, provincial = (
    stock(f"b.{name}", zh=name, en=name)
    for name in ("one", "other", "errors", "cases", "national", "provincial")
)
formula = bonus = 2 * other_rate
function = min
"""


def test_what_the_table_says_to_write_can_be_written() -> None:
    page = pages.read(DOCS / "explanation/plugins.md")
    table = page.partition("\n## The clause says, write\n")[2].partition(
        "\nWhat the rulebook makes"
    )[0]
    names: dict[str, object] = {}
    exec(NEEDED, names)  # noqa: S102 -- the names that the table takes for granted
    cells = re.findall(r"^\| .+ \| (.+) \|$", table, re.MULTILINE)
    tried = [code for cell in cells for code in re.findall("`([^`]+)`", cell)]
    written = [code for code in tried if not re.fullmatch(r"\w+=\S+", code) and code != "Reading"]
    for code in written:
        exec(code, names)  # noqa: S102 -- the page's own words
    assert len(written) > 40
