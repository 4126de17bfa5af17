"""The pages in both languages say the same things in the same order, and name what exists."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(path.name for path in (DOCS / "fr").glob("*.md"))


def bones(path):
    """Each heading's level, list item, line of a table and block of code, in their order."""
    text = re.sub(r"^```(\w*)\n.*?^```$", r"```\1", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"^(#+ |\d\. |- |\||```\w+)", text, flags=re.MULTILINE)


def test_every_page_is_in_both_languages():
    assert sorted(path.name for path in (DOCS / "en").glob("*.md")) == PAGES
    assert {"students.md", "instructors.md", "teacher.md", "grading.md"} <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_bones_in_both_languages(name):
    assert bones(DOCS / "fr" / name) == bones(DOCS / "en" / name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_the_same_commands_in_both_languages(name):
    named = [re.findall(r"(?:`|^)((?:kit|make) [a-z]+|lesson\.\w+)", (DOCS / lang / name).read_text(encoding="utf-8"),
                        flags=re.MULTILINE) for lang in ("fr", "en")]
    assert named[0] == named[1]


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda path: str(path.relative_to(DOCS)))
def test_a_link_without_an_address_stays_within_the_documentation(page):
    links = re.findall(r"\]\((?!\w+:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    outside = [link for link in links if not (page.parent / link).resolve().is_relative_to(DOCS)]
    assert not outside
