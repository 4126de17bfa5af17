"""What a construction finds: a verb group, a speaker and the words that attribute, in tokens."""

from __future__ import annotations

from typing import NamedTuple

from kit.detect.sources.phrases import Phrase
from kit.lexicon import Verb


class Group(NamedTuple):
    """A reporting verb with its auxiliary, pronouns and negation."""

    first: int
    """Where the cue begins: the auxiliary or the verb, with a reflexive pronoun."""
    left: int
    """Where the whole group begins, object pronouns and negation included."""
    stop: int
    verb: Verb
    number: str
    """"s" or "p", or nothing where the form does not tell."""
    negated: bool = False
    passive: bool = False
    claimed: bool = False
    """« l'affirme »: the claim stands before."""


class Mention(NamedTuple):
    """A speaker, the words that attribute, and the construction; `phrase` may be a pronoun or an inverted one."""

    phrase: Phrase
    cue: Phrase
    stance: str
    rule: str
    agentless: bool = False
