"""The interface's words: none missing in any language, no look-alike apostrophe, no lost placeholder."""

from __future__ import annotations

from javon.config import translations


def test_every_text_is_said_in_four_languages():
    assert list(translations.problems()) == []


def test_a_look_alike_apostrophe_is_noticed():
    assert translations.LOOK_ALIKE.search("o'zbek")
    assert translations.LOOK_ALIKE.search("o‘zbek")
    assert translations.LOOK_ALIKE.search("ma’no")
    assert not translations.LOOK_ALIKE.search("oʻzbek maʼno «gap» 5-sinf")
