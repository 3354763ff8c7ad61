"""The site map."""

from django.urls import include, path

from ntm.dashboards.bridge import bridge
from ntm.dashboards.close import close
from ntm.dashboards.commitments import commitment, commitment_edit, commitment_new, commitments
from ntm.dashboards.commune import commune
from ntm.dashboards.commune.reason import reason
from ntm.dashboards.communes import communes
from ntm.dashboards.contradictions import (
    contradiction,
    contradiction_note,
    contradictions,
    contradictions_csv,
)
from ntm.dashboards.criteria import criteria, criterion
from ntm.dashboards.districts import district, districts
from ntm.dashboards.documents import document, documents
from ntm.dashboards.figures import figure, figure_check, figure_edit, figure_new, figures
from ntm.dashboards.goals import goals
from ntm.dashboards.goals.one import goal
from ntm.dashboards.groups import group, groups
from ntm.dashboards.map import tile_map
from ntm.dashboards.matrix import matrix
from ntm.dashboards.measures import (
    measure,
    measure_check,
    measure_entry,
    measures,
    stated_confirm,
    stated_send_back,
    stated_values,
)
from ntm.dashboards.overview import overview
from ntm.dashboards.quick_report import quick_report
from ntm.dashboards.recognition import (
    recognition,
    recognition_file,
    recognition_file_close,
    recognition_file_facts,
    recognition_file_open,
    recognition_file_paper,
    recognition_file_paper_off,
    recognition_file_step,
    recognition_file_step_off,
    recognition_files,
)
from ntm.dashboards.scenarios import (
    scenario,
    scenario_compare,
    scenario_csv,
    scenario_drop,
    scenario_edit,
    scenario_new,
    scenario_pick,
    scenario_plan,
    scenarios,
)
from ntm.dashboards.search import search

FILE = "cong-nhan/ho-so/<int:number>/"

urlpatterns = [
    path("", overview, name="overview"),
    path("", include("communes.urls")),
    path("", include("criteria.urls")),
    path("ma-tran/", matrix, name="matrix"),
    path("ban-do/", tile_map, name="map"),
    path("xa/", communes, name="communes"),
    path("xa/<slug:slug>/", commune, name="commune"),
    path("xa/<slug:slug>/ly-do/<int:criterion>/", reason, name="reason"),
    path("gan-dat/", close, name="close"),
    path("huyen/", districts, name="districts"),
    path("huyen/<slug:slug>/", district, name="district"),
    path("nhom/", groups, name="groups"),
    path("nhom/<slug:slug>/", group, name="group"),
    path("tim/", search, name="search"),
    path("muc-tieu/", goals, name="goals"),
    path("muc-tieu/<slug:code>/", goal, name="goal"),
    path("cam-ket/", commitments, name="commitments"),
    path("cam-ket/them/", commitment_new, name="commitment_new"),
    path("cam-ket/<slug:code>/", commitment, name="commitment"),
    path("cam-ket/<slug:code>/sua/", commitment_edit, name="commitment_edit"),
    path("chi-so/", measures, name="measures"),
    path("chi-so/da-nhap/", stated_values, name="stated_values"),
    path("chi-so/da-nhap/<int:number>/xac-nhan/", stated_confirm, name="stated_confirm"),
    path("chi-so/da-nhap/<int:number>/tra-lai/", stated_send_back, name="stated_send_back"),
    path("chi-so/<slug:key>/", measure, name="measure"),
    path("chi-so/<slug:key>/nhap/", measure_entry, name="measure_entry"),
    path("chi-so/<slug:key>/kiem-tra/", measure_check, name="measure_check"),
    path("van-ban/", documents, name="documents"),
    path("van-ban/<slug:slug>/", document, name="document"),
    path("so-lieu/", figures, name="figures"),
    path("so-lieu/them/", figure_new, name="figure_new"),
    path("so-lieu/kiem-tra/", figure_check, name="figure_check"),
    path("so-lieu/<slug:code>/", figure, name="figure"),
    path("so-lieu/<slug:code>/sua/", figure_edit, name="figure_edit"),
    path("doi-chieu/", contradictions, name="contradictions"),
    path("doi-chieu/doi-chieu.csv", contradictions_csv, name="contradictions_csv"),
    path("doi-chieu/<slug:slug>/", contradiction, name="contradiction"),
    path("doi-chieu/<slug:slug>/ghi/", contradiction_note, name="contradiction_note"),
    path("tieu-chi/", criteria, name="criteria"),
    path("tieu-chi/<slug:set>/<int:number>/", criterion, name="criterion"),
    path("cau-noi/", bridge, name="bridge"),
    path("bao-cao-nhanh/", quick_report, name="quick_report"),
    path("cong-nhan/", recognition, name="recognition"),
    path("cong-nhan/ho-so/", recognition_files, name="recognition_files"),
    path("cong-nhan/ho-so/mo/", recognition_file_open, name="recognition_file_open"),
    path(FILE, recognition_file, name="recognition_file"),
    path(f"{FILE}so-lieu/", recognition_file_facts, name="recognition_file_facts"),
    path(f"{FILE}giay-to/", recognition_file_paper, name="recognition_file_paper"),
    path(f"{FILE}giay-to/<int:paper>/bo/", recognition_file_paper_off, name="recognition_file_paper_off"),
    path(f"{FILE}buoc/", recognition_file_step, name="recognition_file_step"),
    path(f"{FILE}buoc/<slug:step>/bo/", recognition_file_step_off, name="recognition_file_step_off"),
    path(f"{FILE}dong/", recognition_file_close, name="recognition_file_close"),
    path("phuong-an/", scenarios, name="scenarios"),
    path("phuong-an/moi/", scenario_new, name="scenario_new"),
    path("phuong-an/so-sanh/", scenario_compare, name="scenario_compare"),
    path("phuong-an/<int:number>/", scenario, name="scenario"),
    path("phuong-an/<int:number>/sua/", scenario_edit, name="scenario_edit"),
    path("phuong-an/<int:number>/chon/", scenario_pick, name="scenario_pick"),
    path("phuong-an/<int:number>/tinh/", scenario_plan, name="scenario_plan"),
    path("phuong-an/<int:number>/bo/", scenario_drop, name="scenario_drop"),
    path("phuong-an/<int:number>/ke-hoach.csv", scenario_csv, name="scenario_csv"),
]
