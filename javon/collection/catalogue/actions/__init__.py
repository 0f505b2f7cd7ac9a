"""The verbs of the catalogue; those of a single record are at hand here."""

from __future__ import annotations

from javon.collection.catalogue.actions.records import (
    correct_marc,
    correct_record,
    create_record,
    restore_revision,
)

__all__ = ["correct_marc", "correct_record", "create_record", "restore_revision"]
