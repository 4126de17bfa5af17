"""The word lists: broad enough, clean, and every verb with its forms."""

import pytest

from kit.lexicon import LETTERS, lexicon, split
from kit.lists import RULES, lists

PER_LANGUAGE = ("grammar", "sources", "reporting-verbs", "anonymity", "statements")
FILES = [*(f"{lang}/{name}" for lang in ("fr", "en") for name in PER_LANGUAGE), "names", "languages", "peoples"]
STANCES = {"neutral", "factive", "opinion", "distancing", "commissive", "emphatic"}
GRAMMAR = "".join(path.read_text(encoding="utf-8") for path in (RULES.parent / "detect" / "sources").glob("*.py"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_lists_are_broad(lang):
    words = lexicon(lang)
    assert len({verb.lemma for entries in words.verbs.values() for verb in entries}) >= 150
    assert len(words.words["roles"]) >= 300
    assert len(words.words["institutions"]) >= 100


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_where_it_comes_from(name):
    assert lists(name)["source"].strip()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_part_of_speech_has_its_list(lang):
    words = lexicon(lang).words
    assert set(LETTERS) <= set(words)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_group_of_verbs_uses_known_codes(lang):
    for group in lists(f"{lang}/reporting-verbs")["group"]:
        assert set(group) == {"stance", "takes", "verbs"}
        assert group["stance"] in STANCES
        assert [code for code in group["takes"] if f'"{code}"' not in GRAMMAR] == [], "no grammar asks for it"


@pytest.mark.parametrize(
    ("lang", "form", "letter"),
    [
        ("fr", "ministres", "H"),
        ("fr", "journaux", "I"),
        ("fr", "affirment", "V"),
        ("fr", "précisant", "g"),
        ("fr", "aura", "A"),
        ("fr", "qu'", "Q"),
        ("en", "spokeswomen", "H"),
        ("en", "agencies", "I"),
        ("en", "was", "A"),
        ("en", "'s", "s"),
    ],
)
def test_a_form_has_its_letter(lang, form, letter):
    assert lexicon(lang).letters[form] == letter


def test_a_list_is_split_at_commas_over_lines():
    assert split("a, b\nc,\n d e,") == {"a", "b c", "d e"}
