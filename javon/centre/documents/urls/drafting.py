"""Addresses of drafting."""

from __future__ import annotations

from django.urls import path

from javon.centre.documents.views import drafting

urlpatterns = [
    path("new/", drafting.templates, name="templates"),
    path("new/<slug:kind>/", drafting.new, name="new"),
    path("<int:short_id>/edit/", drafting.edit, name="edit"),
    path("<int:short_id>/new-version/", drafting.new_version, name="new_version"),
    path("<int:short_id>/basis/", drafting.basis, name="basis"),
    path("<int:short_id>/basis/<uuid:pk>/drop/", drafting.drop_basis, name="drop_basis"),
    path("<int:short_id>/basis/<uuid:pk>/check/", drafting.check_basis, name="check_basis"),
]
