"""What a text says about the anonymity that it grants."""

from __future__ import annotations

from kit.detect.sources.shape import Shape


def anonymity(shape: Shape, sentence: int, unnamed: bool) -> tuple[str | None, str]:
    """Return the reason given for anonymity, in the text's own words, and the record.

    Parameters
    ----------
    shape
        The text.
    sentence
        The number of the sentence in which the source stands.
    unnamed
        Whether the source is unnamed: only then is there an anonymity to explain.

    Returns
    -------
    reason : str or None
    record : {"on_record", "in_private", "anonymity_announced", "not_stated"}
    """
    unit, patterns = shape.text.sentences[sentence], shape.lexicon.patterns
    words = shape.text.low[unit.start : unit.end]
    record = "anonymity_announced" if unnamed and patterns["announced"].search(words) else "not_stated"
    if record == "not_stated" and patterns["private"].search(words):
        record = "in_private"
    if not unnamed:
        return None, "on_record" if record == "not_stated" else record
    reason = patterns["unauthorised"].search(words) or record != "not_stated" and patterns["reason"].search(words)
    if not reason:
        return None, record
    start, end = unit.start + reason.start(), unit.start + reason.end()
    return shape.text.text[start:end].strip(), record
