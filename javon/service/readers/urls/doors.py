"""Addresses of PINs and of what readers ask of the staff."""

from __future__ import annotations

from django.urls import path

from javon.service.readers.views import doors

urlpatterns = [
    path("readers/<int:number>/pin/", doors.give_pin, name="give_pin"),
    path("readers/requests/", doors.requests, name="requests"),
    path("readers/requests/<uuid:key>/phone/", doors.take_phone, name="take_phone"),
    path("readers/requests/<uuid:key>/decline/", doors.decline, name="decline_request"),
]
