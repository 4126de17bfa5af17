"""How many unnamed people: the least that the grammar guarantees, and the argument for it."""

import pytest

from kit.article import read
from kit.detect import scan
from kit.detect.people import count_people
from kit.wording import typeset


def people(text, lang="fr"):
    return count_people(scan(text, lang).sources)


def test_the_article_has_at_least_four_or_three_and_nine_apart_and_no_most():
    counted = count_people(scan(read("otan-ukraine")).sources)
    assert (counted.least, counted.least_otherwise, counted.apart, counted.most) == (4, 3, 9, None)


def test_the_article_s_argument_is_told_in_both_languages():
    counted = count_people(scan(read("otan-ukraine")).sources)
    codes = [reason.code for reason in counted.reasons]
    assert codes == ["same", "same", "plural", "plural", "plural", "origin", "origin", "other",
                     "least", "otherwise", "apart", "no_most"]  # fmt: skip
    french, english = ([reason.sentence(lang) for reason in counted.reasons] for lang in ("fr", "en"))
    assert french[0] == typeset("« cette Source » renvoie à « un autre » : la même personne, pas une de plus.", "fr")
    assert "1 + 2 + 1 + 1 + 2 + 2" in english[10]


@pytest.mark.parametrize(
    ("text", "least", "apart", "most"),
    [
        ("Selon un diplomate, c’est fini. Un autre assure que non.", 2, 2, 2),
        ("Selon une source locale, c’est fini. Une seconde source locale assure que non.", 2, 2, 2),
        ("Selon un élu, c’est fini. Un autre élu du port assure que non.", 2, 2, 2),
        ("Selon un élu, le chat dort. Le chien mord. Un autre élu du port assure que non.", 2, 2, 2),
        ("Selon un élu, le pilote dort. Le pilote ment. Un autre élu du port assure que non.", 2, 2, 2),
        ("Il pleut, disent un pompier et un élu. Il neige, ajoute l’élu.", 2, 2, 2),
        ("Selon un voisin, il pleut. Selon une passante, il neige.", 1, 2, 2),
        ("Selon des voisins, il pleut.", 2, 2, None),
        ("Selon trois voisins, il pleut. Selon un passant, il neige.", 3, 4, 4),
        ("Selon un diplomate russe, c’est oui. Selon un diplomate américain, c’est non.", 2, 2, 2),
        ("Selon un diplomate européen, c’est oui. Selon un diplomate français, c’est non.", 1, 2, 2),
        ("Selon Jeanne Morel, il pleut. Selon une étude suédoise, il neige. Il grêle, dit-on.", 0, 0, 0),
        ("Le chat dort.", 0, 0, 0),
    ],
)
def test_the_least_and_the_most(text, least, apart, most):
    counted = people(text)
    assert (counted.least, counted.apart, counted.most) == (least, apart, most)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("A senior aide said it was over. A second aide said no.", 2),
        ("A baker said it was over. A second baker said no. A third baker said yes.", 3),
        ("A source close to the talks said it was over. A separate source said no.", 2),
        ("Three residents said it was over. One resident said it was late.", 3),
        ("Three residents said it was over. Another said it was late.", 4),
    ],
)
def test_a_second_is_somebody_else_and_one_may_be_of_those_before(text, least):
    assert people(text, "en").least == least


def test_a_repeated_mention_is_no_further_person():
    counted = people("Selon une source policière, il fuit. Selon cette source, il est armé.")
    assert len(counted.cards) == 1
    assert counted.reasons[0].code == "same"


def test_many_cards_in_conflict_are_counted_without_trying_every_set():
    origins = "russe américain chinois turc israélien iranien syrien libanais égyptien brésilien canadien mexicain"
    text = " ".join(
        f"Selon un diplomate {origin}, c’est non." for origin in (origins + " suisse indien saoudien").split()
    )
    assert people(text).least == 15


def test_a_text_of_thousands_of_mentions_is_counted_too():
    counted = people("Un élu américain dit que non. Une élue française dit que oui. " * 3_000)
    assert (counted.least, counted.apart) == (2, 6_000)
