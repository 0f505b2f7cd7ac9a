"""Addresses of labels and cards."""

from __future__ import annotations

from django.urls import path

from javon.collection.labels.views import queue, runs, sheets

app_name = "labels"
urlpatterns = [
    path("stock/labels/", queue.queue, name="queue"),
    path("stock/labels/withdraw/", queue.withdraw, name="withdraw"),
    path("stock/labels/print/<slug:kind>/", runs.choose, name="print"),
    path("stock/labels/printings/<uuid:pk>/", runs.run, name="run"),
    path("stock/labels/printings/<uuid:pk>/labels.pdf", runs.pdf, name="pdf"),
    path("stock/labels/printings/<uuid:pk>/printed/", runs.printed, name="printed"),
    path("stock/labels/printings/<uuid:pk>/return/", runs.returned, name="returned"),
    path("stock/labels/sheets/", sheets.sheets, name="sheets"),
    path("stock/labels/sheets/new/", sheets.new, name="new_sheet"),
    path("stock/labels/sheets/<slug:key>/", sheets.edit, name="sheet"),
    path("stock/labels/sheets/<slug:key>/retire/", sheets.retire, name="retire_sheet"),
    path("stock/labels/sheets/<slug:key>/calibrate/", sheets.calibrate, name="calibrate"),
    path("stock/labels/sheets/<slug:key>/calibration.pdf", sheets.calibration, name="calibration"),
    path("catalogue/<int:number>/card.pdf", runs.card, name="card"),
]
