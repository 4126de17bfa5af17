"""Claim: 1,000 sentences or 10,000 words stand on the screen 20 times sooner than ToggleButtons; a key costs a frame.

Run ``python bench/widgets.py [SENTENCES] [WORDS]``: in one JupyterLab and one Chromium, from the run of a cell to the
last row on the screen, best of three, for the labeller, the marker and ipywidgets (a run of ipywidgets that loses
messages and never ends counts for nothing); then, with all of it there, what a key press costs: the work (handlers,
style and layout), and all until the next frame has been painted, in a browser that waits for no screen; and what the
page takes in memory more than an empty notebook. It prints a table: ``python bench/widgets.py >
docs/figures/widgets.md``, on a machine that does nothing else.
"""

import math
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import psutil
from playwright.sync_api import TimeoutError as TooLateError
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

import chromium
from lab import Lab, OpenNotebook

TEXT = "import kit\ntext = ' '.join(f'La phrase {n} dit que le maire, hier, pourrait partir.' for n in range(%d))"
OURS = "kit.Labeller(kit.read(text=text, lang='fr'), lang='fr')"
THEIRS = """import ipywidgets as w
rows = [s.text for s in kit.Labeller(kit.read(text=text, lang='fr'), lang='fr').units.values()]
options = ['fait', 'prévision', 'jugement', 'intention']
w.VBox([w.VBox([w.Label(row), w.ToggleButtons(options=options)]) for row in rows])"""
ARTICLE = "import kit\nwords = ' '.join(f'La phrase {n} dit que le maire de la ville, hier soir, pourrait partir " \
    "avec tous les siens, selon un proche.' for n in range(%d // 20))"
MARKER = "kit.Marker(kit.read(text=words, lang='fr'), lang='fr')"
LAST = {OURS: ".kit-row", THEIRS: ".widget-toggle-buttons", MARKER: ".kit-number"}
PARTS = {"work": "handlers, style and layout", "frame": "until painted"}
BUDGET = 16  # milliseconds that a key press may take, 95 times of 100

PATIENCE = 90_000  # milliseconds

# From the run of a cell until `count` rows are laid out and painted; all that the last run left is cleared before.
SHOW = """
const [index, selector, count] = values;
notebook.deselectAll();
notebook.activeCellIndex = index;
await jupyterapp.commands.execute('notebook:clear-all-cell-outputs');
window.kitShown = null;
const begin = performance.now();
jupyterapp.commands.execute('notebook:run-cell');
const rows = panel.node.getElementsByClassName(selector.slice(1));
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
const watch = async () => {
    while (rows.length < count || !rows[count - 1].getBoundingClientRect().height) await frame();
    await frame();
    window.kitShown = performance.now() - begin;
};
watch();
"""

# Watch each key press: the work it makes until the layout is known, and the end of the next frame.
WATCH = """root => {
    let begin;
    window.addEventListener('keydown', () => { begin = performance.now(); }, true);
    root.addEventListener('keydown', () => {
        root.getBoundingClientRect();
        const cost = { work: performance.now() - begin };
        requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => window.kitCosts.push({ ...cost, frame: performance.now() - begin });
            after.port2.postMessage(0);
        });
    });
}"""


def shown(notebook: OpenNotebook, index: int, code: str, count: int) -> float:
    """Return milliseconds until the rows of a cell are on the screen, the best of three runs."""
    times = []
    for _ in range(3):
        notebook.evaluate(SHOW, index, LAST[code], count)
        try:
            notebook.page.wait_for_function("() => window.kitShown !== null", timeout=PATIENCE)
        except TooLateError:
            times.append(math.inf)
        else:
            times.append(notebook.page.evaluate("() => window.kitShown"))
        notebook.wait_for_kernel()
    return min(times)


def press(notebook: OpenNotebook, what: str, keys: list[str], presses: int = 100) -> None:
    """Press keys in turn, as fast as the page answers, and print what they cost."""
    page = notebook.page
    page.evaluate("() => { window.kitCosts = []; }")
    for n in range(presses):
        page.keyboard.press(keys[n % len(keys)])
        page.wait_for_function("n => window.kitCosts.length > n", arg=n)
    costs = page.evaluate("() => window.kitCosts")
    for name in ("work", "frame"):
        values = [cost[name] for cost in costs]
        high = quantiles(values, n=20)[-1]
        row(f"{what}: {PARTS[name]}", f"{median(values):.1f} ms, 95 of 100 within {high:.1f}", f"{BUDGET} ms")


def row(what: str, measured: str, budget: str = "") -> None:
    print(f"| {what} | {measured} | {budget} |", flush=True)


def memory() -> float:
    """Return the megabytes that the page holds alone."""
    processes = psutil.Process().children(recursive=True)
    pages = [process for process in processes if "--type=renderer" in process.cmdline()]
    return max(process.memory_full_info().uss for process in pages) / 1e6


@contextmanager
def jupyterlab(cells: list[str]):
    """A notebook in a browser that paints as soon as it can."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        lab = Lab(Path(home))
        lab.start()
        arguments = ["--no-sandbox", "--disable-frame-rate-limit", "--disable-gpu-vsync"]
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        yield OpenNotebook(lab, page, lab.put(cells, "bench/bench.ipynb"))
        browser.close()
        lab.stop()


def main(sentences: int, words: int) -> None:
    """Print times, ratios, what a key press costs, and what the page takes."""
    print("| what | measured | budget |\n|---|---|---|")
    with jupyterlab([TEXT % sentences, ARTICLE % words, OURS, MARKER, THEIRS]) as notebook:
        notebook.run(0)
        notebook.run(1)
        empty = memory()
        for index, code, name, focus, count, keys in (
            (2, OURS, "labeller", ".kit-number", sentences, {"label": "1 5", "walk": "n"}),
            (3, MARKER, "marker", ".kit-text", words // 20, {"walk": "ArrowRight", "label": "ArrowRight 4 5"}),
        ):
            ours = shown(notebook, index, code, count)
            row(f"{name}, {count} sentences, on the screen", f"{ours:.0f} ms")
            row(f"{name}, memory of the page above an empty notebook", f"{memory() - empty:.0f} MB")
            widget = notebook.output(index).locator(".kit-live")
            widget.locator(focus).first.focus()
            widget.evaluate(WATCH)
            for what, typed in keys.items():
                press(notebook, f"{name}, {what}", typed.split())
        theirs, ours = shown(notebook, 4, THEIRS, sentences), shown(notebook, 2, OURS, sentences)
        measured = f"{theirs:.0f} ms, {theirs / ours:.0f} times the labeller"
        row(f"{sentences} ToggleButtons on the screen", measured, "20 times")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:] or ("1000", "10000")))
