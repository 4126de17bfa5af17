"""A text as a string of letters, one a token, so that a short regular expression is a grammar.

========  ==========================================  ========  ======================================
letter    what it stands for                          letter    what it stands for
========  ==========================================  ========  ======================================
H G I O   a person, a group, a body, a document       V A X     a finite verb: reporting, auxiliary, other
b T       the word "source"; a title (« Me »)         p n g     a reporting participle, infinitive, -ing form
C w       a capitalised, a lower-case unknown word    S J Y     a subject, an object, an inverted pronoun
D U       a determiner, a number                      Q R K k   that; who, which; and, or; another conjunction
e d       « des, du »; of                             B t       an adverb; a word of time
o à P     « au, aux »; « à, en »; other prepositions  < > " .   quotation marks and punctuation, as they are
========  ==========================================  ========  ======================================
"""

from __future__ import annotations

import re

from kit.lexicon import Lexicon, lexicon
from kit.tokens import Text

NOUN = "wCHIOGbTUpt"
_INVERTED = re.compile(r"-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)")
_NAME_PARTICLE = re.compile(r"(?<=C)[Ded]+(?=C)")
_QUOTES = {"<": 1, ">": -1}


class Shape:
    """The letters of a text, its reporting verbs and its quotations.

    Parameters
    ----------
    text
        The text, already cut into words.

    Attributes
    ----------
    letters : str
        One letter a token.
    cues : list of int
        The tokens that can be a form of a reporting verb.
    """

    __slots__ = ("cues", "forms", "letters", "lexicon", "quoted", "text")

    def __init__(self, text: Text) -> None:
        self.text = text
        self.forms = text.forms
        self.lexicon: Lexicon = lexicon(text.lang)
        verbs = self.lexicon.verbs
        self.cues = [i for i, form in enumerate(self.forms) if form in verbs]
        letters = list(map(self.lexicon.letters.get, self.forms))
        self._guess(letters)
        self._settle(letters)
        self.quoted = self._quotations(letters)
        self.letters = "".join(letters)  # type: ignore[arg-type]
        self._join_names()

    def _guess(self, letters: list[str | None]) -> None:
        """Give unknown words a letter by their look."""
        raw, starts, forms, adverb = self.text.text, self.text.starts, self.forms, self.text.lang == "en"
        for i, letter in enumerate(letters):
            if letter is None:
                first = raw[starts[i]]
                if first.isupper():
                    letters[i] = "C"
                elif first == "-" and _INVERTED.fullmatch(forms[i]):
                    letters[i] = "Y"
                elif first.isdigit():
                    letters[i] = "U"
                else:
                    letters[i] = ("B" if adverb and forms[i].endswith("ly") else "w") if first.isalpha() else "."
            elif letter == "T" and forms[i] != ".":
                letters[i] = self._title(i, letters)

    def _title(self, i: int, letters: list[str | None]) -> str:
        """A title is capitalised, or stands before a name; its full stop belongs to it."""
        forms, after = self.forms, i + 1
        if after < len(forms) and forms[after] == "." and len(forms[i]) < 5:
            letters[after] = "T"
        return "T" if self.text.capital(i) else "H" if len(forms[i]) > 3 else "w"

    def _settle(self, letters: list[str | None]) -> None:
        """A form that is both verb and noun (« une annonce ») is a noun after a determiner or a preposition."""
        for i in self.cues:
            if i and letters[i] == "V" and letters[i - 1] in ("D", "e", "d", "o") and not self._clitic(i - 1, letters):
                letters[i] = "w"

    def _clitic(self, i: int, letters: list[str | None]) -> bool:
        """Tell the pronoun of « le maire l'affirme » from the article of « l'annonce »."""
        if self.forms[i] not in ("l'", "le", "la", "les"):
            return False
        return i > 0 and letters[i - 1] in (*"SJHCGIRw",) or self.forms[i - 1] == "comme"

    def _quotations(self, letters: list[str | None]) -> bytearray:
        """Mark the tokens that stand between quotation marks; a line break closes what was left open."""
        inside, depth = bytearray(len(letters)), 0
        for first, stop in self._lines():
            depth = 0
            for i in range(first, stop):
                letter = letters[i]
                if letter == '"':
                    letter = letters[i] = ">" if depth else "<"
                if letter == "<":
                    depth = 1
                elif letter == ">":
                    depth = 0
                inside[i] = depth
        return inside

    def _lines(self) -> list[tuple[int, int]]:
        """The tokens of each paragraph: only a paragraph that holds a quotation mark is walked."""
        sentences, bounds, raw = self.text.sentences, self.text.bounds, self.text.text
        lines: list[tuple[int, int]] = []
        for k, (first, stop) in enumerate(bounds):
            if lines and "\n" not in raw[sentences[k - 1].end : sentences[k].start]:
                lines[-1] = (lines[-1][0], stop)
            else:
                lines.append((first, stop))
        return [(a, b) for a, b in lines if a < b and re.search('[«»“”"„]', raw[self.text.starts[a] : self.text.ends[b - 1]])]

    def _join_names(self) -> None:
        """« Le Pen », « de Gaulle »: a capitalised particle between two names is part of the name."""
        capital = self.text.capital
        spans = [m.span() for m in _NAME_PARTICLE.finditer(self.letters)]
        letters = list(self.letters) if spans else []
        for a, b in spans:
            if any(capital(i) for i in range(a, b)) or all(letters[i] == "d" for i in range(a, b)) and b - a == 1:
                letters[a:b] = "C" * (b - a)
        if spans:
            self.letters = "".join(letters)
