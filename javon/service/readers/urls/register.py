"""Addresses of the register and of one reader."""

from __future__ import annotations

from django.urls import path

from javon.service.readers.views import classes, consent, deeds, editing, listing, new, one

urlpatterns = [
    path("readers/", listing.index, name="index"),
    path("readers/new/", new.new, name="new"),
    path("readers/new/look/", new.look, name="look"),
    path("readers/new/group/", new.new_group, name="new_group"),
    path("readers/classes/", classes.classes, name="classes"),
    path("readers/classes/<uuid:key>/", classes.school, name="school"),
    path("readers/classes/<uuid:key>/find/", classes.find_class, name="find_class"),
    path("readers/classes/<uuid:key>/step/", classes.step_up, name="step_up"),
    path("readers/classes/<uuid:key>/step/undo/", classes.undo_step, name="undo_step"),
    path("readers/classes/<uuid:key>/<int:grade>/<str:letter>/", classes.one_class, name="class"),
    path(
        "readers/classes/<uuid:key>/<int:grade>/<str:letter>/list/", classes.register_list, name="class_list"
    ),
    path(
        "readers/classes/<uuid:key>/<int:grade>/<str:letter>/again/",
        classes.register_again,
        name="class_again",
    ),
    path("readers/consent/", consent.consent, name="consent"),
    path("readers/<int:number>/", one.reader, name="reader"),
    path("readers/<int:number>/edit/", editing.edit, name="edit"),
    path("readers/<int:number>/photo", deeds.photo, name="photo"),
    path("readers/<int:number>/identity/", deeds.show_identity, name="show_identity"),
    path("readers/<int:number>/do/<slug:name>/", deeds.do, name="do"),
    path("readers/<int:number>/<slug:code>/", one.panel, name="panel"),
]
