"""Addresses of the cataloguers' pages; the list and the page of a record, which show copies, are the
stock's.
"""

from __future__ import annotations

from django.urls import path

from javon.collection.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("catalogue/new/", views.new, name="new"),
    path("catalogue/checks/", views.check, name="checks"),
    path("catalogue/imports/", views.imports, name="imports"),
    path("catalogue/quarantine/", views.quarantine, name="quarantine"),
    path("catalogue/quarantine/<int:pk>/", views.quarantined, name="quarantined"),
    path("catalogue/quarantine/<int:pk>/bytes/", views.quarantined_bytes, name="quarantined_bytes"),
    path("catalogue/<int:number>/correct/", views.correct, name="correct"),
    path("catalogue/<int:number>/restore/", views.restore, name="restore"),
]
