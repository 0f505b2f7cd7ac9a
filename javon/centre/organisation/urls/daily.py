"""Calendar, roster, directory of the district, passport of the centre."""

from __future__ import annotations

from django.urls import URLPattern, path

from javon.centre.organisation.views import calendar, directory, roster

urlpatterns: list[URLPattern] = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/days/", calendar.set_days, name="set_days"),
    path("calendar/days/<str:day>/remove/", calendar.remove_day, name="remove_day"),
    path("calendar/years/<int:year>/", calendar.load_year, name="load_year"),
    path("calendar/hours/", calendar.set_hours, name="set_hours"),
    path("roster/", roster.roster, name="roster"),
    path("roster/shifts/", roster.put_on_duty, name="put_on_duty"),
    path("roster/shifts/<uuid:shift_id>/remove/", roster.take_off_duty, name="take_off_duty"),
    path("roster/copy/", roster.copy_week, name="copy_week"),
    path("directory/", directory.directory, name="directory"),
    path("directory/new/", directory.body, name="new_body"),
    path("directory/<uuid:body_id>/", directory.body, name="body"),
    path("directory/<uuid:body_id>/close/", directory.close_body, name="close_body"),
    path("passport/", directory.passport, name="passport"),
    path("passport/<slug:code>/", directory.indicator, name="indicator"),
    path("passport/<slug:code>/enter/", directory.enter_figure, name="enter_figure"),
]
