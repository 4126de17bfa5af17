"""Take the picture of the README anew: ``python tools/picture.py``, after a change in how the marker looks.

A student's marks are set in lesson 2, in a real JupyterLab, as the browser tests set them.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

import chromium  # noqa: E402 - the harness of the browser tests
from lab import Lab, OpenNotebook  # noqa: E402
from marking import drag, marker, saved  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "marker-light.png"
CELLS = ["import kit\nlesson = kit.lesson('02-sources', lang='fr')", "lesson.mark('S1-S4')"]
MARKS = (
    ("S1", "un diplomate à Bruxelles", "Source décrite", ""),
    ("S2", "Les responsables américains", "Groupe non nommé", ""),
    ("S4", "un autre", "Source décrite", ""),
    ("S3", "un diplomate européen de l’Otan", "Source décrite", "« reconnaît » : il parle, mais sans nom."),
)


def main() -> None:
    """Mark, and take the picture."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        lab = Lab(Path(home))
        lab.start()
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1200}, locale="fr-FR")
        notebook = OpenNotebook(lab, page, lab.put(CELLS, "picture/notebook.ipynb"))
        notebook.run_all()
        widget = marker(notebook.output(1))
        for unit, words, label, why in MARKS:
            drag(widget, unit, words)
            widget.get_by_role("radio", name=label).click()
            if why:
                widget.get_by_role("textbox", name="Pourquoi").fill(why)
            page.keyboard.press("Escape")
        saved(widget)
        page.mouse.move(0, 0)
        widget.screenshot(path=PICTURE, animations="disabled")
        browser.close()
        lab.stop()


if __name__ == "__main__":
    main()
