"""The Vietnamese catalogue is complete, and compiled from what it says."""

import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

CATALOGUE = Path(settings.BASE_DIR, "locale", "vi", "LC_MESSAGES", "django.po")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def key(entry):
    return entry.msgctxt or "", entry.msgid


def test_catalogue_translates_every_message(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert len(catalogue) > 0


def test_catalogue_has_each_message_once(catalogue):
    keys = [key(entry) for entry in catalogue if not entry.obsolete]
    assert len(keys) == len(set(keys))


def test_catalogue_keeps_the_placeholders(catalogue):
    for entry in catalogue.translated_entries():
        translations = list(entry.msgstr_plural.values()) or [entry.msgstr]
        for text in translations:
            assert placeholders(text) <= placeholders(entry.msgid + entry.msgid_plural), entry.msgid


def placeholders(text):
    return {part.split(")")[0] for part in text.split("%(")[1:]}


def test_catalogue_is_compiled(catalogue):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    meaning = {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in compiled}
    assert meaning == {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in catalogue.translated_entries()}


def test_catalogue_knows_every_message_of_the_code(catalogue, tmp_path, monkeypatch):
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed here, so the messages of the code cannot be collected")
    collected = collect(tmp_path, monkeypatch)
    assert {key(entry) for entry in collected} - {key(entry) for entry in catalogue if not entry.obsolete} == set()


def collect(folder, monkeypatch):
    """The messages of a copy of the code, so that the catalogue of the clone stays as it is."""
    for name in ["communes", "criteria", "ntm", "templates"]:
        shutil.copytree(Path(settings.BASE_DIR, name), folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "locale").mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(folder / "locale")])
    call_command("makemessages", locale=["vi"], verbosity=0)
    return polib.pofile(str(folder / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
