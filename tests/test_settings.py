"""The one settings file: strict about its environment, and the fixes that the stack needs."""

import json
import os
import shutil
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.management import call_command
from django.template import Context, Template
from django.test import Client
from django.utils import formats, translation

ROOT = Path(__file__).resolve().parent.parent
ASK = """
import json, ntm.settings as s
names = ["DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "PROXIES", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
print(json.dumps({name: getattr(s, name) for name in names} | {"engine": s.DATABASES["default"]["ENGINE"]}))
"""


@pytest.fixture
def read_settings(tmp_path):
    """Reads a copy of the settings in a process of its own, with only the environment given."""
    shutil.copytree(ROOT / "ntm", tmp_path / "ntm", ignore=shutil.ignore_patterns("__pycache__"))

    def read(**environment):
        environment = {"PATH": os.environ["PATH"], **environment}
        return subprocess.run(
            [sys.executable, "-c", ASK], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return read


def test_settings_without_environment_are_safe(read_settings, tmp_path):
    answer = json.loads(read_settings().stdout)
    assert answer["DEBUG"] is False
    assert answer["engine"] == "django.db.backends.sqlite3"
    assert answer["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert answer["PROXIES"] == 0
    assert stat.S_IMODE((tmp_path / ".secret_key").stat().st_mode) == 0o600


def test_secret_key_of_the_local_database_is_kept(read_settings, tmp_path):
    first, second = (json.loads(read_settings().stdout)["SECRET_KEY"] for _time in range(2))
    assert first == second == (tmp_path / ".secret_key").read_text()
    assert len(first) >= 50


def test_secret_key_of_a_server_must_be_given(read_settings, tmp_path):
    refused = read_settings(DATABASE_URL="postgres://ntm@db.example/ntm")
    assert refused.returncode != 0
    assert "SECRET_KEY is required" in refused.stderr
    assert not (tmp_path / ".secret_key").exists()
    assert read_settings(DATABASE_URL="postgres://ntm@db.example/ntm", SECRET_KEY="x" * 50).returncode == 0


@pytest.mark.parametrize(
    ("name", "value"), [("DEBUG", "maybe"), ("HTTPS", "on!"), ("PROXIES", "-1"), ("PROXIES", "two")]
)
def test_settings_refuse_a_value_they_do_not_understand(read_settings, name, value):
    refused = read_settings(**{name: value})
    assert refused.returncode != 0
    assert f"{name} must be" in refused.stderr


@pytest.mark.parametrize(("value", "debug"), [("1", True), ("true", True), ("0", False), ("no", False), ("", False)])
def test_debug_is_off_unless_asked(read_settings, value, debug):
    assert json.loads(read_settings(DEBUG=value).stdout)["DEBUG"] is debug


def test_https_makes_cookies_secure(read_settings):
    answer = json.loads(read_settings(HTTPS="1", ALLOWED_HOSTS="ntm.langson.gov.vn, www.langson.gov.vn").stdout)
    assert answer["SESSION_COOKIE_SECURE"] is True
    assert answer["SECURE_HSTS_SECONDS"] > 0
    assert answer["ALLOWED_HOSTS"] == ["ntm.langson.gov.vn", "www.langson.gov.vn"]


def test_sqlite_waits_for_the_lock_instead_of_failing():
    assert settings.SQLITE_OPTIONS["transaction_mode"] == "IMMEDIATE"
    assert settings.SQLITE_OPTIONS["timeout"] >= 10
    assert "journal_mode=WAL" in settings.SQLITE_OPTIONS["init_command"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["9/3/2026", "09/03/2026", "9-3-2026", "2026-03-09"])
def test_date_is_read_day_before_month(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2026, 3, 9)
        assert formats.date_format(date(2026, 3, 9)) == "09/03/2026"


@pytest.mark.parametrize(("language", "shown"), [("vi", "1.234.567,5"), ("en", "1,234,567.5")])
def test_number_has_the_signs_of_the_language(language, shown):
    with translation.override(language):
        assert formats.number_format(1234567.5, use_l10n=True, force_grouping=True) == shown


def test_year_in_a_template_has_no_thousands_sign():
    assert Template("{{ year }}").render(Context({"year": 2025})) == "2025"


def test_policy_allows_nothing_inline_or_from_outside():
    response = Client().get("/dang-nhap/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy  # falls back to 'self' alone
    assert policy.count("unsafe-inline") == 1
    assert "style-src-attr 'unsafe-inline'" in policy
    assert "http" not in policy


def test_pages_are_compressed():
    page = Client().get("/dang-nhap/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"


def test_assets_can_be_hashed_and_compressed(tmp_path, settings):
    """Fails on a stylesheet or script that names a file that is not there (a source map, a font)."""
    hashed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": hashed}
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    assert "css/ntm.css" in manifest
    assert (settings.STATIC_ROOT / f"{manifest['css/ntm.css']}.gz").exists()
    assert (settings.STATIC_ROOT / f"{manifest['css/ntm.css']}.br").exists()
