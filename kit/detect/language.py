"""In which language is this text? French and English are read; any other is refused by its name.

References
----------
Grefenstette, G. (1995). Comparing two language identification schemes. JADT: the commonest short words of a
language are enough to know it by, from some ten words on.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from kit.article import normalise
from kit.errors import LanguageError
from kit.lists import lists
from kit.seen import oddities, seen
from kit.wording import LANGUAGES, say, table

_SAMPLE = 40_000
"""Characters looked at: a longer text does not change its language."""
_WORD = re.compile(r"[^\W\d_]+'?")
_QUOTATION = re.compile(
    r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"|‘(?:[^‘’\n]|’\w)*’|«[^«»\n]*(?=\n\s*«)|“[^“”\n]*(?=\n\s*“)|\"[^\"\n]*(?=\n\s*\")"
)
"""One that goes on in the next paragraph may be closed there alone."""
_SURE = 6
"""Small words that give a paragraph a language of its own."""
_ENOUGH = 3
"""Small words that must be found before a language is believed."""


class _Data(NamedTuple):
    words: dict[str, frozenset[str]]
    scripts: dict[str, re.Pattern[str]]


def identify(text: str, doubtful: str | None = None) -> str:
    """Return ``"fr"`` or ``"en"``; where none can be told, `doubtful`.

    What stands outside quotation marks decides, where there is enough of it: a French article may quote English.

    Raises
    ------
    LanguageError
        Where the text is in another language, which is named, or in none that can be told.
    """
    view = seen(text[:_SAMPLE])
    sample = normalise(view.text if view else text[:_SAMPLE])
    code = _by_script(sample) or _by_words(_QUOTATION.sub(" ", sample)) or _by_words(sample) or _by_marks(sample)
    code = code or doubtful
    if code in LANGUAGES:
        return code
    if code is None:
        raise LanguageError(say("scan.language_unknown"))
    raise LanguageError(say("scan.language_other", language=table("scan.languages").get(code, code)))


def notes(text: str, lang: str, says: str | None = None) -> tuple[str, ...]:
    """Say what is odd in a copied text (see `oddities`), and where it is not in `lang`.

    Parameters
    ----------
    text : str
    lang : {"fr", "en"}
        The language in which the text is read.
    says : {"fr", "en"}, optional
        The language of the notes.
    """
    unquoted = _QUOTATION.sub(lambda quotation: " " + "\n" * quotation[0].count("\n"), text)
    for number, line in enumerate(unquoted.split("\n"), 1):
        scores = _scores(normalise(line))
        code = max(scores, key=lambda each: scores[each])
        if scores[code] >= _SURE and scores[code] > 3 * scores[lang]:
            language = table("scan.languages", says)[code]
            return (*oddities(text, says), say("seen.mixed", says, line=number, language=language))
    return oddities(text, says)


def _by_script(text: str) -> str | None:
    """Name the language of a script that is neither French nor English, where it holds most of the letters."""
    letters = sum(map(str.isalpha, text))
    for code, script in _data().scripts.items():
        if len(script.findall(text)) > letters / 2:
            return "uk" if code == "ru" and re.search("[іїєґ]", text) else code
    return None


def _by_words(text: str) -> str | None:
    """Name the language with the most small words, where there are enough and no doubt."""
    scores = _scores(text)
    best, second = sorted(scores, key=lambda code: (-scores[code], code not in LANGUAGES))[:2]
    if scores[best] < _ENOUGH or scores[best] == scores[second] and best not in LANGUAGES:
        return None
    return best


def _scores(text: str) -> dict[str, int]:
    counts = Counter(_WORD.findall(text.lower()))
    return {code: sum(counts[word] for word in words) for code, words in _data().words.items()}


def _by_marks(text: str) -> str | None:
    """Decide a headline of a few words: any small word, else a letter that only French has."""
    found = set(_WORD.findall(text.lower()))
    scores = {code: len(found & words) for code, words in _data().words.items() if code in LANGUAGES}
    if scores["fr"] != scores["en"]:
        return max(scores, key=lambda code: scores[code])
    return "fr" if set(text.lower()) & set("œçàèéêùîûëïôâ") else None


@cache
def _data() -> _Data:
    data = lists("languages")
    return _Data({code: frozenset(words.split()) for code, words in data["words"].items()},
                 {code: re.compile(f"[{chars}]") for code, chars in data["scripts"].items()})
