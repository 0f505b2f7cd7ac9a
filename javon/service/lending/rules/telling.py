"""What a message about a loan may say. Dossier 8.4: no titles on health, religion and law in a message."""

from __future__ import annotations

from typing import Final

SENSITIVE_UDC: Final = ("2", "34", "61", "159.97", "613.88")
SENSITIVE_BBK: Final = ("5", "67", "86")  # health, law, religion


def is_sensitive(udc: str, bbk: str) -> bool:
    """Whether the subject of a book is nobody else's business: whoever holds the telephone reads the message."""
    return udc.strip().startswith(SENSITIVE_UDC) or bbk.strip().startswith(SENSITIVE_BBK)
