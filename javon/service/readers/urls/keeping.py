"""Addresses of papers, doubles, personal data, files of readers."""

from __future__ import annotations

from django.urls import path

from javon.service.readers.views import arrivals, merging, papers, papers_of_reader, personal_data

_ONE = "readers/<int:number>/"
_RUN = "readers/files/<int:number>/"
_DEPOSIT = "readers/deposits/<int:year>/<int:number>/"

urlpatterns = [
    path("readers/papers/", papers.hub, name="papers"),
    path("readers/cards/", papers.cards, name="cards"),
    path("readers/cards.pdf", papers.cards_pdf, name="cards_pdf"),
    path("readers/cards/printed/", papers.cards_printed, name="cards_printed"),
    path("readers/sheets/<int:year>/", papers.sheets, name="sheets"),
    path("readers/sheet.pdf", papers.blank_sheet_pdf, name="blank_sheet_pdf"),
    path("readers/formulary.pdf", papers.blank_formulary_pdf, name="blank_formulary_pdf"),
    path("readers/guarantee.pdf", papers.blank_guarantee_pdf, name="blank_guarantee_pdf"),
    path("readers/journal/<int:year>-<int:volume>.pdf", papers.journal_pdf, name="journal_pdf"),
    path(f"{_ONE}card.pdf", papers.card_pdf, name="card_pdf"),
    path(f"{_ONE}card/", papers.card_on_screen, name="card_on_screen"),
    path(f"{_ONE}sheet.pdf", papers.sheet_pdf, name="sheet_pdf"),
    path(f"{_ONE}guarantee.pdf", papers.guarantee_pdf, name="guarantee_pdf"),
    path(f"{_ONE}papers/", papers_of_reader.papers_of, name="papers_of"),
    path(f"{_ONE}scan/", papers_of_reader.put_scan, name="put_scan"),
    path(f"{_ONE}scan", papers_of_reader.scan, name="scan"),
    path(f"{_ONE}deposit/", papers_of_reader.take_deposit, name="take_deposit"),
    path("readers/deposits/", papers_of_reader.deposits, name="deposits"),
    path(f"{_DEPOSIT}return/", papers_of_reader.return_deposit, name="return_deposit"),
    path(f"{_DEPOSIT}receipt.pdf", papers_of_reader.receipt_pdf, name="receipt_pdf"),
    path(f"{_DEPOSIT}return.pdf", papers_of_reader.return_act_pdf, name="return_act_pdf"),
    path("readers/doubles/", merging.doubles, name="doubles"),
    path("readers/doubles/compare/", merging.merge, name="merge"),
    path("readers/doubles/apart/", merging.tell_apart, name="tell_apart"),
    path("readers/doubles/again/", merging.ask_again, name="ask_again"),
    path("readers/merges/<uuid:key>/part/", merging.part, name="part"),
    path("readers/personal-data/", personal_data.personal_data, name="personal_data"),
    path("readers/files/", arrivals.runs, name="runs"),
    path("readers/files/new/", arrivals.new_run, name="new_run"),
    path("readers/files/template.xlsx", arrivals.template, name="template"),
    path(f"{_RUN}", arrivals.run, name="run"),
    path(f"{_RUN}columns/", arrivals.run_columns, name="run_columns"),
    path(f"{_RUN}enter/", arrivals.run_enter, name="run_enter"),
    path(f"{_RUN}take-back/", arrivals.run_take_back, name="run_take_back"),
    path(f"{_RUN}drop/", arrivals.run_drop, name="run_drop"),
    path(f"{_RUN}report.xlsx", arrivals.run_report, name="run_report"),
    path(f"{_ONE}erase/", personal_data.erase, name="erase"),
]
