"""The locks: pinned, hashed, without any address, of one mind, and up to date with pyproject.toml."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, GROUPS = SETTINGS["project"], SETTINGS["dependency-groups"]
EXTRAS = {
    "locks/lab.txt": ["lab"],
    "locks/test.txt": ["lab", "test"],
    "locks/all.txt": list(PROJECT["optional-dependencies"]),
    "locks/hub.txt": ["lab"],
    ".binder/requirements.txt": ["lab"],
}
LOCKS = {name: ROOT / name for name in (*EXTRAS, "locks/publish.txt", "locks/browser.txt")}


def pins(name: str) -> dict[str, set[str]]:
    """Each package's pinned versions, one a Python version or system."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==(\S+)", LOCKS[name].read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_with_its_hashes_and_no_address(name):
    text = LOCKS[name].read_text(encoding="utf-8")
    assert not re.search(r"\w://", text)
    lines = [line for line in text.replace("\\\n", "").splitlines() if line.strip() and line.lstrip()[0] != "#"]
    assert [line for line in lines if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:", line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_what_the_project_asks_for(name):
    asked = GROUPS.get("binder" if name.startswith(".binder") else Path(name).stem, [])
    if name in EXTRAS:
        asked = asked + PROJECT["dependencies"]
    asked = asked + [line for extra in EXTRAS.get(name, ()) for line in PROJECT["optional-dependencies"][extra]]
    for requirement in map(Requirement, asked):
        versions = pins(name).get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not in {name}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("name", ["locks/lab.txt"])
def test_students_have_the_versions_that_are_tested(name):
    tested = pins("locks/test.txt")
    assert {package: versions for package, versions in pins(name).items() if tested.get(package) != versions} == {}


@pytest.mark.parametrize("name", ["locks/all.txt", "locks/hub.txt", "locks/browser.txt", ".binder/requirements.txt"])
def test_elsewhere_too_what_is_tested_has_the_tested_version(name):
    tested = pins("locks/test.txt")
    assert [package for package, versions in pins(name).items() if not versions <= tested.get(package, versions)] == []


def test_what_comes_from_npm_is_pinned_with_its_hash_and_no_address():
    lock = json.loads((ROOT / "locks" / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages)


def test_binder_installs_third_party_packages_first_and_the_kit_alone_after():
    assert canonicalize_name(PROJECT["name"]) not in pins(".binder/requirements.txt")
    assert "pip install --no-cache-dir --no-deps ." in (ROOT / ".binder/postBuild").read_text(encoding="utf-8")
    assert (ROOT / ".binder/postBuild").stat().st_mode & 0o111
    assert not (ROOT / "binder").exists(), "with both folders repo2docker refuses"


def test_binder_runs_a_python_that_the_kit_supports():
    runtime = (ROOT / ".binder/runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert f"Programming Language :: Python :: {runtime}" in PROJECT["classifiers"]
