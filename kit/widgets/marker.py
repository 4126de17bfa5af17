"""The marker: words of a text, selected and labelled."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import traitlets

from kit.answers import Item
from kit.article import Article, Flag, Sentence
from kit.exercise import WORDING
from kit.exercise import labels as labels_of
from kit.marked import also, article_page, gather, inside
from kit.store import Store, open_store
from kit.tokens import Token
from kit.tokens import units as units_of
from kit.widgets.base import AnswerWidget, clean, module, styles, words_of
from kit.wording import language, table

ATTRIBUTES = {
    "sources": ("proximity", "record", "anonymity_reason", "stake", "quote", "corroboration", "stance", "relay"),
    "hedges": ("strength",), "flags": ()}
"""What can be said of a mark of each layer beyond its label; those without a wording table are free text."""
UNSEEN = ("2",)
"""Strengths that a student is not asked to tell apart (Rubin 2007)."""


class Marker(AnswerWidget):
    """A text whose words can be selected and labelled, by mouse, finger or keyboard.

    Parameters
    ----------
    article : Article
    layer : str or sequence of str
        ``"sources"``, ``"hedges"``, ``"flags"``, or several of them.
    units : sequence of Sentence, optional
        The sentences to show; all where not given.
    labels : mapping, optional
        The codes to choose from, by layer; all of the layer's where not given.
    store : Store, optional
        Where the marks are kept; a file of its own where not given.
    lang : {"fr", "en"}, optional
        The language of the interface.

    Attributes
    ----------
    items : list of dict
        The marks: ``key``, ``layer``, ``first`` and ``last`` (token ids), ``quote``, ``label``, ``attributes``
        and ``why``.
    """

    _esm = module("marker")
    _css = styles("marker")
    text = traitlets.Dict().tag(sync=True)
    layers: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, article: Article, layer: str | Sequence[str] = "sources",
                 units: Sequence[Sentence] | None = None, labels: Mapping[str, Sequence[str]] | None = None,
                 store: Store | None = None, lang: str | None = None) -> None:
        lang = lang or language()
        self.article = article
        self.units = tuple(units_of(article) if units is None else units)
        self._tokens = [token for words in words_of(article.text, self.units) for token in words]
        self._starts = [token.start for token in self._tokens]
        self._place = {token.id: n for n, token in enumerate(self._tokens)}
        names = (layer,) if isinstance(layer, str) else tuple(layer)
        codes = {name: tuple((labels or {}).get(name) or labels_of(name)) for name in names}
        self._codes = codes
        super().__init__(store or open_store("marks", article), "marker", lang,
                         text=_text(article, self.units, self._tokens, lang),
                         layers=[_layer(name, codes[name], lang) for name in names])

    def __repr__(self) -> str:
        return f"Marker({self.article.id}, {_range(self.units)}, {' + '.join(self._codes)})"

    def read_change(self, change: Mapping[str, Any]) -> Item:
        """Turn tokens into a place in the text; what is not a mark here is a ValueError."""
        layer, label = change["layer"], change.get("label", "")
        if layer not in self._codes or label not in (*self._codes[layer], ""):
            raise ValueError(label)
        first, last = (self._tokens[self._place[change[end]]] for end in ("first", "last"))
        if first.start >= last.end:
            raise ValueError(first)
        attributes = {name: clean(change["attributes"][name]) for name in ATTRIBUTES[layer]
                      if change.get("attributes", {}).get(name)}
        return Item(self._id(layer, first.start, last.end), layer, deleted=bool(change.get("deleted")),
                    start=first.start, end=last.end, quote=self.article.text[first.start:last.end], label=label,
                    attributes=attributes, why=clean(change.get("why", "")))

    def _id(self, layer: str, start: int, end: int) -> str:
        """Return the id of the answer there; one restored from elsewhere keeps the id it had."""
        known = {self._span(item): item.id for item in self._mine() if item.layer == layer}
        return known.get(self._reach(start, end), f"{layer}:{start}-{end}")

    def _mine(self) -> Iterable[Item]:
        return [item for item in self.store.answers.live() if item.layer in self._codes and inside(item, self.units)]

    def _span(self, item: Item) -> tuple[int, int]:
        return self._reach(item.start or 0, item.end or 0)

    def _reach(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last token that a place touches."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return first, max(first, bisect_left(self._starts, end) - 1)

    def view_items(self) -> list[dict[str, Any]]:
        """Return the marks on these sentences, in the browser's terms."""
        return [self._view(item) for item in self._mine()]

    def _view(self, item: Item) -> dict[str, Any]:
        first, last = (self._tokens[n].id for n in self._span(item))
        return {"key": f"{item.layer}:{first}-{last}", "layer": item.layer, "first": first, "last": last,
                "quote": item.quote, "label": item.label, "attributes": dict(item.attributes), "why": item.why}

    def page(self) -> str:
        """Return the text with its marks as plain HTML."""
        return article_page(self.article, self.units, self._mine(), self.lang)


def _range(units: Sequence[Sentence]) -> str:
    return units[0].id if len(units) == 1 else f"{units[0].id}-{units[-1].id}" if units else ""


def _text(article: Article, units: Sequence[Sentence], tokens: Sequence[Token], lang: str) -> dict[str, Any]:
    """Return what the browser is given: tokens, sentences and flags that name tokens by number."""
    starts = [token.start for token in tokens]
    gloss = article.gloss.get(lang, {}) if lang != article.lang else {}
    return {
        "lang": article.lang, "tokens": [[token.id, token.text, token.space] for token in tokens],
        "units": [{"id": unit.id, "kind": unit.kind, "first": bisect_left(starts, unit.start),
                   "last": bisect_left(starts, unit.end) - 1, "gloss": gloss.get(unit.id, "")} for unit in units],
        "flags": [_flag(group, starts, tokens, lang) for group in gather(article.flags, units)],
    }


def _flag(group: Sequence[Flag], starts: Sequence[int], tokens: Sequence[Token], lang: str) -> dict[str, Any]:
    """Return one phenomenon: what is said of it, and the first and last token of each of its places."""
    flag = group[0]
    return {
        "unit": flag.unit, "text": flag.text, "also": also(group, lang), "says": flag.says[lang],
        "wrong": flag.wrong[lang], "guess": flag.guess.get(lang, ""),
        "places": [[tokens[bisect_right(starts, one.start) - 1].id, tokens[bisect_left(starts, one.end) - 1].id]
                   for one in group],
    }


def _layer(name: str, codes: Sequence[str], lang: str) -> dict[str, Any]:
    """Return the labels and attributes of a layer, with their words."""
    words, short = table(WORDING[name], lang), table(f"code.{name}", lang)
    marker = table("marker", lang)
    return {
        "id": name, "word": marker[f"layer_{name}"], "ask": marker[f"ask_{name}"],
        "labels": [{"code": code, "word": words.get(code, code), "short": short.get(code, code[:4].upper())}
                   for code in codes],
        "attributes": [{"name": attribute, "word": table("attribute", lang)[attribute],
                        "choices": [list(choice) for choice in table(attribute, lang).items()
                                    if choice[0] not in UNSEEN] or None} for attribute in ATTRIBUTES[name]],
    }
