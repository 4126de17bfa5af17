"""Other readings: the machine's, the key's, a classmate's, the class's, laid beside one's own."""

import json
from pathlib import Path

import pytest

import kit
from kit.answers import MIME, Answers, Item
from kit.article import read
from kit.errors import UsageError
from kit.readings import agreement_notes, machine, overlap, pair_up, verdict
from kit.tokens import units
from kit.wording import typeset


def mark(start, end, label="x", layer="sources", voice=""):
    return Item(f"{layer}:{start}-{end}", layer, start=start, end=end, quote="", label=label, voice=voice)


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


def test_marks_pair_with_what_shares_most_one_to_one():
    mine = [mark(0, 10), mark(50, 60)]
    theirs = [mark(4, 10), mark(0, 9), mark(80, 90)]
    pairs = pair_up(mine, theirs)
    assert [(a and a.start, b and b.start) for a, b in pairs] == [(0, 0), (None, 4), (50, None), (None, 80)]
    assert overlap(mine[0], theirs[1]) == 0.9


@pytest.mark.parametrize(("mine", "theirs", "expected"), [
    (mark(0, 5, "a"), mark(0, 5, "a"), "agree"), (mark(0, 5, "a"), mark(0, 5, "b"), "differ"),
    (mark(0, 5, "a", voice="named"), mark(0, 5, "a", voice="journal"), "differ"),
    (mark(0, 5, "a", voice="named"), mark(0, 5, "a"), "agree"),
    (mark(0, 5), None, "only_mine"), (None, mark(0, 5), "only_theirs"),
])
def test_a_pair_has_a_verdict(mine, theirs, expected):
    assert verdict((mine, theirs)) == expected


def test_nothing_is_compared_before_a_first_try(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "Essayez" in repr(kit.lesson("02-sources", lang="fr").compare("key"))


def test_the_machine_gives_the_rule_that_fired(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lesson = kit.lesson("04-hedges", lang="fr", article="otan-ukraine")
    start = lesson.article.text.index("rendrait")
    lesson._store.put(mark(start, start + 8, "cond_hypothetical", "hedges"))
    rows = {row["key"]: row for row in lesson.compare("detector").rows}
    row = rows[f"{start}-{start + 8}"]
    assert row["verdict"] == "agree"
    assert "fr." in row["theirs"]["why"]
    reword = typeset("Plus sûr : le futur : « fermera ». Moins sûr : « pourrait fermer ».", "fr")
    assert row["theirs"]["why"].endswith(reword)


def test_an_english_reader_is_told_in_english_how_to_reword():
    (found,) = machine(kit.scan("Il aurait fui.", lang="fr"), "hedges", "en").items
    assert "Harder: the indicative:" in found.why and "Softer: «" in found.why


def test_the_key_speaks_only_of_sentences_that_were_answered(lesson):
    assert {row["unit"] for row in lesson.compare("key").rows} == {"S1", "S2", "S3"}


def test_a_reply_is_an_answer_and_comes_back(lesson):
    widget = lesson.compare("key")
    key = widget.rows[0]["key"]
    widget._receive(widget, {"do": "change", "client": "c", "number": 1,
                             "changes": [{"key": key, "why": "Je maintiens."}]}, None)
    assert lesson.compare("key").items == [{"key": key, "why": "Je maintiens."}]
    assert "Je maintiens." in lesson.compare("key").page()


def test_a_reply_to_no_row_is_refused(lesson):
    widget = lesson.compare("key")
    widget._receive(widget, {"do": "change", "client": "c", "number": 1, "changes": [{"key": "0-1", "why": "x"}]}, None)
    assert widget.items == []
    assert widget.status["problem"]


def test_a_classmates_file_or_notebook_is_read(lesson, tmp_path):
    other = copy_of(["fact", "opinion"])
    (tmp_path / "zoe.json").write_text(json.dumps(other.to_dict()), encoding="utf-8")
    cell = {"cell_type": "code", "source": "", "outputs": [{"data": {MIME: other.to_dict()}}]}
    (tmp_path / "zoe.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    for name in ("zoe.json", "zoe.ipynb"):
        assert [row["verdict"] for row in lesson.compare(name).rows] == ["agree", "differ", "only_mine"]


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


def test_a_class_without_files_is_told_what_to_do(lesson):
    with pytest.raises(UsageError, match="class"):
        lesson.compare("class")


def test_agreement_stands_beside_what_a_careless_answer_would_get():
    copies = [copy_of(["fact", "fact", "opinion", "fact"]), copy_of(["fact", "fact", "opinion", "opinion"])]
    notes = list(agreement_notes(copies, "statements", "en"))
    assert notes[0] == "Two students drawn by lot give the same label 75 times in 100."
    assert "kappa" in notes[1]
    assert notes[2].startswith("Krippendorff’s alpha: 0.53")
    assert "everywhere, would match 62 answers in 100" in notes[3]
    assert "S4" in notes[4]
