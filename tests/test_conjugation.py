"""French and English forms, generated."""

import pytest

from kit.conjugation import data, forms
from kit.verbs import english


def third(verb, mood, tense="present", number="s"):
    return {f.text for f in forms(verb) if (f.mood, f.tense, f.person, f.number) == (mood, tense, 3, number)}


@pytest.mark.parametrize(
    ("verb", "present", "imperfect", "future", "conditional", "past"),
    [
        ("déclarer", "déclare", "déclarait", "déclarera", "déclarerait", "déclara"),
        ("annoncer", "annonce", "annonçait", "annoncera", "annoncerait", "annonça"),
        ("juger", "juge", "jugeait", "jugera", "jugerait", "jugea"),
        ("finir", "finit", "finissait", "finira", "finirait", "finit"),
        ("prétendre", "prétend", "prétendait", "prétendra", "prétendrait", "prétendit"),
        ("craindre", "craint", "craignait", "craindra", "craindrait", "craignit"),
        ("prévenir", "prévient", "prévenait", "préviendra", "préviendrait", "prévint"),
        ("admettre", "admet", "admettait", "admettra", "admettrait", "admit"),
        ("croire", "croit", "croyait", "croira", "croirait", "crut"),
        ("prévoir", "prévoit", "prévoyait", "prévoira", "prévoirait", "prévit"),
        ("prédire", "prédit", "prédisait", "prédira", "prédirait", "prédit"),
        ("écrire", "écrit", "écrivait", "écrira", "écrirait", "écrivit"),
        ("mourir", "meurt", "mourait", "mourra", "mourrait", "mourut"),
        ("courir", "court", "courait", "courra", "courrait", "courut"),
        ("installer", "installe", "installait", "installera", "installerait", "installa"),
        ("maudire", "maudit", "maudissait", "maudira", "maudirait", "maudit"),
        ("être", "est", "était", "sera", "serait", "fut"),
        ("avoir", "a", "avait", "aura", "aurait", "eut"),
        ("aller", "va", "allait", "ira", "irait", "alla"),
        ("falloir", "faut", "fallait", "faudra", "faudrait", "fallut"),
        ("envoyer", "envoie", "envoyait", "enverra", "enverrait", "envoya"),
        ("conclure", "conclut", "concluait", "conclura", "conclurait", "conclut"),
        ("répartir", "répartit", "répartissait", "répartira", "répartirait", "répartit"),
        ("acquérir", "acquiert", "acquérait", "acquerra", "acquerrait", "acquit"),
    ],
)
def test_third_person(verb, present, imperfect, future, conditional, past):
    assert third(verb, "indicative") == {present}
    assert third(verb, "indicative", "imperfect") == {imperfect}
    assert third(verb, "indicative", "future") == {future}
    assert third(verb, "conditional") == {conditional}
    assert third(verb, "indicative", "past") == {past}


@pytest.mark.parametrize(
    ("verb", "participles"),
    [
        ("déclarer", {"déclaré", "déclarés", "déclarée", "déclarées"}),
        ("mettre", {"mis", "mise", "mises"}),
        ("devoir", {"dû", "dus", "due", "dues"}),
        ("résoudre", {"résolu", "résolus", "résolue", "résolues"}),
        ("absoudre", {"absous", "absoute", "absoutes"}),
        ("pouvoir", {"pu"}),
        ("être", {"été"}),
        ("coûter", {"coûté", "coûtés", "coûtée", "coûtées"}),
    ],
)
def test_past_participles_agree(verb, participles):
    assert {f.text for f in forms(verb) if (f.mood, f.tense) == ("participle", "past")} == participles


@pytest.mark.parametrize(
    ("verb", "spellings"),
    [
        ("céder", {"céderait", "cèderait"}),
        ("appeler", {"appellerait", "appèlerait"}),
        ("paraître", {"paraîtrait", "paraitrait"}),
        ("geler", {"gèlerait"}),
        ("payer", {"paierait", "payerait"}),
        ("employer", {"emploierait"}),
        ("peser", {"pèserait"}),
        ("alléguer", {"alléguerait", "allèguerait"}),
        ("créer", {"créerait"}),
    ],
)
def test_both_spellings_of_1990(verb, spellings):
    assert third(verb, "conditional") == spellings


def test_plurals_of_the_simple_past():
    assert third("placer", "indicative", "past", "p") == {"placèrent"}
    assert third("manger", "indicative", "past", "p") == {"mangèrent"}
    assert third("venir", "indicative", "past", "p") == {"vinrent"}


def test_a_defective_verb_has_the_third_person_alone():
    assert {f.person for f in forms("falloir")} == {0, 3}


def test_no_form_is_given_twice_or_empty():
    for verb in (*data()["verbs"], "céder", "finir"):
        if verb.endswith(("er", "ir", "ïr", "re")) and len(verb) > 4:
            found = forms(verb)
            assert len(found) == len(set(found))
            assert all(form.text for form in found)


def test_a_word_that_is_no_infinitive_is_refused():
    with pytest.raises(ValueError, match="infinitive"):
        forms("maison")


def test_english_verbs():
    def words(verb):
        return " ".join(dict.fromkeys(form.text for form in english(verb)))

    assert words("deny") == "deny denies denied denying"
    assert words("say") == "say says said saying"
    assert words("be") == "be am are 's 're is was were been being"
    assert words("slam") == "slam slams slammed slamming"
    assert words("label") == "label labels labelled labeled labelling labeling"
    assert words("suggest") == "suggest suggests suggested suggesting"
