"""Typed Uzbek made canonical: ʻ in oʻ and gʻ, ʼ for tutuq belgisi, single spaces, addresses untouched."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from javon.core.uzbek.letters import APOSTROPHES

_MARK: Final = "[" + re.escape(APOSTROPHES) + "]"
_LETTER: Final = r"[^\W\d_]"

ADDRESSES: Final = re.compile(
    r"`[^`\n]{1,200}`|\b(?:https?|ftp|mailto|tel)\b:\S+|\bwww\.\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
    r"|\b(?:[a-z0-9-]{1,63}\.){1,6}(?:uz|com|org|net|ru|info|edu|gov|io)\b(?:/\S*)?",
    re.IGNORECASE,
)
"""Web and mail addresses and text between backticks: nothing in them is Uzbek."""

_AFTER_O_OR_G: Final = re.compile(rf"([OoGg]){_MARK}(?={_LETTER}|(?!{_MARK})\W|_|$)")
_IRISH: Final = re.compile(rf"\b(O){_MARK}(?=[A-Z][a-z])")
_BETWEEN_LETTERS: Final = re.compile(rf"(?<=[A-Za-zʻ\u00C0-\u024F]){_MARK}(?=[A-Za-z\u00C0-\u024F])")
_OPENING: Final = re.compile(rf"(?:^|(?<=[\s(\[«“\"-])){_MARK}(?={_LETTER})")
_CLOSING: Final = re.compile(rf"(?:(?<=[^\W_])|(?<=[.!?,])){_MARK}(?=\W|$)")
_SPACES: Final = re.compile(r"[^\S\n]+")
"""White space but not the end of a line: notes keep their lines."""


def _closing_quotes(text: str) -> set[int]:
    """The places of quotation marks that close, although they stand after o or g, as in 'Bog'.

    An opening mark needs its closing one; a lone candidate closes and is no part of a letter.
    """
    closing: set[int] = set()
    openings = [match.start() for match in _OPENING.finditer(text)]
    if (
        not openings or len(openings) > 50
    ):  # Not a sentence that a person typed; the search below is quadratic.
        return closing
    candidates = [match.start() for match in _CLOSING.finditer(text)]
    for place, opening in enumerate(openings):
        until = openings[place + 1] if place + 1 < len(openings) else len(text)
        within = [candidate for candidate in candidates if opening < candidate < until]
        certain = [candidate for candidate in within if text[candidate - 1] not in "OoGg"]
        if within and not certain:
            closing.add(within[-1])
    return closing


def canonical_apostrophes(text: str) -> str:
    """ʻ after o and g, ʼ between other letters; quotation marks around words stay as they were typed."""
    if not any(mark in text for mark in APOSTROPHES):
        return text
    closing = _closing_quotes(text)  # and O'Reilly's apostrophe, which is no part of his O
    closing.update(match.end() - 1 for match in _IRISH.finditer(text))
    text = _AFTER_O_OR_G.sub(lambda m: m.group() if m.end() - 1 in closing else f"{m[1]}ʻ", text)
    return _BETWEEN_LETTERS.sub(lambda m: m.group() if m.group() == "ʻ" else "ʼ", text)


def normalise(text: str) -> str:
    """What a person typed, as it is stored: NFC, canonical apostrophes, single spaces, no space at the ends.

    Addresses and text between backticks are not touched. Letters are never changed: mixed scripts are the
    business of `repair_homoglyphs`.
    """
    text = _SPACES.sub(" ", "".join(_nfc(text))).strip()
    written, place = [], 0
    for address in ADDRESSES.finditer(text):
        written += [canonical_apostrophes(text[place : address.start()]), address.group()]
        place = address.end()
    return "".join([*written, canonical_apostrophes(text[place:])])


def _nfc(text: str) -> list[str]:
    """NFC in slices, because a run of thousands of combining marks in one call takes quadratic time."""
    if len(text) <= 512 or unicodedata.is_normalized("NFC", text):
        return [unicodedata.normalize("NFC", text)]
    return [unicodedata.normalize("NFC", text[i : i + 512]) for i in range(0, len(text), 512)]
