"""Records counted one by one, from the words of the rules: an opinion independent of the library's.

Social credit codes are python-stdnum's business where it knows them, else a sum by hand.
"""

import re
from collections import defaultdict
from datetime import date, datetime

from attrs import define, field
from stdnum.cn import uscc

BLANKS = " \t\r\n\u00a0\u3000"
REQUIRED = ["XK_XDR_MC", "XK_XKWS", "XK_WSH", "XK_XKLB", "XK_NR", "XK_JDRQ", "XK_XKJG", "SJC"]
DAYS = ["XK_JDRQ", "XK_YXQZ", "XK_YXQZI", "SJC"]
KINDS = ("普通", "特许", "认可", "核准", "登记", "其他")
STATES = {"0", "1", "2", "3", "正常", "有效", "无效", "撤销", "异议", "其他"}
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@define
class Answer:
    """Department and month -> reported, compliant, on time; and what was left out."""

    cells: dict[tuple[str, str], list[int]] = field(factory=lambda: defaultdict(lambda: [0, 0, 0]))
    counted: int = 0
    duplicates: int = 0
    unassigned: int = 0


def text(cell) -> str:
    return "" if cell is None else str(cell).strip(BLANKS)


def day(cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = text(cell)
    ymd, *time = re.split("[ T]", said, maxsplit=1)
    for moment in time:
        clock = re.sub("[+]08(:?00)?$", "", moment)  # what clocks say in Beijing
        if not re.fullmatch("[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?", clock):
            return None
    if re.fullmatch("[0-9]{8}", ymd):
        parts = [ymd[:4], ymd[4:6], ymd[6:]]
    elif ymd.endswith("日"):
        year, _, rest = ymd[:-1].partition("年")
        parts = [year, *rest.split("月")]
    else:
        parts = next((ymd.split(mark) for mark in "-/." if mark in ymd), [])
    if not re.fullmatch("[0-9]{4},[0-9]{1,2},[0-9]{1,2}", ",".join(parts)):
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def code_is_valid(code: str) -> bool:
    if not re.fullmatch(f"[{LETTERS}]{{2}}[0-9]{{6}}[{LETTERS}]{{10}}", code):
        return False
    total = sum(LETTERS.index(c) * 3**i for i, c in enumerate(code[:17])) % 31
    by_hand = LETTERS[(31 - total) % 31] == code[17]
    if code[:2].isdecimal():  # letters are beyond python-stdnum, not beyond the standard
        assert uscc.is_valid(code) == by_hand
    return by_hand


def compliant(record) -> bool:  # noqa: PLR0911 -- one rule after the other
    if any(not text(record[column]) for column in REQUIRED):
        return False
    if any(text(record[column]) and day(record[column]) is None for column in DAYS):
        return False
    start, end = day(record["XK_YXQZ"]), day(record["XK_YXQZI"])
    if start and end and end < start:
        return False
    if day(record["SJC"]) < day(record["XK_JDRQ"]):
        return False
    who, code = text(record["XK_XDR_LB"]), text(record["XK_XDR_SHXYM"])
    if who != "自然人" and (code or who == "法人及非法人组织") and not code_is_valid(code):
        return False
    if text(record["XK_ZT"]) and text(record["XK_ZT"]) not in STATES:
        return False
    return text(record["XK_XKLB"]).startswith(KINDS)


def answer(records, names, calendar, limit=7, month_of="decision") -> Answer:
    """*names*: what a department may be called -> its code."""
    found = Answer()
    best: dict[tuple[str, str], list[tuple[str, bool, bool]]] = defaultdict(list)
    for record in records:
        decided, reported = day(record["XK_JDRQ"]), day(record["SJC"])
        dated = decided if month_of == "decision" else reported
        who = names.get(text(record["XK_XKJG"])) or names.get(text(record["XK_XKJGDM"]))
        if dated is None or who is None:
            found.unassigned += 1
            continue
        in_time = bool(
            decided and reported and reported <= calendar.add_working_days(decided, limit)
        )
        number = text(record["XK_WSH"])
        one = (f"{dated:%Y-%m}", not in_time, not compliant(record))
        key = (who, number) if number else (who, f"\0{len(best)}")
        best[key].append(one)
    for (who, _), several in best.items():
        month, late, wrong = min(several)
        cell = found.cells[who, month]
        cell[0] += 1
        cell[1] += not wrong
        cell[2] += not late
        found.counted += 1
        found.duplicates += len(several) - 1
    return found
