"""Rights follow from papers: when one comes into force its clauses grant, when it loses force they end.

Called by ``documents`` inside the transaction that brings the paper into force; the journal line is that deed's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from javon.centre.organisation.models import Grant, Post


@dataclass(frozen=True, slots=True)
class Given:
    """One right given by one clause."""

    right: str
    clause_number: str
    clause_text: str


def apply_grants(
    *,
    centre_id: UUID,
    document_id: UUID,
    document_label: str,
    post: Post | None,
    given: Iterable[Given],
    from_day: date,
) -> int:
    """Let exactly `given` be what this document grants from `from_day` on; what it gave before ends the day before.

    `post` None: to every employee. A job description takes the place of the post's earlier one. Returns how many
    rights it gives now.
    """
    if post is not None:
        for earlier in (
            Grant.objects.filter(post=post, valid_to=None)
            .exclude(document_id=document_id)
            .values_list("document_id", flat=True)
            .distinct()
        ):
            end_grants(document_id=earlier, last_day=from_day - timedelta(days=1), post=post)
        Post.objects.filter(pk=post.pk).update(job_description_id=document_id)
    end_grants(document_id=document_id, last_day=from_day - timedelta(days=1))
    made = [
        Grant(
            centre_id=centre_id,
            post=post,
            right=one.right,
            document_id=document_id,
            document_label=document_label,
            clause_number=one.clause_number,
            clause_text=one.clause_text,
            valid_from=from_day,
        )
        for one in given
    ]
    Grant.objects.bulk_create(made)
    return len(made)


def end_grants(*, document_id: UUID, last_day: date, post: Post | None = None) -> None:
    """The document gives nothing after `last_day`; what never took effect by then is taken out."""
    rows = Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), document_id=document_id)
    if post is not None:
        rows = rows.filter(post=post)
    rows.filter(valid_from__gt=last_day).delete()
    rows.update(valid_to=last_day)
