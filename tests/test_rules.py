"""Rules are data: checked, explained, and each runs its own examples."""

import re

import pytest

from kit.errors import DataError
from kit.rules import load, read

RULES = [pytest.param(rule, id=rule.id) for lang in ("fr", "en") for rule in load(lang, "hedges")]

GOOD = """
[lists]
time = "demain, après demain"

[[rule]]
id = "fr.test.perhaps"
category = "epist_adverb"
strength = 2
pattern = ["<peut-être> [bien] @time"]
why = { fr = "Un adverbe.", en = "An adverb." }
source = "Une grammaire, § 1"
match = ["[peut-être] demain"]
"""


def reading(tmp_path, text):
    path = tmp_path / "hedges.toml"
    path.write_text(text, encoding="utf-8")
    return read(path, "fr")


def fault(tmp_path, old, new):
    with pytest.raises(DataError) as caught:
        reading(tmp_path, GOOD.replace(old, new))
    return str(caught.value)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_fires_why_and_after_whom(rule):
    assert rule.match
    assert rule.source
    assert rule.why["fr"] and rule.why["en"]
    if rule.category != "none":
        assert all(reword[lang] for reword in (rule.harder, rule.softer) for lang in ("fr", "en"))
        assert all("[" in example for example in rule.match), "brackets show the span"


def test_a_good_file_is_read(tmp_path):
    (rule,) = reading(tmp_path, GOOD)
    assert (rule.id, rule.category, rule.strength, rule.rank) == ("fr.test.perhaps", "epist_adverb", 2, 0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("strength = 2", "strenght = 2", ("strenght", "« strength »", "fr.test.perhaps", "ligne 8")),
        ('"epist_adverb"', '"epist_adverbs"', ("epist_adverbs", "« epist_adverb »", "ligne 7")),
        ("strength = 2", "strength = 4", ("4", "1, 2 ou 3")),
        ('source = "Une grammaire, § 1"', 'source = ""', ("source", "fr.test.perhaps")),
        ('match = ["[peut-être] demain"]', "", ("match",)),
        ('en = "An adverb."', 'de = "Ein Adverb."', ("why.en",)),
        ("@time", "@tiem", ("@tiem", "ligne 9")),
        ("<peut-être>", "<{maison}>", ("maison", "ligne 9")),
        ("<peut-être>", "<{dire:futur}>", ("futur", "ligne 9")),
        ("[bien]", "[bien", ("']'", "ligne 9")),
        ("[lists]", "[list]", ("« list »", "« lists »")),
        ("[[rule]]", "[[rule", ("TOML",)),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_nearest_word(tmp_path, old, new, said):
    message = fault(tmp_path, old, new).replace("\u00a0", " ")
    assert "hedges.toml" in message
    assert all(word in message for word in said), message


def test_an_identifier_stands_once(tmp_path):
    with pytest.raises(DataError, match=re.escape("fr.test.perhaps")):
        reading(tmp_path, GOOD + GOOD[GOOD.index("[[rule]]") :])
