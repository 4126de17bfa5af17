"""The writer: a question answered in words."""

from collections.abc import Mapping
from html import escape
from typing import Any

import traitlets

from kit.answers import MOST_CHARACTERS, Item
from kit.exercise import Part
from kit.store import Store
from kit.widgets.base import AnswerWidget, clean, module, styles
from kit.widgets.page import section
from kit.wording import language


class Writer(AnswerWidget):
    """A text area with a word count, saved as one types.

    Parameters
    ----------
    part : Part
        The question, and how many words it asks for.
    store : Store
        Where the answer is kept.
    lang : {"fr", "en"}, optional
        The language of the interface.
    """

    _esm = module("writer")
    _css = styles("writer")
    task = traitlets.Dict().tag(sync=True)

    def __init__(self, part: Part, store: Store, lang: str | None = None) -> None:
        lang = lang or language()
        self.part = part
        self._key = f"text:{part.id}"
        super().__init__(store, "writer", lang,
                         task={"key": self._key, "prompt": part.prompt[lang], "wanted": part.words})

    def __repr__(self) -> str:
        return f"Writer({self.part.id})"

    def read_change(self, change: Mapping[str, Any]) -> Item:
        """Turn what was typed into an answer."""
        if change["key"] != self._key:
            raise ValueError(change["key"])
        text = clean(change.get("why", ""))[:MOST_CHARACTERS]
        return Item(self._key, "text", deleted=bool(change.get("deleted")), why=text)

    def view_items(self) -> list[dict[str, Any]]:
        """Return the answer, if there is one."""
        return [{"key": item.id, "why": item.why} for item in self.store.answers.live("text") if item.id == self._key]

    def page(self) -> str:
        """Return question and answer as plain HTML."""
        written = "".join(item["why"] for item in self.view_items())
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in written.splitlines())
        return section(f"<p><b>{escape(self.part.prompt[self.lang])}</b></p>{paragraphs}", self.lang)
