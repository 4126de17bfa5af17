"""To whom a pronoun, « cette source » or « un autre » points back."""

from __future__ import annotations

from kit.detect.sources.agreement import agree
from kit.detect.sources.bodies import titled
from kit.detect.sources.classes import Kind, classify
from kit.detect.sources.mentions import Mention
from kit.detect.sources.phrases import Phrase, head
from kit.detect.sources.pointers import WAYS, way_of
from kit.detect.sources.referents import Referent, Referents
from kit.detect.sources.roles import holder, only_once, pair
from kit.detect.sources.shape import Shape

_UNKNOWN = ("unresolved", "agentless")
_OWN = ("role", "epithet", "this_one")
"""What may as well bring in somebody new."""
_TWO = Kind("named_person", 2, 2)


def _less(met: Referent, spare: Referent) -> bool:
    """Tell a paper of the sentence before from the person just named: « d'après Le Matin. [Luc Roy]…, a-t-il dit »."""
    return met.kind.source_class == "named_institution" and spare.kind.source_class == "named_person"


class Antecedents:
    """Who is meant, asked of the mentions in the order of the text.

    Parameters
    ----------
    shape
        The text.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.referents = Referents(shape)
        self.spoke, self.heard = self.referents.spoke, self.referents.heard

    def resolve(self, mention: Mention) -> tuple[Kind, Referent | None, bool]:
        """Return the kind of a mention, its antecedent, and whether it is an anaphor."""
        phrase = mention.phrase
        if mention.agentless:
            return Kind("agentless", None, None), None, False
        name = way_of(self.shape, phrase)
        found = self._antecedent(phrase, name) if name else None
        kind = self._kind(phrase, name, found)
        self.referents.add(Referent(phrase, kind))
        if found and WAYS[name].bound:
            self.referents.taken_up(found, phrase)
        anaphor = bool(name) and name != "other" and (found is not None or name not in _OWN)
        return kind, found, anaphor

    def _kind(self, phrase: Phrase, name: str, found: Referent | None) -> Kind:
        own = classify(self.shape, phrase)
        if found and name not in ("other", "source"):
            one_of = name in _OWN and found.kind.source_class == "unnamed_group" and own.most == 1
            return own if one_of else found.kind  # « l'élu » after « un militaire et un élu »
        if found is None:
            return own._replace(source_class="unresolved") if name and WAYS[name].bound else own
        if own.source_class == "named_person":  # « l'un de ses avocats, Me Roy »
            return own
        if name == "other":  # another of the same kind, in its own number
            bare = own.source_class == "bare_source"
            code = "unnamed_individual" if own.most == 1 else "unnamed_group"
            return own if bare else own._replace(source_class=code)
        body = found.kind.source_class == "named_institution"  # « cette source » after « le parquet »
        if name == "source" and not body and self.shape.letters[head(self.shape, found.phrase)] != "b":
            return own  # « cette source » says no more of « un autre » than "source"
        return found.kind

    def _antecedent(self, phrase: Phrase, name: str) -> Referent | None:
        """Return who is meant; in English also by a name given in passing ("sent to jail by Judge Ann Roy")."""
        if name == "pair":
            both = pair(self.shape, phrase)
            return Referent(both, _TWO) if both else None
        found = self._sought(phrase, name)
        if found and WAYS[name].bound and not self.heard(found):
            return self._traced(found)
        if name not in ("role", "epithet") or self.shape.lexicon.lang != "en":
            return found
        if found and (name == "epithet" or found.kind.source_class == "named_person"):
            return found
        passing = holder(self.shape, phrase)
        if passing and (found is None or found.phrase.first < passing.first):
            return Referent(passing, Kind("named_person", 1, 1))
        firm = found is None and self.shape.forms[head(self.shape, phrase)] in self.shape.lexicon.words["firms_too"]
        if firm:  # "Oak Bank cut its forecast. The broker said…"
            return self._sought(phrase, "firm")
        return found or (self._sought(phrase, "epithet") if only_once(self.shape, phrase) else None)

    def _traced(self, met: Referent) -> Referent:
        """Return who « la ministre » is, in « La ministre Ada Roy cède. La ministre sort. [Elle] dément tout »."""
        name, noun = way_of(self.shape, met.phrase), self.shape.forms[head(self.shape, met.phrase)]
        found = self._antecedent(met.phrase, name) if name in _OWN else None
        same = found and (found.kind.source_class == "named_person" or noun in self.shape.forms[slice(*found.phrase)])
        return found if found and same else met

    def _sought(self, phrase: Phrase, name: str) -> Referent | None:
        """Look for somebody in one way, then in those that stand in for it."""
        if name == "name":
            return self._named(phrase, WAYS["pronoun"].back) or self._unnamed(phrase, 2)
        first = self._nearest if name == "latter" else self.referents.introduced if name == "epithet" else None
        found = (first(phrase) if first else None) or self._met(phrase, name)
        if found is None and self.shape.forms[phrase.first] in self.shape.lexicon.words["things"]:
            return next(self.referents.bodies(phrase.first), None)
        others = (way for way in WAYS[name].else_ if way == "name" or WAYS[way].looks(self.shape, phrase))
        while found is None and (other := next(others, None)):
            found = self._sought(phrase, other)
        return found

    def _met(self, phrase: Phrase, name: str) -> Referent | None:
        """Return the nearest that fits; of those in the same sentence rather who has spoken before."""
        shape, way = self.shape, WAYS[name]
        noun = shape.forms[head(shape, phrase)]
        if way.again and shape.text.index[noun][0] >= phrase.first:
            return None  # nobody was called so before
        sentence = shape.text.sentence_of[phrase.first]
        spare: Referent | None = None
        inverted = name == "latter" and shape.letters[phrase.first - 1] in "VwBt"  # « …, confirme ce dernier »
        for k in self.referents.sentences(sentence - (name == "they" or inverted), way.back):
            if way.again and not self.referents.holds(k, noun):
                continue
            for met in self.referents.candidates(k, phrase.first):
                one = name == "pronoun" and self._anybody(met, phrase)
                if met.kind.source_class in _UNKNOWN or not (one or way.fits(shape, met, phrase)):
                    continue
                if way.bound and self.referents.clashes(met, phrase):
                    continue
                heard = self.heard(met)
                if not heard and (spare or name == "heard") or spare and _less(met, spare):
                    continue
                if k < sentence or heard or not self._spoken_of(phrase):
                    return self._of_paper(met, k, phrase) if way.bound else met
                spare = met
        return spare

    def _of_paper(self, met: Referent, k: int, phrase: Phrase) -> Referent:
        """Return whom a paper speaks of, not the paper: « Selon Le Matin, [Luc Roy] a fui. …, a-t-il dit »."""
        if not titled(self.shape, met.phrase.first):
            return met
        others = self.referents.candidates(k, phrase.first)
        named = (other for other in others if other.kind.source_class == "named_person")
        return next((other for other in named if agree(self.shape, other.phrase, other.kind, phrase)), met)

    def _anybody(self, met: Referent, phrase: Phrase) -> bool:
        """Tell whether "they" may be one person who has spoken, neither a man nor a woman: "A witness… [they] said"."""
        if self.shape.forms[phrase.first] != "they" or met.kind.source_class != "unnamed_individual":
            return False
        gendered = self.shape.lexicon.words["masculine"] | self.shape.lexicon.words["feminine"]
        return self.heard(met) and gendered.isdisjoint(self.shape.forms[slice(*met.phrase)])

    def _spoken_of(self, phrase: Phrase) -> bool:
        """Tell in "[The suspect] opened fire, she said" of whom it is said from who says it."""
        shape, before = self.shape, phrase.first - 1
        return shape.letters[phrase.first] == "Y" or shape.letters[before] in ",>" or shape.forms[before] == "selon"

    def _nearest(self, phrase: Phrase) -> Referent | None:
        """Return whom « ce dernier » means: who is named last in the sentence before."""
        found = self._named(phrase, 1)
        found = max((found, self._unnamed(phrase, 1)), key=lambda met: met.phrase.first if met else -1)
        before = self.referents.met.get(self.shape.text.sentence_of[phrase.first] - 1, ())
        return found if found and all(met.phrase.first < found.phrase.first for met in before) else None

    def _unnamed(self, phrase: Phrase, back: int) -> Referent | None:
        """Return the last people spoken of: « Pour [les parents], c'est trop. Ils craignent… »."""
        if not WAYS[way_of(self.shape, phrase)].bound or self.shape.lexicon.lang != "fr":
            return None
        inside = self.shape.letters[phrase.first] == "Y" or self.shape.letters[phrase.first - 1] in "VwBt"
        before = self.shape.text.bounds[self.shape.text.sentence_of[phrase.first]][0] if inside else phrase.first
        people = self.referents.people(before, back)
        return next((met for met in people if agree(self.shape, met.phrase, met.kind, phrase)), None)

    def _named(self, phrase: Phrase, back: int) -> Referent | None:
        """Return, for want of better, the last person named: « elle compte sur [Guy]. « … », insiste-t-il »."""
        shape, words = self.shape, self.shape.lexicon.words
        latter = not words["latter"].isdisjoint(shape.forms[slice(*phrase)])
        if shape.lexicon.lang == "fr" and not latter and shape.forms[phrase.first] in words["the"]:
            pronoun = "elle" if shape.forms[phrase.first] == "la" else "il"
        else:
            pronoun = shape.forms[phrase.stop - 1].rsplit("-", 1)[-1]
        if pronoun in words["plural_pronouns"] or pronoun not in words["he"] | words["she"]:
            return None
        inside = shape.letters[phrase.first] == "Y"  # « Il faudra battre Roy, a-t-il dit »: of Roy it is said
        before = shape.text.bounds[shape.text.sentence_of[phrase.first]][0] if inside else phrase.first
        for met in self.referents.names(pronoun, before, back):
            of_another = latter and shape.letters[met.phrase.first - 1] in "deo"
            if not of_another and not self.referents.clashes(met, phrase):
                return met
        return None
