"""Whatever is handed in: the batch goes on, each fault is named, and no failure becomes a zero."""

import csv
import json
import os
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.answers import MIME
from kit.errors import SubmissionError
from kit.exercise import EXERCISES, load_exercise
from kit.grading.gradebook import grade_class
from kit.grading.marking import grade_copy, load_marking
from kit.grading.sheet import read_sheet
from kit.grading.submissions import MOST_BYTES, collect, read_answers
from kit.report.feedback import feedback
from kit.wording import language
from tests.grading.copies import FILE, HOSTILE, NAMES, data, notebook, sample, write

EXERCISE = load_exercise("02-sources")
MARKING = load_marking(EXERCISE, None, {})


def graded(place, out):
    language("fr")
    grade_class(place, collect(place), MARKING, out, page=feedback)
    rows = {row["student"]: row for row in read_sheet(out / "grades.csv")}
    problems = {}
    for row in read_sheet(out / "problems.csv"):
        problems.setdefault(row["student"], []).append(row)
    return rows, problems


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    top = tmp_path_factory.mktemp("hostile")
    for kind, (files, _, _) in HOSTILE.items():
        write(top / "in" / kind, files)
    return top, *graded(top / "in", top / "out")


def test_there_are_more_than_fifty_kinds():
    assert len(HOSTILE) >= 50


@pytest.mark.parametrize("kind", HOSTILE)
def test_each_copy_is_named_with_its_fault_or_graded_rightly(batch, kind):
    _, rows, problems = batch
    _, codes, points = HOSTILE[kind]
    assert {problem["problem"] for problem in problems.get(kind, ())} == codes
    assert rows[kind]["points"] == ("" if points is None else f"{points:g}")
    assert (rows[kind]["status"] == "refused") == (points is None)
    for problem in problems.get(kind, ()):
        assert problem["says"]
        assert "\n" not in problem["says"]


def test_nothing_a_student_wrote_is_markup(batch):
    top, _, _ = batch
    for path in (top / "out" / "feedback").glob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "<script" not in html
        assert "<img" not in html


def test_no_code_of_a_student_was_run(batch):
    assert Path.home().is_dir()
    assert not Path("/tmp/pwned").exists()


def test_a_cell_that_a_spreadsheet_would_run_is_defused(batch):
    top, _, _ = batch
    for name in ("grades", "items", "problems"):
        for row in read_raw(top / "out" / f"{name}.csv"):
            for cell in row:
                assert cell[:1] not in "=+@\t" or not cell
                assert cell[:1] != "-" or cell[1:].replace(".", "").isdecimal()


def read_raw(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_a_second_run_writes_the_same_bytes(batch):
    top, _, _ = batch
    before = {path: path.read_bytes() for path in sorted((top / "out").rglob("*")) if path.is_file()}
    graded(top / "in", top / "out")
    assert before == {path: path.read_bytes() for path in sorted((top / "out").rglob("*")) if path.is_file()}


def test_names_of_every_kind_stay_apart(tmp_path):
    for name in NAMES:
        write(tmp_path / "in" / name, {FILE: data(sample() | {"student": None})})
    rows, problems = graded(tmp_path / "in", tmp_path / "out")
    assert sorted(rows) == sorted(NAMES)
    assert not problems
    pages = [row["feedback"] for row in rows.values()]
    assert len({page.lower() for page in pages}) == len(NAMES)
    assert all((tmp_path / "out" / page).is_file() for page in pages)
    assert len(read_raw(tmp_path / "out" / "grades.csv")) == len(NAMES) + 1


def test_links_devices_and_giants_are_not_opened(tmp_path):
    folder = tmp_path / "in" / "eve"
    write(folder, {})
    secret = tmp_path / "secret.json"
    secret.write_bytes(data(sample()))
    (folder / "link.json").symlink_to(secret)
    (folder / "away").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.json")
    with (folder / "huge.json").open("wb") as stream:
        stream.truncate(500_000_000)
    rows, problems = graded(tmp_path / "in", tmp_path / "out")
    assert rows["eve"]["status"] == "refused"
    assert sorted(row["problem"] for row in problems["eve"]) == ["link", "link", "special", "too_big"]


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    return path


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_is_read_in_memory_and_never_leaves_it(tmp_path):
    link = zipfile.ZipInfo("eve/link.json")
    link.external_attr = 0o120777 << 16
    place = archive(tmp_path / "class.zip", [
        ("ann/02-sources.json", data(sample())), ("../out.json", b"{}"), ("/abs.json", b"{}"), ("C:/x.json", b"{}"),
        ("bob\\x.json", b"{}"), (link, b"/etc/passwd"), ("bomb/a.json", bytes(MOST_BYTES + 1)),
        ("twin/a.json", data(sample("wrong.fr"))), ("twin/a.json", data(sample())), ("__MACOSX/ann/._x.json", b"x"),
    ])
    rows, problems = graded(place, tmp_path / "out")
    assert rows["ann"]["points"] == rows["twin"]["points"] == "16"
    assert {row["problem"] for row in problems["twin"]} == {"several"}
    assert [row["problem"] for row in problems["eve"]] == ["link"]
    assert [row["problem"] for row in problems["bomb"]] == ["too_big"]
    assert [row["problem"] for row in problems[""]] == ["unsafe_name"] * 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.zip", "out"]


def test_an_archive_that_lies_about_a_size_or_a_password_is_found_out(tmp_path):
    place = archive(tmp_path / "class.zip", [("liar/a.json", bytes(MOST_BYTES + 1)), ("lock/a.json", b"{}")])
    raw = bytearray(place.read_bytes())
    first = raw.index(b"PK\x01\x02")
    raw[first + 24:first + 28] = struct.pack("<I", 10)  # the size in the list of contents
    second = raw.index(b"PK\x01\x02", first + 4)
    raw[second + 8] |= 1  # the flag of a password
    place.write_bytes(raw)
    _, problems = graded(place, tmp_path / "out")
    assert [row["problem"] for row in problems["liar"]] in (["unreadable"], ["not_json"], ["too_big"])
    assert [row["problem"] for row in problems["lock"]] == ["encrypted"]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_one_sentence(tmp_path, content):
    (tmp_path / "class.zip").write_bytes(content)
    with pytest.raises(SubmissionError, match=r"class\.zip"):
        collect(tmp_path / "class.zip")


def test_an_empty_folder_is_said(tmp_path):
    with pytest.raises(SubmissionError):
        collect(tmp_path)


JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
                    max_leaves=12)


@given(st.binary(max_size=300), st.sampled_from([".json", ".ipynb"]))
def test_any_bytes_are_answers_or_a_stated_problem(content, suffix):
    read_or_refuse(content, suffix)


@given(JSON, st.sampled_from([".json", ".ipynb"]))
def test_any_json_is_answers_or_a_stated_problem(content, suffix):
    read_or_refuse(json.dumps(content).encode(), suffix)
    read_or_refuse(notebook(content), suffix)
    read_or_refuse(json.dumps({"cells": [{"outputs": [{"data": {MIME: content}}]}, content]}).encode(), suffix)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_answers_changed_anywhere_are_answers_or_a_stated_problem(data_):
    content = sample()
    place = content if data_.draw(st.booleans()) else data_.draw(st.sampled_from(content["items"]))
    place[data_.draw(st.sampled_from([*place, "new"]))] = data_.draw(JSON)
    read_or_refuse(json.dumps(content).encode(), ".json")


@given(st.data())
def test_a_notebook_changed_anywhere_is_answers_or_a_stated_problem(data_):
    read_or_refuse(mutated(data_, notebook(sample("wrong.fr"), sample())), ".ipynb")


def mutated(data_, content):
    """Bytes with some pieces cut out, doubled, exchanged or overwritten, as a bad disk or a clever student would."""
    content = bytearray(content)
    for _ in range(data_.draw(st.integers(1, 6))):
        at = data_.draw(st.integers(0, len(content)))
        piece = data_.draw(st.one_of(st.binary(max_size=8), st.sampled_from(PIECES),
                                     st.integers(0, 200).map(lambda n, at=at: bytes(content[at - n:at]))))
        content[at:at + data_.draw(st.integers(0, 40))] = piece
    return bytes(content)


PIECES = [b"null", b"[", b"]}", b"{", b'":', b'"', b",", b"-1", b"1e999", b"NaN", b"true", b'{"a":1,"a":2}', b"\\ud800",
          b"\xff", b"\0", b'"deleted": 5', b'"items": {}', b'"rev": 9.5', b"99999999999999999999999", b'"start": null']


@pytest.mark.long
@given(st.data())
@settings(max_examples=4000, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_long_rain_of_broken_bytes(data_):
    sources = sorted(EXERCISES.glob("*/??.ipynb")) + sorted(EXERCISES.glob("*/samples/*.json"))
    whole = [path.read_bytes() for path in sources]
    real = data_.draw(st.sampled_from([*whole, notebook(sample(), sample("wrong.fr"))]))
    read_or_refuse(mutated(data_, real), data_.draw(st.sampled_from([".json", ".ipynb"])))


@pytest.mark.long
@given(st.data(), JSON)
@settings(max_examples=4000, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_long_rain_of_answers_changed_anywhere_is_graded_or_stated(tmp_path_factory, data_, value):
    content = sample(data_.draw(st.sampled_from(["good.fr", "wrong.fr", "good.en"])))
    place = data_.draw(st.sampled_from([content, *content["items"]]))
    place[data_.draw(st.sampled_from([*place, "new"]))] = value
    top = tmp_path_factory.getbasetemp() / "rain"
    write(top, {FILE: json.dumps(content).encode()})
    graded = grade_copy(top, collect(top)[0], MARKING)
    assert graded.status != "refused" or graded.problems
    assert graded.points >= 0
    assert feedback(graded, MARKING) if graded.answers else graded.points == 0


def read_or_refuse(content, suffix):
    with suppress(SubmissionError):
        for answers in read_answers(content, f"a{suffix}"):
            json.dumps(answers.to_dict())
