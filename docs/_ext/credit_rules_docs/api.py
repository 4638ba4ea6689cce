"""The public API: every name in one group, by the room that it lives in."""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from attrs import frozen

import credit_rules
from credit_rules import testing
from credit_rules_docs.markdown import rst

PACKAGE = "credit_rules"

GROUPS = {
    "The words of a formula": {"formulas"},
    "What a plugin declares": {"rulebooks", "indicators", "departments", "verdicts", "hookspecs"},
    "Duties": {"duties", "duty_lists", "ledger"},
    "Values": {"exact", "measures", "periods", "text"},
    "Facts": {"facts"},
    "Records": {"records", "collecting"},
    "Scoring": {"scoring", "scorecards", "rankings", "evaluate", "working", "reports", "checks"},
    "What a clause proves, and its curve": {"proof", "plot"},
    "Editions compared": {"differences"},
    "Errors": {"errors"},
    "The calendar": {"workdays", "day_arrays"},
    "The testing kit": {"testing"},
}
"""The rooms of ``credit_rules`` that each group shows; a name of another room fails a test."""


@frozen
class Name:
    """A public name: where it is imported from, and where it is written."""

    module: str
    name: str

    @property
    def value(self) -> object:
        """What it stands for."""
        return getattr(import_module(self.module), self.name)

    @property
    def room(self) -> str:
        """The room of ``credit_rules`` that it is written in."""
        home = getattr(self.value, "__module__", "")
        if not home.startswith(f"{PACKAGE}."):
            home = constant(self.name).module
        return home.split(".")[1]

    @property
    def directive(self) -> str:
        """What has autodoc document it, or its own words where it is a constant."""
        full = f"{self.module}.{self.name}"
        if inspect.isclass(self.value):
            kind = "exception" if issubclass(self.value, Exception) else "class"
            return f".. auto{kind}:: {full}\n   :members:\n"
        if inspect.isroutine(self.value):
            return f".. autofunction:: {full}\n"
        words = constant(self.name).words.splitlines()
        return f".. py:data:: {full}\n\n" + "".join(f"   {line}\n" for line in words)


def names() -> Iterator[Name]:
    """Everything that is public."""
    yield from (Name(PACKAGE, name) for name in credit_rules.__all__)
    yield from (Name(f"{PACKAGE}.testing", name) for name in testing.__all__)


def grouped() -> dict[str, list[Name]]:
    """The public names of every group, in order; those of no group under an empty title."""
    found: dict[str, list[Name]] = {title: [] for title in (*GROUPS, "")}
    for name in names():
        title = next((title for title, rooms in GROUPS.items() if name.room in rooms), "")
        found[title].append(name)
    return found


def page() -> str:
    """All groups, each name by autodoc."""
    parts = []
    for title, found in grouped().items():
        if found:
            parts += [f"## {title}\n", *(rst(name.directive) for name in found)]
    return "\n".join(parts)


@frozen
class Constant:
    """A constant of ``credit_rules``: the module that it is written in, and its docstring."""

    module: str
    words: str


def constant(name: str) -> Constant:
    """The constant of that name.

    Raises:
        LookupError: there is none that has a docstring.
    """
    if name not in _constants():
        msg = f"{name} needs a docstring, a string on the line after it"
        raise LookupError(msg)
    return _constants()[name]


@cache
def _constants() -> dict[str, Constant]:
    found: dict[str, Constant] = {}
    for module in pkgutil.walk_packages(credit_rules.__path__, f"{PACKAGE}."):
        spec = find_spec(module.name)
        source = Path(str(spec and spec.origin)).read_text(encoding="utf-8")
        for name, words in _constants_of(source):
            found.setdefault(name, Constant(module.name, inspect.cleandoc(words)))
    return found


def _constants_of(source: str) -> Iterator[tuple[str, str]]:
    """Assignments with a string on the next line, which is how a constant is documented."""
    body = ast.parse(source).body
    for statement, after in pairwise(body):
        match statement, after:
            case (
                ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                yield name, words
