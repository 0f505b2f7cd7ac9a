"""Addresses of the page from which a phone is set up."""

from __future__ import annotations

from django.urls import path

from javon.config import phone

app_name = "phone"
urlpatterns = [
    path("setup-phone/", phone.set_up_phone, name="setup"),
    path("setup-phone/javon.crt", phone.authority, name="authority"),
]
