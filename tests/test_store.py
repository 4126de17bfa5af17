"""Answers on disk: nothing that was called saved is ever lost."""

import errno
import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from kit import article, store
from kit.answers import MIME, Answers, Item
from kit.errors import AnswersError
from kit.store import open_store, read_notebook
from tests import edits

ARTICLE = article.read(text="Un diplomate parle. Un autre se tait.", lang="fr")
MARK = Item("sources:0-12", "sources", start=0, end=12, quote="Un diplomate", label="unnamed_individual")
OTHER = replace(MARK, id="sources:20-28", start=20, end=28, quote="Un autre")

pytestmark = pytest.mark.usefixtures("folder")


def ids(a_store) -> list[str]:
    return [item.id for item in a_store.answers.live()]


def sidecar(folder: Path, name: str = "lesson.json") -> Path:
    return folder / "answers" / name


def write_notebook(path: Path, *answers: Answers) -> None:
    outputs = [nbformat.v4.new_output("display_data", {MIME: version.to_dict()}) for version in answers]
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=outputs)]), path)


def test_a_change_is_on_disk_at_once_and_found_again(folder):
    open_store("lesson", ARTICLE).put(MARK)
    assert json.loads(sidecar(folder).read_text())["items"][0]["id"] == MARK.id
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id]


def test_opening_alone_writes_nothing(folder):
    open_store("lesson", ARTICLE).save()
    assert list(folder.iterdir()) == []


def test_the_last_good_version_stays_beside(folder):
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    work.put(OTHER)
    assert len(json.loads(sidecar(folder, "lesson.previous").read_text())["items"]) == 1
    sidecar(folder).unlink()
    again = open_store("lesson", ARTICLE)
    assert ids(again) == [MARK.id]
    again.put(OTHER)
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id, OTHER.id]


def test_a_folder_can_be_named_and_saving_turned_off(folder, monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", "elsewhere")
    open_store("lesson", ARTICLE).put(MARK)
    assert (folder / "elsewhere" / "lesson.json").exists()
    monkeypatch.setenv("KIT_ANSWERS", "off")
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    work.refresh()
    assert not sidecar(folder).parent.exists()
    assert work.path is None


def test_another_text_keeps_its_file_and_we_take_another_name(folder):
    edited = article.read(text="Un tout autre texte.", lang="fr")
    for text in (ARTICLE, edited):
        open_store("lesson", text).put(MARK)
    assert ids(open_store("lesson", ARTICLE)) == ids(open_store("lesson", edited)) == [MARK.id]
    assert sorted(path.name for path in sidecar(folder).parent.glob("*.json")) == ["lesson.json", "lesson.text.json"]
    third = article.read(text="Un troisième.", lang="fr")
    open_store("lesson", third).put(OTHER)
    assert ids(open_store("lesson", third)) == [OTHER.id]
    assert ids(open_store("lesson", edited)) == [MARK.id]


def test_two_texts_opened_before_either_is_saved_do_not_mix():
    edited = article.read(text="Un tout autre texte.", lang="fr")
    one, two = open_store("lesson", ARTICLE), open_store("lesson", edited)
    one.put(MARK)
    two.refresh()
    two.put(OTHER)
    one.put(replace(MARK, why="plus"))
    assert (ids(one), ids(two)) == ([MARK.id], [OTHER.id])
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id]
    assert ids(open_store("lesson", edited)) == [OTHER.id]


def test_a_name_from_outside_stays_in_the_folder(folder):
    open_store("../../lesson", ARTICLE).put(MARK)
    assert [path.parent for path in folder.rglob("*.json")] == [sidecar(folder).parent]


@pytest.mark.parametrize("damage", [
    b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b"[" * 100_000, b'{"schema": 1}',
    b'{"schema": 1, "schema": 1}', b"NaN",
])
def test_a_file_that_cannot_be_read_is_set_aside(folder, damage):
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    work.put(OTHER)
    sidecar(folder).write_bytes(damage)
    again = open_store("lesson", ARTICLE)
    assert ids(again) == [MARK.id]  # the version before
    assert "lesson.unreadable-1" in again.news
    assert sidecar(folder, "lesson.unreadable-1").read_bytes() == damage


def test_a_second_file_set_aside_takes_a_second_name(folder):
    for n in (1, 2):
        open_store("lesson", ARTICLE).put(MARK)
        sidecar(folder).write_bytes(b"?%d" % n)
        open_store("lesson", ARTICLE)
    assert sidecar(folder, "lesson.unreadable-1").read_bytes() == b"?1"
    assert sidecar(folder, "lesson.unreadable-2").read_bytes() == b"?2"


def test_a_file_damaged_under_our_hands_is_set_aside_too(folder):
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    sidecar(folder).write_bytes(b"damaged")
    work.put(OTHER)
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id, OTHER.id]
    assert sidecar(folder, "lesson.unreadable-1").read_bytes() == b"damaged"


def test_a_file_edited_by_hand_holds_and_one_edited_badly_is_set_aside(folder):
    open_store("lesson", ARTICLE).put(MARK)
    good = sidecar(folder).read_text()
    sidecar(folder).write_text(good.replace("unnamed_individual", "unnamed_group"))
    assert open_store("lesson", ARTICLE).answers.live()[0].label == "unnamed_group"
    sidecar(folder).write_text(good.replace('"revision": 1', '"revision": "one"'))
    again = open_store("lesson", ARTICLE)
    assert "lesson.unreadable-1" in again.news


def test_a_newer_file_is_refused_and_left_alone(folder):
    open_store("lesson", ARTICLE).put(MARK)
    newer = json.loads(sidecar(folder).read_text()) | {"schema": 2, "more": 1}
    sidecar(folder).write_text(json.dumps(newer))
    with pytest.raises(AnswersError, match="plus récente"):
        open_store("lesson", ARTICLE)
    assert json.loads(sidecar(folder).read_text()) == newer


def test_a_file_that_becomes_newer_is_left_alone(folder):
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    newer = json.loads(sidecar(folder).read_text()) | {"schema": 2}
    sidecar(folder).write_text(json.dumps(newer))
    with pytest.raises(AnswersError, match="plus récente"):
        work.put(OTHER)
    assert json.loads(sidecar(folder).read_text()) == newer


def test_two_kernels_on_one_file_are_united_and_both_told():
    one, two = open_store("lesson", ARTICLE), open_store("lesson", ARTICLE)
    one.put(MARK)
    two.put(OTHER)
    assert ids(two) == [MARK.id, OTHER.id]
    assert "réunies" in two.news
    assert one.news == ""
    assert one.refresh()
    assert ids(one) == [MARK.id, OTHER.id]
    assert "réunies" in one.news
    assert not one.refresh()


def test_two_kernels_the_last_word_on_an_item_holds_everywhere():
    one, two = open_store("lesson", ARTICLE), open_store("lesson", ARTICLE)
    one.put(MARK)
    two.put(OTHER)
    one.put(replace(MARK, why="un"))
    two.put(replace(MARK, why="deux"))
    one.refresh()
    assert {item.id: item.why for item in one.answers.live()} == {MARK.id: "deux", OTHER.id: ""}
    assert one.answers.items == two.answers.items == open_store("lesson", ARTICLE).answers.items


def test_two_kernels_a_hand_in_in_one_holds_in_both():
    one = open_store("lesson", ARTICLE)
    one.put(MARK)
    two = open_store("lesson", ARTICLE)
    one.hand_in()
    two.put(OTHER)
    assert two.answers.modified_since_hand_in()
    assert open_store("lesson", ARTICLE).answers.modified_since_hand_in()


def test_news_stays_for_one_more_change():
    one, two = open_store("lesson", ARTICLE), open_store("lesson", ARTICLE)
    one.put(MARK)
    two.refresh()
    two.put(OTHER)
    assert "réunies" in two.news
    two.put(replace(OTHER, why="plus"))
    assert two.news == ""


def test_two_kernels_what_one_threw_away_stays_away():
    one = open_store("lesson", ARTICLE)
    one.put(MARK)
    two = open_store("lesson", ARTICLE)
    one.put(replace(MARK, deleted=True))
    two.put(OTHER)
    one.refresh()
    assert ids(one) == ids(two) == [OTHER.id]


def test_a_clock_that_goes_back_changes_nothing(monkeypatch):
    one, two = open_store("lesson", ARTICLE), open_store("lesson", ARTICLE)
    one.put(MARK)
    monkeypatch.setattr(store, "datetime", Yesterday)
    two.put(replace(MARK, why="later"))
    assert open_store("lesson", ARTICLE).answers.live()[0].why == "later"


class Yesterday(store.datetime):
    @classmethod
    def now(cls):
        return cls(2001, 1, 1)


@contextmanager
def disk_full(monkeypatch):
    def refuse(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "fsync", refuse)
        yield


def test_a_full_disk_is_said_nothing_is_lost_and_the_next_change_saves_all(folder, monkeypatch):
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    before = sidecar(folder).read_bytes()
    with disk_full(monkeypatch), pytest.raises(AnswersError, match="No space left"):
        work.put(OTHER)
    assert sidecar(folder).read_bytes() == before
    assert [path.name for path in sidecar(folder).parent.iterdir()] == ["lesson.json"]
    assert ids(work) == [MARK.id, OTHER.id]
    assert work.answers.saved == json.loads(before)["saved"]
    work.put(replace(MARK, why="plus"))
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id, OTHER.id]


def test_a_place_that_cannot_be_written_is_said(folder):
    sidecar(folder).parent.write_text("a file where the folder should be")
    work = open_store("lesson", ARTICLE)
    with pytest.raises(AnswersError, match="Téléchargez"):
        work.put(MARK)
    assert ids(work) == [MARK.id]


def test_the_notebook_alone_gives_the_answers_back(folder):
    first = open_store("lesson", ARTICLE)
    first.put(MARK)
    stale = Answers(**vars(first.answers) | {"items": dict(first.answers.items)})
    first.put(OTHER)
    for path in sidecar(folder).parent.iterdir():
        path.unlink()
    write_notebook(folder / "copied.ipynb", stale, first.answers, Answers("another", "text", "00", revision=99))
    again = open_store("lesson", ARTICLE)
    assert ids(again) == [MARK.id, OTHER.id]
    assert "notebook" in again.news
    assert sidecar(folder).exists()


def test_a_notebook_in_which_nothing_was_answered_yet_is_no_news(folder):
    write_notebook(folder / "new.ipynb", Answers("lesson", "text", ARTICLE.sha256))
    assert open_store("lesson", ARTICLE).news == ""


def test_the_running_notebook_comes_before_its_neighbours(folder, monkeypatch):
    mine, theirs = Answers("lesson", "text", ARTICLE.sha256), Answers("lesson", "text", ARTICLE.sha256)
    mine.put(MARK)
    theirs.put(OTHER)
    theirs.put(replace(OTHER, why="plus"))
    write_notebook(folder / "mine.ipynb", mine)
    write_notebook(folder / "theirs.ipynb", theirs)
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "mine.ipynb"))
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id]


def test_a_notebook_that_went_on_elsewhere_is_taken_over(folder, monkeypatch):
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    elsewhere = Answers(**vars(work.answers) | {"items": dict(work.answers.items)})
    elsewhere.put(OTHER)
    write_notebook(folder / "mine.ipynb", elsewhere)
    monkeypatch.setenv("JPY_SESSION_NAME", "mine.ipynb")
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id, OTHER.id]


def test_somebody_elses_notebook_is_not_mixed_into_the_file(folder, monkeypatch):
    open_store("lesson", ARTICLE).put(MARK)
    theirs = Answers("lesson", "text", ARTICLE.sha256)
    for why in "abc":
        theirs.put(replace(OTHER, why=why))
    write_notebook(folder / "theirs.ipynb", theirs)
    monkeypatch.setenv("JPY_SESSION_NAME", "theirs.ipynb")
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id]


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 3}', '{"cells": [{"outputs": [3]}]}', "[" * 100_000,
                                  json.dumps({"cells": [{"outputs": [{"data": {MIME: {"schema": 9}}}]}]})])
def test_a_notebook_that_cannot_be_read_is_passed_over(folder, text):
    (folder / "broken.ipynb").write_text(text)
    assert read_notebook(folder / "broken.ipynb") == []
    assert ids(open_store("lesson", ARTICLE)) == []


def test_a_notebook_that_was_renamed_finds_its_answers(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    open_store("lesson", ARTICLE).put(MARK)
    monkeypatch.setenv("JPY_SESSION_NAME", "Léa, essai n° 2.ipynb")
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id]


def test_a_hand_in_is_kept_and_what_comes_after_is_noticed():
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    work.hand_in("Léa")
    again = open_store("lesson", ARTICLE)
    assert again.answers.receipt() == work.answers.receipt()
    assert again.answers.student == "Léa"
    again.hand_in()
    assert again.answers.revision == work.answers.revision
    assert not again.answers.modified_since_hand_in()
    again.put(OTHER)
    assert open_store("lesson", ARTICLE).answers.modified_since_hand_in()


def test_nothing_to_hand_in_stays_blank(folder):
    work = open_store("lesson", ARTICLE)
    work.hand_in("Léa")
    assert work.answers.to_dict()["handed_in"] is None
    assert list(folder.iterdir()) == []


def test_two_processes_writing_at_once_lose_nothing():
    programs = [[sys.executable, edits.__file__, layer, "40"] for layer in ("sources", "hedges")]
    running = [subprocess.Popen(program, stdout=subprocess.DEVNULL) for program in programs]
    assert [process.wait() for process in running] == [0, 0]
    assert edits.found() == edits.after(40, "sources") | edits.after(40, "hedges")


def test_a_browser_without_a_place_for_files_is_not_said_to_save(monkeypatch):
    monkeypatch.setattr(store.sys, "platform", "emscripten")
    work = open_store("lesson", ARTICLE)
    work.put(MARK)
    assert work.path is None
    assert work.answers.saved is None


def test_a_system_without_file_locks_saves_all_the_same(folder, monkeypatch):
    monkeypatch.setattr(store, "flock", None)
    open_store("lesson", ARTICLE).put(MARK)
    assert ids(open_store("lesson", ARTICLE)) == [MARK.id]
