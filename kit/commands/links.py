"""``kit links``: the addresses at which a class opens the lessons, badges for a page, and what is missing for them."""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from kit.commands.lab import LESSONS
from kit.errors import UsageError
from kit.wording import say

PLACEHOLDER = "OWNER/NAME"
REPOSITORY = r"[\w.-]+/[\w.-]+"
STUDENT_BRANCH = "students"
"""Where the tree that ``kit release`` makes, which holds no key, is published."""
PAGES_BRANCH = "gh-pages"

BADGES = {"Binder": "https://mybinder.org/badge_logo.svg",
          "JupyterLite": "https://jupyterlite.rtfd.io/en/latest/_static/badge.svg",
          "Colab": "https://colab.research.google.com/assets/colab-badge.svg"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--repo", metavar="OWNER/NAME", help=say("links.repo"))
    parser.add_argument("--ref", metavar="TAG", default=STUDENT_BRANCH, help=say("links.ref", default=STUDENT_BRANCH))
    parser.add_argument("--content", metavar="BRANCH", help=say("links.content"))


def run(args: argparse.Namespace) -> int:
    """Print, for each lesson, its addresses and its badges in Markdown; what is missing goes to stderr."""
    origin = _origin()
    repo = args.repo or origin
    if repo is not None and not re.fullmatch(REPOSITORY, repo):
        raise UsageError(say("links.bad_repo", repo=repo))
    if repo is None:
        print(say("links.no_repo", placeholder=PLACEHOLDER), file=sys.stderr)
    elif repo == origin:  # of another repository this folder knows nothing
        for sentence in missing(args.ref, args.content):
            print(sentence, file=sys.stderr)
    for lesson in sorted(LESSONS.glob("*/*.ipynb")):
        found = links(lesson.relative_to(LESSONS).as_posix(), repo or PLACEHOLDER, args.ref, args.content)
        print(f"## {lesson.relative_to(LESSONS).as_posix()}")
        for name, url in found.items():
            print(f"{name + ':':12} {url}")
        print(*(badge(name, url) for name, url in found.items()), end="\n\n")
    return 0


def links(lesson: str, repo: str, ref: str, content: str | None = None) -> dict[str, str]:
    """Give the address of a lesson on Binder, JupyterLite (GitHub Pages) and Colab.

    Parameters
    ----------
    lesson : str
        The notebook's path below ``notebooks``, such as ``fr/02-sources.ipynb``.
    repo : str
        ``owner/name`` on GitHub.
    ref : str
        A branch, a tag or a commit: what Binder makes the environment of.
    content : str, optional
        A branch that holds lessons alone; nbgitpuller brings it into the environment of `ref`, which is not made anew
        when a lesson changes.
    """
    owner, name = repo.split("/")
    place = f"lab/tree/notebooks/{lesson}"
    if content is not None:
        pulled = f"lab/tree/{name}/notebooks/{lesson}"
        pull = {"repo": f"https://github.com/{repo}", "branch": content, "urlpath": pulled}
        place = f"git-pull?{urlencode(pull)}"
    return {
        "Binder": f"https://mybinder.org/v2/gh/{repo}/{quote(ref, safe='')}?urlpath={quote(place, safe='')}",
        "JupyterLite": f"https://{owner.lower()}.github.io/{name}/notebooks/index.html?path={quote(lesson, safe='')}",
        "Colab": f"https://colab.research.google.com/github/{repo}/blob/{quote(content or ref)}/notebooks/{lesson}",
    }


def missing(ref: str, content: str | None = None) -> Iterator[str]:
    """Say what the links need that this folder's git does not know of; the network is not asked."""
    known = set(_git("for-each-ref", "--format=%(refname)").split())
    for name in filter(None, (ref, content)):
        if {f"refs/remotes/origin/{name}", f"refs/tags/{name}"} & known:
            continue
        yield say("links.not_pushed" if f"refs/heads/{name}" in known else "links.no_branch", branch=name)
    if f"refs/remotes/origin/{PAGES_BRANCH}" not in known:
        yield say("links.no_pages", branch=PAGES_BRANCH)


def badge(name: str, url: str) -> str:
    """Give a badge in Markdown."""
    return f"[![{name}]({BADGES[name]})]({url})"


def _origin() -> str | None:
    """Give owner/name of the git remote of this folder, None where there is none on GitHub."""
    match = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?\s*$", _git("remote", "get-url", "origin"))
    return match[1] if match else None


def _git(*words: str) -> str:
    try:
        return subprocess.run(["git", *words], capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:  # no git
        return ""
