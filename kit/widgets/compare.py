"""Compare: my marks beside another reading of the same text, and what I answer back.

What the student maintains, and why, is an answer like any other: ``text:reply:<reading>:<place>``, or
``text:reply:file:<path>:<place>`` for a classmate's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import traitlets

from kit.answers import MOST_CHARACTERS, Item
from kit.article import Article, Sentence
from kit.exercise import card_places, labels
from kit.marked import code, html_table, inside, section, unit_at
from kit.readings import Pair, Reading, pair_people, pair_up, spoken_label, verdict
from kit.store import Store
from kit.tokens import units as units_of
from kit.widgets.base import AnswerWidget, about, clean, module, styles
from kit.wording import language, say, table

SIGNS = {"differ": "≠", "only_theirs": "?", "only_mine": "+", "agree": "✓"}


class Compare(AnswerWidget):
    """My marks of one layer beside another reading.

    Parameters
    ----------
    article : Article
    theirs : Reading
        The other reading.
    layer : str
        The layer to compare.
    store : Store
        Where my marks are, and where replies are kept.
    units : sequence of Sentence, optional
        The sentences to compare; all where not given.
    lang : {"fr", "en"}, optional
        The language of the interface.

    Attributes
    ----------
    rows : list of dict
        A row a place, or two mentions of people: ``key``, ``unit``, ``quotes``, ``verdict``, ``mine`` and ``theirs``
        (or None).
    items : list of dict
        The replies: ``key``, ``why``.
    """

    _esm = module("compare")
    _css = styles("compare")
    notes = traitlets.List(traitlets.Unicode()).tag(sync=True)
    rows: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    text_lang = traitlets.Unicode().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)

    def __init__(self, article: Article, theirs: Reading, layer: str, store: Store,
                 units: Sequence[Sentence] | None = None, lang: str | None = None) -> None:
        lang = lang or language()
        self.layer = layer
        self.units = units_of(article) if units is None else units
        self.theirs = theirs
        self._text = article.text
        self._prefix = clean("".join(f"{part}:" for part in ("text:reply", theirs.name, theirs.path) if part))
        super().__init__(store, "compare", lang, notes=list(theirs.notes), text_lang=article.lang or "",
                         about=about(article, self.units))
        if layer == "people":
            self.words = self.words | table("compare.people", lang)
        self.title = self.words[f"title_{theirs.name}"]

    def __repr__(self) -> str:
        return f"Compare({self.theirs.name}, {len(self.rows)})"

    def _pairs(self) -> list[Pair]:
        if self.layer == "people":
            pairs = pair_people(self.store.answers.live("people"), self.theirs.items)
            return [pair for pair in pairs if any(item and inside(item, self.units) for item in pair)]
        mine = [item for item in self.store.answers.live(self.layer) if inside(item, self.units)]
        return pair_up(mine, [item for item in self.theirs.items if inside(item, self.units)])

    def show(self) -> None:
        """Let every view show the marks and replies as they are now."""
        self.rows = [self._row(pair) for pair in self._pairs()]
        super().show()

    def _row(self, pair: Pair) -> dict[str, Any]:
        item = next(item for item in pair if item)
        places = card_places(item.attributes) or [(item.start or 0, item.end or 0)]  # two mentions, or one mark
        units = dict.fromkeys(unit_at(replace(item, start=start), self.units) for start, _ in places)
        return {"key": f"{item.start}-{item.end}", "unit": " / ".join(filter(None, units)),
                "quotes": [self._text[start:end] for start, end in places],
                "verdict": verdict(pair), "mine": self._side(pair[0]), "theirs": self._side(pair[1])}

    def _side(self, item: Item | None) -> dict[str, Any] | None:
        if item is None:
            return None
        codes = labels(self.layer)
        return {"short": code(item.layer, item.label, self.lang), "word": spoken_label(item, self.lang),
                "quote": item.quote, "why": item.why,
                "style": codes.index(item.label) % 8 if item.label in codes else 7}

    def read_change(self, change: Mapping[str, Any]) -> Item:
        """Turn a reply into an answer; one to no row is a KeyError."""
        row = {row["key"]: row for row in self.rows}[change["key"]]
        start, end = map(int, row["key"].split("-"))
        quote = row["quotes"][0] if len(row["quotes"]) == 1 else ""
        return Item(self._prefix + row["key"], "text", deleted=bool(change.get("deleted")), start=start, end=end,
                    quote=quote, why=clean(change.get("why", ""))[:MOST_CHARACTERS])

    def view_items(self) -> list[dict[str, Any]]:
        """Return the replies, in the browser's terms; one to any classmate, as was once, until it is changed."""
        replies = {key: item for prefix in (f"text:reply:{self.theirs.name}:", self._prefix)
                   for item in self.store.answers.items.values()
                   if item.id.startswith(prefix) and ":" not in (key := item.id.removeprefix(prefix))}
        return [{"key": key, "why": item.why} for key, item in replies.items() if not item.deleted]

    def page(self) -> str:
        """Return the comparison as plain HTML."""
        replies = {item["key"]: item["why"] for item in self.items}
        head = [say(f"compare.column_{name}", self.lang)
                for name in ("unit", "quote", "mine", "theirs", "verdict", "reply")]
        rows = [(row["unit"], " / ".join(row["quotes"]), _said(row["mine"]), _said(row["theirs"]),
                 f'{SIGNS[row["verdict"]]} {self.words[row["verdict"]]}',
                 replies.get(row["key"], "")) for row in self.rows]
        notes = "".join(f"<p>{escape(sentence)}</p>" for sentence in (self.title, *self.notes))
        return section(notes + html_table(head, rows), self.lang)


def _said(side: Mapping[str, Any] | None) -> str:
    if side is None:
        return "–"
    return f'{side["short"]} · {side["word"]}' + (f' ({side["why"]})' if side["why"] else "")
