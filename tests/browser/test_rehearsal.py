"""The whole way of a graded exercise, as docs/en/grading.md tells it: given out, done by hand, graded, handed back.

Three students do exercises 02, 04 and 05 with the widgets in a real JupyterLab; their notebooks come back as Moodle
packs them; the instructor decides what is open by keyboard; the pages are opened offline and printed.
"""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lab import OpenNotebook, axe
from marking import drag, marker
from playwright.sync_api import Locator, expect

from kit.cli import main
from kit.exercise import load_exercise
from kit.grading.overrides import load_overrides
from kit.grading.sheet import read_sheet
from kit.key import KeyItem, load_key
from kit.wording import table

ZOE, BOB, CY = "Zoé Martin_101", "Smith, Jr_102", "Cy Ngo_103"
NAMES = {ZOE: "Zoé", BOB: "Bob", CY: "Cy"}


def items(name: str, layer: str, lang: str = "fr") -> tuple[KeyItem, ...]:
    return load_key(load_exercise(name).folder / "key.json", lang).layer(layer)


def on_disk(widget: Locator) -> None:
    expect(widget.locator(".kit-state")).to_contain_text(re.compile("(Enregistré|Saved) "))
    expect(widget.locator(".kit-state")).to_have_attribute("data-tone", "good")


def mark(widget: Locator, item: KeyItem, label: str, why: str = "") -> None:
    """Mark the words of a key item by mouse, and choose a label."""
    words = table("class" if item.layer == "sources" else "category", "fr")
    drag(widget, item.unit, item.text)
    widget.get_by_role("radio", name=words[label]).click()
    if why:
        widget.get_by_role("textbox", name="Pourquoi").fill(why)


def label(widget: Locator, item: KeyItem, status: str, voice: str) -> None:
    widget.get_by_role("button", name=re.compile(f"^{item.unit} ?:")).click()
    widget.get_by_role("radio", name=table("voice", "fr")[voice]).check()
    widget.get_by_role("radio", name=table("status", "fr")[status]).check()


def write(notebook: OpenNotebook, number: int, text: str) -> None:
    writer = notebook.output(number).locator(".kit-writer")
    writer.get_by_role("textbox").fill(text)
    on_disk(writer)


def do_sources(notebook: OpenNotebook, student: str) -> None:
    if student == CY:
        return write(notebook, 7, "The people of the left bank.")
    widget = marker(notebook.output(5))
    for item in items("02-sources", "sources")[:5 if student == ZOE else 2]:
        mark(widget, item, item.label if student == ZOE else "named_person")
    disputed = next(item for item in items("02-sources", "sources")[5:] if item.alternatives)
    if student == BOB:
        mark(widget, disputed, disputed.alternatives[0], "Rien ne dit qui <b>parle</b>.")
    on_disk(widget)
    return write(notebook, 7, "Les riverains : " * 12 if student == ZOE else "Personne, =1+1.")


def do_hedges(notebook: OpenNotebook, student: str) -> None:
    widget = marker(notebook.output(5))
    for item in items("04-hedges", "hedges")[:4 if student == ZOE else 1]:
        mark(widget, item, item.label if student != BOB else "booster")
    on_disk(widget)


def do_statements(notebook: OpenNotebook, student: str) -> None:
    widget = notebook.output(5).locator(".kit-labeller")
    for item in items("05-statements", "statements")[:5 if student == ZOE else 2]:
        label(widget, item, item.label if student == ZOE else "opinion", item.attributes.get("voice", "journal"))
    on_disk(widget)
    write(notebook, 7, "S2 : j'hésitais entre fait et prévision." if student == ZOE else "Bof.")


DO = {"02-sources": do_sources, "04-hedges": do_hedges, "05-statements": do_statements}


def done(open_notebook, given: Path, name: str, student: str) -> Path:
    """Do an exercise as a student would, and return the notebook that is handed in."""
    lang = "en" if student == CY and name == "02-sources" else "fr"
    notebook = open_notebook(given / "exercises" / name / f"{lang}.ipynb", f"{name}.ipynb", NAMES[student])
    last = len(notebook.sources()) - 1
    notebook.evaluate("notebook.widgets[values[0]].model.sharedModel.setSource(values[1]);", last,
                      f'work.hand_in("{NAMES[student]}")')
    notebook.run_all()
    DO[name](notebook, student)
    expect(notebook.run(last)).to_contain_text(NAMES[student])
    notebook.save()
    notebook.close()
    return notebook.file


def collected(open_notebook, given: Path, top: Path) -> Path:
    """Pack all copies as Moodle's "Download all submissions" does."""
    with zipfile.ZipFile(top / "moodle.zip", "w") as archive:
        for student in NAMES:
            for name in DO:
                archive.write(done(open_notebook, given, name, student),
                              f"{student}_assignsubmission_file_/{name}.ipynb")
    return top / "moodle.zip"


def decide(sheet, place: Path, name: str, out: Path) -> int:
    """Open the grading page as the command offers it and decide all that is open by keyboard; return how many."""
    command = [sys.executable, "-m", "kit.cli", "grade", place, "--exercise", name, "--out", out, "--review",
               "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        try:
            address = next((found for line in run.stdout if (found := re.search(r"http://\S+/", line))), None)
            return decide_all(sheet, address[0]) if address else 0  # else nothing waits
        finally:
            try:
                assert run.wait(60) == 0
            finally:
                run.kill()


def decide_all(sheet, address: str) -> int:
    sheet.goto(address)
    assert axe(sheet.locator("html")) == []
    count = 0
    for _ in range(sheet.locator("#questions option").count()):
        for _ in range(int(sheet.locator("#place").inner_text().split("/")[1])):
            sheet.keyboard.press("Digit3")
            expect(sheet.locator("#state")).to_contain_text(re.compile("Enregistré|Saved"))
            sheet.keyboard.press("n")
            count += 1
    sheet.locator("#finish").click()
    return count


def looked_at(sheet, page: Path) -> None:
    """Open a page offline, in both schemes, on a phone and on paper."""
    for scheme in ("light", "dark"):
        sheet.emulate_media(color_scheme=scheme)
        sheet.goto(page.as_uri())
        assert axe(sheet.locator("html")) == []
        sheet.screenshot(path=page.with_suffix(f".{scheme}.png"), full_page=True)
    sheet.set_viewport_size({"width": 390, "height": 844})
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 390
    sheet.screenshot(path=page.with_suffix(".phone.png"), full_page=True)
    sheet.set_viewport_size({"width": 1280, "height": 1000})
    assert sheet.pdf(path=page.with_suffix(".pdf")).count(b"/Type /Page\n") >= 1


@pytest.mark.long
def test_from_release_to_feedback(open_notebook, browser, tmp_path):
    assert main(["release", str(tmp_path / "students")]) == 0
    place = collected(open_notebook, tmp_path / "students", tmp_path)
    sheet = browser.new_page()
    for name in DO:
        out = tmp_path / name
        open_items = decide(sheet, place, name, out)
        rows = {row["student"]: row for row in read_sheet(out / "grades.csv")}
        assert read_sheet(out / "problems.csv") == []
        assert {row["name"] for row in rows.values()} == set(NAMES.values())
        assert {row["status"] for row in rows.values()} == {"graded"}
        assert float(rows[ZOE]["points"]) > float(rows[BOB]["points"])
        assert len(load_overrides(out / "overrides.csv")) == open_items
        for page in (out / "class.html", *sorted((out / "feedback").glob("*.html"))):
            looked_at(sheet, page)
    sheet.close()
