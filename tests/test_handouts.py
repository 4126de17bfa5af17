"""The worksheets: all that a class needs on paper, and no answer. ``make handouts`` has a browser print them."""

import re
import sys
from html import unescape
from pathlib import Path

import pytest

from kit.article import read
from kit.key import load_key
from kit.traps import traps

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from handouts import section, worksheet  # noqa: E402

PAGES = sorted(path for path in ROOT.glob("notebooks/*/*.ipynb") if re.match(r"0[1-9]|cards", path.name))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_worksheet_holds_no_answer_no_code_and_asks_nothing_from_the_network(path):
    html = unescape(worksheet(path))
    assert "lesson." not in html
    assert "<details>" not in html
    assert "http" not in html
    for article in ("otan-ukraine", "valmere-piscine", "valmere-pool"):
        for item in load_key(read(article).folder / "reading.json").items:
            assert item.explanation[path.parent.name] not in html


def test_a_worksheet_has_the_numbered_text_the_card_the_warm_up_and_lines_to_write_on():
    html = unescape(worksheet(ROOT / "notebooks" / "fr" / "02-sources.ipynb"))
    assert [f"<b>S{n}</b>" in html for n in range(1, 17)] == [True] * 16
    assert "prendra du - et la question" in html
    assert "l’échelle de transparence" in html
    assert "sans écran" in html
    assert html.count("<hr>") >= 3


def test_a_text_in_the_other_language_comes_with_its_translation():
    assert "will take some - and" in worksheet(ROOT / "notebooks" / "en" / "01-provenance.ipynb")


def test_the_first_worksheet_brings_the_identity_card_and_the_other_versions():
    html = unescape(worksheet(ROOT / "notebooks" / "fr" / "01-provenance.ipynb"))
    assert html.count("absent de la copie") == 6
    assert "contre-pied" in html


def test_the_machines_marks_are_printed_and_who_is_right_is_not():
    html = unescape(worksheet(ROOT / "notebooks" / "fr" / "04-hedges.ipynb"))
    assert "exclut pas</u>" in html
    assert not any(trap.why in html for trap in traps("fr"))


def test_the_way_back_to_the_welcome_page_is_not_printed():
    assert "accueil" not in section("Les cartes.\n\nRetour à la [page d’accueil](00-welcome.ipynb).")


def test_what_stands_behind_a_fold_is_not_printed():
    assert "réponse" not in section("Question [1] ?\n\n<details><summary>Voir</summary>\n\nla réponse\n\n</details>")
