"""Lists of codes for tests, counted row by row: an opinion independent of the library's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb
import polars as pl
from attrs import define, field
from hypothesis import strategies as st
from tests.collecting.oracle import LETTERS, code_is_valid, day, text

CODE, NUMBER, NAME, MENDED = COLUMNS = ["TYSHXYDM", "DJH", "JGMC", "SFJZ"]
REGISTRARS = {
    "1": "establishment",
    "3": "justice",
    "5": "civil_affairs",
    "8": "trade_union",
    "9": "market_regulation",
}
Row = Mapping[str, str | None]


def with_check_digit(seventeen: str) -> str:
    """The code that begins so."""
    return next(seventeen + last for last in LETTERS if code_is_valid(seventeen + last))


def row(
    code: str | None, number: str | None = "1", name: str | None = "甲", mended: str = ""
) -> Row:
    return {CODE: code, NUMBER: number, NAME: name, MENDED: mended}


@define
class Answer:
    """By department the codes, those found and those corrected; and what became of the rows."""

    total: dict[str, int] = field(factory=lambda: dict.fromkeys(REGISTRARS.values(), 0))
    found: dict[str, int] = field(factory=lambda: dict.fromkeys(REGISTRARS.values(), 0))
    corrected: dict[str, int] = field(factory=lambda: dict.fromkeys(REGISTRARS.values(), 0))
    counted: int = 0
    duplicates: int = 0
    unassigned: int = 0


def corrected(cell: str | None, until: date) -> bool:
    on = day(cell)
    return text(cell) in {"是", "已纠正", "1", "yes", "TRUE"} or bool(on and on <= until)


def answer(rows: Sequence[Row], until: date) -> Answer:
    told = Answer()
    by_code: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        code = text(one[CODE])
        if len(code) == 18 and code[0] in REGISTRARS:
            by_code[code].append(one)
        else:
            told.unassigned += 1
    for code, several in by_code.items():
        column = NUMBER if all(text(one[NUMBER]) for one in several) else NAME
        bodies: dict[str, list[Row]] = defaultdict(list)
        for one in several:
            bodies[text(one[column])].append(one)
        nobody = bodies.pop("", [])
        mended = [
            any(corrected(one[MENDED], until) for one in of)
            for of in (bodies.values() if bodies else [nobody])
        ]
        counted = len(bodies) or 1
        told.counted += counted
        told.duplicates += len(several) - counted
        who = REGISTRARS[code[0]]
        told.total[who] += 1
        if len(bodies) > 1 or not code_is_valid(code):
            told.found[who] += 1
            told.corrected[who] += all(mended)
    return told


def as_polars(rows: Iterable[Row]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict.fromkeys(COLUMNS, pl.String))


def as_pandas(rows: Iterable[Row]):
    return as_polars(rows).to_pandas()


def as_pyarrow(rows: Iterable[Row]):
    return as_polars(rows).to_arrow()


def as_duckdb(rows: Iterable[Row]):
    connection = duckdb.connect()
    connection.register("listed", as_polars(rows).to_arrow())
    connection.execute("CREATE TABLE codes AS FROM listed")
    return connection.table("codes")


ENGINES = [as_duckdb, as_polars, as_pandas, as_pyarrow]

BODIES = ["110000600037341", "210108MF0000001", "2150785MB000000", "1371982MA3D1234"]


def codes() -> st.SearchStrategy[str | None]:
    """Few codes, so that many are several bodies'; and everything that may be wrong with one."""
    good = st.builds(
        lambda begins, rest: with_check_digit((begins + rest).ljust(17, "0")[:17]),
        st.sampled_from(["91", "91", "12", "31", "52", "81", "N2", "A1", "9N"]),
        st.sampled_from(BODIES),
    )
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    spoilt = st.builds(
        lambda code, how: how(code),
        good,
        st.sampled_from([
            str.lower,
            lambda code: code[:17] + LETTERS[(LETTERS.index(code[17]) + 1) % 31],
            lambda code: f"{code[:9]}O{code[10:]}",
            lambda code: f"{code[:4]}A{code[5:]}",
            lambda code: code.translate(wide),
            lambda code: code[0] + code[1:].translate(wide),
            lambda code: code[:17],
            lambda code: f"{code}0",
            lambda code: f" {code}\u3000",
            lambda code: f" {code[:17]}",
        ]),
    )  # fmt: skip
    odd = st.sampled_from(["", None, " ", "110101199001011237", "110101900101123", "张三"])
    return st.one_of(good, good, good, spoilt, odd)


def rows() -> st.SearchStrategy[Row]:
    return st.builds(
        row,
        codes(),
        st.sampled_from(["1", "1", "2", " 2", "3", "", None]),
        st.sampled_from(["甲", "甲", "乙", "乙　", "", None]),
        st.sampled_from(
            ["", "是", "否", "TRUE", "2023-09-30", "2023/10/1", "2023-02-30", "也许", " 已纠正 "]
        ),
    )
