"""The Makefile's words, and what it says to a machine that lacks something."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def make(*words):
    """Run make as from a shell, also where these tests are themselves run by make."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("MAKE") and key != "MFLAGS"}
    return subprocess.run(["make", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_make_alone_lists_every_word():
    listed = re.findall(r"^make (\S+) +\S", make().stdout, re.MULTILINE)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(phony[1].split())


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 1", "Il faut Python 3.11 ou plus récent"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "sudo apt install python3-venv"),
    ],
    ids=["an old Python", "a Python without ensurepip"],
)
def test_a_machine_that_lacks_something_is_told_the_cure(tmp_path, script, sentence):
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    result = make("env", f"VENV={tmp_path / 'venv'}", f"PYTHON={python}")
    assert result.returncode != 0
    assert sentence in result.stdout
    assert not (tmp_path / "venv").exists()


def test_no_python_at_all_is_said(tmp_path):
    result = make("env", f"VENV={tmp_path / 'venv'}", "PYTHON=")
    assert result.returncode != 0
    assert "Python 3.11 or newer is needed" in result.stdout


def test_lab_passes_on_what_it_is_given(tmp_path):
    printed = make("--dry-run", "lab", f"VENV={tmp_path / 'venv'}", "PORT=9000", "BROWSER=none", "LESSONS=en").stdout
    assert printed.rstrip().endswith("kit --interface en lab my-lessons --port 9000 --no-browser")
    printed = make("--dry-run", "lab", f"VENV={tmp_path}", "FOLDER=here").stdout
    assert printed.rstrip().endswith("kit --interface fr lab here")
