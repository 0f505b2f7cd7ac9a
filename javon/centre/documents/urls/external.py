"""Addresses of the register of acts above us."""

from __future__ import annotations

from django.urls import path

from javon.centre.documents.views import external

urlpatterns = [
    path("acts/", external.acts, name="acts"),
    path("acts/new/", external.enter, name="enter_act"),
    path("acts/load/", external.load, name="load_acts"),
    path("acts/<int:short_id>/", external.act, name="act"),
    path("acts/<int:short_id>/follow/", external.follow, name="follow_act"),
    path("acts/<int:short_id>/end/", external.end, name="end_act"),
]
