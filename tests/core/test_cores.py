"""Parts of some work that know nothing of each other are done side by side."""

from threading import Barrier, current_thread

import pytest

from credit_rules import cores


def test_what_comes_of_the_parts_has_their_order() -> None:
    assert cores.at_once(lambda part: part * part, range(1000)) == [n * n for n in range(1000)]
    assert cores.at_once(str, []) == []


def test_one_part_alone_needs_no_other_thread() -> None:
    assert cores.at_once(lambda _: current_thread(), [0]) == [current_thread()]


def test_there_are_as_many_at_once_as_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_cores", lambda: 3)
    together = Barrier(3, timeout=10)

    assert sorted(cores.at_once(lambda _: together.wait(), range(3))) == [0, 1, 2]


def test_of_parts_that_fail_the_first_says_why() -> None:
    def refused(part: int) -> None:
        if part % 5 == 3:
            raise ValueError(part)

    with pytest.raises(ValueError, match=r"^3$"):
        cores.at_once(refused, range(100))
