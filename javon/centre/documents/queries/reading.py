"""Which papers a person may see, the register of them, the search in it, and how a paper is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from javon.centre.documents import rights
from javon.centre.documents.models import Acknowledgement, ApprovalStep, BasisLink, Document, Reader, Version
from javon.centre.documents.typed import Point
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Person
from javon.core import clock
from javon.core.access import Actor
from javon.core.uzbek import fold, long_date, to_cyrillic

UNFINISHED = (Document.Status.DRAFT, Document.Status.AGREEING, Document.Status.WITHDRAWN)


def visible_documents(by: Actor) -> QuerySet[Document]:
    """The papers that `by` may open: those in force by the right to read; one's own and what one decides, always.

    Drafts are seen by their author and by the stations of their route; orders on staff by those they concern.
    """
    rows = Document.objects.all() if by.centre_id is None else Document.objects.filter(centre_id=by.centre_id)
    if by.is_machine:
        return rows
    person = organisation.person_of(by)
    if person is None:
        return rows.none()
    posts = [held.post.pk for held in organisation.posts_of(person, clock.today())]
    stations = ApprovalStep.objects.filter(version__document=OuterRef("pk")).filter(
        Q(post_id__in=posts) & ~Q(state=ApprovalStep.State.WAITING) | Q(decided_by=person)
    )
    asked = Acknowledgement.objects.filter(version__document=OuterRef("pk"), person=person)
    prepared = Version.objects.filter(document=OuterRef("pk"), prepared_by=person)
    mine = Q(author=person) | Q(Exists(stations)) | Q(Exists(asked)) | Q(Exists(prepared))
    others = Q(pk__in=[])
    if by.may(rights.READ):
        others = ~Q(status__in=UNFINISHED)
        if not by.may(rights.READ_CONFIDENTIAL):
            others &= Q(is_confidential=False)
    if by.may(rights.AGREE) or by.may(rights.APPROVE):
        others |= Q(is_model_text=True)
    return rows.filter(mine | others)


def document_by_number(by: Actor, short_id: int) -> Document | None:
    """The paper with this short number, when `by` may see it."""
    return (
        visible_documents(by)
        .select_related("centre", "register", "case_file", "unit", "post", "author", "superseded_by")
        .filter(short_id=short_id)
        .first()
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the register is asked for; "" and None: anything."""

    words: str = ""
    kind: str = ""
    status: str = ""
    year: int | None = None
    mine: bool = False


def found_documents(by: Actor, wanted: Wanted) -> QuerySet[Document]:
    """The register, newest first, narrowed to what was asked for."""
    rows = visible_documents(by)
    if wanted.mine:
        rows = rows.filter(author=organisation.person_of(by))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.year is not None:
        rows = rows.filter(Q(year=wanted.year) | Q(year=None, dated_on__year=wanted.year))
    for word in fold(wanted.words).split()[:8]:
        rows = rows.filter(search_key__contains=word)
    return rows.select_related("author", "register").order_by("-created_at", "-short_id")


def label_of(document: Document) -> str:
    """How others name the paper: "41-A-son buyruq, 2026-yil 24-noyabr", else its title."""
    kind = KIND_NAMES.get(document.kind, "hujjat")
    if not document.number:
        return document.title
    day = f", {long_date(document.dated_on, 'uz')}" if document.dated_on else ""
    return f"{document.number}-son {kind}{day}"


# Official names of kinds in Uzbek Latin: they stand in labels that are kept, so they follow no screen's language.
KIND_NAMES = {
    "charter": "ustav", "centre_regulation": "markaz nizomi", "regulation": "nizom", "rules": "ichki tartib qoidalari",
    "job_description": "lavozim yoʻriqnomasi", "order": "buyruq", "directive": "farmoyish",
    "contest_regulation": "tanlov nizomi", "instruction": "yoʻriqnoma", "minutes": "bayonnoma", "act": "dalolatnoma",
    "agreement": "shartnoma", "letter_in": "kiruvchi xat", "letter_out": "chiquvchi xat", "staffing": "shtat jadvali",
    "law": "qonun", "president": "Prezident hujjati", "cabinet": "Vazirlar Mahkamasi qarori",
}  # fmt: skip


def search_key_of(document: Document, version: Version | None) -> str:
    """The folded words by which the paper is found: numbers, title, correspondents, text."""
    parts = [
        document.title, document.title_cyrl, document.number, document.their_number, document.correspondent,
        document.summary, KIND_NAMES.get(document.kind, ""),
    ]  # fmt: skip
    if version is not None:
        parts += [version.preamble, *version.clauses.values_list("text", flat=True)]
    return fold(" ".join(part for part in parts if part))[:200_000]


def signature_of(person: Person) -> str:
    """Initials before the surname, as in signatures: "M. Yuldasheva"; a digraph is one letter: "Sh. Karimov"."""
    letters = 2 if person.given_name[:2].lower() in ("sh", "ch", "oʻ", "gʻ") else 1
    initial = person.given_name[:letters]
    return f"{initial}. {person.surname}" if initial else person.surname


def shown(text: str, cyrillic: str = "") -> str:
    """The Uzbek `text` in the script of the screen."""
    return (cyrillic or to_cyrillic(text)) if get_language() == "uz-cyrl" else text


def points_of_version(version: Version) -> list[Point]:
    """The clauses of a version as they would be typed anew."""
    return [
        Point(
            text=clause.text,
            number=clause.number,
            is_heading=clause.is_heading,
            executor_id=clause.executor_id,
            controller_id=clause.controller_id,
            due_on=clause.due_on,
            text_cyrl=clause.text_cyrl,
            grants=tuple(sorted(grant.right for grant in clause.grants.all())),
        )
        for clause in version.clauses.prefetch_related("grants")
    ]


def newest_version(document: Document) -> Version:
    """The version that is worked on, or the last one."""
    return document.versions.select_related("document", "prepared_by", "approved_by", "pdf", "docx").latest(
        "number"
    )


def version_in_force(document: Document) -> Version | None:
    """The version that binds today."""
    return document.versions.filter(state=Version.State.IN_FORCE).select_related("document").first()


def basis_of(document: Document) -> QuerySet[BasisLink]:
    """What the paper rests on."""
    return document.basis.select_related("rests_on").order_by("rests_on__level", "rests_on__title")


def readers_of(document: Document) -> QuerySet[Reader]:
    """Who is to read the paper, as it was laid down in the draft."""
    return document.readers.select_related("post", "unit").order_by("post__position", "unit__position")


def people_to_name(centre_id: UUID, day: date) -> list[Person]:
    """Who may be an executor or a controller: whoever works here on `day`."""
    return list(organisation.people_at(day).filter(centre_id=centre_id))


def returned_to(person: Person) -> list[Document]:
    """Papers of `person` that came back with a remark and wait for a new version."""
    rows = Version.objects.filter(prepared_by=person, state=Version.State.RETURNED).select_related("document")
    newer = Version.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    return [row.document for row in rows.exclude(Exists(newer)).order_by("-prepared_at")]


def drafts_of(person: Person) -> QuerySet[Version]:
    """Drafts that `person` is writing, and what is on its way."""
    states = (Version.State.DRAFT, Version.State.AGREEING)
    return (
        Version.objects.filter(prepared_by=person, state__in=states)
        .select_related("document")
        .order_by("-prepared_at")
    )


def years(by: Actor) -> list[int]:
    """Years of the papers that `by` may see, newest first."""
    days = visible_documents(by).exclude(dated_on=None).order_by().dates("dated_on", "year", order="DESC")
    return [day.year for day in days]


def lines_of(version: Version) -> list[tuple[str, str]]:
    """The text in lines with a name each, as the comparison wants it: a number, or "¶3" where there is none."""
    lines = [("", version.title)] + ([("¶", version.preamble)] if version.preamble else [])
    for clause in version.clauses.select_related("executor", "controller"):
        told = [str(one) for one in (clause.executor, clause.due_on, clause.controller) if one]
        name = clause.number if clause.number and not clause.is_heading else f"¶{clause.position}"
        lines.append((name, clause.text + (f" [{' · '.join(told)}]" if told else "")))
    return [*lines, ("§", version.ending)] if version.ending else lines
