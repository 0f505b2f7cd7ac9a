"""Addresses of prohibited publications."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import prohibited, prohibited_checks

urlpatterns = [
    path("stock/prohibited/", prohibited.alarms, name="prohibited"),
    path("stock/prohibited/list/", prohibited.entries, name="prohibited_entries"),
    path("stock/prohibited/versions/", prohibited.lists, name="prohibited_lists"),
    path("stock/prohibited/versions/new/", prohibited.new_list, name="prohibited_list_new"),
    path("stock/prohibited/look/", prohibited.look, name="prohibited_look"),
    path("stock/prohibited/alarms/<int:pk>/", prohibited.alarm, name="prohibited_alarm"),
    path("stock/prohibited/alarms/<int:pk>/aside/", prohibited.lay_aside, name="prohibited_aside"),
    path("stock/prohibited/alarms/<int:pk>/release/", prohibited.release, name="prohibited_release"),
    path("stock/prohibited/checks/", prohibited_checks.checks, name="prohibited_checks"),
    path("stock/prohibited/checks/new/", prohibited_checks.begin, name="prohibited_check_new"),
    path("stock/prohibited/checks/<int:number>/", prohibited_checks.check, name="prohibited_check"),
    path(
        "stock/prohibited/checks/<int:number>/find/<int:pk>/",
        prohibited_checks.find,
        name="prohibited_find",
    ),
    path("stock/prohibited/checks/<int:number>/act/", prohibited_checks.act, name="prohibited_act"),
    path(
        "stock/prohibited/checks/<int:number>/give-up/",
        prohibited_checks.give_up,
        name="prohibited_give_up",
    ),
]
