"""What programs read: the feed, the site map and the rules for robots are valid and lead to real pages."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import feedparser

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_feed_of_new_titles_is_valid_and_leads_to_them(library, reader):
    answer = reader.get("/new.rss")
    feed = feedparser.parse(answer.content)
    assert feed.bozo == 0
    assert len(feed.entries) == len(library)
    assert "max-age=900" in answer["Cache-Control"]
    for entry in feed.entries:
        assert reader.get(entry.link.removeprefix("http://testserver")).status_code == 200
        assert entry.published_parsed


def test_the_site_map_names_every_title_once(library, reader):
    index = ElementTree.fromstring(reader.get("/sitemap.xml").content)
    parts = [element.text or "" for element in index.iter(f"{SITEMAP}loc")]
    addresses = []
    for part in parts:
        answer = reader.get(part.removeprefix("http://testserver"))
        assert answer.status_code == 200
        addresses += [
            element.text or "" for element in ElementTree.fromstring(answer.content).iter(f"{SITEMAP}loc")
        ]
    assert len(addresses) == len(set(addresses)) == len(library) + 3
    for address in addresses:
        assert reader.get(address.removeprefix("http://testserver")).status_code == 200
    assert reader.get("/sitemap-2.xml").status_code == 404


def test_robots_may_read_titles_and_not_search(library, reader):
    rules = reader.get("/robots.txt").content.decode()
    assert "Disallow: /search" in rules
    assert "Sitemap: http://testserver/sitemap.xml" in rules
    assert '<meta name="robots" content="noindex">' in reader.get("/search?q=kunlar").content.decode()


def test_every_lasting_page_says_its_own_address(library, reader):
    number = library["ordinary"].number
    for address in ("/", f"/title/{number}", "/author/1"):
        assert (
            f'<link rel="canonical" href="http://testserver{address}">'
            in reader.get(address).content.decode()
        )
