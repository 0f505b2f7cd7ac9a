"""Pages of the tables of UDC and BBK, and of our titles by class."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from javon.collection.catalogue import classes_in_use, classification, rights
from javon.collection.catalogue.classes_in_use import FLAGS, Chooser, class_address, class_rows
from javon.collection.catalogue.classification import Class
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.views.shared import pager
from javon.core.accounts.refusals import require_right
from javon.core.ui.render import page

PER_PAGE = 25


@require_right(rights.CORRECT_RECORD)
def classes(request: HttpRequest, scheme: str = "bbk") -> HttpResponse:
    """One table: its main classes, the inside of one class with our titles, or what a search finds."""
    if scheme not in classification.SCHEMES:
        raise Http404
    chooser, typed = Chooser.of(request.GET.get("for", "")), request.GET.get("q", "").strip()[:100]
    one = classification.table(scheme).get(request.GET.get("class", "")[:40])
    if one is None and request.GET.get("class"):
        raise Http404
    counts = classification.counted(scheme, classes_in_use.marks_in_use(scheme))
    shown = (
        classification.found(scheme, typed)
        if typed
        else classification.below(scheme, one.code if one else "")
    )
    context: dict[str, Any] = {
        "typed": typed,
        "rows": class_rows(shown, counts, chooser, with_way=bool(typed)),
        "is_search": bool(typed),
    }
    if one is not None and not typed:
        context |= {"one": class_rows([one], counts, chooser)[0], "trail": _trail(one, chooser)}
        context |= _titles(request, classes_in_use.titles_in(one))
    return page(
        request,
        "catalogue/classes.html",
        scheme=scheme,
        chooser=chooser,
        tabs=_tabs(scheme, chooser),
        **context,
    )


HEADINGS = {
    "local": gettext_lazy("Local history"),
    "encyclopaedias": gettext_lazy("Encyclopaedias"),
    "without-conclusion": gettext_lazy("Religious literature without an expert conclusion"),
}
LEADS = {
    "local": gettext_lazy(
        "Titles of classes UDC 908 and BBK 26.89(5Oʻ), and whatever has the subject «Oʻlkashunoslik»."
    ),
    "encyclopaedias": gettext_lazy(
        "Titles of classes UDC 03 and BBK 92, and whatever calls itself an encyclopaedia in title or genre."
    ),
    "without-conclusion": gettext_lazy(
        "Titles of classes UDC 2 and BBK 86 whose record has no number of an expert conclusion."
    ),
}


@require_right(rights.CORRECT_RECORD)
def flagged(request: HttpRequest, flag: str) -> HttpResponse:
    """Our titles about our own land, our encyclopaedias, or religious ones that still want their expert conclusion."""
    if flag not in FLAGS:
        raise Http404
    found = _titles(request, classes_in_use.flagged(flag))
    return page(
        request,
        "catalogue/flagged.html",
        flag=flag,
        heading=HEADINGS[flag],
        lead=LEADS[flag],
        tabs=_tabs(flag, Chooser()),
        **found,
    )


def _titles(request: HttpRequest, titles: QuerySet[Title]) -> dict[str, Any]:
    found = Paginator(titles, PER_PAGE).get_page(request.GET.get("page"))
    return {"titles": found, **pager(request, found)}


def _trail(one: Class, chooser: Chooser) -> list[dict[str, str]]:
    language = get_language() or "uz"
    above = classification.way_to(one.scheme, one.code)[:-1]
    return [
        {"label": _("All classes"), "url": class_address(one.scheme, chooser)},
        *(
            {
                "label": f"{step.code} {step.label(language)}",
                "url": class_address(one.scheme, chooser, **{"class": step.code}),
            }
            for step in above
        ),
    ]


def _tabs(current: str, chooser: Chooser) -> list[dict[str, Any]]:
    named = [(_("BBK"), "bbk"), (_("UDC"), "udc")]
    # Whoever looks for a mark is not sent to lists of titles.
    named += (
        []
        if chooser.asked_by
        else [
            (_("Local history"), "local"),
            (_("Encyclopaedias"), "encyclopaedias"),
            (_("Religious, without conclusion"), "without-conclusion"),
        ]
    )
    return [
        {"label": label, "url": class_address(name, chooser), "is_current": name == current}
        for label, name in named
    ]
