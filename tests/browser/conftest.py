"""What browser tests share: they skip where there is no Chromium, unless REQUIRE_BROWSER=1 demands one."""

import os

import pytest
from django.conf import settings

from communes.models import User
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


@pytest.fixture
def leader(page, live_server, client, reference):
    """leader(path) opens a page signed in as the leader; the console must stay silent."""
    client.force_login(User.objects.create_user("lanhdao"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: errors.append(str(error)))

    def visit(path):
        page.goto(f"{live_server.url}{path}")
        return page

    yield visit
    assert errors == []
