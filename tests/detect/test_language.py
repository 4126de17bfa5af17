"""French, English, or another language refused by its name."""

import pytest

from kit.detect.language import identify, notes
from kit.errors import LanguageError


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le chat dort sur la table de la cuisine.", "fr"),
        ("The cat sleeps on the kitchen table.", "en"),
        ("Grève à la SNCF", "fr"),
        ("Strike at the mill", "en"),
        ("École fermée", "fr"),
        ("Il a dit : « We will never give up and the people of this country know that it is so. »", "fr"),
        ("She said: “Nous ne céderons pas et tout le monde le sait dans ce pays.” It was over.", "en"),
        ("« The people of this country know that it is so and we will fight. »", "en"),
        ("L’ÉTAT A DÉCIDÉ DE FERMER LA LIGNE", "fr"),
        ("Le mot « привет » est russe, dit le professeur.", "fr"),
        ("A" * 5000 + " the end of the story is that it was so", "en"),
    ],
)
def test_french_and_english_are_told_apart(text, lang):
    assert identify(text) == lang


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("El presidente dijo que no está en la casa, según los medios.", "espagnol"),
        ("Il presidente ha detto che non è nella casa.", "italien"),
        ("Der Präsident hat gesagt, dass er nicht zum Haus geht.", "allemand"),
        ("O presidente disse que não está na casa.", "portugais"),
        ("De president zei dat hij niet in het huis is.", "néerlandais"),
        ("El president va dir que no és a casa amb els seus.", "catalan"),
        ("Prezydent powiedział, że nie jest w domu i że to jest już koniec.", "polonais"),
        ("وقال الرئيس إن البلاد", "arabe"),
        ("Президент сказал, что его нет дома", "russe"),
        ("Президент сказав, що його і її немає", "ukrainien"),
        ("大統領は家にいないと言った", "japonais"),
        ("总统说他不在家", "chinois"),
        ("Ο πρόεδρος είπε", "grec"),
    ],
)
def test_another_language_is_refused_by_its_name(text, name):
    with pytest.raises(LanguageError, match=name):
        identify(text)


@pytest.mark.parametrize("text", ["", "   ", "42", "Zelensky", "😀😀", "«»"])
def test_what_cannot_be_told_is_said_not_guessed(text):
    with pytest.raises(LanguageError, match="--lang"):
        identify(text)


@pytest.mark.parametrize(("says", "words"), [("fr", ("ligne 3", "anglais")), ("en", ("line 3", "English"))])
def test_a_paragraph_in_another_language_is_told_with_its_line(says, words):
    french = "Le bac de l’île s’arrêtera en mars, et la régie du port n’a pas le choix, dit le maire."
    english = "The ferry to the island will stop in March, and the board of the port has no choice, it said."
    [note] = notes(f"{french}\n\n{english}\n", "fr", says)
    assert all(word in note for word in words)
    assert notes(f"{french}\n\n« {english} », dit-il à la foule qui attendait sur le quai.\n", "fr") == ()


@pytest.mark.parametrize("quoted", ["« {0}\n\n{0} »", "« {0}\n\n« {0} »", "“{0}\n“{0}”", '"{0}\n\n"{0}"', "‘{0}’"])
def test_a_quotation_of_whole_paragraphs_is_no_paragraph_in_another_language(quoted):
    french = "Le bac de l’île s’arrêtera en mars, et la régie du port n’a pas le choix, dit le maire."
    english = "The ferry to the island won’t run in March, and the board of the port has no choice, it said."
    assert notes(f"{french}\n\n{quoted.format(english)}\n\n{french}", "fr") == ()
    [note] = notes(f"{french}\n\n{quoted.format(english)}\n{english}", "fr", "en")
    assert f"line {quoted.count(chr(10)) + 4}" in note
