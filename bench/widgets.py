"""Claim: a thousand sentences to label stand on the screen 20 times sooner than as ipywidgets ToggleButtons.

Run ``python bench/labeller.py [SENTENCES]``: in one JupyterLab and one Chromium, from the run of a cell to the
last row on the screen, best of three, for both (a run of ipywidgets that loses messages and never ends counts for
nothing); then what a key press costs the page with all of them there, for a label and for a walk to the next: the
work (handlers, style and layout), and the time until the next frame has been shown, which no page brings below the
time between two frames. Run it on a machine that does nothing else.
"""

import math
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

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
LAST = {OURS: ".kit-row", THEIRS: ".widget-toggle-buttons"}

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
WATCH = """() => {
    const root = document.querySelector('.kit-labeller');
    let begin;
    window.addEventListener('keydown', () => { begin = performance.now(); }, true);
    root.addEventListener('keydown', (event) => {
        root.getBoundingClientRect();
        const cost = { work: performance.now() - begin };
        requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => window.kitCosts.push({ ...cost, frame: performance.now() - event.timeStamp });
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


def press(notebook: OpenNotebook, keys: str, presses: int) -> list[dict[str, float]]:
    """Press keys in turn, as fast as the page answers."""
    page = notebook.page
    page.evaluate("() => { window.kitCosts = []; }")
    for n in range(presses):
        page.keyboard.press(keys[n % len(keys)])
        page.wait_for_function("n => window.kitCosts.length > n", arg=n)
    return page.evaluate("() => window.kitCosts")


def main(count: int) -> None:
    """Print the two times, their ratio, and what a key press costs."""
    lab = Lab(Path(tempfile.mkdtemp()))
    lab.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        notebook = OpenNotebook(lab, page, lab.put([TEXT % count, THEIRS, OURS], "bench/bench.ipynb"))
        notebook.run(0)
        theirs, ours = (shown(notebook, index, code, count) for index, code in ((1, THEIRS), (2, OURS)))
        print(f"{count} sentences, ms: ToggleButtons {theirs:.0f}, ours {ours:.0f}, ratio {theirs / ours:.1f}")
        page.locator(".kit-number").first.focus()
        page.evaluate(WATCH)
        for what, keys in (("label", "15"), ("walk", "n")):
            costs = press(notebook, keys, 100)
            for name in ("work", "frame"):
                values = [cost[name] for cost in costs]
                high = quantiles(values, n=20)[-1]
                print(f"{what:5} {name:5}, ms: median {median(values):.1f}, 95th percentile {high:.1f}")
        browser.close()
    lab.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
