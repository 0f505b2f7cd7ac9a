"""Is this a machine that reads the web by itself? Decided by what it calls itself."""

from __future__ import annotations

import re

# Names and habits of crawlers, monitors, previewers and libraries; a browser's name holds none of them.
ROBOTS = re.compile(
    r"bot\b|bot[/ ;_-]|crawl|spider|slurp|scrap|archiver|fetch|monitor|preview|"
    r"facebookexternalhit|embedly|validator|"
    r"curl|wget|libwww|python|java/|okhttp|go-http|httpx|aiohttp|axios|node|ruby|perl|php|headless|lighthouse|phantom|"
    r"feed|rss|mediapartners|yandex\.com/bots|whatsapp|telegrambot|uptime|pingdom",
    re.IGNORECASE,
)


def is_robot(user_agent: str) -> bool:
    """True for crawlers and programs, and for whoever says nothing about itself."""
    return not user_agent.strip() or ROBOTS.search(user_agent) is not None
