"""Addresses of the middle floor: rounds, entry, review, recognition."""

from django.urls import path

from criteria.views import entry, evidence, recognition, workbook
from criteria.views import rearrangement as units
from criteria.views.lives import life
from criteria.views.review.appraisal import appraisal
from criteria.views.review.opinions import opinions
from criteria.views.review.queue import approve_clean, review
from criteria.views.review.report import (
    review_answer,
    review_approve,
    review_begin,
    review_correct,
    review_opine,
    review_report,
    review_return,
)
from criteria.views.rounds import round_change, round_close, round_create, round_extend, round_page, rounds_list

REPORT = "nhap-lieu/<slug:of_round>/<slug:slug>/"
EXCEL = "nhap-lieu/<slug:of_round>/excel/"
EVIDENCE = f"{REPORT}minh-chung/<int:number>/"

DECISION = "cong-nhan/quyet-dinh/<int:number>/"

urlpatterns = [
    path("lich-su/<slug:slug>/<slug:set_code>/<str:code>/", life, name="life"),
    path("ky-bao-cao/", rounds_list, name="rounds"),
    path("ky-bao-cao/mo/", round_create, name="round_create"),
    path("ky-bao-cao/<slug:slug>/", round_page, name="round"),
    path("ky-bao-cao/<slug:slug>/sua/", round_change, name="round_change"),
    path("ky-bao-cao/<slug:slug>/khoa/", round_close, name="round_close"),
    path("ky-bao-cao/<slug:slug>/gia-han/", round_extend, name="round_extend"),
    path("sap-xep/", units.rearrangements, name="rearrangements"),
    path("sap-xep/moi/", units.rearrangement_new, name="rearrangement_new"),
    path("sap-xep/<int:number>/", units.rearrangement, name="rearrangement"),
    path("sap-xep/<int:number>/sua/", units.rearrangement_edit, name="rearrangement_edit"),
    path("sap-xep/<int:number>/chon/", units.rearrangement_choose, name="rearrangement_choose"),
    path("sap-xep/<int:number>/trinh/", units.rearrangement_propose, name="rearrangement_propose"),
    path("sap-xep/<int:number>/duyet/", units.rearrangement_apply, name="rearrangement_apply"),
    path("sap-xep/<int:number>/hoan-tac/", units.rearrangement_undo, name="rearrangement_undo"),
    path("nhap-lieu/", entry.entry, name="entry"),
    path(EXCEL, workbook.upload, name="upload"),
    path(f"{EXCEL}mau/", workbook.workbook, name="workbook"),
    path(f"{EXCEL}<uuid:pk>/", workbook.upload_preview, name="upload_preview"),
    path(f"{EXCEL}<uuid:pk>/to-mau/", workbook.upload_marked, name="upload_marked"),
    path(f"{EXCEL}<uuid:pk>/ghi/", workbook.upload_confirm, name="upload_confirm"),
    path(f"{EXCEL}<uuid:pk>/bo/", workbook.upload_drop, name="upload_drop"),
    path("nhap-lieu/<slug:of_round>/giu-nguyen/", entry.entry_reaffirm, name="entry_reaffirm"),
    path("nhap-lieu/<slug:of_round>/gui-duyet/", entry.entry_send, name="entry_send"),
    path("nhap-lieu/<slug:of_round>/theo-tieu-chi/", entry.grid, name="grid"),
    path(REPORT, entry.report, name="report"),
    path(f"{REPORT}luu/", entry.report_save, name="report_save"),
    path(f"{REPORT}bat-dau/", entry.report_begin, name="report_begin"),
    path(f"{REPORT}gui/", entry.report_submit, name="report_submit"),
    path(f"{REPORT}rut/", entry.report_withdraw, name="report_withdraw"),
    path(f"{REPORT}giu-nguyen/", entry.report_reaffirm, name="report_reaffirm"),
    path(f"{REPORT}dinh-chinh/", entry.report_correct, name="report_correct"),
    path("minh-chung/tai-len/", evidence.upload_begin, name="upload_begin"),
    path("minh-chung/tai-len/tiep/", evidence.upload_piece, name="upload_piece"),
    path("minh-chung/<int:number>/", evidence.evidence_open, name="evidence_open"),
    path(EVIDENCE, evidence.evidence_page, name="evidence"),
    path(f"{EVIDENCE}tep/", evidence.evidence_file, name="evidence_file"),
    path(f"{EVIDENCE}trich-dan/", evidence.evidence_citation, name="evidence_citation"),
    path(f"{EVIDENCE}dung-lai/", evidence.evidence_again, name="evidence_again"),
    path(f"{EVIDENCE}bo/<int:link>/", evidence.evidence_off, name="evidence_off"),
    path("duyet/", review, name="review"),
    path("tham-tra/", review, name="check"),  # what a district sees of it: it checks its communes and approves nothing
    path("duyet/khong-canh-bao/", approve_clean, name="approve_clean"),
    path("duyet/y-kien/", opinions, name="opinions"),
    path("duyet/<slug:round>/<slug:commune>/", review_report, name="review_report"),
    path("duyet/<slug:round>/<slug:commune>/bat-dau/", review_begin, name="review_begin"),
    path("duyet/<slug:round>/<slug:commune>/tra-lai/", review_return, name="review_return"),
    path("duyet/<slug:round>/<slug:commune>/duyet/", review_approve, name="review_approve"),
    path("duyet/<slug:round>/<slug:commune>/y-kien/", review_opine, name="review_opine"),
    path("duyet/<slug:round>/<slug:commune>/tra-loi/", review_answer, name="review_answer"),
    path("duyet/<slug:round>/<slug:commune>/dieu-chinh/", review_correct, name="review_correct"),
    path("duyet/<slug:round>/<slug:commune>/bieu/", appraisal, name="appraisal"),
    path("cong-nhan/quyet-dinh/moi/", recognition.decision_new, name="decision_new"),
    path(DECISION, recognition.decision, name="decision"),
    path(f"{DECISION}sua/", recognition.decision_correct, name="decision_correct"),
    path(f"{DECISION}thu-hoi/<slug:slug>/", recognition.withdrawal, name="withdrawal"),
    path(f"{DECISION}thu-hoi/<slug:slug>/huy/", recognition.withdrawal_undo, name="withdrawal_undo"),
    path("cong-nhan/cong-nhan-lai/<slug:slug>/", recognition.recognise_again, name="recognise_again"),
    path("cong-nhan/cong-nhan-lai/<int:number>/huy/", recognition.recognise_again_drop, name="recognise_again_drop"),
    path("cong-nhan/quy-dinh/", recognition.recognition_rules, name="recognition_rules"),
    path("cong-nhan/quy-dinh/them/", recognition.recognition_rule_new, name="recognition_rule_new"),
    path("cong-nhan/quy-dinh/<int:number>/", recognition.recognition_rule, name="recognition_rule"),
]
