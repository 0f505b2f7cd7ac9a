"""Text of an SMS: Latin letters, ASCII apostrophes, and how many parts the operator counts (3GPP TS 23.038).

One letter outside the GSM alphabet, U+02BB of oʻ and gʻ among them, turns the whole message into UCS-2: 70
characters instead of 160. So every text is brought into the GSM alphabet before it is counted.
"""

from __future__ import annotations

import unicodedata

from javon.core.uzbek import to_latin

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_DOUBLE = frozenset("^{}\\[~]|€\f")  # sent as two
ONE_GSM, MANY_GSM = 160, 153
ONE_UCS, MANY_UCS = 70, 67

_SIMPLER = str.maketrans(
    {
        **dict.fromkeys("ʻʼ‘’‛`´ʹ′", "'"),
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
        "…": "...",
        "№": "N",
        "•": "-",
        "ı": "i",
    }
)


def plain(text: str) -> str:
    """`text` in the GSM alphabet: Cyrillic in Latin letters, marks in ASCII, what has no likeness as "?"."""
    simple = to_latin(text).translate(_SIMPLER)
    return "".join(_simplest(letter) for letter in simple)


def _simplest(letter: str) -> str:
    if letter in GSM or letter in GSM_DOUBLE:
        return letter
    bare = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
    return bare if bare and all(one in GSM or one in GSM_DOUBLE for one in bare) else "?"


def parts_of(text: str) -> int:
    """How many messages the operator counts `text` as."""
    if all(letter in GSM or letter in GSM_DOUBLE for letter in text):
        sizes = [2 if letter in GSM_DOUBLE else 1 for letter in text]
        one, many = ONE_GSM, MANY_GSM
    else:
        sizes = [len(letter.encode("utf-16-le")) // 2 for letter in text]
        one, many = ONE_UCS, MANY_UCS
    return 1 if sum(sizes) <= one else _parts(sizes, many)


def _parts(sizes: list[int], most: int) -> int:
    parts, filled = 1, 0
    for size in sizes:  # what is sent as two is never cut in half
        if filled + size > most:
            parts, filled = parts + 1, 0
        filled += size
    return parts
