"""Social credit codes (GB 32100-2015), one at a time: the definition of what is valid.

Eighteen characters: registrar, kind of body, six digits of the place, nine of the body, and one
to check them. The characters are digits and capitals without I, O, S, V and Z. Each of the first
seventeen counts by its place in that list times 3 to the power of its position, modulo 31; the
last one makes the sum a multiple of 31 (so that it is 0, not 31, where the others are one).
"""

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
