"""The register of acts above us: search in any spelling, what rests on an act, what follows from it. Nizom 1.7."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from javon.centre.documents import standard
from javon.centre.documents.act_numbers import number_key, same_number, wanted_words
from javon.centre.documents.models import BasisLink, Document
from javon.centre.documents.queries.reading import search_key_of, visible_documents
from javon.centre.documents.rules.external import ActFacts
from javon.centre.organisation.models import Centre
from javon.centre.tasks import queries as tasks
from javon.centre.tasks.models import Task
from javon.core.access import Actor

MOST_WORDS = 8  # of a search; more narrow nothing


def acts(by: Actor, *, words: str = "", kind: str = "", only_in_force: bool = False) -> QuerySet[Document]:
    """Acts by rung of the ladder, then the newest first; a number is found in every spelling."""
    found = Document.objects.filter(kind__in=Document.EXTERNAL)
    if by.centre_id is not None:
        found = found.filter(centre_id=by.centre_id)
    if kind:
        found = found.filter(kind=kind)
    if only_in_force:
        found = found.filter(status=Document.Status.IN_FORCE)
    for word in wanted_words(words)[:MOST_WORDS]:
        found = found.filter(search_key__contains=word)
    return found.select_related("superseded_by").order_by("level", "-dated_on", "title")


def act_key(act: Document) -> str:
    """The search key of an act. The blank at its beginning lets a number be found at the beginning of any word."""
    return f" {search_key_of(act, None)} {number_key(full_number(act))} "


def full_number(act: Document) -> str:
    """The number with its letters: what the Government writes as "552-son" people also look for as VMQ-552."""
    is_bare = act.kind == Document.Kind.CABINET and act.number[:1].isdecimal()
    return f"VMQ {act.number}" if is_bare else act.number


def act_by_number(by: Actor, short_id: int) -> Document | None:
    """The act with this short number, when `by` may see it."""
    rows = visible_documents(by).filter(kind__in=Document.EXTERNAL, short_id=short_id)
    return rows.select_related("superseded_by", "centre").first()


def successors(act: Document) -> QuerySet[Document]:
    """Acts in force that may have taken its place, the same rung first."""
    rows = Document.objects.filter(
        centre_id=act.centre_id, kind__in=Document.EXTERNAL, status=Document.Status.IN_FORCE
    )
    return rows.exclude(pk=act.pk).order_by("level", "-dated_on", "title")


def act_facts(
    centre: Centre, *, kind: str, number: str, title: str, dated_on: date | None, today: date
) -> ActFacts:
    """What the rules must know of an act that is to be entered. The same act: kind, date, number in any spelling."""
    known = ""
    if number.strip():
        rows = Document.objects.filter(centre=centre, kind=kind, dated_on=dated_on)
        known = next((one.title for one in rows if same_number(one.number, number)), "")
    return ActFacts(kind in Document.EXTERNAL, title, number, today, dated_on, known)


def resting_on(by: Actor, document: Document) -> list[BasisLink]:
    """The papers that rest on this one and that `by` may see, those still in force first."""
    links = BasisLink.objects.filter(rests_on=document).select_related("document", "document__register")
    seen = set(visible_documents(by).filter(basis__rests_on=document).values_list("pk", flat=True))
    mine = [link for link in links if link.document_id in seen]
    return sorted(mine, key=lambda link: (link.document.status not in Document.BINDING, link.document.title))


def follow_ups(document: Document) -> QuerySet[Task]:
    """The tasks that were given because of this act."""
    return tasks.of_document(document.pk)


def ideas_of(act: Document) -> tuple[str, ...]:
    """What usually follows from an act that came with Javon."""
    known = next((one for one in standard.external_acts() if act.template_code == act_code(one.code)), None)
    return known.tasks if known is not None else ()


def act_code(code: str) -> str:
    """Under which code an act that came with Javon is remembered."""
    return f"external:{code}"[:48]
