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
from javon.core.access import machine

LAYER = "javon init"


def is_laid(centre: Centre) -> bool:
    """Has the centre its staffing table and its Regulation?"""
    return (
        StaffingTable.objects.filter(centre=centre).exists()
        and Document.objects.filter(centre=centre, kind=Document.Kind.REGULATION).exists()
    )


def lay(centre: Centre) -> bool:
    """Enter what is missing; answers whether anything was."""
    if is_laid(centre):
        return False
    by, today = machine(LAYER, centre.pk), clock.today()
    lay_out_standard(by=by, centre=centre)
    documents.load_registers(by=by, centre=centre, registers=texts.registers(), case_files=texts.case_files())
    # The Regulation is the first document in the system; what stands above it comes next, then what rests on both.
    documents.load_standard(by=by, centre=centre, text=texts.document("regulation"))
    load_acts(by=by, centre=centre, today=today)
    for text in texts.documents():
        documents.load_standard(by=by, centre=centre, text=text)
    for year in (today.year, today.year + 1):
        load_year(by=by, centre=centre, year=year, today=today)
    return True
