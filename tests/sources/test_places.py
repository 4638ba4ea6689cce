"""Where records are: what somebody writes, and what messages say of it."""

import pytest

from credit_rules.errors import RecordsError
from credit_rules.sources import Place


@pytest.mark.parametrize(
    ("written", "kind", "where", "table"),
    [
        ("a/records.csv", "csv", "a/records.csv", ""),
        ("RECORDS.CSV", "csv", "RECORDS.CSV", ""),
        ("records.parquet", "parquet", "records.parquet", ""),
        ("记录.xlsx", "workbook", "记录.xlsx", ""),
        ("记录.xlsx::许可 2023", "workbook", "记录.xlsx", "许可 2023"),
        ("data.duckdb::licences", "duckdb", "data.duckdb", "licences"),
        ("data.db::s.licences", "duckdb", "data.db", "s.licences"),
    ],
)
def test_a_file_is_known_by_the_end_of_its_name(
    written: str, kind: str, where: str, table: str
) -> None:
    place = Place.parse(written)
    assert (place.kind, place.where, place.table, place.label) == (kind, where, table, written)
    assert str(place.path) == where


def test_a_table_of_postgresql_is_an_address_and_a_name() -> None:
    place = Place.parse("postgresql://host:5433/credit::s.licences")
    assert (place.kind, place.where) == ("postgresql", "postgresql://host:5433/credit")
    assert (place.table, place.path) == ("s.licences", None)
    assert Place.parse("POSTGRES://host/credit::t").kind == "postgresql"


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("postgresql://host:5433/credit", "postgresql://host:5433/credit"),
        ("postgresql://anna:geheim@host/credit", "postgresql://host/credit"),
        ("postgresql://anna@host/credit?password=geheim", "postgresql://host/credit"),
        ("postgresql://host/credit#geheim", "postgresql://host/credit"),
        ("postgresql:///credit?host=/run&password=geheim", "postgresql:///credit"),
        ("postgresql://anna:geheim@[::1]:5432/credit", "postgresql://[::1]:5432/credit"),
        ("postgresql://anna:ge/heim@host/credit", "postgresql://…"),
        ("postgresql://anna:ge?heim@host/credit", "postgresql://…"),
        ("postgresql://anna:ge#heim@host/credit", "postgresql://…"),
        ("postgresql://anna:ge@heim@host/credit", "postgresql://…"),
        ("postgresql://host/credit?password=ge@heim", "postgresql://…"),
    ],
)
def test_nobody_is_shown_a_password(address: str, label: str) -> None:
    place = Place.parse(f"{address}::t")
    assert (place.where, place.label) == (address, f"{label}::t")
    for wrong in (address, f"{address}::", f"{address}::a/b", f"mysql{address[10:]}::t"):
        with pytest.raises(RecordsError) as caught:
            Place.parse(wrong)
        assert "heim" not in caught.value.read("zh") + caught.value.read("en")


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("records.txt", "不知道如何读取 'records.txt'", "no telling how to read 'records.txt'"),
        ("records", "不知道如何读取 'records'", "no telling how to read 'records'"),
        ("mysql://host/db::t", "不知道如何读取 'mysql://host/db'", "read 'mysql://host/db'"),
        ("data.duckdb", "data.duckdb 没有写明哪张表", "data.duckdb does not say which table"),
        ("data.duckdb::", "data.duckdb 没有写明哪张表", "data.duckdb does not say which table"),
        ("postgresql://h/d", "postgresql://h/d 没有写明哪张表", "postgresql://h/d does not say"),
        ("a.csv::t", "a.csv 中没有表 't' 可选", "a.csv holds one table only"),
        ("a.parquet::t", "a.parquet 中没有表 't' 可选", "and none is called 't'"),
    ],
)
def test_what_is_no_place_is_refused(written: str, zh: str, en: str) -> None:
    with pytest.raises(RecordsError) as caught:
        Place.parse(written)
    assert zh in caught.value.read("zh")
    assert en in caught.value.read("en")
