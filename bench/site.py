"""How large the site of ``make site`` is, and how long a student waits for the first cell.

``python bench/site.py [--write FILE]``, after ``make site``. A fresh browser without any cache opens lesson 2
from a server on this machine, its network cut, and runs the first cell, which imports the kit; three times.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

import chromium  # noqa: E402 - the harness of the browser tests
from static_site import FOLDER, OpenPage, Site  # noqa: E402

BUDGET = {"size": 45, "wait": 15}
TIMES = 3


def first_cell() -> tuple[float, float]:
    """Return the seconds from the address to the first cell's end, and the browser's processor time in them."""
    arguments = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with Site() as site, sync_playwright() as playwright:
        before = set(psutil.Process().children(recursive=True))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=arguments)
        page = browser.new_context().new_page()
        begin, used = time.monotonic(), processor_time(before)
        notebook = OpenPage(site, page, "fr/02-sources.ipynb")
        notebook.run(notebook.place("import kit"))
        notebook.wait("notebook.widgets.some(cell => cell.model.executionCount === 1)")
        result = time.monotonic() - begin, processor_time(before) - used
        browser.close()
    return result


def processor_time(before: set[psutil.Process]) -> float:
    new = set(psutil.Process().children(recursive=True)) - before
    return sum(sum(process.cpu_times()[:2]) for process in new)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="a Markdown file for the figures")
    args = parser.parse_args()
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) / 1e6
    runs = [first_cell() for _ in range(TIMES)]
    wait, used = (statistics.median(values) for values in zip(*runs, strict=True))
    busy = psutil.getloadavg()[0] / (psutil.cpu_count() or 1)
    text = (
        f"| what | measured | budget |\n|---|---|---|\n"
        f"| the site, all files | {size:.1f} MB | {BUDGET['size']} MB |\n"
        f"| from the address to the end of the first cell, cold, median of {TIMES} | {wait:.0f} s | "
        f"{BUDGET['wait']} s |\n"
        f"| processor time of the browser in it | {used:.0f} s | |\n\n"
        f"While it was measured, {busy:.1f} programs wanted each core: above 1 the waiting time says more about the "
        "others than about the site.\n"
    )
    print(text)
    if args.write:
        args.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
