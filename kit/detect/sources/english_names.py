"""What an English text writes with a capital is a name, even where the word behind it is a common one."""

from __future__ import annotations

import re
from functools import cache

from kit.lexicon import Lexicon
from kit.tokens import Text

_COMMON = frozenset("HOGwBtbJ")
"""Letters of the common words that a surname may look like."""
_FIRST_WORDS = frozenset("VXAJt")
"""A sentence that begins with "Will" or "Mark" begins with no name."""
_LONGEST = 40
"""How many words such a name has at most: a text without small letters costs no more."""
_CLOCK = re.compile(r"(?:[01]\d|2[0-4])[:.]?[0-5]\d")
_LORDS = frozenset(("king", "lord"))


def proper(text: Text, lexicon: Lexicon, letters: list[str]) -> None:
    """Read "Bill Baker", "Mrs Farmer" as names, "of that house" and "U.S.-led" as what they are.

    Parameters
    ----------
    text
        The text, already cut into words.
    lexicon
        The word lists of English.
    letters
        One letter a token, changed in place.
    """
    _full_names(text, lexicon, letters)
    index, last = text.index, len(letters) - 1
    always = cache(lambda form: all(text.capitals[j] for j in index[form]))
    for i, _ in text.bounds:
        doing = i < last and letters[i] == "C" and text.forms[i].endswith("ing")
        alone = doing and letters[i + 1] == "," and len(index[text.forms[i]]) == 1  # "Sentencing, the judge said"
        doing = doing and (letters[i + 1] in "àPDSdQR" or alone)
        if doing and text.forms[i] not in lexicon.words["places"]:  # "Responding to the news, …"
            letters[i] = "w"
        elif letters[i] == "U" and i < last and text.capitals[i + 1] and _CLOCK.fullmatch(text.forms[i]):
            letters[i] = "t"  # "1430 Ada Roy says…": when it was written
        elif letters[i] == "C" and (one := text.forms[i][:-1]) + "s" == text.forms[i] and one in index:
            letters[i] = "C" if always(one) else "w"  # "Wheelwrights", if one is "a wheelwright"
    for i in index.get("than", ()):
        if i and text.forms[i - 1] in ("more", "less", "fewer") and letters[i + 1 : i + 2] == ["U"]:
            letters[i] = "D"
    for i in index.get("10", ()):
        if i and text.title(i - 1) and text.forms[i - 1] in ("no", "number"):
            letters[i - 1] = letters[i] = "C"  # "No 10 said"
    for i in index.get("for", ()):
        seat = i and text.forms[i - 1] in lexicon.words["seats"] and text.title(i - 1)
        stop = min(last, i + _LONGEST) if seat else i
        while i < stop and text.title(i + 1) and letters[i + 1] in "CwHIOG":  # "Institute for Fiscal Studies"
            letters[i - 1] = letters[i] = letters[i + 1] = "C"
            i += 1
    for i in index.get("minutes", ()):
        if letters[i - 1] != "U" and (letters[i + 1 : i + 2] == ["V"] or text.forms[i + 1 : i + 2] == ["from"]):
            letters[i] = "O"  # "minutes from the meeting", "Fed minutes show"
    for form in ("inside", "outside", "nearby"):
        for i in index.get(form, ()):  # "those who were inside said"
            if letters[i + 1 : i + 2] == ["V"]:
                letters[i] = "w"
    for i in index.get("sun", ()):
        if i and text.forms[i - 1] == "the" and text.title(i):
            letters[i] = "C"  # "The Sun"
    for i in index.get("'s", ()):
        if i and letters[i - 1] == "S":
            letters[i] = "A"  # "he's saying"
    for form in ("today", "tonight", "week", "weekly", "daily"):
        for i in index.get(form, ()):
            if i and letters[i - 1] == "C" and text.title(i):  # "USA Today"
                letters[i] = "C"
    for mark in "'`":
        for i in index.get(mark, ()):  # ``so'', as the agencies type it
            if i < last and text.forms[i + 1] == mark and text.ends[i] == text.starts[i + 1]:
                letters[i : i + 2] = ["B", ">"] if _closing(text, i) else ["<", "B"]
    for i in index.get("that", ()):
        if i and letters[i - 1] in "dPà" and letters[min(i + 1, last)] in "wHIOGC":
            letters[i] = "D"
    for i in index.get("-", ()):
        if 0 < i < last and text.ends[i - 1] == text.starts[i] and text.ends[i] == text.starts[i + 1]:
            letters[i] = "w"


def _full_names(text: Text, lexicon: Lexicon, letters: list[str]) -> None:
    """Read a common word with a capital as a surname behind a first name or a title."""
    index, last, first, titles = text.index, len(letters) - 1, lexicon.words["first"], lexicon.words["titles"]
    surnames = set()
    for form in sorted(first.intersection(index)):
        for i in index[form]:
            odd = i < last and (letters[i] != "C" or letters[i + 1] in _COMMON)
            if odd and text.title(i) and _surname(text, letters, i + 1) and not _verb(text, letters, i):
                letters[i] = letters[i + 1] = "C"
                surnames.add(text.forms[i + 1])
    for form in sorted(titles.intersection(index) - _LORDS):
        for i in index[form] if len(form) < 5 else ():
            j = i + 1 + (letters[i + 1 : i + 2] == ["T"])
            if letters[i] == "T" and j <= last and _surname(text, letters, j):
                letters[j] = "C"
                surnames.add(text.forms[j])
            elif letters[i] == "T" and letters[i + 1 : i + 2] != ["T"] and not text.title(i):
                letters[i] = "H"  # "the SSP said"
    for form in lexicon.words["trade_names"].intersection(index):
        for i in index[form]:
            if i and letters[i - 1] == "C" and text.title(i) and not _place(text, lexicon, i - 1):
                letters[i] = "C"  # "Nancy Carpenter", though her first name be unknown
                surnames.add(form)
    for form in surnames:
        for i in index[form]:
            if letters[i] in _COMMON and text.title(i) and (not i or letters[i - 1] not in "DU"):
                letters[i] = "C"  # "said Carpenter"


def _place(text: Text, lexicon: Lexicon, i: int) -> bool:
    words, form = lexicon.words, text.forms[i]
    return any(form in words[known] for known in ("places", "bodies", "origins"))


def _closing(text: Text, i: int) -> bool:
    return i > 0 and text.forms[i] == "'" and text.ends[i - 1] == text.starts[i]


def _surname(text: Text, letters: list[str], i: int) -> bool:
    return letters[i] == "C" or letters[i] in _COMMON and text.title(i)


def _verb(text: Text, letters: list[str], i: int) -> bool:
    """Tell "Will Trump resign?" from "Will Trump, a carpenter"."""
    return letters[i] in _FIRST_WORDS and text.bounds[text.sentence_of[i]][0] == i and letters[i + 1] == "C"
