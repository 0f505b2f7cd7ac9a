"""Letters: what waits for a resolution or an answer, and the facts that the rules of letters are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from javon.centre.documents.models import CaseFile, Document
from javon.centre.documents.queries.reading import visible_documents
from javon.centre.documents.rules.letters import LetterFacts
from javon.centre.organisation.models import Centre
from javon.centre.tasks import queries as tasks
from javon.centre.tasks.models import Task
from javon.core.access import Actor
from javon.core.uzbek import fold

LETTER_IN, LETTER_OUT = Document.Kind.LETTER_IN, Document.Kind.LETTER_OUT
SENT = (Document.Status.APPROVED, *Document.BINDING, Document.Status.REGISTERED)
SUGGESTED = 200  # correspondents offered to the clerk


def letter_facts(
    centre: Centre,
    *,
    correspondent: str,
    title: str,
    their_number: str,
    their_date: date | None,
    received_on: date,
    answer_due_on: date | None,
    today: date,
    case_file: CaseFile | None = None,
) -> LetterFacts:
    """What the rules must know of a letter that is to be registered. The same letter: sender, number and date."""
    registered = ""
    if their_number.strip():
        same = Document.objects.filter(centre=centre, kind=LETTER_IN, their_date=their_date)
        asked = (fold(correspondent), _number(their_number))
        rows = same.exclude(their_number="").only("number", "correspondent", "their_number")
        registered = next(
            (one.number for one in rows if (fold(one.correspondent), _number(one.their_number)) == asked), ""
        )
    is_closed = case_file is not None and case_file.valid_to is not None
    return LetterFacts(
        correspondent, title, received_on, today, their_date, answer_due_on, registered, is_closed
    )


def _number(number: str) -> str:
    """A number as it is compared: "05-12/418" and "05-12 / 418" are one; "1/25" and "12/5" are two."""
    return fold(number) or number.strip()


def _resolved() -> Exists:
    given = Task.objects.filter(basis_document_id=OuterRef("pk"), kind=Task.Kind.RESOLUTION)
    return Exists(given.exclude(state=Task.State.CANCELLED))


def _answers() -> QuerySet[Document]:
    return Document.objects.filter(answers=OuterRef("pk"), kind=LETTER_OUT, status__in=SENT)


def letters_in(by: Actor) -> QuerySet[Any]:
    """Incoming letters that `by` may see, newest first.

    Each knows `is_resolved`, `is_answered` and `answered_on` (the date on the first answer sent).
    """
    first = _answers().order_by().values("answers").annotate(day=Min("dated_on")).values("day")
    return (
        visible_documents(by)
        .filter(kind=LETTER_IN)
        .annotate(is_resolved=_resolved(), is_answered=Exists(_answers()), answered_on=Subquery(first))
        .order_by("-received_on", "-sequence")
    )


def waiting_for_resolution(by: Actor) -> QuerySet[Any]:
    """Letters on which the director has not written yet, the oldest first."""
    return letters_in(by).filter(is_resolved=False, is_answered=False).order_by("received_on", "sequence")


def waiting_for_answer(by: Actor) -> QuerySet[Any]:
    """Letters that want an answer and have none, the most urgent first."""
    return (
        letters_in(by)
        .filter(is_answered=False, answer_due_on__isnull=False)
        .order_by("answer_due_on", "sequence")
    )


def answers_due(by: Actor, until: date) -> QuerySet[Any]:
    """Letters that want an answer by `until` and have none."""
    return waiting_for_answer(by).filter(answer_due_on__lte=until)


def answers_late(by: Actor, today: date) -> QuerySet[Any]:
    """Letters whose answer is late: not sent yet, or sent after its day."""
    unsent = Q(is_answered=False, answer_due_on__lt=today)
    return letters_in(by).filter(unsent | Q(answered_on__gt=F("answer_due_on")))


def found(letters: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those of `letters` that hold every word: of the subject, the sender, either number."""
    for word in fold(words).split()[:8]:
        letters = letters.filter(search_key__contains=word)
    return letters


def letter_by_number(by: Actor, short_id: int) -> Any:
    """The incoming letter with this short number, when `by` may see it."""
    return (
        letters_in(by)
        .select_related("centre", "register", "case_file", "author")
        .filter(short_id=short_id)
        .first()
    )


def correspondents(centre: Centre) -> list[str]:
    """From whom letters came and to whom they went, the most frequent first: offered while the clerk types."""
    rows = Document.objects.filter(centre=centre, kind__in=(LETTER_IN, LETTER_OUT)).exclude(correspondent="")
    counted = rows.order_by().values("correspondent").annotate(times=Count("pk"))
    return list(
        counted.order_by("-times", "correspondent").values_list("correspondent", flat=True)[:SUGGESTED]
    )


@dataclass(frozen=True, slots=True)
class LetterWay:
    """The way of one letter: resolutions written on it, answers begun and sent."""

    resolutions: tuple[Task, ...]
    answers: tuple[Document, ...]


def way_of(letter: Document) -> LetterWay:
    """What has happened to an incoming letter since it came."""
    answers = letter.answered_by.exclude(status=Document.Status.WITHDRAWN).select_related("author")
    return LetterWay(tuple(tasks.of_document(letter.pk)), tuple(answers.order_by("created_at")))
