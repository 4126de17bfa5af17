"""Every word of the interface, one file a language: ``wording/fr.toml`` and ``wording/en.toml``.

A key is a dotted path into the file (``"article.empty"``). Both files hold the same keys, which a
test asserts. Codes (``unnamed_group``, ``modal_verb``...) stand in data and never change with the
language; their words stand here, under ``class``, ``category``, ``status`` and so on.
"""

import locale
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_FRENCH_SPACE = re.compile("(?<=«) | (?=[»:;?!%])")

_current: list[str] = []


def language(code: str | None = None) -> str:
    """Return the interface language, after setting it where `code` is given.

    Without a choice it is ``$KIT_LANG``, else the machine's locale, else French.

    Parameters
    ----------
    code : {"fr", "en"}, optional
        The language of all later messages and widgets.

    Raises
    ------
    ValueError
        Where `code` is neither.
    """
    if code is not None:
        if code not in LANGUAGES:
            raise ValueError(f"language must be one of {LANGUAGES}, not {code!r}")
        _current[:] = [code]
    return _current[0] if _current else _default()


def _default() -> str:
    for candidate in (os.environ.get("KIT_LANG"), locale.getlocale()[0]):
        if candidate and candidate[:2].lower() in LANGUAGES:
            return candidate[:2].lower()
    return LANGUAGES[0]


def say(key: str, /, lang: str | None = None, **values: object) -> str:
    """Return the words of `key`, its ``{placeholders}`` filled in.

    Parameters
    ----------
    key : str
        A dotted key, such as ``"article.empty"``.
    lang : {"fr", "en"}, optional
        The interface language where not given.
    **values
        The placeholders' values; they are inserted as they are, braces included.

    Raises
    ------
    KeyError
        Where the key is in no wording file: a bug, not a user's fault.
    """
    return _strings(lang or language())[key].format(**values)


def table(prefix: str, lang: str | None = None) -> dict[str, str]:
    """Return all words below `prefix`, keyed by what follows it: what a widget is given."""
    return dict(_below(prefix + ".", lang or language()))


@cache
def _below(start: str, lang: str) -> dict[str, str]:
    return {key[len(start):]: text for key, text in _strings(lang).items() if key.startswith(start)}


def typeset(text: str, lang: str) -> str:
    """Set a plainly typed text as a printer would: apostrophes and, in French, the spaces that never end a line."""
    text = _APOSTROPHE.sub("’", text)
    return _FRENCH_SPACE.sub("\u00a0", text) if lang == "fr" else text


def typeset_each(texts: Mapping[str, str]) -> dict[str, str]:
    """Set texts that are keyed by their language."""
    return {lang: typeset(text, lang) for lang, text in texts.items()}


@cache
def _strings(lang: str) -> dict[str, str]:
    path = Path(__file__).with_suffix("") / f"{lang}.toml"
    words = _flatten(tomllib.loads(path.read_text(encoding="utf-8")))
    return {key: typeset(text, lang) for key, text in words}


def _flatten(node: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
