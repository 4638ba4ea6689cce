"""Tables of PostgreSQL and Spark hold what files of the same records hold."""

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from tests.collecting.samples import SIGNS, up_to
from tests.sources.samples import HEADER, KIND, QUERY, refusal, rows, write_parquet

from credit_rules.collecting.engines import beside, fetched, opened
from credit_rules.errors import RecordsError
from credit_rules.sources import ROW, SOURCE, Engine, Place, Renamed, pooled

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.engines

TABLE = """
CREATE TABLE IF NOT EXISTS samples AS
SELECT '1' AS wsh, DATE '2023-08-01' AS jdrq, '市教体局' AS "机关",
       TIMESTAMP '2023-08-02 10:00:00' AS sjc, NULL::text AS bz;
CREATE SCHEMA IF NOT EXISTS other;
CREATE TABLE IF NOT EXISTS other.samples AS SELECT * FROM samples UNION ALL SELECT * FROM samples;
CREATE OR REPLACE VIEW seen AS SELECT * FROM samples;
CREATE ROLE nobody LOGIN PASSWORD 'geheim';
CREATE ROLE writer LOGIN PASSWORD 'geheim';
GRANT INSERT ON samples TO writer;
"""
FIRST = ("1", "2023-08-01", "市教体局", "2023-08-02 10:00:00")


@pytest.fixture(scope="module")
def samples(address: str) -> str:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(TABLE)
    return address


def counted(engine: Engine, *places: str) -> list[tuple[str, ...]]:
    """What an engine finds in *places*, as text."""
    tables = [engine.table(Place.parse(place)) for place in places]
    chosen = [(table, Renamed().chosen(table.header, KIND, table.label)) for table in tables]
    found = pooled(chosen, HEADER).collect()
    assert found.columns == [*HEADER, ROW, SOURCE]
    return [tuple(str(cell).removesuffix(".000000") for cell in row) for row in found.iter_rows()]


def test_tables_of_postgresql_are_read_there(samples: str) -> None:
    from credit_rules.sources.postgresql import Server

    with Server() as server:
        places = [f"{samples}::{name}" for name in ("samples", "other.samples", "seen")]
        found = counted(server, *places)
    label = samples.replace("collector:geheim@", "")
    assert sorted(found) == sorted(
        (*FIRST, "None", "None", f"{label}::{name}")
        for name in ("samples", "other.samples", "other.samples", "seen")
    )


def test_tables_of_postgresql_are_counted_together_with_files(samples: str, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", QUERY)
    one, other = sorted(rows(file, f"{samples}::samples"), key=lambda row: str(row[-1]))
    assert one[:5] == other[:5]
    assert (one[-2], other[-2]) == (1, None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("::samples", "::sample"), "there is no table 'sample'"),
        (("::samples", "::others.samples"), "there is no table 'samples'"),
        (("geheim", "wrong"), "no connection, no right to it"),
        (("/postgres::", "/absent::"), "no connection, no right to it"),
        (("collector", "writer"), "no connection, no right to it"),
        (("collector", "nobody"), "there is no table 'samples'"),
    ],
)
def test_what_postgresql_does_not_give_out_is_refused_without_passwords(
    samples: str, change: tuple[str, str], said: str
) -> None:
    told = refusal(f"{samples}::samples".replace(*change))
    assert said in told
    assert not {"geheim", "wrong", "collector", "writer"} & set(
        told.replace(":", " ").replace("@", " ").split()
    )


def test_what_lies_elsewhere_is_not_counted_there(samples: str, tmp_path: Path) -> None:
    from credit_rules.sources.postgresql import Server

    file = write_parquet(tmp_path / "a.parquet", QUERY)
    other = samples.replace("127.0.0.1", "localhost")
    for place in (str(file), f"{other}::samples"):
        with Server() as server, pytest.raises(RecordsError) as caught:
            counted(server, f"{samples}::samples", place)
        assert "does not lie in the one PostgreSQL database" in caught.value.read("en")
        assert "不在同一个 PostgreSQL 数据库中" in caught.value.read("zh")


def test_parquet_is_read_by_spark(spark: "SparkSession", tmp_path: Path) -> None:
    from credit_rules.sources.spark import Cluster

    file = write_parquet(tmp_path / "a.parquet", f"{QUERY} UNION ALL {QUERY}")
    with Cluster() as cluster:
        assert cluster.session is spark
        found = counted(cluster, str(file))
    assert sorted(found) == [(*FIRST, "None", row, str(file)) for row in "12"]
    assert spark.range(3).count() == 3, "somebody else's session goes on"


@pytest.mark.parametrize("sign", SIGNS)
def test_tables_of_ours_are_whole_beside_those_of_spark(spark: "SparkSession", sign: str) -> None:
    columns = up_to(sign)

    found = beside(opened(spark.range(1)), columns)

    assert sorted(fetched(found)) == sorted(zip(*columns.values(), strict=True))


def test_what_spark_cannot_read_is_refused(spark: "SparkSession", tmp_path: Path) -> None:
    from credit_rules.sources.spark import Cluster

    assert spark
    (tmp_path / "bad.parquet").write_text("张三")
    for name, said in {
        "bad.parquet": "Spark does not find it, or cannot read it",
        "absent.parquet": "Spark does not find it, or cannot read it",
        "a.csv": "is not read by Spark",
    }.items():
        with Cluster() as cluster, pytest.raises(RecordsError) as caught:
            counted(cluster, str(tmp_path / name))
        assert said in caught.value.read("en")
        assert "Spark" in caught.value.read("zh")
        assert "张三" not in str(caught.value)


def test_queries_can_be_given_up(samples: str, spark: "SparkSession") -> None:
    from credit_rules.sources.postgresql import Server
    from credit_rules.sources.spark import Cluster

    with Server() as server:
        counted(server, f"{samples}::samples")
        server.stop()
        assert len(counted(server, f"{samples}::samples")) == 1
    with Cluster() as cluster:
        cluster.stop()
        assert spark.range(3).count() == 3


def test_a_session_of_its_own_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession

    from credit_rules.sources.spark import Cluster

    ended: list[bool] = []
    made = SimpleNamespace(stop=lambda: ended.append(True))
    monkeypatch.setattr(SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", lambda _: made)
    with Cluster() as cluster:
        assert cluster.session is made
        assert ended == []
    assert ended == [True]


def test_it_is_said_that_spark_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    from credit_rules.sources.spark import Cluster

    def fail(_: object) -> None:
        raise PySparkException(message="no Java")

    monkeypatch.setattr(SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", fail)
    with pytest.raises(RecordsError) as caught, Cluster():
        pass
    assert "Spark does not start; expected Java 17" in caught.value.read("en")
    assert "Spark 没有启动" in caught.value.read("zh")
