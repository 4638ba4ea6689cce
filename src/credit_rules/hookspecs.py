"""The hooks: what a plugin may bring. All return values; none is told anything."""

from collections.abc import Iterable

import pluggy

from credit_rules.indicators import Category
from credit_rules.records import CodeList, RecordKind
from credit_rules.rulebooks import Edition

PROJECT = "credit_rules"
"""The name of the entry-point group, and of the hooks' namespace."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a plugin's function as the implementation of the hook that it is named after."""


@hookspec
def editions() -> Iterable[Edition]:  # type: ignore[empty-body]
    """The rulebooks that a plugin brings: document, headings, roster, readings, who is scored.

    Example::

        from credit_rules import Edition, hookimpl

        @hookimpl
        def editions():
            return [Edition(code="example-2024", ...)]
    """


@hookspec
def categories() -> Iterable[Category]:  # type: ignore[empty-body]
    """The categories that a plugin fills, each for one heading of one rulebook.

    Example::

        from credit_rules import Category, hookimpl

        @hookimpl
        def categories():
            return [Category(rulebook="example-2024", code="publicity", indicators=[...])]
    """


@hookspec
def record_kinds() -> Iterable[RecordKind | CodeList]:  # type: ignore[empty-body]
    """The kinds of records, and of lists of codes, whose counts are facts.

    A kind belongs to whichever rulebooks have all measures that it feeds: flows for records, stocks
    for lists of codes. No two plugins may use one code. The guide ``how-to/own-records`` declares one.

    Example::

        from credit_rules import RecordKind, hookimpl

        @hookimpl
        def record_kinds():
            return [RecordKind(code="licences", columns=[...], rules=[...], ...)]
    """
