"""An officer of two communes, an open round and the form they download; sentences are compared in English."""

import pytest
from django.utils import translation

from communes.models import Officer
from criteria.workbook.filling import filled, layout_of
from criteria.workbook.writing import workbook
from tests.criteria.life import commune_of, opened, person

TOKEN = "mot-lan-tai"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def communes(reference):
    return [commune_of(place=0), commune_of(place=1)]


@pytest.fixture
def officer(communes):
    return person("hai-xa", Officer.Role.COMMUNE, communes=communes)


@pytest.fixture
def of_round(reference):
    return opened()


@pytest.fixture
def download(officer, of_round):
    """download() is the form as it would be sent now."""

    def made(user=officer, token=TOKEN):
        return workbook(of_round, layout_of(of_round), filled(user, of_round), token, "22/11/2026 08:00")

    return made
