"""The text of a message at the moment of sending: every notice is asked about once more, then all become one text."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from javon.core.messaging import wording
from javon.core.messaging.channels import channels
from javon.core.messaging.kinds import (
    CENTRE,
    STEP,
    Content,
    NoticeKey,
    NoticeKind,
    NotWanted,
    Recipient,
    known,
    step_name,
)
from javon.core.messaging.models import Message, MessageSettings, Notice
from javon.core.messaging.rules.reach import SMS
from javon.core.messaging.rules.texts import digest

log = logging.getLogger("javon.messages")


class LookFailed(Exception):
    """A kind's own question raised: a fault of the program. The message waits, the others go on."""


@dataclass(frozen=True, slots=True)
class Said:
    """A notice that is still wanted, and what fills its words."""

    kind: NoticeKind
    content: Content
    step_words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A frozen text, its language, how many messages the operator counts."""

    text: str
    language: str
    parts: int


def still_wanted(notices: Sequence[Notice], now: datetime) -> tuple[list[Said], dict[str, list[Notice]]]:
    """What is still to be said, and reason → the notices that are dropped. Raises :class:`LookFailed`."""
    said: list[Said] = []
    dropped: dict[str, list[Notice]] = {}
    for notice in notices:
        answer = _asked(notice, now)
        if isinstance(answer, Said):
            said.append(answer)
        else:
            dropped.setdefault(answer, []).append(notice)
    return said, dropped


def _asked(notice: Notice, now: datetime) -> Said | str:
    kind = known().kinds.get(notice.kind)
    ladder = known().ladders.get(notice.subject_type)
    step = ladder.step(notice.step) if ladder is not None else None
    if kind is None or step is None:
        return "kind_unknown"
    if now > notice.not_after:
        return "expired"
    if _is_overtaken(notice):
        return "skipped_late"
    key = NoticeKey(
        notice.subject_type,
        notice.subject_id,
        notice.version,
        notice.step,
        Recipient(notice.recipient_type, notice.recipient_id),
        notice.centre_id,
    )
    try:
        with transaction.atomic():
            answer = kind.look_again(key, now)
    except Exception as error:
        # Never the traceback's values: they may hold what somebody reads.
        log.error("%s could not be asked about a notice: %s", kind.code, type(error).__name__)
        raise LookFailed from error
    if isinstance(answer, NotWanted):
        return answer.reason
    missing = kind.tokens - answer.tokens.keys()
    if missing:
        log.error("%s brought no %s", kind.code, ", ".join(sorted(missing)))
        return "token_missing"
    return Said(kind, answer, step_name(step, answer.language))


def _is_overtaken(notice: Notice) -> bool:
    """Was something later said, or planned, about the same subject? One that comes back undelivered may be old."""
    return (
        Notice.objects.filter(
            subject_type=notice.subject_type,
            subject_id=notice.subject_id,
            planned_at__gt=notice.planned_at,
            state__in=(Notice.State.PLANNED, Notice.State.SENT),
        )
        .exclude(pk=notice.pk)
        .exists()
    )


def composed(message: Message, said: Sequence[Said], settings: MessageSettings) -> Words:
    """The message in words, as its channel carries it. `said` holds at least one."""
    channel = channels().get(message.channel)
    language = said[0].content.language
    most = settings.sms_parts if message.channel == SMS else 0

    def shaped(text: str) -> str:
        return channel.shape(text) if channel is not None else text

    def fits(text: str) -> bool:
        return not most or channel is None or channel.parts(shaped(text)) <= most

    if len(said) == 1:
        text = _one(said[0], settings.signature, untitled=_untitled(said[0]), whole=True)
        if not fits(text):
            text = _one(said[0], settings.signature, untitled=True, whole=True)
    else:
        text = digest(
            wording.digest_opening(language),
            [f"- {_one(one, settings.signature, untitled=_untitled(one), whole=False)}" for one in said],
            settings.signature,
            more=lambda count: wording.and_more(count, language),
            fits=fits,
        )
    frozen = shaped(text)
    return Words(frozen, language, channel.parts(frozen) if channel is not None else 1)


def _untitled(one: Said) -> bool:
    return one.kind.is_sensitive or one.content.hides_titles


def _one(one: Said, signature: str, *, untitled: bool, whole: bool) -> str:
    extra = {STEP: one.step_words, CENTRE: signature}
    return one.kind.worded(one.content, extra=extra, untitled=untitled, whole=whole)
