"""The number of a document: cleaned, masked, or refused. Dossier 4.2, 6.8."""

from __future__ import annotations

import re

from javon.core.verdict import Refusal, Verdict, Weight

_BETWEEN = re.compile(r"[\s\-–—.№#]+")
_NUMBER = re.compile(r"[0-9A-ZА-ЯЎҚҒҲЁ]{5,20}")
HIDDEN = "•"


def cleaned(typed: str) -> str:
    """ "aa 1234567" → "AA1234567"."""
    return _BETWEEN.sub("", typed.replace("\x00", "")).upper()


def masked(number: str) -> str:
    """What may be shown: "AA•••••67". Of a short number even less."""
    first = 2 if len(number) > 7 else 0
    last = 2 if len(number) > 5 else 1
    return number[:first] + HIDDEN * (len(number) - first - last) + number[-last:]


def may_enter(number: str, *, is_kind: bool, is_gone: bool) -> Verdict:
    """A document has a kind and a number of letters and digits."""

    def refuse(code: str) -> Refusal:
        return Refusal(code, Weight.FORBIDS)

    return Verdict.of(
        [
            refuse("reader_is_gone") if is_gone else None,
            None if is_kind else refuse("identity_without_kind"),
            None if _NUMBER.fullmatch(number) else refuse("identity_unreal"),
        ]
    )
