"""Distributions made up for a test: a folder on ``sys.path`` with metadata and a module."""

import sys
from pathlib import Path
from textwrap import dedent

import pytest
from tests.fake_plugins import install_plugin

from credit_rules.plugins import Installed, Plugin

PARTS = """
from datetime import date
from credit_rules import *

visits = flow("visits.made", zh="走访次数", en="visits made")


def indicator(formula=capped(visits, 3), code="visits", maximum=3):
    cite = Citation("1", "每走访一次得1分")
    return Indicator(code, Text("走访", "visits"), maximum, Cadence.CUMULATIVE, formula, cite)


def category(code="outreach", rulebook="town", *indicators):
    return Category(rulebook, code, indicators or [indicator()])


def edition(code="town", *headings):
    return Edition(
        code,
        Text("小城考核细则", "the town's rulebook"),
        Document("小城考核细则", "1号", date(2023, 1, 1), "每走访一次得1分"),
        [Heading(name, Text(name, name), 3) for name in headings or ["outreach"]],
        Roster(Department("town", Text("小城", "Town")), ()),
        [],
    )

"""
"""What a plugin of these tests begins with, and may build upon."""

TOWN = """
@hookimpl
def editions():
    return [edition()]


@hookimpl
def categories():
    return [category()]
"""
"""A whole rulebook in one plugin."""


class Fakes:
    """Installs plugins that exist for the length of a test."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self.modules: list[str] = []

    def module(self, name: str, code: str = "") -> None:
        """A plugin that is one file, in a distribution ``fake-<name>`` 1.0."""
        self.modules.append(f"fake_{name}")
        install_plugin(self._monkeypatch, self._site(), name, PARTS + dedent(code))

    def package(self, name: str, code: str = "") -> None:
        """A plugin that is a folder with an ``__init__.py``."""
        self.distribution(
            f"fake-{name}",
            files={f"fake_{name}/__init__.py": PARTS + dedent(code)},
            entry_points=f"[credit_rules]\n{name} = fake_{name}\n",
        )

    def distribution(
        self,
        name: str,
        *,
        files: dict[str, str],
        entry_points: str | bytes,
        version: str = "1.0",
        metadata: str | None = "Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
    ) -> None:
        """Any distribution, first on the path."""
        site = self._site()
        info = site / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        if metadata is not None:
            (info / "METADATA").write_text(metadata.format(name=name, version=version))
        written = entry_points.encode() if isinstance(entry_points, str) else entry_points
        (info / "entry_points.txt").write_bytes(written)
        for path, source in files.items():
            self.modules.append(path.partition("/")[0].removesuffix(".py"))
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_text(source, encoding="utf-8")
        self._monkeypatch.syspath_prepend(str(site))

    def _site(self) -> Path:
        """A new folder that packages may be put into."""
        return self.folder / f"site{len(list(self.folder.iterdir()))}"

    def found(self, name: str) -> Plugin:
        """The one plugin called *name*, in a fresh listing of everything."""
        (plugin,) = (p for p in Installed.find().plugins if p.name == name)
        return plugin

    def forget(self) -> None:
        """Unloads every module that a fake brought."""
        for loaded in list(sys.modules):
            if loaded.partition(".")[0] in self.modules:
                del sys.modules[loaded]


def line_of(code: str, words: str) -> int:
    """On which line of a fake's file *words* stand."""
    lines = (PARTS + dedent(code)).splitlines()
    (found,) = (at for at, line in enumerate(lines, 1) if words in line)
    return found
