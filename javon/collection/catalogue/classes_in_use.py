"""Questions about our own titles by their classes: how many stand where, which ones, and what a page of classes shows.

Donor records count nowhere. The counts of a whole table are one query over its index. Nizom 5.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from javon.collection.catalogue import classification
from javon.collection.catalogue.classification import Class
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.queries import own_titles

FLAGS = {
    "local": Q(is_local_history=True),
    "encyclopaedias": Q(is_encyclopaedia=True),
    # Religious literature (knowledge.is_religious) without the conclusion of its expert examination.
    "without-conclusion": Q(conclusion="")
    & (
        Q(bbk__startswith="86")
        | Q(bbk__startswith="Д86")
        | Q(bbk__startswith="Д 86")
        | Q(udc__startswith="2")
    ),
}


def marks_in_use(scheme: str) -> dict[str, int]:
    """How many own titles carry each mark of "bbk" or "udc", those without one left out."""
    titles = own_titles().exclude(**{scheme: ""})
    return dict(titles.values_list(scheme).annotate(titles=Count("*")).order_by())


def titles_in(one: Class) -> QuerySet[Title]:
    """Own titles in this class and below it, in alphabetical order."""
    wanted = Q(pk__in=[])
    for beginning in one.beginnings:
        wanted |= Q(**{f"{one.scheme}__startswith": beginning})
        if one.scheme == "bbk":
            wanted |= Q(bbk__startswith=f"Д{beginning}")
    return _listed(own_titles().exclude(**{one.scheme: ""}).filter(wanted))


def flagged(flag: str) -> QuerySet[Title]:
    """Own titles about our own land ("local"), encyclopaedias, religious ones without their expert conclusion
    ("without-conclusion"); KeyError for another flag.
    """
    return _listed(own_titles().filter(FLAGS[flag]))


def _listed(titles: QuerySet[Title]) -> QuerySet[Title]:
    return titles.only("number", "title", "subtitle", "author", "year", "udc", "bbk").order_by(
        "title_key", "number"
    )


@dataclass(frozen=True, slots=True)
class Chooser:
    """The form that waits for a mark: "new", the number of a record, or "" when nobody waits."""

    asked_by: str = ""

    @classmethod
    def of(cls, text: str) -> Chooser:
        """From an address; whatever is no form of ours waits for nothing."""
        return cls(text if text == "new" or (text.isascii() and text.isdigit() and len(text) < 10) else "")

    def address(self, field: str, mark: str) -> str:
        """Where the form stands with this mark in its field; "" when there is nothing to choose or nobody waits."""
        if not (self.asked_by and mark):
            return ""
        form = (
            reverse("catalogue:new")
            if self.asked_by == "new"
            else reverse("catalogue:correct", args=[self.asked_by])
        )
        return f"{form}?{urlencode({field: mark})}"


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One line of a table of classes."""

    code: str
    label: str
    way: str  # captions of the classes above, for an answer to a search
    titles: int
    url: str
    choose_url: str
    mark: str


def class_address(scheme: str, chooser: Chooser, **asked: str) -> str:
    """The page of a table, or of one class in it, still waiting for the same form."""
    given = {**asked, **({"for": chooser.asked_by} if chooser.asked_by else {})}
    return reverse("catalogue:classes", args=[scheme]) + (f"?{urlencode(given)}" if given else "")


def class_rows(
    classes: Iterable[Class], counts: dict[str, int], chooser: Chooser, *, with_way: bool = False
) -> list[ClassRow]:
    """The lines for these classes in the language of the page; `counts` as ``classification.counted`` gives them."""
    language = get_language() or "uz"
    return [
        ClassRow(
            code=one.code,
            label=one.label(language),
            way=" · ".join(
                above.label(language) for above in classification.way_to(one.scheme, one.code)[:-1]
            )
            if with_way
            else "",
            titles=counts.get(one.code, 0),
            url=class_address(one.scheme, chooser, **{"class": one.code}),
            choose_url=chooser.address(one.scheme, one.mark),
            mark=one.mark,
        )
        for one in classes
    ]
