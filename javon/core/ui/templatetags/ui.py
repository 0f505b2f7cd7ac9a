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
from django.utils.translation import get_language, pgettext_lazy

from javon.core import practice
from javon.core.ui import covers, staticfiles

register = template.Library()

_WEEKDAYS = (
    pgettext_lazy("short weekday", "Mon"), pgettext_lazy("short weekday", "Tue"), pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"), pgettext_lazy("short weekday", "Fri"), pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)  # fmt: skip
_DAYS_OF_THE_WEEK = (
    pgettext_lazy("weekday", "Monday"), pgettext_lazy("weekday", "Tuesday"), pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"), pgettext_lazy("weekday", "Friday"), pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)  # fmt: skip


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
def stylesheet(sheet: str = "public") -> SafeString:
    """Link to the joined sheet "public", "staff" or "all" where it was collected, to each file in development."""
    sheets = tuple(staticfiles.SHEETS) if sheet == "all" else (sheet,)
    if staticfiles.is_joined(staticfiles_storage):
        names = [staticfiles.SHEETS[one] for one in sheets]
    else:
        every = staticfiles.stylesheets()
        wanted = {name for one in sheets for name in staticfiles.of_sheet(one, every)}
        names = [name for name in every if name in wanted]
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))


@register.simple_tag
def practising() -> bool:
    """Is this the training mode, where every page says so?"""
    return practice.is_on()


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
def moment(value: datetime.date | None) -> str:
    """24 November 2026, 9:12 of a moment; the day alone where no hour is known."""
    if value is None:
        return ""
    day = long_date(value)
    return f"{day}, {clock_time(value)}" if isinstance(value, datetime.datetime) else str(day)


@register.filter
def machine_time(value: datetime.date | None) -> str:
    """The day or moment as <time datetime> wants it: HTML knows no microseconds."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    return "" if value is None else value.isoformat()


@register.filter
def short_weekday(value: datetime.date) -> str:
    """The day of the week in two or three letters, for the heads of calendars."""
    return str(_WEEKDAYS[_day(value).weekday()])


@register.filter
def weekday(value: datetime.date) -> str:
    """The day of the week in full, after a date that is said aloud: "14-dekabr, dushanba"."""
    return str(_DAYS_OF_THE_WEEK[_day(value).weekday()])


@register.filter
def fraction(done: Any, total: Any) -> str:
    """ "3 / 10"."""
    return f"{number(done)} / {number(total)}"


@register.filter
def html_lang(language: str) -> str:
    """The value of lang="…" for a language of ours."""
    from javon.core.ui.languages import html_lang as of

    return of(language)


@register.filter
def grouped(code: Any) -> str:
    """004218 → "004 218": a code is read aloud and copied in threes."""
    text = str(code)
    if not text.isdecimal():
        return text
    first = len(text) % 3
    parts = ([text[:first]] if first else []) + [text[i : i + 3] for i in range(first, len(text), 3)]
    return "\N{NO-BREAK SPACE}".join(parts)


@register.filter
def in_script(text: Any, cyrillic: Any = "") -> str:
    """`text` as the page's language writes it: on Cyrillic pages `cyrillic`, or the text transliterated without one."""
    if get_language() != "uz-cyrl" or not text:
        return str(text or "")
    from javon.core import uzbek

    return str(cyrillic or uzbek.to_cyrillic(str(text)))


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
