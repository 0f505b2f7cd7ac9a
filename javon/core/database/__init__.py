"""Our database manners: one gate for writers, UUIDv7, claimed requests, the action decorator."""

from javon.core.database.claims import action
from javon.core.database.transactions import (
    WriteWhileReading,
    bulk_writing,
    execute_many,
    reading,
    writing,
)

__all__ = ["WriteWhileReading", "action", "bulk_writing", "execute_many", "reading", "writing"]
