"""The rights to read the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

READ = Right("journal.read", _("read the whole journal"), "3.1")
READ_OWN_UNIT = Right("journal.read_own_unit", _("read the journal of one's own service"), "3.1")

RIGHTS: tuple[Right, ...] = (READ, READ_OWN_UNIT)
