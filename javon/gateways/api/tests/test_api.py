"""Every call of the interface answers as its description says, errors too; nothing typed is a fault of ours."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from javon.collection.stock.tests.characters import a_copy
from javon.core.counts import counting
from javon.core.ui import limits
from javon.gateways.api.views import api, description

SNAPSHOT = Path(__file__).resolve().parents[4] / "docs" / "openapi.json"
PROBLEM = "application/problem+json; charset=utf-8"


def said(answer: Any, status: int) -> dict[str, Any]:
    """The problem document of an answer, whole."""
    assert answer.status_code == status, answer.content[:300]
    assert answer["Content-Type"] == PROBLEM
    problem = json.loads(answer.content)
    assert problem["status"] == status
    assert problem["title"]
    assert problem["codes"]
    return problem


def test_a_list_of_titles_has_what_the_contract_says(library, reader):
    found = reader.get("/api/v1/titles?q=otkan+kunlar").json()
    assert set(found) == {"count", "items", "facets", "also_searched", "took_ms"}
    assert found["count"] == 2
    assert set(found["items"][0]) == {
        "id", "number", "title", "authors", "year", "languages", "script", "isbn", "publisher", "copies_total",
        "copies_available",
    }  # fmt: skip
    assert found["items"][0]["copies_available"] == 1
    assert set(found["facets"]) == {
        "availability", "author", "subject", "language", "script", "year", "kind", "audience", "point", "branch",
    }  # fmt: skip
    assert found["facets"]["script"] and set(found["facets"]["script"][0]) == {"value", "label", "count"}


def test_facets_narrow_and_may_be_repeated(library, reader):
    both = reader.get("/api/v1/titles?facet.script=latn&facet.script=cyrl").json()["count"]
    latin = reader.get("/api/v1/titles?facet.script=latn").json()["count"]
    assert 0 < latin < both


@pytest.mark.parametrize("sort", ["relevance", "title", "author", "year", "-year", "newest"])
def test_every_order_pages_through_every_title_once(library, reader, sort):
    seen: list[str] = []
    for offset in range(0, len(library) + 3, 3):
        page = reader.get(f"/api/v1/titles?sort={sort}&limit=3&offset={offset}").json()
        seen += [item["id"] for item in page["items"]]
    assert sorted(seen) == sorted(str(title.pk) for title in library.values())


def test_one_title_by_its_number_and_by_its_identifier(library, reader):
    title = library["ordinary"]
    a_copy(title, state="lost")
    by_number = reader.get(f"/api/v1/titles/{title.number}").json()
    assert by_number == reader.get(f"/api/v1/titles/{title.pk}").json()
    [copy] = by_number["copies"]
    assert set(copy) == {
        "barcode",
        "inventory_number",
        "service_point",
        "shelf_mark",
        "state",
        "loanable",
        "due_on",
    }


def test_completions_are_at_most_eight(library, reader):
    found = reader.get("/api/v1/suggest?q=ot").json()["items"]
    assert 0 < len(found) <= 8
    assert reader.get("/api/v1/suggest").json() == {"items": []}


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "offset=-1", "offset=10001", "sort=drop", "sort=", "q=" + "a" * 10_001,
     "limit=1&limit=x", "&".join(f"facet.author={number}" for number in range(51)), "limit=1e3", "limit=%00"],
)  # fmt: skip
def test_a_value_that_cannot_be_understood_is_named(db, reader, query):
    assert said(reader.get(f"/api/v1/titles?{query}"), 422)["fields"]


def test_what_is_not_there_is_not_found(library, reader):
    for address in ("titles/999999", "titles/abc", "titles/0", "titles/-1", "titles/٣", "titles/" + "9" * 40, "titles/1/2",
                    "titles/00000000-0000-0000-0000-000000000000", "titles/", "nothing", "", "../api"):  # fmt: skip
        said(reader.get(f"/api/v1/{address}"), 404)
    for address in ("/api/", "/api/v2/titles", "/api/v1"):
        answer = reader.get(address, follow=True)
        said(answer, 404)


def test_a_title_named_too_long_is_not_understood(db, reader):
    said(reader.get("/api/v1/titles/" + "9" * 65), 422)


@pytest.mark.parametrize("call", ["titles", "suggest", "titles/1"])
def test_other_methods_are_refused_or_told(library, call):
    reader = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(reader, method)(f"/api/v1/{call}", data="{}", content_type="application/json")
        said(answer, 405)
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
    told = reader.options(f"/api/v1/{call}")
    assert (told.status_code, told["Allow"]) == (204, "GET, HEAD, OPTIONS")
    head = reader.head(f"/api/v1/{call}")
    assert (head.status_code, head.content) == (200, b"")


def test_an_address_beyond_reason_is_refused(db, reader):
    said(reader.get("/api/v1/titles?q=" + "a" * 200_000), 414)
    said(reader.get("/api/v1/" + "a" * 3_000), 414)


def test_asking_too_often_is_answered_with_when_to_ask_again(library, reader, monkeypatch):
    # The clock of the limit stands still: a slow machine must not be let through.
    still = time.monotonic()
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: still))
    reader.get("/")  # a browser of its own
    answers = [reader.get("/api/v1/titles?limit=1") for _ in range(125)]
    refused = next(answer for answer in answers if answer.status_code != 200)
    assert said(refused, 429)["retry_after"] >= 1
    assert int(refused["Retry-After"]) >= 1


def test_labels_speak_the_language_that_is_asked_for(library, reader):
    for language, label in (("uz", "Lotin"), ("uz-cyrl", "Лотин"), ("en", "Latin")):
        reader.cookies["til"] = language
        scripts = reader.get("/api/v1/titles").json()["facets"]["script"]
        assert label in [one["label"] for one in scripts]


def test_programs_are_not_counted_as_readers(library, reader):
    def counted() -> int:
        return sum(number for (_day, name), number in counting.pending().items() if name == counting.SEARCH)

    before = counted()
    reader.get("/api/v1/titles?q=kunlar", headers={"User-Agent": "python-requests/2"})
    assert counted() == before


def test_the_description_lists_every_status_that_is_answered():
    paths = description()["paths"]
    catalogue = {"/api/v1/titles", "/api/v1/suggest", "/api/v1/titles/{id_or_number}"}
    desk = {
        "readers/{card}",
        "copies/{barcode}",
        "loans",
        "returns",
        "renewals",
        "holds",
        "holds/{hold_id}",
        "undo",
    }
    assert set(paths) == catalogue | {f"/api/v1/{call}" for call in desk}
    for call in desk:
        for operation in paths[f"/api/v1/{call}"].values():
            assert set(map(str, operation["responses"])) >= {"401", "403", "404", "409", "422", "429"}
    assert set(map(str, paths["/api/v1/titles"]["get"]["responses"])) == {
        "200",
        "400",
        "405",
        "414",
        "422",
        "429",
        "503",
    }
    assert set(map(str, paths["/api/v1/titles/{id_or_number}"]["get"]["responses"])) >= {"404", "422"}
    for path in paths.values():
        answers = next(iter(path.values()))["responses"]
        for status, answer in answers.items():
            kind = "application/json" if int(status) < 400 else "application/problem+json"
            assert list(answer.get("content", {})) == ([] if int(status) == 204 else [kind])


def test_the_committed_description_is_the_one_served(db, reader):
    """After a deliberate change: JAVON_WRITE_SNAPSHOTS=1 pytest javon/gateways/api."""
    text = json.dumps(description(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if os.environ.get("JAVON_WRITE_SNAPSHOTS"):
        SNAPSHOT.write_text(text, "utf-8")
    assert text == SNAPSHOT.read_text("utf-8")
    served = reader.get("/api/v1/openapi.json")
    assert json.loads(served.content) == json.loads(text)
    assert api.docs_url is None
