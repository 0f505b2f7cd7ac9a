"""The dot that closes an area goes; the dot of an abbreviation or of an initial stays."""

from __future__ import annotations

import pytest

from javon.collection.catalogue.derive import bare


@pytest.mark.parametrize(
    "written, text",
    [
        ("Oʻtkan kunlar.", "Oʻtkan kunlar"),
        ("Oʻtkan kunlar :", "Oʻtkan kunlar"),
        ("Kitob 5.", "Kitob 5"),  # a figure is no abbreviation
        ("Algebra 7-8.", "Algebra 7-8"),
        ("2-qism, 3.", "2-qism, 3"),
        ("Ufq.", "Ufq"),  # nor is a short word that stands alone
        ("Сув.", "Сув"),
        ("Ona /", "Ona"),
        ("Qodiriy, A.", "Qodiriy, A."),
        ("Pushkin, A. S.", "Pushkin, A. S."),
        ("384 b.", "384 b."),
        ("va boshq.", "va boshq"),
        ("и др.", "и др."),
        ("Sharq va Gʻarb, t. II.", "Sharq va Gʻarb, t. II."),
        ("Qizil Suv.", "Qizil Suv."),  # a short word after others may be either: nothing is lost
        ("СПб.", "СПб."),
        ("М.", "М."),
        ("T.", "T."),
        ("Ch.", "Ch."),
        ("va h.k.", "va h.k."),
        ("Davomi ...", "Davomi ..."),
    ],
)
def test_bare(written: str, text: str) -> None:
    assert bare(written) == text
