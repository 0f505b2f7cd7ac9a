"""What a new centre begins with: the first text of the consent."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StandardConsent:
    """The text as the file has it."""

    version: int
    valid_from: date
    basis: str
    clause: str
    text: str


@cache
def consent() -> StandardConsent:
    """The first text of the consent."""
    with (Path(__file__).parent / "consent.toml").open("rb") as file:
        read = tomllib.load(file)
    return StandardConsent(**{**read, "text": read["text"].strip()})
