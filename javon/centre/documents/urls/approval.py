"""Addresses of the route to approval."""

from __future__ import annotations

from django.urls import path

from javon.centre.documents.views import approval

urlpatterns = [
    path("<int:short_id>/submit/", approval.submit, name="submit"),
    path("<int:short_id>/withdraw/", approval.withdraw, name="withdraw"),
    path("<int:short_id>/agree/", approval.agree, name="agree"),
    path("<int:short_id>/return/", approval.send_back, name="return"),
    path("<int:short_id>/approve/", approval.approve, name="approve"),
    path("<int:short_id>/end/", approval.end, name="end"),
]
