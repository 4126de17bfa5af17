"""The grading page: a web page of this machine alone, where open questions are decided with the keyboard.

It listens on 127.0.0.1, behind a secret in its address; each decision goes to `kit.grading.review` and comes back
as saved or with the reason why not.
"""

import json
import secrets
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from kit.grading.review import LEVELS, Review
from kit.report.page import style
from kit.wording import language, say, table

_HERE = Path(__file__).parent
_MOST = 100_000
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-{nonce}'; connect-src 'self'"


class ReviewServer(ThreadingHTTPServer):
    """Serves the grading page until the instructor has finished.

    Parameters
    ----------
    review : Review
    port : int
        0 for any that is free.

    Attributes
    ----------
    root : str
        The secret path that every request must begin with.
    address : str
        What to open in a browser.
    """

    daemon_threads = True

    def __init__(self, review: Review, port: int = 0) -> None:
        self.root = f"/{secrets.token_urlsafe(16)}/"
        super().__init__(("127.0.0.1", port), partial(_Page, self, review, Lock()))
        self.address = f"http://127.0.0.1:{self.server_port}{self.root}"


class _Page(BaseHTTPRequestHandler):
    """Answers GET with the page, POST ``decide`` with whether it was saved, POST ``finish`` by ending the server."""

    def __init__(self, home: ReviewServer, review: Review, lock: Lock, *request: Any) -> None:
        self.review, self.root, self.port, self.lock = review, home.root, home.server_port, lock
        super().__init__(*request)

    def do_GET(self) -> None:
        """Send the page."""
        if self.path != self.root or not self._from_here():
            self._send(404, "text/plain", "")
            return
        nonce = secrets.token_urlsafe(16)
        self._send(200, "text/html", review_page(self.review, nonce), _POLICY.format(nonce=nonce))

    def do_POST(self) -> None:
        """Keep a decision, or end."""
        if not self._from_here() or self.headers.get("Content-Type") != "application/json":
            self._send(404, "text/plain", "")
        elif self.path == f"{self.root}finish":
            self._send(200, "application/json", "{}")
            Thread(target=self.server.shutdown).start()  # shutdown waits for this very request to end
        elif self.path == f"{self.root}decide":
            status, says = self._decide()
            self._send(status, "application/json", json.dumps({"says": says}))
        else:
            self._send(404, "text/plain", "")

    def _from_here(self) -> bool:
        """Tell whether the request comes from our own page, not from another site by way of this browser."""
        here = f"127.0.0.1:{self.port}"
        return self.headers.get("Host") == here and self.headers.get("Origin") in (None, f"http://{here}")

    def _decide(self) -> tuple[int, str]:
        try:
            size = int(self.headers.get("Content-Length", 0))
            if not 0 < size <= _MOST:
                return 400, say("review.refused")
            place, credit, comment = _decision(json.loads(self.rfile.read(size)))
            with self.lock:
                self.review.decide(place, credit, comment)
        except (ValueError, TypeError, KeyError):
            return 400, say("review.refused")
        except OSError as error:
            return 500, say("review.failed", reason=error.strerror or error)
        return 200, ""

    def _send(self, status: int, kind: str, body: str, policy: str = "default-src 'none'") -> None:
        data = body.encode("utf-8", "replace")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep the terminal quiet."""


def _decision(data: Any) -> tuple[tuple[str, str, str], float | None, str]:
    """Check what the page sends; raise ValueError, TypeError or KeyError where it is anything else."""
    student, part, item, credit, comment = (data[name] for name in ("student", "part", "item", "credit", "comment"))
    if credit is not None and credit not in LEVELS:
        raise ValueError(credit)
    if not all(isinstance(text, str) for text in (student, part, item, comment)):
        raise TypeError(comment)
    return (student, part, item), credit, comment


def review_page(review: Review, nonce: str) -> str:
    """Return the grading page with the open questions inside, as data that no browser runs."""
    lang = language()
    words = table("review", lang)
    labels = {layer: table(name, lang) for layer, name in
              (("sources", "class"), ("hedges", "category"), ("statements", "flat"))}
    data = {"questions": review.to_list(), "words": words, "levels": LEVELS, "labels": labels}
    body = (_HERE / "review.html").read_text(encoding="utf-8")
    for name, text in words.items():
        body = body.replace("{{" + name + "}}", escape(text))
    inert = json.dumps(data).replace("<", "\\u003c")
    script = (_HERE / "review.js").read_text(encoding="utf-8")
    return (f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{escape(words["title"])}</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style()}</style></head>'
            f'<body><main>{body}</main><script type="application/json" id="data">{inert}</script>'
            f'<script nonce="{nonce}">{script}</script></body></html>\n')
