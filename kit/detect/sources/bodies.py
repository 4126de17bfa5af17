"""Whether a name is that of a body: by the lists, by its look, and by what else the text says of it."""

from __future__ import annotations

from kit.detect.sources.shape import Shape

_INITIALS = 6


def listed(shape: Shape, first: int, stop: int) -> bool:
    """Tell whether the name is known to be a body or a place."""
    words = shape.lexicon.words
    return any(form in words["bodies"] or form in words["places"] for form in shape.forms[first:stop])


def titled(shape: Shape, i: int) -> bool:
    """Tell « Le Phocéen », a paper, from « le Phocéen », a man: by a capital in the middle of a sentence."""
    inside = i > 0 and shape.letters[i - 1] not in ".:<>?!-("
    return shape.lexicon.lang == "fr" and inside and shape.letters[i] == "D" and shape.text.capital(i)


def is_firm(shape: Shape, first: int, stop: int) -> bool:
    """Tell a body by two or three of its words: "Morgan Stanley analysts"."""
    firms, forms = shape.lexicon.words["firms"], shape.forms
    return any(" ".join(forms[i : i + size]) in firms for size in (2, 3) for i in range(first, stop - size + 1))


def is_owned(shape: Shape, names: list[int]) -> bool:
    """Tell a company from a person by what else the text says of it: "Lakefield Inc", "Lakefield shares"."""
    form = shape.forms[names[-1]]
    if shape.forms[names[0]] in shape.lexicon.words["first"]:
        return False
    if form not in shape.owned:
        shape.owned[form] = (_sold if shape.lexicon.lang == "en" else _called)(shape, form)
    return shape.owned[form] and (len(names) > 1 or not _is_person(shape, form))


def _sold(shape: Shape, form: str) -> bool:
    words, after = shape.lexicon.words, (shape.forms[j + 1 : j + 3] for j in shape.text.index[form])
    marks = (near[1] if near[0] == "'s" else near[0] for near in after if len(near) > 1)
    short = any(shape.letters[j - 2 : j + 2] in ("C(C)", "I(C)") for j in shape.text.index[form] if j > 1)
    return short or any(mark in words["legal"] or mark in words["stock"] for mark in marks)  # "Real Ale (Camra)"


def _called(shape: Shape, form: str) -> bool:
    """Tell whether a trade stands before a name: « le groupe Verdane », « les salariés de Verdane »."""
    trades, before = shape.lexicon.words["trades"], (j - 1 for j in shape.text.index[form] if j > 1)
    return any(shape.forms[j - (shape.letters[j] in "de")] in trades for j in before)


def _is_person(shape: Shape, form: str) -> bool:
    """Tell whether the text uses a word as somebody's surname."""
    if form not in shape.people:
        shape.people[form] = any(
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
    if form not in words["bodies"] or form not in words["surnames"]:
        return form in words["bodies"]
    return not _is_person(shape, form)


def initials(shape: Shape, i: int) -> bool:
    """Tell "KCRA-TV" from a word, in a text that is not all in capitals."""
    raw = shape.text.text[shape.text.starts[i] : shape.text.ends[i]]
    around = shape.text.slice(max(i - 3, 0), min(i + 4, len(shape.forms)))
    return 2 <= len(raw.split("-")[0]) <= _INITIALS and raw.isupper() and not around.isupper()
