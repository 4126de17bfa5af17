"""``kit links``: the addresses at which a class opens the lessons, and badges to paste into a page."""

import argparse
import re
import subprocess
import sys
from urllib.parse import quote

from kit.commands.lab import LESSONS
from kit.errors import UsageError
from kit.wording import say

PLACEHOLDER = "OWNER/NAME"
STUDENT_BRANCH = "students"
"""Where the tree that ``kit release`` makes, which holds no key, is published."""

BADGES = {
    "Binder": "https://mybinder.org/badge_logo.svg",
    "JupyterLite": "https://jupyterlite.rtfd.io/en/latest/_static/badge.svg",
    "Colab": "https://colab.research.google.com/assets/colab-badge.svg",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--repo", metavar="OWNER/NAME", help=say("links.repo"))
    parser.add_argument("--ref", metavar="TAG", default=STUDENT_BRANCH, help=say("links.ref", default=STUDENT_BRANCH))


def run(args: argparse.Namespace) -> int:
    """Print, for each lesson, its addresses and its badges in Markdown; what is missing goes to stderr."""
    repo = args.repo or _origin()
    if repo is None:
        print(say("links.no_repo", placeholder=PLACEHOLDER), file=sys.stderr)
    elif not re.fullmatch(r"[\w.-]+/[\w.-]+", repo):
        raise UsageError(say("links.bad_repo", repo=repo))
    for lesson in sorted(LESSONS.glob("*/*.ipynb")):
        found = links(lesson.relative_to(LESSONS).as_posix(), repo or PLACEHOLDER, args.ref)
        print(f"## {lesson.relative_to(LESSONS).as_posix()}")
        for name, url in found.items():
            print(f"{name + ':':12} {url}")
        print(*(badge(name, url) for name, url in found.items()), end="\n\n")
    return 0


def links(lesson: str, repo: str, ref: str) -> dict[str, str]:
    """Give the address of a lesson on Binder, JupyterLite (GitHub Pages) and Colab.

    Parameters
    ----------
    lesson : str
        The notebook's path below ``notebooks``, such as ``fr/02-sources.ipynb``.
    repo : str
        ``owner/name`` on GitHub.
    ref : str
        A branch, a tag or a commit.
    """
    owner, name = repo.split("/")
    notebook = f"lab/tree/notebooks/{lesson}"
    return {
        "Binder": f"https://mybinder.org/v2/gh/{repo}/{quote(ref, safe='')}?urlpath={quote(notebook, safe='')}",
        "JupyterLite": f"https://{owner.lower()}.github.io/{name}/lab/index.html?path={quote(lesson, safe='')}",
        "Colab": f"https://colab.research.google.com/github/{repo}/blob/{quote(ref)}/notebooks/{lesson}",
    }


def badge(name: str, url: str) -> str:
    """Give a badge in Markdown."""
    return f"[![{name}]({BADGES[name]})]({url})"


def _origin() -> str | None:
    """Give owner/name of the git remote of this folder, None where there is none on GitHub."""
    asked = ["git", "remote", "get-url", "origin"]
    try:
        found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:  # no git
        return None
    match = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?\s*$", found)
    return match[1] if match else None
