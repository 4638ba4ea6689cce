"""The kinds of records of the built-in rulebook: what tables need, what a record is held to."""

from collections.abc import Iterator

from credit_rules import CodeList, Filled, RecordKind, Rulebook, Text
from credit_rules_docs.markdown import plain, table
from credit_rules_docs.rulebook import CODE


def page() -> str:
    """Every kind with its columns and rules."""
    return "\n".join(part for kind in Rulebook.load(CODE).record_kinds for part in _kind(kind))


def _kind(kind: RecordKind | CodeList) -> Iterator[str]:
    yield f"## {plain(kind.title.zh)} · {plain(kind.title.en)}\n"
    limit = ""
    if isinstance(kind, RecordKind):
        limit = f" · in time within {kind.limit} working days after the decision"
    yield f"`{kind.code}` · feeds {_codes(kind.feeds.measures)}{limit}\n"
    filled = {r.column for r in getattr(kind, "rules", ()) if isinstance(r, Filled)}
    uses = dict(_uses(kind))
    yield table(
        (
            "code",
            "中文",
            "English",
            "other names",
            "table needs it",
            "must be filled",
            "what it is for",
        ),
        [
            (
                f"`{c.code}`",
                plain(c.title.zh),
                plain(c.title.en),
                plain("、".join(c.older)),
                "yes" if c.code in kind.needed else "",
                "yes" if c.code in filled else "",
                uses.get(c.code, ""),
            )
            for c in kind.columns
        ],
    )
    if isinstance(kind, RecordKind):
        yield from _rules(kind)


def _uses(kind: RecordKind | CodeList) -> Iterator[tuple[str | None, str]]:
    """What columns are for besides the rules; those that the kind does not name are none."""
    if isinstance(kind, RecordKind):
        yield kind.department, "whose record it is"
        yield kind.department_code, f"the same, where `{kind.department}` does not say it"
        yield kind.number, "which records are one"
        yield kind.decided, "the month, and the limit"
        yield kind.reported, "whether it is in time"
        return
    yield kind.social_credit_code, "the code, and by its first characters whose it is"
    yield from ((column, "tells bodies apart") for column in kind.bodies)
    yield kind.corrected, "what was corrected"


def _rules(kind: RecordKind) -> Iterator[str]:
    """What makes a record compliant, rules of the same words together."""
    yield "A record is compliant if each of these columns that its table has, is so:\n"
    asked: dict[tuple[str, Text], list[str]] = {}
    for rule in kind.rules:
        asked.setdefault((rule.code, rule.words), []).append(rule.column)
    yield table(
        ("rule", "columns", "中文", "English"),
        [
            (f"`{code}`", _codes(columns), plain(words.zh), plain(words.en))
            for (code, words), columns in asked.items()
        ],
    )


def _codes(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
