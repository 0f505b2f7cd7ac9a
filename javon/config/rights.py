"""Every right that a module declares, and who holds which until job descriptions say it.

The organisation issue replaces :func:`rights_of` by the clauses of job descriptions; until then the one
distinction is the account's own: staff hold the rights of the catalogue, nobody else holds any.
"""

from __future__ import annotations

from typing import Any

from javon.collection.catalogue import rights as catalogue
from javon.core.access import Right

RIGHTS: tuple[Right, ...] = (catalogue.CORRECT_RECORD, catalogue.IMPORT_RECORDS, catalogue.SEE_QUARANTINE)


def rights_of(user: Any) -> frozenset[str]:
    """Codes of the rights that `user` holds."""
    return frozenset(right.code for right in RIGHTS) if user.is_staff else frozenset()
