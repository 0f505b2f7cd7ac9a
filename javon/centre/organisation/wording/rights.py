"""The modules whose rights the matrix groups, as people call them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By what stands before the dot of a right's code.
MODULES: dict[str, Promise] = {
    "organisation": _("Organisation"),
    "services": _("The other services"),
    "documents": _("Documents"),
    "tasks": _("Directives and tasks"),
    "periods": _("Months and years"),
    "catalogue": _("Catalogue"),
    "accounts": _("Accounts"),
    "audit": _("Journal"),
    "journal": _("Journal"),
}


def module(code: str) -> str:
    """What people call the module of a right; its code where no words are known."""
    name = code.partition(".")[0]
    return str(MODULES.get(name, name))
