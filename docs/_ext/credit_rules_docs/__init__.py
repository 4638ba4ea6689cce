"""What the documentation takes from the code while it is built; nothing of it is committed.

A page asks for it with a comment on a line of its own::

    <!-- generated: laws -->      the section of that name, from SECTIONS
    <!-- curves: formula -->      the curves of what the page's own Python calls ``formula``

so that the pages stay plain Markdown, and the same text can be had (and tested) without Sphinx.
"""

import re
from collections.abc import Callable
from typing import Any

from credit_rules import curves
from credit_rules_docs import api, commands, kinds, kit, rulebook
from credit_rules_docs.markdown import figure
from credit_rules_docs.running import namespace

SECTIONS: dict[str, Callable[[], str]] = {
    "api": api.page,
    "commands": commands.page,
    "departments": rulebook.departments,
    "duties": rulebook.duties,
    "errors": kit.errors,
    "hooks": kit.hooks,
    "indicators": rulebook.indicators,
    "kinds": kinds.page,
    "laws": kit.laws,
    "measures": rulebook.measures,
    "readings": rulebook.readings,
}
"""Every section that a page can ask for."""

_ASKED = re.compile(r"^<!-- (?P<what>generated|curves): (?P<name>\w+) -->$", re.MULTILINE)


def expand(page: str) -> str:
    """*page* with everything in place that it asks for.

    Raises:
        KeyError: there is no such section, or no such name in the page's Python.
    """

    def found(asked: re.Match[str]) -> str:
        if asked["what"] == "generated":
            return SECTIONS[asked["name"]]()
        formula = namespace(page[: asked.start()])[asked["name"]]
        return "\n".join(figure(curve) for curve in curves(formula))

    return _ASKED.sub(found, page)


def setup(app: Any) -> dict[str, bool]:  # noqa: ANN401 -- Sphinx is there only when the docs are built
    """What Sphinx calls: every page is expanded as it is read."""
    app.connect("source-read", lambda _, __, source: source.__setitem__(0, expand(source[0])))
    app.connect("autodoc-process-docstring", keep_colons, priority=400)  # before napoleon's 500
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def keep_colons(_: object, what: str, *rest: Any) -> None:  # noqa: ANN401 -- Sphinx's arguments
    """Napoleon takes what stands before a colon for a type if a property's first line has one."""
    if what in {"attribute", "data", "property"}:
        rest[-1][:0] = ["..", ""]  # an empty comment
