"""A lesson's calls, from the first mark to the receipt, and what they must never give away."""

import json
import re

import pytest

import kit
from kit.answers import MIME, Item, parse
from kit.errors import UsageError
from kit.key import load_key
from kit.lessons import Lesson
from kit.store import open_store
from kit.wording import typeset


@pytest.fixture
def lesson() -> Lesson:
    return kit.lesson("02-sources", lang="fr")


KEY = load_key(kit.read("otan-ukraine").folder / "reading.json").layer("sources")


def put(lesson: Lesson, words: str, label: str, why: str = "", layer: str = "sources") -> None:
    start = lesson.article.text.index(words)
    span = {"start": start, "end": start + len(words), "quote": words}
    open_store(lesson.exercise.id, lesson.article).put(
        Item(f"{layer}:{start}-{start + len(words)}", layer, label=label, why=why, **span))


def html(picture: object) -> str:
    return picture._repr_html_().partition("</style>")[2]


def test_the_text_is_read_with_its_numbers_and_its_oddities(lesson):
    page = html(lesson.read("S1-S4"))
    assert re.findall(r'kit-number">(\w+)<', page) == ["S1", "H1", "S2", "S3", "S4"]
    assert "À signaler" in page
    assert "prendra du - et la question" in page


def test_the_text_is_first_read_without_its_oddities(lesson):
    page = html(lesson.read("S1-S4", flags=False))
    assert "kit-flag" not in page
    assert "prendra du - et la question" in page


def test_an_identity_card_says_what_is_absent(lesson):
    assert html(lesson.picture("identity")).count("absent de la copie") == 6
    other = kit.lesson("02-sources", lang="en", article="valmere-pool")
    assert "The Valmere Gazette" in html(other.picture("identity"))


def test_one_phenomenon_is_noted_once_with_the_sentences_of_its_other_places(lesson):
    page = html(lesson.read())
    assert len(re.findall(r"<b>«\sotan\s»", page, re.IGNORECASE)) == 1
    assert "aussi en S5, S7" in page
    assert "aussi" not in html(lesson.read("S1-S3"))


def test_the_marker_shows_the_sentences_and_labels_of_the_lesson(lesson):
    marker = lesson.mark("S1-S4")
    assert repr(marker) == "Marker(otan-ukraine, S1-S4, sources)"
    assert [label["code"] for label in marker.layers[0]["labels"]] == list(lesson.exercise.parts[0].labels)


def test_nothing_done_is_not_wrong(lesson):
    assert "commencez" in repr(lesson.check())
    assert "kit-wrong" not in html(lesson.check())


def test_each_mark_is_explained(lesson):
    put(lesson, "un diplomate à Bruxelles", "unnamed_individual")
    put(lesson, "Les responsables américains", "named_person")
    put(lesson, "cette Source", "unnamed_individual")
    put(lesson, "La Haye", "named_institution")
    page = html(lesson.check())
    entries = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)
    verdicts = {re.search(r"<q>(.*?)</q>", entry)[1]: entry for entry in entries if "<q>" in entry}
    assert "kit-correct" in verdicts["un diplomate à Bruxelles"]
    assert KEY[0].explanation["fr"][:30] in verdicts["un diplomate à Bruxelles"]
    assert "kit-wrong" in verdicts["Les responsables américains"]
    assert typeset("Vous : Personne nommée", "fr") in verdicts["Les responsables américains"]
    assert typeset("Le corrigé : Groupe non nommé", "fr") in verdicts["Les responsables américains"]
    assert "kit-partial" in verdicts["cette Source"]
    assert "kit-extra" in verdicts["La Haye"]
    assert "Quelqu’un parle-t-il" in verdicts["La Haye"]
    assert "S3" in page
    assert "à trouver" in page


def test_what_is_not_labelled_yet_is_named(lesson):
    statements = kit.lesson("05-statements", lang="en", article="valmere-pool")
    unit = next(unit for unit in statements.units if unit.id == "S3")
    statements._store.put(Item("statements:S3", "statements", start=unit.start, end=unit.end, quote=unit.text,
                               label="fact", voice="anonymous"))
    page = html(statements.check())
    assert "another answer: 1" in page
    assert "<b>S1, S2, S4, S5" in page


def test_a_task_on_some_sentences_is_compared_in_those_alone():
    welcome = kit.lesson("00-welcome", lang="en")
    put(welcome, "the council", "named_institution")
    assert [row["unit"] for row in welcome.compare().rows] == ["S1"]


def test_a_hedge_too_many_is_asked_about_as_a_hedge():
    hedges = kit.lesson("04-hedges", lang="en", article="otan-ukraine")
    put(hedges, "Bruxelles", "condition", layer="hedges")
    assert "would the sentence be surer?" in html(hedges.check())


def test_a_mark_beside_the_right_words_is_told_so_and_not_that_nothing_is_there():
    flags = kit.lesson("01-provenance", lang="fr")
    put(flags, "cette « décision", "missing", layer="flags")
    put(flags, "telle", "missing", layer="flags")
    put(flags, "Moscou", "meaning", layer="flags")
    page = html(flags.check())
    assert page.count("✓ juste</span>") == 2
    assert "kit-near" in page
    assert "bornes" in page
    assert "Le corrigé ne signale rien" not in page


def test_the_right_status_in_the_wrong_voice_is_not_called_a_reading_that_can_be_defended():
    said = kit.lesson("05-statements", lang="fr")
    open_store("05-statements", said.article).put(
        Item("statements:S9", "statements", label="fact", voice="journal", quote="Toutefois"))
    page = html(said.check())
    assert "en partie juste" in page
    assert "défendable" not in page


def test_a_quoted_sentence_keeps_its_own_quotation_marks_alone():
    said = kit.lesson("05-statements", lang="fr")
    unit = next(unit for unit in said.units if unit.id == "S13")
    open_store("05-statements", said.article).put(Item(
        "statements:S13", "statements", start=unit.start, end=unit.end, quote=unit.text, label="opinion"))
    assert "<i>« La Russie" in html(said.check())


def test_what_is_left_to_find_is_listed_in_the_order_of_the_text():
    own = kit.lesson("06-your-article", lang="fr", article="valmere-piscine")
    put(own, "la mairie", "named_institution")
    put(own, "durerait", "cond_epistemic", layer="hedges")
    left = re.findall(r"S(\d+)", re.search(r"<b>(S\d+, .*?)</b>", html(own.check()))[1])
    assert left == sorted(left, key=int)


def test_only_the_sentences_that_the_task_is_about_are_checked_and_solved():
    welcome = kit.lesson("00-welcome", lang="fr")
    put(welcome, "la mairie", "named_institution")
    for page in (html(welcome.check()), html(welcome.solution())):
        assert "S1" in page
        assert "S2" not in page


def test_a_rival_reading_is_named_beside_a_right_answer(lesson):
    put(lesson, "cette Source", "bare_source")
    assert typeset("Une autre lecture se défend : Source décrite", "fr") in html(lesson.check())


def test_check_gives_away_nothing_of_what_was_not_marked(lesson):
    put(lesson, "un diplomate à Bruxelles", "unnamed_individual")
    page = html(lesson.check())
    for item in KEY[1:]:
        assert item.explanation["fr"][:40] not in page
        assert f"<q>{item.text}</q>" not in page


def test_nothing_of_the_key_reaches_the_marker(lesson):
    state = json.dumps(lesson.mark().get_state(), default=str, ensure_ascii=False)
    assert KEY[0].explanation["fr"][:40] not in state
    assert "canary" not in state


def test_check_looks_at_the_sentences_asked_for(lesson):
    put(lesson, "un diplomate à Bruxelles", "unnamed_individual")
    assert "commencez" in repr(lesson.check("S5-S16"))
    assert "S7" not in html(lesson.check("S1-S4"))


def test_hints_come_folded_those_for_all_first(lesson):
    page = html(lesson.hint("S5-S6"))
    assert page.count("<details") == 5
    assert page.index("Indice<") < page.index("Indice pour S5") < page.index("Indice pour S6")
    assert "S9" not in page


def test_the_solution_asks_for_a_first_try(lesson):
    assert "Essayez" in repr(lesson.solution())
    assert KEY[0].text not in html(lesson.solution())


def test_the_solution_shows_every_item_with_its_reason(lesson):
    put(lesson, "Donald Trump", "named_person")
    page = html(lesson.solution())
    for item in KEY:
        assert f"<td>{item.text}</td>" in page
        assert item.explanation["fr"][:20] in page
    assert html(lesson.solution("S1")).count("<tr>") == 2


def test_my_answers_are_a_table_in_words(lesson):
    assert list(lesson.to_frame().value_counts("label")) == []
    put(lesson, "des diplomates de l’OTAN", "unnamed_group", "pluriel")
    frame = lesson.to_frame()
    assert frame.loc[0, ["unit", "label", "quote", "why", "code"]].tolist() == [
        "S7", "Groupe non nommé", "des diplomates de l’OTAN", "pluriel", "unnamed_group"]
    open_store(lesson.exercise.id, lesson.article).put(Item("text:who-is-missing", "text", why="Les soldats."))
    assert set(lesson.to_frame()["label"]) == {"Groupe non nommé", "Réponse écrite"}


def test_the_two_numbers_of_the_cards_are_named_in_the_table():
    people = kit.lesson("03-people", lang="fr")
    open_store("03-people", people.article).put(Item("people:least", "people", label="4"))
    assert people.to_frame()["label"].tolist() == [typeset("Au moins : 4", "fr")]


def test_the_machine_is_compared_and_said_to_err(lesson):
    put(lesson, "La Haye", "named_institution")
    put(lesson, "un diplomate à Bruxelles", "unnamed_individual")
    page = lesson.compare("detector").page()
    assert "se trompe aussi" in page
    assert "moi seulement" in page
    with pytest.raises(UsageError):
        lesson.compare("the class next door")


def test_a_question_is_answered_in_words_and_a_mark_is_no_question(lesson):
    writer = lesson.write("who-is-missing")
    message = {"do": "change", "client": "c", "number": 1,
               "changes": [{"key": "text:who-is-missing", "why": "Les soldats.\nEt les \ud83d civils."}]}
    writer._handle_custom_msg(message, [])
    assert lesson._answers()[0].why == "Les soldats.\nEt les ? civils."
    assert "<p>Les soldats.</p>" in writer.page()
    with pytest.raises(UsageError, match="who-is-missing"):
        lesson.write("sources")


def test_handing_in_nothing_says_so_and_is_always_the_same(lesson):
    first, second = (hand_in._repr_mimebundle_() for hand_in in (lesson.hand_in(), lesson.hand_in()))
    assert first == second
    assert (first[MIME]["revision"], first[MIME]["handed_in"]) == (0, None)
    assert "Rien à remettre" in first["text/plain"]


def test_handing_in_puts_all_answers_into_the_notebook_with_a_receipt(lesson):
    put(lesson, "un diplomate à Bruxelles", "unnamed_individual")
    put(lesson, "Donald Trump", "named_person")
    marker = lesson.mark("S1-S4")
    bundle = lesson.hand_in("Léa")._repr_mimebundle_()
    answers = parse(bundle[MIME])
    assert len(answers.live()) == 2
    assert answers.student == "Léa"
    assert answers.receipt() in bundle["text/plain"]
    assert marker.status["modified"] is False
    put(lesson, "La Haye", "bare_source")
    marker._handle_custom_msg({"do": "look"}, [])
    assert marker.status["modified"] is True


def test_a_disk_that_refuses_does_not_stop_the_hand_in(lesson, monkeypatch):
    put(lesson, "Donald Trump", "named_person")
    monkeypatch.setattr("kit.store._replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    bundle = lesson.hand_in()._repr_mimebundle_()
    assert len(bundle[MIME]["items"]) == 1
    assert "No space left" in bundle["text/html"]


def test_another_text_is_the_same_lesson_without_the_hints_of_the_first(lesson):
    other = kit.lesson("02-sources", lang="fr", article="valmere-piscine")
    assert repr(other) == "Lesson(02-sources, valmere-piscine)"
    assert "Indice pour S" in html(lesson.hint())
    assert "Indice pour S" not in html(other.hint())
    put(other, other.units[0].text.split()[0], "bare_source")
    assert lesson._answers() == ()


def test_a_text_of_ones_own_has_no_key_and_says_so(tmp_path):
    (tmp_path / "mine.txt").write_text("Un voisin affirme que la rue est fermée.", encoding="utf-8")
    own = kit.lesson("02-sources", lang="fr", article=str(tmp_path / "mine.txt"))
    put(own, "Un voisin", "unnamed_individual")
    for answer in (own.check(), own.solution()):
        assert "pas de corrigé" in repr(answer)
    assert "Marques : 1" in html(own.check()).replace("\u00a0", " ")
    assert "Mots : 0 (environ 60 demandés)" in html(own.check()).replace("\u00a0", " ")
    assert "Un voisin" in own.compare().page()


def test_a_graded_exercise_is_used_like_a_lesson():
    work = kit.graded("02-sources", lang="fr")
    assert work.mark().units
    assert "Rien à remettre" in repr(work.hand_in())


def test_the_same_cells_in_english():
    lesson = kit.lesson("02-sources", lang="en")
    assert "begin" in repr(lesson.check())
    assert "Nothing to hand in" in repr(lesson.hand_in())
    assert kit.language() == "en"


def test_what_is_misspelt_is_said_with_the_nearest_name():
    with pytest.raises(UsageError, match="02-sources"):
        kit.lesson("02-source", lang="fr")
    with pytest.raises(UsageError):
        kit.lesson("02-sources", lang="fr").picture("source")


@pytest.mark.parametrize(("lang", "said"), [("fr", "ligne 1"), ("en", "line 1")])
def test_what_a_copied_text_brings_along_is_told_under_it(tmp_path, lang, said):
    (tmp_path / "mine.txt").write_text("Le mar\u00adché ouvre, annonce la mairie.", encoding="utf-8")
    own = kit.lesson("02-sources", lang=lang, article=str(tmp_path / "mine.txt"))
    assert said in own.read()._repr_html_().replace("\u00a0", " ")
    assert own.read()._repr_html_().count("mar\u00adché") == 1
    assert "U+00AD" not in kit.lesson("02-sources", lang=lang).read()._repr_html_()
