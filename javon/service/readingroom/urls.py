"""Addresses of the reading room, under /reading-room/."""

from __future__ import annotations

from django.urls import path

from javon.service.readingroom.views import faults, hall, hours, in_house, set_up, visits

app_name = "readingroom"
urlpatterns = [
    path("", hall.hall, name="hall"),
    path("take/", hall.take, name="take"),
    path("queue/", hall.queue, name="queue"),
    path("sessions/<uuid:key>/<str:deed>/", hall.session, name="session"),
    path("visit/", hall.visit, name="visit"),
    path("tally/", hall.tally, name="tally"),
    path("places/<str:code>/fault/", faults.fault, name="fault"),
    path("places/<str:code>/mend/", faults.mend, name="mend"),
    path("class-hours/", hours.class_hours, name="class_hours"),
    path("class-hours/<uuid:key>/end/", hours.end, name="class_hour_end"),
    path("books/", in_house.in_house, name="in_house"),
    path("books/<uuid:key>/", in_house.unreturned, name="unreturned"),
    path("visits/", visits.visits, name="visits"),
    path("set-up/", set_up.set_up, name="set_up"),
    path("set-up/room/", set_up.keep_room, name="keep_room"),
    path("set-up/minutes/<str:kind>/", set_up.keep_terms, name="keep_terms"),
]
