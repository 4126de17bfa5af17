"""Status and voice of each sentence, with the reason that the decision tree met first."""

import pytest

from kit.article import read
from kit.detect import scan
from kit.detect.findings import STATUSES, VOICES
from kit.detect.signs import signs
from kit.wording import table


def statement(text, lang="fr"):
    return scan(text, lang).statements[-1]


@pytest.mark.parametrize(
    ("text", "lang", "status", "reason"),
    [
        ("Le conseil a voté le budget par 12 voix contre 7.", "fr", "fact", "checkable"),
        ("La ligne rouvrira sans doute avant l’été.", "fr", "speculation", "reservation"),
        ("La ligne rouvrira un jour.", "fr", "speculation", "future"),
        ("Les prix vont encore augmenter.", "fr", "speculation", "future"),
        ("Le procès s’ouvrira mardi 12 mars.", "fr", "fact", "calendar"),
        ("Il est essentiel de garder cette école.", "fr", "opinion", "judgement"),
        ("Ce budget est une erreur.", "fr", "opinion", "judgement"),
        ("« Nous devons tenir jusqu’au bout », a dit Luc Arnaud.", "fr", "opinion", "thesis"),
        ("La maire compte baisser les tarifs.", "fr", "intention", "intention"),
        ("Le ministre a promis de revenir.", "fr", "intention", "intention"),
        ("Qui paiera les travaux ?", "fr", "non_assertive", "question"),
        ("Travaux : le retard", "fr", "non_assertive", "heading"),
        ("Le mur menace.\n• Deux blessés", "fr", "non_assertive", "fragment"),
        ("« Ils ne nous écoutent pas et cela ne changera rien. »", "fr", "speculation", "future"),
        ("« Personne ne nous écoute dans cette ville depuis longtemps. »", "fr", "opinion", "quotation"),
        ("La maire promet une réponse d’ici au 30 avril.", "fr", "intention", "intention"),
        (
            "« Ce projet est une aberration », tonnent les élus de toute la vallée, qui voteront.",
            "fr",
            "opinion",
            "judgement",
        ),
        ("Le texte prévoit que les aides seront versées.", "fr", "fact", "checkable"),
        ("La menace de fermer plane.", "fr", "fact", "checkable"),
        ("Rates are expected to fall.", "en", "speculation", "future"),
        ("The bank is likely to cut rates.", "en", "speculation", "reservation"),
        ("Investors expect rates to be cut.", "en", "speculation", "future"),
        ("The mayor promises an answer by 30 April.", "en", "intention", "intention"),
        ("Ann Hill, the mayor, promises an answer, but not who will pay.", "en", "intention", "intention"),
        ("The shop is shut, said an aide, who did not want to be named.", "en", "fact", "checkable"),
        ("The plan to cut fares passed.", "en", "fact", "checkable"),
        ("The council voted 12 to 7 for the plan.", "en", "fact", "checkable"),
        ("The line may reopen before summer.", "en", "speculation", "reservation"),
        ("Prices will rise again.", "en", "speculation", "future"),
        ("The trial will open on Tuesday.", "en", "fact", "calendar"),
        ("It is essential to keep this school.", "en", "opinion", "judgement"),
        ("The mayor plans to cut fares.", "en", "intention", "intention"),
        ("Who will pay for this?", "en", "non_assertive", "question"),
        ("La première est Katy Mira, une avocate du barreau.", "fr", "fact", "checkable"),
        ("The first to speak was Will Harrow, a lawyer.", "en", "fact", "checkable"),
        ("Le ministre a indiqué que les travaux prendraient du retard.", "fr", "speculation", "future"),
        ("The broker said that prices would fall.", "en", "speculation", "future"),
        ("La directrice a annoncé qu’elle démissionnerait.", "fr", "intention", "intention"),
        ("The council said it would appeal.", "en", "intention", "intention"),
        ("« Nous ferons appel de ce jugement », a dit l’avocate.", "fr", "intention", "intention"),
        ("“We will sue the builder,” said the tenant.", "en", "intention", "intention"),
        ("Le syndicat s’est engagé à reprendre le travail.", "fr", "intention", "intention"),
        ("Il a subi une opération potentiellement mortelle.", "fr", "fact", "checkable"),
        ("Heavy snow is possible on the hills.", "en", "speculation", "reservation"),
        ("Heavy snow is expected on the hills.", "en", "speculation", "future"),
        ("Un second tour est possible.", "fr", "speculation", "reservation"),
        ("Le ministère annonce qu’il va revoir sa copie.", "fr", "intention", "intention"),
        ("Many fans want him to leave.", "en", "fact", "checkable"),
        ("Controversial plans to shut the pool were dropped.", "en", "fact", "checkable"),
        ("The town plans to plant twelve trees on the square.", "en", "intention", "intention"),
        ("They were not given a fair hearing.", "en", "fact", "checkable"),
        ("He hid the letter, intending to burn it.", "en", "fact", "checkable"),
        ("Un remaniement est attendu.", "fr", "speculation", "future"),
        ("La rentrée s’annonce difficile.", "fr", "speculation", "future"),
        ("La banque table sur une hausse des prix.", "fr", "speculation", "future"),
        ("Le plat est sur la table depuis midi.", "fr", "fact", "checkable"),
        ("Il sera remplacé par le juge, qui siège depuis mardi.", "fr", "speculation", "future"),
        ("Police spoke to a man who may have seen the crash.", "en", "fact", "checkable"),
        ("La police a saisi un carnet qui pourrait servir de preuve.", "fr", "fact", "checkable"),
        ("« Le gardien a fermé la grille à clé », raconte une voisine.", "fr", "fact", "checkable"),
        ("“The guard had locked the gate,” said a neighbour.", "en", "fact", "checkable"),
        ("« Ce club est notre famille », a dit l’entraîneur.", "fr", "opinion", "quotation"),
        ("“We love it. That is our town”, said the baker, who had closed his shop.", "en", "opinion", "quotation"),
        ("Please contact the police with any information.", "en", "non_assertive", "order"),
        ("Retrouvez tous les résultats sur notre site.", "fr", "non_assertive", "order"),
        ("« Qui paiera les travaux ? », demande une élue.", "fr", "non_assertive", "question"),
        ("Les objectifs sont très ambitieux.", "fr", "opinion", "judgement"),
        ("Le trajet sera difficile.", "fr", "speculation", "future"),
        ("Le choix avait été bon.", "fr", "opinion", "judgement"),
        ("Le maire estime que le tracé gêne les cyclistes.", "fr", "opinion", "verdict"),
        ("Le maire estime à 3 000 le nombre de cyclistes.", "fr", "fact", "checkable"),
        ("L’État doit payer les travaux, selon la préfecture.", "fr", "opinion", "duty"),
        ("Quelle idée de fermer la piscine en juillet !", "fr", "opinion", "exclamation"),
        ("Le conseil a raison de garder la halle.", "fr", "opinion", "assessed"),
        ("C’est un aveu de faiblesse.", "fr", "opinion", "assessed"),
        ("C’est un homme de la commune qui a appelé.", "fr", "fact", "checkable"),
        ("La région étudiera ce dossier.", "fr", "intention", "deed"),
        ("Le pont doit être rouvert d’ici à la fin de l’année.", "fr", "speculation", "future"),
        ("Les chiens doivent être tenus en laisse.", "fr", "fact", "checkable"),
        ("De gros orages sont attendus mardi.", "fr", "speculation", "future"),
        ("La halle sera vendue après le vote de mardi.", "fr", "speculation", "future"),
        ("Selon la banque, la croissance atteindrait 2 % en mai.", "fr", "speculation", "future"),
        ("Selon un agent, le coffre contiendrait deux lettres.", "fr", "fact", "checkable"),
        ("Les agents ont prévu de bloquer le dépôt.", "fr", "intention", "intention"),
        ("Ces champs promis à la construction bordent la rocade.", "fr", "fact", "checkable"),
        ("Patientez, le guichet est encore fermé.", "fr", "non_assertive", "order"),
        ("Cette ligne, qui coûtera cher, divise la vallée, selon la mairie.", "fr", "fact", "checkable"),
        ("Luc Arnaud a prévenu : « Nous aimons ce lieu plus que tout.", "fr", "opinion", "quotation"),
        ("« Nous sommes arrivés les premiers », raconte une voisine.", "fr", "fact", "checkable"),
        ("The delay is a serious setback.", "en", "opinion", "judgement"),
        ("The delay will be a serious setback.", "en", "speculation", "future"),
        ("The mayor said the result was “disappointing”.", "en", "opinion", "judgement"),
        ("The dismal total of 12 goals was reached on Monday.", "en", "fact", "checkable"),
        ("Ann Hill criticised the timing of the vote.", "en", "opinion", "verdict"),
        ("Ann Hill said the town needed to save the pool.", "en", "opinion", "duty"),
        ("It was largely a fantasy.", "en", "opinion", "assessed"),
        ("The vote moved the town in the right direction.", "en", "opinion", "assessed"),
        ("The council will also review the route.", "en", "intention", "deed"),
        ("The route will also be reviewed.", "en", "speculation", "future"),
        ("The bank cut its growth forecast for this year as it moved to calm markets.", "en", "fact", "checkable"),
        ("The fire is expected to spread on Sunday.", "en", "speculation", "future"),
        ("The hall will be sold after the vote on Monday.", "en", "speculation", "future"),
        ("“We also intend to sell the hall,” said the mayor.", "en", "intention", "intention"),
        ("The mayor is committed to cutting fares.", "en", "intention", "intention"),
        ("The route, which will cost a fortune, divides the town.", "en", "fact", "checkable"),
        ("The crews are very likely to blame the fog.", "en", "speculation", "reservation"),
        ("Le délai est déraisonnable et personne n’écoute.", "fr", "opinion", "judgement"),
        ("Ce plan semble inapplicable.", "fr", "opinion", "judgement"),
        ("Le guichet est accessible.", "fr", "fact", "checkable"),
        ("The route is joyless and wasteful.", "en", "opinion", "judgement"),
        ("The hall is available.", "en", "fact", "checkable"),
        ("The band is called Good Surprise.", "en", "fact", "checkable"),
        ("Le convoi s’engage en direction du port.", "fr", "fact", "checkable"),
        ("La ville s’engage à planter douze arbres.", "fr", "intention", "intention"),
        ("Nobody asked what drivers want to pay.", "en", "fact", "checkable"),
        ("The town is looking to sell the hall.", "en", "intention", "intention"),
        ("Luc Arnaud a salué le travail des équipes.", "fr", "opinion", "verdict"),
        ("“That is not true,” said the baker.", "en", "fact", "checkable"),
        ("« C’est faux », répond la mairie.", "fr", "fact", "checkable"),
        ("Le signal sonne si la porte s’ouvre.", "fr", "fact", "checkable"),
        ("Le bilan, s’il est flatteur, est vraiment insuffisant.", "fr", "opinion", "judgement"),
        ("The alarm rings if the door opens.", "en", "fact", "checkable"),
        ("The road is shut due to snow.", "en", "fact", "checkable"),
        ("The road is due to open.", "en", "speculation", "future"),
        ("Le quartier entend le bruit et les cris.", "fr", "fact", "checkable"),
        ("La carte montre où le club veut jouer.", "fr", "fact", "checkable"),
        ("La maire a donc raison de garder la halle.", "fr", "opinion", "assessed"),
        ("Le 9e arrondissement est un véritable village.", "fr", "opinion", "judgement"),
        ("The council should keep the hall.", "en", "opinion", "duty"),
        ("Dogs must be kept on a lead.", "en", "fact", "checkable"),
        ("Shouts of “you should go” rang out.", "en", "fact", "checkable"),
        ("La compagnie prévoit des retards mardi.", "fr", "speculation", "future"),
        ("Le trajet devrait être difficile.", "fr", "speculation", "reservation"),
        ("Notre objectif est simplement de garder la halle.", "fr", "intention", "intention"),
        ("L’objectif est connu.", "fr", "fact", "checkable"),
        ("Our aim is to keep the hall.", "en", "intention", "intention"),
        ("The goal was 300 trees a year.", "en", "fact", "checkable"),
        ("“We will continue to visit the hall,” said the mayor.", "en", "intention", "intention"),
        ("Police believe the fire was set on purpose.", "en", "speculation", "reservation"),
        ("Le train allait partir.", "fr", "fact", "checkable"),
        ("Le ministre a dit que les prix allaient monter.", "fr", "speculation", "future"),
        ("« J’ai tout rangé », a dit Luc Arnaud.", "fr", "fact", "checkable"),
        ("« La halle est réduite à un symbole », a dit Luc Arnaud.", "fr", "opinion", "quotation"),
        ("« Un tiers des halles ferment », a dit Luc Arnaud.", "fr", "fact", "checkable"),
        ("L’heure est venue de fermer la halle.", "fr", "opinion", "assessed"),
        ("The time has come to shut the hall.", "en", "opinion", "assessed"),
        ("It is premature to shut the hall.", "en", "opinion", "judgement"),
        ("Il y aura un train chaque heure.", "fr", "speculation", "future"),
        ("La maire n’aura pas eu le temps.", "fr", "fact", "checkable"),
        ("Son aura faiblit.", "fr", "fact", "checkable"),
        ("Le tracé que l’on risque de garder est indigne.", "fr", "opinion", "judgement"),
        ("Le départ de la maire s’impose comme une évidence.", "fr", "opinion", "judgement"),
        ("The move was hailed as brave.", "en", "opinion", "judgement"),
        ("The man went to the station.", "en", "fact", "checkable"),
        ("Going to war is a failure.", "en", "opinion", "judgement"),
        ("The crew set to work.", "en", "fact", "checkable"),
        ("Prices aren’t going to fall.", "en", "speculation", "future"),
        ("It’s also going to rain.", "en", "speculation", "future"),
        ("That isn’t fair.", "en", "opinion", "judgement"),
        ("The rain was damaging crops.", "en", "fact", "checkable"),
        ("The delay was damaging for the town.", "en", "opinion", "judgement"),
        ("The hall is under threat of closure.", "en", "fact", "checkable"),
        ("The crew was sent to a dam which some say could burst.", "en", "fact", "checkable"),
        ("La police a saisi un carnet dont un juge pourrait se servir.", "fr", "fact", "checkable"),
        ("« Il a finalement vendu la halle », a dit Luc Arnaud.", "fr", "fact", "checkable"),
        ("There is a handful of pools in the county.", "en", "fact", "checkable"),
        ("His job is to publish the results.", "en", "fact", "checkable"),
        ("C’est un camion plus petit qui a pris feu.", "fr", "fact", "checkable"),
        ("“Take care of each other.”", "en", "non_assertive", "order"),
    ],
)
def test_the_status_and_its_reason(text, lang, status, reason):
    found = statement(text, lang)
    assert (found.status, found.because[0]) == (status, reason)


COMMENTARY = {
    "fr": "Certes, la halle est vieille. Mais nous y tenons. Qui la remplacera ? La mairie joue la montre. {} ",
    "en": "Of course the hall is old. But we love it. Who will replace it? The mayor plays for time. {} ",
}


@pytest.mark.parametrize(
    ("lang", "last", "statuses"),
    [
        ("fr", "Le toit a brûlé en mai.", "opinion opinion non_assertive opinion fact"),
        ("en", "The roof was lost in May.", "opinion opinion non_assertive opinion fact"),
    ],
)
def test_a_text_that_takes_sides_throughout_judges_where_it_tells_nothing(lang, last, statuses):
    found = scan(COMMENTARY[lang].format(last), lang).statements
    assert " ".join(s.status for s in found) == statuses
    assert found[3].because == ("argued", "no_source")


def test_a_commentary_need_not_take_sides_in_every_sentence():
    calm = "Cette cause avance. Elle avance par à-coups. Son chemin est long. Le calme aide. La foule suit. "
    found = scan(calm + COMMENTARY["fr"].format("La halle en vit."), "fr").statements
    assert {s.because[0] for s in found[:4]} == {"argued"}


@pytest.mark.parametrize(
    "told",
    [
        "Le feu a pris mardi. Deux murs sont tombés. Le toit a été bâché. Trois rues ont été fermées.",
        "Le toit fuit, selon un agent. Le mur penche, selon la préfecture. L’eau monte, selon un voisin.",
    ],
)
def test_a_text_that_tells_or_quotes_as_much_is_no_commentary(told):
    found = scan(COMMENTARY["fr"].format(told), "fr").statements
    assert found[3].because[0] == "checkable"


@pytest.mark.parametrize(
    ("text", "forecast"),
    [
        ("La ligne rouvrira un jour.", True),
        ("Les prix vont encore augmenter.", True),
        ("La ligne rouvrira sans doute.", False),
        ("La ligne rouvrira sans aucun doute.", True),
        ("Le procès s’ouvrira mardi 12 mars.", False),
        ("La ligne est fermée.", False),
    ],
)
def test_a_bare_future_is_an_unhedged_forecast(text, forecast):
    assert statement(text).unhedged_forecast is forecast


@pytest.mark.parametrize(
    ("text", "voice", "reason"),
    [
        ("Le pont est fermé depuis hier.", "journal", "no_source"),
        ("Le pont est fermé, selon un agent.", "anonymous", "source"),
        ("Le pont est fermé, selon la préfecture.", "named", "source"),
        ("Le pont est fermé, selon la préfecture et selon un agent.", "anonymous", "source"),
        ("Le syndicat réclame des moyens.", "journal", "act"),
    ],
)
def test_the_voice_and_its_reason(text, voice, reason):
    found = statement(text)
    assert (found.voice, found.because[1]) == (voice, reason)


def test_a_quotation_over_several_sentences_has_one_voice():
    text = "« Le pont est vieux. Il a cent ans. Il tient encore », a dit un agent. « On verra bien. » Le maire se tait."
    assert [s.voice for s in scan(text, "fr").statements] == ["anonymous"] * 4 + ["journal"]


def test_a_quotation_that_goes_on_after_its_speaker_keeps_the_voice():
    text = "« Le pont est vieux », a dit un agent. « Il a cent ans. Il tient encore. » Le maire se tait."
    assert [s.voice for s in scan(text, "fr").statements] == ["anonymous"] * 3 + ["journal"]


def test_a_quotation_left_open_ends_with_its_paragraph():
    text = "« Le pont est vieux.\nLa route est neuve. Elle mène au port, selon un agent."
    assert [s.voice for s in scan(text, "fr").statements] == ["anonymous", "journal", "anonymous"]


def test_what_is_quoted_is_never_the_papers_though_nobody_is_said_to_speak():
    text = "Une habitante donne l’alerte. « J’étais au lit. J’ai senti la fumée. » Le toit brûle."
    assert [s.voice for s in scan(text, "fr").statements] == ["journal", "anonymous", "anonymous", "journal"]


def test_straight_quotation_marks_count_too():
    text = '"Le pont est vieux. Il a cent ans", a dit un agent.'
    assert [s.voice for s in scan(text, "fr").statements] == ["anonymous", "anonymous"]


def test_the_article_is_read_as_its_reader_did():
    read_by_hand = (
        "fact/journal non_assertive/journal speculation/anonymous speculation/anonymous speculation/anonymous "
        "opinion/anonymous intention/named fact/anonymous non_assertive/journal speculation/anonymous fact/anonymous "
        "fact/journal speculation/journal intention/journal opinion/named opinion/named non_assertive/journal "
        "fact/journal fact/journal"
    )
    statements = scan(read("otan-ukraine")).statements
    assert " ".join(f"{s.status}/{s.voice}" for s in statements) == read_by_hand
    assert [s.sentence for s in statements if s.unhedged_forecast] == ["S4", "S11"]


def test_every_code_has_its_words():
    reasons = table("because", "fr")
    for found in scan(read("otan-ukraine")).statements:
        assert found.status in STATUSES
        assert found.voice in VOICES
        assert set(found.because) <= set(reasons)


@pytest.mark.parametrize(
    "forms",
    ["amer amère amers amères", "honteux honteuse honteuses", "naïf naïve naïfs naïves", "absurde absurdes"],
)
def test_a_french_adjective_is_known_in_all_its_forms(forms):
    words = signs("fr").words
    assert set(forms.split()) <= words["judgements"] | words["predicates"]
