"""Addresses of the organisation: its standing structure, and its daily life."""

from __future__ import annotations

from javon.centre.organisation.urls import daily, structure

app_name = "organisation"
urlpatterns = [*structure.urlpatterns, *daily.urlpatterns]
