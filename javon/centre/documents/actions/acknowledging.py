""" "Tanishdim": said under the text, or found signed on the sheet; newcomers are asked, the late reminded. Nizom 1.4, 1.5."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.documents import rights
from javon.centre.documents.actions import force
from javon.centre.documents.models import Acknowledgement, CaseFile, PaperMark, Version
from javon.centre.documents.queries import acknowledging as queries
from javon.centre.documents.rules import acknowledging as rules
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, Person
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile
from javon.core.verdict import Refused


@action
def acknowledge(
    *, by: Actor, version: Version, seen_hash: str, request_id: UUID | None = None
) -> Acknowledgement | None:
    """Say "Tanishdim" of the very text whose hash the page under the text bears (`seen_hash`).

    Saying it twice is no fault: the first moment stays. Raises Refused: ``not_asked``, ``text_not_opened``,
    ``newer_version_binds``.
    """
    require(by, rights.ACKNOWLEDGE)
    person = organisation.person_of(by)
    line = version.acknowledgements.select_for_update().filter(person=person).first() if person else None
    rules.may_acknowledge(
        rules.ReadingFacts(
            was_asked=line is not None,
            state=version.state,
            is_excused=line is not None and line.is_excused,
            has_read=line is not None and (line.at is not None or line.is_paper),
            seen_hash=seen_hash,
            hash=version.content_hash,
        )
    ).enforce()
    if line is None or line.at is not None or line.is_paper:
        return line
    line.at = clock.now()
    line.office = organisation.office_of(line.person, clock.today())[:240] if line.person else line.office
    line.save(update_fields=["at", "office"])
    audit.record(by, "acknowledged", version, subject=person)
    return line


@action
def enter_paper_signature(
    *,
    by: Actor,
    version: Version,
    name: str,
    person: Person | None = None,
    office: str = "",
    signed_on: date | None = None,
    scan: StoredFile | None = None,
    request_id: UUID | None = None,
) -> Acknowledgement:
    """Enter that somebody signed the sheet of paper. `signed_on` None: the sheet bears no date, and none is invented.

    `person` None: signed by somebody who never was in the system. Raises Refused: ``not_in_force``, ``no_name``,
    ``already_read``, ``date_in_the_future``, ``read_before_approval``.
    """
    require(by, rights.ENTER_PAPER_MARK)
    line = queries.asked(version, person)
    typed = name.strip() or (person.full_name if person is not None else "")
    rules.may_enter_paper_signature(
        state=version.state,
        name=typed,
        signed_on=signed_on,
        approved_on=version.approved_on,
        today=clock.today(),
        has_read=line is not None and (line.at is not None or line.is_paper),
    ).enforce()
    line = line or Acknowledgement(version=version, person=person)
    line.person_name, line.office = typed[:160], (office or line.office)[:240]
    line.is_paper, line.signed_on, line.scan = True, signed_on, scan
    line.entered_by = organisation.person_of(by)
    line.save()
    audit.record(by, "entered_paper_signature", version)
    return line


@action
def enter_paper_mark(
    *,
    by: Actor,
    version: Version,
    signed_on: date | None,
    signed_by_name: str,
    folder: str = "",
    case_file: CaseFile | None = None,
    scan: StoredFile | None = None,
    request_id: UUID | None = None,
) -> PaperMark:
    """ "Qogʻozda imzolandi": the signed original exists and lies in this folder. Says nothing of the system's mark.

    Raises Refused: ``not_approved``, ``date_in_the_future``.
    """
    require(by, rights.ENTER_PAPER_MARK)
    if version.state not in Version.FIXED:
        raise Refused.because("not_approved")
    if signed_on is not None and signed_on > clock.today():
        raise Refused.because("date_in_the_future")
    mark = PaperMark.objects.create(
        version=version,
        signed_on=signed_on,
        signed_by_name=signed_by_name.strip()[:160],
        folder=folder.strip()[:80],
        case_file=case_file,
        scan=scan,
        entered_by=organisation.person_of(by),
        entered_at=clock.now(),
    )
    audit.record(by, "entered_paper_mark", version)
    return mark


@action
def remind(*, by: Actor, version: Version, request_id: UUID | None = None) -> int:
    """Remind everybody who has yet to read the version: it stands first on their Today page. Returns how many.

    Raises Refused ``nobody_to_remind``.
    """
    require(by, rights.SEE_ACKNOWLEDGEMENTS)
    waiting = version.acknowledgements.filter(at=None, is_paper=False, is_excused=False)
    count = waiting.update(reminded_at=clock.now()) if version.state == Version.State.IN_FORCE else 0
    if not count:
        raise Refused.because("nobody_to_remind")
    audit.record(by, "reminded", version)
    return count


def ask_newcomer(person: Person) -> int:
    """Ask somebody newly appointed to read what binds their post; returns how many papers.

    A reaction to an appointment and a nightly job: in the caller's transaction, written to no journal, for the
    appointment is the deed. Asking again asks nothing new.
    """
    day = clock.today()
    made = [
        force.line_for(version, person, day, row.days)
        for version, row in queries.unread_of_readers(person, day)
    ]
    Acknowledgement.objects.bulk_create(made)
    return len(made)


@action
def ask_newcomers(*, by: Actor, centre: Centre) -> int:
    """Ask everybody who works here today what :func:`ask_newcomer` asks one; returns how many lines were opened."""
    require(by, rights.SEE_ACKNOWLEDGEMENTS)
    here = organisation.people_at(clock.today()).filter(centre_id=centre.pk)
    count = sum(ask_newcomer(person) for person in here)
    if count:
        audit.record(by, "asked_newcomers", centre)
    return count


def excuse_leaver(person: Person) -> None:
    """Nobody waits for the "Tanishdim" of somebody who has left; a reaction to leaving."""
    Acknowledgement.objects.filter(person=person, at=None, is_paper=False).update(is_excused=True)
