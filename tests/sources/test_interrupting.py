"""Ctrl-C ends long work of an engine, which by itself would not hear it."""

import os
import signal
import subprocess
import sys
from threading import Event, Timer

import pytest

from credit_rules.sources.interrupting import interruptible

ENDLESS = """
import sys
from credit_rules.sources import Workspace, computed

with Workspace() as workspace:
    query = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE (a.range * b.range) % 7 = 3"
    print("begins", flush=True)
    if sys.argv[1] == "keep":
        workspace.keep(query)
    else:
        computed(workspace, workspace.frame(query).to_native().fetchall)
"""


def test_work_gives_what_it_gives() -> None:
    assert interruptible(lambda: 7, list) == 7


def test_work_that_fails_is_not_stopped() -> None:
    with pytest.raises(ZeroDivisionError):
        interruptible(lambda: 1 // 0, pytest.fail)


def test_work_that_has_not_begun_yet_is_stopped_as_soon_as_it_has() -> None:
    tried: list[int] = []
    begun, ended = Event(), Event()

    def work() -> None:
        begun.wait(10)
        assert ended.wait(10)

    def stop() -> None:
        tried.append(1)
        (begun if len(tried) == 1 else ended).set()

    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        interruptible(work, stop)
    signal.signal(signal.SIGINT, usual)
    assert len(tried) >= 2


@pytest.mark.parametrize("how", ["keep", "count"])
def test_ctrl_c_ends_a_query_that_would_not_end(how: str) -> None:
    # A shell's background job ignores the signal, and what it starts would too.
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, how], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    signal.signal(signal.SIGINT, usual)
    assert process.stdout
    assert process.stdout.readline() == b"begins\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert b"KeyboardInterrupt" in err.splitlines()
