"""The children's shelf: twelve pictures with a word, each a question to the catalogue.

Children pick by picture and word, without typing (ux.md §6). Each tile asks for any of several words among the
subjects, genres and titles of children's books: cataloguers of other libraries write them differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture: its address, its word, its icon, the colour of its ground, the words it looks for."""

    code: str
    label: Any
    icon: str
    colour: str  # a class of the page's stylesheet
    words: tuple[str, ...]


TILES = (
    Tile(
        "animals", _("Animals"), "cat", "anor", ("hayvonlar", "qushlar", "животные", "animals", "zoologiya")
    ),
    Tile(
        "tales",
        _("Fairy tales"),
        "castle",
        "lapis",
        ("ertak", "ertaklar", "сказки", "tales", "xalq ogʻzaki ijodi"),
    ),
    Tile("space", _("Space"), "rocket", "night", ("koinot", "astronomiya", "космос", "space", "yulduzcha")),
    Tile("funny", _("Funny"), "laugh", "zafar", ("kulgili", "latifalar", "quvnoq", "юмор", "humour")),
    Tile("sport", _("Sport"), "volleyball", "feruza", ("sport", "futbol", "shaxmat", "спорт", "kurash")),
    Tile(
        "magic",
        _("Magic"),
        "wand-sparkles",
        "plum",
        ("sehrgarlar", "sehrli", "волшебник", "magic", "sehrgar"),
    ),
    Tile("heroes", _("Heroes"), "shield", "anor", ("qahramonlar", "botirlar", "doston", "герои", "heroes")),
    Tile(
        "nature", _("Nature"), "trees", "feruza", ("tabiat", "oʻsimliklar", "daraxtlar", "природа", "nature")
    ),
    Tile(
        "machines",
        _("Machines"),
        "tractor",
        "lapis",
        ("mashinalar", "texnika", "poyezdlar", "машины", "machines"),
    ),
    Tile("history", _("History"), "landmark", "zafar", ("tarix", "tarixi", "qadimgi", "история", "history")),
    Tile("poems", _("Poems"), "feather", "plum", ("sheʼr", "sheʼrlar", "sheʼriy", "стихи", "poems")),
    Tile("scary", _("Scary"), "ghost", "night", ("qoʻrqinchli", "qoʻrqoq", "страшные", "ghost stories")),
)
BY_CODE = {tile.code: tile for tile in TILES}
