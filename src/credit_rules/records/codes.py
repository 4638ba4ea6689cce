"""Social credit codes (GB 32100-2015), one at a time: the definition of what is valid.

Eighteen characters: registrar, kind of body, six digits of the place, nine of the body, and one
to check them. The characters are digits and capitals without I, O, S, V and Z. Each of the first
seventeen counts by its place in that list times 3 to the power of its position, modulo 31; the
last one makes the sum a multiple of 31 (so that it is 0, not 31, where the others are one).
"""

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of a code, by value."""
MODULUS = len(ALPHABET)
LENGTH = 18
PLACE = range(2, 8)
"""The positions that hold digits only: the place where a body is registered."""


def weight(position: int) -> int:
    """What a character at *position*, from 0 on, counts; the last one counts itself."""
    return pow(3, position, MODULUS) if position < LENGTH - 1 else 1


def letters(position: int) -> str:
    """The characters that may stand at *position*."""
    return ALPHABET[:10] if position in PLACE else ALPHABET


def valid(code: str) -> bool:
    """Whether *code* is one by GB 32100-2015."""
    if len(code) != LENGTH or any(c not in letters(at) for at, c in enumerate(code)):
        return False
    return sum(ALPHABET.index(c) * weight(at) for at, c in enumerate(code)) % MODULUS == 0


def public(cell: str) -> str:
    """What may be told of a cell that should hold a code: the code, unless it may be something else.

    A body's code is public; a person's number, which may stand there by mistake, is not, nor is a
    name. So only what has the form of a code is told: eighteen letters and digits, six digits for
    the place. Of digits alone (the last one may be X) they must be a valid code; and where a day of
    birth stands as in a person's number, not even that will do.
    """
    digits = cell.translate(_ALIKE)
    if not _FORM.fullmatch(digits) or _BORN.fullmatch(digits):
        return HIDDEN
    return cell if valid(cell) or not _NUMBER.fullmatch(digits) else HIDDEN


HIDDEN = "***"
"""What stands for what is not told."""
_ALIKE = str.maketrans("OoIlZzSsB", "001122558")
"""Letters that slip in for digits."""
_FORM = re.compile("[0-9A-Za-z]{2}[0-9]{6}[0-9A-Za-z]{10}", re.ASCII)
_NUMBER = re.compile("[0-9]{17}[0-9Xx]", re.ASCII)
_BORN = re.compile(
    "[0-9]{6}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9A-Za-z]",
    re.ASCII,
)
