import subprocess
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from kit.cli import main
from kit.commands.links import links


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """Stand in a repository whose remote is `url`."""

    def make(url):
        subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
        subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", url], check=True)
        monkeypatch.chdir(tmp_path)

    return make


@pytest.mark.parametrize(
    "url",
    ["https://github.com/ada/media.kit.git", "https://github.com/ada/media.kit", "git@github.com:ada/media.kit.git"],
)
def test_owner_and_name_come_from_the_git_remote(clone, capsys, url):
    clone(url)
    assert main(["links", "--ref", "v1"]) == 0
    out, err = capsys.readouterr()
    assert "https://mybinder.org/v2/gh/ada/media.kit/v1?urlpath=" in out
    assert "v1" in err, "no such branch or tag"


def test_what_is_missing_is_said_with_its_cure_and_no_more(clone, tmp_path, capsys):
    clone("https://github.com/ada/kit")

    def git(*words):
        subprocess.run(["git", "-C", tmp_path, "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True)

    def said(*words):
        assert main(["--interface", "en", "links", *words]) == 0
        return capsys.readouterr().err.splitlines()

    branch, pages = said()
    assert "kit release" in branch
    assert "make site" in pages
    git("commit", "--quiet", "--allow-empty", "--message", "x")
    git("branch", "students")
    assert "git push origin students" in said()[0]
    git("tag", "v1")
    git("update-ref", "refs/remotes/origin/gh-pages", "HEAD")
    assert said("--ref", "v1") == []
    assert len(said("--ref", "v1", "--content", "lessons")) == 1
    assert said("--repo", "another/one") == [], "of another repository this folder knows nothing"


def test_a_branch_of_lessons_alone_is_pulled_into_the_environment_of_another():
    found = links("fr/02-sources.ipynb", "ada/kit", "v1", "lessons")
    url = urlsplit(found["Binder"])
    assert url.path == "/v2/gh/ada/kit/v1"
    pull = urlsplit(parse_qs(url.query)["urlpath"][0])
    assert pull.path == "git-pull"
    assert parse_qs(pull.query) == {
        "repo": ["https://github.com/ada/kit"], "branch": ["lessons"],
        "urlpath": ["lab/tree/kit/notebooks/fr/02-sources.ipynb"],
    }  # fmt: skip
    assert "/blob/lessons/" in found["Colab"]


def test_without_a_remote_there_is_a_clear_placeholder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["links"]) == 0
    out, err = capsys.readouterr()
    assert "/OWNER/NAME/students?" in out
    assert "--repo proprietaire/nom" in err


def test_every_lesson_has_its_three_links_and_badges(capsys):
    main(["links", "--repo", "ada/kit"])
    out = capsys.readouterr().out
    assert out.count("## fr/") == out.count("## en/") > 0
    assert out.count("[![Binder]") == out.count("[![Colab]") == out.count("[![JupyterLite]") == out.count("## ")


def test_a_binder_link_opens_the_notebook_in_the_lab():
    url = links("fr/02-sources.ipynb", "ada/kit", "class/2026")["Binder"]
    assert url.startswith("https://mybinder.org/v2/gh/ada/kit/class%2F2026?")
    assert unquote(url).endswith("urlpath=lab/tree/notebooks/fr/02-sources.ipynb")


def test_what_is_no_repository_is_refused(capsys):
    assert main(["links", "--repo", "ada"]) == 2
    assert "--repo" in capsys.readouterr().err
