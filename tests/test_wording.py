"""Every word of the interface exists in both languages, under the same key."""

import string

import pytest

from kit import wording


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_hold_the_same_keys_and_placeholders():
    french, english = wording._strings("fr"), wording._strings("en")
    assert french.keys() == english.keys()
    assert [key for key in french if fields(french[key]) != fields(english[key])] == []


def test_a_value_with_braces_is_inserted_as_it_is():
    assert "{x}" in wording.say("article.empty", lang="fr", name="{x}")


def test_the_language_is_asked_for_then_kept(monkeypatch):
    monkeypatch.setattr(wording, "_current", [])
    monkeypatch.setenv("KIT_LANG", "en")
    assert wording.language() == "en"
    assert wording.language("fr") == wording.language() == "fr"
    with pytest.raises(ValueError):
        wording.language("de")


def test_a_table_is_what_stands_below_its_name():
    assert wording.table("voice", "en")["journal"] == "The paper"
    assert not any(key.startswith("voice") for key in wording.table("voice", "en"))


@pytest.mark.parametrize(
    ("plain", "lang", "printed"),
    [
        ("l'avis d'un élève : « non » ?", "fr", "l’avis d’un élève\u00a0: «\u00a0non\u00a0»\u00a0?"),
        ("12 % des voix", "fr", "12\u00a0% des voix"),
        ("it doesn't say: why ?", "en", "it doesn’t say: why ?"),
        ("'un mot' {entre} {crochets}", "fr", "'un mot' {entre} {crochets}"),
    ],
)
def test_plain_typing_is_set_as_a_printer_would(plain, lang, printed):
    assert wording.typeset(plain, lang) == printed
