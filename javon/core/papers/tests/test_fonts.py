"""The shipped letters: those that the list names, and all that Uzbek and Russian need."""

from __future__ import annotations

import hashlib

from javon.core.papers.letters import FONTS, covered, legible, printable, shapeless


def test_the_fonts_are_those_of_the_list():
    listed = (FONTS / "README.md").read_text(encoding="utf-8")
    files = sorted(FONTS.glob("*.ttf"))
    assert len(files) == 5
    for file in files:
        assert f"`{file.name}` | `{hashlib.sha256(file.read_bytes()).hexdigest()}`" in listed


def test_every_letter_of_three_alphabets_has_a_shape():
    wanted = "ʻʼ‘’“”„«»№–—…§°±×−ЎўҚқҒғҲҳЁёЪъЬьЭэЫыЩщŎŏÕõŌōĞğḠḡŞşÇç\u00a0\u202f"
    assert not [each for each in wanted if ord(each) not in covered()]


def test_text_without_shape_is_shown_as_a_box_and_named():
    assert printable("Oʻzbek 中") == "Oʻzbek □"
    assert shapeless("Oʻzbek 中 ✓") == {"中"}


def test_what_is_harmful_goes_and_words_stay():
    assert legible("a\x00b\u202ec\ud800d\ufffee\r\nf\tg\u2028h") == "abcde\nf g\nh"
    assert legible("и\u0306") == "й"


def test_an_endless_word_may_be_broken():
    shown = printable("x" * 100)
    assert shown.replace("\u200b", "") == "x" * 100
    assert max(map(len, shown.split("\u200b"))) <= 12
