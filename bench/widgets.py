"""Claim: 1,000 sentences or 10,000 words stand on the screen 20 times sooner than ToggleButtons; a key costs a frame.

Run ``python bench/widgets.py [SENTENCES] [WORDS]``: in one JupyterLab and one Chromium, from the run of a cell to the
last row on the screen, best of three, for the labeller, the marker and ipywidgets (a run of ipywidgets that loses
messages and never ends counts for nothing); then, with all of it there, what a key press costs, each pressed when the
one before is saved and the kernel rests:

- handlers, style and layout: from the key's arrival in the page until the layout is known again;
- until painted: from there until the page has handed its next picture over, by the browser's own trace, in a browser
  that waits for no screen (at 60 pictures a second the wait for the next would add up to 16.7 ms to each);
- on the screen: the browser's own Event Timing, from the keyboard until the picture was shown, drawn here without the
  help of a graphics card; it knows steps of 8 ms.

A plain button of the same notebook that does nothing but change a letter shows how much of this is the page's own. The
memory of the page is what it holds above an empty notebook when all garbage is collected. It prints a table:
``python bench/widgets.py > docs/figures/widgets.md``, on a machine that does nothing else.
"""

import json
import math
import sys
import tempfile
from bisect import bisect_right
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import psutil
from playwright.sync_api import ElementHandle, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLateError

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
BUDGET = 16  # milliseconds that a key press may take, 95 times of 100

NOTE = """
“Until painted” ends when the page has handed its next picture over, without a wait for the screen; “on the screen” is
the browser's Event Timing, in steps of 8 ms, drawn without a graphics card. The button changes one letter."""
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

# Watch the key presses on a node: the work they make until the layout is known, and what the browser itself says, which
# is silent on those shown within 12 ms.
WATCH = """root => {
    const costs = [];
    const told = new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) {
            const cost = costs.find(({ key }) => key === startTime);
            if (cost) cost.shown = duration;
        }
    });
    told.observe({ type: 'event', durationThreshold: 16 });
    const begin = ({ timeStamp }) => costs.push({ key: timeStamp, begin: performance.now(), shown: 8 });
    const end = () => {
        root.getBoundingClientRect();
        costs.at(-1).work = performance.now() - costs.at(-1).begin;
    };
    window.addEventListener('keydown', begin, true);
    root.addEventListener('keydown', end);
    window.kitUnwatch = () => {
        told.disconnect();
        window.removeEventListener('keydown', begin, true);
        root.removeEventListener('keydown', end);
        return costs;
    };
}"""
REST = "root => root.querySelector('.kit-state').textContent !== 'Enregistrement…'"
BARE = """root => {
    const bare = document.createElement('button');
    bare.addEventListener('keydown', (event) => { bare.textContent = event.key; event.stopPropagation(); });
    root.parentElement.append(bare);
    return bare;
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


def press(notebook: OpenNotebook, what: str, widget: Locator, keys: list[str], on: ElementHandle | None = None,
          presses: int = 100) -> None:  # fmt: skip
    """Press keys in turn, each when all is at rest, and print what they cost; the last is not told of any more."""
    page, browser = notebook.page, notebook.page.context.browser
    (on or widget.element_handle()).evaluate(WATCH)
    browser.start_tracing(page=page, categories=["devtools.timeline", "disabled-by-default-devtools.timeline"])
    for n in range(presses + 1):
        page.keyboard.press(keys[n % len(keys)])
        page.wait_for_function(REST, arg=widget.element_handle())
        notebook.wait_for_kernel()
    costs = page.evaluate("() => window.kitUnwatch()")[:-1]
    frames = painted(json.loads(browser.stop_tracing())["traceEvents"])
    for part, values in (("handlers, style and layout", [cost["work"] for cost in costs]), ("until painted", frames),
                         ("on the screen", [cost["shown"] for cost in costs])):  # fmt: skip
        high = quantiles(values, n=20)[-1]
        measured = f"{median(values):.1f} ms, 95 of 100 within {high:.1f}"
        row(f"{what}: {part}", measured, f"{BUDGET} ms" if on is None else "")


def painted(trace: list[dict]) -> list[float]:
    """Return milliseconds from the arrival of each key until the page's next picture was handed over."""
    keys = [event for event in trace if event["name"] == "EventDispatch" and event["args"]["data"]["type"] == "keydown"]
    ends = sorted(event["ts"] + event["dur"] for event in trace if event["name"] == "Commit" and "dur" in event)
    return [(ends[bisect_right(ends, key["ts"] + key["dur"])] - key["ts"]) / 1000 for key in keys[:-1]]


def row(what: str, measured: str, budget: str = "") -> None:
    print(f"| {what} | {measured} | {budget} |", flush=True)


def memory(page: Page) -> float:
    """Return the megabytes that the page holds alone, its garbage collected."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("HeapProfiler.collectGarbage")
    devtools.detach()
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
    print("| what | measured | asked |\n|---|---|---|")
    with jupyterlab([TEXT % sentences, ARTICLE % words, OURS, MARKER, THEIRS]) as notebook:
        notebook.run(0)
        notebook.run(1)
        empty = memory(notebook.page)
        for index, code, name, focus, count, keys in (
            (2, OURS, "labeller", ".kit-number", sentences, {"label": "1 5", "next": "n"}),
            (3, MARKER, "marker", ".kit-text", words // 20, {"walk": "ArrowRight", "label": "ArrowRight 4 5"}),
        ):
            ours = shown(notebook, index, code, count)
            row(f"{name}, {count} sentences, on the screen", f"{ours:.0f} ms")
            row(f"{name}, memory of the page above an empty notebook", f"{memory(notebook.page) - empty:.0f} MB")
            widget = notebook.output(index).locator(".kit-live")
            widget.locator(focus).first.focus()
            for what, typed in keys.items():
                press(notebook, f"{name}, {what}", widget, typed.split())
            bare = widget.evaluate_handle(BARE).as_element()
            bare.focus()
            press(notebook, f"a plain button beside the {name}", widget, ["1", "2"], bare)
        theirs, ours = shown(notebook, 4, THEIRS, sentences), shown(notebook, 2, OURS, sentences)
        measured = f"{theirs:.0f} ms, {theirs / ours:.0f} times the labeller"
        row(f"{sentences} ToggleButtons on the screen", measured, "20 times")
    print(NOTE)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:] or ("1000", "10000")))
