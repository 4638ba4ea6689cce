"""Plugins that a test installs, and installs that a test takes something away from."""

import sys
from pathlib import Path

import pytest
from attrs import evolve

from credit_rules.plugins import Installed


def write_plugin(folder: Path, name: str, source: str, *, module: str | None = None) -> str:
    """Put a distribution ``fake-<name>`` 1.0 into *folder*, a module with *source* as its plugin.

    *folder* has to be on ``sys.path`` (or ``PYTHONPATH``). Returns the module's name.
    """
    module = module or f"fake_{name}"
    about = folder / f"fake_{name}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: fake-{name}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[credit_rules]\n{name} = {module}\n")
    (folder / f"{module}.py").write_text(source, encoding="utf-8")
    return module


def install_plugin(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    name: str,
    source: str,
    *,
    module: str | None = None,
) -> None:
    """The same, for this process and until *monkeypatch* undoes it."""
    written = write_plugin(folder, name, source, module=module)
    if str(folder) not in sys.path:
        monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, written, raising=False)


def without(installed: Installed, *names: str) -> Installed:
    """*installed* as if the plugins of these names had been uninstalled."""
    kept = [plugin for plugin in installed.plugins if plugin.name not in names]
    return evolve(installed, plugins=kept)


def uninstall(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Have this process find no plugins of these names."""
    found = Installed.find()
    monkeypatch.setattr(Installed, "find", lambda: without(found, *names))
