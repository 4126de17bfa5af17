"""A widget that shows part of a `Store` and never says "saved" before the disk has it.

The browser sends ``{"do": "change", "client", "number", "changes": [...]}``; the kernel turns each change
into an `Item`, writes the file, and only then sets `items` and `status`, in one message that also confirms.
``{"do": "look"}`` asks whether another window has written; ``{"do": "copy"}`` for the answers as a file.
Beside each widget stands its mirror: an output with the answers and a page of plain HTML, which CSS hides
while the widget lives and which is what GitHub, nbconvert and print show.
"""

import asyncio
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from kit.answers import MIME, Item
from kit.article import Article, Sentence
from kit.errors import AnswersError
from kit.store import Store
from kit.tokens import Token, tokenize
from kit.wording import language, say, table

HERE = Path(__file__).parent
LARGE = 20_000
"""Characters of a page above which JupyterLab takes longer to draw it than a key press may take."""
REST = 1.0
"""Seconds without a change after which such a page is drawn again."""


@cache
def module(name: str) -> str:
    """Return a widget as one self-contained module: what all share, then its own file without the import of it."""
    own = (HERE / f"{name}.js").read_text(encoding="utf-8")
    own = re.sub(r'^import \{[^}]*\} from "\./common\.js";\n', "", own, flags=re.MULTILINE)
    return (HERE / "common.js").read_text(encoding="utf-8") + own


@cache
def styles(name: str) -> str:
    """Return the style sheet of a widget, what all share first."""
    return "".join((HERE / f"{part}.css").read_text(encoding="utf-8") for part in ("common", name))


class AnswerWidget(anywidget.AnyWidget):
    """What all widgets share: answers, their status, and their mirror.

    Parameters
    ----------
    store : Store
        Where the answers live; several widgets may share one.
    wording : str
        The wording table of the widget.
    lang : {"fr", "en"}, optional
        The language of the interface.

    Attributes
    ----------
    items : list of dict
        What the student answered here; observe it. Each has a ``key``.
    status : dict
        ``saved`` (when, or None), ``problem``, ``news``, ``done`` (the last message taken in), ``modified`` (since
        the hand-in), ``off``.
    """

    lang = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    items: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    status = traitlets.Dict().tag(sync=True)

    def __init__(self, store: Store, wording: str, lang: str | None = None, **traits: Any) -> None:
        lang = lang or language()
        self.store = store
        self._problem = ""
        self._done: dict[str, Any] = {}
        self._shown = False
        self._size = 0
        self._renewal: asyncio.TimerHandle | None = None
        super().__init__(lang=lang, words=table("widget", lang) | table(wording, lang), **traits)
        self.on_msg(self._receive)
        store.watchers.add(self)
        self.show()

    def read_change(self, change: Mapping[str, Any]) -> Item:
        """Turn what the browser sent into an item; a KeyError or ValueError refuses it."""
        raise NotImplementedError

    def view_items(self) -> list[dict[str, Any]]:
        """Return the answers that belong here, as the browser sees them."""
        raise NotImplementedError

    def page(self) -> str:
        """Return the same as plain HTML, for where no widget lives."""
        raise NotImplementedError

    def show(self) -> None:
        """Let every view show what the store holds now."""
        answers = self.store.answers
        with self.hold_sync():
            self.items = self.view_items()
            self.status = {
                "saved": answers.saved, "problem": self._problem, "news": self.store.news, "done": self._done,
                "modified": answers.modified_since_hand_in(), "off": self.store.path is None,
            }

    def _receive(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        if message["do"] == "change":
            self._done = {"client": message["client"], "number": message["number"]}
            self._change(message["changes"])
        elif message["do"] == "look" and self.store.refresh():
            self._show_all()
        elif message["do"] == "copy":
            self.send({"copy": json.dumps(self.store.answers.to_dict(), ensure_ascii=False, indent=1),
                       "name": f"{self.store.answers.exercise}.json"})

    def _change(self, changes: list[Mapping[str, Any]]) -> None:
        self._problem = ""
        try:
            self.store.put(*[self.read_change(change) for change in changes])
        except AnswersError as error:
            self._problem = str(error)
        except (AttributeError, KeyError, TypeError, ValueError):  # not what our own page sends
            self._problem = say("widget.refused", self.lang)
        self._show_all()

    def _show_all(self) -> None:
        for widget in tuple(self.store.watchers):
            widget.show()
        if self._shown:
            self._renew()

    def _renew(self) -> None:
        """Bring the mirror up to date: at once, or, where drawing it would hold up who types, when they rest."""
        if self._renewal:
            self._renewal.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        if loop is None or self._size < LARGE:
            self._mirror(update=True)
        else:
            self._renewal = loop.call_later(REST, self._mirror, True)

    def _mirror(self, update: bool = False) -> None:
        page = self.page()
        self._size = len(page)
        _publish(mirror(self.store, page), display_id=f"kit-{self.model_id}", update=update)

    def _ipython_display_(self) -> None:
        data, metadata = super()._repr_mimebundle_() or ({}, {})
        _publish(data, metadata=metadata)
        self._shown = True
        self._mirror()

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


def _publish(data: Mapping[str, Any], **how: Any) -> None:
    display(data, raw=True, **how)  # type: ignore[no-untyped-call]


def mirror(store: Store, html: str) -> dict[str, Any]:
    """Return the output that keeps answers in the notebook: the object, a page, and a few words."""
    answers = store.answers
    return {MIME: answers.to_dict(), "text/html": html, "text/plain": repr(answers)}


def about(article: Article, units: Sequence[Sentence]) -> str:
    """Return the text and the sentences that a widget is about: two of a kind on a page need two names."""
    return f"{article.id}, {units[0].id}–{units[-1].id}" if units else article.id


def words_of(text: str, units: Iterable[Sentence]) -> list[list[Token]]:
    """Return the tokens of each sentence."""
    tokens = tokenize(text)
    starts = [token.start for token in tokens]
    return [list(tokens[bisect_left(starts, unit.start):bisect_left(starts, unit.end)]) for unit in units]


def clean(text: object) -> str:
    """Return a text from the browser as one that can be written; half an emoji becomes a question mark."""
    return str(text).encode("utf-8", "replace").decode()
