"""The one right of this module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

MANAGE_ACCOUNTS = Right("accounts.manage", _("make, lock and reset accounts"), "3.1")
