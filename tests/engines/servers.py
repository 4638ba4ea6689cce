"""A real PostgreSQL and a real Spark cluster, started for the tests and stopped after them."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyspark.sql import SparkSession

USER, PASSWORD = "collector", "geheim"


def _programs() -> Path:
    """Where PostgreSQL's programs lie: Debian does not put them on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    there = shutil.which("initdb") or (found[-1] if found else None)
    assert there, "needs PostgreSQL: apt-get install postgresql"
    return Path(there).parent


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server of its own on this machine, with user and password."""
    # It does not run as root, and its user cannot look into the folders of the tests.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="credit-rules-postgresql-"))
    password = folder / "password"
    password.write_text(PASSWORD)
    if user:
        shutil.chown(folder, user)
        shutil.chown(password, user)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [_programs() / program, "-D", folder / "data", *arguments],
            check=True,
            cwd=folder,
            user=user,
            stdout=subprocess.DEVNULL,
        )

    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        run("initdb", f"--username={USER}", f"--pwfile={password}", "-A", "scram-sha-256")
        run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


@contextmanager
def spark() -> Iterator[SparkSession]:
    """A session of a cluster of two workers, each a process of its own."""
    made = SparkSession.builder.master("local-cluster[2,1,1024]").appName("tests")
    for name, value in {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
    }.items():
        made = made.config(name, value)
    session = made.getOrCreate()
    yield session
    session.stop()
