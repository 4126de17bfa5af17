"""``kit doctor``: what is wrong on a stranger's machine, in plain words."""

import argparse
import json
import os
import shutil
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kit.wording import say

PYTHON = (3, 11)
PACKAGES = {"jupyterlab": 4, "ipywidgets": 8, "anywidget": 0, "pandas": 2}  # the least major version
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
PORT = 8888

Finding = tuple[bool, str]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help=say("doctor.folder"))
    parser.add_argument("--json", action="store_true", help=say("doctor.json"))


def run(args: argparse.Namespace) -> int:
    """Print one line a check, and return 1 where something must be mended."""
    findings = [finding for check in CHECKS for finding in check(args.folder)]
    if args.json:
        print(json.dumps([{"ok": ok, "says": says} for ok, says in findings], ensure_ascii=False))
    else:
        for ok, says in findings:
            print("✓" if ok else "✗", says)
    return int(not all(ok for ok, _ in findings))


def _python(folder: Path) -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= PYTHON
    yield ok, say("doctor.python" if ok else "doctor.python_old", found=found, least=".".join(map(str, PYTHON)))


def _packages(folder: Path) -> Iterator[Finding]:
    for name, least in PACKAGES.items():
        cure = f'"{sys.executable}" -m pip install --upgrade {name}'
        try:
            found = version(name)
        except PackageNotFoundError:
            yield False, say("doctor.package_missing", name=name, cure=cure)
            continue
        ok = int(found.partition(".")[0]) >= least
        yield ok, say("doctor.package" if ok else "doctor.package_old", name=name, version=found, cure=cure)


def _kernel(folder: Path) -> Iterator[Finding]:
    """Ask which Python a notebook runs in: one that another program registered may know nothing of the kit."""
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:  # no Jupyter at all: said by the check of packages
        return
    try:
        python = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        yield False, say("doctor.kernel_missing", cure=f'"{sys.executable}" -m pip install ipykernel')
        return
    ok = not Path(python).is_absolute() or Path(python).parent.resolve() == Path(sys.executable).parent.resolve()
    yield ok, say("doctor.kernel" if ok else "doctor.kernel_elsewhere", python=python, cure=(
        f'"{sys.executable}" -m ipykernel install --user'))


def _extensions(folder: Path) -> Iterator[Finding]:
    """Look where JupyterLab looks: without the widgets' extensions a widget stays a line of text."""
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:  # no Jupyter at all: said by the check of packages
        return
    for name in EXTENSIONS:
        ok = any((Path(path) / name / "package.json").exists() for path in jupyter_path("labextensions"))
        yield ok, say("doctor.extension" if ok else "doctor.extension_missing", name=name)


def _writing(folder: Path) -> Iterator[Finding]:
    place = folder.resolve()
    try:
        with tempfile.NamedTemporaryFile(dir=place) as file:
            file.write(b"x")
            os.fsync(file.fileno())
    except OSError as error:
        yield False, say("doctor.folder_refused", folder=place, reason=error.strerror or error)
        return
    free = shutil.disk_usage(place).free // 1_000_000
    yield free >= 50, say("doctor.folder_fine" if free >= 50 else "doctor.folder_full", folder=place, free=free)


def _port(folder: Path) -> Iterator[Finding]:
    """Say whether the usual port is free; a taken one is no fault, JupyterLab takes the next."""
    with socket.socket() as probe:
        taken = probe.connect_ex(("127.0.0.1", PORT)) == 0
    yield True, say("doctor.port_taken" if taken else "doctor.port", port=PORT)


def _browser(folder: Path) -> Iterator[Finding]:
    try:
        webbrowser.get()
        yield True, say("doctor.browser")
    except webbrowser.Error:  # a server has none: the address can be opened from elsewhere
        yield True, say("doctor.browser_none")


CHECKS: tuple[Callable[[Path], Iterator[Finding]], ...] = (
    _python, _packages, _extensions, _kernel, _writing, _port, _browser)
