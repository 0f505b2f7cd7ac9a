"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from javon.service.lending.views import (
    classes,
    desk,
    hold_new,
    holds,
    loan,
    openings,
    overdue,
    papers,
    terms,
    terms_force,
    terms_why,
    uncatalogued,
)

app_name = "lending"
_OPENING = "desk/open-loans/<int:number>/"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/scan/", desk.scan_code, name="scan"),
    path("desk/found/", desk.suggest, name="found"),
    path("desk/undo/", desk.undo_deed, name="undo"),
    path("desk/renew/", desk.renew_loans, name="renew"),
    path("desk/register-again/", desk.register_again_here, name="register_again"),
    path("desk/refusal/", desk.refuse, name="refuse"),
    path("desk/classes/", classes.classes, name="classes"),
    path("desk/classes/<uuid:school>/<int:grade>/", classes.school_class, name="class"),
    path(
        "desk/classes/<uuid:school>/<int:grade>/<str:letter>/", classes.school_class, name="class_of_letter"
    ),
    path("desk/class-sheet/<uuid:school>/<int:grade>/", classes.class_sheet, name="class_sheet"),
    path(
        "desk/class-sheet/<uuid:school>/<int:grade>/<str:letter>/",
        classes.class_sheet,
        name="class_sheet_of_letter",
    ),
    path("desk/uncatalogued/", uncatalogued.uncatalogued, name="uncatalogued"),
    path("desk/loans/<uuid:key>/", loan.loan, name="loan"),
    path("desk/loans/<uuid:key>/lost/", loan.lost, name="lost"),
    path("desk/loans/<uuid:key>/claimed/", loan.claimed, name="claimed"),
    path("desk/loans/<uuid:key>/damaged/", loan.damaged, name="damaged"),
    # open loans of the paper system
    path("desk/open-loans/", openings.runs, name="openings"),
    path("desk/open-loans/new/", openings.new_run, name="opening_new"),
    path("desk/open-loans/template.xlsx", openings.template, name="opening_template"),
    path(f"{_OPENING}", openings.run, name="opening"),
    path(f"{_OPENING}columns/", openings.run_columns, name="opening_columns"),
    path(f"{_OPENING}lines/<int:row>/", openings.choose, name="opening_line"),
    path(f"{_OPENING}enter/", openings.run_enter, name="opening_enter"),
    path(f"{_OPENING}take-back/", openings.run_take_back, name="opening_take_back"),
    path(f"{_OPENING}drop/", openings.run_drop, name="opening_drop"),
    path(f"{_OPENING}report.xlsx", openings.run_report, name="opening_report"),
    path("desk/paper-sheet/", desk.paper_sheet, name="paper_sheet"),
    path("desk/slip/", desk.slip, name="slip"),
    # reservations
    path("desk/holds/", holds.holds, name="holds"),
    path("desk/holds/found/", holds.found, name="hold_found"),
    path("desk/holds/missing/", holds.missing, name="hold_missing"),
    path("desk/holds/clear/", holds.clear, name="hold_clear"),
    path("desk/holds/new/<int:number>/", hold_new.new, name="hold_new"),
    path("desk/holds/queue/<int:number>/", holds.queue, name="hold_queue"),
    path("desk/holds/<uuid:key>/", holds.one, name="hold"),
    path("desk/holds/<uuid:key>/slip/", holds.slip, name="hold_slip"),
    path("desk/holds/<uuid:key>/<str:deed>/", holds.change, name="hold_change"),
    path("overdue/", overdue.overdue, name="overdue"),
    path("overdue/print/", overdue.printed, name="overdue_print"),
    path("overdue/list.xlsx", overdue.workbook, name="overdue_workbook"),
    path("overdue/<int:number>/", overdue.late_reader, name="late_reader"),
    path("overdue/<int:number>/call/", overdue.call, name="call"),
    path("overdue/<int:number>/titles/", overdue.titles, name="titles_in_messages"),
    path("desk/terms/", terms.terms, name="terms"),
    path("desk/terms/begin/", terms.begin, name="terms_begin"),
    path("desk/terms/why/", terms_why.why, name="terms_why"),
    path("desk/terms/<int:number>/", terms.terms_set, name="terms_set"),
    path("desk/terms/<int:number>/give-up/", terms.drop, name="terms_drop"),
    path("desk/terms/<int:number>/lines/new/", terms.line, name="terms_new_line"),
    path("desk/terms/<int:number>/lines/<uuid:key>/", terms.line, name="terms_line"),
    path("desk/terms/<int:number>/lines/<uuid:key>/move/", terms.move, name="terms_move"),
    path("desk/terms/<int:number>/lines/<uuid:key>/delete/", terms.delete, name="terms_delete"),
    path("desk/terms/<int:number>/preview/", terms_force.preview, name="terms_preview"),
    path("desk/terms/<int:number>/into-force/", terms_force.into_force, name="terms_into_force"),
    path("desk/terms/<int:number>/open-loans/", terms_force.open_loans, name="terms_open_loans"),
    # a reader's papers that tell of loans
    path("readers/<int:number>/formulary.pdf", papers.formulary_pdf, name="formulary_pdf"),
    path("readers/<int:number>/clearance.pdf", papers.clearance_pdf, name="clearance_pdf"),
    path("readers/<int:number>/data.json", papers.data_json, name="data_json"),
    path("readers/<int:number>/data.pdf", papers.data_pdf, name="data_pdf"),
]
