"""Every widget at 200 %, as a browser zoomed on a window of 1280 pixels shows it: nothing cut off, covered or lost."""

import pytest
from marking import afresh, drag, marker, narrow, press, saved
from playwright.sync_api import Locator, expect

CELLS = [
    "import kit\nnames = '02-sources', '03-people', '04-hedges', '05-statements'\n"
    "sources, cards, hedges, statements = (kit.lesson(name, lang='fr', article='otan-ukraine') for name in names)",
    "sources.mark('S1-S5')",
    "statements.label()",
    "cards.cards()",
    "sources.compare('detector')",
    "cards.write('one-source')",
    "hedges.rewrite('S3', 'softer')",
]

FAULTS = """root => {
    const seen = (node) => node.checkVisibility({ visibilityProperty: true })
        && !node.closest('.kit-voice, .kit-unseen');
    const name = (node) => node.outerHTML.slice(0, 90);
    const edge = root.getBoundingClientRect();
    const all = [...root.querySelectorAll('*')].filter(seen);
    const controls = [...root.querySelectorAll('button, summary, select, textarea, input')].filter(seen)
        .map((node) => node.closest('label.kit-choice, .kit-filters label') ?? node);
    const faults = [];
    for (const node of all) {
        const { left, right } = node.getBoundingClientRect();
        if (left < edge.left - 1 || right > edge.right + 1) faults.push(`sticks out: ${name(node)}`);
        if (getComputedStyle(node).overflowX !== 'visible' && node.scrollWidth > node.clientWidth + 1
            && !node.matches('select, input, textarea')) faults.push(`cut off: ${name(node)}`);
    }
    const boxes = controls.map((node) => [node, node.getBoundingClientRect()]);
    for (const [one, a] of boxes) for (const [two, b] of boxes) {
        if (one === two || one.contains(two) || two.contains(one)) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 1) faults.push(`overlap: ${name(one)} ${name(two)}`);
    }
    for (const node of controls) {
        node.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, right, top, bottom } = node.getBoundingClientRect();
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        if (!node.contains(hit)) faults.push(`covered: ${name(node)}`);
    }
    return faults;
}"""


@pytest.fixture
def zoomed(notebook):
    """The notebook, its answers forgotten, on a window of 1280 by 1000 pixels at 200 %."""
    afresh(notebook)
    narrow(notebook, 640)
    devtools = notebook.page.context.new_cdp_session(notebook.page)
    devtools.send("Emulation.setDeviceMetricsOverride",
                  {"width": 640, "height": 500, "deviceScaleFactor": 2, "mobile": False})
    yield notebook
    devtools.send("Emulation.clearDeviceMetricsOverride")
    devtools.detach()


def mark(output: Locator) -> None:
    widget = marker(output)
    drag(widget, "S1", "un diplomate")
    press(widget.page, "4")
    saved(widget)
    widget.locator(".kit-more summary").click()
    widget.get_by_role("button", name="Signalements").click()
    widget.locator(".kit-flag summary").first.click()


def label(output: Locator) -> None:
    widget = output.locator(".kit-labeller")
    widget.get_by_text("Une réflexion est en cours").click()
    press(widget.page, "1", "4", "c", "Enter", "d", "c")
    expect(widget.get_by_role("slider")).to_be_visible()


def put_onto_cards(output: Locator) -> None:
    output.get_by_role("button", name="Une carte pour chacune").click()
    press(output.page, "2")
    output.locator(".kit-more summary").first.click()


def answer_back(output: Locator) -> None:
    output.get_by_role("button", name="Répondre").first.click()


def write(output: Locator) -> None:
    output.get_by_role("textbox").fill("On dirait que la décision pourrait tomber mardi.")
    saved(output)


WORK = {1: mark, 2: label, 3: put_onto_cards, 4: answer_back, 5: write, 6: write}


@pytest.mark.parametrize("cell", WORK, ids=["marker", "labeller", "cards", "compare", "writer", "rewriter"])
def test_at_200_percent_nothing_is_cut_off_or_covered(zoomed, cell):
    output = zoomed.output(cell)
    if cell == 4:
        mark(zoomed.output(1))
        output = zoomed.run(4)
    WORK[cell](output)
    widget = output.locator(".kit-live")
    assert widget.evaluate(FAULTS) == []
    opener = widget.get_by_role("button", name="Aide")
    if opener.count():
        opener.click()
        expect(widget.locator(".kit-help")).to_be_visible()
        assert widget.evaluate(FAULTS) == [], "help open"
