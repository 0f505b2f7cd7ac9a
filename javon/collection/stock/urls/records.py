"""Addresses of the staff's catalogue: its list and the page of a record."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import records as views
from javon.collection.stock.views import short_records

urlpatterns = [
    path("catalogue/", views.records, name="records"),
    path("catalogue/short/", short_records.short, name="short_records"),
    path("catalogue/short/next/", short_records.next_short, name="short_next"),
    path("catalogue/<int:number>/", views.record, name="record"),
    path("catalogue/<int:number>/parts/", views.contents, name="contents"),
]
