"""Units, posts, staffing tables, people, rights."""

from __future__ import annotations

from django.urls import URLPattern, path

from javon.centre.organisation.views import people, rights, staffing, structure

urlpatterns: list[URLPattern] = [
    path("", structure.chart, name="chart"),
    path("units/new/", structure.add_unit, name="add_unit"),
    path("units/<slug:code>/", structure.unit, name="unit"),
    path("units/<slug:code>/rename/", structure.rename_unit, name="rename_unit"),
    path("units/<slug:code>/move/", structure.move_unit, name="move_unit"),
    path("units/<slug:code>/close/", structure.close_unit, name="close_unit"),
    path("units/<slug:code>/topics/new/", structure.add_topic, name="add_topic"),
    path("topics/<uuid:pk>/end/", structure.end_topic, name="end_topic"),
    path("posts/new/", structure.add_post, name="add_post"),
    path("posts/<slug:code>/close/", structure.close_post, name="close_post"),
    path("points/new/", structure.add_point, name="add_point"),
    path("points/<uuid:pk>/unit/", structure.assign_point, name="assign_point"),
    path("points/<uuid:pk>/close/", structure.close_point, name="close_point"),
    path("services/", structure.services, name="services"),
    path("staffing/", staffing.in_force, name="staffing"),
    path("staffing/versions/", staffing.versions, name="staffing_versions"),
    path("staffing/propose/", staffing.propose, name="propose_staffing"),
    path("staffing/<int:number>/", staffing.version, name="staffing_version"),
    path("staffing/<int:number>/print/", staffing.print_version, name="print_staffing"),
    path("staffing/<int:number>/withdraw/", staffing.withdraw, name="withdraw_staffing"),
    path("staffing/<int:number>/force/", staffing.put_in_force, name="force_staffing"),
    path("staff/", people.people, name="people"),
    path("staff/new/", people.register, name="register"),
    path("staff/<uuid:pk>/", people.person, name="person"),
    path("staff/<uuid:pk>/correct/", people.correct, name="correct_person"),
    path("staff/<uuid:pk>/appoint/", people.appoint, name="appoint"),
    path("staff/<uuid:pk>/release/", people.release, name="release"),
    path("staff/<uuid:pk>/absence/", people.record_absence, name="record_absence"),
    path("staff/<uuid:pk>/account/", people.link_account, name="link_account"),
    path("staff/<uuid:pk>/account/off/", people.unlink_account, name="unlink_account"),
    path("appointments/<uuid:pk>/move/", people.move, name="move_appointment"),
    path("appointments/<uuid:pk>/end/", people.end_appointment, name="end_appointment"),
    path("absences/<uuid:pk>/cancel/", people.cancel_absence, name="cancel_absence"),
    path("absences/<uuid:pk>/substitute/", people.substitute, name="substitute"),
    path("substitutions/<uuid:pk>/cancel/", people.cancel_substitution, name="cancel_substitution"),
    path("rights/", rights.matrix, name="rights"),
    path("rights/why/", rights.why, name="why"),
]
