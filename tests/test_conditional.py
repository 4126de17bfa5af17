"""The conditional is told from all that looks like it."""

import pytest

from kit.conditional import is_conditional, is_future
from kit.conjugation import data, forms

VERBS = """
aller avoir être faire défaire pouvoir devoir vouloir savoir valoir prévaloir falloir pleuvoir mouvoir émouvoir
promouvoir recevoir décevoir apercevoir concevoir percevoir voir revoir entrevoir prévoir pourvoir asseoir surseoir
envoyer renvoyer venir devenir intervenir prévenir convenir tenir obtenir maintenir soutenir contenir acquérir
conquérir requérir courir parcourir recourir mourir ouvrir couvrir découvrir offrir souffrir cueillir accueillir
recueillir tressaillir bouillir partir repartir sortir ressortir mentir démentir sentir ressentir consentir
repentir dormir endormir servir desservir fuir vêtir revêtir haïr dire redire contredire interdire prédire maudire
suffire lire élire relire écrire décrire inscrire rire sourire conduire produire détruire réduire traduire nuire
luire plaire déplaire taire extraire distraire croire boire prendre apprendre comprendre mettre admettre promettre
permettre battre combattre abattre rompre corrompre vaincre convaincre suivre poursuivre vivre survivre naître
connaître reconnaître paraître apparaître disparaître croître accroître conclure exclure inclure clore craindre
plaindre peindre éteindre atteindre joindre rejoindre absoudre résoudre coudre moudre vendre répondre perdre mordre
répandre fondre attendre tendre prétendre défendre descendre rendre entendre chanter manger placer lever peser
céder espérer considérer jeter appeler payer essayer employer nettoyer essuyer étudier créer jouer tirer retirer
attirer désirer admirer virer respirer inspirer déchirer éclairer montrer rencontrer démontrer livrer délivrer
engendrer encadrer effondrer préparer déclarer assurer mesurer errer serrer enterrer barrer opérer libérer gérer
finir bâtir agir nourrir grandir fournir définir investir garantir réfléchir répartir assortir asservir choisir
subir
""".split()


@pytest.mark.parametrize("verb", VERBS)
def test_every_form_of_the_verb(verb):
    found = forms(verb)
    conditionals = {form.text for form in found if form.mood == "conditional"}
    assert conditionals
    for form in found:
        assert is_conditional(form.text) == (form.text in conditionals), form


def test_the_forms_tried_are_many_and_every_irregular_stem_is_among_them():
    tried = {form for verb in VERBS for form in forms(verb)}
    assert len(tried) >= 3000
    rare = set("braire faillir médire dédire décroître confire circoncire échoir déchoir paître".split(" "))
    assert {name for name in data()["verbs"] if not any(verb.endswith(name) for verb in VERBS)} <= rare


NOT_VERBS = """
trait traits portrait portraits autoportrait retrait attrait attraits extrait extraits abstrait abstraits distrait
distraits soustrait contrait strait frais vrais mais marais palais jamais désormais français anglais portugais
milanais béarnais calais navrais ouvrais relais harnais rabais délais essais balais biais dais engrais procurais
camerounais congolais libérais centurions septentrions scorpions champions entrions varions marions prions crions
trions rions sourions offrions ouvrions rayaient effraient paraient raient comparait disparait apparait parait
préparait déclarait assurait ignorait montrait livrait ouvrait courait mourait errait serrait engendrait offrait
terrait enterrait tirait attirait désirait admirait inspirait respirait déchirait éclairait flairait affairait
effondrait encadrait souffrait couvrait recouvrait découvrait jurait durait mesurait figurait murmurait encourait
accourait rencontrait démontrait concentrait enregistrait administrait illustrait enivrait givrait cuivrait
pleurait demeurait effleurait affleurait restaurait instaurait explorait déplorait améliorait adorait dévorait
élaborait collaborait intégrait célébrait pénétrait opérait espérait libérait accélérait gérait digérait tolérait
exagérait considérait préférait suggérait référait transférait différait esperait considerait operait
trévirait glairait entre-déchiraient dépoussiérait
""".split()


@pytest.mark.parametrize("word", NOT_VERBS)
def test_it_only_looks_like_a_conditional(word):
    assert not is_conditional(word)


@pytest.mark.parametrize(
    "word", ["ubériserait", "googleraient", "confinerions", "covoitureriez", "télétravaillerais", "foutrait"]
)
def test_a_verb_that_few_dictionaries_have(word):
    assert is_conditional(word)


@pytest.mark.parametrize("verb", ["prendre", "être", "ouvrir", "préparer", "tirer"])
def test_the_future_has_the_same_stems(verb):
    futures = {form.text for form in forms(verb) if form.tense == "future"}
    assert all(is_future(form.text) == (form.text in futures) for form in forms(verb) if form.mood == "indicative")


@pytest.mark.parametrize("word", ["opéra", "caméra", "environs", "choléra", "bras", "électrons", "patrons", "sahara"])
def test_it_only_looks_like_a_future(word):
    assert not is_future(word)
