"""Find the Chromium that the browser tests drive, or install one.

``python tests/browser/chromium.py`` prints its path. Where there is none it tries Debian's package (as
root), then Playwright's own build; where none can be had it says so and fails: the browser tests are never skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/snap/bin/chromium",
)
NONE = (
    "No Chromium for the browser tests: install Chromium or Google Chrome, "
    "or set CHROMIUM to the path of one, and run the tests again."
)


def find() -> str | None:
    """Give the path of $CHROMIUM, of an installed Chromium or Chrome, or of Playwright's own; None without any."""
    return next((path for path in _candidates() if Path(path).exists()), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *NAMES)))
    yield from PLACES
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def install() -> None:
    """Try the ways there are to get one, each allowed to fail."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _try("apt-get", "update", "-q")
        _try("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core")
    if not find():
        _try(sys.executable, "-m", "playwright", "install", "chromium")


def _try(*command: str) -> None:
    subprocess.run(command, stdout=sys.stderr, check=False)


def main() -> None:
    """Print the path of a Chromium, installed where there was none."""
    if not find():
        install()
    print(find() or sys.exit(NONE))


if __name__ == "__main__":
    main()
