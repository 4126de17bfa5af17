"""A mouse or a finger on the page: waiting until it stands still, and a touch screen as the browser plays it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession, Locator, Page

ON_SCREEN = """node => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return node.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
}"""


RESTS = """async node => {
    for (let still = 0, before = ""; still < 15;) {
        const { x, y } = node.getBoundingClientRect(), here = `${x} ${y}`;
        still = here === before ? still + 1 : 0;
        before = here;
        await new Promise(requestAnimationFrame);
    }
}"""


def at_rest(part: Locator) -> Locator:
    """Bring a part onto the screen and wait until it stands still: JupyterLab lays out what was out of sight later."""
    part.scroll_into_view_if_needed()
    part.evaluate(RESTS)
    return part


class Finger:
    """One finger, which is put down in the middle of a part of the page, moved and lifted."""

    def __init__(self, page: Page, devtools: CDPSession) -> None:
        self.page, self.devtools = page, devtools

    def down(self, part: Locator) -> None:
        self._send("touchStart", at_rest(part))

    def move(self, part: Locator) -> None:
        """Move onto a part; where it is beyond the edge of the screen, wait there until the page has come along."""
        if not part.evaluate(ON_SCREEN):
            size = self.page.viewport_size
            below = part.bounding_box()["y"] > size["height"] / 2
            self._at("touchMove", size["width"] / 2, size["height"] - 30 if below else 30)
            self.page.wait_for_function(ON_SCREEN, arg=part.element_handle())
            self._at("touchMove", size["width"] / 2, size["height"] / 2)  # where nothing scrolls away any more
        self._send("touchMove", part)

    def up(self) -> None:
        self.devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def tap(self, part: Locator) -> None:
        self.down(part)
        self.up()

    def drag(self, part: Locator, target: Locator) -> None:
        self.down(part)
        self.move(target)
        self.up()

    def _send(self, what: str, part: Locator) -> None:
        box = part.bounding_box()
        self._at(what, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def _at(self, what: str, x: float, y: float) -> None:
        self.devtools.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": [{"x": x, "y": y}]})


@contextmanager
def touch_screen(page: Page) -> Iterator[Finger]:
    """Make the page one on a touch screen, for as long as needed."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    yield Finger(page, devtools)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    devtools.detach()
