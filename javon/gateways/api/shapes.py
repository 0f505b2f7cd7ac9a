"""What the interface answers: the shapes of the contract, field by field."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Schema


class TitleRow(Schema):
    """One title in a list."""

    id: UUID
    number: int = Field(description="short public number, as in the address of its page")
    title: str
    authors: list[str]
    year: int | None
    languages: list[str] = Field(description="codes of ISO 639-2/B")
    script: str = Field(description="latn, cyrl, arab or empty")
    isbn: str
    publisher: str
    copies_total: int
    copies_available: int = Field(description="from the database, not from the index")


class FacetValue(Schema):
    """One value of a facet and how many of the found titles have it."""

    value: str
    label: str
    count: int


class TitleList(Schema):
    """A page of found titles."""

    count: int
    items: list[TitleRow]
    facets: dict[str, list[FacetValue]]
    also_searched: list[str] = Field(description="what else was searched because little was found as typed")
    took_ms: float


class CopyRow(Schema):
    """One copy of a title."""

    barcode: str
    inventory_number: str
    service_point: str
    shelf_mark: str
    state: str = Field(description="where the copy is: on_shelf, on_loan, …")
    loanable: bool = Field(description="false: reading room only")
    due_on: date | None


class TitleDetail(TitleRow):
    """One title with its description and copies."""

    subtitle: str
    responsibility: str
    place: str
    extent: str
    kind: str
    audience: str
    branch: str
    subjects: list[str]
    annotation: str
    copies: list[CopyRow]


class Suggestion(Schema):
    """One completion of what is being typed."""

    text: str


class Suggestions(Schema):
    """Up to eight completions."""

    items: list[Suggestion]


class Problem(Schema):
    """RFC 9457: what went wrong, for programs (`codes`) and for people (`detail`)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    codes: list[str] = []
    overridable: bool = False
    fields: dict[str, Any] = {}
