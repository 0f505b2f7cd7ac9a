"""Which words of a shown text answer a question: pieces of the very text, which a template escapes itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

# A word with the apostrophes inside it; a run of anything else.
_PIECES = re.compile(r"[^\W_]+(?:[ʻʼ'‘’`´][^\W_]+)*[ʻʼ'‘’`´]?", re.UNICODE)


def marked(text: str, words: Collection[str], fold: Callable[[str], str]) -> list[tuple[str, bool]]:
    """(piece, answers) in order; the pieces joined are the text. `words` are folded."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in _PIECES.finditer(text):
        answers = any(word in words for word in fold(found[0]).split())
        if not answers:
            continue
        if found.start() > at:
            pieces.append((text[at : found.start()], False))
        pieces.append((found[0], True))
        at = found.end()
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces
