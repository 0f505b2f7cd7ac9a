"""Addresses of the cataloguers' pages; the list and the page of a record, which show copies, are the
stock's.
"""

from __future__ import annotations

from django.urls import path

from javon.collection.catalogue.views import (
    author_marks,
    authorities,
    classes,
    completing,
    correcting,
    elsewhere,
    entering,
    imports,
    marc,
    merging,
    parts,
    proposals,
    quick,
    targets,
)

app_name = "catalogue"
urlpatterns = [
    path("catalogue/new/", entering.new, name="new"),
    path("catalogue/quick/", quick.quick, name="quick"),
    path("catalogue/complete/<str:what>/", completing.complete, name="complete"),
    path("catalogue/checks/", correcting.check, name="checks"),
    path("catalogue/classes/", classes.classes, name="all_classes"),
    path("catalogue/classes/local/", classes.flagged, {"flag": "local"}, name="local_history"),
    path(
        "catalogue/classes/encyclopaedias/",
        classes.flagged,
        {"flag": "encyclopaedias"},
        name="encyclopaedias",
    ),
    path(
        "catalogue/classes/without-conclusion/",
        classes.flagged,
        {"flag": "without-conclusion"},
        name="without_conclusion",
    ),
    path("catalogue/classes/<str:scheme>/", classes.classes, name="classes"),
    path("catalogue/author-marks/", author_marks.index, name="author_marks"),
    path("catalogue/author-marks/replace/", author_marks.replace, name="author_marks_replace"),
    path("catalogue/author-marks/table.tsv", author_marks.download, name="author_marks_table"),
    path("catalogue/imports/", imports.imports, name="imports"),
    path("catalogue/elsewhere/", elsewhere.search, name="elsewhere"),
    path("catalogue/elsewhere/<uuid:pk>/", elsewhere.preview, name="found_elsewhere"),
    path("catalogue/elsewhere/<uuid:pk>/take/", elsewhere.take, name="found_take"),
    path("catalogue/targets/", targets.index, name="targets"),
    path("catalogue/targets/add/", targets.add, name="target_add"),
    path("catalogue/targets/standard/", targets.add_standard, name="targets_standard"),
    path("catalogue/targets/<uuid:pk>/", targets.change, name="target"),
    path("catalogue/targets/<uuid:pk>/switch/", targets.switch, name="target_switch"),
    path("catalogue/quarantine/", imports.quarantine, name="quarantine"),
    path("catalogue/quarantine/<int:pk>/", imports.quarantined, name="quarantined"),
    path("catalogue/quarantine/<int:pk>/bytes/", imports.quarantined_bytes, name="quarantined_bytes"),
    path("catalogue/duplicates/", merging.probable, name="duplicates"),
    path("catalogue/duplicates/apart/", merging.apart, name="apart"),
    path("catalogue/merge/", merging.merge, name="merge"),
    path("catalogue/proposals/", proposals.index, name="proposals"),
    path("catalogue/proposals/new/", proposals.propose, name="propose"),
    path("catalogue/proposals/<uuid:pk>/decline/", proposals.decline, name="decline"),
    path("catalogue/merge/<uuid:pk>/undo/", merging.unmerge, name="unmerge"),
    path("catalogue/authorities/", authorities.index, name="authorities"),
    path("catalogue/authorities/<int:number>/", authorities.one, name="authority"),
    path("catalogue/authorities/<int:number>/variant/", authorities.variant, name="authority_variant"),
    path("catalogue/authorities/<int:number>/merge/", authorities.merge, name="authority_merge"),
    path("catalogue/authorities/undo/<uuid:pk>/", authorities.undo, name="authority_undo"),
    path("catalogue/<int:number>/correct/", correcting.correct, name="correct"),
    path("catalogue/<int:number>/marc/", marc.edit, name="marc"),
    path("catalogue/<int:number>/marc/check/", marc.check, name="marc_check"),
    path("catalogue/marc/help/<str:tag>/", marc.field_help, name="marc_help"),
    path("catalogue/<int:number>/parts/new/", parts.add_part, name="add_part"),
    path("catalogue/<int:number>/volumes/new/", parts.add_volume, name="add_volume"),
    path("catalogue/<int:number>/volumes/lead/", parts.lead_to_set, name="lead_to_set"),
    path("catalogue/<int:number>/restore/", correcting.restore, name="restore"),
]
