"""The terms of lending are drawn up and put into force; a set in force is never changed, only replaced. Nizom 1.5."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Max

from javon.centre.documents.models import Document
from javon.centre.organisation.models import BasedOn, Centre
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.verdict import Refused
from javon.service.lending import rights
from javon.service.lending.models import TermsRow, TermsSet
from javon.service.lending.queries import terms_sets as queries
from javon.service.lending.queries.terms import lines_of, terms_in_force
from javon.service.lending.rules.terms import STANDARD, STANDARD_CLAUSES
from javon.service.lending.rules.terms_force import ForceFacts, may_put_into_force
from javon.service.lending.rules.terms_samples import changed_lines

LONG_AGO = date(1991, 9, 1)  # before any loan that a paper formulary may hold
MOST_LINES = 60
_COPIED = tuple(
    field.attname for field in TermsRow._meta.concrete_fields if field.name not in ("id", "terms", "position")
)
VALUES = _COPIED
"""What a line is made of besides its place."""


@action
def put_standard_terms(*, by: Actor, centre: Centre, basis: BasedOn | None = None) -> TermsSet | None:
    """The terms that a new centre begins with; None where it has terms already. Machines only: people draw up theirs."""
    require(by, rights.SET_TERMS)
    if TermsSet.objects.filter(centre=centre).exists():
        return None
    now = clock.now()
    terms = TermsSet.objects.create(
        centre=centre,
        number=1,
        valid_from=LONG_AGO,
        created_at=now,
        created_by_id=by.user_id,
        **(basis or BasedOn()).columns,
    )
    rows = zip(STANDARD, STANDARD_CLAUSES, strict=True)
    TermsRow.objects.bulk_create(
        [
            TermsRow(terms=terms, position=place, clause=clause if basis is not None else "", **line)
            for place, (line, clause) in enumerate(rows, start=1)
        ]
    )
    terms.state, terms.entered_into_force_at = TermsSet.State.IN_FORCE, now
    terms.save(update_fields=["state", "entered_into_force_at"])
    audit.record(by, "terms_in_force", terms)
    return terms


@action
def tie_standard_terms(*, by: Actor, centre: Centre, basis: BasedOn) -> bool:
    """Tie the standard terms of a home of an earlier version to their paper. Answers whether they wanted it.

    Terms that people drew up, and standard ones that are tied, stay as they are.
    """
    require(by, rights.SET_TERMS)
    terms = TermsSet.objects.filter(centre=centre, number=1, valid_from=LONG_AGO, basis_label="").first()
    if terms is None or terms.basis_document_id is not None:
        return False
    for name, value in basis.columns.items():
        setattr(terms, name, value)
    terms.save(update_fields=list(basis.columns))
    for place, clause in enumerate(STANDARD_CLAUSES, start=1):
        TermsRow.objects.filter(terms=terms, position=place, clause="").update(clause=clause)
    audit.record(by, "terms_tied", terms)
    return True


# --- drawing up --------------------------------------------------------------------------------------------


@action
def begin_terms(*, by: Actor, centre: Centre, request_id: UUID | None = None) -> TermsSet:
    """A draft with the lines of the terms in force. One is worked on at a time: a second beginning gives that one."""
    require(by, rights.SET_TERMS)
    Centre.objects.select_for_update().get(pk=centre.pk)
    begun = queries.draft(centre.pk)
    if begun is not None:
        return begun
    now = clock.now()
    held = terms_in_force(centre.pk, now.date())
    last = TermsSet.objects.filter(centre=centre).aggregate(last=Max("number"))["last"]
    terms = TermsSet.objects.create(
        centre=centre, number=last + 1, valid_from=now.date(), created_at=now, created_by_id=by.user_id
    )
    copied = held.rows.order_by("position").values("position", *_COPIED)
    TermsRow.objects.bulk_create([TermsRow(terms=terms, **row) for row in copied])
    audit.record(by, "terms_begun", terms)
    return terms


def _locked_draft(terms: TermsSet) -> TermsSet:
    """The draft, locked. Raises Refused ``terms_no_draft`` when it was put into force or given up meanwhile."""
    found = TermsSet.objects.select_for_update().filter(pk=terms.pk).first()
    if found is None or found.state != TermsSet.State.DRAFT:
        raise Refused.because("terms_no_draft")
    return found


def _edited(by: Actor, terms: TermsSet, verb: str) -> None:
    TermsSet.objects.filter(pk=terms.pk).update(edits=F("edits") + 1)
    audit.record(by, verb, terms)


@action
def set_line(
    *,
    by: Actor,
    terms: TermsSet,
    values: dict[str, Any],
    line_id: UUID | None = None,
    request_id: UUID | None = None,
) -> TermsRow:
    """Add a line at the end of a draft, or change the one with `line_id`; `values` names every column of :data:`VALUES`.

    The default keeps asking nothing, for it answers everybody. Raises Refused ``terms_no_draft``, ``terms_line_gone``,
    ``terms_default_stays``, ``terms_default_is_there``, ``terms_too_many_lines``.
    """
    require(by, rights.SET_TERMS)
    draft = _locked_draft(terms)
    rows = list(draft.rows.order_by("position"))
    row = next((one for one in rows if one.pk == line_id), None)
    if line_id is not None and row is None:
        raise Refused.because("terms_line_gone")
    if row is None and len(rows) >= MOST_LINES:
        raise Refused.because("terms_too_many_lines", most=MOST_LINES)
    was_default = row is not None and row.is_default
    row = row or TermsRow(terms=draft, position=(rows[-1].position if rows else 0) + 1)
    for name in VALUES:
        setattr(row, name, values[name])
    if was_default and not row.is_default:
        raise Refused.because("terms_default_stays")
    if not was_default and row.is_default and any(one.is_default for one in rows if one.pk != row.pk):
        raise Refused.because("terms_default_is_there")
    row.save()
    _edited(by, draft, "terms_line_set")
    return row


@action
def delete_line(*, by: Actor, terms: TermsSet, line_id: UUID, request_id: UUID | None = None) -> TermsSet:
    """Take a line out of a draft. Raises Refused ``terms_no_draft``, ``terms_line_gone``, ``terms_default_stays``."""
    require(by, rights.SET_TERMS)
    draft = _locked_draft(terms)
    row = draft.rows.filter(pk=line_id).first()
    if row is None:
        raise Refused.because("terms_line_gone")
    if row.is_default:
        raise Refused.because("terms_default_stays")
    row.delete()
    _placed(draft, list(draft.rows.order_by("position")))
    _edited(by, draft, "terms_line_deleted")
    return draft


@action
def move_line(
    *, by: Actor, terms: TermsSet, line_id: UUID, up: bool, request_id: UUID | None = None
) -> TermsSet:
    """One place up or down; at the edge it stays. Raises Refused ``terms_no_draft``, ``terms_line_gone``."""
    require(by, rights.SET_TERMS)
    draft = _locked_draft(terms)
    rows = list(draft.rows.order_by("position"))
    at = next((place for place, row in enumerate(rows) if row.pk == line_id), None)
    if at is None:
        raise Refused.because("terms_line_gone")
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
        _placed(draft, rows)
        _edited(by, draft, "terms_line_moved")
    return draft


def _placed(draft: TermsSet, rows: list[TermsRow]) -> None:
    """Number the lines anew in this order; two lines never have one number, not for a moment."""
    draft.rows.update(position=F("position") + 1000)
    for place, row in enumerate(rows, start=1):
        TermsRow.objects.filter(pk=row.pk).update(position=place)


@action
def drop_terms(*, by: Actor, terms: TermsSet, request_id: UUID | None = None) -> None:
    """Give a draft up. Raises Refused ``terms_no_draft``."""
    require(by, rights.SET_TERMS)
    draft = _locked_draft(terms)
    audit.record(by, "terms_dropped", draft)
    draft.delete()


# --- into force --------------------------------------------------------------------------------------------


@action
def put_into_force(
    *,
    by: Actor,
    terms: TermsSet,
    paper: Document | None,
    valid_from: date,
    request_id: UUID | None = None,
) -> TermsSet:
    """The draft holds from `valid_from`, today or later, tied to `paper`; the set before it ends the day before.

    Loans keep the terms they were lent under. Raises Refused with every objection of ``rules.terms_force`` and every
    stop of the lint.
    """
    require(by, rights.SET_TERMS)
    centre = Centre.objects.select_for_update().get(pk=terms.centre_id)
    draft = TermsSet.objects.select_for_update().filter(pk=terms.pk).first()
    if draft is None:
        raise Refused.because("terms_no_draft")
    today = clock.today()
    facts = facts_of_force(draft, centre, paper, valid_from, today)
    may_put_into_force(facts, queries.findings(draft, centre, today)).enforce()
    assert paper is not None  # the rules have seen it
    draft.state, draft.valid_from = TermsSet.State.IN_FORCE, valid_from
    draft.entered_into_force_at = clock.now()
    for name, value in queries.based_on(paper).columns.items():
        setattr(draft, name, value)
    draft.save()
    queries.overtaken(centre.pk, today).update(state=TermsSet.State.REPLACED)
    audit.record(by, "terms_in_force", draft)
    return draft


def facts_of_force(
    draft: TermsSet, centre: Centre, paper: Document | None, valid_from: date, today: date
) -> ForceFacts:
    """What ``rules.terms_force`` asks."""
    decided = TermsSet.objects.filter(centre=centre).exclude(state=TermsSet.State.DRAFT)
    before = decided.order_by("-valid_from").first()
    return ForceFacts(
        is_draft=draft.state == TermsSet.State.DRAFT,
        has_paper=paper is not None,
        paper_binds=paper is not None and paper.status in Document.BINDING,
        paper_is_model=paper is not None and paper.is_model_text,
        paper_begins=paper.valid_from if paper is not None else None,
        clauses_missing=queries.clauses_missing(draft, paper) if paper is not None else (),
        valid_from=valid_from,
        today=today,
        last_from=before.valid_from if before is not None else None,
        is_same=before is not None and not changed_lines(lines_of(before), lines_of(draft)),
    )


@action
def replace_overtaken(*, by: Actor, centre: Centre) -> int:
    """Write down as replaced what another set has followed; answers how many. Which set holds follows from the days."""
    require(by, rights.SET_TERMS)
    rows = list(queries.overtaken(centre.pk, clock.today()))
    for terms in rows:
        terms.state = TermsSet.State.REPLACED
        terms.save(update_fields=["state"])
        audit.record(by, "terms_replaced", terms)
    return len(rows)
