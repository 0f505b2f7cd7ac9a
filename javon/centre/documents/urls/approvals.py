"""The list of what waits for one's decision, under an address of its own: /approvals/."""

from __future__ import annotations

from django.urls import path

from javon.centre.documents.views import approval

app_name = "approvals"
urlpatterns = [path("", approval.approvals, name="list")]
