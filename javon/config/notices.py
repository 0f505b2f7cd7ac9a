"""Every kind of notice that a module declares, the ladders of their subjects, who plans them, how they leave the house."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

from javon.core.messaging.channels import Channel
from javon.core.messaging.channels.mail import EmailChannel
from javon.core.messaging.channels.sms import SmsChannel
from javon.core.messaging.kinds import Ladder, NoticeKind, Planner
from javon.service.lending import hold_notices as holds
from javon.service.lending import notices as lending
from javon.service.readers import notices as readers

KINDS: tuple[NoticeKind, ...] = (*lending.KINDS, *holds.KINDS, *readers.KINDS)

LADDERS: tuple[Ladder, ...] = (*lending.LADDERS, *holds.LADDERS, *readers.LADDERS)

# Asked every morning what is wanted.
PLANNERS: tuple[Planner, ...] = (*lending.PLANNERS, *holds.PLANNERS, *readers.PLANNERS)

# Why a kind says "not wanted any more": code → sentence.
REASONS: Mapping[str, Promise] = {**lending.REASONS, **holds.REASONS, **readers.REASONS}

CHANNELS: tuple[Channel, ...] = (SmsChannel(), EmailChannel())
