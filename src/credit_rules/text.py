"""What a person reads, in Chinese and in English.

Nothing is looked up: a :class:`Text` carries both wordings, so that a plugin's
words and the engine's own are handled alike.
"""

from typing import Literal

from attrs import field, frozen
from attrs.validators import instance_of

Lang = Literal["zh", "en"]
"""The languages of everything a user reads; ``"zh"`` is the default."""


@frozen
class Text:
    """One sentence or name in both languages.

    Raises:
        TypeError: *zh* or *en* is not a string.
    """

    zh: str = field(validator=instance_of(str))
    en: str = field(validator=instance_of(str))

    def read(self, lang: Lang = "zh") -> str:
        """The wording in *lang*."""
        return self.zh if lang == "zh" else self.en

    def __str__(self) -> str:
        return self.zh

    def __add__(self, other: "Text") -> "Text":
        """Both wordings, one after the other."""
        return Text(self.zh + other.zh, self.en + other.en)


def same(words: str) -> Text:
    """A text that is the same in both languages: a code, a number, a file name."""
    return Text(words, words)


def join(texts: "list[Text]", *, zh: str, en: str) -> Text:
    """*texts* with the separator of each language between them."""
    return Text(zh.join(t.zh for t in texts), en.join(t.en for t in texts))


def one_line(words: str) -> str:
    """*words* of a stranger without line breaks or anything that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in words)


NOTHING = same("")
"""No words."""
