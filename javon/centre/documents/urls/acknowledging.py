"""Addresses of acknowledgement and of papers signed by hand."""

from __future__ import annotations

from django.urls import path

from javon.centre.documents.views import acknowledging

urlpatterns = [
    path("late/", acknowledging.late, name="late"),
    path("<int:short_id>/acknowledge/", acknowledging.acknowledge, name="acknowledge"),
    path("<int:short_id>/remind/", acknowledging.remind, name="remind"),
    path("<int:short_id>/sheet/", acknowledging.sheet, name="sheet"),
    path("<int:short_id>/mark/", acknowledging.mark, name="mark"),
]
