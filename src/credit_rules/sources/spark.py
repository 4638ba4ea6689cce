"""Apache Spark as the engine: Parquet files, wherever it finds them, counted by its workers."""

from functools import partial
from types import TracebackType
from typing import Self

from credit_rules.errors import RecordsError
from credit_rules.errors.sources import NOT_FOUND, PARQUET, no_spark, not_given_out, not_parquet
from credit_rules.sources.places import Place
from credit_rules.sources.pooling import ROW, Table, selected
from credit_rules.text import same


class Cluster:
    """The Spark session that ``spark-submit`` or its settings name; by default this machine."""

    def __enter__(self) -> Self:
        from pyspark.sql import SparkSession

        self._found = SparkSession.getActiveSession()
        made = SparkSession.builder.appName("credit-rules")
        quiet = made.config("spark.ui.showConsoleProgress", "false")
        try:
            self.session = self._found or quiet.getOrCreate()
        except self.failures:
            raise RecordsError(no_spark()) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._found is None:
            self.session.stop()

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What Spark raises, and the bridge to it."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        return (PySparkException, Py4JError)

    def stop(self) -> None:
        """Give up all jobs that run."""
        self.session.sparkContext.cancelAllJobs()

    def table(self, place: Place) -> Table:
        """The Parquet file or folder at *place*.

        Raises:
            RecordsError: it is something else, or Spark cannot read it.
        """
        import narwhals as nw

        if place.kind != "parquet":
            raise RecordsError(not_parquet().at(same(place.label)))
        try:
            found = self.session.read.parquet(place.where)
        except self.failures:
            raise RecordsError(not_given_out(PARQUET, NOT_FOUND).at(same(place.label))) from None
        numbered = found.selectExpr("*", f"_metadata.row_index + 1 AS {ROW}")
        return Table(place.label, found.columns, partial(selected, nw.from_native(numbered)))
