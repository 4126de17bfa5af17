"""What the README promises."""

import doctest
import re
import subprocess
from pathlib import Path

import pytest

import kit
from kit.commands.links import PLACEHOLDER, STUDENT_BRANCH, badge, links

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOP = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")]
PAGES = TOP + sorted(ROOT.glob("docs/**/*.md"))


def test_its_examples_give_what_they_say():
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert result.attempted >= 4
    assert result.failed == 0


def test_the_calls_of_the_first_lesson_are_those_of_the_notebook():
    block = next(code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "hand_in" in code)
    lesson = (ROOT / "notebooks" / "en" / "02-sources.ipynb").read_text(encoding="utf-8")
    for call in re.findall(r"^lesson\.\w+\(.*?\)", block, re.MULTILINE):
        assert call.replace('"', '\\"') in lesson, call


def test_its_badge_is_the_one_that_kit_links_prints():
    url = links("fr/00-welcome.ipynb", PLACEHOLDER, STUDENT_BRANCH)["Binder"]
    assert badge("Binder", url) in README


def test_the_command_of_ci_is_the_readmes_own():
    assert "\nmake test " in README
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_and_file_that_a_page_names_exists(page):
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)) <= targets
    commands = {path.stem for path in (ROOT / "kit" / "commands").glob("[a-z]*.py")}
    assert set(re.findall(r"(?:`|^|\\)kit ([a-z]+)", text, re.MULTILINE)) <= commands
    if page in TOP:  # the links of the other pages are the generator's to check
        local = [target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target]
        assert [target for target in local if not (page.parent / target).exists()] == []


def test_it_fits_on_two_screens():
    assert len(README.splitlines()) <= 110


def test_every_version_that_is_written_is_the_kits():
    assert f"\nversion: {kit.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {kit.__version__} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'tag: "{kit.__version__}"' in (ROOT / "deploy" / "kubernetes" / "values.yaml").read_text(encoding="utf-8")
    tags = {tag for page in PAGES for tag in re.findall(r"\bv(\d+\.\d+\.\d+)\b", page.read_text(encoding="utf-8"))}
    assert tags == {kit.__version__}


def test_nothing_names_a_registry_a_token_or_a_home_folder():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = r"(?<![\w.])/(?:home/(?!jovyan)|Users/|root/|work/)\w"
    wrong = re.compile(rf"{folders}|files\.pythonhosted|registry\.npmjs|index-url")
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.exists() and path.suffix not in {".png", ".zip", ".pdf"} and path != Path(__file__):
            found = wrong.search(path.read_text(encoding="utf-8", errors="replace"))
            assert found is None, f"{name}: {found and found[0]}"
