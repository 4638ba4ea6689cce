"""Why the system gives out no file, or takes none, in both languages."""

import errno

import pytest

from credit_rules.errors.systems import reason


@pytest.mark.parametrize(
    ("number", "zh"),
    [
        (errno.EEXIST, "同名文件已存在"),
        (errno.ENOENT, "路径不存在"),
        (errno.EISDIR, "这是一个目录"),
        (errno.ENOTDIR, "路径中有一段不是目录"),
        (errno.EACCES, "没有权限"),
    ],
)
def test_the_usual_reasons_are_said_in_chinese_too(number: int, zh: str) -> None:
    told = reason(OSError(number, "the system's words"))

    assert (told.zh, told.en) == (zh, "the system's words")


def test_any_other_reason_is_said_in_the_words_of_the_system() -> None:
    told = reason(OSError(errno.ENOSPC, "No space left on device"))
    assert told.zh == told.en == "No space left on device"
    assert reason(OSError("no number")).zh == "no number"
