"""A text as a string of letters, one a token, so that a short regular expression is a grammar.

========  ==========================================  ========  ======================================
letter    what it stands for                          letter    what it stands for
========  ==========================================  ========  ======================================
H G I O   a person, a group, a body, a document       V A X     a finite verb: reporting, auxiliary, other
b T       the word "source"; a title (« Me »)         p n g     a reporting participle, infinitive, -ing form
C w       a capitalised, a lower-case unknown word    S J Y     a subject, an object, an inverted pronoun
D U       a determiner, a number                      Q R K k   that; who, which; and, or; another conjunction
e d       « des, du »; of                             B t       an adverb; a word of time
o à P s   « au, aux »; « à, en »; other prepositions; 's  < > " .   quotation marks and punctuation, as they are
========  ==========================================  ========  ======================================
"""

from __future__ import annotations

import re
from itertools import compress, count, product
from typing import Any

from kit.detect.sources.english_names import proper
from kit.detect.sources.firsts import lower
from kit.lexicon import RAISED, Lexicon, lexicon
from kit.tokens import Text

NOUN = "wCHIOGbTUpt"
SPEAKERS = "HGIOCbT"
"""Letters of the heads that can speak."""
_NUMBERED = re.compile("U(?<=CU)(?=[CDe,.;:>)AVX]|$)")
"""« France 24 », « Europe 1 », « France 3 Alpes »: a number within a name."""
_VERB_NAME = re.compile("X(?:(?<=CX)|(?<=[HTI]X)(?=C))")
"""« Eric Lions », "quarterback Drew Brees": a name that looks like a verb."""
_SURNAME = re.compile("D(?<=CD)[HIOw]")
"""« Bruno Le Maire »."""
_PARTICLE = re.compile(r"[Ded](?:(?<=C.)[Ded]?(?=C)|(?<=[IHO]D)(?=[CHIOw]))")
_NO_VERB = re.compile("X(?<=[DPdeo]X)")
"""« la porte », « sur place »: what follows a determiner or a preposition is no verb."""
_INVERTED = tuple([mark + form] for mark in ("-", "") for form in ("il", "elle", "on", "ils", "elles"))
_YEARS = frozenset(map(str, range(1900, 2100)))
_INNER_NAME = re.compile("[a-z]{2,4}-[A-ZÀ-Ý]")
"""« Ada al-Badr », « el-Sissi »."""
_OPEN = re.compile(f"[hx{chr(RAISED)}-{chr(RAISED + 0xFF)}]")
_QUOTE = re.compile('[<>"]')


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
    quoted : bytearray
        1 where a token stands between quotation marks.
    anonymous : set of int
        The sentences that may say why a source is anonymous.
    cores, heads, plurals, kinds, explained : dict
        What `phrases.core`, `head` and `is_plural`, `classify` and `anonymity` have already found.
    people, owned, hints : dict
        Of a surname, whether the text uses it of somebody, and of a firm; the sentences that hint at one.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.forms = text.forms
        self.lexicon: Lexicon = lexicon(text.lang)
        self.cues: list[int] = []
        letters = list(map(self.lexicon.marks.__getitem__, self.forms))
        signs = text.vocabulary & self.lexicon.words["signs"]
        self.anonymous = {text.sentence_of[i] for form in signs for i in text.index[form]}
        self._unknown(letters)
        lower(text, self.lexicon, letters)
        self._titles(letters)
        self._initials(letters)
        self._small_words(letters)
        self._curly(letters)
        if text.lang == "en":
            self._single(letters)
            proper(text, self.lexicon, letters)
        self._settle(letters)
        self.quoted = self._quotations(letters)
        self.letters = self._join_names("".join(letters))
        self.cores: dict[tuple[int, int], Any] = {}
        self.people: dict[str, bool] = {}
        self.owned: dict[tuple[str, bool], bool] = {}
        self.hints: dict[str, set[int]] = {}
        self.heads: dict[tuple[int, int], int] = {}
        self.plurals: dict[tuple[int, int], bool] = {}
        self.kinds: dict[tuple[int, int], Any] = {}
        self.explained: dict[tuple[int, int, bool], tuple[str | None, str]] = {}

    def _unknown(self, letters: list[str]) -> None:
        """Find the reporting verbs; take an unknown word with a capital for a name; tell « les prix grimpent »."""
        for i in (found.start() for found in _OPEN.finditer("".join(letters))):
            if letters[i] > "x":
                letters[i] = self.lexicon.looks[self.forms[i]]
                self.cues.append(i)
            if letters[i] == "x":
                letters[i] = "X" if i and self.forms[i - 1].endswith(("s", "x")) else "w"
            elif letters[i] == "h":
                letters[i] = "C" if _INNER_NAME.match(self.text.text, self.text.starts[i]) else "w"
        for i in compress(count(), self.text.capitals):
            if self.forms[i] not in self.lexicon.letters:
                letters[i] = "C"

    def _titles(self, letters: list[str]) -> None:
        """Keep as titles those with a capital (« Me », not « le roi »); their full stop belongs to them."""
        for form in self.lexicon.words["titles"] & self.text.vocabulary:
            for i in self.text.index[form]:
                if letters[i] == "J" and self.text.capitals[i] and letters[i + 1 : i + 2] == ["C"]:
                    letters[i] = "T"
                if letters[i] != "T":
                    continue
                if not self.text.capitals[i]:
                    letters[i] = "H" if len(form) > 3 else "w"
                elif self.forms[i + 1 : i + 2] == ["."] and len(form) < 5:
                    letters[i + 1] = "T"

    def _initials(self, letters: list[str]) -> None:
        """Keep the full stop of « Kévin P. » and "John F. Kennedy" with the name."""
        for i in self.text.index.get(".", ()):
            single = i > 1 and self.text.ends[i - 1] - self.text.starts[i - 1] == 1 and letters[i - 1] == "C"
            if single and letters[i - 2] in "CT" and i + 1 < self.text.bounds[self.text.sentence_of[i]][1]:
                letters[i] = "C"

    def _small_words(self, letters: list[str]) -> None:
        """Mark « l'un », « d'autres », « de nombreux », where a determiner looks like something else."""
        index, forms = self.text.index, self.forms
        for i in index.get("those", ()):
            if letters[i + 1 : i + 2] in (["à"], ["P"], ["R"]):
                letters[i] = "G"
        for form in _YEARS & self.text.vocabulary:
            for i in index[form]:
                of = letters[i + 1 : i + 2] == ["V"] and "de" or "in"  # « un rapport de 2021 conseillait »
                if i and (forms[i - 1] in (of, "in", "en", "since", "depuis") or letters[i - 1] == "t"):
                    letters[i] = "t"
        for form in self.lexicon.adverbials.keys() & self.text.vocabulary:
            for i, (rank, words) in product(index[form], self.lexicon.adverbials[form]):
                begin, end = i - rank, i - rank + len(words)
                if begin >= 0 and tuple(forms[begin:end]) == words:
                    letters[begin:end] = "B" * len(words)
        origins = self.lexicon.words["origins"]
        for i in index.get(",", ()):  # "US, Saudi and British officials"
            if i and forms[i - 1] in origins and forms[min(i + 1, len(forms) - 1)] in origins:
                letters[i] = "w"
        for form in self.lexicon.words["personal"] & self.text.vocabulary:
            for i in index[form]:  # « la mairie, elle, dit », « les élus eux disent »
                bare = form == "eux" and letters[i - 1] in "HGI" and letters[i + 1 : i + 2] in (["V"], ["A"], ["X"])
                if bare or forms[i - 1 : i + 2 : 2] == [",", ","]:
                    letters[i] = "B"
        for i in (*index.get("t", ()), *index.get("t'", ())):  # « a t-il dit », « a t'il dit »
            if i and letters[i - 1] in "AVX" and forms[i + 1 : i + 2] in _INVERTED:
                letters[i : i + 2] = "BY"
        for i in (*index.get("beaucoup", ()), *index.get("nombre", ())):  # « nombre d'élus », but « le nombre d'élus »
            if forms[i + 1 : i + 2] in (["de"], ["d'"]) and (not i or letters[i - 1] not in "Dde"):
                letters[i] = "U"
        for form in self.lexicon.words["domains"] & self.text.vocabulary:  # « a dit à BFMTV.com [un témoin] »
            for i in index[form]:
                if i > 1 and letters[i - 2] == "C" and self.text.ends[i - 2] + 1 == self.text.starts[i]:
                    letters[i - 1] = letters[i] = "w"
        for form, before, letter in self.lexicon.fused:
            for i in index.get(form, ()):
                if i and forms[i - 1] in before:
                    letters[i - 1], letters[i] = "w" if letters[i - 1] == "w" else "D", letter

    def _settle(self, letters: list[str]) -> None:
        """Decide the forms that may be verb or noun (« une annonce ») or name (« La Poste »)."""
        for form in self.lexicon.words["homographs"] & self.text.vocabulary:
            for i in self.text.index[form]:
                named = form in self.lexicon.words["first"] and self.text.capitals[min(i + 1, len(letters) - 1)]
                if self.text.capitals[i] and (named or self._is_name(i, letters) or self._is_initials(i)):
                    letters[i] = "C"
        for i in self.cues:
            if i and i + 1 < self.text.bounds[self.text.sentence_of[i]][1] and self._is_name(i, letters):
                letters[i] = "C"
            elif letters[i] == "V" and self._is_noun(i, letters):
                letters[i] = "w"
        self.cues = [i for i in self.cues if letters[i] != "C" or not self._is_name(i, letters)]

    def _is_noun(self, i: int, letters: list[str]) -> bool:
        """Tell « une annonce » and "protest leader Ada Roy" (as a verb it would not agree) from verbs."""
        if letters[i - 1] in "Dedos":
            return not self._subject_like(i, letters)
        tailed = i + 1 < len(letters) and letters[i + 1] in "HG"  # "fire officials said"; the verb is "fire back"
        if tailed and all(verb.tail for verb in self.lexicon.verbs[self.forms[i]]):
            return True
        role = letters[i + 1 : i + 3] == ["H", "C"] and not self.forms[i + 1].endswith("s")
        return role and self.lexicon.lang == "en" and self.lexicon.numbers.get(self.forms[i]) == "p"

    def _is_name(self, i: int, letters: list[str]) -> bool:
        """Tell a name by its capital in the middle of a sentence (« La Poste », "the Met Office")."""
        if not self.text.capitals[i] or i == 0 or letters[i - 1] not in "DCPàdeosKwHIOGTVAXB":
            return False
        return len(self.forms[i]) == 1 or not self.text.slice(i, i + 1).isupper()

    def _is_initials(self, i: int) -> bool:
        """Tell "US" and "WHO" from words, in a text that is not all in capitals."""
        around = self.text.slice(max(i - 2, 0), min(i + 3, len(self.text.forms)))
        return self.text.slice(i, i + 1).isupper() and not around.isupper()

    def _subject_like(self, i: int, letters: list[str]) -> bool:
        """Tell "both deny", "another denies" and « le maire l'affirme » from "both claims" and « l'annonce »."""
        before, words = self.forms[i - 1], self.lexicon.words
        if before == "all" and i > 1 and letters[i - 2] in "CHIG":  # "the firms all said"
            return True
        if before == "another" and not self.lexicon.numbers.get(self.forms[i]):  # "told us", not "report"
            return True
        if before in words["pronouns"] and self.forms[i].endswith("s") == (before in words["singular"]):
            return True
        return self._clitic(i - 1, letters)

    def _clitic(self, i: int, letters: list[str]) -> bool:
        if self.forms[i] == "leur":  # « le maire leur annonce », « …», leur répond le maire », not « leur annonce »
            return i > 1 and (letters[i - 1] in "SJR>HCGI" or letters[i - 2 : i] == [">", ","])
        after = i > 1 and (letters[i - 1] in "SJHCGIRw" or letters[i - 2 : i] == ["B", ","])
        after = after or i > 0 and self.forms[i - 1] == "comme"
        return after and self.forms[i] in ("l'", "le", "la", "les")

    def _curly(self, letters: list[str]) -> None:
        """Turn a curly mark that stands the wrong way round: “so“, ”so”."""
        for form, wrong, right in (("“", (False, True), ">"), ("”", (True, False), "<")):
            for i in self.text.index.get(form, ()):
                if self._spaced(i) == wrong:
                    letters[i] = right

    def _spaced(self, i: int) -> tuple[bool, bool]:
        """Tell whether a space or a bracket stands before a mark, and a space or punctuation after it."""
        text, start, end = self.text.text, self.text.starts[i], self.text.ends[i]
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        return not before or before.isspace() or before in "([—–", not after or not (after.isalnum() or after in "[(…")

    def _single(self, letters: list[str]) -> None:
        """Find the quotations between single marks, as the British press writes them; an apostrophe is none."""
        opened = -1
        for i in self.text.index.get("'", ()):
            spaced = self._spaced(i)
            if spaced == (True, False):
                opened = i
            elif spaced == (False, True) and (self.forms[i - 1] in ",?!" or opened >= 0 and self._closes(i)):
                letters[opened if opened >= 0 else i], letters[i], opened = "<", ">", -1

    def _closes(self, i: int) -> bool:
        """Tell a closing mark from the apostrophe of "the residents' leader"."""
        after = self.text.forms[i + 1 : i + 2]
        return not self.text.forms[i - 1].endswith("s") or not after or not after[0][0].isalnum()

    def _quotations(self, letters: list[str]) -> bytearray:
        """Mark the tokens that stand between quotation marks; a line break closes what was left open."""
        inside = bytearray(len(letters))
        opened = line = 0
        for mark in _QUOTE.finditer("".join(letters)):
            i = mark.start()
            if i >= line:
                inside[opened:line] = b"\1" * (line - opened)
                begin, line = self._line(i)
                opened = begin if letters[i] == ">" or letters[i] == '"' and self._closes_here(i) else line
            if letters[i] == '"':
                letters[i] = "<" if opened == line and not self._closes_here(i) else ">"
            if letters[i] == "<":
                opened = min(opened, i)
            else:
                inside[opened:i] = b"\1" * max(i - opened, 0)
                opened = line
        inside[opened:line] = b"\1" * (line - opened)
        return inside

    def _closes_here(self, i: int) -> bool:
        """Tell a straight mark that closes, also what was opened before the line; 6" is a measure."""
        return i > 0 and self._spaced(i) == (False, True) and not self.forms[i - 1][-1].isdigit()

    def _line(self, i: int) -> tuple[int, int]:
        """Return where the line of token `i` begins, and where it ends: its last sentence's last token and one."""
        sentences, raw, k = self.text.sentences, self.text.text, self.text.sentence_of[i]
        first = k
        while first and "\n" not in raw[sentences[first - 1].end : sentences[first].start]:
            first -= 1
        while k + 1 < len(sentences) and "\n" not in raw[sentences[k].end : sentences[k + 1].start]:
            k += 1
        return self.text.bounds[first][0], self.text.bounds[k][1]

    def _join_names(self, letters: str) -> str:
        """« Le Pen », « de Gaulle »: a capitalised particle between two names is part of the name."""
        letters = _NUMBERED.sub("C", _NO_VERB.sub("w", letters))
        letters = _SURNAME.sub(lambda m: "CC" if self._capitals(*m.span()) else m[0], letters)
        letters = _VERB_NAME.sub(lambda m: "C" if self.text.capitals[m.start()] else "X", letters)
        return _PARTICLE.sub(
            lambda m: "C" * len(m[0]) if m[0] == "d" or self._capitals(m.start(), m.end() + (m[0] == "D")) else m[0],
            letters,
        )

    def _capitals(self, first: int, stop: int) -> bool:
        opens = self.text.bounds[self.text.sentence_of[first]][0] == first  # a capital there says nothing
        return not opens and all(self.text.capitals[first:stop])
