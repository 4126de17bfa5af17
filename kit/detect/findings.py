"""What the machine found in a text: findings, never truth.

Scoring compares answers with a key, not with findings. Every finding is a span of the article, so that
``text[finding.start:finding.end] == finding.text`` always holds; offsets are Python ``str`` indices, half-open.
Codes (classes, categories, statuses, stances) are language-neutral; their words live in ``kit/wording``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kit.article import Sentence
from kit.frame import Rows, frame

if TYPE_CHECKING:
    import pandas

UNNAMED_CLASSES = ("unnamed_document", "unnamed_individual", "unnamed_group", "bare_source", "agentless")
SOURCE_CLASSES = ("named_person", "named_institution", *UNNAMED_CLASSES, "unresolved")
STATUSES = ("fact", "speculation", "opinion", "intention", "non_assertive")
VOICES = ("journal", "named", "anonymous")
LAYERS = ("sources", "hedges", "statements")


class Span(NamedTuple):
    """A piece of the article: ``text`` is exactly what stands between ``start`` and ``end``."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return the span as JSON-ready data."""
        return self._asdict()


class Cue(Span):
    """The words that attribute: a reporting verb (« a assuré ») or a frame (« selon »)."""

    __slots__ = ()


class Source(NamedTuple):
    """One mention of a speaker to whom the article attributes some content.

    Parameters
    ----------
    start, end, text
        The noun phrase, up to its first comma or relative clause.
    source_class : str
        One of `SOURCE_CLASSES`; an anaphor takes the class of its antecedent.
    anaphor : bool
        Whether the phrase points back to another (« elle », « cette source »).
    least, most : int or None
        How many speakers the grammar guarantees; ``None`` where it does not say.
    cue : Cue
        The verb or frame that attributes.
    stance : str
        neutral, factive, opinion, distancing, commissive or emphatic.
    anonymity_reason : str or None
        The article's own words, or ``None``: a reason is never invented.
    antecedent : Span or None
        The phrase that an anaphor or an ellipsis points to.
    rule : str
        The construction that was recognised, such as ``fr.inverted``.
    record : str
        on_record, in_private, anonymity_announced or not_stated.

    References
    ----------
    Pareti, S. (2016). PARC 3.0: A corpus of attribution relations. LREC. (The source, cue, content triple.)
    """

    start: int
    end: int
    text: str
    source_class: str
    anaphor: bool
    least: int | None
    most: int | None
    cue: Cue
    stance: str
    anonymity_reason: str | None
    antecedent: Span | None
    rule: str
    record: str

    def to_dict(self) -> dict[str, Any]:
        """Return the source as JSON-ready data."""
        return {
            "start": self.start, "end": self.end, "text": self.text, "class": self.source_class,
            "anaphor": self.anaphor, "number": {"least": self.least, "most": self.most}, "cue": self.cue.to_dict(),
            "stance": self.stance, "anonymity_reason": self.anonymity_reason,
            "antecedent": self.antecedent and self.antecedent.to_dict(), "rule": self.rule, "record": self.record,
        }


class Hedge(NamedTuple):
    """Words that weaken a claim, or strengthen it where ``category`` is ``booster``.

    ``strength`` is that of the reservation: 1 light, 2 medium, 3 strong.
    """

    start: int
    end: int
    text: str
    category: str
    strength: int
    rule: str

    def to_dict(self) -> dict[str, Any]:
        """Return the hedge as JSON-ready data."""
        return self._asdict()


class Statement(NamedTuple):
    """A suggested status and voice for one sentence.

    ``because`` holds codes of reasons, in the order in which the decision tree met them;
    ``unhedged_forecast`` marks a future asserted without any reservation: absence is data too.
    """

    sentence: str
    status: str
    voice: str
    because: tuple[str, ...]
    unhedged_forecast: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the statement as JSON-ready data."""
        return self._asdict() | {"because": list(self.because)}


@dataclass(frozen=True, slots=True)
class Scan:
    """All that the detectors say about one text."""

    lang: str
    sha256: str
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    hedges: tuple[Hedge, ...]
    statements: tuple[Statement, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the scan as JSON-ready data: the line that ``kit scan`` prints, without its ``id``."""
        return {
            "lang": self.lang, "sha256": self.sha256,
            "sentences": [{"id": s.id, "kind": s.kind, "start": s.start, "end": s.end} for s in self.sentences],
            "sources": [source.to_dict() for source in self.sources],
            "hedges": [hedge.to_dict() for hedge in self.hedges],
            "statements": [statement.to_dict() for statement in self.statements],
        }

    def to_frame(self, layer: str = "sources") -> pandas.DataFrame | Rows:
        """Return one layer as a table, a row a finding.

        Parameters
        ----------
        layer : {"sources", "hedges", "statements"}

        Raises
        ------
        ValueError
            If `layer` is none of these.
        """
        if layer not in LAYERS:
            raise ValueError(f"layer is {layer!r}; expected one of {', '.join(LAYERS)}")
        return frame([dict(_flat(found)) for found in self.to_dict()[layer]])


def _flat(record: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield ``("cue_start", 717)`` from ``{"cue": {"start": 717}}``."""
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}_")
        elif isinstance(value, list):
            yield prefix + name, "; ".join(map(str, value))
        else:
            yield prefix + name, value
