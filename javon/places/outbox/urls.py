"""Addresses of the pages of messages."""

from __future__ import annotations

from django.urls import path

from javon.places.outbox.views import hand, outbox, settings

app_name = "outbox"
urlpatterns = [
    path("", outbox.outbox, name="outbox"),
    path("unsure/", outbox.unsure, name="unsure"),
    path("unsure/<uuid:key>/", outbox.settle, name="settle"),
    path("dead/", outbox.dead, name="dead"),
    path("dead/<uuid:key>/", outbox.revive, name="revive"),
    path("calls/", hand.calls, name="calls"),
    path("paper/", hand.paper, name="paper"),
    path("paper/print/", hand.printed, name="print"),
    path("<uuid:key>/done/", hand.done, name="done"),
    path("settings/", settings.settings, name="settings"),
    path("settings/<slug:part>/", settings.change, name="change"),
]
