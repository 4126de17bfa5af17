"""``kit lab [FOLDER]``: lay the lessons and exercises into a work folder and open JupyterLab on the first page.

JupyterLab listens on this machine only, its token stays on, and it asks the network for nothing.
"""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from kit.errors import UsageError
from kit.exercise import EXERCISES
from kit.wording import language, say

LESSONS = EXERCISES.with_name("notebooks")
FOLDER = Path("media-literacy-kit")
SETTINGS = Path(__file__).parents[1] / "jupyter"
"""Defaults that JupyterLab reads below the user's own choices: no question about news, and menus in each language."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=say("lab.folder", default=FOLDER))
    parser.add_argument("--port", type=int, help=say("lab.port"))
    parser.add_argument("--no-browser", action="store_true", help=say("lab.no_browser"))


def run(args: argparse.Namespace) -> int:
    """Copy what is not there yet, then serve until Ctrl+C."""
    try:
        from jupyterlab.labapp import LabApp
    except ModuleNotFoundError as error:
        raise UsageError(say("lab.no_jupyterlab")) from error
    count = lay_lessons(args.folder)
    if count:
        print(say("lab.copied", count=count, folder=args.folder))
    lay_settings()
    LabApp.launch_instance(argv=arguments(args.folder, args.port, browser=not args.no_browser))
    return 0


def lay_lessons(folder: Path) -> int:
    """Copy each lesson and exercise that `folder` does not have yet, not yet run; what is there is never touched.

    Parameters
    ----------
    folder : Path
        The work folder; it is made where it is missing.

    Returns
    -------
    int
        How many notebooks were copied.

    Raises
    ------
    UsageError
        Where nothing can be written there.
    """
    count = 0
    for name, source in (("notebooks", LESSONS), ("exercises", EXERCISES)):
        for notebook in sorted(source.glob("*/*.ipynb")):
            target = folder / name / notebook.relative_to(source)
            if target.exists():
                continue
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(json.dumps(blank(notebook), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            except OSError as error:
                raise UsageError(say("lab.cannot_write", folder=folder, reason=error.strerror)) from error
            count += 1
    return count


def blank(path: Path) -> dict[str, Any]:
    """Return a notebook as it was before anybody ran it: no outputs, counts or widget state."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"] = {name: notebook["metadata"][name] for name in ("kernelspec", "language_info")
                            if name in notebook["metadata"]}
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return notebook


def lay_settings() -> None:
    """Let the JupyterLab of this process read our defaults, its menus in the language of the interface."""
    places = [str(SETTINGS / language()), str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, places))


def arguments(folder: Path, port: int | None, browser: bool) -> list[str]:
    """Give JupyterLab's command line; without a `port` it takes the first free one from 8888 on."""
    welcome = f"/lab/tree/notebooks/{language()}/00-welcome.ipynb"
    words = [f"--ServerApp.root_dir={folder.resolve()}", f"--LabApp.default_url={welcome}",
             "--LabApp.extension_manager=readonly"]
    if port is not None:
        words += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        words.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container
        words.append("--allow-root")
    return words
