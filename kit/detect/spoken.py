"""What stands between quotation marks: which sentences, which words of a sentence, which tokens."""

from __future__ import annotations

import re

from kit.tokens import Text

_MARKS = '«»“”"'
_MARK = re.compile(f"[{_MARKS}]")


def quotations(text: Text) -> list[str]:
    """Say of each sentence whether it is a quotation: whole, opened, continued, closed, or none of these."""
    marks: dict[int, list[str]] = {}
    for i in sorted(i for mark in _MARKS for i in text.index.get(mark, ())):
        marks.setdefault(text.sentence_of[i], []).append(text.forms[i])
    kinds, inside = [], False
    for k, sentence in enumerate(text.sentences):
        if inside and "\n" in text.text[text.sentences[k - 1].end : sentence.start]:
            inside = False
        if k not in marks:
            kinds.append("continued" if inside else "")
            continue
        before = inside
        for mark in marks[k]:
            inside = not inside if mark == '"' else mark in "«“"
        if before:
            kinds.append("continued" if inside else "closed")
        else:
            begins, ends = sentence.text[:1] in '«“"', sentence.text.rstrip(" .!?")[-1:] in '»”"'
            kinds.append("opened" if inside else "whole" if begins and ends else "")
    return kinds


def said(words: str) -> str:
    """Return what stands between quotation marks, in a sentence that may begin or end within them."""
    marks = _MARK.findall(words)
    if not marks:
        return words
    begins_inside = marks[0] in "»”" or marks[0] == '"' and len(marks) % 2 == 1 and not words.startswith('"')
    return " ".join(_MARK.split(words)[not begins_inside :: 2])


def quoted_tokens(text: Text) -> bytearray:
    """Mark the tokens of quotations that are closed within their sentence."""
    inside = bytearray(len(text.forms))
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"')):
        start = -1
        for i in sorted((*text.index.get(opening, ()), *text.index.get(closing, ()))):
            if start >= 0 and text.forms[i] == closing and text.sentence_of[i] == text.sentence_of[start]:
                inside[start:i] = b"\1" * (i - start)
                start = -1
            elif text.forms[i] == opening:
                start = i
    return inside
