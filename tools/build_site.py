"""Build the lessons as a static site that needs no server of ours and no network.

``python tools/build_site.py OUT fr|en``; the menus are in that language to begin with.

JupyterLite serves JupyterLab as files and Pyodide runs Python in the reader's browser. Everything that a
browser then asks for is in the site: Python itself (npm, `locks/package-lock.json`), the pure wheels below
the widgets (`locks/browser.txt`) and the kit as students receive it (`kit release`: no key of an exercise).
They stand in one folder, under one lock of Pyodide's form that is written here, and are loaded together when a
kernel starts: so ``import kit`` works in the first cell, and no package index is ever asked. There is no numpy
and no pandas in the site.
"""

import email
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "site"
BIN = Path(sys.executable).parent
APPS = ("--apps", "notebooks", "--apps", "tree", "--apps", "lab")  # one page a lesson, as a telephone needs; and all
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
KERNEL = Path(sys.prefix, "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
OF_THE_KERNEL = ("ipykernel-", "piplite-", "pyodide_kernel-")
STUDENTS = BUILD / "students"
PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"


def build(out: Path, language: str) -> None:
    """Make the site in `out`, anew."""
    shutil.rmtree(BUILD, ignore_errors=True)
    python = BUILD / "static" / "pyodide"
    python.mkdir(parents=True)
    run(BIN / "python", "-m", "kit.cli", "release", STUDENTS)
    take_pyodide(python)
    take_wheels(python)
    write_lock(python)
    configure(python)
    shutil.copy(ROOT / f"kit/jupyter/{language}/labconfig/default_setting_overrides.json", BUILD / "overrides.json")
    lay_lessons(BUILD / "files")
    run(
        BIN / "jupyter-lite", "build", *APPS, "--no-sourcemaps", "--no-unused-shared-packages",
        "--lite-dir", BUILD, "--contents", BUILD / "files", "--output-dir", BUILD / "out", cwd=BUILD,
    )  # fmt: skip
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(BUILD / "out", out)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {size / 1e6:.1f} MB; serve it over https, or on this machine: python -m http.server -d {out}")


def take_pyodide(folder: Path) -> None:
    """Take the browser's Python from npm, its content checked against our lock."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "locks" / name, BUILD)
    run(BIN / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", cwd=BUILD)
    package = BUILD / "node_modules" / "pyodide"
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    if version != PYODIDE_VERSION:
        sys.exit(f"locks/package.json has pyodide {version}, the kernel of locks/publish.txt wants {PYODIDE_VERSION}")
    for name in (*PYODIDE, "pyodide-lock.json"):
        shutil.copy(package / name, folder)


def take_wheels(folder: Path) -> None:
    """Take the wheels that the kernel and the widgets need, the kernel's own, and the kit's."""
    run(
        BIN / "python", "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--require-hashes", "--only-binary", ":all:", "--python-version", "3.14", "--platform", "any",
        "--dest", folder, "-r", ROOT / "locks" / "browser.txt",
    )  # fmt: skip
    for wheel in KERNEL.glob("*.whl"):
        if wheel.name.startswith(OF_THE_KERNEL):
            shutil.copy(wheel, folder)
    leave_out("jedi", folder)
    run(BIN / "python", "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=STUDENTS)


def leave_out(name: str, folder: Path) -> None:
    """Put an empty wheel in the place of one that the kernel asks for by name and completes well without.

    For jedi that is 5 MB of site and 2 s of a kernel's start.
    """
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n"
    wheel = "Wheel-Version: 1.0\nGenerator: tools/build_site.py\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(folder / f"{name}-0-py3-none-any.whl", "w") as archive:
        for file, text in {"METADATA": about, "WHEEL": wheel, "RECORD": ""}.items():
            archive.writestr(f"{name}-0.dist-info/{file}", text)


def write_lock(folder: Path) -> None:
    """Name every wheel of `folder`, with its hash, in a lock that names nothing else."""
    path = folder / "pyodide-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    lock["packages"] = dict(sorted(entry(wheel) for wheel in folder.glob("*.whl")))
    path.write_text(json.dumps(lock, indent=1), encoding="utf-8")


def entry(wheel: Path) -> tuple[str, dict[str, object]]:
    """Describe a wheel as Pyodide does; all are loaded together, so none needs its dependencies."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = email.message_from_bytes(archive.read(metadata))
    name = about["Name"].lower().replace("_", "-").replace(".", "-")
    return name, {
        "name": name, "version": about["Version"], "file_name": wheel.name, "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(), "package_type": "package",
        "imports": [], "depends": [], "unvendored_tests": False,
    }  # fmt: skip


def configure(folder: Path) -> None:
    """Tell JupyterLite to load all that at once, and never to ask elsewhere."""
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": list(lock["packages"])}}
    config = {"appName": "media-literacy-kit", "appUrl": "./tree", "litePluginSettings": {PLUGIN: kernel}}
    (BUILD / "jupyter-lite.json").write_text(
        json.dumps({"jupyter-lite-schema-version": 0, "jupyter-config-data": config}), encoding="utf-8"
    )


def lay_lessons(folder: Path) -> None:
    """Lay out what a student opens: the lessons by language, and the exercises."""
    shutil.copytree(STUDENTS / "notebooks", folder)
    for notebook in sorted(STUDENTS.glob("exercises/*/*.ipynb")):
        target = folder / notebook.relative_to(STUDENTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(notebook, target)


def run(*words: object, cwd: Path = ROOT) -> None:
    """Run a tool of this environment, quietly unless it fails."""
    env = os.environ | {"PATH": os.pathsep.join([str(BIN), os.environ["PATH"]])}
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{Path(str(words[0])).name} failed:\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    build(Path(sys.argv[1]).resolve(), language=sys.argv[2])
