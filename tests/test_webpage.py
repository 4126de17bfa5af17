"""Pages saved from the browser: their article is told from the rest, nothing is made up, each fault is one sentence."""

import sys
from pathlib import Path

import pytest

import kit
from kit.article import METADATA, read
from kit.errors import ArticleError
from kit.webpage import MOST_ATTRIBUTES

PAGES = Path(__file__).parent / "saved"
ARTICLE = "<p>" + "Selon un voisin, la halle du marché rouvrira avant l’été. " * 5 + "</p>"


def saved(folder, content: str | bytes, name="page.html") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def refused(path: str) -> str:
    kit.language("fr")
    with pytest.raises(ArticleError) as caught:
        read(path)
    assert str(caught.value).count("\n") == 0
    return str(caught.value)


def test_the_article_of_a_regional_paper_without_what_stands_around_it():
    text = read(PAGES / "fr.html").text
    for kept in ("rouvrira-t-elle", "raconte une fromagère", "Un chapiteau provisoire", "n’a pas souhaité répondre"):
        assert kept in text
    for left in ("cookies", "m’abonne", "Lire aussi", "3 000 foyers", "sanglier", "gerard14", "Mentions", "script"):
        assert left not in text


def test_what_the_page_says_of_itself_is_proposed():
    assert read(PAGES / "fr.html").metadata == {
        "title": "Valmère : la halle du marché rouvrira-t-elle ?", "date": "2026-03-14",
        "outlet": "La Gazette du Bocage", "byline": "Inès Kervella", "agency": None,
        "url": "https://gazette-invente.example/valmere/halle-du-marche.html"}


def test_a_page_in_the_encoding_that_it_declares(tmp_path):
    page = (PAGES / "en.html").read_text(encoding="utf-8")
    english = read(saved(tmp_path, page.encode("windows-1252")))
    assert english.text == read(PAGES / "en.html").text
    assert "“We have found the fault and the part is on its way,” said Moira Penhale" in english.text
    assert "privacy" not in english.text
    assert "Seal pup" not in english.text
    assert (english.metadata["date"], english.metadata["outlet"]) == ("2026-05-08", "The Haven Courier")
    utf16 = read(saved(tmp_path, f"<html><body>{ARTICLE}</body></html>".encode("utf-16")))
    assert "rouvrira" in utf16.text


@pytest.mark.parametrize("about", [
    "", "<footer>© 2026 La Gazette</footer>", "<p>Le 14 mars 2026, il pleuvait.</p>", "<p>Publié le 14 mars 2026</p>",
    '<meta name="twitter:site" content="@gazette">',
])
def test_nothing_is_made_up_about_a_page_that_says_nothing(about, tmp_path):
    page = read(saved(tmp_path, f"<html><head></head><body>{about}{ARTICLE}</body></html>"))
    assert page.metadata == dict.fromkeys(METADATA)


def test_a_page_is_known_by_how_it_begins_too(tmp_path):
    for head in ("\ufeff<!DOCTYPE html>\n<!-- saved from url=(0019)https://x.example/ --><html>", "<!-- x -->\n<HTML>"):
        page = f"{head}<body>{ARTICLE}</body></html>"
        assert read(saved(tmp_path, page, "colle.txt")).text.startswith("Selon un voisin")
    text = "<html> est le début d’une page, explique un professeur."
    assert read(saved(tmp_path, f"Une balise : {text}", "texte.txt")).text.endswith(text)


def test_a_script_is_neither_run_nor_read(tmp_path):
    script = "<script>document.body.innerHTML = '" + "mot " * 50 + "'</script>"
    assert "mot mot" not in read(saved(tmp_path, f"<html><body>{script}{ARTICLE}</body></html>")).text
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
    assert "root:" not in read(saved(tmp_path, f"{entity}<p>&x;</p>{ARTICLE}</body></html>")).text


def test_each_page_that_cannot_be_used_gets_its_own_sentence(tmp_path):
    menu = "<nav><a href=/>Accueil</a> <a href=/sports>Sports</a></nav>"
    pages = [
        "", "Un texte sans balise.", f"<html><body>{menu}</body></html>",
        "<html><body><script>app.start()</script></body></html>", "<html>" + "<div>" * 50_000 + ARTICLE,
        b"<html><head><meta charset=utf-8></head><body>\xe9t\xe9</body></html>", b"\x81<html><meta charset=latin1>",
        b"<html><meta charset=zlib_codec>\xe9", b"%PDF-1.7", b"From: <Saved by Blink>\r\n", b"bplist00\xff",
    ]
    sentences = [refused(saved(tmp_path, page)) for page in pages]
    assert all("page.html" in sentence for sentence in sentences)
    assert "aucun mot" in sentences[0]
    assert all("Aucun article" in sentence for sentence in sentences[1:5])
    for sentence, encoding in zip(sentences[5:8], ("utf-8", "windows-1252", "zlib_codec"), strict=True):
        assert encoding in sentence
    for sentence, kind in zip(sentences[8:], ("PDF", "MHTML", "Safari"), strict=True):
        assert kind in sentence
    assert all("opiez" in sentence or "ollez" in sentence for sentence in sentences)


@pytest.mark.parametrize(("most", "fine"), [(MOST_ATTRIBUTES, True), (MOST_ATTRIBUTES + 1, False)])
def test_a_tag_with_no_end_of_attributes_is_refused_before_it_takes_minutes(tmp_path, most, fine):
    path = saved(tmp_path, f"<html><body {' '.join(f'a{n}=x' for n in range(most))}>{ARTICLE}</body></html>")
    if fine:
        assert "rouvrira" in read(path).text
    else:
        assert "Copiez le texte" in refused(path)


def test_where_nothing_can_read_pages_one_is_told_to_paste_the_text(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert "Copiez le texte" in refused(str(PAGES / "fr.html"))


ITALIAN = "Il sindaco ha detto che la scuola non sarà chiusa, ma i genitori non sono d’accordo con lui. " * 3


@pytest.mark.parametrize(("lang", "name"), [("fr", "italien"), ("en", "Italian")])
@pytest.mark.parametrize("file", ["mio.txt", "mio.html"])
def test_lesson_6_refuses_a_text_in_another_language_by_its_name(lang, name, file, tmp_path):
    content = ITALIAN if file.endswith(".txt") else f"<html><body><p>{ITALIAN}</p></body></html>"
    with pytest.raises(ArticleError, match=name):
        kit.lesson("06-your-article", lang=lang, article=saved(tmp_path, content, file))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("page", ["fr.html", "en.html"])
def test_lesson_6_works_on_a_saved_page(lang, page):
    lesson = kit.lesson("06-your-article", lang=lang, article=str(PAGES / page))
    assert lesson.article.lang == page[:2]
    assert lesson.picture("sources").words
    assert len(lesson.mark(layer="hedges").units) > 5
