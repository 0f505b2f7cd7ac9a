"""Sheets of labels and cards: equal cells on paper, drawings in them, one PDF.

    sheet = Sheet(210 * MM, 297 * MM, columns=5, rows=13, cell_width=38 * MM, …)
    pdf = render_sheets(sheet, [(barcode("00001275", x=0, y=0, width=38 * MM, height=9 * MM),)], start=4)

Knows no library: it draws the strings and codes it is handed (docs/algorithms/labels.md).
"""

from __future__ import annotations

from javon.core.papers import PaperFailed
from javon.core.sheets.code128 import NotEncodable
from javon.core.sheets.drawing import (
    Bars,
    CodeTooWide,
    Drawing,
    Item,
    Ring,
    Rule,
    Squares,
    Text,
    barcode,
    qr_code,
    width_needed,
)
from javon.core.sheets.geometry import MM, Objection, Sheet, objections, places
from javon.core.sheets.pdf import render_sheets

__all__ = [
    "MM",
    "Bars",
    "CodeTooWide",
    "Drawing",
    "Item",
    "NotEncodable",
    "Objection",
    "PaperFailed",
    "Ring",
    "Rule",
    "Sheet",
    "Squares",
    "Text",
    "barcode",
    "objections",
    "places",
    "qr_code",
    "render_sheets",
    "width_needed",
]
