"""What is sought when words are typed where readers are found: names, a year, a card, the end of a phone number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from javon.core.card_code import card_form

MOST_WORDS: Final = 4  # surname, name and patronymic; the rest is a slip
MOST_LETTERS: Final = 120
LEAST_PHONE: Final = 4  # fewer digits are the end of everybody's number
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_PHONE: Final = re.compile(r"[+0-9()\-\s.]+", re.ASCII)
_BETWEEN: Final = re.compile(r"[\s\-‐‑–—]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words say. All of it holds at once; `digits` stand alone and may be a card or a phone number."""

    names: tuple[str, ...] = ()
    year: int | None = None
    card: int | None = None
    digits: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing that could be looked for."""
        return not (self.names or self.card or self.digits)


def asked(words: str) -> Asked:
    """Read what was typed; anything at all may be handed in."""
    text = words.replace("\x00", "")[:MOST_LETTERS].strip()
    card = card_form(_BETWEEN.sub("", text))
    if card is not None:
        return Asked(card=card.number) if card.is_sound else Asked()
    if _PHONE.fullmatch(text):
        return Asked(digits="".join(letter for letter in text if letter.isdecimal()))
    names, year = [], None
    for word in text.split():
        if year is None and _YEAR.fullmatch(word):
            year = int(word)
        else:
            names.append(word)
    return Asked(tuple(names[:MOST_WORDS]), year)


def splits(keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """How the keys of typed words may be a surname and a given name, either first: ("yald", "dil") and ("dil", "yald").

    "" asks nothing. A name of two words is one key: ("abdi", "rahman") is also "abdirahman".
    """
    found: list[tuple[str, str]] = []
    for at in range(len(keys) + 1):
        pair = "".join(keys[:at]), "".join(keys[at:])
        found += [pair, pair[::-1]]
    return list(dict.fromkeys(found))
