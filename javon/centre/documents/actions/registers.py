"""Deeds around journals and the nomenclature of files: carried on from paper, opened, closed, papers put in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.documents import rights
from javon.centre.documents.models import CaseFile, Document, Register, RegisterCounter
from javon.centre.documents.queries import registers as queries
from javon.centre.documents.rules import registers as rules
from javon.centre.organisation.models import Centre
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise
from javon.core.verdict import Refused


@action
def take_over_journal(
    *, by: Actor, register: Register, year: int, last: int, today: date, request_id: UUID | None = None
) -> RegisterCounter:
    """The paper journal of `year` ended with number `last`; ours go on from the next one.

    Only upwards and only before our first number of that year. Raises Refused: ``journal_not_upwards``,
    ``journal_has_numbers``, ``journal_year_unreal``, ``journal_number_unreal``.
    """
    require(by, rights.REGISTER)
    RegisterCounter.objects.get_or_create(register=register, year=year)
    counter = RegisterCounter.objects.select_for_update().get(register=register, year=year)
    rules.may_take_over(queries.take_over_facts(register, year, last, today)).enforce()
    counter.last = counter.taken_over = last
    counter.save(update_fields=["last", "taken_over"])
    audit.record(by, "journal_taken_over", register, year=year, last=last)
    return counter


@action
def add_case_file(
    *,
    by: Actor,
    centre: Centre,
    index: str,
    title: str,
    retention: str = "",
    valid_from: date | None = None,
    request_id: UUID | None = None,
) -> CaseFile:
    """Open a file of the nomenclature. Raises Refused: ``case_file_unnamed``, ``case_file_index_taken``."""
    require(by, rights.REGISTER)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    index, title = normalise(index).strip()[:16], normalise(title).strip()[:240]
    rules.may_add_case_file(queries.case_file_facts(centre, index, title)).enforce()
    made = CaseFile.objects.create(
        centre=centre,
        index=index,
        title=title,
        retention=normalise(retention).strip()[:80],
        valid_from=valid_from,
    )
    audit.record(by, "case_file_added", made)
    return made


@action
def close_case_file(
    *, by: Actor, case_file: CaseFile, last_day: date, request_id: UUID | None = None
) -> CaseFile:
    """No more papers go into the file after `last_day`; those in it stay. Raises Refused: ``case_file_closed``,
    ``case_file_closed_before``.
    """
    require(by, rights.REGISTER)
    case_file = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    rules.may_close_case_file(case_file.valid_from, case_file.valid_to, last_day).enforce()
    case_file.valid_to = last_day
    case_file.save(update_fields=["valid_to"])
    audit.record(by, "case_file_closed", case_file)
    return case_file


@action
def put_in_case_file(
    *, by: Actor, document: Document, case_file: CaseFile, request_id: UUID | None = None
) -> Document:
    """Lay a paper into a file of the nomenclature. Raises Refused ``case_file_closed``."""
    require(by, rights.REGISTER)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if case_file.valid_to is not None or case_file.centre_id != document.centre_id:
        raise Refused.because("case_file_closed")
    document.case_file = case_file
    document.save(update_fields=["case_file"])
    audit.record(by, "put_in_case_file", document, case_file=case_file.index)
    return document
