"""What every centre begins with: its structure as Nizom 4 says it, the Regulation, model texts, journals, calendar.

Idempotent: what is there stays as people made it, what is missing is entered. `javon init` lays it.
"""

from __future__ import annotations

from javon.centre.documents import actions as documents
from javon.centre.documents import standard as texts
from javon.centre.documents.actions.external import load_acts
from javon.centre.documents.models import Document
from javon.centre.organisation.actions.calendar import load_year
from javon.centre.organisation.actions.standard import lay_out_standard
from javon.centre.organisation.models import Centre, StaffingTable
from javon.core import clock
from javon.core.access import Actor, machine
from javon.service.lending.actions.terms import put_standard_terms, tie_standard_terms
from javon.service.lending.queries.terms_sets import based_on, standard_paper
from javon.service.readers.actions import load_standard_consent

LAYER = "javon init"


def is_laid(centre: Centre) -> bool:
    """Has the centre its staffing table and its Regulation?"""
    return (
        StaffingTable.objects.filter(centre=centre).exists()
        and Document.objects.filter(centre=centre, kind=Document.Kind.REGULATION).exists()
    )


def lay(centre: Centre) -> bool:
    """Enter what is missing; answers whether anything was."""
    by, today = machine(LAYER, centre.pk), clock.today()
    # These came later than the rest: a home of an earlier version gets them at its next start.
    consent = load_standard_consent(by=by, centre=centre)
    if is_laid(centre):
        return _lay_terms(by, centre) or consent
    lay_out_standard(by=by, centre=centre)
    documents.load_registers(by=by, centre=centre, registers=texts.registers(), case_files=texts.case_files())
    # The Regulation is the first document in the system; what stands above it comes next, then what rests on both.
    documents.load_standard(by=by, centre=centre, text=texts.document("regulation"))
    load_acts(by=by, centre=centre, today=today)
    for text in texts.documents():
        documents.load_standard(by=by, centre=centre, text=text)
    for year in (today.year, today.year + 1):
        load_year(by=by, centre=centre, year=year, today=today)
    _lay_terms(by, centre)
    return True


def _lay_terms(by: Actor, centre: Centre) -> bool:
    """The rules of use, and the terms of lending that rest on them; answers whether anything was entered or tied."""
    had = standard_paper(centre.pk) is not None
    rules = documents.load_standard(by=by, centre=centre, text=texts.document("rules_of_use"))
    basis = based_on(rules)
    entered = put_standard_terms(by=by, centre=centre, basis=basis) is not None
    return tie_standard_terms(by=by, centre=centre, basis=basis) or entered or not had
