"""Addresses of searches: the same question with one filter more, one less, another order, another page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from javon.collection.catalogue.search_schema import FACETS

PAGE_SIZE = 20
DEEPEST = 10_000  # titles; beyond it nobody pages, one asks better
SORTS = ("relevance", "title", "author", "-year", "year", "newest")
MOST_VALUES = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """One search as its address says it."""

    query: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1

    @classmethod
    def read(cls, parameters: Any) -> Asked:
        """From a QueryDict; whatever cannot be understood is as if it were not there."""
        number = parameters.get("page", "1")
        sort = parameters.get("sort", "")
        facets = {
            name: tuple(parameters.getlist(name)[:MOST_VALUES]) for name in FACETS if parameters.getlist(name)
        }
        return cls(
            query=parameters.get("q", "").strip(),
            facets=facets,
            sort=sort if sort in SORTS else "relevance",
            page=min(max(1, int(number)), DEEPEST // PAGE_SIZE)
            if number.isdecimal() and len(number) < 6
            else 1,
        )

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Everything but the page, in the order of the address."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [(name, value) for name in FACETS for value in self.facets.get(name, ())]
        return pairs + ([("sort", self.sort)] if self.sort != "relevance" else [])

    def url(self, page: int = 1) -> str:
        """The address of this search."""
        pairs = self.pairs + ([("page", str(page))] if page > 1 else [])
        return "/search" + ("?" + urlencode(pairs) if pairs else "?q=")

    def toggled(self, name: str, value: str) -> Asked:
        """The same with one filter put on or taken off."""
        chosen = self.facets.get(name, ())
        kept: Sequence[str] = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
        return replace(self, facets={**self.facets, name: tuple(kept)}, page=1)

    def sorted_by(self, sort: str) -> Asked:
        return replace(self, sort=sort, page=1)

    def without_filters(self) -> Asked:
        return replace(self, facets={}, page=1)
