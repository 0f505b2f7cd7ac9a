"""What other programs read of the public pages: the feed of new titles, the site map, the rules for robots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from email.utils import format_datetime
from xml.sax.saxutils import escape

from django.db.models import QuerySet

from javon.collection.catalogue.models import Title
from javon.collection.stock import holdings
from javon.core.clock import TASHKENT

IN_ONE_MAP = 20_000  # the standard allows 50,000; this keeps one answer under 2 MB


def new_titles(rows: Sequence[holdings.TitleRow], *, site: str, address: str, words: str) -> str:
    """RSS 2.0 of the newest titles; `address` is the root of the site without a slash."""
    items = []
    for row in rows:
        title = row.title
        link = f"{address}/title/{title.number}"
        moment = datetime.combine(title.added_on, time(9), TASHKENT)
        about = ". ".join(
            filter(None, (", ".join(row.authors), title.publisher, str(title.year or ""), title.annotation))
        )
        items.append(
            f"<item><title>{_text(title.title)}</title><link>{link}</link>"
            f'<guid isPermaLink="true">{link}</guid><pubDate>{format_datetime(moment)}</pubDate>'
            f"<description>{_text(about)}</description></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{_text(site)}</title><link>{address}/</link><description>{_text(words)}</description>"
        f'<atom:link href="{address}/new.rss" rel="self" type="application/rss+xml"/>'
        f"{''.join(items)}</channel></rss>\n"
    )


def _text(text: str) -> str:
    return escape("".join(letter for letter in text if letter in "\t\n" or letter >= " "))


def maps() -> int:
    """How many parts the site map has."""
    count = holdings.shown_to_readers().count()
    return max(1, -(-count // IN_ONE_MAP))


def map_of_maps(address: str) -> str:
    """The index of the parts."""
    parts = "".join(
        f"<sitemap><loc>{address}/sitemap-{part}.xml</loc></sitemap>" for part in range(1, maps() + 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>\n'
    )


def map_part(part: int, address: str) -> str | None:
    """One part of the site map; None when there is no such part."""
    if not 1 <= part <= maps():
        return None
    first = (part - 1) * IN_ONE_MAP
    rows = _mapped()[first : first + IN_ONE_MAP]
    urls = "".join(
        f"<url><loc>{address}/title/{number}</loc><lastmod>{at:%Y-%m-%d}</lastmod></url>"
        for number, at in rows
    )
    fixed = (
        "".join(f"<url><loc>{address}{path}</loc></url>" for path in ("/", "/children/", "/help/"))
        if part == 1
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{fixed}{urls}</urlset>\n'
    )


def _mapped() -> QuerySet[Title, tuple[int, datetime]]:
    return holdings.shown_to_readers().order_by("number").values_list("number", "updated_at")


def robots(address: str) -> str:
    """Robots may read titles and authors; searches only cost time."""
    return (
        "User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /sign-in/\nDisallow: /catalogue/\n"
        f"Sitemap: {address}/sitemap.xml\n"
    )
