"""What a teacher says of one article: a key, with its alternatives, never the truth.

A key is one JSON object (``reading.json`` of a library article) or one for each language
(``key.json`` of an exercise: ``{"fr": {...}, "en": {...}}``)::

    {"schema": 1, "article": {"id": "02-sources.fr", "sha256": "…"}, "canary": "…",
     "status": "one reader's reading, provisional",
     "items": [{"id": "M1", "layer": "sources", "unit": "S1", "start": 137, "end": 161, "text": "…",
                "head": [140, 149], "label": "unnamed_individual", "alternatives": ["bare_source"],
                "optional": false, "weight": 1, "explanation": {"fr": "…", "en": "…"}, "attributes": {}}],
     "distractors": [{"layer": "sources", "unit": "S14", "start": 2323, "end": 2334, "text": "…",
                      "why": {"fr": "…", "en": "…"}}]}

An id is given once in a layer. Sources, hedges and flags are *spans*; an empty label means that finding the
place is all. A *statement*'s id is that of its sentence, its label a status, ``attributes.voice`` who speaks; its
alternatives are flat labels (`flat_label`). A *people* item is a number (``"id": "least", "label": "4"``) or says
of two sources of this key whether they are one person (``"label": "same"`` or ``"different"``,
``"attributes": {"mentions": ["M3", "M4"]}``). `kit.scoring` says what each earns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.article import Article, Sentence
from kit.checked import Table, load_json, near
from kit.errors import DataError
from kit.exercise import LAYERS, flat_label, labels
from kit.wording import LANGUAGES, say, table

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class KeyItem:
    """What a teacher says of one place in the text; see the module's docstring.

    Offsets count the text's code points, half-open, as in `kit.article`.
    """

    id: str
    layer: str
    unit: str
    start: int
    end: int
    text: str
    head: tuple[int, int]
    label: str
    alternatives: tuple[str, ...] = ()
    optional: bool = False
    weight: float = 1
    explanation: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def expected(self) -> str:
        """The label that earns full credit; flat for a statement."""
        if self.layer == "statements":
            return flat_label(self.label, self.attributes.get("voice"))
        return self.label


@dataclass(frozen=True, slots=True)
class Distractor:
    """A place that invites a wrong mark, and why it is one."""

    layer: str
    unit: str
    start: int
    end: int
    text: str
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Key:
    """A teacher's reading of one article: one reading, with its alternatives, never the truth."""

    article: str
    sha256: str
    status: str
    canary: str
    items: tuple[KeyItem, ...]
    distractors: tuple[Distractor, ...] = ()

    def layer(self, name: str) -> tuple[KeyItem, ...]:
        """Return the items of one layer, in the key's order."""
        return tuple(item for item in self.items if item.layer == name)

    def words(self, item: KeyItem) -> str:
        """Return the words that an item is about: its own, or those of the mentions that it compares."""
        sources = {source.id: source.text for source in self.layer("sources")}
        return item.text or " / ".join(sources[name] for name in item.attributes.get("mentions", ()))


def load_key(path: Path, lang: str | None = None) -> Key:
    """Read a key.

    Parameters
    ----------
    path : Path
    lang : {"fr", "en"}, optional
        Which one, of a file that holds one for each language.

    Raises
    ------
    DataError
        Where the file has a fault; the message names file, place and nearest valid word.
    """
    data = load_json(path)
    if not set(data.data) & set(LANGUAGES):
        return _key(data)
    if lang is None or lang not in data.data:
        raise data.error("key.language", wanted=lang, known=", ".join(data.data))
    return _key(data.table(lang))


def check_key(key: Key, article: Article, units: Iterable[Sentence], file: str = "key.json") -> Key:
    """Return `key` where each place in it is where it says, in the text it says; else raise a `DataError`."""
    if key.sha256 != article.sha256:
        raise DataError(say("key.article", place=file))
    spans = {unit.id: (unit.start, unit.end) for unit in units}
    for item in key.items:
        if item.unit:
            _check_place(item, article.text, spans, f"{file} {item.id}")
            if not item.start <= item.head[0] < item.head[1] <= item.end:
                raise DataError(say("key.head", place=f"{file} {item.id}"))
    for trap in key.distractors:
        _check_place(trap, article.text, spans, f"{file} « {trap.text} »")
    return key


def _check_place(item: KeyItem | Distractor, text: str, spans: Mapping[str, tuple[int, int]], place: str) -> None:
    start, end = item.start, item.end
    if not 0 <= start < end <= len(text):
        raise DataError(say("key.span", place=place, start=start, end=end, text=item.text))
    if text[start:end] != item.text:
        raise DataError(say("key.text", place=place, start=start, end=end, text=item.text, found=text[start:end]))
    low, high = spans.get(item.unit, (end, start))
    if not low <= start < end <= high:
        raise DataError(say("key.unit", place=place, start=start, end=end, unit=item.unit, near=near(item.unit, spans)))


def _key(data: Table) -> Key:
    schema = data.whole("schema")
    if schema != SCHEMA:
        raise data.error("key.schema", schema=schema)
    article = data.table("article")
    key = Key(article.text("id"), article.text("sha256"), data.text("status"), data.text("canary"),
              tuple(map(_item, data.tables("items"))), tuple(map(_distractor, data.tables("distractors"))))
    article.close()
    data.close()
    return _linked(key, data)


def _linked(key: Key, data: Table) -> Key:
    """Check what items say of each other: ids given once in a layer, people made of sources."""
    seen: set[tuple[str, str]] = set()
    sources = [item.id for item in key.layer("sources")]
    for item in key.items:
        if (item.layer, item.id) in seen:
            raise data.error("key.twice", id=item.id)
        seen.add((item.layer, item.id))
        for name in item.attributes.get("mentions", ()) if item.layer == "people" else ():
            if name not in sources:
                raise data.error("checked.choice", name="mentions", value=name, near=near(name, sources),
                                 known=", ".join(sources))
    return key


def _item(data: Table) -> KeyItem:
    layer = data.text("layer", choices=LAYERS)
    start, end = data.whole("start", 0), data.whole("end", 0)
    item = KeyItem(
        id=data.text("id"), layer=layer, unit=data.text("unit", ""), start=start, end=end, text=data.text("text", ""),
        head=data.span("head", (start, end)), label=data.text("label", choices=labels(layer)),
        alternatives=data.words("alternatives", tuple(table("flat", "en")) if layer == "statements" else labels(layer)),
        optional=data.yes("optional"), weight=data.number("weight", 1), explanation=data.both("explanation", {}),
        attributes=data.table("attributes").data,
    )
    data.close()
    return item


def _distractor(data: Table) -> Distractor:
    trap = Distractor(data.text("layer", "sources", LAYERS), data.text("unit"), data.whole("start"), data.whole("end"),
                      data.text("text"), data.both("why"))
    data.close()
    return trap
