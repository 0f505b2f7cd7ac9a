"""Addresses of documents; short numbers in them, as people say them."""

from __future__ import annotations

from javon.centre.documents.urls import (
    acknowledging,
    approval,
    drafting,
    external,
    letters,
    reading,
    registers,
)

app_name = "documents"
urlpatterns = [
    *reading.urlpatterns,
    *drafting.urlpatterns,
    *approval.urlpatterns,
    *acknowledging.urlpatterns,
    *letters.urlpatterns,
    *registers.urlpatterns,
    *external.urlpatterns,
]
