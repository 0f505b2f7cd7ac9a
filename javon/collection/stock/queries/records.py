"""What the staff's catalogue pages show: records with their copies, gone ones among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue import search
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.wording_facets import AUDIENCES, BRANCHES, KINDS, LANGUAGES, SCRIPTS
from javon.collection.sources.record import Record
from javon.collection.stock import holdings
from javon.collection.stock.models import Copy
from javon.core.search.index import IndexDamaged, IndexMissing, IndexOutdated

PER_PAGE = 25
LAST_PAGE = 400  # the index answers to the ten-thousandth row


@dataclass(frozen=True, slots=True)
class StaffList:
    """One page of the catalogue. `without_index`: found the plain way, for the index is not there."""

    rows: list[holdings.TitleRow]
    count: int
    number: int
    pages: int
    previous_url: str
    next_url: str
    without_index: bool = False


def staff_list(typed: str, number: int = 1) -> StaffList:
    """Records that answer what was typed; all of them, the newest first, when nothing was."""
    number = min(max(number, 1), LAST_PAGE)
    offset = (number - 1) * PER_PAGE
    try:
        found = search.find(
            typed,
            sort="relevance" if typed.strip() else "newest",
            limit=PER_PAGE,
            offset=offset,
            with_facets=False,
        )
        count, ids, plain = found.count, list(found.ids), False
    except (IndexMissing, IndexOutdated, IndexDamaged):
        count, ids = catalogue.found_without_index(typed, limit=PER_PAGE, offset=offset)
        plain = True
    pages = min(max(1, -(-count // PER_PAGE)), LAST_PAGE)
    return StaffList(
        rows=holdings.rows(ids),
        count=count,
        number=number,
        pages=pages,
        previous_url=_address(typed, number - 1) if number > 1 else "",
        next_url=_address(typed, number + 1) if number < pages else "",
        without_index=plain,
    )


def _address(typed: str, number: int) -> str:
    return "?" + urlencode({"q": typed, "page": number} if typed else {"page": number})


def copies_for_staff(title: Title) -> list[Copy]:
    """Every copy of a title, written off ones too, by service point and inventory number."""
    copies = Copy.objects.filter(title=title).select_related("service_point")
    return list(
        copies.order_by("service_point__position", "inventory_book", "inventory_number", "inventory_repeat")
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about a record; `url` searches for more of the same."""

    label: str
    value: str
    url: str = ""


def facts(title: Title) -> list[Fact]:
    """What the record says, line by line; what it does not say has no line."""
    book = derive(Record.from_json(title.marc))
    imprint = ", ".join(
        filter(None, (" : ".join(filter(None, (book.place, book.publisher))), str(book.year or "")))
    )
    flags = [
        label
        for label, is_so in (
            (_("local history"), book.is_local_history),
            (_("encyclopaedia"), book.is_encyclopaedia),
        )
        if is_so
    ]
    lines: list[tuple[str, Any]] = [
        (_("Subtitle"), book.subtitle),
        (_("Author"), "; ".join(book.authors)),
        (_("Responsibility"), book.responsibility),
        (_("Edition"), book.edition),
        (_("Imprint"), imprint),
        (_("Pages"), book.extent),
        (_("Series"), "; ".join(book.series)),
        (_("ISBN"), ", ".join(book.isbns)),
        (_("ISBN with a slip"), ", ".join(book.cancelled_isbns)),
        (pgettext("facet", "Language"), ", ".join(str(LANGUAGES.get(code, code)) for code in book.languages)),
        (_("Script"), SCRIPTS.get(book.script, "")),
        (_("Kind"), KINDS.get(book.kind, "")),
        (_("For whom"), AUDIENCES.get(book.audience, "")),
        (_("Age mark"), book.age_mark),
        (_("Expert conclusion"), book.conclusion),
        (_("Marks"), ", ".join(flags)),
        (_("Field of knowledge"), BRANCHES.get(book.branch, "")),
        (_("UDC"), ", ".join(book.udc)),
        (_("BBK"), ", ".join(book.bbk)),
        (_("Subjects"), "; ".join(book.subjects)),
        (_("Annotation"), book.annotation),
    ]
    return [Fact(str(label), str(value)) for label, value in lines if value]


def plain_marc(marc: Record) -> str:
    """The record as cataloguers paste it into a letter: one field to the line."""
    return "\n".join(
        f"{row.tag:<3} {row.indicators:<2} "
        + " ".join(f"‡{code} {value}" if code else value for code, value in row.subfields)
        for row in catalogue.marc_rows(marc)
    )


def _tab_url(number: int, name: str) -> str:
    # The files of a record are a page of their own: there they are attached too.
    after = {"facts": "", "files": "files/"}.get(name, f"?tab={name}")
    return f"/catalogue/{number}/{after}"


def tabs(number: int, current: str) -> list[dict[str, Any]]:
    """The tabs of the page of a record: one address each."""
    labels = (
        ("facts", _("Record and copies")),
        ("marc", "MARC"),
        ("history", _("History")),
        ("files", _("Electronic files")),
    )
    return [
        {
            "label": label,
            "url": _tab_url(number, name),
            "is_current": name == current,
        }
        for name, label in labels
    ]
