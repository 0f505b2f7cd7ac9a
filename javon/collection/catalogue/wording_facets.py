"""Values by which readers narrow a search, in words: availability, language, script, kind, audience, field.

Fields of knowledge are the content groups of Uzbek library statistics. Nizom 2.11.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = str | Promise

AVAILABILITY: dict[str, Label] = {
    "available": _("On the shelf"),
    "reading_room": _("To read in the library"),
    "out": _("All copies are out"),
    "none": _("No copies"),
}

LANGUAGES: dict[str, Label] = {
    "uzb": _("Uzbek"),
    "rus": _("Russian"),
    "kaa": _("Karakalpak"),
    "kir": _("Kyrgyz"),
    "tgk": _("Tajik"),
    "kaz": _("Kazakh"),
    "tuk": _("Turkmen"),
    "tat": _("Tatar"),
    "eng": _("English"),
    "ger": _("German"),
    "deu": _("German"),
    "fre": _("French"),
    "fra": _("French"),
    "ara": _("Arabic"),
    "per": _("Persian"),
    "fas": _("Persian"),
    "tur": _("Turkish"),
    "kor": _("Korean"),
    "chi": _("Chinese"),
    "zho": _("Chinese"),
    "jpn": _("Japanese"),
    "spa": _("Spanish"),
    "ita": _("Italian"),
    "lat": _("Latin language"),
    "chg": _("Chagatai (Old Uzbek)"),
    "ota": _("Ottoman Turkish"),
    "ukr": _("Ukrainian"),
    "aze": _("Azerbaijani"),
    "uig": _("Uyghur"),
    "mul": _("Several languages"),
    "und": _("Language not stated"),
}

SCRIPTS: dict[str, Label] = {
    "latn": pgettext_lazy("script", "Latin"),
    "cyrl": pgettext_lazy("script", "Cyrillic"),
    "arab": pgettext_lazy("script", "Arabic"),
}

KINDS: dict[str, Label] = {
    "book": _("Book"),
    "serial": _("Newspaper or magazine"),
    "map": _("Map"),
    "score": _("Sheet music"),
    "audio": _("Sound recording"),
    "video": _("Film"),
    "electronic": _("Electronic edition"),
    "article": _("Article"),
    "other": _("Other"),
}

AUDIENCES: dict[str, Label] = {
    "children": _("For children"),
    "teens": _("For teenagers"),
    "adults": _("For adults"),
}

BRANCHES: dict[str, Label] = {
    "SOC": _("Society and politics"),
    "NAT": _("Natural sciences, mathematics"),
    "MED": _("Medicine"),
    "TEC": _("Technology"),
    "AGR": _("Agriculture"),
    "ART": _("Art"),
    "SPO": _("Physical education, sport"),
    "LIN": _("Linguistics"),
    "LIT": _("Literary studies"),
    "FIC": _("Fiction"),
    "CHI": _("Children's literature"),
    "GEO": _("Geography, local studies"),
    "GEN": _("General works"),
    "HIS": _("History"),
}

_LABELS = {
    "availability": AVAILABILITY,
    "language": LANGUAGES,
    "script": SCRIPTS,
    "kind": KINDS,
    "audience": AUDIENCES,
    "branch": BRANCHES,
}


def label_of(facet: str, value: str) -> str:
    """What people read for a value; the value itself where there is no better word (years)."""
    return str(_LABELS.get(facet, {}).get(value, value))
