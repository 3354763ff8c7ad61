"""The product's settings with the address of the empty page."""

from ntm.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
