"""Addresses of reading papers."""

from __future__ import annotations

from django.urls import path

from javon.centre.documents.views import reading

urlpatterns = [
    path("", reading.inbox, name="list"),
    path("mine/", reading.inbox, {"tab": "mine"}, name="mine"),
    path("by-id/<uuid:pk>/", reading.by_id, name="by_id"),
    path("resting/", reading.resting, name="resting"),
    path("<int:short_id>/", reading.document, name="document"),
    path("<int:short_id>/version/<int:number>/", reading.document, name="version"),
    path("<int:short_id>/changes/", reading.changes, name="changes"),
    path("<int:short_id>/print/", reading.printed, name="print"),
    path("<int:short_id>/paper.<str:ending>", reading.download, name="download"),
]
