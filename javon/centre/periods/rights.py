"""The rights around closing months and years. Nizom 2.7."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

CLOSE = Right("periods.close", _("close a month or a year"), "2.7")
REOPEN = Right("periods.reopen", _("open a closed period again"), "2.7")

RIGHTS: tuple[Right, ...] = (CLOSE, REOPEN)
