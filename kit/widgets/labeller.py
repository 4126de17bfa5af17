"""The labeller: each sentence, or each claim of a sentence, gets a voice and a status.

The answer about a sentence is ``statements:S11``. A sentence cut into claims keeps that id for its main point,
which is what counts; each further claim is ``statements:S11:2``, ``statements:S11:3``... with its own place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import traitlets

from kit.answers import Item
from kit.article import Article, Sentence
from kit.detect.findings import UNNAMED_CLASSES
from kit.exercise import FACTS
from kit.exercise import labels as labels_of
from kit.marked import code_and_word, html_table, section, unit_at
from kit.store import Store, open_store
from kit.tokens import Token
from kit.tokens import units as units_of
from kit.widgets.base import AnswerWidget, clean, module, styles, words_of
from kit.wording import language, say, table


class Labeller(AnswerWidget):
    """Sentences to label, one at a time or all in a list.

    Parameters
    ----------
    article : Article
    units : sequence of Sentence, optional
        The sentences to show; all where not given.
    labels : sequence of str, optional
        The statuses to choose from; all where not given.
    store : Store, optional
        Where the labels are kept; a file of its own where not given.
    lang : {"fr", "en"}, optional
        The language of the interface.
    flat : bool
        Ask one question with seven labels instead of two (voice and status).
    one : bool
        Show one sentence at a time.

    Attributes
    ----------
    items : list of dict
        The labels: ``key`` (``"S11"``, ``"S11:2"``), ``unit``, ``first`` and ``last`` (words of the sentence,
        counted from 0), ``label``, ``voice``, ``why``.
    """

    _esm = module("labeller")
    _css = styles("labeller")
    text = traitlets.Dict().tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)
    suggested = traitlets.Dict().tag(sync=True)
    flat = traitlets.Bool().tag(sync=True)
    one = traitlets.Bool().tag(sync=True)

    def __init__(self, article: Article, units: Sequence[Sentence] | None = None, labels: Sequence[str] | None = None,
                 store: Store | None = None, lang: str | None = None, flat: bool = False, one: bool = False) -> None:
        lang = lang or language()
        self.article = article
        self.units = {unit.id: unit for unit in (units_of(article) if units is None else units)}
        self._tokens = dict(zip(self.units, words_of(article.text, self.units.values()), strict=True))
        self._codes = tuple(labels or labels_of("statements"))
        super().__init__(store or open_store("labels", article), "labeller", lang, flat=flat, one=one,
                         text=_text(article, self.units.values(), self._tokens, lang),
                         choices=_choices(self._codes, lang))

    def __repr__(self) -> str:
        return f"Labeller({self.article.id}, {len(self.units)})"

    def read_change(self, change: Mapping[str, Any]) -> Item:
        """Turn words of a sentence into a place in the text; what is no claim of it is a ValueError."""
        tokens = self._tokens[change["unit"]]
        label, voice = change.get("label", ""), change.get("voice", "")
        first, last = change["first"], change["last"]
        if not (re.fullmatch(rf"{re.escape(change['unit'])}(:[0-9]{{1,4}})?", change["key"])
                and label in (*self._codes, "") and voice in (*FACTS, "")
                and type(first) is type(last) is int and 0 <= first <= last < len(tokens)):
            raise ValueError(change["key"])
        start, end = tokens[first].start, tokens[last].end
        return Item(f"statements:{change['key']}", "statements", deleted=bool(change.get("deleted")), start=start,
                    end=end, quote=self.article.text[start:end], label=label, voice=voice,
                    why=clean(change.get("why", "")))

    def view_items(self) -> list[dict[str, Any]]:
        """Return the labels of these sentences, in the browser's terms."""
        return [self._view(item) for item in self._mine()]

    def _mine(self) -> Iterable[Item]:
        return [item for item in self.store.answers.live("statements") if _unit(item) in self.units]

    def _view(self, item: Item) -> dict[str, Any]:
        unit = self.units[_unit(item)]
        first, last = _reach(self._tokens[unit.id], item.start or unit.start, item.end or unit.end)
        return {"key": item.id.removeprefix("statements:"), "unit": unit.id, "first": first, "last": last,
                "label": item.label, "voice": item.voice, "why": item.why}

    def show(self) -> None:
        """Let every view show what the store holds now, and what the marks on the sources say of the voices."""
        self.suggested = _voices(self.store.answers.live("sources"), self.units.values())
        super().show()

    def page(self) -> str:
        """Return the sentences with their labels as plain HTML."""
        head = [say(f"labeller.column_{name}", self.lang) for name in ("unit", "text", "voice", "status", "why")]
        voices = table("voice", self.lang)
        by_unit: dict[str, list[Item]] = {}
        for item in self._mine():
            by_unit.setdefault(_unit(item), []).append(item)
        rows = [(unit.id if n == 0 else "", item.quote, voices.get(item.voice, item.voice),
                 code_and_word(item, self.lang) if item.label else "", item.why)
                for unit in self.units.values()
                for n, item in enumerate(by_unit.get(unit.id) or [Item(unit.id, "statements", quote=unit.text)])]
        return section(html_table(head, rows), self.lang)


def _unit(item: Item) -> str:
    return item.id.removeprefix("statements:").partition(":")[0]


def _reach(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Return the first and last word that a place touches; all of them where it touches none."""
    touched = [n for n, token in enumerate(tokens) if token.start < end and start < token.end]
    return (touched[0], touched[-1]) if touched else (0, len(tokens) - 1)


def _voices(sources: Iterable[Item], units: Iterable[Sentence]) -> dict[str, str]:
    """Return who speaks in each sentence as the student marked it: one unnamed source makes it anonymous."""
    found: dict[str, str] = {}
    for item in sources:
        unit = unit_at(item, units)
        if unit and item.label and found.get(unit) != "anonymous":
            found[unit] = "anonymous" if item.label in UNNAMED_CLASSES else "named"
    return found


def _text(article: Article, units: Iterable[Sentence], tokens: Mapping[str, Sequence[Token]],
          lang: str) -> dict[str, Any]:
    """Return what the browser is given: the words of each sentence, each with the space after it."""
    gloss = article.gloss.get(lang, {}) if lang != article.lang else {}
    return {"lang": article.lang, "units": [
        {"id": unit.id, "kind": unit.kind, "gloss": gloss.get(unit.id, ""),
         "words": [token.text + (" " if token.space else "") for token in tokens[unit.id]]} for unit in units]}


def _choices(codes: Sequence[str], lang: str) -> dict[str, list[dict[str, str]]]:
    """Return the voices, the statuses and the seven labels, with their words."""
    def options(wording: str, short: str) -> list[dict[str, str]]:
        return [{"code": code, "word": word, "short": table(f"code.{short}", lang)[code]}
                for code, word in table(wording, lang).items()]

    voice_of = {label: voice for voice, label in FACTS.items()}
    flats = [option | {"label": "fact" if option["code"] in voice_of else option["code"],
                       "voice": voice_of.get(option["code"], "")} for option in options("flat", "statements")]
    return {"voices": options("voice", "voice"),
            "statuses": [option for option in options("status", "statements") if option["code"] in codes],
            "flats": [option for option in flats if option["label"] in codes]}
