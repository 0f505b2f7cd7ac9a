"""Addresses of the first day."""

from __future__ import annotations

from django.urls import path

from javon.places.setup import views

app_name = "setup"
urlpatterns = [
    path("", views.first_day, name="first_day"),
    path("letterhead/", views.letterhead, name="letterhead"),
    path("printer/", views.printer, name="printer"),
    path("printer/sheet/", views.printer_sheet, name="printer_sheet"),
]
