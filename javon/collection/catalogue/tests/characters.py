"""Records, titles and files that tests play with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue.bulk import TitleWriter
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.prepared import prepare
from javon.collection.sources import write
from javon.collection.sources.record import Field, Record
from javon.core.access import Actor
from javon.core.uzbek import script_of

LEADER = "00000nam a2200000 i 4500"


def a_record(
    title: str = "Oʻtkan kunlar",
    *,
    author: str = "Qodiriy, Abdulla",
    dates: str = "",
    subtitle: str = "roman",
    isbn: str = "",
    year: str = "2019",
    publisher: str = "Sharq",
    number: str = "",
    source: str = "",
    subjects: tuple[str, ...] = (),
    more: tuple[Field, ...] = (),
) -> Record:
    """An ordinary novel in Uzbek; every deviation is named."""
    language = "rus" if script_of(title) == "cyrl" and "ў" not in title.lower() else "uzb"
    fields = [Field("001", value=number)] if number else []
    fields += [Field("003", value=source)] if source else []
    fields.append(Field("008", value=f"190101s{year:4.4}    uz            000 1 {language} d"))
    if isbn:
        fields.append(Field("020", " ", " ", [("a", isbn)]))
    if author:
        fields.append(Field("100", "1", " ", [("a", author), *([("d", dates)] if dates else [])]))
    fields.append(
        Field(
            "245",
            "1",
            "0",
            [("a", f"{title} :" if subtitle else title), *([("b", subtitle)] if subtitle else [])],
        )
    )
    fields.append(Field("260", " ", " ", [("a", "Toshkent :"), ("b", f"{publisher},"), ("c", f"{year}.")]))
    fields.append(Field("300", " ", " ", [("a", "384 b. ;"), ("c", "21 sm.")]))
    fields += [Field("650", " ", "4", [("a", subject)]) for subject in subjects]
    fields += more
    return Record(LEADER, fields)


def a_copy_field(inventory: str = "", barcode: str = "", *, point: str = "ABONEMENT", **more: str) -> Field:
    """A copy as Koha's records carry it; `more` by subfield code, digits with a leading underscore."""
    pairs = [("b", point), ("i", inventory), ("p", barcode)]
    pairs += [(code.lstrip("_"), value) for code, value in more.items()]
    return Field("952", " ", " ", [(code, value) for code, value in pairs if value])


def a_title(
    title: str = "Oʻtkan kunlar", *, is_donor: bool = False, record: Record | None = None, **deviations: Any
) -> Title:
    """A title in the database, made by the one writer that makes titles."""
    made = record or a_record(title, **deviations)
    (written,) = TitleWriter(a_centre().pk, is_donor=is_donor).create([prepare(made)])
    return Title.objects.get(pk=written.title_id)


def a_file(folder: Path, *records: Record, name: str = "records.mrc") -> Path:
    """An ISO 2709 file of these records."""
    path = folder / name
    path.write_bytes(b"".join(write.iso2709(record) for record in records))
    return path


def a_cataloguer(user_id: int | None = None) -> Actor:
    """Somebody with every right of the catalogue."""
    rights = {"catalogue.correct_record", "catalogue.import_records", "catalogue.see_quarantine"}
    return Actor(user_id=user_id, label="kataloger", rights=frozenset(rights))


def a_head_of_stock() -> Actor:
    """Somebody who may merge records besides."""
    return Actor(label="fond", rights=a_cataloguer().rights | {"catalogue.merge_records"})


def a_keeper_of_names() -> Actor:
    """Somebody who may control authorities besides."""
    return Actor(label="nomlar", rights=a_cataloguer().rights | {"catalogue.control_authorities"})
