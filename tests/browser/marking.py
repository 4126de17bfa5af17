"""What a student does with a marker, and what is on disk afterwards."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

from lab import SIZE, OpenNotebook
from playwright.sync_api import Locator, expect

import kit

ARTICLE = "otan-ukraine"


def afresh(notebook: OpenNotebook) -> None:
    """Forget all answers, and run all cells again."""
    shutil.rmtree(notebook.file.parent / "answers", ignore_errors=True)
    notebook.page.set_viewport_size(SIZE)
    notebook.page.evaluate("() => getSelection().removeAllRanges()")  # what is selected would be dragged away
    notebook.run_all()


def narrow(notebook: OpenNotebook) -> None:
    """A telephone's width, the file list put away."""
    notebook.page.set_viewport_size({"width": 390, "height": 844})
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
    """Draw the mouse over a passage; `hover` waits until the page has come to rest."""
    first, last = words(widget, unit, text)
    mouse = widget.page.mouse
    first.hover(position={"x": 1, "y": 8})
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
