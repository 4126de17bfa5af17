import pandas
import pytest

from kit import lessons
from kit.answers import MIME, parse
from kit.cli import main
from kit.exercise import EXERCISES
from kit.grading.sheet import read_sheet
from kit.scoring import in_words
from kit.store import open_store
from tests.grading.copies import FILE, HOSTILE, data, notebook, sample, write


@pytest.fixture
def place(tmp_path):
    for student, name in {"ann": "good.fr", "bob": "wrong.fr", "cy": "good.en"}.items():
        write(tmp_path / "in" / student, {FILE: data(sample(name))})
    write(tmp_path / "in" / "di", {FILE: b"{"})
    return tmp_path / "in"


def run(place, *more):
    return main(["grade", str(place), "--exercise", "02-sources", "--out", str(place.parent / "out"), *more])


def test_three_students_and_a_broken_file(place, capsys):
    assert run(place) == 0
    out = place.parent / "out"
    assert "3" in capsys.readouterr().out
    points = {row["student"]: row["points"] for row in read_sheet(out / "grades.csv")}
    assert points == {"ann": "16", "bob": "2.4", "cy": "16", "di": ""}
    assert [(row["student"], row["problem"]) for row in read_sheet(out / "problems.csv")] == [("di", "not_json")]
    assert len(read_sheet(out / "items.csv")) == 11 + 13 + 11
    assert sorted(path.name for path in (out / "feedback").iterdir()) == ["ann.html", "bob.html", "cy.html"]


def test_a_page_is_in_the_students_language_whole_and_without_script(place):
    run(place)
    french, english = ((place.parent / "out" / "feedback" / f"{name}.html").read_text(encoding="utf-8")
                       for name in ("bob", "cy"))
    assert '<html lang="fr">' in french
    assert "Barème" not in french
    assert "défendable aussi" in french
    assert '<html lang="en">' in english
    assert "A body that a reader could call" in english
    for page in (french, english):
        assert "<script" not in page
        assert "http" not in page.replace("http-equiv", "")


def test_cards_are_told_in_words_with_the_mentions_and_numbers_that_they_are_about(tmp_path):
    source = (EXERCISES / "03-people" / "samples" / "wrong.fr.json").read_bytes()
    write(tmp_path / "in" / "ann", {FILE: source})
    out = tmp_path / "out"
    assert main(["--interface", "fr", "grade", str(tmp_path / "in"), "--exercise", "03-people", "--out", str(out)]) == 0
    for page in (out / "class.html", out / "feedback" / "ann.html"):
        text = page.read_text(encoding="utf-8")
        assert "Un conducteur de bus / Une autre" in text
        assert "deux personnes différentes" in text
        assert "different<" not in text
        assert "Au moins" in text


def test_marks_that_an_instructor_reads_are_in_words():
    assert in_words("le maire = named_person\nune note", "sources", "fr") == "le maire = Personne nommée\nune note"
    assert in_words("He came. = opinion = named", "statements", "en") == "He came. = Judgement = A named source"
    assert in_words("different", "people", "fr") == "different"


def test_the_class_page_hides_names_unless_asked_and_carries_the_canary(place):
    write(place / "zuleikha", {FILE: data(sample() | {"student": "Zuleikha"})})
    run(place)
    page = (place.parent / "out" / "class.html").read_text(encoding="utf-8")
    assert "uleikha" not in page
    assert "media-literacy-kit:key:not-for-students:" in page
    run(place, "--names")
    assert "Zuleikha" in (place.parent / "out" / "class.html").read_text(encoding="utf-8")


def test_the_class_page_says_of_a_written_answer_what_it_earned_not_a_marks_outcome(place):
    out = place.parent / "out"
    run(place)
    row = next(row for row in read_sheet(out / "items.csv") if row["outcome"] == "open" and not row["unit"])
    (out / "overrides.csv").write_text(
        f"student,part,item,credit,comment\n{row['student']},{row['part']},{row['item']},0.5,\n", encoding="utf-8")
    run(place)
    assert "une partie des points 1" in (out / "class.html").read_text(encoding="utf-8")


def test_progress_since_an_earlier_grading_is_shown(place):
    run(place)
    later = place.parent / "later"
    assert main(["--interface", "en", "grade", str(place), "--exercise", "02-sources", "--out", str(later), "--before",
                 str(place.parent / "out")]) == 0
    assert "3 students did both" in (later / "class.html").read_text(encoding="utf-8")


def test_a_written_answer_that_was_decided_shows_points_and_no_word_for_marks(place):
    out = place.parent / "out"
    out.mkdir()
    decided = "student,part,item,credit,comment\nann,who-is-missing,who-is-missing,0.75,Bien.\n"
    (out / "overrides.csv").write_text(decided, encoding="utf-8")
    run(place)
    written = (out / "feedback" / "ann.html").read_text(encoding="utf-8").rpartition("<section>")[2]
    assert "3 sur 4" in written
    assert "Bien." in written
    assert 'class="outcome' not in written


def test_a_decision_on_a_student_or_an_item_that_is_not_there_is_said(place, capsys):
    out = place.parent / "out"
    out.mkdir()
    rows = ["student,part,item,credit,comment", "ann,sources,M1,1,", "ann,sources,M99,1,", "anne,sources,M1,1,"]
    (out / "overrides.csv").write_text("\n".join(rows), encoding="utf-8")
    run(place)
    [ann, _] = read_sheet(out / "problems.csv")
    assert (ann["student"], ann["problem"], ann["consequence"]) == ("ann", "no_such_item", "flagged")
    assert "(ann, sources, M99)" in ann["says"]
    assert "(anne)" in capsys.readouterr().err


def test_a_review_of_nothing_opens_no_page(tmp_path, capsys):
    write(tmp_path / "in" / "ann", {FILE: data(sample("careless.fr"))})
    assert run(tmp_path / "in", "--review") == 0
    assert "Rien ne vous attend" in capsys.readouterr().out


def test_scores_only_writes_no_page(place):
    run(place, "--scores-only")
    assert not list((place.parent / "out").rglob("*.html"))


def test_a_private_key_can_be_given(place):
    key = place.parent / "private.json"
    text = (EXERCISES / "02-sources" / "key.json").read_text(encoding="utf-8")
    key.write_text(text.replace('"label": "named_person"', '"label": "agentless"'), encoding="utf-8")
    assert run(place, "--key", str(key)) == 0
    points = {row["student"]: row["points"] for row in read_sheet(place.parent / "out" / "grades.csv")}
    assert points["ann"] == "14.4"


@pytest.mark.parametrize(("arguments", "says"), [
    (["nowhere", "--exercise", "02-sources"], "nowhere"),
    ([".", "--exercise", "02-source"], "02-sources"),
    ([".", "--exercise", "02-sources", "--key", "no-key.json"], "no-key.json"),
])
def test_what_a_user_can_mend_is_one_line_and_status_2(arguments, says, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {FILE: data(sample())})
    assert main(["grade", *arguments, "--out", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_the_hostile_set_is_graded_by_the_command_too(tmp_path):
    for kind, (files, _, _) in HOSTILE.items():
        write(tmp_path / "in" / kind, files)
    assert run(tmp_path / "in") == 0
    rows = read_sheet(tmp_path / "out" / "grades.csv")
    assert len(rows) == len(HOSTILE)
    assert all(row["points"] for row in rows if row["status"] != "refused")


def test_what_a_student_hands_in_from_the_notebook_is_graded_mark_for_mark(tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    work = lessons.graded("02-sources", lang="en")
    store = open_store(work.exercise.id, work.article)
    store.put(*parse(sample("good.en")).live())
    work = lessons.graded("02-sources", lang="en")  # as after a restart
    bundle = work.hand_in("Ann")._repr_mimebundle_()
    write(tmp_path / "in" / "ann", {"02-sources.ipynb": notebook(bundle[MIME])})
    assert run(tmp_path / "in") == 0
    [row] = read_sheet(tmp_path / "out" / "grades.csv")
    assert (row["name"], row["points"], row["open"]) == ("Ann", "16", "1")
    assert row["receipt"] in repr(work.hand_in("Ann"))
    assert "Name: Ann." in repr(work.hand_in())  # once given, it stays
    assert read_sheet(tmp_path / "out" / "problems.csv") == []


def test_the_tables_open_in_pandas_as_they_are(place):
    run(place)
    items = pandas.read_csv(place.parent / "out" / "items.csv")
    assert items.groupby("student")["credit"].sum().round(2).to_dict() == {"ann": 10, "bob": 1.5, "cy": 10}
