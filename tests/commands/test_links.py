import subprocess
from urllib.parse import unquote

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
    assert err == ""


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
    assert "« ada » n'est pas un dépôt" in capsys.readouterr().err
