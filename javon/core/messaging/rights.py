"""The rights of messages: to set the channels, and to work through what staff deliver by hand."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

CONFIGURE = Right("messaging.configure", _("set how messages are sent"), "2.6")
DELIVER = Right("messaging.deliver", _("work through lists of calls and paper messages"), "2.6")

RIGHTS: tuple[Right, ...] = (CONFIGURE, DELIVER)
