"""The covers behind one picture of the children's shelf."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from javon.collection.catalogue import search
from javon.collection.stock import holdings
from javon.places.public import books
from javon.places.public.tiles import Tile

COVERS_ON_A_PAGE = 24
SCRIPTS = ("latn", "cyrl")


def tile_page(tile: Tile, parameters: Any) -> dict[str, Any]:
    """One page of covers; the child may choose a script and what is on the shelf now, by buttons only."""
    script = parameters.get("script", "")
    script = script if script in SCRIPTS else ""
    here = parameters.get("here") == "1"
    number = parameters.get("page", "1")
    page = max(1, int(number)) if number.isdecimal() and len(number) < 5 else 1
    facets = {"audience": ["children"]}
    if script:
        facets["script"] = [script]
    if here:
        facets["availability"] = ["available"]
    found = search.find(
        "",
        facets,
        "newest",
        COVERS_ON_A_PAGE,
        (page - 1) * COVERS_ON_A_PAGE,
        with_facets=False,
        about=tile.words,
    )
    pages = -(-found.count // COVERS_ON_A_PAGE)
    base = reverse("public:children_tile", args=[tile.code])

    def url(**changed: Any) -> str:
        pairs = {"script": script, "here": "1" if here else "", "page": ""} | changed
        kept = {name: value for name, value in pairs.items() if value}
        return base + ("?" + urlencode(kept) if kept else "")

    return {
        "tile": tile,
        "books": books.shown(holdings.rows(found.ids)),
        "choices": [
            {"label": gettext("On the shelf now"), "url": url(here="" if here else "1"), "is_on": here},
            {
                "label": gettext("Latin script"),
                "url": url(script="" if script == "latn" else "latn"),
                "is_on": script == "latn",
            },
            {
                "label": gettext("Cyrillic script"),
                "url": url(script="" if script == "cyrl" else "cyrl"),
                "is_on": script == "cyrl",
            },
        ],
        "number": page,
        "pages": pages,
        "previous_url": url(page=str(page - 1)) if page > 1 else "",
        "next_url": url(page=str(page + 1)) if page < pages else "",
    }
