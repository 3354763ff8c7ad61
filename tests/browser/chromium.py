"""Which Chromium the browser tests and the screenshots use, and how it is started."""

import shutil

NAMES = ["chromium", "chromium-browser", "google-chrome"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium():
    """The path of the installed browser, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch_arguments():
    return {"executable_path": chromium(), "args": FLAGS}
