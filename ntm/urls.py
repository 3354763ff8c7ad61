"""The site map."""

from django.urls import include, path

from ntm.dashboards.documents import document, documents
from ntm.dashboards.goals import goals
from ntm.dashboards.overview import overview

urlpatterns = [
    path("", overview, name="overview"),
    path("", include("communes.urls")),
    path("muc-tieu/", goals, name="goals"),
    path("van-ban/", documents, name="documents"),
    path("van-ban/<slug:slug>/", document, name="document"),
]
