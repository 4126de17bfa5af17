"""The writer: a question answered in words; and the rewriter, which shows what the machine reads in them."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import traitlets

from kit.answers import MOST_CHARACTERS, Item
from kit.article import Article, Sentence
from kit.detect.findings import Hedge
from kit.detect.hedges import find_hedges
from kit.exercise import Part, labels
from kit.marked import section
from kit.store import Store
from kit.tokens import Text
from kit.widgets.base import AnswerWidget, clean, module, styles
from kit.wording import language, say, table

DIRECTIONS = ("softer", "harder")


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

    def __init__(self, part: Part, store: Store, lang: str | None = None, **task: Any) -> None:
        lang = lang or language()
        self.part = part
        self.prompt = part.prompt.get(lang, part.id)
        self._key = f"text:{part.id}"
        super().__init__(store, "writer", lang, task=task | {
            "key": self._key, "prompt": self.prompt, "wanted": part.words, "most": MOST_CHARACTERS})

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

    @property
    def written(self) -> str:
        """What the student wrote so far."""
        return "".join(item["why"] for item in self.view_items())

    def page(self) -> str:
        """Return question and answer as plain HTML."""
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in self.written.splitlines())
        return section(f"<p><b>{escape(self.prompt)}</b></p>{paragraphs}", self.lang)


class Rewriter(Writer):
    """A sentence of the article to rewrite, with what the machine reads in it as one types.

    Parameters
    ----------
    part : Part
    article : Article
    unit : Sentence
        The sentence to rewrite.
    store : Store
    lang : {"fr", "en"}, optional
        The language of the interface.

    Attributes
    ----------
    reading : dict
        ``before`` and ``after``: pieces of the two sentences with the hedges in them; ``changes``: hedges added,
        gone and kept; ``verdict``: softer, harder, same, or nothing while nothing is written.
    """

    reading = traitlets.Dict().tag(sync=True)

    def __init__(self, part: Part, article: Article, unit: Sentence, store: Store, lang: str | None = None) -> None:
        self.unit = unit
        self._text_lang = article.lang or "fr"
        super().__init__(part, store, lang, original=unit.id, text_lang=self._text_lang)

    def __repr__(self) -> str:
        return f"Rewriter({self.part.id})"

    def show(self) -> None:
        """Let every view show what is written, and what the machine reads in it."""
        before, after = self.unit.text, self.written
        old, new = (find_hedges(Text(text, self._text_lang)) for text in (before, after))
        self.reading = {"before": self._pieces(before, old), "after": self._pieces(after, new),
                        "changes": [*self._changes(old, new)] if after.strip() else [],
                        "verdict": _verdict(old, new) if after.strip() else ""}
        super().show()

    def _pieces(self, text: str, hedges: Sequence[Hedge]) -> list[list[Any]]:
        """Cut a text at its hedges: plain pieces stand with None, hedges with what is said of them."""
        pieces: list[list[Any]] = []
        at = 0
        for hedge in hedges:
            pieces += [[text[at:hedge.start], None], [hedge.text, self._says(hedge)]]
            at = hedge.end
        return [piece for piece in (*pieces, [text[at:], None]) if piece[0]]

    def _says(self, hedge: Hedge) -> dict[str, Any]:
        return {"short": table("code.hedges", self.lang)[hedge.category], "text": hedge.text,
                "word": table("category", self.lang)[hedge.category],
                "strength": say(f"strength.{hedge.strength}", self.lang) if hedge.category != "booster" else "",
                "style": labels("hedges").index(hedge.category) % 8}

    def _changes(self, old: Sequence[Hedge], new: Sequence[Hedge]) -> Iterator[dict[str, Any]]:
        """Say which hedges came, which went and which stayed, perhaps in other words of the same category."""
        left, stayed = list(old), []
        for hedge in sorted(new, key=lambda hedge: not any(_alike(hedge, was) == 2 for was in old)):
            was = max(left, key=lambda other: _alike(hedge, other), default=None)
            if was and _alike(hedge, was):
                left.remove(was)
                stayed.append(self._says(hedge) | {"sign": "kept", "was": self._says(was)["strength"]})
            else:
                yield self._says(hedge) | {"sign": "added", "was": ""}
        yield from (self._says(hedge) | {"sign": "gone", "was": ""} for hedge in left)
        yield from stayed

    def page(self) -> str:
        """Return the two sentences as plain HTML."""
        rows = [("original", self.unit.text), ("rewritten", self.written)]
        html = "".join(f"<p>{escape(say(f'writer.{name}', self.lang))} : "
                       f'<span lang="{self._text_lang}">{escape(text)}</span></p>' for name, text in rows)
        return section(f"<p><b>{escape(self.prompt)}</b></p>{html}", self.lang)


def _alike(hedge: Hedge, other: Hedge) -> int:
    """Return 2 for the same words, 1 for the same category, else 0."""
    same = hedge.category == other.category
    return same + (same and hedge.text.lower() == other.text.lower())


def _verdict(old: Sequence[Hedge], new: Sequence[Hedge]) -> str:
    """Compare the strength of all reservations; a booster takes away as much as it weighs."""
    before, after = (sum(-hedge.strength if hedge.category == "booster" else hedge.strength for hedge in hedges)
                     for hedges in (old, new))
    return "same" if before == after else "softer" if after > before else "harder"
