"""The cards' kernel side: which mentions there are, what becomes an answer, what check() makes of it."""

from collections import Counter

import pytest

import kit
from kit.answers import Item
from kit.article import read
from kit.store import open_store
from kit.widgets import Cards
from kit.wording import table, typeset
from tests.widgets.kernel import HOSTILE, Tags, send, store_for

TEXTS = ["un diplomate à Bruxelles", "Les responsables américains", "un diplomate européen de l’Otan", "un autre",
         "cette Source", "des diplomates de l’OTAN", "des diplomates", "ils"]  # fmt: skip


def cards(article, *items, **options):
    return Cards(article, store=store_for("03-people", article, *items), lang="fr", **options)


def mark(article, words, label="unnamed_individual"):
    start = article.text.index(words)
    end = start + len(words)
    return Item(f"sources:{start}-{end}", "sources", start=start, end=end, quote=words, label=label)


def texts(widget):
    return [mention["text"] for mention in widget.mentions]


def card(key, *mentions, **fields):
    return {"key": key, "mentions": list(mentions), "perhaps": 0, "why": "", "checklist": {}, **fields}


def ids(widget):
    return {mention["text"]: mention["id"] for mention in widget.mentions}


def test_a_lesson_gives_the_unnamed_people_of_the_reading_and_says_so():
    widget = kit.lesson("03-people", lang="fr").cards()
    assert texts(widget) == TEXTS
    assert widget.note == "Mentions de la lecture de référence\u00a0: 8."


def test_nothing_that_the_key_says_of_people_reaches_the_browser():
    lesson = kit.lesson("03-people", lang="fr")
    sent = str(lesson.cards().get_state())
    key = lesson._key()
    said = [text for item in key.layer("people") for text in item.explanation.values()]
    assert [text for text in said if text[:40] in sent] == []
    assert {"M3-M4", "different", "antecedent"} & set(sent.replace("'", " ").split()) == set()


def test_the_marks_of_the_second_lesson_come_first(article):
    earlier = open_store("02-sources", article)
    earlier.put(mark(article, "diplomate européen"), mark(article, "Donald Trump", "named_person"),
                mark(article, "la question", "unnamed_group"))  # fmt: skip
    widget = kit.lesson("03-people", lang="fr").cards()
    assert widget.note.startswith("Mentions de vos marques\u00a0: 2. Mentions")
    assert {"diplomate européen", "la question"} <= set(texts(widget))
    assert not {"un diplomate européen de l’Otan", "Donald Trump"} & set(texts(widget))


def test_where_there_is_no_key_the_machine_reads_and_the_note_warns(article):
    widget = cards(article)
    assert texts(widget) == TEXTS
    assert "peut se tromper" in widget.note


def test_each_mention_has_the_number_that_its_grammar_guarantees(article):
    widget = cards(article, reading=[mark(article, "des diplomates", "unnamed_group")],
                   mine=[mark(article, "THAAD", "unnamed_group"), mark(article, "La Haye")])  # fmt: skip
    assert {mention["text"]: (mention["least"], mention["open"]) for mention in widget.mentions} == {
        "La Haye": (1, False), "des diplomates": (2, True), "THAAD": (2, True),
    }  # fmt: skip


def test_two_of_a_kind_on_a_page_have_two_names(article):
    names = {cards(article).about, cards(article, units=article.units[:4]).about, Cards(read("valmere-piscine")).about}
    assert "otan-ukraine, S1–S16" in names
    assert len(names) == 3


def test_the_words_around_a_mention_are_those_of_its_sentence(article):
    for mention in cards(article).mentions:
        around = mention["before"].lstrip("…") + mention["text"] + mention["after"].rstrip("…")
        assert around in next(unit.text for unit in article.units if unit.id == mention["unit"])


def test_only_the_sentences_asked_for_count(article):
    assert texts(cards(article, units=[unit for unit in article.units if unit.id in ("S3", "S4")])) == TEXTS[2:4]


def test_a_card_becomes_an_answer_in_the_order_of_the_text(article):
    widget = cards(article)
    name = ids(widget)
    send(widget, card("2", name["cette Source"], name["un autre"], perhaps=1, why="« cette »"))
    (item,) = widget.store.answers.live()
    assert (item.id, item.quote, item.label, item.why) == ("people:2", "un autre", "one", "« cette »")
    assert item.attributes == {"mentions": "724-732 959-971", "perhaps": 1}
    assert widget.items == [card("2", "724-732", "959-971", perhaps=1, why="« cette »")]


def test_ten_questions_are_answers_of_the_card_and_stand_in_the_page(article):
    widget = cards(article)
    said = {"named": "no", "knows": "unsaid"}
    assert len(table("cards.question")) == 10
    assert "Dix questions" not in widget.page()
    send(widget, card("1", ids(widget)["un autre"], checklist=said))
    (item,) = widget.store.answers.live()
    assert item.attributes == {"mentions": "724-732"} | said
    assert widget.items == [card("1", "724-732", checklist=said)]
    shown = typeset("Est-elle nommée ? non. Dit-on comment elle le sait ? le texte ne le dit pas.", "fr")
    assert shown in widget.page()


def test_a_plural_makes_a_card_of_several_and_an_empty_card_has_no_place(article):
    widget = cards(article)
    send(widget, card("1", ids(widget)["ils"]), card("2", why="kept"))
    several, empty = (widget.store.answers.items[f"people:{n}"] for n in (1, 2))
    assert (several.label, empty.label, empty.start) == ("several", "one", None)


BAD = [
    card("0"), card("x"), card("1", "0-5"), card("1", "<b>"), card("1", perhaps="2"), card("1", perhaps=-1),
    card("1", perhaps=True), card("1", checklist={"named": "perhaps"}), card("1", checklist={"mentions": "yes"}),
    card("1", checklist=[3]), {"key": "1"}, {"key": "least", "label": "many"}, {"key": "least", "label": 4}, {},
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=repr)
def test_what_is_neither_card_nor_number_is_refused_in_words(article, bad):
    widget = cards(article)
    send(widget, bad)
    assert widget.store.answers.live() == ()
    assert "pas été compris" in widget.status["problem"]


def test_what_stands_on_a_card_stays_a_mention_whatever_is_marked_since(article):
    placed = Item("people:1", "people", attributes={"mentions": "535-549 99990-99999"})
    widget = cards(article, placed)
    assert article.text[535:549] in texts(widget)
    assert "un diplomate européen de l’Otan" not in texts(widget)
    assert widget.items == [card("1", "535-549")]


def test_the_answers_are_judged_pair_by_pair_and_number_by_number():
    lesson = kit.lesson("03-people", lang="fr")
    widget = lesson.cards()
    name = ids(widget)
    send(widget, card("1", name["Les responsables américains"]), card("2", name["un diplomate européen de l’Otan"]),
         card("3", name["un autre"], name["cette Source"]), card("4", name["des diplomates"], name["ils"]),
         {"key": "least", "label": "3", "why": "« un autre diplomate »"},
         {"key": "distinct", "label": "11"})  # fmt: skip
    page = Tags(lesson.check()._repr_html_())
    assert "juste\u00a0: 4" in page.text
    assert "défendable\u00a0: 1" in page.text
    assert "autre réponse\u00a0: 1" in page.text
    assert "un autre / cette Source" in page.text
    assert "Si personne ne revient" in page.text
    assert typeset("Vous : la même personne", "fr") in page.text
    assert typeset("S8 « des diplomates » / S9 « ils »", "fr") in Tags(lesson.solution()._repr_html_()).text
    counts = Counter(lesson.to_frame()["label"])
    assert counts == {"Au moins\u00a0: 3": 1, "Si personne ne revient\u00a0: 11": 1, "plusieurs personnes": 2,
                      "une personne": 2}


def test_the_plain_page_holds_each_card_what_is_left_and_the_numbers(article):
    widget = cards(article)
    name = ids(widget)
    send(widget, card("10", name["ils"]), card("2", name["un autre"], name["cette Source"], perhaps=10, why=HOSTILE),
         {"key": "least", "label": "4", "why": ""})  # fmt: skip
    page = Tags(widget.page())
    assert [text for text in TEXTS if text not in page.text] == []
    assert page.text.index("un autre") < page.text.index("ils") < page.text.index("un diplomate à Bruxelles")
    assert HOSTILE in page.text
    assert "script" not in page.tags
    assert "Au moins4" in page.text


def test_a_hostile_text_and_a_language_that_the_machine_cannot_read_are_shown_as_they_are():
    article = read(text=f"Der Minister {HOSTILE} \u202e🎉 schweigt, und niemand weiß warum das so ist.", lang=None)
    widget = cards(article, mine=[mark(article, HOSTILE)])
    assert texts(widget) == [HOSTILE]
    assert "script" not in Tags(widget.page()).tags


def test_alone_it_keeps_its_cards_in_a_file_of_its_own_and_can_be_observed(article, tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path))
    widget, seen = Cards(article, lang="fr"), []
    widget.observe(lambda event: seen.append(event["new"]), "items")
    send(widget, card("1", ids(widget)["ils"]))
    assert (tmp_path / "cards.json").is_file()
    assert seen[-1] == Cards(article, lang="fr").items == [card("1", "1521-1524")]
    assert repr(widget) == "Cards(otan-ukraine, 8)"
