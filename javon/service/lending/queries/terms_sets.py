"""Sets of terms as people see them: which stand, on which paper, what they meet, what a change would do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from javon.centre.documents.models import Document, Version
from javon.centre.documents.queries.reading import KIND_NAMES
from javon.centre.organisation.models import BasedOn, Centre, ServicePoint
from javon.centre.organisation.queries.structure import open_points
from javon.collection.stock.models import StockKind
from javon.core.days import IsOpen
from javon.core.uzbek import long_date
from javon.core.verdict import Verdict
from javon.service.lending.models import Fund, Loan, TermsSet
from javon.service.lending.queries.facts import calendar_from
from javon.service.lending.queries.loans import with_titles
from javon.service.lending.queries.terms import case_of, lines_of, terms_in_force
from javon.service.lending.rules.dates import Due, due_after
from javon.service.lending.rules.terms import Case, NoDefault, Terms, resolve
from javon.service.lending.rules.terms_lint import World, lint
from javon.service.readers.models import Category

STANDARD_PAPER = "standard:rules_of_use"
PAPERS = ("rules", "regulation", "centre_regulation", "order", "instruction", "charter")
RECENT = timedelta(days=31)
MOST_RECENT = 400  # loans of the last month that are looked through
MOST_SHOWN = 20


def sets(centre_id: UUID) -> QuerySet[TermsSet]:
    """Every set, the latest first."""
    return TermsSet.objects.filter(centre_id=centre_id).order_by("-number")


def draft(centre_id: UUID) -> TermsSet | None:
    """The draft that is being worked on."""
    return sets(centre_id).filter(state=TermsSet.State.DRAFT).first()


def standing(terms: TermsSet, today: date) -> str:
    """How a set stands today: "draft", "to_come", "in_force", "replaced"."""
    if terms.state == TermsSet.State.DRAFT:
        return "draft"
    if terms.valid_from > today:
        return "to_come"
    return "in_force" if terms_in_force(terms.centre_id, today).pk == terms.pk else "replaced"


def ends_on(terms: TermsSet) -> date | None:
    """The last day of a set that another follows."""
    rows = TermsSet.objects.filter(centre_id=terms.centre_id, valid_from__gt=terms.valid_from)
    following = rows.exclude(state=TermsSet.State.DRAFT).order_by("valid_from").first()
    return following.valid_from - timedelta(days=1) if following is not None else None


def overtaken(centre_id: UUID, today: date) -> QuerySet[TermsSet]:
    """Sets still written down as in force that another has followed by `today`."""
    rows = TermsSet.objects.filter(centre_id=centre_id, state=TermsSet.State.IN_FORCE, valid_from__lte=today)
    latest = rows.order_by("-valid_from").first()
    return rows.exclude(pk=latest.pk) if latest is not None else rows


def world_of(centre: Centre, today: date) -> World:
    """What the terms may meet here."""
    points = open_points(centre, today).values_list("pk", flat=True)
    return World(tuple(Category.values), tuple(StockKind.values), tuple(Fund.values), tuple(points))


def findings(terms: TermsSet, centre: Centre, today: date) -> Verdict:
    """What the lint says of a set."""
    return lint(lines_of(terms), world_of(centre, today))


# --- papers ------------------------------------------------------------------------------------------------


def papers(centre_id: UUID) -> QuerySet[Document]:
    """Papers in force that terms may rest on; models that nobody has approved are not among them."""
    rows = Document.objects.filter(centre_id=centre_id, kind__in=PAPERS, status__in=Document.BINDING)
    return rows.filter(is_model_text=False, is_confidential=False).order_by("kind", "-dated_on", "-short_id")


def name_of_paper(document: Document) -> str:
    """As a set keeps it: "Kutubxonadan foydalanish qoidalari (13-son, 2026-yil 3-sentabr)"."""
    parts = [f"{document.number}-son"] if document.number else []
    if document.dated_on:
        parts.append(long_date(document.dated_on, "uz"))
    kind = KIND_NAMES.get(document.kind, "") if document.kind == Document.Kind.ORDER else ""
    behind = ", ".join(parts) + (f" {kind}" if kind and parts else "")
    return f"{document.title} ({behind})"[:300] if behind else document.title[:300]


def based_on(document: Document) -> BasedOn:
    """The paper as a set is tied to it."""
    return BasedOn(name_of_paper(document), "", document.pk)


def standard_paper(centre_id: UUID) -> Document | None:
    """The model rules of use, as loaded."""
    return Document.objects.filter(centre_id=centre_id, template_code=STANDARD_PAPER).first()


def clauses_of(document: Document) -> tuple[str, ...]:
    """Numbers of the clauses of its version in force."""
    version = Version.objects.filter(document=document, state=Version.State.IN_FORCE).first()
    if version is None:
        return ()
    rows = version.clauses.filter(is_heading=False).exclude(number="")
    return tuple(rows.values_list("number", flat=True))


def clauses_missing(terms: TermsSet, document: Document) -> tuple[str, ...]:
    """Clauses that lines name and the paper does not have."""
    named = terms.rows.exclude(clause="").order_by("position").values_list("clause", flat=True)
    there = set(clauses_of(document))
    return tuple(dict.fromkeys(one for one in named if one not in there))


def paper_of(terms: TermsSet) -> Document | None:
    """The paper that a set is tied to, as it stands now."""
    if terms.basis_document_id is None:
        return None
    return Document.objects.filter(pk=terms.basis_document_id).first()


def trouble_with_paper(terms: TermsSet) -> str:
    """What a person should know of the paper behind a set: "none", "lost_force", "changed", "model", ""."""
    paper = paper_of(terms)
    if paper is None:
        return "" if terms.basis_label else "none"
    if paper.status not in Document.BINDING:
        return "lost_force"
    if paper.is_model_text:
        return "model"
    moment = terms.entered_into_force_at
    later = Version.objects.filter(document=paper, number__gt=1, state=Version.State.IN_FORCE)
    if moment is not None and later.filter(approved_at__gt=moment).exists():
        return "changed"
    return ""


# --- what a change would do --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """An open loan that other terms would have due later."""

    loan: Loan
    said: Terms
    due: Due


def case_of_loan(loan: Loan) -> Case:
    """What the terms ask of a loan, as it was lent; its copy comes with its title."""
    return case_of(loan.copy, category=loan.category, age=loan.age, day=loan.lent_on)


def recent_cases(centre_id: UUID, today: date) -> list[Case]:
    """What was lent in the last month, each sort of it once."""
    rows = Loan.objects.filter(centre_id=centre_id, lent_counted_on__gte=today - RECENT)
    rows = rows.exclude(state=Loan.State.UNDONE).select_related("copy__title").order_by("-lent_on", "pk")
    return list(dict.fromkeys(case_of_loan(loan) for loan in rows[:MOST_RECENT]))


def later_by(terms: TermsSet, loans: Iterable[Loan], is_open: IsOpen) -> list[Change]:
    """Those of `loans` that would be due later under `terms`: counted again from where each was counted from."""
    lines, said_of = lines_of(terms), dict[Case, Terms]()
    found = []
    for loan in loans:
        case = case_of_loan(loan)
        if case not in said_of:
            said_of[case] = resolve(lines, case)
        said = said_of[case]
        days = said.renewal_days if loan.renewals_made else said.loan_days
        due = due_after(_begins(loan), days, is_open)
        if due.day > loan.due_on:
            found.append(Change(loan, said, due))
    return found


def _begins(loan: Loan) -> date:
    """The day from which the due date was counted: that of lending, or of the last renewal."""
    reasons: dict[str, Any] = loan.reasons or {}
    if reasons.get("renewed") and reasons.get("counted") and reasons.get("days"):
        return date.fromisoformat(reasons["counted"]) - timedelta(days=int(reasons["days"]))
    return loan.lent_on


def open_loans(centre_id: UUID) -> QuerySet[Loan]:
    """What is out, with the copy and its title."""
    rows = Loan.objects.filter(centre_id=centre_id, state=Loan.State.OPEN)
    return with_titles(rows).order_by("due_on", "pk")


def would_be_later(terms: TermsSet, centre: Centre) -> list[Change]:
    """Every open loan that `terms` would have due later. None where the terms have a gap."""
    loans = list(open_loans(centre.pk))
    if not loans:
        return []
    try:
        return later_by(terms, loans, calendar_from(centre, min(loan.lent_on for loan in loans)))
    except NoDefault:
        return []


def points_named(centre_id: UUID, keys: Sequence[UUID]) -> dict[UUID, ServicePoint]:
    """The service points that lines name, open or not."""
    return {one.pk: one for one in ServicePoint.objects.filter(centre_id=centre_id, pk__in=list(keys))}
