"""Whether a name is that of a body: by the lists, by its look, and by what else the text says of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from kit.detect.sources.shape import Shape

_INITIALS = 6
_USES = 8
"""How many uses of a name are looked at."""
_IT_SAYS = re.compile("SB*(?:AB*)?V")
_INCISE = 5
"""How many tokens a verb of speech may stand between a quotation and a name."""
_DESCRIBED = re.compile("D[IGw]w*C*$")
_CAMEL = re.compile("(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Le)(?<!^La)(?<!^Di)(?<!^Van)(?<=[a-zà-ÿ])[A-Z]")
"""« BlaBlaCar », but not « McEwan », « DeSantis »."""


def listed(shape: Shape, first: int, stop: int) -> bool:
    """Tell whether the name is known to be a body or a place."""
    words = shape.lexicon.words
    return any(form in words["bodies"] or form in words["places"] for form in shape.forms[first:stop])


def titled(shape: Shape, i: int) -> bool:
    """Tell « Le Phocéen », a paper, from « le Phocéen », a man: by a capital in the middle of a sentence."""
    inside = i > 0 and shape.letters[i - 1] not in ".:<>?!-("
    return shape.lexicon.lang == "fr" and inside and shape.letters[i] == "D" and shape.text.capitals[i]


def is_firm(shape: Shape, first: int, stop: int) -> bool:
    """Tell a body by two or three of its words: "Morgan Stanley analysts"."""
    firms, forms = shape.lexicon.words["firms"], shape.forms
    return any(" ".join(forms[i : i + size]) in firms for size in (2, 3) for i in range(first, stop - size + 1))


def is_owned(shape: Shape, names: list[int]) -> bool:
    """Tell a company from a person by what else the text says of it: "Lakefield Inc", "Lakefield shares"."""
    form, words = shape.forms[names[-1]], shape.lexicon.words
    if shape.forms[names[0]] in words["first"]:
        return False
    if len(names) > 1 and any(shape.forms[i] in words["outlets"] for i in names):
        return True  # « Foot Mercato »
    place = form, len(names) == 1
    if place not in shape.owned:
        shape.owned[place] = (_sold if shape.lexicon.lang == "en" else _called)(shape, *place)
    return shape.owned[place] and (len(names) > 1 or not _is_person(shape, form))


def _sold(shape: Shape, form: str, alone: bool) -> bool:
    words, after = shape.lexicon.words, (shape.forms[j + 1 : j + 3] for j in shape.text.index[form])
    marks = (near[1] if near[0] == "'s" else near[0] for near in after if len(near) > 1)
    short = any(shape.letters[j - 2 : j + 2] in ("C(C)", "I(C)") for j in shape.text.index[form] if j > 1)
    heads = (j + 1 for j in shape.text.index[form] if shape.letters[j + 1 : j + 2] == "I")
    if not alone and any(shape.text.title(j) for j in heads):  # "Betsi Orpen", short for "Betsi Orpen Health Board"
        return True
    if short or any(mark in words["legal"] or mark in words["stock"] for mark in marks):  # "Real Ale (Camra)"
        return True
    places = shape.text.index[form][:_USES]
    if any(_it_says(shape, j) for j in places):
        return True
    camel = _CAMEL.search(shape.text.slice(places[0], places[0] + 1)) is not None  # "NewsDay"
    return alone and (camel or _trade_beside(shape, places))


def _it_says(shape: Shape, j: int) -> bool:
    """Tell "Oakline will close two lines. It said…" by the subject of the next sentence."""
    bounds, k = shape.text.bounds, shape.text.sentence_of[j]
    if j - bounds[k][0] > 2 or k + 1 == len(bounds):
        return False
    said = _IT_SAYS.match(shape.letters, *bounds[k + 1])
    says = shape.lexicon.words["it_says"]
    return said is not None and shape.forms[bounds[k + 1][0]] == "it" and shape.forms[said.end() - 1] in says


def _called(shape: Shape, form: str, alone: bool) -> bool:
    """Tell whether a trade goes with a name, or stands alone beside it, or the name looks like a firm's."""
    places = shape.text.index[form]
    if any(_trade_with(shape, j) for j in places):
        return True
    looks = shape.lexicon.patterns["firm"].fullmatch(form) or _CAMEL.search(shape.text.slice(places[0], places[0] + 1))
    return alone and (looks is not None or _trade_beside(shape, places[:_USES]))


def _trade_with(shape: Shape, j: int) -> bool:
    """Tell « le groupe Verdane », « les salariés de Verdane », « Verdane SAS », « Verdane, l'armateur, »."""
    trades, forms, letters = shape.lexicon.words["trades"], shape.forms, shape.letters
    if j and forms[j - 1 - (j > 1 and letters[j - 1] in "de")] in trades:
        return True
    described = _DESCRIBED.search(letters, max(0, j - 6), j)  # « le quotidien lillois Nord Matin »
    if described and forms[described.start() + 1] in trades:
        return True
    after = forms[j + 1 : j + 4]
    if not after or after[0] in shape.lexicon.words["legal"]:
        return bool(after)
    if len(after) < 3 or after[0] != ",":
        return False
    called = letters[j + 2] == "D" and after[2] in shape.lexicon.words["firm_nouns"]
    return called or after[1] == "qui" and after[2] in shape.lexicon.words["firms_do"]


def _trade_beside(shape: Shape, places: list[int]) -> bool:
    """Tell « Verdane ferme. L'entreprise… », « Verdane craint pour ses usines »: the firm is called by its trade."""
    sentences = {shape.text.sentence_of[j] for j in places}
    if not sentences.isdisjoint(_hinting(shape, "deeds")):  # « Verdane dit dans un communiqué »
        return True
    if any(">" in shape.letters[max(0, j - _INCISE) : j] for j in places):
        return False  # « On a souffert », dit Roy: who is quoted word for word is rather a person
    near = {k + step for k in sentences for step in (-1, 0, 1)}
    return not (near.isdisjoint(_hinting(shape, "firm_nouns")) and sentences.isdisjoint(_hinting(shape, "belongings")))


def _hinting(shape: Shape, hint: str) -> set[int]:
    """Return the sentences in which a word of a list hints at a firm: found once, whatever names the text has."""
    if hint not in shape.hints:
        index = shape.text.index
        places = (i for form in shape.lexicon.words[hint] & shape.text.vocabulary for i in index[form])
        shape.hints[hint] = {shape.text.sentence_of[i] for i in places if _HINTS[hint](shape, i)}
    return shape.hints[hint]


def _alone(shape: Shape, i: int) -> bool:
    """« L'entreprise… », not « l'entreprise Verdane », « l'entreprise de Verdane »."""
    words = shape.lexicon.words
    named = shape.letters[i + 1 : i + 2] in ("C", "d", "e")
    return not named and (shape.forms[i - 1] in words["the"] or shape.forms[i - 1] in words["this_one"])


def _its(shape: Shape, i: int) -> bool:
    """« ses usines », « ses 40 salariés »."""
    return shape.forms[i - 1 - (shape.letters[i - 1] == "U")] in ("son", "sa", "ses")


_HINTS: dict[str, Callable[[Shape, int], bool]] = {
    "deeds": lambda shape, i: True, "firm_nouns": _alone, "belongings": _its,
}  # fmt: skip


def _is_person(shape: Shape, form: str) -> bool:
    """Tell whether the text uses a word as somebody's surname."""
    if form not in shape.people:
        shape.people[form] = form in shape.lexicon.words["famous"] or any(
            shape.letters[j - 1] in "TH"
            or shape.letters[j - 1] == "C"
            and (not listed(shape, j - 1, j) or shape.forms[j - 1] in shape.lexicon.words["first"])
            for j in shape.text.index[form]
            if j
        )
    return shape.people[form]


def is_body(shape: Shape, i: int) -> bool:
    """Tell whether a name is that of a body: "Ford", but not in a text that speaks of Doug Ford."""
    form, words = shape.forms[i], shape.lexicon.words
    if form not in words["bodies"]:
        return False
    if form in words["first"] and shape.letters[i + 1 : i + 2] == "C" and shape.text.title(i):
        return False  # "Pam Webb", not "PAM"
    if form not in words["surnames"]:
        return True
    return not _is_person(shape, form)


def initials(shape: Shape, i: int) -> bool:
    """Tell "KCRA-TV" from a word, in a text that is not all in capitals."""
    raw = shape.text.text[shape.text.starts[i] : shape.text.ends[i]]
    around = shape.text.slice(max(i - 3, 0), min(i + 4, len(shape.forms)))
    return 2 <= len(raw.split("-")[0]) <= _INITIALS and raw.isupper() and not around.isupper()
