"""Addresses of tasks. A task is called by its year and number, as people do."""

from __future__ import annotations

from django.urls import path, register_converter

from javon.centre.tasks.views import deeds, discipline, lists, page


class Tab:
    """Which of the lists."""

    regex = "mine|given|controlled|all"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Tab, "task_tab")

app_name = "tasks"
urlpatterns = [
    path("", lists.tasks, name="list"),
    path("<task_tab:tab>/", lists.tasks, name="list"),
    path("<task_tab:tab>/print/", lists.printed, name="print"),
    path("new/", deeds.new, name="new"),
    path("oral/", deeds.oral, name="oral"),
    path("discipline/", discipline.discipline, name="discipline"),
    path("discipline/rows/", discipline.rows, name="discipline_rows"),
    path("discipline/print/", discipline.printed, name="discipline_print"),
    path("discipline/xlsx/", discipline.workbook, name="discipline_workbook"),
    path("<int:year>/<int:number>/", page.task, name="task"),
    path("<int:year>/<int:number>/card/", page.control_card, name="control_card"),
    path("<int:year>/<int:number>/evidence/<uuid:pk>/", page.evidence, name="evidence"),
    path("<int:year>/<int:number>/<slug:name>/", deeds.verb, name="verb"),
]
