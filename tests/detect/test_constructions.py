"""Each rule of the source layer: what it finds, what it leaves alone, where it comes from."""

import re

import pytest

from kit.detect.sources import find_sources
from kit.lists import RULES, lists
from kit.tokens import Text

ENTRIES = {
    lang: lists(f"{lang}/constructions")["construction"]
    for lang in ("fr", "en")
}
EXAMPLES = [(lang, entry, kind, text) for lang, entries in ENTRIES.items() for entry in entries
            for kind in ("match", "nomatch") for text in entry[kind]]  # fmt: skip


@pytest.mark.parametrize(("lang", "entry", "kind", "text"), EXAMPLES)
def test_a_rule_does_what_its_examples_say(lang, entry, kind, text):
    plain = text.replace("[", "").replace("]", "")
    found = [(source.text, source.rule) for source in find_sources(Text(plain, lang))]
    expected = [(speaker, entry["id"]) for speaker in re.findall(r"\[(.*?)\]", text)]
    assert found[-len(expected) or None :] == expected if kind == "match" else found == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_rule_is_explained_in_both_languages_and_has_a_source(lang):
    for entry in ENTRIES[lang]:
        assert set(entry) == {"id", "why", "source", "match", "nomatch"}
        assert set(entry["why"]) == {"fr", "en"}
        assert all(map(str.strip, (entry["source"], *entry["why"].values())))


def test_the_rules_of_the_gold_have_an_entry():
    known = {entry["id"] for entries in ENTRIES.values() for entry in entries}
    gold = RULES.parent / "gold" / "tuning.jsonl"
    for line in gold.read_text(encoding="utf-8").splitlines():
        text, lang = re.search(r'"text": "((?:[^"\\]|\\.)*)"', line)[1], "fr" if '"lang": "fr"' in line else "en"
        assert {source.rule for source in find_sources(Text(text, lang))} <= known
