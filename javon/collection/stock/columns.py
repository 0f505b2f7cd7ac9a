"""The columns of the summary book: which code of the ledger stands in which, in the order of the form.

Content groups come from the statistics profile, kinds and languages are the form's own: «oʻzbek, rus, boshqa». Dossier 2.8.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from javon.collection.catalogue.content_groups import CURRENT

OTHER = "other"
KINDS = ("book", "brochure", "journal", OTHER)
LANGUAGES = ("uzb", "rus", OTHER)
GROUPS = tuple(group.code for group in CURRENT.groups)
COLUMNS: dict[str, tuple[str, ...]] = {"kind": KINDS, "content_group": GROUPS, "language": LANGUAGES}

_LABELS: dict[tuple[str, str], str | Promise] = {
    ("kind", "book"): pgettext_lazy("column", "books"),
    ("kind", "brochure"): pgettext_lazy("column", "brochures"),
    ("kind", "journal"): pgettext_lazy("column", "journals"),
    ("kind", OTHER): pgettext_lazy("column", "other kinds"),
    ("language", "uzb"): pgettext_lazy("column", "Uzbek"),
    ("language", "rus"): pgettext_lazy("column", "Russian"),
    ("language", OTHER): pgettext_lazy("column", "other languages"),
}
DIMENSION_LABELS: dict[str, Promise] = {
    "kind": _("By kind"),
    "content_group": _("By content"),
    "language": _("By language"),
}


def column_of(dimension: str, value: str) -> str:
    """The column in which a code of the ledger is counted."""
    if value in COLUMNS[dimension]:
        return value
    return CURRENT.rest if dimension == "content_group" else OTHER


def label(dimension: str, column: str) -> str:
    """The head of a column in the language of the page."""
    if dimension == "content_group":
        return CURRENT.group(column).label(get_language() or "uz")
    return str(_LABELS[dimension, column])
