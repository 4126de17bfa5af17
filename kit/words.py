"""What a word looks like: number, infinitive, participle. Guesses from the form alone, for patterns that ask.

A dictionary would be surer and a hundred times larger; next to the word that a rule hangs on
(« risque de … », « aurait … »), the ending is nearly always enough.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Generic, TypeVar

from kit.conjugation import data
from kit.lists import lists

_NUMBER = re.compile(r"\d[\d .,:]*\w*")
_INFINITIVE_ENDS = ("er", "ir", "ïr", "dre", "ttre", "uire", "dire", "lire", "crire", "rire", "faire", "plaire",
                    "taire", "traire", "aître", "aitre", "oître", "vivre", "suivre", "rompre", "vaincre", "clure",
                    "croire", "boire", "être", "clore", "suffire")
_ADJECTIVE_ENDS = ("que", "ques", "gue", "gues")
_OIR = ("avoir", "devoir", "pouvoir", "vouloir", "cevoir", "voir", "falloir", "valoir", "mouvoir", "pleuvoir",
        "asseoir")
_MEMORY = 50_000
Found = TypeVar("Found")


class Remembered(dict[str, Found], Generic[Found]):
    """What a function says of a word, asked once a word: newspapers say the same words over and over.

    Parameters
    ----------
    judge
        The function, called where the word is new.
    """

    def __init__(self, judge: Callable[[str], Found]) -> None:
        super().__init__()
        self.judge = judge

    def __missing__(self, form: str) -> Found:
        found = self.judge(form)
        if len(self) < _MEMORY:
            self[form] = found
        return found


@cache
def listed(name: str) -> frozenset[str]:
    """Return one of the lists of ``rules/words.toml``."""
    return frozenset(lists("words")[name].split())


def is_frequent(words: Iterable[str]) -> bool:
    """Tell whether a text is likely to hold one of these words."""
    return not listed("frequent").isdisjoint(words)


def is_number(form: str) -> bool:
    """Tell whether a word is a number, in digits or letters, whole or in parts (« trente-deux », `two-thirds`)."""
    if form in listed("numbers") or _NUMBER.fullmatch(form) is not None:
        return True
    first, *others = form.split("-")
    closers = listed("numbers") | listed("last_parts")
    return bool(others) and first in listed("first_parts") and closers.issuperset(others)


def is_infinitive(form: str) -> bool:
    """Tell whether a word has the form of a French infinitive."""
    if form in listed("not_infinitives") or not form.endswith(_INFINITIVE_ENDS):
        return False
    return form.endswith(_OIR) if form.endswith("oir") else True


def is_participle(form: str) -> bool:
    """Tell whether a word has the form of a French past participle."""
    if form.endswith(_ADJECTIVE_ENDS) or form in listed("not_participles"):
        return False
    return form.endswith(_participle_ends())


@cache
def _participle_ends() -> tuple[str, ...]:
    base = {verb["participle"] for verb in data()["verbs"].values()} | {"é", "i", "u"}
    plain = {end.replace("dû", "du").replace("mû", "mu") for end in base}
    feminine = {end + "e" for end in plain}
    return tuple(base | feminine | {end + "s" for end in plain | feminine})
