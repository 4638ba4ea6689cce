"""What ``rulebook.collect`` promises around the counts: names, months, zeros, refusals, privacy."""

from datetime import date, datetime

import duckdb
import polars as pl
import pytest
from attrs import evolve
from tests.collecting.samples import BOOK, CALENDAR, ENGINES, as_duckdb, as_polars, licence
from tests.collecting.test_engines import cells

from credit_rules import (
    FactsError,
    RecordRule,
    Rulebook,
    ScheduleNotPublishedError,
    Text,
    UsageError,
)
from credit_rules.collecting import engines
from credit_rules.collecting.asking import Question
from credit_rules.collecting.concealed import concealed

PENALTY = {
    "CF_XDR_MC": "某某有限公司",
    "CF_XDR_SHXYM": "91110000600037341L",
    "CF_WSH": "1号",
    "CF_WFXW": "违法行为",
    "CF_SY": "事实",
    "CF_YJ": "依据",
    "CF_CFLB": "罚款",
    "CF_NR": "罚款",
    "CF_JDRQ": "2023-08-10",
    "CF_JG": "市教体局",
    "SJC": "2023-08-14",
}


def values(collected):
    return {
        (f.department, str(f.period), f.measure.partition(".")[2]): f.value for f in collected.facts
    }


@pytest.mark.parametrize(
    ("as_table", "decided", "reported", "said"),
    [
        (as_polars, "1999-05-01", "1999-05-02", "1999-05-01"),
        (as_polars, "2199-01-05", "", "2199-01-05"),
        *((as_table, "2026-12-30", "2027-01-20", "2026-12-30") for as_table in ENGINES),
    ],
)
def test_a_year_without_a_notice_stops_with_the_first_such_record(
    as_table, decided, reported, said
):
    bad = {"XK_JDRQ": decided, "SJC": reported}
    records = [licence(), licence(XK_WSH="第二号", **bad), licence(XK_WSH="第三号", **bad)]
    with pytest.raises(ScheduleNotPublishedError) as refused:
        BOOK.collect(as_table(records))
    assert "第 2 条记录（文书号 第二号）" in str(refused.value)
    assert said in str(refused.value)


def test_a_row_that_the_table_numbers_itself_is_told_as_its_row():
    records = [licence(), licence(XK_JDRQ="1999-05-01", XK_WSH="第二号")]
    table = as_polars(records).with_columns(pl.Series("line", [7, 9]))
    with pytest.raises(ScheduleNotPublishedError) as refused:
        BOOK.collect(table, row="line")
    assert "第 9 行（文书号 第二号）" in str(refused.value)
    assert "row 9 (document 第二号)" in refused.value.read("en")


def test_a_limit_that_ends_after_the_known_years_is_kept_by_a_report_within_them():
    days = {"XK_JDRQ": "2026-12-28", "XK_YXQZ": "", "SJC": CALENDAR.last.isoformat()}
    assert (
        values(BOOK.collect(as_polars([licence(**days)])))["education", "2026-12", "on_time"] == 1
    )


@pytest.mark.parametrize("as_table", ENGINES)
def test_departments_that_nobody_knows_are_refused_with_what_they_are_called(as_table):
    records = [licence(XK_XKJG="市教休局"), licence(XK_XKJG="市教休局", XK_WSH="2"), licence()]
    with pytest.raises(UsageError) as refused:
        BOOK.collect(as_table(records))
    assert "'市教休局'（2 条，是否为 市教体局）" in str(refused.value)
    assert "--departments（called=）" in str(refused.value)
    assert 'with --set-aside (unknown="set_aside")' in refused.value.read("en")


def test_they_may_be_set_aside_and_are_told():
    records = [licence(XK_XKJG="市教休局"), licence()]
    found = BOOK.collect(as_polars(records), unknown="set_aside")
    assert (found.rows_read, found.counted, found.unassigned) == (2, 1, 1)
    assert found.unknown_departments == {"市教休局": 1}
    assert [(f.row, f.department, f.rule) for f in found.failures()] == [
        (1, "市教休局", "unknown_department")
    ]


def test_a_department_may_be_called_by_its_own_code_or_by_what_one_says():
    records = [
        licence(XK_XKJG="教育", XK_XKJGDM="11150785MB0000000X"),
        licence(XK_XKJG="体育", XK_WSH="2"),
    ]
    called = {"11150785MB0000000X": "市教体局", "体育": "education"}
    assert cells(BOOK.collect(as_polars(records), called=called)) == {
        ("education", "2023-08"): [2, 2, 2]
    }


def test_a_hundred_thousand_spellings_are_told_by_the_first_ten():
    records = pl.DataFrame(as_polars([licence()])).join(
        pl.DataFrame({"n": range(100_000)}), how="cross"
    )
    records = records.with_columns(("某局" + pl.col("n").cast(pl.String)).alias("XK_XKJG")).drop(
        "n"
    )
    found = BOOK.collect(records, unknown="set_aside")
    assert len(found.unknown_departments) == 100_000
    with pytest.raises(UsageError, match="以及另外 99990 种写法"):
        BOOK.collect(records)


def test_records_without_a_number_are_none_of_each_others_duplicates():
    found = BOOK.collect(as_polars([licence(XK_WSH=""), licence(XK_WSH=" ")]))
    assert (found.counted, found.duplicates) == (2, 0)
    assert values(found)["education", "2023-08", "compliant"] == 0


def test_of_several_reports_the_one_in_time_is_counted_once():
    records = [licence(SJC="2023-09-30"), licence(XK_XKJG="教体局"), licence(XK_NR="")]
    found = BOOK.collect(as_polars(records))
    assert cells(found) == {("education", "2023-08"): [1, 1, 1]}
    assert [(f.row, f.rule) for f in found.failures()] == [(3, "duplicate"), (1, "duplicate")]


def test_months_without_records_are_explicit_zeros_of_those_who_are_there():
    found = BOOK.collect(as_polars([licence()]), months="2023-08..2023-09", departments=["审计局"])
    assert values(found) == {
        ("education", "2023-08", "reported"): 1,
        ("education", "2023-08", "compliant"): 1,
        ("education", "2023-08", "on_time"): 1,
        **{
            (who, month, measure): 0
            for who, month in [("education", "2023-09"), ("audit", "2023-08"), ("audit", "2023-09")]
            for measure in ("reported", "compliant", "on_time")
        },
    }


def test_what_was_concealed_counts_unless_it_was_rescinded():
    listed = [
        {"record": "1", "department": "教体局", "month": "2023-08", "rescinded": "否"},
        {"record": "2", "department": "education", "month": "2023-08", "rescinded": None},
        {"record": "3", "department": "education", "month": "2023-08", "rescinded": "是"},
        {"record": "4", "department": "audit", "month": "2023-10", "rescinded": True},
    ]
    found = values(
        BOOK.collect(as_polars([licence()]), concealed=listed, months=("2023-08", "2023-09"))
    )
    told = {key[:2]: value for key, value in found.items() if key[2] == "concealed"}
    assert told == {
        ("education", "2023-08"): 2,
        ("education", "2023-09"): 0,
        ("audit", "2023-08"): 0,
        ("audit", "2023-09"): 0,
        ("audit", "2023-10"): 0,
    }


def test_departments_of_the_list_are_called_as_those_of_records_are():
    listed = [{"record": "1", "department": " 体育 ", "month": "2023-08"}]
    records = as_polars([licence(XK_XKJG="体育")])
    found = values(BOOK.collect(records, concealed=listed, called={"体育 ": "教体局"}))
    assert found["education", "2023-08", "concealed"] == 1
    with pytest.raises(FactsError, match="'体育'"):
        concealed([{**listed[0], "department": "体育"}], BOOK.roster)


def test_every_bad_line_of_the_list_is_told(tmp_path):
    path = tmp_path / "瞒报.csv"
    lines = [
        "record,department,month,rescinded",
        "1,教体局,2023-08,",
        "1,教体局,2023-08,",
        ",教体局,2023-08,",
        "2,教休局,2023-08,",
        "3,教体局,2023-Q3,",
        "4,教体局,2023-08,也许",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FactsError) as refused:
        concealed(path, BOOK.roster)
    told = refused.value.read("en").splitlines()
    places = [
        "line 3, column record",
        "line 4, column record",
        "line 5, column department",
        "line 6, column month",
        "line 7, column rescinded",
    ]
    assert len(told) == len(places)
    assert all(place in line for place, line in zip(places, told, strict=True))


def test_licences_and_penalties_add_up():
    both = {"licences": as_polars([licence()]), "penalties": pl.DataFrame([PENALTY])}
    found = BOOK.collect(both)
    assert cells(found) == {("education", "2023-08"): [2, 2, 2]}
    assert found.not_checked["penalties"] == ("CF_YXQ", "CF_GSJZQ")


def test_the_kind_is_told_by_the_columns_in_capitals_or_not_and_by_titles():
    table = pl.DataFrame([PENALTY]).rename({"CF_WSH": "行政处罚决定书文号", "SJC": "sjc"})
    assert cells(BOOK.collect(table)) == {("education", "2023-08"): [1, 1, 1]}


def test_a_column_of_another_name_is_mapped():
    table = pl.DataFrame([PENALTY]).rename({"CF_WSH": "编号"})
    assert cells(BOOK.collect(table, columns={"CF_WSH": "编号"})) == {
        ("education", "2023-08"): [1, 1, 1]
    }


@pytest.mark.parametrize(
    ("records", "options", "said"),
    [
        (pl.DataFrame({"a": [1]}), {}, "不属于任何记录种类"),
        ({"licence": pl.DataFrame({"a": [1]})}, {}, "记录种类 'licence' 不存在"),
        (pl.DataFrame({"a": [1]}), {"kind": "licences"}, "XK_XKJG、XK_WSH、XK_JDRQ、SJC"),
        (pl.DataFrame([PENALTY]), {"kind": "commitment"}, "其中之一：licences、penalties、codes"),
        (pl.DataFrame([PENALTY]), {"columns": {"CF_WSH": "号"}}, "没有列 '号'"),
        (pl.DataFrame([PENALTY]), {"row": "号"}, "没有列 '号'"),
        (pl.DataFrame([PENALTY]), {"month_of": "day"}, "decision、report"),
        (pl.DataFrame([PENALTY]), {"unknown": "lost"}, "refuse、set_aside"),
        (pl.DataFrame([PENALTY]), {"limit_days": 0}, "期限为 0"),
        (pl.DataFrame([PENALTY]), {"months": "2023-09..2023-08"}, "不是月份范围"),
        (pl.DataFrame([PENALTY]), {"months": "2023-Q3"}, "不是月份范围"),
        (pl.DataFrame([PENALTY]), {"months": "2023-07..08..09"}, "不是月份范围"),
        (pl.DataFrame([PENALTY]), {"months": "2023-07-2023-09"}, "写成 A..B"),
        (pl.DataFrame([PENALTY]), {"called": {"处": "谁"}}, "'谁'"),
        ("records.csv", {}, "str 不是表"),
        (pl.Series([1]), {}, "不是表"),
    ],
)
def test_what_cannot_be_asked_is_refused(records, options, said):
    with pytest.raises(UsageError) as refused:
        BOOK.collect(records, **options)
    assert said in str(refused.value)


def test_days_and_moments_of_their_own_types_count_alike():
    typed = {
        "XK_JDRQ": date(2023, 8, 10),
        "XK_YXQZ": date(2023, 8, 10),
        "XK_YXQZI": date(2099, 1, 1),
        "SJC": datetime.fromisoformat("2023-08-21 23:59"),
    }
    late = {**typed, "XK_WSH": "2", "SJC": datetime.fromisoformat("2023-08-22 00:00")}
    none = {**typed, "XK_WSH": "3", "SJC": None}
    table = pl.DataFrame([licence(**typed), licence(**late), licence(**none)])
    for records in (table, table.to_pandas(), table.to_arrow()):
        assert cells(BOOK.collect(records)) == {("education", "2023-08"): [3, 2, 1]}
    by_report = BOOK.collect(table, month_of="report")
    assert cells(by_report) == {("education", "2023-08"): [2, 2, 1]}
    assert [(f.row, f.rule) for f in by_report.failures()] == [(2, "on_time"), (3, "unassigned")]


def test_days_that_python_does_not_know_are_none_and_the_first_and_last_are_days():
    days = ["0001-01-01 (BC)", "0001-01-01", "9999-12-31", "10000-01-01", "infinity"]
    wide = pl.DataFrame([licence(XK_WSH=str(at), XK_YXQZ="") for at, _ in enumerate(days)])
    connection = duckdb.connect()
    connection.register("wide", wide.to_arrow())
    records = connection.sql(
        "SELECT * REPLACE ($1[XK_WSH::INT + 1]::DATE AS XK_YXQZI) FROM wide", params=[days]
    )
    found = BOOK.collect(records, "licences")
    told = [(f.number, f.rule) for f in found.failures()]
    assert told == [("0", "possible_day"), ("3", "possible_day"), ("4", "possible_day")]


def test_a_rule_that_nobody_knows_is_refused_of_tables_too():
    class Heard(RecordRule):
        code, column = "heard", "CF_NR"
        words = Text("听闻", "heard")

    (kind,) = (kind for kind in BOOK.record_kinds if kind.code == "penalties")
    with pytest.raises(NotImplementedError):
        Question.of([evolve(kind, rules=[Heard()])], BOOK.roster, {}).answered(
            pl.DataFrame([PENALTY])
        )


def test_without_pyarrow_failing_records_are_told_all_the_same(monkeypatch):
    records = [licence(XK_XKJG="市教休局"), licence()]
    found = BOOK.collect(as_duckdb(records), unknown="set_aside")
    told = list(found.failures())
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    assert list(found.failures()) == told
    assert [f.row for f in told] == [1]


def test_moments_of_another_time_zone_are_refused():
    table = as_polars([licence()]).with_columns(
        pl.lit(datetime.fromisoformat("2023-08-14 00:00")).dt.replace_time_zone("UTC").alias("SJC")
    )
    with pytest.raises(UsageError, match=r"列 SJC 的时区为 UTC.*dt\.convert_time_zone"):
        BOOK.collect(table)
    there = table.with_columns(pl.col("SJC").dt.convert_time_zone("Asia/Shanghai"))
    assert cells(BOOK.collect(there)) == {("education", "2023-08"): [1, 1, 1]}


def test_what_records_say_of_persons_is_never_told():
    secret = {"XK_XDR_MC": "张三丰", "XK_XDR_SHXYM": "110101199001011234", "XK_NR": ""}
    found = BOOK.collect(
        as_polars(
            [licence(**secret), licence(**secret), licence(XK_WSH="2", XK_JDRQ="x", **secret)]
        )
    )
    told = repr(found) + repr(list(found.failures()))
    bad = [licence(XK_JDRQ="1999-01-01", **secret), licence(XK_XKJG="谁", **secret)]
    for record in bad:
        with pytest.raises((ScheduleNotPublishedError, UsageError)) as refused:
            BOOK.collect(as_polars([record]))
        told += str(refused.value) + refused.value.read("en")
    for kind in (None, "licences"):
        with pytest.raises(UsageError, match="list 不是表") as refused:
            BOOK.collect([tuple(secret.values())], kind)
        told += str(refused.value) + refused.value.read("en")
    assert "张三丰" not in told
    assert "110101199001011234" not in told


def test_a_rulebook_knows_the_kinds_whose_measures_it_has():
    assert [kind.code for kind in Rulebook.load().record_kinds] == [
        "licences",
        "penalties",
        "codes",
    ]


def test_a_row_without_a_day_is_told_whatever_else_has_its_number():
    found = BOOK.collect(as_polars([licence(), licence(), licence(XK_JDRQ="号")]))
    assert (found.counted, found.duplicates, found.unassigned) == (1, 1, 1)
    assert [(f.row, f.rule) for f in found.failures()] == [(3, "unassigned"), (2, "duplicate")]


def test_a_rulebook_without_kinds_says_so_of_tables_too():
    alone = evolve(BOOK, edition=evolve(BOOK.edition, declared_kinds=()))
    with pytest.raises(UsageError, match="考核细则 genhe-2023 没有声明记录种类；"):
        alone.collect(as_polars([licence()]))
