"""Tags and filters that every template has without loading: icon, cover, stylesheet, numbers and dates."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

from javon.core.ui import covers, staticfiles

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """The icon `name` of the sprite; hidden from screen readers unless it has a `label`."""
    classes = f"icon icon--{size}" if size else "icon"
    address = f"{static('ui/sprite.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, address
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', classes, address)


@register.simple_tag
def cover(title: str, author: str = "", branch: str = "", size: str = "") -> SafeString:
    """A drawn cover for a book without a picture. `size`: "" (fills its place), "small", "large"."""
    classes = f"cover cover--{size}" if size else "cover"
    return format_html(
        '<span class="{}">{}</span>', classes, mark_safe(covers.cover_svg(title, author, branch))
    )


@register.simple_tag
def stylesheet() -> SafeString:
    """Link to the one joined stylesheet where it was collected, to each file by itself in development."""
    if staticfiles.is_joined(staticfiles_storage):
        return format_html('<link rel="stylesheet" href="{}">', static(staticfiles.JOINED))
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in staticfiles.stylesheets())
    )


@register.filter
def number(value: Any) -> str:
    """3240 → "3 240" with no-break spaces; anything that is no number is given back as it is."""
    from javon.core import uzbek

    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return "" if value is None else str(value)
    return uzbek.number(value)


@register.filter
def day_month(value: datetime.date | None) -> str:
    """14 December in the language of the page."""
    from javon.core import uzbek

    return "" if value is None else uzbek.day_month(_day(value), get_language() or "uz")


@register.filter
def long_date(value: datetime.date | None) -> str:
    """The day with its month and year, in the language of the page."""
    from javon.core import uzbek

    return "" if value is None else uzbek.long_date(_day(value), get_language() or "uz")


@register.filter
def short_date(value: datetime.date | None) -> str:
    """14.12.2026, for tables."""
    return "" if value is None else date_format(_day(value), "d.m.Y")


@register.filter
def clock_time(value: datetime.datetime | datetime.time | None) -> str:
    """15:00."""
    if value is None:
        return ""
    moment = localtime(value) if isinstance(value, datetime.datetime) and is_aware(value) else value
    return f"{moment:%H:%M}"


@register.filter
def grouped(code: Any) -> str:
    """004218 → "004 218": a code is read aloud and copied in threes."""
    text = str(code)
    if not text.isdigit():
        return text
    first = len(text) % 3
    parts = ([text[:first]] if first else []) + [text[i : i + 3] for i in range(first, len(text), 3)]
    return "\N{NO-BREAK SPACE}".join(parts)


@register.filter
def initials(name: str) -> str:
    """Gulnoza Mirzayeva → "GM"."""
    return "".join(word[0] for word in str(name).split()[:2] if word).upper()


def _day(value: datetime.date) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return localtime(value).date() if is_aware(value) else value.date()
    return value


@register.filter
def beside(cells: list[Any], columns: list[Any]) -> list[tuple[Any, Any]]:
    """Cells and columns in pairs."""
    return list(zip(cells, columns, strict=False))


@register.filter
def share(value: float, most: float) -> str:
    """How many hundredths of `most` the value is, from 0 to 100, for an SVG attribute."""
    return f"{max(0.0, min(100.0, 100 * float(value) / float(most))):.1f}" if most else "0"
