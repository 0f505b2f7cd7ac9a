"""The journal: who did what, to what, when, overruling what; it grows, is chained by hash, and names nobody.

Other modules write it with ``from javon.core import audit`` and ``audit.record(by, "lent", loan)``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from javon.core.audit.journal import forget, last_moment, matches, record, seal, unsealed, verify

__all__ = ["forget", "last_moment", "matches", "record", "seal", "unsealed", "verify"]


def __getattr__(name: str) -> Any:
    # Django imports this package before models may exist; the journal is looked up at its first use.
    if name in __all__:
        from javon.core.audit import journal

        return getattr(journal, name)
    raise AttributeError(name)
