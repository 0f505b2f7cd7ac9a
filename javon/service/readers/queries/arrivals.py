"""Files of readers: who of a file is known already, what stands in the way of taking back. Issue D, 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import LocalBody
from javon.collection.runs.rules import GOOD
from javon.core.database.uses import uses
from javon.core.uzbek import fold
from javon.service.readers import names, phones
from javon.service.readers.codes import number_typed
from javon.service.readers.models import Reader, ReadersRun
from javon.service.readers.queries import likenesses
from javon.service.readers.rules.arrivals import Said, Standing, number_in
from javon.service.readers.rules.likeness import Sure, are_other_vowels

# What belongs to a reader who was just entered, and goes with it.
OWN_OF_READER = frozenset(
    {"readers.card", "readers.registration", "readers.consent", "readers.guardianship", "readers.readerline"}
)


def key_of(said: Said) -> str:
    """The same for one person in whatever spelling: name, father, birth date."""
    name = names.search_key(said.surname, said.given_name)
    return f"{name}|{names.patronymic_key(said.patronymic)}|{said.birth_date or ''}"[:320] if name else ""


class Above:
    """Who stands in the rows above of a file. Twins whose names have one key (Hasan, Husan) are two."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[str, int]]] = {}

    def row_of(self, said: Said) -> int:
        """The first row of the same person, 0 when there is none. A name without a birth date is anybody's."""
        if not said.birth_date:
            return 0
        vowels = names.vowels_of(said.given_name)
        rows = self._rows.get(key_of(said), ())
        return next((row for other, row in rows if not are_other_vowels(vowels, other)), 0)

    def add(self, said: Said, row: int) -> None:
        """Whoever comes later with the same name and birth date is this one."""
        if said.birth_date and (key := key_of(said)):
            self._rows.setdefault(key, []).append((names.vowels_of(said.given_name), row))


def standing(centre_id: UUID, said: Said, above: Above) -> Standing:
    """Who in the register, or above in the file, is the same person. One query."""
    face = likenesses.face(
        said.surname,
        said.given_name,
        said.patronymic,
        said.birth_date,
        next(iter(phones.phones_in(said.phone)), ""),
    )
    found = likenesses.alike(centre_id, face, limit=3)
    same = next((reader for reader, sure in found if sure is Sure.SAME), None)
    like = next((reader for reader, sure in found if sure is Sure.LIKELY), None)
    return Standing(
        known_as=f"K-{same.number:06d}" if same else "",
        like=f"K-{like.number:06d}" if like and not same else "",
        earlier_row=above.row_of(said),
    )


def cards_told(run: ReadersRun) -> frozenset[int]:
    """The numbers of cards that the lines still to be entered have: nobody else is given one of them."""
    columns = run.layout["columns"]
    if "card" not in columns:
        return frozenset()
    at = columns.index("card")
    rows = run.lines.filter(outcome=GOOD).values_list("cells", flat=True)
    told = (number_typed(number_in(cells[at])) for cells in rows.iterator(chunk_size=2000) if len(cells) > at)
    return frozenset(number for number in told if number is not None)


class Bodies:
    """Schools and mahallas of the district by their names in any spelling, asked for once."""

    def __init__(self, centre_id: UUID) -> None:
        rows = LocalBody.objects.filter(centre_id=centre_id, valid_to=None)
        self._schools: dict[str, LocalBody] = {}
        self._mahallas: dict[str, LocalBody] = {}
        self._numbered: dict[str, LocalBody] = {}
        for body in rows:
            mine = self._mahallas if body.kind == LocalBody.Kind.MAHALLA else self._schools
            for name in (body.name, body.name_cyrl):
                if name:
                    mine.setdefault(_bare(name), body)
            if body.kind == LocalBody.Kind.SCHOOL and (number := _number_in(body.name)):
                self._numbered.setdefault(number, body)

    def school(self, name: str) -> LocalBody | None:
        """«5-maktab», «5-сонли мактаб», «Школа № 5», "5": the school of that name, or the only one of that number."""
        found = self._schools.get(_bare(name))
        return found or (
            self._numbered.get(_number_in(name)) if _SCHOOL.intersection(_bare(name).split()) else None
        )

    def mahalla(self, name: str) -> LocalBody | None:
        """«Gulbahor», «Gulbahor MFY»."""
        return self._mahallas.get(_bare(name)) or self._mahallas.get(_bare(f"{name} MFY"))


# What a list calls a school besides its number; a lyceum or a kindergarten of the same number is another body.
_SCHOOL = frozenset("maktab maktabi shkola school sosh umt".split())


def _number_in(name: str) -> str:
    """The only number in a name: «5-son umumiy oʻrta taʼlim maktabi» → "5"."""
    numbers = re.findall(r"\d+", name)
    return numbers[0].lstrip("0") if len(numbers) == 1 else ""


def _bare(name: str) -> str:
    return " ".join(word for word in fold(name).split() if word not in ("sonli", "son", "umumtalim"))


def what_uses(readers: Sequence[Reader]) -> dict[Any, str]:
    """What else holds on to readers: loans, restrictions, deposits, whatever module comes; in words."""
    return uses(Reader, [reader.pk for reader in readers], OWN_OF_READER)


def is_changed(reader: Reader) -> bool:
    """Whether the row is no longer as the file entered it."""
    return bool(
        reader.edits
        or reader.merged_into_id
        or reader.left_on
        or reader.erased_at
        or reader.cards.count() != 1
        or reader.cards.filter(ended_on__isnull=False).exists()
        or reader.registrations.count() > 1
        or reader.wards.exists()
    )
