"""The way of a letter: it comes in and gets a number, the director writes on it whose it is, it is answered.

An answer is a paper of ours (an outgoing letter that ``answers`` it) and gets its number when it is approved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from javon.centre.documents import rights
from javon.centre.documents.actions.attachments import lay_with
from javon.centre.documents.actions.drafting import Draft, draft_document, next_short_id
from javon.centre.documents.models import Attachment, CaseFile, Document
from javon.centre.documents.numbering import give_number, register_for
from javon.centre.documents.queries import letters as queries
from javon.centre.documents.queries import registers
from javon.centre.documents.queries.approval import may_work_on
from javon.centre.documents.queries.reading import label_of, search_key_of
from javon.centre.documents.rules import letters as rules
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, Person
from javon.centre.tasks import actions as tasks
from javon.centre.tasks import rights as task_rights
from javon.centre.tasks.models import Task
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile
from javon.core.uzbek import normalise
from javon.core.verdict import Refused

ANSWER_TEMPLATE = "letter-out"  # of the standard texts


@action
def register_letter(
    *,
    by: Actor,
    centre: Centre,
    correspondent: str,
    title: str,
    received_on: date,
    today: date,
    their_number: str = "",
    their_date: date | None = None,
    answer_due_on: date | None = None,
    summary: str = "",
    case_file: CaseFile | None = None,
    is_confidential: bool = False,
    files: Sequence[StoredFile] = (),
    request_id: UUID | None = None,
) -> Document:
    """Give a letter that came in its incoming number, in the year in which it came.

    Raises Refused with every objection of ``rules.letters.may_register`` and of its files; ``no_journal`` where no
    journal numbers incoming letters.
    """
    require(by, rights.REGISTER)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    correspondent, title = normalise(correspondent).strip(), normalise(title).strip()
    facts = queries.letter_facts(
        centre,
        correspondent=correspondent,
        title=title,
        their_number=their_number,
        their_date=their_date,
        received_on=received_on,
        answer_due_on=answer_due_on,
        today=today,
        case_file=case_file,
    )
    rules.may_register(facts).enforce()
    letter = Document(
        centre=centre,
        short_id=next_short_id(centre),
        kind=Document.Kind.LETTER_IN,
        status=Document.Status.REGISTERED,
        title=title[:400],
        correspondent=correspondent[:240],
        their_number=normalise(their_number).strip()[:60],
        their_date=their_date,
        received_on=received_on,
        answer_due_on=answer_due_on,
        summary=normalise(summary).strip(),
        case_file=case_file or registers.usual_case_file(centre.pk, Document.Kind.LETTER_IN),
        is_confidential=is_confidential,
        author=organisation.person_of(by),
        created_at=clock.now(),
    )
    journal = register_for(letter)
    if journal is None:
        raise Refused.because("no_journal")
    give_number(letter, journal, on=received_on)
    letter.search_key = search_key_of(letter, None)
    letter.save()
    for file in files:
        lay_with(letter, file, Attachment.Role.ORIGINAL)
    audit.record(by, "letter_registered", letter)
    return letter


@action
def write_resolution(
    *,
    by: Actor,
    letter: Document,
    text: str,
    executors: Sequence[Person],
    due_on: date | None,
    today: date,
    controller: Person | None = None,
    request_id: UUID | None = None,
) -> Task:
    """The director's resolution: "X.ga, ijro uchun, 25.11 gacha". A task for each executor; answers the first one's.

    Raises Refused: ``resolution_on_letters_only``, ``resolution_empty``, ``resolution_without_executor`` and the
    objections of tasks to a giver, a day or an executor.
    """
    require(by, task_rights.ISSUE)
    letter = Document.objects.select_for_update().get(pk=letter.pk)
    is_incoming = letter.kind == Document.Kind.LETTER_IN
    executors = list(dict.fromkeys(executors))  # one person named twice has one task
    rules.may_resolve(rules.ResolutionFacts(is_incoming, text, len(executors))).enforce()
    signer = organisation.person_of(by)
    given = [
        tasks.issue_from_document(
            by=by,
            issued_by=signer,
            what=text,
            executor=executor,
            due_on=due_on,
            kind=Task.Kind.RESOLUTION,
            today=today,
            basis_document_id=letter.pk,
            basis_label=label_of(letter)[:300],
            controller=controller if controller != executor else None,
        )
        for executor in executors
    ]
    return given[0]


@action
def begin_answer(*, by: Actor, letter: Document, draft: Draft, request_id: UUID | None = None) -> Document:
    """Begin the outgoing letter that answers `letter`; it gets its number when it is approved.

    Raises Refused: ``not_an_answer`` and the objections to a draft.
    """
    require(by, rights.DRAFT)
    letter = Document.objects.select_for_update().get(pk=letter.pk)
    rules.may_answer(Document.Kind.LETTER_OUT, letter.kind, "draft", True).enforce()
    answer = draft_document(
        by=by, centre=letter.centre, kind=Document.Kind.LETTER_OUT, draft=draft, template_code=ANSWER_TEMPLATE
    )
    answer.case_file = registers.usual_case_file(letter.centre_id, Document.Kind.LETTER_OUT)
    _name_as_answer(answer, letter)
    return answer


@action
def answer_letter(
    *, by: Actor, letter: Document, answer: Document, request_id: UUID | None = None
) -> Document:
    """Say that the outgoing draft `answer` answers `letter`. Raises Refused: ``not_an_answer``, ``not_a_draft``,
    ``not_your_draft``.
    """
    require(by, rights.DRAFT)
    answer = Document.objects.select_for_update().get(pk=answer.pk)
    version = answer.versions.order_by("-number").first()
    is_mine = version is not None and may_work_on(by, version)
    rules.may_answer(answer.kind, letter.kind, answer.status, is_mine).enforce()
    _name_as_answer(answer, letter)
    audit.record(by, "letter_answered", answer)
    return answer


def _name_as_answer(answer: Document, letter: Document) -> None:
    answer.answers = letter
    answer.correspondent = answer.correspondent or letter.correspondent
    answer.save(update_fields=["answers", "correspondent", "case_file"])
