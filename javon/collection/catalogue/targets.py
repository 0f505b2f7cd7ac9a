"""Catalogues of other libraries as data: what may be kept, how a kept one is spoken to, questions about them. Nizom 5.2."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from javon.collection.catalogue.models import Target
from javon.collection.catalogue.rules import TargetFacts
from javon.collection.catalogue.standard import read_toml
from javon.collection.sources.charsets import canonical
from javon.collection.sources.elsewhere import Address, By, Protocol, Unanswered
from javon.collection.sources.elsewhere.address import SYNTAXES, is_allowed
from javon.collection.sources.elsewhere.http import parts_of

ENCODINGS = ("auto", "utf-8", "cp1251", "cp866", "koi8-r", "cp1252", "marc-8", "iso-5426")
VERSIONS = ("1.1", "1.2")
# What may be kept of an address, by the names of the model.
KEPT = (
    "name", "kind", "address", "port", "database", "syntax", "encoding", "version", "user", "password", "indexes",
    "position",
)  # fmt: skip
_HOST = re.compile(r"(?!-)[^\W_](?:[\w.-]{0,251}[^\W_])?", re.ASCII)
_SCHEMA = re.compile(r"[\w:/.-]{1,40}", re.ASCII)
_CQL_INDEX = re.compile(r"[A-Za-z][\w-]{0,20}(?:\.[A-Za-z][\w-]{0,30})?", re.ASCII)


def all_of(centre_id: UUID) -> QuerySet[Target]:
    """Every catalogue in the list, those switched off among them."""
    return Target.objects.filter(centre_id=centre_id)


def to_ask(centre_id: UUID) -> QuerySet[Target]:
    """Those that are asked, the first ones first."""
    return all_of(centre_id).filter(is_active=True)


def standard_targets() -> list[dict[str, Any]]:
    """The list that a centre can begin with; what an entry does not say is the usual."""
    usual = {"port": None, "database": "", "encoding": "auto", "version": "1.1", "user": "", "password": ""}
    entries = read_toml("targets.toml")["target"]
    return [
        {**usual, "indexes": {}, "position": place * 10, **entry} for place, entry in enumerate(entries, 1)
    ]


def address_of(target: Target) -> Address:
    """Where and how `target` is spoken to."""
    return Address(
        protocol=Protocol(target.kind),
        host=target.address,
        port=target.port or 0,
        database=target.database,
        syntax=target.syntax,
        encoding=target.encoding,
        version=target.version,
        user=target.user,
        password=target.password,
        indexes={By(name): index for name, index in target.indexes.items()},
    )


def target_facts(centre_id: UUID, given: Mapping[str, Any], target: Target | None = None) -> TargetFacts:
    """What the rules need to know of an address as it would be kept."""
    others = all_of(centre_id).exclude(pk=target.pk) if target else all_of(centre_id)
    kind, syntax = given["kind"], given["syntax"]
    return TargetFacts(
        name=given["name"],
        is_name_taken=others.filter(name=given["name"].strip()).exists(),
        kind=kind,
        is_address_possible=_is_web_address(given["address"]) if kind == "sru" else is_host(given["address"]),
        port=given["port"],
        database=given["database"],
        syntax=syntax,
        is_syntax_known=bool(_SCHEMA.fullmatch(syntax)) if kind == "sru" else syntax in SYNTAXES,
        is_encoding_known=canonical(given["encoding"]) is not None,
        are_indexes_possible=all(_is_index(kind, index) for index in given["indexes"].values()),
    )


def is_host(text: str) -> bool:
    """Whether a library's server may be called so: a name, or an IP address that is not one of the forbidden."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return bool(_HOST.fullmatch(text)) and ".." not in text and not text.replace(".", "").isdecimal()
    return is_allowed(text)


def _is_web_address(text: str) -> bool:
    try:
        parts = parts_of(text)
    except Unanswered:
        return False
    return is_host(parts.hostname or "")


def _is_index(kind: str, index: str) -> bool:
    if kind == "sru":
        return bool(_CQL_INDEX.fullmatch(index))
    return index.isascii() and index.isdigit() and 1 <= len(index) <= 6
