"""Records for tests, and the same records as tables of every library that needs no server."""

from datetime import date, timedelta

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
from hypothesis import strategies as st

from credit_rules import Rulebook, WorkingDayCalendar

GOOD = {
    "XK_XDR_MC": "某某有限公司",
    "XK_XDR_LB": "法人及非法人组织",
    "XK_XDR_SHXYM": "91110000600037341L",
    "XK_XKWS": "行政许可决定书",
    "XK_WSH": "根许〔2023〕1号",
    "XK_XKLB": "普通",
    "XK_NR": "准予许可",
    "XK_JDRQ": "2023-08-10",
    "XK_YXQZ": "2023-08-10",
    "XK_YXQZI": "2099-12-31",
    "XK_XKJG": "市教体局",
    "XK_XKJGDM": "",
    "XK_ZT": "1",
    "SJC": "2023-08-14",
}
BOOK = Rulebook.load()
CALENDAR = WorkingDayCalendar.china()
NAMES = {name: department.code for department in BOOK.roster for name in department.names}


def licence(**cells):
    return {**GOOD, **cells}


def as_duckdb(records):
    connection = duckdb.connect()
    columns = ", ".join(f"{column} VARCHAR" for column in GOOD)
    connection.execute(f"CREATE TABLE records (row_id INTEGER, {columns})")
    if records:
        marks = ", ".join("?" for _ in (*GOOD, "at"))
        rows = [[at, *(r[c] for c in GOOD)] for at, r in enumerate(records)]
        connection.executemany(f"INSERT INTO records VALUES ({marks})", rows)  # noqa: S608 -- question marks
    return connection.sql("SELECT * FROM records ORDER BY row_id")


def as_polars(records):
    return pl.DataFrame(records, schema=dict.fromkeys(GOOD, pl.String))


def as_lazy_polars(records):
    return as_polars(records).lazy()


def as_pandas(records):
    return pd.DataFrame(records, columns=list(GOOD), dtype="str")


def as_mixed_pandas(records):
    """Columns of anything, as `read_excel` gives them."""
    return pd.DataFrame(records, columns=list(GOOD), dtype=object)


def as_pyarrow(records):
    fields = [(column, pa.string()) for column in GOOD]
    return pa.Table.from_pylist(records, schema=pa.schema(fields))


ENGINES = [as_duckdb, as_polars, as_lazy_polars, as_pandas, as_mixed_pandas, as_pyarrow]


def around(cells):
    """*cells*, now and then with something around them, or nothing at all."""
    blank = st.sampled_from(["", "", "", " ", "\u3000", "\t", "\u00a0", "\r\n"])
    return st.one_of(
        cells,
        st.tuples(blank, cells, blank).map("".join),
        st.sampled_from(["", " ", "\u3000\u00a0", None]),
    )


def written(day):
    """A day as it may be written, rightly or wrongly."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return st.sampled_from([
        *[day.isoformat()] * 12,  # most are written rightly
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day.year}-{day.month}-{day.day}",
        f"{day.year}/{day.month}/{day.day} 9:30",
        f"{day} 23:59:59",
        f"{day}T00:00:00.123456",
        f"{day} 25",
        f"{day}x",
        f"{day} ",
        day.isoformat().translate(wide),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y年%m月%d日} 08:30",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y.%m.%d}T8:30",
        f"{day} 23:59:59+08",
        f"{day}T23:59:59.5+08:00",
        f"{day}T23:59:59+0800",
        f"{day}T23:59:59Z",
        f"{day}T23:59:59+09:00",
        f"{day}+08:00",
        f"{day:%Y%m%d}235959",
        f"{day.year}年{day.month}月{day.day}",
        f"{day.year}年{day.month}-{day.day}",
        f"{day:%Y.%m-%d}",
        f"{day:%Y-%m/%d}",
        f"{day.year % 100}-{day.month}-{day.day}",
    ])  # fmt: skip


IMPOSSIBLE = [
    "2023-02-30",
    "2023-13-01",
    "2023-00-10",
    "2023-04-31",
    "2100-02-29",
    "0000-01-01",
    "20230230",
    "2023/2/30",
    "2023年2月30日",
    "2023.2.30",
    "2023.08",
    "号",
    "2023",
    "2023-08-100",
]
CODES = [
    "91110000600037341L",
    "91110000600037341A",
    "91110000600037341l",
    " 91110000600037341L",
    "91110000600037341LL",
    "91110000600037341",
    "9111O000600037341L",
    "９１110000600037341L",
    "N2110108MF0000001N",
    "000000000000000000",
    "00000000000000000X",
    "9111A000600037341L",
    "12100000400010275N",
    "abcdefghijklmnopqr",
]
FIRST, LAST = date(2023, 1, 1), date(2024, 12, 1)


@st.composite
def licences(draw):
    decided = draw(
        st.one_of(
            # Around the holidays, where make-up weekends are worked, and anywhere.
            st.sampled_from(
                [date(2023, 9, 28), date(2024, 2, 8), date(2023, 8, 10), date(2023, 12, 29)]
            ),
            st.dates(FIRST, LAST),
        )
    )
    limit = CALENDAR.add_working_days(decided, 7)
    reported = draw(
        st.one_of(
            st.sampled_from([limit + timedelta(n) for n in (-1, 0, 1, 2, 3)]),
            st.dates(decided - timedelta(2), decided + timedelta(30)),
        )
    )
    day = draw(st.one_of(written(decided), written(decided), st.sampled_from(IMPOSSIBLE)))
    code = st.sampled_from(CODES)
    return {
        "XK_XDR_MC": draw(around(st.sampled_from(["某某有限公司", "张三"]))),
        "XK_XDR_LB": draw(st.sampled_from(["法人及非法人组织", "自然人", "个体工商户", "", None, " 自然人"])),
        "XK_XDR_SHXYM": draw(around(st.one_of(code, st.text("0123459AIOZ", min_size=17, max_size=19)))),
        "XK_XKWS": draw(around(st.just("决定书"))),
        "XK_WSH": draw(around(st.sampled_from(["1号", "2号", "3号", "4号", "5号", "6号"]))),
        "XK_XKLB": draw(around(st.sampled_from(["普通", "其他-备案", "别的", "通普"]))),
        "XK_NR": draw(around(st.just("准予"))),
        "XK_JDRQ": draw(around(st.just(day))),
        "XK_YXQZ": draw(st.sampled_from(["2023-08-10", "2023/8/10", "", None, "2023-02-29"])),
        "XK_YXQZI": draw(st.sampled_from(["2099-12-31", "20230809", "9999-12-31", "", None])),
        "XK_XKJG": draw(around(st.sampled_from(["市教体局", "根河市教育体育局", "education", "审计局"]))),
        "XK_XKJGDM": draw(st.sampled_from(["", None, "health", "11150785MB00000000"])),
        "XK_ZT": draw(st.sampled_from(["1", "正常", "没有", "", None])),
        "SJC": draw(around(st.one_of(written(reported), st.sampled_from(IMPOSSIBLE)))),
    }  # fmt: skip


SIGNS = ["\1", "'", "$", "E", "\\", "|", "市"]


def up_to(sign):
    """A table of ours in whose words every sign before *sign* stands, so that this one parts them."""
    words = ["", *map(chr, range(1, ord(sign)))]
    return {"key": words, "place": list(range(-1, len(words) - 1))}
