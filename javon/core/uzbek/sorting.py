"""Sort keys: any text in the order of the Uzbek alphabet, as strings every database compares alike.

The order is a b d e … z oʻ gʻ sh ch (ng counts as n and g); c stands after b and w after v for foreign words.
Cyrillic, Russian included, is sorted by its Latin form, so that both scripts interleave on one shelf list.
An Uzbek key holds only a–z, digits and spaces, so byte order and a locale's order agree.
"""

from __future__ import annotations

import re
from typing import Final

from javon.core.uzbek.letters import APOSTROPHES, LetterTable, compatible, plain
from javon.core.uzbek.transliteration import from_reform_letters, to_latin
from javon.core.uzbek.typing_habits import canonical_apostrophes

_TABLE: Final = LetterTable({**dict.fromkeys(APOSTROPHES, "")}, plain)
# z and what follows it need two letters each, so that oʻ gʻ sh ch come after every z: za zb zc zd ze.
_LAST: Final = {"z": "za", "oʻ": "zb", "gʻ": "zc", "sh": "zd", "ch": "ze"}
_LAST_LETTER: Final = re.compile("oʻ|gʻ|sh|ch|z")
_NUMBER: Final = re.compile(r"[0-9]+")


def _padded(match: re.Match[str]) -> str:
    """A number with its length before it, so that 2 comes before 10 however long numbers grow."""
    number = match.group().lstrip("0") or "0"
    return f"{min(len(number), 99):02d}{number}"


def sort_key(text: str) -> str:
    """A string that, compared with others as plain text, puts titles and names in Uzbek alphabetical order.

    Quotation marks and other signs at the start are ignored, hyphens part words, numbers count by their value
    ("2-sinf" before "10-sinf"), tutuq belgisi is ignored.
    """
    latin = text
    if not text.isascii():
        latin = from_reform_letters(to_latin(compatible(text)))
    latin = canonical_apostrophes(latin).lower()
    latin = _LAST_LETTER.sub(lambda match: _LAST[match.group()], latin)
    return " ".join(_NUMBER.sub(_padded, latin.translate(_TABLE)).split())
