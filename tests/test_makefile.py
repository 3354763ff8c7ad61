"""What `make` says before it has anything to stand on."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed here")


@pytest.fixture
def make(tmp_path):
    """Runs make in an empty clone whose python3 lacks what `refuses` names."""
    for name in ["Makefile", "requirements.txt", "requirements-dev.txt"]:
        shutil.copy(ROOT / name, tmp_path / name)

    def run(*arguments, refuses="nothing"):
        python = tmp_path / "python"
        python.write_text(f'#!/bin/sh\ncase "$*" in *"{refuses}"*) exit 1;; esac\nexit 0\n')
        python.chmod(0o755)
        command = ["make", "--directory", tmp_path, f"PYTHON={python}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize("target", ["run", "serve", "test", "lint"])
def test_make_names_the_package_when_venv_is_missing(make, target, tmp_path):
    answer = make(target, refuses="ensurepip")
    assert answer.returncode != 0
    assert "sudo apt install python3-venv" in answer.stderr
    assert not (tmp_path / ".venv").exists()


def test_make_names_the_version_when_python_is_too_old(make):
    answer = make("run", refuses="version_info")
    assert answer.returncode != 0
    assert "Python 3.11" in answer.stderr


def test_make_alone_lists_the_commands(make):
    listed = make().stdout
    for command in ["run", "serve", "administrator", "test", "lint", "screenshots"]:
        assert f"make {command} " in listed
