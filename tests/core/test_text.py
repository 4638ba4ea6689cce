"""A text carries both wordings, and everything done to it is done to both."""

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st
from tests.core.samples import Wrong

from credit_rules.text import Text, join, one_line, same

texts = st.builds(Text, st.text(), st.text())


def test_a_text_is_read_in_chinese_unless_english_is_asked_for() -> None:
    hotline = Text("热线", "hotline")

    assert hotline.read() == "热线"
    assert hotline.read("zh") == "热线"
    assert hotline.read("en") == "hotline"
    assert str(hotline) == "热线"


@pytest.mark.parametrize("words", [None, 5, b"x", ["x"]])
def test_a_wording_that_is_no_string_is_refused(words: Wrong) -> None:
    with pytest.raises(TypeError, match="zh"):
        Text(words, "x")
    with pytest.raises(TypeError, match="en"):
        Text("x", words)


def test_texts_are_added_in_each_language() -> None:
    assert Text("热线", "hotline") + Text("：5分", ": 5") == Text("热线：5分", "hotline: 5")


def test_what_is_the_same_in_both_languages_is_written_once() -> None:
    assert same("2023-Q3") == Text("2023-Q3", "2023-Q3")


def test_texts_are_joined_with_the_separator_of_each_language() -> None:
    listed = join([Text("甲", "a"), Text("乙", "b"), Text("丙", "c")], zh="、", en=", ")

    assert listed == Text("甲、乙、丙", "a, b, c")
    assert join([Text("甲", "a")], zh="、", en=", ") == Text("甲", "a")
    assert join([], zh="、", en=", ") == same("")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("热线 hotline", "热线 hotline"),
        ("", ""),
        ("one\ntwo\r\nthree", "one\ufffdtwo\ufffd\ufffdthree"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("a\u2028b\u202ec\x85d", "a\ufffdb\ufffdc\ufffdd"),
    ],
)
def test_a_strangers_words_are_shown_on_one_line_and_command_no_terminal(
    words: str, shown: str
) -> None:
    assert one_line(words) == shown


@given(st.text())
def test_anybodys_words_are_one_line(words: str) -> None:
    assert len(one_line(words)) == len(words)
    assert len(one_line(words).splitlines()) <= 1


def test_texts_are_values() -> None:
    hotline: Wrong = Text("热线", "hotline")

    assert hotline == Text("热线", "hotline")
    assert hash(hotline) == hash(Text("热线", "hotline"))
    assert hotline != Text("热线", "Hotline")
    assert hotline != "热线"
    with pytest.raises(FrozenInstanceError):
        hotline.zh = "专线"


@given(texts, texts, texts)
def test_adding_texts_is_associative_and_an_empty_one_adds_nothing(
    a: Text, b: Text, c: Text
) -> None:
    assert (a + b) + c == a + (b + c)
    assert a + same("") == a == same("") + a
