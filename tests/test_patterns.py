"""Each piece of the pattern language, on a phrase that it finds and one that it does not."""

import pytest

from kit.detect.matching import find
from kit.patterns import compile_pattern
from kit.tokens import Text
from kit.verbs import verb_forms

LISTS = {"time": ("demain", "après demain"), "neg": ("pas", "plus")}


def spans(pattern, text, lang="fr"):
    view = Text(text, lang)
    found = set()
    for sequence in compile_pattern(pattern, LISTS, lang):
        for low, high in view.bounds:
            for i in range(low, high):
                if sequence.anchor.fits(view.forms[i]):
                    span = find(sequence, view, i, low, high)
                    if span:
                        found.add(view.slice(*span))
    return found


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("reste", "Il Reste là", {"Reste"}),
        ("a|b", "a c b", {"a", "b"}),
        ("{sembler}", "il semblait", {"semblait"}),
        ("{sembler:conditional}", "il semblait, il semblerait", {"semblerait"}),
        ("{dire|faire:past}", "il dit, il fit", {"dit", "fit"}),
        ("@time", "demain", {"demain"}),
        ("@time", "après demain", {"demain", "après demain"}),
        ("<près de> @num", "près de 40 ou près de deux ou près de Lyon", {"près de"}),
        ("près de @num", "près de Lyon", set()),
        ("<@cond>", "il viendrait, il préparait", {"viendrait"}),
        ("risque de @inf", "risque de fermer", {"risque de fermer"}),
        ("risque de @inf", "risque de papier", set()),
        ("aurait @part", "aurait fui", {"aurait fui"}),
        ("aurait @part", "aurait lieu", set()),
        ("avec @cap", "avec Paul, avec elle", {"avec Paul"}),
        ("peu [très] probable", "peu probable", {"peu probable"}),
        ("peu [très] probable", "peu très probable", {"peu très probable"}),
        ("(en l' état | à ce stade) rien", "à ce stade rien", {"à ce stade rien"}),
        ("ne ..2 jamais", "ne le dit jamais", {"ne le dit jamais"}),
        ("ne ..2 jamais", "ne le lui dit jamais", set()),
        ("ne ..2 jamais", "ne dit, jamais", set()),
        ("ne ...2 jamais", "ne dit, jamais", {"ne dit, jamais"}),
        ("est @neg*2 là", "est plus pas là", {"est plus pas là"}),
        ("est @neg*2 là", "est bien là", set()),
        ("<possible> !de|d'", "possible de", set()),
        ("<possible> !de|d'", "possible", {"possible"}),
        ("!pas <certain>", "pas certain", set()),
        ("!pas <certain>", "certain", {"certain"}),
        ("^ si", "« si", {"si"}),
        ("^ si", "et si", set()),
        ("quand <même>", "quand même", {"même"}),
        ("d’abord rien", "d'abord rien", set()),
        ("d' abord rien", "d’abord rien", {"d’abord rien"}),
    ],
)
def test_a_piece(pattern, text, expected):
    assert spans(pattern, text) == expected


def test_a_capital_in_the_pattern_asks_for_one_in_the_text():
    assert spans("in <May>", "in May", "en") == {"May"}
    assert spans("in <May>", "in may", "en") == set()
    assert spans("in <May>", "IN MAY", "en") == set()


def test_a_pattern_never_leaves_its_sentence():
    assert spans("rien ...9 sûr", "Rien. C'est sûr.") == set()


def test_english_verbs_are_conjugated_in_english():
    assert verb_forms("say:past", "en") == {"said"}


@pytest.mark.parametrize("pattern", ["@nobody", "(a", "a)", "[a", "{dire:never}", "< >"])
def test_an_unreadable_pattern_is_refused(pattern):
    with pytest.raises(ValueError):
        compile_pattern(pattern, LISTS, "fr")
