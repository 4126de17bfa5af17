"""A whole lesson in a real JupyterLab, by mouse and by keyboard alone, and whatever happens to it."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lab import OpenNotebook
from marking import download, drag, marked, marker, saved
from playwright.sync_api import Locator, expect

from kit.answers import MIME

ROOT = Path(__file__).parents[2]
LESSON = ROOT / "notebooks" / "fr" / "02-sources.ipynb"
EXERCISE = ROOT / "exercises" / "02-sources" / "fr.ipynb"
CELLS = ["import kit\nlesson = kit.lesson('02-sources', lang='fr')", "lesson.mark('S1-S3')", "lesson.hand_in()"]


def place(notebook: OpenNotebook, call: str) -> int:
    """The number of the cell that makes a call."""
    return next(n for n, (_, text) in enumerate(notebook.sources()) if text.startswith(call))


def output(notebook: OpenNotebook, call: str) -> Locator:
    """The output of the cell that makes a call, brought into sight: a long notebook keeps only what is near."""
    number = place(notebook, call)
    notebook.evaluate("await notebook.scrollToItem(values[0], 'center');", number)
    notebook.evaluate("notebook.widgets[values[0]].node.dataset.place = values[0];", number)
    return notebook.page.locator(f'.jp-Cell[data-place="{number}"] .jp-Cell-outputWrapper')


def run(notebook: OpenNotebook, call: str) -> Locator:
    notebook.run(place(notebook, call))
    return output(notebook, call)


def outputs(path: Path) -> list[dict]:
    """Each version of the answers in a saved notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    data = [out.get("data", {}) for cell in cells for out in cell.get("outputs", ())]
    return [bundle[MIME] for bundle in data if MIME in bundle]


def quotes(answers: dict) -> set[str]:
    return {item["quote"] for item in answers["items"] if not item["deleted"] and "quote" in item}


def newest(path: Path) -> dict:
    return max(outputs(path), key=lambda answers: answers["revision"])


@pytest.fixture
def answered(open_notebook) -> tuple[OpenNotebook, Locator]:
    """A notebook in which two words are marked, and its marker."""
    notebook = open_notebook(CELLS)
    notebook.run_all()
    widget = marker(notebook.output(1))
    drag(widget, "S1", "un diplomate")
    widget.page.keyboard.press("4")
    saved(widget)
    return notebook, widget


def test_the_lesson_by_mouse_with_a_crash_in_the_middle(open_notebook):
    notebook = open_notebook(LESSON)
    notebook.run_all()
    first = marker(output(notebook, 'lesson.mark("S1-S4")'))
    drag(first, "S1", "un diplomate à Bruxelles")
    first.get_by_role("radio", name="Source décrite").click()
    first.get_by_role("textbox", name="Pourquoi").fill("Ni nom ni pays.")
    drag(first, "S2", "Trump")
    first.get_by_role("radio", name="Personne nommée").click()
    first.get_by_role("button", name="Annuler").click()
    saved(first)
    check = run(notebook, 'lesson.check("S1-S4")')
    expect(check).to_contain_text("juste : 1")
    expect(check).to_contain_text("à trouver")

    notebook.crash()
    dead = marker(output(notebook, 'lesson.mark("S1-S4")'))
    drag(dead, "S4", "un autre")
    dead.get_by_role("radio", name="Source décrite").click()
    expect(dead.locator(".kit-state")).to_contain_text("Pas encore enregistré")
    assert {item["quote"] for item in download(dead)} == {"un diplomate à Bruxelles", "un autre"}
    notebook.run_all()
    first = marker(output(notebook, 'lesson.mark("S1-S4")'))
    expect(first.locator("mark")).to_have_text("un diplomate à Bruxelles")
    first.locator(".kit-text .kit-code").click()
    expect(first.get_by_role("textbox", name="Pourquoi")).to_have_value("Ni nom ni pays.")

    second = marker(output(notebook, 'lesson.mark("S5-S16")'))
    drag(second, "S6", "Donald Trump")
    second.get_by_role("radio", name="Personne nommée").click()
    saved(second)
    writer = output(notebook, 'lesson.write("who-is-missing")').locator(".kit-writer")
    writer.get_by_role("textbox").fill("Les habitants.")
    expect(writer.locator(".kit-count")).to_contain_text("Mots : 2")
    saved(writer)
    expect(run(notebook, "lesson.hand_in()")).to_contain_text("Remis : 3 réponse(s)")
    notebook.save()
    notebook.close()
    assert marked(notebook) == {"un diplomate à Bruxelles": "unnamed_individual", "Donald Trump": "named_person"}
    answers = newest(notebook.file)
    assert quotes(answers) == {"un diplomate à Bruxelles", "Donald Trump"}
    assert answers["handed_in"] == answers["revision"]


def walk_to(notebook: OpenNotebook, target: Locator, key: str = "Tab") -> None:
    """Press a key until `target` has the focus."""
    for _ in range(60):
        if target.count() and target.evaluate("node => node === document.activeElement"):
            return
        notebook.page.keyboard.press(key)
    raise AssertionError(f"{key} never reaches it")


def test_the_lesson_by_keyboard_alone(open_notebook):
    notebook = open_notebook([
        "import kit\nlesson = kit.lesson('02-sources', lang='fr')", "lesson.mark('S1-S4')", "lesson.check()",
        "lesson.write('who-is-missing')", "lesson.hand_in()"])
    press, write = notebook.page.keyboard.press, notebook.page.keyboard.type
    notebook.evaluate("jupyterapp.shell.activateById(panel.id);")
    notebook.evaluate("notebook.mode = 'command'; notebook.activeCellIndex = 0;")
    before = notebook.sources()
    press("Shift+Enter")
    press("Shift+Enter")
    notebook.wait_for_kernel()
    widget = marker(notebook.output(1))
    press("ArrowUp")
    assert notebook.state() == (1, "command")
    walk_to(notebook, widget.get_by_role("searchbox"))
    write("un diplomate à")
    press("Enter")
    expect(widget.locator(".kit-voice")).to_contain_text("S1")
    walk_to(notebook, widget.locator(".kit-text"))
    press("Shift+ArrowRight")  # one word more
    notebook.press_azerty("4")
    press("Enter")
    press("Tab")
    write("Sans nom.")
    press("Escape")
    press("ArrowRight")
    press("ArrowRight")
    press("1")
    press("Control+z")
    saved(widget)
    assert marked(notebook) == {"un diplomate à Bruxelles": "unnamed_individual"}
    assert marked(notebook, "why") == {"un diplomate à Bruxelles": "Sans nom."}
    while widget.evaluate("node => node.contains(document.activeElement)"):
        press("Escape")
    assert notebook.state() == (1, "command")
    press("ArrowDown")
    press("Shift+Enter")
    expect(notebook.output(2)).to_contain_text("juste : 1")
    press("Shift+Enter")
    notebook.wait_for_kernel()
    press("ArrowUp")
    area = notebook.output(3).get_by_role("textbox")
    walk_to(notebook, area)
    write("Les habitants de la ville.")
    press("Escape")
    saved(notebook.output(3).locator(".kit-writer"))
    press("ArrowDown")
    press("Shift+Enter")
    expect(notebook.output(4)).to_contain_text("Remis : 2 réponse(s)")
    notebook.wait("panel.context.model.dirty")
    press("Control+s")
    notebook.wait("!panel.context.model.dirty")
    assert notebook.sources()[:5] == before
    assert newest(notebook.file)["handed_in"]


def test_reloaded_between_two_marks_then_graded_from_the_notebook_alone(open_notebook, tmp_path):
    notebook = open_notebook(EXERCISE)
    notebook.run_all()
    widget = marker(output(notebook, "work.mark()"))
    widget.locator(".kit-text").focus()
    for key in ("1", "ArrowRight", "2"):
        widget.page.keyboard.press(key)
    saved(widget)
    notebook.save()
    notebook.load()
    notebook.run_all()
    widget = marker(output(notebook, "work.mark()"))
    expect(widget.locator("mark")).to_have_count(2)
    widget.locator(".kit-text").focus()
    for key in ("End", "3"):
        widget.page.keyboard.press(key)
    saved(widget)
    run(notebook, "work.hand_in")
    notebook.save()
    on_disk = marked(notebook)
    assert len(on_disk) == 3
    shutil.rmtree(notebook.file.parent / "answers")
    copies = tmp_path / "copies" / "lea"
    copies.mkdir(parents=True)
    shutil.copy(notebook.file, copies)
    grade = [sys.executable, "-m", "kit.cli", "grade", str(copies.parent), "--exercise", str(EXERCISE.parent),
             "--out", str(tmp_path / "out")]
    done = subprocess.run(grade, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader((tmp_path / "out" / "items.csv").read_text(encoding="utf-8-sig").splitlines())
    judged = [row["answer"] for row in rows if row["part"] == "sources" and row["answer"]]
    assert sorted(judged) == sorted(on_disk.values())


def test_a_page_reloaded_while_the_kernel_lives_keeps_its_answers_and_takes_more(answered):
    notebook = answered[0]
    notebook.save()
    notebook.load()
    static = notebook.output(1).locator(".kit-static")
    living = notebook.output(1).locator(".kit-live")
    expect(static.or_(living).first).to_be_visible()
    expect(notebook.output(1)).to_contain_text("un diplomate")
    expect(notebook.output(1).get_by_text("model not found")).to_be_hidden()
    notebook.run_all()
    expect(marker(notebook.output(1)).locator("mark")).to_have_count(1)


def test_the_notebook_alone_in_another_folder_gives_all_back(answered, open_notebook):
    notebook, widget = answered
    widget.get_by_role("textbox", name="Pourquoi").fill("Sans nom.")
    saved(widget)
    notebook.save()
    for _ in range(2):  # saved twice without a kernel
        notebook.evaluate("await panel.sessionContext.shutdown();")
        notebook.evaluate("await panel.context.save();")
    copy = open_notebook(notebook.file, name="copie.ipynb", folder="ailleurs")
    copy.run_all()
    widget = marker(copy.output(1))
    expect(widget.locator("mark")).to_have_count(1)
    expect(widget.locator(".kit-state")).to_contain_text("retrouvées dans le notebook")
    assert marked(copy, "why") == {"un diplomate": "Sans nom."}


@pytest.mark.parametrize("other", ["un.ipynb", "deux.ipynb"], ids=["two tabs", "two kernels"])
def test_two_on_one_file_unite_and_both_say_so(open_notebook, lab, browser, other):
    one = open_notebook(CELLS, name="un.ipynb")
    one.run_all()
    left = marker(one.output(1))
    page = browser.new_page()
    path = one.path.replace("un.ipynb", other)
    two = OpenNotebook(lab, page, path if path == one.path else lab.put(CELLS, path))
    two.run_all()
    right = marker(two.output(1))
    drag(left, "S1", "un diplomate")
    left.page.keyboard.press("4")
    saved(left)
    drag(right, "S2", "Trump")
    right.page.keyboard.press("1")
    expect(right.locator(".kit-state")).to_contain_text("réunies")
    expect(right.locator("mark")).to_have_count(2)
    left.get_by_role("searchbox").focus()
    one.cell(0).locator(".jp-InputArea").click()
    left.get_by_role("searchbox").focus()
    expect(left.locator(".kit-state")).to_contain_text("réunies")
    expect(left.locator("mark")).to_have_count(2)
    page.close()


def test_a_disk_that_refuses_is_said_at_once_and_the_answers_can_be_downloaded(open_notebook):
    notebook = open_notebook(CELLS)
    (notebook.file.parent / "answers").write_text("not a folder", encoding="utf-8")
    notebook.run_all()
    widget = marker(notebook.output(1))
    drag(widget, "S1", "un diplomate")
    widget.page.keyboard.press("4")
    state = widget.locator(".kit-state")
    expect(state).to_have_attribute("data-tone", "bad")
    expect(state).to_contain_text("ne sont pas enregistrées")
    assert quotes(download(widget, "02-sources.json")) == {"un diplomate"}
    (notebook.file.parent / "answers").unlink()
    drag(widget, "S2", "Trump")
    widget.page.keyboard.press("1")
    saved(widget)
    assert set(marked(notebook)) == {"un diplomate", "Trump"}


def test_what_changes_after_the_hand_in_is_said(answered):
    notebook, widget = answered
    notebook.run(2)
    expect(widget.locator(".kit-state")).not_to_contain_text("modifié")
    widget.get_by_role("radio", name="Groupe").click()
    expect(widget.locator(".kit-state")).to_contain_text("modifié depuis la remise")


def test_the_plain_page_is_printed_and_the_widget_is_not(answered, page):
    notebook, widget = answered
    static = notebook.output(1).locator(".kit-static")
    expect(static).to_be_hidden()
    page.emulate_media(media="print")
    expect(static).to_be_visible()
    expect(widget).to_be_hidden()
    expect(static.locator("u")).to_have_text("un diplomate")
    for words in ("UN?", "Source décrite, non nommée"):  # the code in the text, and what it means
        expect(static).to_contain_text(words)
