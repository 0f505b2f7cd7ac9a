"""Addresses of the interface itself: the gallery (/ui/) /help/keys/, and /set-display/, where each footer posts."""

from __future__ import annotations

from django.urls import path

from javon.core.ui import views

app_name = "ui"
urlpatterns = [
    path("set-display/", views.set_display, name="set_display"),
    path("help/keys/", views.show_keys, name="keys"),
    path("ui/", views.show_gallery, name="gallery"),
    path("ui/<slug:name>/", views.show_example, name="example"),
]
