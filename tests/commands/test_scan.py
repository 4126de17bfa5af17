"""kit scan: one line in, one line out, whatever the lines before it held."""

import io
import json

import pytest

from kit.cli import main

GOOD = {"id": "a", "text": "Il pleut, selon un voisin.", "lang": "fr"}


@pytest.fixture
def pipe(monkeypatch, capsys):
    """Run ``kit scan -`` on some bytes; give the exit status and the objects printed."""

    def run(data, *options):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        status = main(["scan", "-", *options])
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def lines(*rows):
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def test_a_line_of_json_gives_a_line_of_json(pipe):
    status, [answer] = pipe(lines(GOOD))
    assert status == 0
    assert list(answer) == ["id", "lang", "sha256", "sentences", "sources", "hedges", "statements", "people"]
    assert answer["id"] == "a"
    assert answer["sources"][0]["text"] == "un voisin"
    assert answer["people"] == {"least": 1, "least_otherwise": 1, "apart": 1, "most": 1}


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"{", "JSON"),
        (b"[1]", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"id": "b"}', "text"),
        (b'{"id": "b", "text": 3}', "text"),
        (b'{"id": "b", "text": "x", "lang": "xx"}', "xx"),
        (b'{"id": "b", "text": "x", "lang": ["fr"]}', "fr"),
        ('{"id": "b", "text": "El ministro dijo que no está en la casa"}'.encode(), "espagnol"),
        (b'{"id": "b", "text": ""}', "--lang"),
    ],
)
def test_a_bad_line_becomes_its_error_and_the_rest_goes_on(pipe, bad, words):
    status, answers = pipe(lines(GOOD) + bad + b"\n\n" + lines(GOOD))
    assert status == 1
    assert [("error" in answer) for answer in answers] == [False, True, False]
    assert set(answers[1]) == {"id", "error"}
    assert "ligne 2" in answers[1]["error"]
    assert words in answers[1]["error"]


def test_the_id_comes_back_with_the_error(pipe):
    _, [answer] = pipe(b'{"id": {"n": 1}, "text": 3}\n')
    assert answer["id"] == {"n": 1}


def test_lang_auto_and_a_default_language(pipe):
    rows = lines(
        {"id": 1, "text": "Non.", "lang": None}, {"id": 2, "text": "The cat said it was on the roof.", "lang": "auto"}
    )
    status, answers = pipe(rows, "--lang", "fr")
    assert status == 0
    assert [answer["lang"] for answer in answers] == ["fr", "en"]


def test_half_a_pair_does_not_stop_the_output(pipe):
    status, [answer] = pipe(b'{"id": 1, "text": "Selon un voisin \\ud83d, il pleut.", "lang": "fr"}\n')
    assert status == 0
    assert answer["sources"][0]["text"] == "un voisin"


@pytest.mark.parametrize("form", ["text", "html"])
def test_people_see_a_question_mark_for_half_a_pair(tmp_path, form):
    path, out = tmp_path / "in.jsonl", tmp_path / "out"
    path.write_bytes(b'{"id": 1, "text": "Selon un voisin \\ud83d, il pleut.", "lang": "fr"}\n' + lines(GOOD))
    assert main(["scan", str(path), "-o", str(out), "--format", form]) == 0
    assert out.read_text(encoding="utf-8").count("un voisin") == 2


def test_a_jsonl_file_is_read_line_by_line(tmp_path, capsys):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + lines(GOOD, GOOD))
    assert main(["scan", str(path), "-o", str(tmp_path / "out.jsonl")]) == 0
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert capsys.readouterr().out == ""


def test_a_text_file_is_shown_with_its_marks(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Il pleut peut-être, selon un voisin.", encoding="utf-8")
    assert main(["scan", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "S1   Il pleut [peut-être: Adverbe de doute], selon [un voisin: Source décrite, non nommée]." in shown
    assert "Prévision / hypothèse, Une source anonyme" in shown


@pytest.mark.parametrize("form", ["text", "html"])
def test_people_read_how_many_speak_and_why(tmp_path, capsys, form):
    path = tmp_path / "a.txt"
    path.write_text("Il pleut, selon un voisin. « Il neige », estime un autre.\n", encoding="utf-8")
    assert main(["scan", str(path), "--lang", "fr", "--format", form]) == 0
    counted = capsys.readouterr().out.split("Combien de personnes non nommées")[1]
    assert "quelqu’un d’autre" in counted and "Au moins 2" in counted
    path.write_text("Il pleut, selon Ada Roy.\n", encoding="utf-8")
    assert main(["scan", str(path), "--lang", "fr", "--format", form]) == 0
    assert "non nommées" not in capsys.readouterr().out


def test_a_page_holds_the_text_escaped_and_no_address(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Titre <b>\n« <script> & co », dit un voisin.", encoding="utf-8")
    assert main(["scan", str(path), "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "<h2>Titre &lt;b&gt;" in page
    assert "&lt;script&gt; &amp; co" in page
    assert '<mark class="source">un voisin</mark>' in page
    assert "http" not in page


@pytest.mark.parametrize("form", ["text", "html"])
def test_people_see_the_error_of_a_bad_line_too(tmp_path, capsys, form):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"{\n" + lines(GOOD))
    assert main(["scan", str(path), "--format", form]) == 1
    shown = capsys.readouterr().out
    assert "ligne 1" in shown
    assert "un voisin" in shown


def test_a_text_file_as_json(capsys):
    assert main(["scan", "otan-ukraine", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "otan-ukraine"


@pytest.mark.parametrize("arguments", [["missing.jsonl"], ["missing.txt"], ["otan-ukraine", "-o", "no/such/folder/x"]])
def test_a_path_that_fails_is_one_line_and_status_2(arguments, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["scan", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_what_a_copied_text_brings_along_is_told_beside_the_findings(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Le pont fermera.\nUn voi\u00adsin affirme que la mairie le sait.", encoding="utf-8")
    assert main(["--interface", "en", "scan", str(path), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert [source["text"] for source in json.loads(out)["sources"]] == ["Un voi\u00adsin"]
    assert "line 2" in err
    assert "U+00AD" in err
