"""What our own words files say is what the pages say: no library with a catalogue of its own speaks before them."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils.translation import trans_real

from javon.config.translations import PACKAGE

OURS = [one for one in apps.get_app_configs() if one.name.startswith("javon.")]


@pytest.mark.parametrize("language, folder", [("uz", "uz"), ("ru", "ru"), ("uz-cyrl", "uz_Cyrl")])
def test_no_word_of_a_library_stands_in_place_of_ours(language: str, folder: str) -> None:
    """ "sent" came out as "jo'natilgan" and "Phone" as «Номер телефона»: allauth had a sentence of the same English."""
    said = trans_real.translation(language)
    told: dict[str, set[str]] = {}
    for app in sorted(
        OURS, key=lambda one: one.name == "javon.config"
    ):  # last: it holds what is borrowed, too
        compiled = Path(app.path) / "locale" / folder / "LC_MESSAGES" / "django.mo"
        if not compiled.exists():
            continue
        with compiled.open("rb") as file:
            catalogue: Any = gettext.GNUTranslations(file)
        for msgid, words in catalogue._catalog.items():
            if isinstance(msgid, str) and msgid and not (app.name == "javon.config" and msgid in told):
                told.setdefault(msgid, set()).add(words)
    assert told, f"no words of {language} are compiled below {PACKAGE}"
    assert {
        msgid: said.gettext(msgid) for msgid, ours in told.items() if said.gettext(msgid) not in ours
    } == {}
