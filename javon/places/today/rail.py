"""The rail of the staff pages for one person: what waits there, and which items are not theirs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from javon.centre.documents import rights as documents
from javon.centre.organisation import queries as organisation
from javon.centre.organisation import rights as organisation_rights
from javon.collection.catalogue import rights as catalogue
from javon.collection.stock import rights as stock
from javon.core import clock
from javon.core.accounts import rights as accounts
from javon.core.messaging import rights as messaging
from javon.core.ui.context import NavItem
from javon.places.today.queries import badges_of
from javon.service.lending import rights as lending
from javon.service.readers import rights as readers
from javon.service.readingroom import rights as readingroom


def of_staff(request: HttpRequest) -> dict[str, Any]:
    """Counts and hidden items for whoever is signed in and works here, and the office under the centre's name."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.user_id is None:
        return {}
    person, day = organisation.person_of(actor), clock.today()
    if person is None:
        return {}
    badges = badges_of(person, day)
    may = actor.may
    needs = {
        "/approvals/": may(documents.APPROVE) or may(documents.AGREE) or bool(badges.decide),
        "/organisation/staff/": may(organisation_rights.SEE_STAFF),
        "/organisation/roster/": may(organisation_rights.SEE_ROSTER),
        "/setup/": may(organisation_rights.MANAGE_STRUCTURE),
        "/desk/": may(lending.LEND),
        "/overdue/": may(lending.SEE_OVERDUE),
        "/messages/": may(messaging.DELIVER) or may(messaging.CONFIGURE),
        "/readers/": may(readers.SEE_READERS),
        "/catalogue/": may(catalogue.CORRECT_RECORD),
        "/stock/checks/": may(stock.COUNT_STOCK),
        "/stock/": may(stock.SEE_STOCK),
        "/accounts/": may(accounts.MANAGE_ACCOUNTS),
        "/reading-room/": may(readingroom.SEE_HALL),
    }
    return {
        "user_role": organisation.office_of(person, day),
        "staff_counts": {"/approvals/": badges.decide, "/tasks/": badges.tasks, "/documents/": badges.read},
        "staff_hidden": {url for url, holds in needs.items() if not holds},
        "staff_nav": [
            NavItem(_("Reading room"), "/reading-room/", "armchair", order=45),
            NavItem(_("Stocktaking"), "/stock/checks/", "scan-barcode", order=95),
            NavItem(_("Accounts"), "/accounts/", "key-round", order=105),
        ],
    }
