"""What an index keeps of a document: named fields, and a fingerprint that tells one schema from another.

An index built with another schema cannot be asked with this one: it is rebuilt, never patched.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can be asked of a field."""

    TEXT = "text"  # words separated by one space, already folded; phrases can be asked
    WORDS = "words"  # the same without positions: smaller, no phrases
    KEYWORD = "keyword"  # whole values, one or many: found only when equal
    FACET = "facet"  # whole values that can be counted and filtered by
    ORDER = "order"  # one string to sort by
    NUMBER = "number"  # one whole number ≥ 0: found by value or range, counted, sorted by
    WEIGHT = "weight"  # one small fraction that lifts a document among its equals
    STORED = "stored"  # given back with the hit, never searched


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a schema."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Schema:
    """All fields of an index. Every document carries its identifier in ``id`` besides."""

    name: str
    version: int  # grows when the same fields are filled differently
    fields: tuple[Field, ...]

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when anything here changes."""
        said = json.dumps(asdict(self), sort_keys=True, default=str)
        return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()

    def kind_of(self, name: str) -> Kind:
        """The kind of a field. Raises KeyError when the schema has no such field."""
        for field in self.fields:
            if field.name == name:
                return field.kind
        raise KeyError(name)
