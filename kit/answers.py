"""What a student said: an answers file, read strictly and merged item by item.

The same object stands in ``answers/<exercise>.json`` beside the notebook and, as a cell output of
type `MIME`, in the notebook itself. `parse` reads it, from whatever hand it comes; `kit.store` keeps
it on disk. An item is changed by putting another of the same id; a deletion is a mark like any
other, so that merging two tabs never brings back what was thrown away.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kit import __version__
from kit.checked import Table
from kit.errors import AnswersError, DataError

SCHEMA = 1
MIME = "application/vnd.media-literacy-kit.answers+json"
LAYERS = ("sources", "hedges", "flags", "statements", "people", "text")
MOST_ITEMS = 20_000
MOST_CHARACTERS = 50_000
"""In what a student writes; a name or a label has at most `MOST_LETTERS`."""
MOST_LETTERS = 200
_HALF = re.compile("[\ud800-\udfff]")
_LONG = ("quote", "why")
_KINDS = {"id": str, "layer": str, "rev": int, "deleted": bool, "start": int, "end": int, "quote": str, "label": str,
          "voice": str, "attributes": dict, "why": str}
_ORDER = {layer: n for n, layer in enumerate(LAYERS)}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a student said.

    Parameters
    ----------
    id : str
        ``layer:what``: ``sources:724-732``, ``statements:S3``, ``people:2``, ``text:who-is-missing``.
    layer : str
        One of `LAYERS`.
    rev : int
        The revision of the answers in which the item last changed.
    deleted : bool
        Thrown away: kept, so that a merge does not bring it back.
    start, end : int or None
        Where in the article (Python str indices, half-open); None for what has no place there.
    quote : str
        ``article.text[start:end]``.
    label, voice : str
        Codes of the taxonomy, empty where there is none; `voice` on statements only.
    attributes : mapping
        Answers from the closed lists, by name; on a card of the layer ``people``, ``mentions`` are the
        places gathered there (``"724-732 1310-1324"``).
    why : str
        The student's reason; in the layer ``text``, what was written.
    """

    id: str
    layer: str
    rev: int = 0
    deleted: bool = False
    start: int | None = None
    end: int | None = None
    quote: str = ""
    label: str = ""
    voice: str = ""
    attributes: Mapping[str, str | int] = field(default_factory=dict)
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the item as the answers file holds it: what does not apply or is empty is left out."""
        found: dict[str, Any] = {"id": self.id, "layer": self.layer, "rev": self.rev, "deleted": self.deleted,
                                 "label": self.label}
        if self.start is not None:
            found |= {"start": self.start, "end": self.end, "quote": self.quote}
        if self.voice:
            found["voice"] = self.voice
        if self.attributes:
            found["attributes"] = dict(self.attributes)
        if self.why:
            found["why"] = self.why
        return found


@dataclass
class Answers:
    """All that one student said about one article in one exercise.

    Parameters
    ----------
    exercise : str
    article_id, article_sha256 : str
        The text that the offsets count in.
    student : str or None
        A first name or a code, None until typed.
    revision : int
        Counts the changes; it decides which of two versions is newer, never the clock.
    saved : str or None
        When it was last written (ISO 8601), for the reader's eye only.
    handed_in : int or None
        The revision last handed in.
    items : dict of str to Item
        By id, deleted ones included.
    """

    exercise: str
    article_id: str
    article_sha256: str
    student: str | None = None
    revision: int = 0
    saved: str | None = None
    handed_in: int | None = None
    items: dict[str, Item] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Answers({self.exercise!r}, {len(self.live())} items)"

    def put(self, item: Item) -> Item:
        """Keep `item` in place of the one with its id, in a new revision, and return it as kept."""
        self.revision += 1
        kept = self.items[item.id] = replace(item, rev=self.revision)
        return kept

    def live(self, layer: str | None = None) -> tuple[Item, ...]:
        """Return what was not thrown away, of one layer or all, in the order of the text."""
        items = (item for item in self.items.values() if not item.deleted and layer in (None, item.layer))
        return tuple(sorted(items, key=_place))

    def same_work(self, other: "Answers") -> bool:
        """Tell whether `other` is about the same exercise and the very same text."""
        return (self.exercise, self.article_id, self.article_sha256) == (
            other.exercise, other.article_id, other.article_sha256)

    def continues(self, other: "Answers") -> bool:
        """Tell whether this is a later version of `other`: nothing there is unknown or different here."""
        mine = self.items
        return self.revision > other.revision and all(
            item.id in mine and (mine[item.id].rev > item.rev or mine[item.id] == item)
            for item in other.items.values())

    def merge(self, other: "Answers", since: int | None = None) -> bool:
        """Take over from `other` each item that is newer there, and tell whether any was.

        Parameters
        ----------
        other : Answers
            Another version of the same work.
        since : int, optional
            The revision that both grew from: what changed here after it is newer than all of
            `other` and wins. Without it an item's own revision decides.
        """
        ours = [] if since is None else [item for item in self.items.values() if item.rev > since]
        before = dict(self.items)
        for item in other.items.values():
            if item.id not in self.items or item.rev > self.items[item.id].rev:
                self.items[item.id] = item
        self.revision = max(self.revision, other.revision)
        self.student = self.student or other.student
        self.handed_in = max((r for r in (self.handed_in, other.handed_in) if r is not None), default=None)
        for item in ours:
            self.put(item)
        return any(not _alike(item, before.get(item_id)) for item_id, item in self.items.items())

    def modified_since_hand_in(self) -> bool:
        """Tell whether there is more here than what was handed in."""
        return self.handed_in is not None and self.revision > self.handed_in

    def receipt(self) -> str:
        """Return a short code of the content: the same answers give the same one, any change another."""
        live = [item.to_dict() | {"rev": 0} for item in self.live()]
        content = json.dumps([self.exercise, self.article_sha256, self.student, live], sort_keys=True)
        code = hashlib.sha256(content.encode()).hexdigest()
        return f"{code[:4]}-{code[4:8]}"

    def to_dict(self) -> dict[str, Any]:
        """Return the answers file's object; blank answers name neither version nor time."""
        return {
            "schema": SCHEMA, "exercise": self.exercise,
            "article": {"id": self.article_id, "sha256": self.article_sha256},
            "student": self.student, "kit": __version__ if self.revision else None,
            "revision": self.revision, "saved": self.saved, "handed_in": self.handed_in,
            "items": [item.to_dict() for item in sorted(self.items.values(), key=lambda item: item.id)],
        }


def _place(item: Item) -> tuple[int, int, int, str]:
    return _ORDER[item.layer], item.start or 0, item.end or 0, item.id


def _alike(new: Item, old: Item | None) -> bool:
    return old is not None and replace(new, rev=0) == replace(old, rev=0)


def parse(obj: object, name: str = "answers") -> Answers:
    """Read an answers object that anybody may have written.

    Parameters
    ----------
    obj : object
        Parsed JSON.
    name : str
        How to call it in a message: the file's name.

    Raises
    ------
    AnswersError
        Where anything is missing, unknown, of another kind or too long; the message names the place.
    """
    try:
        return _answers(Table(obj, name))
    except DataError as error:
        raise AnswersError(str(error)) from None


def in_notebook(notebook: object) -> Iterator[object]:
    """Yield whatever stands under our type in the outputs of a notebook; a part of another form holds nothing."""
    for cell in _list(notebook, "cells"):
        for output in _list(cell, "outputs"):
            data: Any = output.get("data") if isinstance(output, dict) else None
            if isinstance(data, dict) and MIME in data:
                yield data[MIME]


def _list(table: object, name: str) -> list[object]:
    value = table.get(name) if isinstance(table, dict) else None
    return value if isinstance(value, list) else []


def newer(obj: object) -> bool:
    """Tell whether `obj` was written by a version of the kit that this one does not know."""
    schema = obj.get("schema") if isinstance(obj, Mapping) else None
    return isinstance(schema, int) and schema > SCHEMA


def _answers(table: Table) -> Answers:
    if newer(table.data):
        raise table.error("answers.newer", schema=table.data["schema"], known=SCHEMA)
    if table.whole("schema") != SCHEMA:
        raise table.error("answers.schema", known=SCHEMA)
    table.text("kit", "")
    article = table.table("article")
    answers = Answers(
        _text(table, "exercise"), _text(article, "id"), _text(article, "sha256"),
        student=_text(table, "student", "") or None, revision=table.whole("revision"),
        saved=_text(table, "saved", "") or None, items=_items(table),
        handed_in=None if table.data.get("handed_in") is None else table.whole("handed_in"))
    article.close()
    table.close()
    return answers


def _items(table: Table) -> dict[str, Item]:
    rows = table.tables("items")
    if len(rows) > MOST_ITEMS:
        raise table.error("answers.too_many", most=MOST_ITEMS)
    items: dict[str, Item] = {}
    for row in rows:
        item = read_item(row)
        if item.id in items:
            raise row.error("answers.twice", id=item.id)
        items[item.id] = item
    return items


def read_item(row: Table) -> Item:
    """Read one item; a fault is a `DataError` that names the place."""
    values = row.take(_KINDS)
    for name, value in values.items():
        if type(value) is str and (len(value) > MOST_LETTERS or not value.isascii()):
            _sound(row, name, value, MOST_CHARACTERS if name in _LONG else MOST_LETTERS)
    if not row.text("id").startswith(row.text("layer", choices=LAYERS) + ":"):
        raise row.error("answers.id", id=values["id"], layer=values["layer"])
    if ("start" in values or "end" in values) and row.whole("start") >= row.whole("end"):
        raise row.error("answers.span", start=values["start"], end=values["end"])
    if "attributes" in values:
        values["attributes"] = _attributes(row)
    return Item(**values)


def _attributes(row: Table) -> dict[str, str | int]:
    table = row.table("attributes")
    return {name: table.whole(name) if isinstance(value, int) else _text(table, name, most=MOST_CHARACTERS)
            for name, value in table.data.items() if value is not None}


def _text(row: Table, name: str, default: str | None = None, most: int = MOST_LETTERS) -> str:
    return _sound(row, name, row.text(name, default), most)


def _sound(row: Table, name: str, text: str, most: int) -> str:
    """Return `text` where it is no longer than it may be and holds whole characters only."""
    if len(text) > most:
        raise row.error("answers.too_long", name=name, most=most)
    if not text.isascii() and _HALF.search(text):
        raise row.error("answers.half_character", name=name)
    return text
