"""The numbers under which a copy is scanned and typed: ours, and what else a scanner may say.

A copy's barcode is seven digits from one sequence of the centre and a check digit. It is independent of the
inventory number, for old inventory books repeat numbers. Dossier 5.5; docs/algorithms/labels.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from javon.collection.catalogue.isbn import isbn13
from javon.core.card_code import card_form
from javon.core.check_digit import check_digit, is_checked

LAST_SEQUENCE: Final = 9_999_999  # seven digits: a district library fills one in a thousand of them
MOST_LETTERS: Final = 40  # of a foreign barcode

# A scanner may put the symbology before the code (ISO/IEC 15424): "]C0" for Code 128, "]E0" for EAN-13.
_SYMBOLOGY: Final = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
# No code holds them, and no database takes the first of them: a terminal or a broken cable has sent them.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BETWEEN: Final = re.compile(r"[\s\-‐‑–—]+")


def barcode_of(sequence: int) -> str:
    """The eight digits of the copy that is `sequence`-th, counted from 1: 127 → "00001275".

    Raises ValueError outside 1 … 9 999 999.
    """
    if not 1 <= sequence <= LAST_SEQUENCE:
        raise ValueError(f"no barcode for the number {sequence}")
    digits = f"{sequence:07d}"
    return digits + check_digit(digits)


def sequence_of(barcode: str) -> int | None:
    """The place in the sequence of a sound barcode of ours; None for anything else."""
    if len(barcode) != 8 or not is_checked(barcode):
        return None
    return int(barcode[:7]) or None


class Scanned(StrEnum):
    """What the form of a code says it is; only the stock knows whether there is such a copy."""

    COPY = "copy"  # a sound barcode of ours
    MISTYPED = "mistyped"  # eight digits whose check digit does not fit: a slip, or a foreign barcode
    ISBN = "isbn"  # of a title, not of a copy
    READER = "reader"  # a reader's card
    OTHER = "other"  # a foreign barcode, an inventory number, anything
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Code:
    """What was scanned or typed, by its form.

    `value` is as the database keeps it: eight digits, an ISBN in thirteen, "K000127"; of other codes the text
    itself. `text` is always the text itself, without what a scanner put before it: a foreign barcode may look like
    anything, so whoever seeks a copy tries `text` among foreign barcodes whenever `value` is not found.
    """

    kind: Scanned
    value: str
    text: str


def parse_code(typed: str) -> Code:
    """Recognise what a scanner or a person typed; anything at all may be handed in."""
    text = _SYMBOLOGY.sub("", _CONTROLS.sub("", typed).strip())[:MOST_LETTERS].strip()
    bare = _BETWEEN.sub("", text)
    if not bare:
        return Code(Scanned.NOTHING, "", "")
    if card := card_form(bare):
        return Code(Scanned.READER, card.code, text)
    if len(bare) == 8 and bare.isascii() and bare.isdigit():
        return Code(Scanned.COPY if sequence_of(bare) else Scanned.MISTYPED, bare, text)
    if len(bare) in {10, 13} and (number := isbn13(bare)):
        return Code(Scanned.ISBN, number, text)
    return Code(Scanned.OTHER, text, text)
