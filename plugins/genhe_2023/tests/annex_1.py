"""附件1 taken apart a second time, by its printed numbers alone."""

import re
from importlib.resources import files
from typing import NamedTuple

TEXT = (files("credit_rules_genhe_2023") / "genhe-2023-52.zh-Hans.txt").read_text(encoding="utf-8")
START = "\n根河社会信用体系建设工作任务清单 |"  # the table's title; 附件:1.根河社会... is not at a line's start
ANNEX_1 = TEXT[TEXT.index(START) + 1 : TEXT.index("\n附件 2")]


class Line(NamedTuple):
    """A numbered line with none below it, or the only line of a department."""

    number: int
    clause: str
    words: str
    heading: str


def bare(words: str) -> str:
    """*words* without white space."""
    return "".join(words.split())


def _rows() -> list[tuple[int, str]]:
    """The table's lines with their department's number; a line that the table breaks is whole."""
    rows: list[tuple[int, str]] = []
    number = 0
    for printed in ANNEX_1.splitlines()[2:]:
        words = re.sub(r"[\s|]+$", "", printed)
        if first := re.fullmatch(r"(\d+) \| \S+ \| (.*)", words):
            number, words = int(first[1]), first[2]
        elif not re.match(r"\d+\.|\(\d+\)|二、", words):
            _, broken = rows.pop()
            words = broken + words
        rows.append((number, words))
    return rows


def _numbered() -> list[tuple[int, str, str]]:
    """Every line with its department's number and its clause; parts (一, 二) are no lines."""
    found: list[tuple[int, str, str]] = []
    place, item = "", ""
    for number, words in _rows():
        if not found or found[-1][0] != number:
            place = f"附件1·{number}"
        if words == "社会信用体系建设牵头工作":
            place = f"附件1·{number}·一"
            found.append((number, place, ""))  # keeps the place; it has lines below it
        elif words.startswith("二、"):
            place = f"附件1·{number}·二"
        elif top := re.match(r"(\d+)\.", words):
            item = f"{place}·{top[1]}"
            found.append((number, item, words))
        elif below := re.match(r"\(\d+\)", words):
            found.append((number, item + below[0], words))
        else:
            found.append((number, place, words))
    return found


def leaves() -> list[Line]:
    """Every line with no numbered line below it."""
    numbered = _numbered()
    words = {clause: words for _, clause, words in numbered}
    return [
        Line(number, clause, line, words.get(clause.partition("(")[0], "") if "(" in clause else "")
        for number, clause, line in numbered
        if not any(c.startswith((f"{clause}(", f"{clause}·")) for c in words)
    ]
