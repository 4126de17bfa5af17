"""Articles are read verbatim, and what cannot be read gets its own sentence."""

import hashlib
from pathlib import Path

import pytest

import kit
from kit.article import LIBRARY, METADATA, library, normalise, open_folder, read
from kit.errors import ArticleError, DataError

OTAN_SHA256 = "4c1b25da67e26bf9e9bc385efe31bd6a55ab5033e5ba888acb268b0101a0f642"


def test_the_article_is_the_file_byte_for_byte():
    article = read("otan-ukraine")
    assert hashlib.sha256((LIBRARY / "otan-ukraine" / "article.txt").read_bytes()).hexdigest() == OTAN_SHA256
    assert hashlib.sha256(article.text.encode()).hexdigest() == article.sha256 == OTAN_SHA256


@pytest.mark.parametrize("name", library())
def test_a_library_article_says_what_is_absent_and_points_into_its_text(name):
    article = read(name)
    assert set(article.metadata) == set(METADATA)
    assert article.rights.keys() == {"fr", "en"}
    for record in (*article.units, *article.flags):
        assert article.text[record.start:record.end] == record.text != ""
    for version in article.versions:
        assert article.text[version["start"]:version["end"]] == version["copy"]
    for gloss in article.gloss.values():
        assert set(gloss) == {unit.id for unit in article.units}


def test_the_copy_gives_no_title_date_outlet_byline_or_agency():
    assert set(read("otan-ukraine").metadata.values()) == {None}


def test_no_code_path_writes_to_an_article(tmp_path):
    with pytest.raises(AttributeError):
        read("otan-ukraine").text = "repaired"
    copy = tmp_path / "otan-ukraine"
    copy.mkdir()
    for file in (LIBRARY / "otan-ukraine").iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    altered = (copy / "article.txt").read_text(encoding="utf-8").replace("du - et", "du temps et")
    (copy / "article.txt").write_text(altered, encoding="utf-8")
    with pytest.raises(DataError, match="sha256"):
        open_folder(copy)


def test_an_unknown_field_is_named_with_the_nearest_word(tmp_path):
    (tmp_path / "article.txt").write_text("Un texte.", encoding="utf-8")
    (tmp_path / "article.toml").write_text('lang = "fr"\nsha265 = ""\nunits = []\n', encoding="utf-8")
    with pytest.raises(DataError, match="sha265.*sha256"):
        open_folder(tmp_path)


def test_line_ends_and_a_byte_order_mark_stay_as_they_are(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffUn.\r\nDeux.\r".encode())
    assert read(path).text == "\ufeffUn.\r\nDeux.\r"


def test_the_shadow_to_match_on_has_the_same_length():
    text = "l’Otan\u00a0« 24\u202fheures » porte‑parole \U0001f600"
    assert len(normalise(text)) == len(text)
    assert normalise("l’Otan\u202f!") == "l'Otan !"


def refused(path) -> str:
    kit.language("fr")
    with pytest.raises(ArticleError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_each_unreadable_file_gets_its_own_sentence(tmp_path):
    def file(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    big = file("big.txt", b"")
    with big.open("r+b") as handle:
        handle.truncate(50_000_000)
    sentences = {
        refused(file("empty.txt", b" \n")), refused(file("latin.txt", "été".encode("latin-1"))),
        refused(file("a.pdf", b"%PDF-1.7 ...")), refused(file("nul.txt", b"a\0b")), refused(big),
        refused(tmp_path / "none.txt"), refused(tmp_path), refused("a\0b"),
    }
    assert len(sentences) == 8
    assert any("UTF-8" in s for s in sentences) and any("PDF" in s for s in sentences)
    assert any("50 Mo" in s for s in sentences)


def test_a_name_or_a_text_but_not_both():
    with pytest.raises(ArticleError):
        read()
    with pytest.raises(ArticleError):
        read("otan-ukraine", text="x")
    assert read(text="Le préfet a parlé.", lang="fr").lang == "fr"
