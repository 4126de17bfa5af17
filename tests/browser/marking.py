"""What a student does with a marker, and what is on disk afterwards."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

from lab import SIZE, OpenNotebook
from playwright.sync_api import Locator, Page, expect
from pointing import at_rest

import kit

ARTICLE = "otan-ukraine"
KEYS = [
    "x", "a", "b", "c", "v", "d d", "z", "Shift+z", "m", "y", "r", "0 0", "i i", "j", "k", "o", "l", "f", "s", "h", "p",
    "n", "1", "2", "9", "/", "?", "Enter", "Shift+Enter", "Control+Enter", "Alt+Enter", "Escape", "ArrowUp",
    "ArrowDown", "ArrowLeft", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowUp", "Control+Shift+ArrowDown", "Delete",
    "Backspace", "Space", "Shift+Space", "Home", "End", "PageDown", "Control+z", "Control+y", "Control+a", "Control+x",
    "Control+Shift+-", "F2",
]  # fmt: skip
EACH_KEY = [
    *"abcdefhijklmopqrstuvwxyz0123456789./;=", "Shift+M", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Enter",
    "Shift+Enter", "Control+Enter", "Alt+Enter", "Home", "End", "PageDown", "Delete", "Backspace", "Space",
    "Control+z", "Control+y",
]  # fmt: skip


# An answer of the last test that is still on its way would be written after all was forgotten.
AT_REST = "() => [...document.querySelectorAll('.kit-state')].every(node => node.textContent !== 'Enregistrement…')"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def afresh(notebook: OpenNotebook, cells: int | None = None) -> None:
    """Forget all answers, and run all cells again, or the first few."""
    notebook.page.wait_for_function(AT_REST)
    shutil.rmtree(notebook.file.parent / "answers", ignore_errors=True)
    notebook.page.set_viewport_size(SIZE)
    notebook.page.emulate_media(media="null", forced_colors="null")
    notebook.page.evaluate("() => getSelection().removeAllRanges()")  # what is selected would be dragged away
    if cells is None:
        notebook.run_all()
    for cell in range(cells or 0):
        notebook.run(cell)


def narrow(notebook: OpenNotebook, width: int = 390) -> None:
    """A telephone's width, the file list put away."""
    notebook.page.set_viewport_size({"width": width, "height": 844})
    notebook.evaluate("jupyterapp.shell.collapseLeft(); jupyterapp.shell.collapseRight();")


def marker(output: Locator) -> Locator:
    """The widget in an output, there and drawn."""
    widget = output.locator(".kit-marker")
    expect(widget.locator(".kit-word").first).to_be_visible()
    return widget


def ask(unit: str) -> str:
    """The words of a sentence of the article."""
    return next(sentence.text for sentence in kit.read(ARTICLE).units if sentence.id == unit)


def words(widget: Locator, unit: str, text: str) -> tuple[Locator, Locator]:
    """The first and the last word of a passage."""
    found = widget.evaluate(
        """(root, [unit, text]) => {
            const words = [...root.querySelectorAll(`[data-unit="${unit}"] .kit-word`)];
            const wanted = text.replaceAll(/\\s/g, "");
            for (let first = 0; first < words.length; first++) {
                let seen = "";
                for (let last = first; last < words.length && seen.length < wanted.length; last++) {
                    seen += words[last].textContent;
                    if (seen === wanted) return [words[first].dataset.n, words[last].dataset.n];
                }
            }
        }""",
        [unit, text],
    )
    assert found, f"no passage {text!r} in {unit}"
    first, last = (widget.locator(f'[data-n="{number}"]') for number in found)
    return first, last


def drag(widget: Locator, unit: str, text: str) -> None:
    """Draw the mouse over a passage."""
    first, last = words(widget, unit, text)
    mouse = widget.page.mouse
    at_rest(first).hover(position={"x": 1, "y": 8})
    mouse.down()
    width = last.bounding_box()["width"]
    last.hover(position={"x": width - 1, "y": 8})
    mouse.up()
    expect(first).to_have_class(re.compile("kit-selected"))
    expect(last).to_have_class(re.compile("kit-selected"))


def saved(widget: Locator) -> None:
    """Wait until the screen says that all is on disk."""
    expect(widget.locator(".kit-state")).to_contain_text("Enregistré ")
    expect(widget.locator(".kit-state")).to_have_attribute("data-tone", "good")


def marked(notebook: OpenNotebook, field: str = "label") -> dict[str, str]:
    """What is on disk: each marked passage, and its label."""
    files = sorted((notebook.file.parent / "answers").glob("*.json"))
    items = [item for file in files for item in json.loads(file.read_text(encoding="utf-8"))["items"]]
    live = [item for item in items if not item["deleted"] and "quote" in item]
    return {item["quote"]: item.get(field, "") for item in sorted(live, key=lambda item: item["start"])}


def download(widget: Locator, name: str | None = None) -> Any:
    """What the button that saves the answers elsewhere gives, as a file of this name."""
    with widget.page.expect_download() as event:
        widget.get_by_role("button", name="Télécharger").click()
    assert name in (None, event.value.suggested_filename)
    return json.loads(Path(event.value.path()).read_text(encoding="utf-8"))


def untouched(notebook: OpenNotebook) -> tuple:
    """All that a stolen key would change: cells, their runs, the mode, menus and dialogs."""
    runs = notebook.evaluate("return notebook.widgets.map(cell => cell.model.executionCount ?? null);")
    return notebook.sources(), runs, notebook.state(), notebook.page.locator(".jp-Dialog, .lm-Menu").count()
