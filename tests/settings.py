"""The settings of the suite: the product's own, with what only a server needs taken out."""

import gc
import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread that asks the database

from ntm.settings import *  # noqa: F403
from ntm.settings import DATABASES, STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a browser's idle socket would keep a session of the test database open
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["ENGINE"] = "tests.postgresql"
WHITENOISE_AUTOREFRESH = True  # no staticfiles/ is collected for tests
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one takes half a second a time
# Tests look at what a page was made from, so no page is remembered; tests/ntm/test_edition.py takes the real cache.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
gc.set_threshold(100_000, 50, 100)  # collecting garbage as often as usual is a fifth of the suite's time
