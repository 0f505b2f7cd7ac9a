"""Registration journals line by line, where they stand, and the nomenclature of files. Dossier 2.24."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from javon.centre.documents.models import CaseFile, Document, Register, RegisterCounter
from javon.centre.documents.queries.letters import LETTER_OUT, SENT
from javon.centre.documents.queries.reading import visible_documents
from javon.centre.documents.rules.registers import CaseFileFacts, TakeOverFacts
from javon.centre.organisation.models import Centre
from javon.centre.tasks.models import Task
from javon.core.access import Actor


def journals(centre_id: UUID) -> QuerySet[Register]:
    """The registration journals of the centre."""
    return Register.objects.filter(centre_id=centre_id).order_by("position", "code")


def counters(centre_id: UUID, year: int) -> dict[UUID, RegisterCounter]:
    """Where each journal stands in a year."""
    rows = RegisterCounter.objects.filter(register__centre_id=centre_id, year=year)
    return {row.register_id: row for row in rows}


def years_of(journal: Register) -> list[int]:
    """The years in which a journal gave numbers or was taken over, newest first."""
    years = journal.counters.filter(last__gt=0).values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def lines_of(journal: Register, year: int) -> QuerySet[Document]:
    """The lines of a journal in a year, by number: every number, whoever may open the paper behind it."""
    return (
        journal.documents.filter(year=year, sequence__isnull=False)
        .select_related("author", "answers")
        .order_by("sequence")
    )


def taken_over_at(journal: Register, year: int) -> int:
    """The last number that the paper journal gave in `year`; 0 where there was none."""
    counter = journal.counters.filter(year=year).first()
    return counter.taken_over if counter is not None else 0


def gaps_of(journal: Register, year: int) -> list[int]:
    """Numbers of ours below the last that no paper bears: none, as long as nobody touched the database."""
    given = {one for one in lines_of(journal, year).values_list("sequence", flat=True) if one is not None}
    return sorted(set(range(taken_over_at(journal, year) + 1, max(given, default=0) + 1)) - given)


def spans(numbers: Sequence[int]) -> list[str]:
    """Ascending numbers as people write them: 3, 5–8."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    return ["–".join(map(str, one)) for one in found]


def readable(by: Actor, documents: Sequence[Document]) -> set[UUID]:
    """Of `documents`, those that `by` may open."""
    keys = [one.pk for one in documents]
    return set(visible_documents(by).filter(pk__in=keys).values_list("pk", flat=True))


def tasks_of(documents: Sequence[Document]) -> dict[UUID, list[Task]]:
    """Paper → its tasks, for the columns "ijrochi, muddat, ijro haqida belgi" of a journal; one query."""
    found: dict[UUID, list[Task]] = {}
    rows = Task.objects.filter(basis_document_id__in=[one.pk for one in documents])
    for task in rows.exclude(state=Task.State.CANCELLED).select_related("executor").order_by("number"):
        if task.basis_document_id is not None:
            found.setdefault(task.basis_document_id, []).append(task)
    return found


def answers_of(documents: Sequence[Document]) -> dict[UUID, Document]:
    """Letter → the first answer sent to it; one query."""
    rows = Document.objects.filter(
        answers__in=[one.pk for one in documents], kind=LETTER_OUT, status__in=SENT
    )
    found: dict[UUID, Document] = {}
    for answer in rows.order_by("dated_on", "sequence"):
        if answer.answers_id is not None:
            found.setdefault(answer.answers_id, answer)
    return found


def take_over_facts(journal: Register, year: int, last: int, today: date) -> TakeOverFacts:
    """What the rules must know before our numbers go on from those of the paper journal."""
    counter = journal.counters.filter(year=year).first()
    return TakeOverFacts(
        last=last,
        year=year,
        today=today,
        stands_at=counter.last if counter is not None else 0,
        gave_numbers=lines_of(journal, year).exists(),
    )


# --- the nomenclature of files


def case_files(centre_id: UUID, year: int) -> QuerySet[CaseFile]:
    """The nomenclature of a year by index; each file knows how many papers of the year lie in it (`papers`).

    A paper belongs to the year in which it was registered, else to that of its date.
    """
    of_year = Q(documents__year=year) | Q(documents__year=None, documents__dated_on__year=year)
    lasted = Q(valid_to=None) | Q(valid_to__year__gte=year)
    return (
        CaseFile.objects.filter(lasted, centre_id=centre_id)
        .annotate(papers=Count("documents", filter=of_year))
        .order_by("index", "valid_from")
    )


def open_case_files(centre_id: UUID) -> QuerySet[CaseFile]:
    """The files that take papers today."""
    return CaseFile.objects.filter(centre_id=centre_id, valid_to=None).order_by("index")


def usual_case_file(centre_id: UUID, kind: str) -> CaseFile | None:
    """The file into which papers of `kind` go by themselves; the first by index when several do."""
    return next((one for one in open_case_files(centre_id) if kind in one.kinds), None)


def case_file_facts(centre: Centre, index: str, title: str) -> CaseFileFacts:
    """What the rules must know of a file that is to be opened."""
    return CaseFileFacts(index, title, open_case_files(centre.pk).filter(index=index).exists())
