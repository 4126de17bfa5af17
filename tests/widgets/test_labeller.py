"""The labeller's kernel side: what the browser may say, where it lands in the text, what is shown back."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.answers import Item
from kit.article import read
from kit.tokens import tokenize, units
from kit.widgets import Labeller, base
from tests.widgets.kernel import HOSTILE, Tags, send, store_for


def labeller(article, *items, **options):
    return Labeller(article, store=store_for("05-statements", article, *items), lang="fr", **options)


def change(key, first, last, **fields):
    return {"key": key, "unit": key.split(":")[0], "first": first, "last": last, **fields}


def words(widget, unit):
    return next(row["words"] for row in widget.text["units"] if row["id"] == unit)


def test_a_label_becomes_an_answer_about_the_whole_sentence(article):
    widget = labeller(article)
    last = len(words(widget, "S16")) - 1
    send(widget, change("S16", 0, last, label="fact", voice="journal", why="THAAD"))
    (item,) = widget.store.answers.live()
    unit = next(unit for unit in article.units if unit.id == "S16")
    assert (item.id, item.start, item.end, item.quote) == ("statements:S16", unit.start, unit.end, unit.text)
    assert (item.label, item.voice, item.why) == ("fact", "journal", "THAAD")
    assert widget.items == [change("S16", 0, last, label="fact", voice="journal", why="THAAD")]


def test_the_claims_of_a_cut_sentence_have_their_own_places_and_share_all_its_words(article):
    widget = labeller(article)
    last = len(words(widget, "S11")) - 1
    send(widget, change("S11", 10, last, label="speculation", voice="journal"), change("S11:2", 0, 9, label="fact"))
    claims = sorted(widget.store.answers.live(), key=lambda item: item.start)
    assert [item.id for item in claims] == ["statements:S11:2", "statements:S11"]
    assert " ".join(item.quote for item in claims) == next(unit.text for unit in article.units if unit.id == "S11")
    assert all(article.text[item.start : item.end] == item.quote for item in claims)


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_what_the_browser_calls_a_word_is_one_in_the_text_whatever_the_characters(text):
    article = read(text=text, lang="fr")
    widget = Labeller(article, store=store_for("05-statements", article), lang="fr")
    for unit in units(article):
        send(widget, change(unit.id, 0, len(words(widget, unit.id)) - 1, label="fact"))
    for item in widget.store.answers.live():
        assert item.quote == article.text[item.start : item.end]
    assert len(widget.store.answers.live()) == len(units(article))


BAD = [
    change("S99", 0, 0, label="fact"),
    change("S1", 0, 999, label="fact"),
    change("S1", 3, 1, label="fact"),
    change("S1", -1, 1, label="fact"),
    change("S1", 0, True, label="fact"),
    change("S1", 0, "1", label="fact"),
    change("S1", 0, 1, label="truth"),
    change("S1", 0, 1, voice="me"),
    change("S1:x", 0, 1, label="fact"),
    change("S1", 0, 1, label="fact") | {"unit": "S2"},
    {"key": "S1"},
    {},
]


@pytest.mark.parametrize("bad", BAD, ids=repr)
def test_what_is_no_claim_of_these_sentences_is_refused_in_words(article, bad):
    widget = labeller(article)
    send(widget, bad)
    assert widget.store.answers.live() == ()
    assert "pas été compris" in widget.status["problem"]


def test_only_the_statuses_asked_for_are_taken(article):
    widget = labeller(article, labels=["fact", "opinion"])
    assert [option["code"] for option in widget.choices["statuses"]] == ["fact", "opinion"]
    assert [option["code"] for option in widget.choices["flats"]] == [
        "fact_own", "claim_named", "claim_anonymous", "opinion",
    ]  # fmt: skip
    send(widget, change("S1", 0, 1, label="intention"))
    assert widget.store.answers.live() == ()


def test_answers_from_elsewhere_are_shown_where_they_are(article):
    span = next(unit for unit in article.units if unit.id == "S3")
    whole = Item("statements:S3", "statements", start=span.start, end=span.end, label="opinion", voice="anonymous")
    placeless = Item("statements:S4", "statements", label="fact")
    shown = {row["key"]: row for row in labeller(article, whole, placeless).items}
    assert (shown["S3"]["label"], shown["S3"]["first"]) == ("opinion", 0)
    for key in ("S3", "S4"):
        assert shown[key]["last"] == len(words(labeller(article), key)) - 1


def test_an_answer_thrown_away_or_about_another_sentence_is_not_shown(article):
    gone = Item("statements:S1", "statements", deleted=True, label="fact")
    elsewhere = Item("statements:S16", "statements", label="fact")
    assert labeller(article, gone, elsewhere, units=units(article)[:4]).items == []


def test_marks_on_the_sources_suggest_who_speaks(article):
    def source(quote, label):
        start = article.text.index(quote)
        return Item(f"sources:{start}", "sources", start=start, end=start + len(quote), quote=quote, label=label)

    marks = [source("Donald Trump", "named_person"), source("des diplomates de l’OTAN", "unnamed_group")]
    assert labeller(article, *marks).suggested == {"S6": "named", "S7": "anonymous"}


def test_a_named_source_beside_an_unnamed_one_leaves_the_sentence_anonymous(article):
    marks = [Item(f"sources:{n}", "sources", start=n, end=n + 4, quote="x", label=label)
             for n, label in ((0, "unnamed_group"), (10, "named_person"))]  # fmt: skip
    assert labeller(article, *marks).suggested == {"S1": "anonymous"}


def test_the_browser_gets_words_and_never_an_offset(article):
    text = labeller(article).text
    assert [row["id"] for row in text["units"]] == [unit.id for unit in article.units]
    assert set(text["units"][0]) == {"id", "kind", "gloss", "words"}
    joined = " ".join("".join(row["words"]) for row in text["units"])
    assert joined.split() == "".join(token.text + token.space for token in tokenize(article.text)).split()


def test_the_plain_page_holds_each_sentence_its_label_in_words_and_the_reason(article):
    span = next(unit for unit in article.units if unit.id == "S3")
    item = Item("statements:S3", "statements", start=span.start, end=span.end, quote=span.text, label="speculation",
                voice="anonymous", why="rendrait")  # fmt: skip
    page = Tags(labeller(article, item).page())
    assert [unit.id for unit in article.units if unit.text not in page.text] == []
    for said in ("PRÉV · Prévision / hypothèse", "Une source anonyme", "rendrait"):
        assert said in page.text


def test_markup_in_a_text_or_a_reason_stays_text():
    article = read(text=f"Le maire dit {HOSTILE}.", lang="fr")
    widget = Labeller(article, store=store_for("05-statements", article), lang="fr")
    send(widget, change("S1", 0, 1, label="fact", why=HOSTILE))
    page = Tags(widget.page())
    assert "script" not in page.tags
    assert page.text.count(HOSTILE) >= 1


def test_alone_it_keeps_its_answers_in_a_file_of_its_own(article, tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path))
    send(Labeller(article, lang="fr"), change("S1", 0, 3, label="fact"))
    assert (tmp_path / "labels.json").is_file()
    assert Labeller(article, lang="fr").items[0]["label"] == "fact"


def test_items_can_be_observed(article):
    widget, seen = labeller(article), []
    widget.observe(lambda event: seen.append(event["new"]), "items")
    send(widget, change("S1", 0, 3, label="fact"))
    assert [row["label"] for row in seen[-1]] == ["fact"]


def test_it_says_what_it_is_in_a_few_stable_words(article):
    assert repr(labeller(article)) == "Labeller(otan-ukraine, 19)"


@pytest.mark.parametrize(("sentences", "published"), [(3, [2, 2]), (1000, [0, 1])])
def test_a_page_too_long_to_draw_at_each_key_is_drawn_when_the_student_rests(monkeypatch, sentences, published):
    pages = []
    monkeypatch.setattr(base, "_publish", lambda data, **how: pages.append(data) if "text/html" in data else None)
    monkeypatch.setattr(base, "REST", 0)
    article = read(text=" ".join(f"La phrase {n} dit que le maire, hier, pourrait partir." for n in range(sentences)))
    widget = Labeller(article, store=store_for("05-statements", article), lang="fr")
    widget._ipython_display_()
    pages.clear()

    async def work():
        send(widget, change("S1", 0, 1, label="fact"))
        send(widget, change("S1", 0, 1, label="opinion"))
        at_once = len(pages)
        await asyncio.sleep(0.01)
        return [at_once, len(pages)]

    assert asyncio.run(work()) == published
    assert "Jugement" in pages[-1]["text/html"]
