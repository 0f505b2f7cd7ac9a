"""Every address of the site: one line per module."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from javon.core.ui import errors, health
from javon.core.ui.languages import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("set-language/", set_language, name="set_language"),
    path("", include("javon.core.ui.urls")),
    path("", include("javon.core.accounts.urls")),
    path("", include("javon.config.phone_urls")),
    path("organisation/", include("javon.centre.organisation.urls")),
    path("tasks/", include("javon.centre.tasks.urls")),
    path("documents/", include("javon.centre.documents.urls")),
    path("approvals/", include("javon.centre.documents.urls.approvals")),
    path("", include("javon.collection.catalogue.urls")),
    path("", include("javon.collection.stock.urls")),
    path("", include("javon.collection.labels.urls")),
    path("acquisition/", include("javon.collection.acquisition.urls")),
    path("periodicals/", include("javon.collection.periodicals.urls")),
    path("", include("javon.service.lending.urls")),
    path("", include("javon.service.readers.urls")),
    path("", include("javon.places.cabinet.urls")),
    path("reading-room/", include("javon.service.readingroom.urls")),
    path("today/", include("javon.places.today.urls")),
    path("setup/", include("javon.places.setup.urls")),
    path("messages/", include("javon.places.outbox.urls")),
    path("practice/", include("javon.places.practice.urls")),
    path("journal/", include("javon.places.journal.urls")),
    path("api/v1/", include("javon.gateways.api.urls")),
    path("sms/", include("javon.gateways.sms.urls")),
    path("", include("javon.places.public.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
