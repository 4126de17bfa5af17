"""The cards: who is one person, who may be one, and how many they are then.

A card is the answer ``people:<n>``: ``attributes.mentions`` are the places gathered on it, ``attributes.perhaps`` the
number of another card that may be the same person, ``why`` the reason; further attributes answer ten questions about
that source (named? role given? ...: ``cards.question`` in the words). ``people:least`` and ``people:distinct`` are the
student's two numbers, as labels.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import traitlets

from kit.answers import Item
from kit.article import Article, Sentence
from kit.detect import scan
from kit.detect.findings import UNNAMED_CLASSES, Source
from kit.errors import LanguageError
from kit.exercise import card_places
from kit.marked import html_table, section, unit_at
from kit.spans import Place, touch
from kit.store import Store, open_store
from kit.tokens import units as units_of
from kit.widgets.base import AnswerWidget, about, clean, module, styles
from kit.wording import language, say, table

NUMBERS = ("least", "distinct")
PEOPLE = frozenset(UNNAMED_CLASSES) - {"unnamed_document", "agentless"}
CONTEXT = 60
"""How many characters of its sentence stand on each side of a mention."""


class Cards(AnswerWidget):
    """Mentions of unnamed people to put onto cards, one for each presumed person.

    Parameters
    ----------
    article : Article
    mine : iterable of Item, optional
        The student's own marks on the sources.
    reading : iterable of Item, optional
        Marks that complete them where none of hers stands; the machine's where not given.
    units : sequence of Sentence, optional
        The sentences whose mentions count; all where not given.
    store : Store, optional
        Where the cards are kept; a file of its own where not given.
    lang : {"fr", "en"}, optional
        The language of the interface.

    Attributes
    ----------
    items : list of dict
        The cards (``key`` a number, ``mentions``, ``perhaps``, ``why``, ``checklist``) and the two numbers (``key``
        ``least`` and ``distinct``, ``label``, ``why``).
    """

    _esm = module("cards")
    _css = styles("cards")
    mentions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    text_lang = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)

    def __init__(self, article: Article, mine: Iterable[Item] = (), reading: Iterable[Item] | None = None,
                 units: Sequence[Sentence] | None = None, store: Store | None = None, lang: str | None = None) -> None:
        lang = lang or language()
        self.article = article
        self.units = tuple(units_of(article) if units is None else units)
        self._found = _findings(article)
        marks = list({_place(item): item for item in self._people(mine)}.values())
        others = [item for item in self._people(_machine(self._found) if reading is None else reading)
                  if not any(touch(_place(item), _place(mark)) for mark in marks)]
        self._offered = marks + others
        origin = "machine" if reading is None else "reading"
        note = " ".join(say(f"cards.{name}", lang, n=len(given))
                        for name, given in (("mine", marks), (origin, others)) if given)
        super().__init__(store or open_store("cards", article), "cards", lang, text_lang=article.lang or "", note=note,
                         about=about(article, self.units))

    def __repr__(self) -> str:
        return f"Cards({self.article.id}, {len(self.mentions)})"

    def _people(self, marks: Iterable[Item]) -> Iterator[Item]:
        """Leave out what is named, or no person, or elsewhere."""
        return (item for item in marks if item.layer == "sources" and item.label in PEOPLE
                and unit_at(item, self.units))

    def read_change(self, change: Mapping[str, Any]) -> Item:
        """Turn a card or a number into an answer; what is neither is a ValueError."""
        key, why, deleted = change["key"], clean(change.get("why", "")), bool(change.get("deleted"))
        if key in NUMBERS:
            if not re.fullmatch("[0-9]{0,4}", change.get("label", "")):
                raise ValueError(change)
            return Item(f"people:{key}", "people", deleted=deleted, label=change.get("label", ""), why=why)
        known = {mention["id"]: mention for mention in self.mentions}
        gathered = [known[name] for name in change["mentions"]]
        perhaps, checklist = change.get("perhaps", 0), dict(change.get("checklist", {}))
        if not (checklist.keys() <= table("cards.question").keys()
                and {*checklist.values()} <= table("cards.answer").keys()):
            raise ValueError(change)
        if not re.fullmatch("[1-9][0-9]{0,2}", key) or type(perhaps) is not int or not 0 <= perhaps < 1000:
            raise ValueError(change)
        return self._card(key, gathered, checklist | ({"perhaps": perhaps} if perhaps else {}), why, deleted)

    def _card(self, key: str, gathered: list[dict[str, Any]], said: Mapping[str, str | int], why: str,
              deleted: bool) -> Item:
        places = sorted(_parse(mention["id"]) for mention in gathered)
        attributes = {"mentions": " ".join(f"{start}-{end}" for start, end in places), **said}
        several = any(mention["least"] > 1 or mention["open"] for mention in gathered)
        start, end = places[0] if places else (None, None)
        return Item(f"people:{key}", "people", deleted=deleted, start=start, end=end, why=why, attributes=attributes,
                    quote=self.article.text[start:end] if places else "", label="several" if several else "one")

    def view_items(self) -> list[dict[str, Any]]:
        """Return cards and numbers, in the browser's terms."""
        return [self._view(item) for item in self.store.answers.live("people")]

    def _view(self, item: Item) -> dict[str, Any]:
        key = item.id.removeprefix("people:")
        if key in NUMBERS:
            return {"key": key, "label": item.label, "why": item.why}
        return {"key": key, "mentions": [f"{start}-{end}" for start, end in self._places(item)],
                "perhaps": item.attributes.get("perhaps", 0), "why": item.why,
                "checklist": {name: item.attributes[name] for name in table("cards.question")
                              if name in item.attributes}}

    def _places(self, item: Item) -> list[Place]:
        """Return the places on a card that are in the text."""
        return [(start, end) for start, end in card_places(item.attributes) if start < end <= len(self.article.text)]

    def show(self) -> None:
        """Let every view show the cards; what stands on one is a mention, whatever was marked since."""
        placed = {place for item in self.store.answers.live("people") for place in self._places(item)}
        free = [item for item in self._offered if not any(touch(_place(item), place) for place in placed)]
        marks = {_place(item): item.label for item in self._offered}
        self.mentions = [self._mention(place, marks.get(place, ""))
                         for place in sorted(placed | {_place(item) for item in free})]
        super().show()

    def _mention(self, place: Place, label: str) -> dict[str, Any]:
        """Return a mention with some words around it, and the number that its grammar guarantees."""
        start, end = place
        text = self.article.text
        unit = next((unit for unit in self.units if unit.start <= start < unit.end), None)
        low, high = (unit.start, unit.end) if unit else place
        before, after = text[max(low, start - CONTEXT):start], text[end:min(high, end + CONTEXT)]
        if start - CONTEXT > low:
            before = "…" + before.partition(" ")[2]
        if end + CONTEXT < high:
            after = after.rpartition(" ")[0] + "…"
        found = next((source for source in self._found if touch((source.start, source.end), place)), None)
        group = label == "unnamed_group"
        least = (found and found.least) or (2 if group else 1)
        return {"id": f"{start}-{end}", "unit": unit.id if unit else "", "text": text[start:end], "before": before,
                "after": after, "least": least, "open": found.most is None if found else group}

    def page(self) -> str:
        """Return the cards and the two numbers as plain HTML."""
        texts = {mention["id"]: f"{mention['unit']} « {mention['text']} »" for mention in self.mentions}
        given = {item["key"]: item for item in self.items}
        cards = [given[key] for key in sorted(given.keys() - set(NUMBERS), key=lambda key: (len(key), key))]
        rows = [(card["key"], ", ".join(texts[name] for name in card["mentions"]), str(card["perhaps"] or ""),
                 card["why"], self._said(card)) for card in cards]
        placed = {name for card in cards for name in card["mentions"]}
        rows += [("–", text, "", "", "") for name, text in texts.items() if name not in placed]
        words = table("cards", self.lang)
        numbers = [(words[key], given[key]["label"], given[key]["why"]) for key in NUMBERS if key in given]
        columns = 5 if any(row[-1] for row in rows) else 4
        head = [words[f"column_{name}"] for name in ("card", "mentions", "perhaps", "why", "checklist")]
        html = html_table(head[:columns], [row[:columns] for row in rows])
        if numbers:
            html += html_table([words["numbers"], words["number"], words["column_why"]], numbers)
        return section(html, self.lang)

    def _said(self, card: Mapping[str, Any]) -> str:
        """Return the questions that a card answers, with the answers."""
        answers, said = table("cards.answer", self.lang), card["checklist"]
        return " ".join(f"{word} {answers[said[name]]}." for name, word in table("cards.question", self.lang).items()
                        if said.get(name) in answers)


def _place(item: Item) -> Place:
    return item.start or 0, item.end or 0


def _parse(name: str) -> Place:
    start, _, end = name.partition("-")
    return int(start), int(end)


def _findings(article: Article) -> tuple[Source, ...]:
    """Return what the machine found; nothing in a language that it cannot read."""
    with suppress(LanguageError):
        return scan(article).sources
    return ()


def _machine(found: Iterable[Source]) -> Iterator[Item]:
    return (Item(f"sources:{source.start}-{source.end}", "sources", start=source.start, end=source.end,
                 quote=source.text, label=source.source_class) for source in found)
