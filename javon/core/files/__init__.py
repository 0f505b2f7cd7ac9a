"""Stored files: checksum, kind, where they lie, how long they stay."""
