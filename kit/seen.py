"""A text as a reader sees it: without the characters that nobody sees, its HTML codes read.

A page copied from the web brings soft hyphens within words, spaces of no width, marks of direction, and now and then
the codes of its source (`&nbsp;`). The text stays as it is; the words are looked for in what is seen of it, and each is
found again at its place in the text.
"""

import re
from html import unescape
from typing import NamedTuple

from kit.wording import say

HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202c\u2066\u2067\u2068\u2069"
"""Soft hyphen, spaces and joiners of no width, marks of direction, byte order mark."""

_CODE = r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,24}\d{0,2});"
_TAG = r"</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,300})?/?>"
_UNSEEN = re.compile(f"[{HIDDEN}]+|{_CODE}")
_ODD = {
    # a mark at the very beginning tells the encoding; U+200D makes one emoji of two
    "hidden": re.compile(f"(?<!^)[{HIDDEN.replace(chr(0x200D), '')}]"),
    "codes": re.compile(f"{_CODE}|{_TAG}"),
    "garbled": re.compile("Ã[\x80-\xbf€™œ‰¢]|â€[™œ˜¦“”\x9d]|Â[\xa0«»°]|\ufffd"),
}


class Seen(NamedTuple):
    """What is seen of a text, and where in it each character begins and ends."""

    text: str
    starts: list[int]
    ends: list[int]


def seen(text: str) -> Seen | None:
    """Return what is seen of `text`, or nothing where all of it is."""
    if "&" not in text and (text.isascii() or not any(map(text.__contains__, HIDDEN))):
        return None
    parts, starts, ends, at = [], [], [], 0
    for found in _UNSEEN.finditer(text):
        first, stop = found.span()
        shown = unescape(found[0]) if found[0][0] == "&" else ""
        if shown == found[0] or len(shown) > 1:  # no code after all: "&word;"
            continue
        shown = "" if shown in HIDDEN else shown
        parts += [text[at:first], shown]
        starts += [*range(at, first), *([first] if shown else [])]
        ends += [*range(at + 1, first + 1), *([stop] if shown else [])]
        at = stop
    if not at:
        return None
    parts.append(text[at:])
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return Seen("".join(parts), starts, ends)


def oddities(text: str, lang: str | None = None) -> tuple[str, ...]:
    """Say what a copied text holds that nobody sees, or nobody should: what, where, what to do."""
    notes = []
    for kind, pattern in _ODD.items():
        found = list(pattern.finditer(text))
        if found:
            line, what = text.count("\n", 0, found[0].start()) + 1, found[0][0]
            notes.append(say(f"seen.{kind}", lang, count=len(found), line=line, what=_named(what)))
    return tuple(notes)


def _named(odd: str) -> str:
    return f"U+{ord(odd):04X}" if odd in HIDDEN else odd
