"""Which messages of the library come by which way: the reader's own choice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from javon.core.messaging.kinds import known
from javon.core.messaging.queries import ready_channels, settings_of
from javon.core.messaging.queries.reachable import reaches
from javon.core.messaging.wording import CHANNELS
from javon.core.ui.render import page
from javon.places.cabinet.family import Cabinet, for_readers
from javon.service.lending.notices import EVERY, TITLES, wants_no_titles
from javon.service.readers.actions import own
from javon.service.readers.contacts import recipient_of


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """A switch for each group of messages and each way that the library has."""
    grid, hides_titles = _grid(cabinet), wants_no_titles(recipient_of(cabinet.reader.pk))
    if request.method != "POST":
        return page(request, "cabinet/notices.html", cabinet=cabinet, grid=grid, hides_titles=hides_titles)
    wanted = set(request.POST.getlist("on"))
    for group in grid:
        for channel in group["channels"]:
            if channel["is_on"] != (channel["key"] in wanted):
                own.keep_wish(
                    by=cabinet.by, reader=cabinet.reader, group=group["code"], channel=channel["code"],
                    is_on=channel["key"] in wanted,
                )  # fmt: skip
    if hides_titles != ("without_titles" in request.POST):
        own.keep_wish(
            by=cabinet.by, reader=cabinet.reader, group=TITLES, channel=EVERY, is_on=hides_titles
        )  # fmt: skip
    messages.success(request, _("Kept. The library writes to you as you wish."))
    return HttpResponseRedirect(f"{cabinet.base}notices/", status=303)


def _grid(cabinet: Cabinet) -> list[dict[str, Any]]:
    settings = settings_of(cabinet.reader.centre_id)
    ready = ready_channels(settings)
    recipient = recipient_of(cabinet.reader.pk)
    reach = reaches([recipient])
    groups = {kind.group.code: kind.group for kind in known().kinds.values()}
    return [
        {
            "code": code,
            "label": group.label,
            "channels": [
                {
                    "code": channel,
                    "key": f"{code}.{channel}",
                    "label": CHANNELS[channel],
                    "is_on": channel not in reach[recipient, code].refused,
                }
                for channel in settings.order
                if channel in ready
            ],
        }
        for code, group in sorted(groups.items())
    ]
