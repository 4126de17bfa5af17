import pytest

from kit.grading.names import whose, wrapper


@pytest.mark.parametrize(("path", "student", "name", "number"), [
    ("alice/02-sources.ipynb", "alice", "alice", ""),
    ("alice.ipynb", "alice", "alice", ""),
    ("alice/02-sources/02-sources.ipynb", "alice", "alice", ""),
    ("submitted/alice/02-sources/02-sources.ipynb", "alice", "alice", ""),
    ("course/submitted/alice/02-sources/a.ipynb", "alice", "alice", ""),
    ("submitted/alice.ipynb", "submitted", "submitted", ""),
    ("Zoé Martin_12345_assignsubmission_file_/a.ipynb", "Zoé Martin_12345", "Zoé Martin", "12345"),
    ("Zoé Martin_12345_assignsubmission_file_a.ipynb", "Zoé Martin_12345", "Zoé Martin", "12345"),
    ("O'Neil_Jr_7_assignsubmission_file_/x/a.ipynb", "O'Neil_Jr_7", "O'Neil_Jr", "7"),
    ("Participant_12345_assignsubmission_file_/a.ipynb", "Participant_12345", "Participant", "12345"),
    ("martinzoe_12345_67890_02-sources.ipynb", "martinzoe_12345", "martinzoe", "12345"),
    ("martinzoe_LATE_12345_67890_02-sources-1.ipynb", "martinzoe_12345", "martinzoe", "12345"),
    ("class/martinzoe_12345_67890_a_b.ipynb", "martinzoe_12345", "martinzoe", "12345"),
    ("zoe_martin.ipynb", "zoe_martin", "zoe_martin", ""),
    ("3B_2.ipynb", "3B_2", "3B_2", ""),
])
def test_a_file_is_someones(path, student, name, number):
    who = whose(path)
    assert (who.id, who.name, who.number) == (student, name, number)


@pytest.mark.parametrize(("paths", "outer"), [
    (["3B/alice/a.ipynb", "3B/bob/a.ipynb"], "3B/"),
    (["alice/a.ipynb", "bob/a.ipynb"], ""),
    (["alice/a.ipynb", "alice/b.ipynb"], ""),
    (["alice/01-x/a.ipynb", "alice/02-sources/a.ipynb"], ""),
    (["submitted/alice/01-x/a.ipynb", "submitted/bob/01-x/a.ipynb"], ""),
    ([], ""),
])
def test_one_folder_around_all_students_is_taken_off(paths, outer):
    assert wrapper(paths, {"01-x", "02-sources"}) == outer
