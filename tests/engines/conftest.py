"""What the tests of engines share: servers that are started once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    from tests.engines.servers import postgresql

    with postgresql() as started:
        yield started


@pytest.fixture(scope="session")
def spark() -> "Iterator[SparkSession]":
    from tests.engines import servers

    with servers.spark() as started:
        yield started
