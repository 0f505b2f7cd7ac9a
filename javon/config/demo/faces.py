"""Photographs of the demo's readers: heads and shoulders drawn here, for no real face belongs into a demo."""

from __future__ import annotations

import io

from javon.service.readers.models import Reader

_WALLS = ("#dfe7ef", "#efe6d8", "#dfeae1", "#ece1ea")
_SKINS = ("#e8bf9a", "#d9a77f", "#f0cdae")
_HAIRS = ("#2b211c", "#3d2b20", "#17130f")
_CLOTHES = ("#2f5d8c", "#8c3b3b", "#3f6b4f", "#6a4a86", "#b07d2b")
_OLD, _GREY = 55, "#b9b7b2"


def drawn(at: int, reader: Reader) -> bytes:
    """The `at`-th picture, of a woman or a man, young or old as `reader` is. PNG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (600, 800), _WALLS[at % len(_WALLS)])
    pen = ImageDraw.Draw(picture)
    skin, clothes = _SKINS[at % len(_SKINS)], _CLOTHES[at % len(_CLOTHES)]
    born = reader.birth_date.year if reader.birth_date else reader.registered_on.year
    is_old = reader.registered_on.year - born >= _OLD
    hair = _GREY if is_old else _HAIRS[at % len(_HAIRS)]
    is_woman = reader.sex == "female"
    if is_woman:  # long hair lies behind the shoulders, or a scarf stands for it
        pen.rounded_rectangle((165, 150, 435, 620), 130, fill=clothes if is_old else hair)
    pen.rounded_rectangle((70, 590, 530, 900), 150, fill=clothes)
    pen.rounded_rectangle((250, 480, 350, 640), 45, fill=skin)
    pen.ellipse((190, 190, 410, 530), fill=skin)
    pen.pieslice((182, 165, 418, 480), 180, 360, fill=hair)
    if not is_woman and at % 2:  # a doʻppi
        pen.rounded_rectangle((190, 150, 410, 260), 40, fill="#1f2430")
        pen.line((190, 235, 410, 235), fill="#f3f0e8", width=8)
    for left in (245, 330):
        pen.ellipse((left, 350, left + 26, 370), fill="#2b211c")
    pen.arc((262, 400, 338, 455), 30, 150, fill="#9a5b4b", width=7)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
