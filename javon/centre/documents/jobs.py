"""What goes on with papers without anybody: printing after approval, days that have come, newcomers.

The functions at the end are the reactions that config/reactions.py lists.
"""

from __future__ import annotations

from javon.centre.documents import paper
from javon.centre.documents.actions import approval, printing
from javon.centre.documents.actions.acknowledging import ask_newcomer, excuse_leaver
from javon.centre.documents.actions.acknowledging import ask_newcomers as ask
from javon.centre.documents.happened import DocumentApproved
from javon.centre.documents.models import Version
from javon.centre.organisation.happened import PersonAppointed, PersonLeft
from javon.centre.organisation.models import Person
from javon.centre.organisation.queries import the_centre
from javon.core import clock
from javon.core.access import machine
from javon.core.jobs import enqueue, job
from javon.core.verdict import Refused


@job(max_attempts=4)
def print_version(version_id: str) -> None:
    """Print an approved version and keep it; the paper is made outside any transaction."""
    version = Version.objects.select_related("document__centre").filter(pk=version_id).first()
    if version is None or version.state not in Version.FIXED or (version.pdf_id and version.docx_id):
        return
    pdf, docx = paper.rendered(version)
    printing.keep_printed(
        by=machine("papers", version.document.centre_id), version=version, pdf=pdf, docx=docx
    )


@job
def bring_due_into_force() -> None:
    """Every approved version whose day has come binds from that day. One that cannot is left for a person."""
    due = Version.objects.filter(state=Version.State.APPROVED, effective_on__lte=clock.today())
    refused = []
    for version in due.select_related("document").order_by("effective_on"):
        try:
            approval.bring_into_force(by=machine("papers", version.document.centre_id), version=version)
        except Refused as refusal:
            refused.append(f"{version.document.short_id}: {refusal}")
    if refused:
        raise RuntimeError("; ".join(refused))  # kept with the job, where whoever keeps the server sees it


@job
def ask_newcomers() -> None:
    """People appointed since yesterday are asked to read what binds their posts."""
    if (centre := the_centre()) is not None:
        ask(by=machine("papers", centre.pk), centre=centre)


def print_after_approval(event: DocumentApproved) -> None:
    """The approved paper is printed and kept, by the worker."""
    enqueue(print_version, version_id=event.version_id, unique=str(event.version_id))


def ask_after_appointment(event: PersonAppointed) -> None:
    """Whoever is appointed today is asked today; a later day is the nightly job's."""
    if event.from_day <= clock.today():
        ask_newcomer(Person.objects.get(pk=event.person_id))


def excuse_after_leaving(event: PersonLeft) -> None:
    """Nobody waits for the "Tanishdim" of somebody who has left."""
    if event.last_day < clock.today():
        excuse_leaver(Person.objects.get(pk=event.person_id))
