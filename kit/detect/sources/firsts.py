"""What the first word of a sentence is: its capital says nothing."""

from __future__ import annotations

from kit.lexicon import Lexicon
from kit.tokens import Text

_PARTICIPLES = ("é", "ée", "és", "ées", "eçu", "eçue", "eçus", "enu", "enue", "enus")


def lower(text: Text, words: Lexicon, letters: list[str]) -> None:
    """Correct the letter of each sentence's first word, where it is no name.

    Parameters
    ----------
    text
        The text.
    words
        The words of its language.
    letters
        One letter a token, as `kit.detect.sources.shape` gives them.
    """
    for first, stop in text.bounds:
        if stop - first < 2:
            continue
        form, after = text.forms[first], letters[first + 1]
        if letters[first] == "A" and form == "a" and (after in "DeCUtHI" or text.forms[first + 1] == "moins"):
            letters[first] = "à"  # « A Lyon, … »
        elif letters[first] == "C" and words.looks[form] == "B" and after not in "VAX":
            letters[first] = "B"  # « Visiblement, … », but "Reilly said"
        elif letters[first] == "C" and _common(text, words, first, letters[first + 1 : first + 3]):
            letters[first] = "w"


def _common(text: Text, words: Lexicon, i: int, after: list[str]) -> bool:
    """Tell a common word by itself or by what follows it: « Seuls… », « Faute de place », « Vu par un témoin »."""
    form, lowered = text.forms[i], not text.capitals[i + 1]
    if form in words.words["openers"] or after in (["d", "w"], ["d", "X"]) and not text.capitals[i + 2]:
        return True
    if lowered and after[0] in "PàodBt" and form.endswith(_PARTICIPLES):
        return True
    if after == [",", "S"] and text.forms[i + 3 : i + 4] != [","]:  # « Conséquence, il faut signer »
        return form not in words.words["first"]
    if after[0] == "," and form.endswith(_PARTICIPLES) and text.lang == "fr":  # « Contactée, la mairie se tait »
        return form not in words.words["first"]
    if lowered and after[0] in "PàodeDQ" and form.endswith("ant") and text.lang == "fr":  # « Partant de ce constat »
        return form not in words.words["first"]
    return after[0] in "wHIOG" and _noun(text, words, i)


def _noun(text: Text, words: Lexicon, i: int) -> bool:
    """Tell « Nouvelle réunion »: the first word is no known name and no verb follows it."""
    lists, after = words.words, text.forms[i + 1]
    known = text.forms[i] in lists["bodies"] or text.forms[i] in lists["places"]
    says = after in words.verbs and text.forms[i + 2 : i + 3] == ["that"]  # "Roy reports that"
    return not known and not says and not text.capitals[i + 1] and words.letters.get(after) != "V"
