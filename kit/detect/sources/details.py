"""What a text says about the anonymity that it grants."""

from __future__ import annotations

from kit.detect.sources.shape import Shape

_AROUND = 600
"""How far from a source, in characters, its sentence is read at least for what explains its anonymity."""


def anonymity(shape: Shape, token: int, unnamed: bool) -> tuple[str | None, str]:
    """Return the reason given for anonymity, in the text's own words, and the record.

    Parameters
    ----------
    shape
        The text.
    token
        Where the source stands.
    unnamed
        Whether the source is unnamed: only then is there an anonymity to explain.

    Returns
    -------
    reason : str or None
    record : {"on_record", "in_private", "anonymity_announced", "not_stated"}
    """
    k = shape.text.sentence_of[token]
    if k not in shape.anonymous:
        return None, "not_stated" if unnamed else "on_record"
    unit = shape.text.sentences[k]
    stretch = (shape.text.starts[token] - unit.start) // _AROUND  # read once, however many speak in it
    begin, close = unit.start + max(stretch - 1, 0) * _AROUND, min(unit.end, unit.start + (stretch + 2) * _AROUND)
    place = begin, close, unnamed
    if place not in shape.explained:
        shape.explained[place] = _explained(shape, begin, close, unnamed)
    return shape.explained[place]


def _explained(shape: Shape, begin: int, close: int, unnamed: bool) -> tuple[str | None, str]:
    patterns = shape.lexicon.patterns
    words = shape.text.low[begin:close]
    record = "anonymity_announced" if unnamed and patterns["announced"].search(words) else "not_stated"
    if record == "not_stated" and patterns["private"].search(words):
        record = "in_private"
    if not unnamed:
        return None, "on_record" if record == "not_stated" else record
    reason = patterns["unauthorised"].search(words) or record != "not_stated" and patterns["reason"].search(words)
    if not reason:
        return None, record
    start, end = begin + reason.start(), begin + reason.end()
    return shape.text.text[start:end].strip(), record
