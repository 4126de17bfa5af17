"""A classmate's reading, a class's, an invented one's: what most say, and how far they agree."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import kit
from kit.answers import MIME, Answers, Item
from kit.article import library, read
from kit.classmates import INVENTED, agreement_notes, gather, majority
from kit.errors import UsageError
from kit.exercise import labels
from kit.tokens import units


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def copy_of(statuses):
    """A classmate's answers: a status for each of the first sentences."""
    article = read("otan-ukraine")
    answers = Answers("05-statements", article.id, article.sha256)
    sentences = [unit for unit in units(article) if unit.kind == "sentence"]
    for unit, status in zip(sentences, statuses, strict=False):
        answers.put(Item(f"statements:{unit.id}", "statements", start=unit.start, end=unit.end, quote=unit.text,
                         label=status, voice="journal"))
    return answers


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lesson = kit.lesson("05-statements", lang="fr", article="otan-ukraine")
    for item in copy_of(["fact", "speculation", "opinion"]).live():
        lesson._store.put(item)
    return lesson


def test_a_classmates_file_or_notebook_is_read(lesson, tmp_path):
    other = copy_of(["fact", "opinion"])
    (tmp_path / "zoe.json").write_text(json.dumps(other.to_dict()), encoding="utf-8")
    cell = {"cell_type": "code", "source": "", "outputs": [{"data": {MIME: other.to_dict()}}]}
    (tmp_path / "zoe.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    for name in ("zoe.json", "zoe.ipynb"):
        assert [row["verdict"] for row in lesson.compare(name).rows] == ["agree", "differ", "only_mine"]


@pytest.fixture
def people(tmp_path, monkeypatch):
    """Cards, two of whose mentions a classmate sees as one person and one does not, and the two files' numbers."""
    monkeypatch.chdir(tmp_path)
    lesson = kit.lesson("03-people", lang="fr", article="otan-ukraine")
    one, two, three = (f"{lesson.article.text.index(words)}-{lesson.article.text.index(words) + len(words)}"
                       for words in ("un autre", "cette Source", "des diplomates"))
    theirs = Answers("03-people", lesson.article.id, lesson.article.sha256)
    for answers, cards, least in ((lesson._store, ((one, two), (three,)), "4"), (theirs, ((one,), (two, three)), "3")):
        for number, places in enumerate(cards, 1):
            start, end = map(int, places[0].split("-"))
            answers.put(Item(f"people:{number}", "people", start=start, end=end, quote=lesson.article.text[start:end],
                             attributes={"mentions": " ".join(places)}, why=f"carte {number}"))
        answers.put(Item("people:least", "people", label=least))
    (tmp_path / "zoe.json").write_text(json.dumps(theirs.to_dict()), encoding="utf-8")
    return lesson


def test_cards_are_compared_with_a_classmates_two_mentions_at_a_time(people):
    compared = people.compare("zoe.json")
    rows = [(*(row[name] for name in ("quotes", "unit", "verdict")), row["mine"]["word"], row["theirs"]["word"])
            for row in compared.rows]
    assert rows == [
        (["un autre", "cette Source"], "S4 / S5", "differ", "la même personne", "deux personnes différentes"),
        (["cette Source", "des diplomates"], "S5 / S7", "differ", "deux personnes différentes", "la même personne"),
    ]
    assert compared.rows[0]["mine"]["why"] == "carte 1"
    assert "Au moins : 4 pour moi, 3 pour l’autre." in map(plain, compared.notes)
    assert compared.title == "Mes cartes et celles d’un camarade"
    assert "autre avis" in compared.page()
    assert people.compare("zoe.json", units="S7").rows == []


def test_a_reply_about_two_mentions_is_kept_and_counts_as_sound_where_it_is_handed_in(people):
    compared = people.compare("zoe.json")
    key = compared.rows[0]["key"]
    compared._receive(compared, {"do": "change", "client": "c", "number": 1,
                                 "changes": [{"key": key, "why": "Je maintiens."}]}, None)
    assert people.compare("zoe.json").items == [{"key": key, "why": "Je maintiens."}]
    (reply,) = people._store.answers.live("text")
    assert reply.quote in ("", people.article.text[reply.start:reply.end])


def test_replies_to_two_classmates_stand_apart(people, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "zoe.json").write_bytes((tmp_path / "zoe.json").read_bytes())
    one, two = people.compare("zoe.json"), people.compare("b/zoe.json")
    key = one.rows[0]["key"]
    for widget, why in ((one, "À Zoé."), (two, "À l'autre.")):
        widget._change([{"key": key, "why": why}])
    assert one.items == [{"key": key, "why": "À Zoé."}]
    assert two.items == [{"key": key, "why": "À l'autre."}]


def test_a_reply_from_before_each_classmate_had_their_own_is_shown_until_it_is_changed(people):
    key = people.compare("zoe.json").rows[0]["key"]
    people._store.put(Item(f"text:reply:file:{key}", "text", why="Je maintiens."))
    assert people.compare("zoe.json").items == [{"key": key, "why": "Je maintiens."}]
    people.compare("zoe.json")._change([{"key": key, "why": "Plus maintenant."}])
    assert people.compare("zoe.json").items == [{"key": key, "why": "Plus maintenant."}]
    people.compare("zoe.json")._change([{"key": key, "why": "", "deleted": True}])
    assert people.compare("zoe.json").items == []
    assert people._store.answers.items[f"text:reply:file:{key}"].why == "Je maintiens."


@pytest.mark.parametrize("other", ["detector", "key", "class"])
def test_cards_are_compared_with_nobody_but_a_classmate(people, other):
    assert "lesson.check()" in repr(people.compare(other))


def test_a_file_that_cannot_be_used_is_named(lesson, tmp_path):
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    foreign = copy_of([]).to_dict() | {"article": {"id": "x", "sha256": "0" * 64}}
    (tmp_path / "foreign.json").write_text(json.dumps(foreign), encoding="utf-8")
    for name in ("none.json", "bad.json", "foreign.json"):
        with pytest.raises(UsageError, match=name):
            lesson.compare(name)


def test_the_class_gives_its_majority_and_names_what_it_could_not_read(lesson, tmp_path):
    folder = Path("class")
    folder.mkdir()
    for n, statuses in enumerate([["fact", "opinion", "opinion"], ["fact", "opinion"]]):
        (folder / f"{n}.json").write_text(json.dumps(copy_of(statuses).to_dict()), encoding="utf-8")
    (folder / "broken.json").write_text("nonsense", encoding="utf-8")
    widget = lesson.compare("class")
    assert [row["verdict"] for row in widget.rows] == ["agree", "differ", "agree"]
    assert any("broken.json" in note for note in widget.notes)
    assert "3 copies" in widget.notes[0]


def test_a_class_without_files_on_a_text_of_ones_own_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mine.txt").write_text("Un voisin affirme que la rue est fermée. La mairie dément.", encoding="utf-8")
    own = kit.lesson("05-statements", lang="fr", article="mine.txt")
    with pytest.raises(UsageError, match="class"):
        own.picture("agreement")


def test_until_there_is_a_class_an_invented_one_says_that_it_is(lesson):
    widget = lesson.compare("class")
    assert "Classe inventée : ces 12" in plain(widget.notes[0])
    assert "13 copies" in widget.notes[1]
    assert len(widget.rows) == 16
    Path("class").mkdir()
    Path("class/lea.json").write_text(json.dumps(copy_of(["fact", "opinion"]).to_dict()), encoding="utf-8")
    assert not any("inventée" in note for note in lesson.compare("class").notes)


def test_files_that_cannot_be_read_are_not_replaced_by_an_invented_class(lesson):
    Path("class").mkdir()
    Path("class/lea.json").write_text("nonsense", encoding="utf-8")
    with pytest.raises(UsageError, match="class"):
        lesson.compare("class")


def test_an_invented_class_is_twelve_students_with_a_label_for_each_sentence():
    for row in tomllib.loads(INVENTED.read_text(encoding="utf-8"))["class"]:
        assert len(row["students"].strip().splitlines()) == 12
        for name in row["articles"]:
            sentences = [unit for unit in units(read(name)) if unit.kind == "sentence"]
            students = gather(Answers("05-statements", name, read(name).sha256), read(name).units, "statements", "en")
            for copy in students.copies:
                assert [item.id for item in copy.live()] == [f"statements:{unit.id}" for unit in sentences]
                assert {item.label for item in copy.live()} <= set(labels("statements"))


def test_every_article_of_the_lesson_has_an_invented_class():
    known = {name for row in tomllib.loads(INVENTED.read_text(encoding="utf-8"))["class"] for name in row["articles"]}
    assert known == set(library())


def test_the_picture_of_agreement_begins_with_the_sentence_on_which_fewest_agree(lesson):
    picture = lesson.picture("agreement")
    names = re.findall(r'<th scope="row">(\w+)<', picture.html)
    lengths = [float(width) for width in re.findall(r"width:([\d.]+)%", picture.html)]
    assert len(names) == 16
    assert lengths == sorted(lengths)
    assert plain(f"Les phrases les plus disputées : {names[0]}, {names[1]}.") in plain(picture.html)
    assert "kappa" in picture.html.lower()


def test_the_class_says_how_many_chose_each_label(lesson):
    students = gather(lesson._store.answers, lesson.units, "statements", "en")
    assert "; 1 × " in " ".join(item.why for item in majority(students, "statements", "en").items)


def test_agreement_stands_beside_what_a_careless_answer_would_get():
    copies = [copy_of(["fact", "fact", "opinion", "fact"]), copy_of(["fact", "fact", "opinion", "opinion"])]
    notes = list(agreement_notes(copies, "statements", "en"))
    assert notes[0] == "Two students picked at random chose the same label 75 times in 100."
    assert "kappa" in notes[1]
    assert notes[2].startswith("Krippendorff’s alpha: 0.53")
    assert "everywhere, would match 62 answers in 100" in notes[3]
    assert "S4" in notes[4]
