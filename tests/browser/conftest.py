"""What browser tests share: they skip where there is no Chromium, unless REQUIRE_BROWSER=1 demands one."""

import os

import pytest

from tests.browser.chromium import chromium, launch_arguments


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if chromium():
        return {**browser_type_launch_args, **launch_arguments()}
    reason = "there is no Chromium here: sudo apt install chromium"
    return pytest.fail(reason) if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "locale": "vi-VN"}
