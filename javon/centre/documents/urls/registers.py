"""Addresses of registration journals and the nomenclature of files."""

from __future__ import annotations

from django.urls import path

from javon.centre.documents.views import registers

urlpatterns = [
    path("registers/", registers.registers, name="registers"),
    path("registers/load/", registers.load, name="load_registers"),
    path("registers/<slug:code>/", registers.journal, name="journal"),
    path("registers/<slug:code>/print/", registers.printed, name="journal_print"),
    path("registers/<slug:code>/xlsx/", registers.workbook, name="journal_workbook"),
    path("registers/<slug:code>/take-over/", registers.take_over, name="take_over"),
    path("case-files/", registers.case_files, name="case_files"),
    path("case-files/print/", registers.case_files_printed, name="case_files_print"),
    path("case-files/new/", registers.add_case_file, name="add_case_file"),
    path("case-files/<uuid:pk>/close/", registers.close_case_file, name="close_case_file"),
    path("<int:short_id>/case-file/", registers.put_in_case_file, name="put_in_case_file"),
]
