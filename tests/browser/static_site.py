"""The static site of ``make site``, served as a school's file server does, and a notebook open in it."""

import functools
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

from lab import CONFIG, OpenNotebook
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "site"
START = 240_000  # milliseconds for the browser's Python to be there, on a busy machine too


class Handler(SimpleHTTPRequestHandler):
    """Files as they are, but for one switch that lets a test see the page's own objects."""

    def do_GET(self) -> None:  # the base class's own name
        if self.path.partition("?")[0] != "/jupyter-lite.json":
            return super().do_GET()
        config = json.loads((FOLDER / "jupyter-lite.json").read_text(encoding="utf-8"))
        config["jupyter-config-data"]["exposeAppInBrowser"] = CONFIG["LabApp"]["expose_app_in_browser"]
        body = json.dumps(config).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_words: object) -> None:
        """Say nothing: the test reads the browser's own log."""


class Site:
    """A server of the site on this machine."""

    def __init__(self) -> None:
        if not (FOLDER / "index.html").exists():
            raise FileNotFoundError("there is no site to test: make site")
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(FOLDER)))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> "Site":
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class OpenPage(OpenNotebook):
    """A lesson of the site; `path` is what a link of ``kit links`` holds."""

    def __init__(self, site: Site, page: Page, path: str) -> None:
        super().__init__(SimpleNamespace(url=site.url, folder=FOLDER / "files"), page, path)

    def load(self) -> None:
        """Open the page, or load it again as F5 does, and wait until Python answers."""
        self.page.goto(f"{self.lab.url}/notebooks/index.html?path={self.path}")
        self.wait("notebook && panel.context.isReady && panel.sessionContext.isReady", START)
        self.evaluate("panel.sessionContext.session.kernel.info.then(() => { window.kitPython = true; });")
        self.page.wait_for_function("() => window.kitPython", timeout=START)
        self.wait_for_kernel()
