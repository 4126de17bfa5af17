"""The ways of pointing back: the example of each, and whom a described person may be."""

import pytest

from kit.detect.sources import find_sources
from kit.detect.sources.pointers import WAYS
from kit.tokens import Text


def last(text, lang="fr"):
    return find_sources(Text(text, lang))[-1]


@pytest.mark.parametrize("example", [way.example for way in WAYS.values()], ids=list(WAYS))
def test_the_example_of_each_way_points_back_to_somebody(example):
    before, _, rest = example.partition("[")
    phrase, _, after = rest.partition("]")
    source = last(before + phrase + after, "en" if " said " in after else "fr")
    assert (source.text, source.anaphor or phrase == "Un autre") == (phrase, True)
    assert source.antecedent.text in before


@pytest.mark.parametrize(
    ("before", "phrase", "antecedent"),
    [
        ("Julie Marchand, 28 ans, a tout quitté.", "la jeune femme", "Julie Marchand"),
        ("Luc Ferrand, maire de Sorne, a pris la parole.", "l’élu", "Luc Ferrand"),
        ("Le procureur de Nîmes, Paul Jarre, a parlé, et Ada Roy est venue.", "le magistrat", "Le procureur de Nîmes"),
        ("Me Vautrin plaide la relaxe.", "l’avocat", "Me Vautrin"),
        ("Paul Roy est dans le box depuis lundi.", "l’accusé", "Paul Roy"),
        ("Nadia Korel, 42 ans, habite en face.", "cette infirmière", "Nadia Korel"),
        ("Le colonel Luc Roy a vu le feu.", "ce responsable", "Le colonel Luc Roy"),
        ("Ada Roy a perdu au second tour.", "la finaliste présidentielle", "Ada Roy"),
        ("Ada Roy étudie le lac depuis dix ans.", "l’hydrologue", "Ada Roy"),
        ("Manon Leduc a gagné en deux manches.", "la Toulousaine", "Manon Leduc"),
    ],
)
def test_a_description_takes_up_somebody_named(before, phrase, antecedent):
    source = last(f"{before} « C’est ainsi », raconte {phrase}.")
    assert (source.text, source.source_class, source.antecedent.text) == (phrase, "named_person", antecedent)


@pytest.mark.parametrize(
    ("before", "phrase"),
    [
        ("Une jeune femme a été agressée, dit la procureure Anne Delcourt.", "la jeune femme"),
        ("Le corps d’un homme est là. Paul Roy est venu.", "l’homme"),
        ("Le conducteur a refusé de s’arrêter. On l’a rattrapé à Sorne.", "l’homme"),
        ("« On ira », promet la maire, Lise Morin.", "cette habitante du quartier"),
        ("La Toulousaine a gagné en deux manches.", "la joueuse"),
        ("Conséquence, il faut tout jeter.", "la jeune femme"),
        ("La procureure Anne Delcourt a fixé le procès à mardi.", "l’accusée"),
        ("Stupeur : personne ne bouge.", "l’intéressée"),
        ("Pressenti pour partir, il s’est tu.", "l’intéressé"),
        ("Me Vautrin plaide la relaxe.", "son avocat"),
    ],
)
def test_a_description_is_not_taken_for_another_who_is_named(before, phrase):
    source = last(f"{before} « C’est ainsi », raconte {phrase}.")
    assert source.text == phrase
    assert source.source_class in ("unnamed_individual", "unresolved")


@pytest.mark.parametrize(
    ("before", "says", "antecedent"),
    [
        ("Pour les parents, la cantine coûte trop.", "Ils disent", "les parents"),
        ("Verdane trouve alors un repreneur du textile.", "Ce dernier dit", "un repreneur"),
    ],
)
def test_for_want_of_a_name_the_last_people_spoken_of_are_meant(before, says, antecedent):
    assert last(f"{before} {says} que cela va durer.").antecedent.text == antecedent


@pytest.mark.parametrize(
    ("text", "antecedent"),
    [
        ("Ada Le Roy est venue. « On perd », lâche-t-elle.", "Ada Le Roy"),
        ("Contacté, Verdane se tait. Ada Roy est venue. « On perd », lâche-t-elle.", "Ada Roy"),
        ("Une part viendrait de fonds payés par la région. Cette dernière dit que oui.", "la région"),
        ("Paul Tikomi part. Ada Roy dit que non. Elle dit que oui. Il dit que c’est faux.", "Paul Tikomi"),
    ],
)
def test_a_pronoun_keeps_to_the_gender_that_the_text_shows(text, antecedent):
    assert last(text).antecedent.text == antecedent


@pytest.mark.parametrize(
    "text",
    [
        "Il faudra battre Paul Medrov, « le plus fort », a-t-il souligné.",
        "« Il faut dire que le Hamas est un obstacle », a-t-il ajouté.",
        "Partant de ce constat, il a dit que rien n’allait.",
    ],
)
def test_of_what_stands_within_what_is_said_it_is_said(text):
    assert last(text).source_class == "unresolved"


@pytest.mark.parametrize(
    "before",
    ["Arrêté lundi, le conducteur a passé la nuit au poste.", "Depuis qu’il est là, le conducteur se tait."],
)
def test_the_subject_after_a_comma_may_be_meant(before):
    assert last(f"{before} Il dit ne se souvenir de rien.").antecedent.text == "le conducteur"


def test_a_paper_of_the_sentence_before_has_not_said_it():
    source = last("Tout est fini, d’après Le Parisien. Luc Roy est venu : « Il faut voir », a-t-il dit.")
    assert (source.text, source.antecedent.text) == ("il", "Luc Roy")
