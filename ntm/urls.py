"""The site map."""

from django.urls import include, path

from ntm.dashboards.criteria import criteria, criterion
from ntm.dashboards.documents import document, documents
from ntm.dashboards.goals import goals
from ntm.dashboards.matrix import matrix
from ntm.dashboards.overview import overview

urlpatterns = [
    path("", overview, name="overview"),
    path("", include("communes.urls")),
    path("ma-tran/", matrix, name="matrix"),
    path("muc-tieu/", goals, name="goals"),
    path("van-ban/", documents, name="documents"),
    path("van-ban/<slug:slug>/", document, name="document"),
    path("tieu-chi/", criteria, name="criteria"),
    path("tieu-chi/<slug:set>/<int:number>/", criterion, name="criterion"),
]
